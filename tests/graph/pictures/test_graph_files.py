"""A picture as GraphML and GEXF: what is drawn, in its places and colours, and read by networkx."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import networkx as nx
import pytest

from pledgegraph.graph.pictures.composition import Picture, Thing, Tie, composed
from pledgegraph.graph.pictures.graph_files import gexf, graphml
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing.signs import visible

OPEN = Thing(
    "pledge/A",
    "Pledge",
    "A & B",
    (("text", "one\ntwo"), ("support requested", "yes")),
    open=True,
    level="related",
)
HOST = Thing("country/TCD", "Country", "Tchad", central=True)
STATE = Thing("actor/government-of-chad", "Actor", "Government of Chad")
TIES = (
    Tie(OPEN.id, STATE.id, "soumis par", kind="submitted by"),
    Tie(OPEN.id, STATE.id, "conjoint avec", kind="joint with"),
    Tie(OPEN.id, HOST.id, "in", computed=True),
)
SMALL = Picture("t", "Pledges <recorded>", "Of 1 pledge, 1.", (OPEN, HOST, STATE), TIES, ("Two.",))
ATTACK = '"><script>alert(1)</script>]]>&x;\u202e\x00\ufffe'
ORANGE, GREEN, OCHRE = (194, 78, 0), (0, 128, 92), (138, 109, 26)


def read_graphml(text: str) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def read_gexf(text: str) -> nx.MultiDiGraph:
    return nx.read_gexf(io.BytesIO(text.encode()), version="1.3")


def test_graphml_has_labels_places_colours_and_the_kinds_of_ties() -> None:
    read = read_graphml(graphml(SMALL))
    nodes = {data["identifier"]: data for _, data in read.nodes(data=True)}
    assert {one: (data["kind"], data["label"]) for one, data in nodes.items()} == {
        "pledge/A": ("Pledge", "A & B"),
        "country/TCD": ("Country", "Tchad"),
        "actor/government-of-chad": ("Actor", "Government of Chad"),
    }
    colours = {one: (data["r"], data["g"], data["b"]) for one, data in nodes.items()}
    assert colours == {STATE.id: ORANGE, HOST.id: GREEN, OPEN.id: OCHRE}, "an open one by its level"
    assert nodes[OPEN.id]["text"] == "one\ntwo" and nodes[OPEN.id]["support_requested"] == "yes"
    assert (nodes[OPEN.id]["open"], nodes[OPEN.id]["level"]) == (True, "related")
    assert nodes[HOST.id]["central"] and "level" not in nodes[HOST.id]
    composition = composed(SMALL)
    for card in composition.cards:
        own = nodes[composition.things[card.number].id]
        assert (own["x"], own["y"]) == (card.x, -card.y), "in Gephi y grows upwards"
    edges = [(data["label"], data["kind"]) for _, _, data in read.edges(data=True)]
    assert sorted(edges) == [
        ("conjoint avec", "joint with"),
        ("in", "in"),
        ("soumis par", "submitted by"),
    ]
    assert [data["computed"] for _, _, data in read.edges(data=True)].count(True) == 1


def test_gexf_has_the_same() -> None:
    read = read_gexf(gexf(SMALL))
    viz = {node: data["viz"] for node, data in read.nodes(data=True)}
    colours = {node: tuple(own["color"][part] for part in "rgb") for node, own in viz.items()}
    assert colours == {STATE.id: ORANGE, HOST.id: GREEN, OPEN.id: OCHRE}
    assert read.nodes[OPEN.id]["label"] == "A & B" and read.nodes[OPEN.id]["text"] == "one\ntwo"
    graph = read_graphml(graphml(SMALL))
    places = {data["identifier"]: (data["x"], data["y"]) for _, data in graph.nodes(data=True)}
    assert {node: (own["position"]["x"], own["position"]["y"]) for node, own in viz.items()} == (
        places
    )
    assert len(read[OPEN.id][STATE.id]) == 2, "both ties of one pair"
    assert "Pledges &lt;recorded&gt;. Of 1 pledge, 1. Two." in gexf(SMALL)


@pytest.mark.parametrize("write", [graphml, gexf])
def test_each_edge_has_an_identifier_and_each_file_is_the_same_each_time(write: object) -> None:
    assert callable(write)
    text = write(SMALL)
    turned = Picture("t", SMALL.heading, SMALL.coverage, SMALL.things[::-1], TIES[::-1], ("Two.",))
    assert text == write(turned)
    found = [part.get("id") for part in ElementTree.fromstring(text).iter() if "edge" in part.tag]
    edges = [one for one in found if one is not None and one != "computed"]
    assert max(Counter(edges).values()) == 1 and len(edges) == 3


@pytest.mark.parametrize("write", [graphml, gexf])
def test_what_the_data_says_stays_text(write: object) -> None:
    assert callable(write)
    things = (
        Thing(ATTACK, ATTACK, ATTACK, (("text", ATTACK),), level=ATTACK),
        Thing("b", "Actor", "B"),
    )
    text = write(
        Picture(ATTACK, ATTACK, ATTACK, things, (Tie(ATTACK, "b", ATTACK),), (ATTACK,), ATTACK)
    )
    tags = {re.sub(r"\{.*\}", "", part.tag) for part in ElementTree.fromstring(text).iter()}
    calm = {re.sub(r"\{.*\}", "", part.tag) for part in ElementTree.fromstring(write(SMALL)).iter()}
    assert tags == calm
    read = read_graphml(text) if write is graphml else read_gexf(text)
    labels = [data["label"] for _, data in read.nodes(data=True)]
    assert sorted(labels) == sorted(["B", visible(ATTACK)])


def test_identifiers_in_graphml_are_names_that_its_schema_allows() -> None:
    for part in ElementTree.fromstring(graphml(SMALL)).iter():
        for name in ("id", "source", "target", "attr.name"):
            assert re.fullmatch(r"[A-Za-z][\w.-]*", part.get(name, "n0"))


def test_a_file_shows_what_the_page_shows(sample: Workspace) -> None:
    given = {"country": ["RWA"]}
    page = sample.draw_scope(given)
    shown = set(re.findall(r'class="id"><bdi>(.*?)</bdi>', page))
    assert set(read_gexf(sample.draw_scope(given, ending=".gexf"))) == shown
    answer = sample.draw_answer("unsupported", given, ending=".graphml")
    pledges = {
        data["identifier"]
        for _, data in read_graphml(answer).nodes(data=True)
        if data["kind"] == "Pledge"
    }
    assert len(pledges) == 1


@pytest.mark.parametrize("write", [graphml, gexf])
def test_what_every_picture_says_is_in_the_file(write: Callable[[Picture], str]) -> None:
    text = write(replace(SMALL, foot="Sources: x. Not a product of UNHCR."))
    said = "Pledges &lt;recorded&gt;. Of 1 pledge, 1. Two. Sources: x. Not a product of UNHCR."
    assert f">{said}</desc" in text
