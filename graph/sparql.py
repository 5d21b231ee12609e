"""The SPARQL engine: Oxigraph in this process, with the RDF of a build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pledgegraph.errors import NoBuildYet, QueryProblem
from pledgegraph.ontology.iris import VOCABULARY_BASE, identifier_of
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.sparql_text import bind, with_iris
from pledgegraph.ontology.store import VERSION, build_store, open_store, select
from pledgegraph.wording import worded
from pledgegraph.writing.cache import made_of
from pledgegraph.writing.room import no_room

from .engine import Language, Row, Value

CURRENT, DERIVED = "current.ttl", "derived.nt"


class SparqlEngine:
    """The store of a build, made when the first question needs it. Its texts are ours, so they run
    without limits.
    """

    language: Language = "sparql"

    def __init__(self, build: Path, base: str) -> None:
        self._store = open_store(store_folder(build))
        self._naming = Naming(base)
        self._base = base

    def ask(
        self,
        text: str,
        parameters: Mapping[str, object],
        name: str = "",
    ) -> list[Row]:
        """See ``Engine``. Nodes are named by identifiers, as in the tables."""
        try:
            bound = bind(text, with_iris(parameters, self._base)) if parameters else text
            return self._naming.rows(*select(self._store, bound))
        except QueryProblem as problem:
            if not name:
                raise
            raise QueryProblem(
                f"{name}: {problem.args[0]}",
                problem.hint,
            ) from None

    def close(self) -> None:
        """See ``Engine``; the store is closed with its last reference."""


class Naming:
    """How nodes are named in rows: by their identifiers, as in the tables, not by IRIs."""

    def __init__(self, base: str) -> None:
        self._base = base
        # Other IRIs may begin with the same base, such as the page of a piece of evidence: they
        # stay texts.
        bases = f"{re.escape(base)}/|{re.escape(VOCABULARY_BASE)}"
        segments = "|".join(schema().first_parts())
        self._identifier = re.compile(f"(?:{bases})(?:{segments})/")

    def rows(
        self,
        names: Sequence[str],
        rows: Iterable[Sequence[Value]],
    ) -> list[Row]:
        """Rows by the names of their columns."""
        found = []
        for row in rows:
            values = map(self._named, row)
            found.append(dict(zip(names, values, strict=True)))
        return found

    def _named(self, value: Value) -> Value:
        if isinstance(value, str) and self._identifier.match(value):
            return identifier_of(value, self._base)
        return value


def store_folder(build: Path) -> Path:
    """The folder of the store of a build, made if it does not exist yet."""
    if not (build / CURRENT).exists():
        raise NoBuildYet(worded("There is no build yet"), worded("Run `pledgegraph build`."))

    def make(folder: Path) -> None:
        build_store(folder, build / CURRENT, build / DERIVED)

    try:
        return made_of(
            build,
            "sparql",
            (CURRENT, DERIVED),
            VERSION,
            make,
        )
    except (OSError, SyntaxError, ValueError) as problem:
        if no_room(problem):
            raise
        why = " ".join(str(problem).split())
        raise NoBuildYet(
            f"The build could not be opened ({why})", "Run `pledgegraph build --force`."
        ) from None
