"""The engines that answer: one row each, with the function that opens a build in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import EngineFailed, PledgegraphError, UsageProblem, suggest

from .engine import Engine

if TYPE_CHECKING:
    from pledgegraph.graph.neo4j.dataset import Dataset, Label

Open = Callable[[Path, Mapping[str, Any], float | None], Engine]
"""(folder of a build, its manifest, seconds for each text or None) → the engine."""


def _embedded(build: Path, manifest: Mapping[str, Any], timeout: float | None) -> Engine:
    from .embedded import FILE, TIMEOUT_SECONDS, EmbeddedEngine

    return EmbeddedEngine(build / FILE, TIMEOUT_SECONDS if timeout is None else timeout)


def _sparql(build: Path, manifest: Mapping[str, Any], timeout: float | None) -> Engine:
    from .sparql import SparqlEngine

    return SparqlEngine(build, manifest["base"])


def _neo4j(build: Path, manifest: Mapping[str, Any], timeout: float | None) -> Engine:
    """The database that the environment names, if it holds this build."""
    from pledgegraph.graph.neo4j.addresses import TIMEOUT_SECONDS, address
    from pledgegraph.graph.neo4j.server import Neo4jEngine
    from pledgegraph.graph.neo4j.states import check_answers

    opened = Neo4jEngine(address(os.environ), TIMEOUT_SECONDS if timeout is None else timeout)
    try:
        audiences = [source["audience"] for source in manifest["sources"]]
        check_answers(opened, manifest["base"], manifest["inputs"], audiences)
    except BaseException:
        opened.close()
        raise
    return opened


ENGINES: Mapping[str, Open] = {"embedded": _embedded, "sparql": _sparql, "neo4j": _neo4j}
"""Every engine by name; its library is imported only when it is opened."""


def open_engine(
    name: str, build: Path, manifest: Mapping[str, Any], timeout: float | None = None
) -> Engine:
    """A build in an engine; ``timeout`` in seconds is the limit of each text where the engine has
    one.

    Raises:
        UsageProblem: there is no such engine; with suggestions.
        NoBuildYet: the build cannot be opened.
    """
    if name not in ENGINES:
        raise UsageProblem(
            f"There is no engine {name!r}",
            suggest(name, ENGINES) or f"One of {', '.join(ENGINES)}.",
        )
    return ENGINES[name](build, manifest, timeout)


@contextlib.contextmanager
def telling_edits(name: str, dataset: Callable[[], tuple[Dataset, Label]]) -> Iterator[None]:
    """A while in which an engine is asked that others write into; who stumbles over a value of
    theirs is told of it.

    Args:
        name: the engine.
        dataset: gives what it should hold; called only where something fails that nobody foresaw.

    Raises:
        EngineFailed: something failed, and the database holds other values than the build.
    """
    try:
        yield
    except (PledgegraphError, OSError):
        raise
    except Exception as problem:
        if name == "neo4j" and (told := _first_edit(dataset)):
            told = f"Neo4j holds other values than the build, and gives no answer. {told}"
            raise EngineFailed(
                told, "Run `pledgegraph neo4j sync --full`: it writes every node again."
            ) from problem
        raise


def _first_edit(dataset: Callable[[], tuple[Dataset, Label]]) -> str:
    from pledgegraph.graph.neo4j.addresses import address
    from pledgegraph.graph.neo4j.comparing import compared

    with contextlib.closing(compared(address(os.environ), *dataset())) as differences:
        found = next(differences, None)
    return "" if found is None else str(found)
