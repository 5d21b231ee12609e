"""GraphML: an identifier for each edge, a label for each node and each edge, and parallel edges all
there.
"""

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import OBJECT, SUBJECT
from pledgegraph.workspace.workspace import Workspace

LEFT_OUT = {"Source", "SourceRecord", "PopulationFigure"}
NAMESPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


@pytest.fixture(scope="module")
def file(tried: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export for every audience."""
    path: Path = tmp_path_factory.mktemp("graphml") / "all.graphml"
    tried.export("graphml", path, ["public", "internal"])
    return path


def expected_edges(tried: Workspace) -> list[tuple[str, str, str]]:
    found = [
        (start, name, end)
        for name, table in tried.tables.links.items()
        for start, end in zip(table[SUBJECT].to_pylist(), table[OBJECT].to_pylist(), strict=True)
    ]
    return [
        edge
        for edge in found
        if not {schema().class_of(end) for end in (edge[0], edge[2])} & LEFT_OUT
    ]


def test_each_edge_has_an_identifier_of_its_own(tried: Workspace, file: Path) -> None:
    edges = ElementTree.parse(file).getroot().findall(".//g:edge", NAMESPACE)
    assert Counter(edge.get("id") for edge in edges) == Counter(
        "|".join(edge) for edge in expected_edges(tried)
    )
    assert max(Counter(edge.get("id") for edge in edges).values()) == 1


def test_parallel_edges_of_one_pair_are_kept(tried: Workspace, file: Path) -> None:
    """Kenya's government is among the joint partners of its own pledge."""
    pairs = Counter((start, end) for start, _, end in expected_edges(tried))
    ((pledge, actor),) = [
        pair for pair, count in pairs.items() if count > 1 and pair[0].startswith("pledge/")
    ]
    read = nx.read_graphml(file)
    assert sorted(data["label"] for data in read[pledge][actor].values()) == [
        "JOINT_WITH",
        "SUBMITTED_BY",
    ]


def test_networkx_reads_what_was_written(tried: Workspace, file: Path) -> None:
    read = nx.read_graphml(file)
    found = [(start, data["label"], end) for start, end, data in read.edges(data=True)]
    assert sorted(found) == sorted(expected_edges(tried))
    drawn = {node: (data["kind"], data["label"]) for node, data in read.nodes(data=True)}
    assert ("Country", "Ethiopia") in drawn.values()
    assert ("Actor", "Fédération É") in drawn.values()
    assert ("Pledge", "Éducation – العليم 難民") in drawn.values()
    assert {label for kind, label in drawn.values() if kind == "Match"} == {"Match"}
    assert all(label for _, label in drawn.values())


def test_an_export_is_the_same_each_time(tried: Workspace, file: Path, tmp_path: Path) -> None:
    tried.export("graphml", tmp_path / "again.graphml", ["public", "internal"])
    assert (tmp_path / "again.graphml").read_bytes() == file.read_bytes()


def test_tinkerpop_finds_its_labels(file: Path) -> None:
    """It goes by the identifiers of keys; everybody else by their names."""
    keys = ElementTree.parse(file).getroot().findall("g:key", NAMESPACE)
    found = {key.get("id"): (key.get("for"), key.get("attr.name")) for key in keys}
    assert len(found) == len(keys)
    assert (found["labelV"], found["labelE"]) == (("node", "kind"), ("edge", "label"))
