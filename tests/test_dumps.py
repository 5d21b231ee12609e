"""The dumps of the sample register: other parsers read them, and the way back gives the same
tables.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_ntriples
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.workspace import builds
from pledgegraph.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def folder(short_sample: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dumps of the sample."""
    made: Path = tmp_path_factory.mktemp("dumps")
    short_sample.export("turtle", made / "current.ttl")
    short_sample.export("nquads", made / "stated.nq")
    return made


@pytest.fixture(scope="module")
def lines(short_sample: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The current tables as N-Triples."""
    file: Path = tmp_path_factory.mktemp("lines") / "current.nt"
    write_ntriples(short_sample.tables, short_sample.manifest()["base"], file)
    return file


# rdflib warns of its own old names while it parses
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_quads_are_as_many_in_rdflib_in_oxigraph_and_as_export_counts(
    short_sample: Workspace, folder: Path, tmp_path: Path
) -> None:
    file = folder / "stated.nq"
    dataset = rdflib.Dataset()
    dataset.parse(data=file.read_text("utf-8"), format="nquads")
    counts = {
        len(set(dataset.quads())),
        len(set(ox.parse(path=str(file)))),
        len(file.read_bytes().splitlines()),
    }
    assert counts == {short_sample.export("nquads", tmp_path / "stated.nq")}


def test_turtle_holds_the_same_triples_in_rdflib_and_in_oxigraph(folder: Path, lines: Path) -> None:
    graph = rdflib.Graph()
    graph.parse(data=(folder / "current.ttl").read_text("utf-8"), format="turtle")
    triples = set(ox.parse(path=str(folder / "current.ttl")))
    assert len(graph) == len(triples) == len(set(ox.parse(path=str(lines))))


def test_no_blank_nodes_and_sorted_lines(folder: Path) -> None:
    lines = (folder / "stated.nq").read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert not any(line.startswith(b"_:") or b" _:" in line for line in lines)


def test_the_way_back_gives_the_stated_tables(short_sample: Workspace, folder: Path) -> None:
    build = builds.current_build(short_sample.folder)
    assert read_nquads(folder / "stated.nq", short_sample.manifest()["base"]).equals(
        read_tables(build / "stated")
    )
