"""The SPARQL engine: Oxigraph in this process, with the statements of a build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from pledgegraph.errors import NoBuildYet, QueryProblem
from pledgegraph.ontology.iris import VOCABULARY_BASE, identifier_of
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.sparql_text import bind, with_iris
from pledgegraph.ontology.store import VERSION, build_store, open_store, select
from pledgegraph.wording import worded
from pledgegraph.writing.cache import made_of
from pledgegraph.writing.marks import remove
from pledgegraph.writing.room import no_room

from .engine import Language, Row, Value

CURRENT, DERIVED = "current", "derived"
"""The folders of a build with the tables that a store is made of."""


class SparqlEngine:
    """The store of a build, made when the first question needs it. Its texts are ours, so they run
    without limits.
    """

    language: Language = "sparql"

    def __init__(self, build: Path, base: str) -> None:
        self._store = open_store(store_folder(build, base))
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
            bound = text
            if parameters:
                values = with_iris(parameters, self._base)
                bound = bind(text, values)
            names, rows = select(self._store, bound)
            return self._naming.rows(names, rows)
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


def store_folder(build: Path, base: str) -> Path:
    """The folder of the store of a build, made of its tables if it does not exist yet."""
    files = []
    for part in (CURRENT, DERIVED):
        paths = sorted((build / part).glob("*.parquet"))
        files += [f"{part}/{path.name}" for path in paths]
    if not files:
        raise NoBuildYet(worded("There is no build yet"), worded("Run `pledgegraph build`."))
    try:
        return made_of(
            build,
            "sparql",
            files,
            f"{VERSION} {base}",
            partial(_make_store, build, base),
        )
    except (OSError, SyntaxError, ValueError) as problem:
        if no_room(problem):
            raise
        why = " ".join(str(problem).split())
        raise NoBuildYet(
            f"The build could not be opened ({why})", "Run `pledgegraph build --force`."
        ) from None


def _make_store(
    build: Path,
    base: str,
    folder: Path,
) -> None:
    """The store in ``folder``, of statements that are written next to it and removed again."""
    # A store that is there is opened without the libraries that make one
    from pledgegraph.ontology.rdf import write_ntriples
    from pledgegraph.ontology.table_files import read_tables

    statements = folder.with_name(f"{folder.name}.rdf")
    statements.mkdir()
    try:
        paths = []
        for part in (CURRENT, DERIVED):
            path = statements / f"{part}.nt"
            write_ntriples(
                read_tables(build / part),
                base,
                path,
                derived=part == DERIVED,
            )
            paths.append(path)
        build_store(folder, *paths)
    finally:
        remove(statements)
