"""Engines: each one by name, with the function that opens a build in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import EngineFailed, PledgegraphError, UsageProblem, suggest_of
from pledgegraph.wording import worded

from .engine import Engine

if TYPE_CHECKING:
    from pledgegraph.graph.neo4j.dataset import Dataset, Label

Open = Callable[[Path, Mapping[str, Any], float | None], Engine]
"""A function of the folder of a build, its manifest, and seconds for each text or None."""


def _embedded(
    build: Path,
    manifest: Mapping[str, Any],
    timeout: float | None,
) -> Engine:
    from .embedded import FILE, TIMEOUT_SECONDS, EmbeddedEngine

    seconds = TIMEOUT_SECONDS if timeout is None else timeout
    return EmbeddedEngine(build / FILE, seconds)


def _sparql(
    build: Path,
    manifest: Mapping[str, Any],
    timeout: float | None,
) -> Engine:
    from .sparql import SparqlEngine

    return SparqlEngine(build, manifest["base"])


def _neo4j(
    build: Path,
    manifest: Mapping[str, Any],
    timeout: float | None,
) -> Engine:
    """The database that the environment names, if this build is stored in it."""
    from pledgegraph.graph.neo4j.addresses import TIMEOUT_SECONDS, address
    from pledgegraph.graph.neo4j.server import Neo4jEngine
    from pledgegraph.graph.neo4j.states import check_answers

    # The audiences of this build: a database with more of them would answer with more
    audiences = [source["audience"] for source in manifest["sources"]]
    seconds = TIMEOUT_SECONDS if timeout is None else timeout
    opened = Neo4jEngine(address(os.environ), seconds)
    try:
        check_answers(
            opened,
            manifest["base"],
            manifest["inputs"],
            audiences,
        )
    except BaseException:
        opened.close()
        raise
    return opened


ENGINES: Mapping[str, Open] = {"embedded": _embedded, "sparql": _sparql, "neo4j": _neo4j}
"""Every engine by name; its library is imported only when it is opened."""


def open_engine(
    name: str,
    build: Path,
    manifest: Mapping[str, Any],
    timeout: float | None = None,
) -> Engine:
    """Open a build in an engine. ``timeout``: seconds for each text, if the engine has a limit.

    Raises:
        UsageProblem: there is no such engine; its hint has suggestions.
        NoBuildYet: the build cannot be opened.
    """
    if name not in ENGINES:
        raise UsageProblem(
            worded("There is no engine {name}", name=repr(name)), suggest_of(name, ENGINES)
        )
    return ENGINES[name](build, manifest, timeout)


@contextlib.contextmanager
def telling_edits(
    name: str,
    dataset: Callable[[], tuple[Dataset, Label]],
) -> Iterator[None]:
    """A block in which an engine is asked. If the code fails because somebody edited the database,
    the error names the edit.

    Args:
        name: the engine.
        dataset: returns what the database should have; called only after an unexpected error.

    Raises:
        EngineFailed: the code failed, and the database has other values than the build.
    """
    try:
        yield
    # These say already what is wrong; only what nobody foresaw may come from an edited value
    except (PledgegraphError, OSError):
        raise
    except Exception as problem:
        edit = _first_edit(dataset) if name == "neo4j" else ""
        if not edit:
            raise
        raise EngineFailed(
            f"Neo4j has other values than the build, so there is no answer. {edit}",
            "Run `pledgegraph neo4j sync --full`: it writes every node again.",
        ) from problem


def _first_edit(dataset: Callable[[], tuple[Dataset, Label]]) -> str:
    from pledgegraph.graph.neo4j.addresses import address
    from pledgegraph.graph.neo4j.comparing import compared

    where = address(os.environ)
    with contextlib.closing(compared(where, *dataset())) as differences:
        found = next(differences, None)
    return "" if found is None else str(found)
