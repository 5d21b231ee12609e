"""The engines that answer: one row each, with the function that opens a build in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pledgegraph.errors import UsageProblem, suggest

from .engine import Engine

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
    from .held import check_answers
    from .neo4j import TIMEOUT_SECONDS, Neo4jEngine, address

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


def open_engine(name: str, build: Path, manifest: Mapping[str, Any], timeout: float | None = None) -> Engine:
    """A build in an engine; ``timeout`` in seconds is the limit of each text where the engine has one.

    Raises:
        UsageProblem: there is no such engine; with suggestions.
        NoBuildYet: the build cannot be opened.
    """
    if name not in ENGINES:
        raise UsageProblem(f"There is no engine {name!r}", suggest(name, ENGINES) or f"One of {', '.join(ENGINES)}.")
    return ENGINES[name](build, manifest, timeout)
