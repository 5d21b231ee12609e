"""The SPARQL store: current statements in the default graph, derived ones in a graph of their own,
asked together.

Oxigraph cannot be interrupted, and follows SERVICE: a text of somebody's own goes to
``graph.asking``.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from pledgegraph.errors import NoBuildYet, QueryProblem

from .sparql_text import bind, check_query

__all__ = [
    "DERIVED_GRAPH",
    "PREFIXES",
    "VERSION",
    "Solutions",
    "SparqlStore",
    "SolutionValue",
    "bind",
    "build_store",
    "fill",
    "open_store",
    "opens_later",
    "select",
    "stream",
]

DERIVED_GRAPH = "https://w3id.org/pledgegraph#derived"
PREFIXES = {
    "pg": "https://w3id.org/pledgegraph#",
    "pgv": "https://w3id.org/pledgegraph/vocabulary/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that a query need not declare."""
VERSION = ox.__version__
"""Of the program that makes a store: another one makes its own."""
FILES_AT_ONCE = 16
"""So many of its files a store opens at once; others when a query first needs them."""
MAX_ROWS = 1_000_000

SolutionValue = str | int | bool | None
Solution = tuple[SolutionValue, ...]
Solutions = tuple[tuple[str, ...], list[Solution]]
"""Names of the columns, then the rows."""


@dataclass(frozen=True)
class SparqlStore:
    """A store opened for reading."""

    folder: Path
    engine: ox.Store = field(repr=False, compare=False)


def build_store(
    folder: Path,
    current: Path,
    derived: Path | None = None,
) -> None:
    """Make a store in ``folder`` of RDF files, each in the format that its ending says.

    It is there complete or not at all, and replaces an older one.
    """
    # Two processes may make the store of one build at the same time
    own = f"{folder.name}.{os.getpid()}"
    new = folder.with_name(f"{own}.new")
    old = folder.with_name(f"{own}.old")
    try:
        engine = ox.Store(str(new))
        fill(engine, current, derived)
        engine.flush()
        if folder.exists():
            os.replace(folder, old)
        os.replace(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def fill(
    engine: ox.Store,
    current: Path,
    derived: Path | None = None,
) -> None:
    """Load RDF files into an empty store, each in the format that its ending says."""
    # Apart, so that a query can ask for what sources state alone
    parts = ((current, ox.DefaultGraph()), (derived, ox.NamedNode(DERIVED_GRAPH)))
    for path, graph in parts:
        if path is not None:
            form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
            # lenient leaves out the second check of IRIs that were checked when they were written
            engine.bulk_load(
                path=str(path),
                format=form,
                to_graph=graph,
                lenient=True,
            )


def open_store(folder: Path) -> SparqlStore:
    """The store in ``folder``; ``NoBuildYet`` where there is none."""
    try:
        return SparqlStore(folder, ox.Store.read_only(str(folder)))
    except OSError as error:
        raise NoBuildYet("there is no SPARQL store to ask", "Run `pledgegraph build`") from error


def opens_later(folder: Path) -> bool:
    """Whether a store has files that it opens only when a query needs them."""
    return sum(1 for _ in folder.glob("*.sst")) > FILES_AT_ONCE


def select(store: SparqlStore, text: str) -> Solutions:
    """The answer to a trusted query of the default and the derived graph together, without limits.

    IRIs are texts, whole numbers int, booleans bool, all other literals their text, unbound None.
    ASK gives one row ``answer``; CONSTRUCT and DESCRIBE give the columns subject, predicate,
    object.

    Args:
        store: an open store.
        text: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes in ``PREFIXES`` are known.

    Raises:
        QueryProblem: the text is not a query that may be asked.
    """
    check_query(text)
    names, rows = stream(store, text, sys.maxsize)
    return names, list(rows)


def stream(
    store: SparqlStore,
    text: str,
    most: int = MAX_ROWS,
) -> tuple[tuple[str, ...], Iterator[Solution]]:
    """The columns and the rows of a query that nobody has checked; ``QueryProblem`` at the latest
    at the last row.
    """
    derived = ox.NamedNode(DERIVED_GRAPH)
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.DefaultGraph(), derived]
    with _failures_named():
        result = store.engine.query(
            text, prefixes=PREFIXES, default_graph=graphs, named_graphs=[derived]
        )
    if isinstance(result, ox.QueryBoolean):
        return ("answer",), iter([(bool(result),)])
    if isinstance(result, ox.QueryTriples):
        return ("subject", "predicate", "object"), _first(result, most)
    names = tuple(variable.value for variable in result.variables)
    return names, _first(result, most)


@contextmanager
def _failures_named() -> Iterator[None]:
    """What Oxigraph cannot do, as a problem of the query."""
    try:
        yield
    except SyntaxError as error:
        raise QueryProblem(f"the query cannot be read: {_in_short(str(error.msg))}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryProblem(
            f"the query cannot be answered: {' '.join(str(error).split())}"
        ) from error


def _in_short(message: str) -> str:
    """Oxigraph's word on a syntax error in one line, without the classes of characters that it
    lists.
    """
    where, _, expected = " ".join(message.split()).partition("expected ")
    choices = re.split(r", (?![^\[]*\])", expected.removeprefix("one of "))
    # Sets of characters say nothing to a person
    plain = [choice for choice in choices if choice and not choice.startswith("[")]
    if not plain:
        return where.rstrip(": ")
    return f"{where}expected {' or '.join(plain[:5])}"


def _first(
    found: Iterable[Iterable[object]],
    most: int,
) -> Iterator[Solution]:
    with _failures_named():
        for count, row in enumerate(found):
            if count == most:
                raise QueryProblem(
                    f"the answer has more than {most:,} rows",
                    "Ask for fewer with LIMIT or a FILTER",
                )
            yield tuple(_value(term) for term in row)


def _value(term: object) -> SolutionValue:
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
        if kind == "integer":
            return int(term.value)
        if kind == "boolean":
            return term.value == "true"
        return term.value
    if isinstance(term, ox.NamedNode):
        return term.value
    return None if term is None else str(term)
