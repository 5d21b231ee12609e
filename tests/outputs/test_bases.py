"""Bases that are accepted: every reader of every file gives a node the same name."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.rdf import write_nquads, write_turtle
from pledgegraph.ontology.tables import Tables
from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.settings_file import read_settings

BASES = [
    "https://example.org",
    "http://example.org:8080/pledges",
    "https://xn--exmple-cua.org/b",
    "https://example.org/..b/c..",
    "https://example.org/~me/a;b=c,(d)'!$&+*@:",
    "https://example.org/pläne/शरण/難民",
    "https://example.org/a%2Fb/%C3%A4",
]


def tables(*, with_source: bool) -> Tables:
    found = Gathering()
    found.nodes("Pledge", "source/s", {"id": ["pledge/a:b", "pledge/GRF-00350"]})
    stated = found.tables()
    if with_source:
        return stated
    return Tables(
        {name: table.drop_columns("source") for name, table in stated.nodes.items()},
        {name: table.drop_columns("source") for name, table in stated.links.items()},
    )


@pytest.mark.parametrize("base", BASES)
def test_a_base_that_every_reader_keeps(base: str, tmp_path: Path) -> None:
    settings = Settings(base, "T", "", "", (SourceSettings("a", "sources/a.csv", "support"),))
    (tmp_path / FILE).write_text(settings_text(settings, {}), "utf-8", newline="\n")
    assert read_settings(tmp_path).base == base
    write_turtle(tables(with_source=False), base, tmp_path / "c.ttl")
    write_nquads(tables(with_source=True), base, tmp_path / "s.nq")
    quads = rdflib.Graph().parse(
        data=(tmp_path / "s.nq").read_text("utf-8").replace(f" <{base}/source/s> .", " ."),
        format="nt",
    )
    readers = [
        {str(node) for node in rdflib.Graph().parse(tmp_path / "c.ttl").subjects()},
        {str(node) for node in quads.subjects()},
        *(
            {quad.subject.value for quad in ox.parse(path=str(tmp_path / name))}
            for name in ("c.ttl", "s.nq")
        ),
    ]
    assert readers == [{f"{base}/pledge/a:b", f"{base}/pledge/GRF-00350"}] * 4
