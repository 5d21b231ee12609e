"""Jobs: what is measured, each run in a process of its own: ``python benchmarks/jobs.py NAME
ARGUMENT...``.

A job prints one JSON object on its last line: what it counted, and the seconds of its parts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from itertools import islice
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
    """A workspace's sources to a whole build, as the command makes it, and the processor seconds of
    each stage.
    """
    from pledgegraph.ontology.lean import pandas_spared
    from pledgegraph.workspace.workspace import Workspace

    started: list[tuple[str, float]] = []
    with pandas_spared():
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


def write_workbook(register: str, out: str) -> Printed:
    """A register in CSV as a workbook of one sheet."""
    import csv

    import xlsxwriter

    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Pledges")
    count = 0
    with open(register, encoding="utf-8", newline="") as file:
        for count, cells in enumerate(csv.reader(file)):
            sheet.write_row(count, 0, cells)
    book.close()
    return {"rows": count}


def read_workbook(workbook: str) -> Printed:
    """The rows of a workbook as a build reads them."""
    from pledgegraph.loaders.files.reading import read_sheets
    from pledgegraph.ontology.lean import pandas_spared

    with pandas_spared():
        sheets = read_sheets(Path(workbook), Path(workbook).name)
    return {"rows": len(sheets[0].lines)}


def calamine_alone(workbook: str) -> Printed:
    """The same cells as calamine gives them."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(workbook) as book:
        rows = book.get_sheet_by_index(0).to_python()
    return {"rows": len(rows) - 1}


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
    """The same triples added to an rdflib graph, term by term; they are not even written. What the
    triples are is read beforehand, so that this and the memory of it do not count for rdflib.
    """
    import pyoxigraph as ox
    import rdflib

    from pledgegraph.ontology.rdf import write_ntriples
    from pledgegraph.ontology.table_files import read_tables

    path = Path(build).parent / "compared.nt"
    write_ntriples(read_tables(Path(build, "current")), base, path)
    triples = ox.parse(path=str(path), format=ox.RdfFormat.N_TRIPLES)
    graph = rdflib.Graph()
    seconds = 0.0
    # In batches, as all at once would take more memory than the graph
    while batch := list(islice(triples, 10_000)):
        plain = [(each.subject.value, each.predicate.value, each.object) for each in batch]
        started = time.perf_counter()
        for subject, predicate, value in plain:
            graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), _term(value)))
        seconds += time.perf_counter() - started
    path.unlink()
    return {"triples": len(graph), "seconds": seconds}


def publish_site(folder: str) -> Printed:
    """The site of a workspace, written to a folder that is not there yet."""
    import shutil

    from pledgegraph.workspace.publications import publish
    from pledgegraph.workspace.workspace import Workspace

    out = Path(folder).parent / "measured-site"
    started = time.process_time()
    site = publish(Workspace(Path(folder)), out)
    seconds = time.process_time() - started
    shutil.rmtree(out)
    return {"documents": site.documents, "files": site.files, "seconds": seconds}


def turtle_files(build: str, base: str) -> Printed:
    """The same documents in Turtle alone, one rdflib graph and one file each. What the triples are
    is read beforehand.
    """
    import tempfile
    from collections import defaultdict

    import pyoxigraph as ox
    import rdflib

    from pledgegraph.ontology.rdf import write_ntriples
    from pledgegraph.ontology.table_files import read_tables

    path = Path(build).parent / "compared.nt"
    write_ntriples(read_tables(Path(build, "current")), base, path)
    documents: defaultdict[str, list[Any]] = defaultdict(list)
    for each in ox.parse(path=str(path), format=ox.RdfFormat.N_TRIPLES):
        subject = each.subject.value
        place = documents[subject.partition("#")[0]]
        place.append((subject, each.predicate.value, each.object))
    path.unlink()
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        for number, triples in enumerate(documents.values()):
            graph = rdflib.Graph()
            for subject, predicate, value in triples:
                graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), _term(value)))
            graph.serialize(f"{folder}/{number}.ttl", format="turtle")
        seconds = time.process_time() - started
    return {"documents": len(documents), "seconds": seconds}


def _term(value: Any) -> Any:
    """A term of Oxigraph as one of rdflib."""
    import pyoxigraph as ox
    from rdflib import Literal, URIRef

    if isinstance(value, ox.NamedNode):
        return URIRef(value.value)
    if value.language:
        return Literal(value.value, lang=value.language)
    return Literal(value.value, datatype=URIRef(value.datatype.value), normalize=False)


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


def plain_pyvis(graph: str, out: str) -> Printed:
    """A graph from GraphML to one page, as pyvis makes it by itself: its script inside, springs in
    the browser, nothing else.
    """
    import networkx as nx
    from pyvis.network import Network

    read = nx.read_graphml(graph)
    page = Network(directed=True, cdn_resources="in_line")
    page.from_nx(read)
    Path(out).write_text(page.generate_html(), "utf-8")
    return {"things": read.number_of_nodes()}


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
        write_workbook,
        read_workbook,
        calamine_alone,
        write_triples,
        add_triples,
        publish_site,
        turtle_files,
        ask,
        ask_analyst,
        plain_pyvis,
        country,
    )
}

if __name__ == "__main__":
    print(json.dumps(JOBS[sys.argv[1]](*sys.argv[2:])))
