"""The SPARQL store: current statements in the default graph, derived ones in a graph of their own, asked together.

Oxigraph cannot be interrupted: a query with a time limit runs in a process of its own, killed when the time is up.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from pledgegraph.errors import NoBuildYet, QueryProblem, QueryTimeout

from .sparql_text import bind, check_query

__all__ = [
    "DERIVED_GRAPH",
    "PREFIXES",
    "VERSION",
    "Rows",
    "SparqlStore",
    "Value",
    "bind",
    "build_store",
    "open_store",
    "select",
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
MEMORY = 4 * 2**30
"""Bytes that a query in a process of its own may take, where the system can limit it."""
MAX_ROWS = 1_000_000

Value = str | int | bool | None
Rows = tuple[tuple[str, ...], list[tuple[Value, ...]]]
"""Names of the columns, then the rows."""


@dataclass(frozen=True)
class SparqlStore:
    """A store opened for reading."""

    folder: Path
    engine: ox.Store = field(repr=False, compare=False)


def build_store(folder: Path, current: Path, derived: Path | None = None) -> None:
    """Make a store in ``folder`` of RDF files, each in the format that its ending says.

    It is there complete or not at all, and replaces an older one.
    """
    new, old = (folder.with_name(f"{folder.name}.{os.getpid()}.{state}") for state in ("new", "old"))
    try:
        _load(new, current, derived)
        if folder.exists():
            os.replace(folder, old)
        os.replace(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _load(folder: Path, current: Path, derived: Path | None) -> None:
    engine = ox.Store(str(folder))
    for path, graph in ((current, ox.DefaultGraph()), (derived, ox.NamedNode(DERIVED_GRAPH))):
        if path is not None:
            form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
            # lenient leaves out the second check of IRIs that were checked when they were written
            engine.bulk_load(path=str(path), format=form, to_graph=graph, lenient=True)
    engine.flush()


def open_store(folder: Path) -> SparqlStore:
    """The store in ``folder``; ``NoBuildYet`` where there is none."""
    try:
        return SparqlStore(folder, ox.Store.read_only(str(folder)))
    except OSError as error:
        raise NoBuildYet("there is no SPARQL store to ask", "Run `pledgegraph build`") from error


def select(store: SparqlStore, text: str, timeout: float | None = None) -> Rows:
    """The answer to a query of the default and the derived graph together.

    IRIs are texts, whole numbers int, booleans bool, all other literals their text, unbound None. ASK gives one row
    ``answer``; CONSTRUCT and DESCRIBE give the columns subject, predicate, object.

    Args:
        store: an open store.
        text: SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes in ``PREFIXES`` are known.
        timeout: seconds; None runs a trusted text in this process, without limits of time, memory and rows.

    Raises:
        QueryProblem: the text is not a query that may be asked, or has more than ``MAX_ROWS`` rows.
        QueryTimeout: the query ran into its limit of time or memory.
    """
    check_query(text)
    return _answer(store.engine, text) if timeout is None else _ask_process(store.folder, text, timeout)


def _answer(engine: ox.Store, text: str, most: int = sys.maxsize) -> Rows:
    derived = ox.NamedNode(DERIVED_GRAPH)
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.DefaultGraph(), derived]
    try:
        result = engine.query(text, prefixes=PREFIXES, default_graph=graphs, named_graphs=[derived])
        if isinstance(result, ox.QueryBoolean):
            return ("answer",), [(bool(result),)]
        if isinstance(result, ox.QueryTriples):
            return ("subject", "predicate", "object"), _first(result, most)
        names = tuple(variable.value for variable in result.variables)
        return names, _first(result, most)
    except SyntaxError as error:
        raise QueryProblem(f"the query cannot be read: {_in_short(str(error.msg))}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryProblem(f"the query cannot be answered: {' '.join(str(error).split())}") from error


def _in_short(message: str) -> str:
    """Oxigraph's word on a syntax error in one line, without the classes of characters that it lists."""
    where, _, expected = " ".join(message.split()).partition("expected ")
    choices = re.split(r", (?![^\[]*\])", expected.removeprefix("one of "))
    plain = [choice for choice in choices if choice and not choice.startswith("[")][:5]
    return f"{where}expected {' or '.join(plain)}" if plain else where.rstrip(": ")


def _first(found: Iterable[Iterable[object]], most: int) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for row in found:
        if len(rows) == most:
            raise QueryProblem(f"the answer has more than {most:,} rows", "Ask for fewer with LIMIT or a FILTER")
        rows.append(tuple(_value(term) for term in row))
    return rows


def _value(term: object) -> Value:
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
        if kind == "integer":
            return int(term.value)
        return term.value == "true" if kind == "boolean" else term.value
    return term.value if isinstance(term, ox.NamedNode) else None if term is None else str(term)


def _ask_process(folder: Path, text: str, timeout: float) -> Rows:
    question = json.dumps({"folder": str(folder.resolve()), "text": text, "most": MAX_ROWS, "memory": MEMORY})
    # -P: a file of the user's folder must not pass for a module
    command = [sys.executable, "-P", "-m", "pledgegraph.ontology.store"]
    try:
        done = subprocess.run(command, input=question.encode(), capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        raise QueryTimeout(f"the query took longer than {timeout:g} s", "Narrow it, or allow more time") from None
    if done.returncode != 0:
        raise _broken_off(done)
    answer = json.loads(done.stdout)
    if "problem" in answer:
        raise QueryProblem(answer["problem"], answer["hint"])
    return tuple(answer["names"]), [tuple(row) for row in answer["rows"]]


def _broken_off(done: subprocess.CompletedProcess[bytes]) -> QueryProblem | QueryTimeout:
    """Python leaves with 1 and says why; an engine out of memory aborts."""
    if done.returncode != 1 or b"MemoryError" in done.stderr:
        return QueryTimeout(f"the query took more than {MEMORY / 2**30:g} GiB of memory", "Narrow it, or use LIMIT")
    why = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return QueryProblem(f"the query broke off: {why}")


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve_process() -> None:
    """The other end of ``_ask_process``: one question on stdin, one answer on stdout."""
    question = json.load(sys.stdin.buffer)
    _limit_memory(question["memory"])
    try:
        names, rows = _answer(open_store(Path(question["folder"])).engine, question["text"], question["most"])
        answer: dict[str, object] = {"names": names, "rows": rows}
    except QueryProblem as problem:
        answer = {"problem": problem.args[0], "hint": problem.hint}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _serve_process()
