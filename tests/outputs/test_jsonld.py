"""JSON-LD: the statements of Turtle, one object a thing, in JSON's own numbers and booleans."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from pledgegraph.graph.jsonld import write_jsonld
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.rdf import write_ntriples
from pledgegraph.ontology.tables import Tables
from pledgegraph.workspace.workspace import Workspace

BASE = "https://data.example.org/p"


def stated() -> Tables:
    """A pledge with a target and a match, and its actor."""
    found = Gathering()
    pledge = {
        "id": ["pledge/GRF-00350"],
        "title": ['Say "yes"\n\\o/ \u2028'],
        "amount": [2**53 + 1],
        "asks_for_support": [False],
        "standing": ["announced"],
        "submitted_on": ["2020-12"],
        "evidence": [["b", "a"]],
    }
    found.nodes("Pledge", "source/a", pledge)
    target = {"id": ["pledge/GRF-00350#target-1"], "value": [100], "unit": ["schools"]}
    found.nodes("Target", "source/a", target)
    found.links("targetOf", "source/a", ["pledge/GRF-00350#target-1"], ["pledge/GRF-00350"])
    found.links("submittedBy", "source/a", ["pledge/GRF-00350"], ["actor/unhcr"])
    found.nodes("Actor", "source/a", {"id": ["actor/unhcr"], "name": ["UNHCR"]})
    tables = found.tables()
    nodes = {name: table.drop_columns("source") for name, table in tables.nodes.items()}
    links = {name: table.drop_columns("source") for name, table in tables.links.items()}
    return Tables(nodes, links)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("jsonld") / "all.jsonld"
    assert write_jsonld(stated(), BASE, path) == 2
    return path


def object_of(file: Path, identifier: str) -> dict[str, Any]:
    document = json.loads(file.read_text("utf-8"))
    (found,) = [each for each in document["@graph"] if each["id"] == f"{BASE}/{identifier}"]
    return dict(found)


def test_a_pledge_is_one_object_with_what_depends_on_it(file: Path) -> None:
    pledge = object_of(file, "pledge/GRF-00350")
    assert pledge["type"] == "Pledge"
    assert pledge["title"] == 'Say "yes"\n\\o/ \u2028'
    assert pledge["asksForSupport"] is False
    assert pledge["standing"] == "https://w3id.org/pledgegraph/vocabulary/standings/announced"
    assert pledge["submittedBy"] == [f"{BASE}/actor/unhcr"]
    assert pledge["evidence"] == ["a", "b"]
    (target,) = pledge["@reverse"]["targetOf"]
    assert target["value"] == 100 and target["unit"] == "schools"
    # No number of JavaScript is 2^53 + 1
    assert pledge["amount"] == {"@value": "9007199254740993", "@type": "xsd:integer"}


def test_a_line_is_an_object_and_the_context_needs_no_network(file: Path) -> None:
    lines = file.read_text("utf-8").split("\n")
    assert [json.loads(line.rstrip(","))["type"] for line in lines[2:-2]] == ["Actor", "Pledge"]
    assert isinstance(json.loads(file.read_text("utf-8"))["@context"], dict)


# rdflib's own reader of JSON-LD still builds the class that it deprecates
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_there_and_back_is_equal_in_two_libraries(file: Path, tmp_path: Path) -> None:
    write_ntriples(stated(), BASE, tmp_path / "all.nt")
    wanted = ox.parse(path=str(tmp_path / "all.nt"))
    read = ox.parse(input=file.read_bytes(), format=ox.RdfFormat.JSON_LD)
    assert {quad.triple for quad in read} == {quad.triple for quad in wanted}
    graph = rdflib.Graph().parse(tmp_path / "all.nt", format="nt")
    assert isomorphic(rdflib.Graph().parse(file, format="json-ld"), graph)


def test_the_sample_is_there_and_back_equal(tried: Workspace, tmp_path: Path) -> None:
    for form, name in (("turtle", "all.ttl"), ("jsonld", "all.jsonld")):
        tried.export(form, tmp_path / name, ["public"])
    wanted = ox.parse(path=str(tmp_path / "all.ttl"))
    data = (tmp_path / "all.jsonld").read_bytes()
    read = ox.parse(input=data, format=ox.RdfFormat.JSON_LD)
    assert {quad.triple for quad in read} == {quad.triple for quad in wanted}
    document = json.loads(data)
    pledges = [each for each in document["@graph"] if each.get("type") == "Pledge"]
    turtle = (tmp_path / "all.ttl").read_text("utf-8")
    assert len(pledges) == turtle.count("a pg:Pledge ")
