"""The engines that answer: one row each, with the function that opens a build in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from .engine import Engine


def _embedded(build: Path, base: str) -> Engine:
    from .embedded import FILE, EmbeddedEngine

    return EmbeddedEngine(build / FILE)


def _sparql(build: Path, base: str) -> Engine:
    from .sparql import SparqlEngine

    return SparqlEngine(build, base)


ENGINES: Mapping[str, Callable[[Path, str], Engine]] = {"embedded": _embedded, "sparql": _sparql}
"""Every engine by name: (folder of a build, base of its IRIs) → the engine, whose library is imported only then."""
