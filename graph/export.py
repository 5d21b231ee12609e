"""Exports: the graph in the formats of other tools, one function for each format."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.writing.signs import visible

from .choices import EVERYTHING, Choice

if TYPE_CHECKING:
    import networkx as nx

    from pledgegraph.ontology.tables import Tables


@dataclass(frozen=True)
class Graph:
    """What an export may contain: only the sources of the audiences asked for."""

    stated: Tables
    current: Tables
    base: str
    apart: Collection[tuple[str, str]] = ()
    """Pairs of pledges that are two by decision."""
    choice: Choice = EVERYTHING


def write_turtle(graph: Graph, path: Path) -> int:
    """Turtle: the newest value of each property in the sources.

    Returns the number of statements.
    """
    from pledgegraph.ontology import rdf

    return rdf.write_turtle(graph.current, graph.base, path)


def write_nquads(graph: Graph, path: Path) -> int:
    """N-Quads: what each source states, one named graph per source.

    Returns the number of statements.
    """
    from pledgegraph.ontology import rdf

    return rdf.write_nquads(graph.stated, graph.base, path)


def write_jsonld(graph: Graph, path: Path) -> int:
    """JSON-LD: the newest value of each property, one object a pledge, actor or country with what
    depends on it inside. The context is in the file.

    Returns the number of objects.
    """
    from . import jsonld

    return jsonld.write_jsonld(graph.current, graph.base, path)


def write_csv(graph: Graph, path: Path) -> int:
    """CSV: one file for each class and each relationship; several values in a cell are separated by
    `; `.

    Each begins with a byte-order mark, so that Excel reads it as UTF-8.

    Returns the number of rows.
    """
    from .csvw import tagged
    from .tables_as_csv import write_table

    path.mkdir(parents=True, exist_ok=True)
    rows = 0
    for name, table, tags in tagged(graph.current):
        rows += table.num_rows
        write_table(table, path / f"{name}.csv", tags if graph.choice.hxl else ())
    return rows


def write_graphml(graph: Graph, path: Path) -> int:
    """GraphML for Gephi, yEd, TinkerPop and others, without source records and population figures.

    Returns the number of nodes.
    """
    from xml.etree.ElementTree import SubElement

    import networkx as nx

    drawn = network(graph.current)
    writer = nx.GraphMLWriter()
    for key, scope, name in LABEL_KEYS:
        # Known to the writer, so that it does not give the key an identifier of its own
        writer.keys[(name, "string", scope)] = key
        attributes = {
            "id": key,
            "for": scope,
            "attr.name": name,
            "attr.type": "string",
        }
        SubElement(writer.xml, "key", attributes)
    writer.add_graph_element(drawn)
    with path.open("wb") as file:
        writer.dump(file)
    return int(drawn.number_of_nodes())


LABEL_KEYS = (("labelV", "node", "kind"), ("labelE", "edge", "label"))
"""TinkerPop reads the label of a vertex and of an edge from the keys with these identifiers; other
tools read the names of the keys.
"""
SHOWN = ("name", "title", "code", "official_identifier", "local_identifier")
"""The label of a node is the first of these columns that has a value, else its class."""
NOT_DRAWN = ("Source", "SourceRecord", "PopulationFigure")


def network(current: Tables) -> nx.MultiDiGraph:
    """Nodes and relationships as networkx has them: actors, pledges, arrangements, places and what
    links them, without source records and population figures.

    A node has its ``kind`` (the class), a ``label`` and the values that are stated; an edge has its
    relationship as ``label``.
    """
    import networkx as nx

    from pledgegraph.ontology.tables import OBJECT, SUBJECT

    drawn = nx.MultiDiGraph()
    for name, table in current.nodes.items():
        if name in NOT_DRAWN:
            continue
        for row in table.to_pylist():
            identifier = row.pop("id")
            values = _values(row)
            shown = [values[key] for key in SHOWN if key in values]
            label = shown[0] if shown else name
            drawn.add_node(
                identifier,
                kind=name,
                label=label,
                **values,
            )
    for name, table in current.links.items():
        starts = table[SUBJECT].to_pylist()
        ends = table[OBJECT].to_pylist()
        for start, end in zip(starts, ends, strict=True):
            if start in drawn and end in drawn:
                # Readers keep only one of two edges with the same identifier, so each has its own.
                # No identifier of a node contains a bar.
                key = f"{start}|{name}|{end}"
                drawn.add_edge(
                    start,
                    end,
                    key=key,
                    label=name,
                )
    return drawn


def _values(row: Mapping[str, Any]) -> dict[str, str | int | bool]:
    """The values of a node that GraphML can hold; NULL and empty lists are left out."""
    values = {}
    for key, value in row.items():
        if value not in (None, []):
            values[key] = _plain(value)
    return values


def _plain(value: Any) -> str | int | bool:
    """A value that GraphML can hold: lists as text, with every sign to be seen, and no character
    that XML forbids.
    """
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str):
        return re.sub("[\ufffe\uffff]", "", visible(value))
    assert isinstance(value, int | bool)
    return value


def write_neo4j_admin(graph: Graph, path: Path) -> int:
    """CSV and a script for `neo4j-admin database import`, with a README.txt that says how.

    Returns the number of rows.
    """
    from pledgegraph.derive.derived import derive
    from pledgegraph.graph.neo4j.admin_import import write_neo4j_admin
    from pledgegraph.graph.neo4j.dataset import Dataset

    dataset = Dataset(
        graph.base,
        graph.current,
        derive(graph.current, graph.apart),
    )
    return write_neo4j_admin(dataset, path)


def write_computed(graph: Graph, path: Path) -> int:
    """N-Triples: what pledgegraph computes and no source states. Together with Turtle this is what
    the queries of `--show sparql` ask; keep it in a separate graph.

    Returns the number of statements.
    """
    from pledgegraph.derive.derived import derive
    from pledgegraph.ontology import rdf

    # From these records alone: what was computed with others may say something about them
    derived = derive(graph.current, graph.apart)
    return rdf.write_ntriples(derived, graph.base, path, derived=True)


def write_dumps(graph: Graph, path: Path) -> int:
    """A folder for publication: facts, provenance, population figures and vocabularies apart.

    Each is in Turtle, N-Quads and JSON-LD (packed) and in CSV with metadata, as far as they are
    wanted; with them come the shapes and the SHA-256 of each file.

    Returns the number of files.
    """
    from . import dumps

    return dumps.write_dumps(
        graph.stated,
        graph.current,
        graph.base,
        path,
        graph.choice,
    )


@dataclass(frozen=True)
class ExportFormat:
    """A row of ``FORMATS``: the ending of its file (none: a folder), what it counts, the function
    that writes it, and what of ``Choice`` it can do.

    The first line of the function's docstring is what docs/commands.md says of it.
    """

    ending: str
    counted: str
    write: Callable[[Graph, Path], int]
    choices: Collection[str] = ()


FORMATS: Mapping[str, ExportFormat] = {
    "turtle": ExportFormat(".ttl", "statements", write_turtle),
    "nquads": ExportFormat(".nq", "statements", write_nquads),
    "jsonld": ExportFormat(".jsonld", "objects", write_jsonld),
    "dumps": ExportFormat("", "files", write_dumps, ("parts", "forms", "hxl")),
    "graphml": ExportFormat(".graphml", "nodes", write_graphml),
    "csv": ExportFormat("", "rows", write_csv, ("hxl",)),
    "computed": ExportFormat(".nt", "statements", write_computed),
    "neo4j-admin": ExportFormat("", "rows", write_neo4j_admin),
}
"""Every format by name. To import this table loads no library, as the help of the command line
shows it.
"""
