"""The RDF form of the tables as a graph of rdflib."""

from __future__ import annotations

from pathlib import Path

import rdflib

from .rdf import write_ntriples
from .tables import Tables
from .terms import PREFIXES


def graph_of(tables: Tables, base: str, path: Path) -> rdflib.Graph:
    """The statements of current tables; ``path`` is a file to go through, which the caller removes.

    rdflib reads lines of N-Triples faster than it takes statements one by one.
    """
    write_ntriples(tables, base, path)
    graph = rdflib.Graph()
    for namespace, prefix in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.parse(path, format="nt")
    return graph
