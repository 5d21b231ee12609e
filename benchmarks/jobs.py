"""Jobs: what is measured, each run in a process of its own: ``python benchmarks/jobs.py NAME
ARGUMENT...``.

A job prints one JSON object on its last line: what it counted, and the seconds of its parts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

AS_OF = "2026-11-24"
Printed = dict[str, Any]


def sample(folder: str) -> Printed:
    """A workspace with the sample register, not built."""
    from pledgegraph.workspace import starting

    starting.demo(Path(folder))
    return {}


def build(folder: str) -> Printed:
    """A workspace's sources to a whole build, and the processor seconds of each stage."""
    from pledgegraph.workspace.workspace import Workspace

    started: list[tuple[str, float]] = []
    Workspace(Path(folder)).build(
        force=True, on_step=lambda name: started.append((name, time.process_time()))
    )
    ends = [*(at for _, at in started[1:]), time.process_time()]
    return {name: end - at for (name, at), end in zip(started, ends, strict=True)}


def read_and_keep(folder: str) -> Printed:
    """The same sources read by pandas, as texts; each data frame written as Parquet."""
    import pandas as pd

    rows = 0
    out = Path(folder, "frame.parquet")
    for path in sorted(Path(folder, "sources").iterdir()):
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
        frame.to_parquet(out)
        rows += len(frame)
    out.unlink()
    return {"rows": rows}


def write_triples(build: str, base: str) -> Printed:
    """The current tables of a build to N-Triples."""
    from pledgegraph.ontology.rdf import write_ntriples
    from pledgegraph.ontology.table_files import read_tables

    tables = read_tables(Path(build, "current"))
    started = time.perf_counter()
    out = Path(build).parent / "measured.nt"
    count = write_ntriples(tables, base, out)
    out.unlink()
    return {"triples": count, "seconds": time.perf_counter() - started}


def add_triples(build: str, base: str) -> Printed:
    """The same triples from the same tables added to an rdflib graph, which is not even written."""
    import rdflib

    from pledgegraph.ontology.table_files import read_tables

    tables = read_tables(Path(build, "current"))
    started = time.perf_counter()
    graph = rdflib.Graph()
    for triple in _triples(tables, base):
        graph.add(triple)
    return {"triples": len(graph), "seconds": time.perf_counter() - started}


def _triples(tables: Any, base: str) -> Iterator[Any]:
    from rdflib import RDF, URIRef

    from pledgegraph.ontology.iris import iri
    from pledgegraph.ontology.schema import schema

    for name, table in tables.nodes.items():
        cls = schema().classes[name]
        columns = [
            (column, URIRef(column.iri))
            for column in cls.columns
            if column.name in table.column_names
        ]
        for row in table.to_pylist():
            subject = URIRef(iri(row["id"], base))
            yield subject, RDF.type, URIRef(cls.iri)
            for column, predicate in columns:
                for value in row[column.name] if column.many else [row[column.name]]:
                    if value is not None:
                        yield subject, predicate, _literal(value, column)
                        yield from _first_day(subject, value, column)
    for name, table in tables.links.items():
        predicate = URIRef(schema().relations[name].iri)
        for row in table.to_pylist():
            yield URIRef(iri(row["subject"], base)), predicate, URIRef(iri(row["object"], base))


def _first_day(subject: Any, value: Any, column: Any) -> Iterator[Any]:
    """The first day of a date of a day, a month or a year."""
    from rdflib import XSD, Literal, URIRef

    from pledgegraph.ontology.terms import first_day

    if column.first_day:
        yield subject, URIRef(column.first_day), Literal(first_day(value), datatype=XSD.date)


def _literal(value: Any, column: Any) -> Any:
    from rdflib import XSD, Literal

    if column.language:
        return Literal(value, lang=column.language)
    if column.kind == "date":
        kinds = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}
        return Literal(value, datatype=kinds[len(value)], normalize=False)
    return Literal(
        value,
        datatype={"text": XSD.string, "integer": XSD.integer, "boolean": XSD.boolean}[column.kind],
    )


class Timed:
    """An engine that notes the seconds of the processor that each text takes, with its rows."""

    def __init__(self, engine: Any) -> None:
        self._engine, self.language = engine, engine.language
        self.texts: list[float] = []
        self.seconds, self.in_cells = 0.0, set[str]()

    def ask(self, text: str, parameters: Mapping[str, object], name: str = "") -> Any:
        """See ``Engine``."""
        begun, started = time.process_time(), time.perf_counter()
        rows = self._engine.ask(text, parameters, name)
        self.seconds += time.perf_counter() - started
        self.texts.append(time.process_time() - begun)
        self.in_cells.update(row["id"] for row in rows if "cell" in row)
        return rows


def ask(folder: str, engine: str, question: str, given: str) -> Printed:
    """A question asked twice of one open engine, and what the second time took. ``digest`` is of
    the whole answer, ``pledges`` of those that it is about.
    """
    from pledgegraph.queries.ask import ask
    from pledgegraph.queries.catalogue import question_named
    from pledgegraph.workspace.workspace import Workspace

    workspace = Workspace(Path(folder))
    opened, parameters = workspace.engine(engine), json.loads(given) | {"as_of": AS_OF}
    manifest = workspace.manifest()
    for _ in range(2):
        timed: Any = Timed(opened)
        begun, started = time.process_time(), time.perf_counter()
        answer = ask(question_named(question), parameters, timed, manifest)
        seconds, processor = time.perf_counter() - started, time.process_time() - begun
    opened.close()
    pledges = timed.in_cells or {row.get("id") for row in answer.rows}
    return {
        "warm": seconds,
        "processor": processor,
        "engine": timed.seconds,
        "engine_processor": sum(timed.texts),
        "texts": timed.texts,
        "rows": len(answer.rows),
        "pledges": _digest(json.dumps(sorted(pledges))),
        "digest": _digest(answer.to_json(envelope=True)),
    }


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def ask_analyst(build: str, question: str, given: str) -> Printed:
    """The SQL of a question asked twice of DuckDB, and what the second time took."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from benchmarks.analyst import opened, selected

    connection, parameters = opened(Path(build)), json.loads(given)
    for _ in range(2):
        begun, started = time.process_time(), time.perf_counter()
        rows = selected(connection, question, parameters)
        seconds, processor = time.perf_counter() - started, time.process_time() - begun
    pledges = _digest(json.dumps(sorted(row[0] for row in rows)))
    return {"warm": seconds, "processor": processor, "rows": len(rows), "pledges": pledges}


def country(folder: str, rows: str) -> Printed:
    """The country with about so many open host-country pledges, by its code."""
    from pledgegraph.workspace.workspace import Workspace

    text = (
        "MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country) WHERE p.open_to_matching"
        " RETURN c.iso3 AS code, count(p) AS pledges"
    )
    found = Workspace(Path(folder)).cypher(text)
    nearest = min(found, key=lambda row: (abs(row["pledges"] - int(rows)), row["code"]))
    return {"code": nearest["code"], "rows": nearest["pledges"]}


JOBS: Mapping[str, Callable[..., Printed]] = {
    job.__name__: job
    for job in (
        sample,
        build,
        read_and_keep,
        write_triples,
        add_triples,
        ask,
        ask_analyst,
        country,
    )
}

if __name__ == "__main__":
    print(json.dumps(JOBS[sys.argv[1]](*sys.argv[2:])))
