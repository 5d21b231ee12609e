"""Programs that others use, on our files: as many nodes and edges, the same answers, conforming
dumps.

Not part of the usual run: ``make conformance`` fetches some 170 MB. docs/conformance.md says what
was run last.
"""

import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from rdflib import SH, Graph

from pledgegraph.ontology.schema import COMPUTED, ONTOLOGY, SHAPES, schema
from pledgegraph.workspace.workspace import Workspace

from ..test_dates import FOUND, SINCE_2023  # noqa: TID252 (tests are no package that could be named)
from .programs import java, node

XSD = "http://www.w3.org/2001/XMLSchema#"
PG = "https://w3id.org/pledgegraph#"
X = "<https://example.org/p/pledge/X>"
QUADS = [
    f"{X} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{PG}Pledge> .",
    f'{X} <{PG}amount> "35000000"^^<{XSD}integer> .',
    f'{X} <{PG}asksForSupport> "false"^^<{XSD}boolean> .',
    f'{X} <{PG}submittedOn> "2023-12"^^<{XSD}gYearMonth> .',
    f'{X} <{PG}submittedOnFirstDay> "2023-12-01"^^<{XSD}date> .',
]
NODE = {
    "id": "https://example.org/p/pledge/X",
    "type": "Pledge",
    "amount": 35_000_000,
    "asksForSupport": False,
    "submittedOn": {"type": "xsd:gYearMonth", "@value": "2023-12"},
    "submittedOnFirstDay": "2023-12-01",
}


@pytest.fixture(scope="module", params=["sample", "tried"])
def workspace(request: pytest.FixtureRequest) -> Workspace:
    """The sample register, and the register that tries every output."""
    found: Workspace = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def drawn(workspace: Workspace, tmp_path: Path) -> tuple[Path, int, list[tuple[str, str]]]:
    """A GraphML file, how many nodes it has, and the ends of its edges."""
    file = tmp_path / "p.graphml"
    nodes = workspace.export("graphml", file)
    edges = ElementTree.parse(file).getroot().iter("{http://graphml.graphdrawing.org/xmlns}edge")
    return file, nodes, [(edge.get("source", ""), edge.get("target", "")) for edge in edges]


def numbers(line: str) -> dict[str, int]:
    return {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)\b", line)}


def test_gephi_reads_all_edges(drawn: tuple[Path, int, list[tuple[str, str]]]) -> None:
    """It lays parallel edges of one pair together, and adds their weights."""
    file, nodes, edges = drawn
    found = numbers(java("gephi", "Gephi.java", file)[-1])
    pairs = len(set(edges))
    assert found == {
        "nodes": nodes,
        "edges": pairs,
        "weights": len(edges),
        "labelled": pairs,
        "named": nodes,
    }


def test_tinkerpop_reads_all_edges(drawn: tuple[Path, int, list[tuple[str, str]]]) -> None:
    file, nodes, edges = drawn
    line = java("tinkerpop", "TinkerPop.java", file)[-1]
    assert numbers(line) == {"nodes": nodes, "edges": len(edges)}
    assert max(Counter(edges).values()) >= 1 and "SUBMITTED_BY" in line and "Pledge" in line


@pytest.fixture(params=[".graphml", ".gexf"])
def picture(request: pytest.FixtureRequest, sample: Workspace, tmp_path: Path) -> Path:
    """The network of a picture with matches and with parallel ties."""
    file = tmp_path / f"picture{request.param}"
    text = sample.draw_scope({"situation": ["Sudan"]}, ending=request.param)
    file.write_text(text, "utf-8", newline="\n")
    return file


def test_a_picture_has_its_places_and_colours_in_gephi(picture: Path) -> None:
    """As sums, the number of letters of its label with each node."""
    form = "1.3" if picture.suffix == ".gexf" else ""
    read = nx.read_gexf(picture, version=form) if form else nx.read_graphml(picture)
    across = down = red = 0.0
    for _, each in read.nodes(data=True):
        place = each["viz"]["position"] if form else each
        letters = 1 + len(each["label"])
        across += place["x"] * letters
        down += place["y"] * letters
        red += each["viz"]["color"]["r"] if form else each["r"]
    *_, sums, counts = java("gephi", "Gephi.java", picture)
    found = {name: int(value) for name, value in re.findall(r"(\w+)=(-?\d+)\b", sums)}
    assert found == {"across": across, "down": down, "red": red}
    assert numbers(counts)["nodes"] == numbers(counts)["named"] == read.number_of_nodes()


def test_a_picture_is_valid_by_the_schema_of_graphml(sample: Workspace, tmp_path: Path) -> None:
    """JGraphT has the schema, and reads only what is valid by it."""
    file = tmp_path / "picture.graphml"
    text = sample.draw_scope({"situation": ["Sudan"]}, ending=".graphml")
    file.write_text(text, "utf-8", newline="\n")
    found = numbers(java("jgrapht", "JGraphT.java", file)[-1])
    assert found == {"nodes": text.count("<node "), "edges": text.count("<edge ")}
    tinker = java("tinkerpop", "TinkerPop.java", file)[-1]
    assert numbers(tinker) == found and "submitted by" in tinker
    file.write_text(text.replace('id="n0"', 'id="pledge/0"', 1), "utf-8")
    with pytest.raises(AssertionError, match="NMTOKEN"):
        java("jgrapht", "JGraphT.java", file)


def computed_in(workspace: Workspace) -> int:
    """The computed values that no dump has: what computed.ttl requires of each stated node."""
    shapes = Graph().parse(COMPUTED)
    missing = 0
    for shape, target in shapes.subject_objects(SH.targetClass):
        name = str(target).removeprefix(PG)
        if schema().classes[name].derived:  # a dump has none that could lack a value
            continue
        fields = shapes.objects(shape, SH.property)
        required = [field for field in fields if shapes.value(field, SH.minCount)]
        missing += len(required) * int(workspace.tables[name].num_rows)
    return missing


def test_the_dump_conforms_for_jena_and_lacks_what_is_computed(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.export("turtle", tmp_path / "p.ttl", ["public", "internal"])
    assert java("jena", "Jena.java", "conforms", SHAPES, tmp_path / "p.ttl") == [
        "conforms=true violations=0"
    ]
    missing = f"conforms=false violations={computed_in(workspace)}"
    assert java("jena", "Jena.java", "conforms", COMPUTED, tmp_path / "p.ttl") == [missing]


def test_the_dump_conforms_for_rdf_validate_shacl(workspace: Workspace, tmp_path: Path) -> None:
    workspace.export("turtle", tmp_path / "p.ttl", ["public", "internal"])
    assert node("shapes.mjs", SHAPES, tmp_path / "p.ttl") == ["conforms=true violations=0"]
    missing = f"conforms=false violations={computed_in(workspace)}"
    assert node("shapes.mjs", COMPUTED, tmp_path / "p.ttl") == [missing]


def test_the_ontology_is_within_owl_2_dl() -> None:
    assert java("owlapi", "Owl.java", ONTOLOGY) == []


@pytest.mark.parametrize("engine", ["jena", "rdf4j"])
def test_pledges_since_a_day(engine: str, tried: Workspace, tmp_path: Path) -> None:
    tried.export("turtle", tmp_path / "p.ttl")
    (tmp_path / "q.rq").write_text(SINCE_2023, "utf-8")
    asked = {"jena": ("Jena.java", "ask"), "rdf4j": ("Rdf4j.java",)}[engine]
    assert java(engine, *asked, tmp_path / "q.rq", tmp_path / "p.ttl") == FOUND


def test_jsonld_takes_numbers_back_under_their_plain_names(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("\n".join(QUADS) + "\n", "utf-8", newline="\n")
    first, *back = node("context.mjs", ONTOLOGY.with_name("context.jsonld"), tmp_path / "x.nq")
    assert json.loads(first) == NODE
    assert back == sorted(QUADS)
