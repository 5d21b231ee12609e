"""The graph as the libraries of analysts have it."""

from pathlib import Path

from rdflib import URIRef

from pledgegraph.workspace.workspace import Workspace

PG = "https://w3id.org/pledgegraph#"


def test_a_network_has_actors_pledges_arrangements_and_places(sample: Workspace) -> None:
    network = sample.network()
    kinds = {kind for _, kind in network.nodes(data="kind")}
    assert {"Actor", "Pledge", "SupportPlatform", "Situation", "Country"} <= kinds
    assert not {"SourceRecord", "PopulationFigure", "Cell"} & kinds
    pledges = [name for name, kind in network.nodes(data="kind") if kind == "Pledge"]
    assert len(pledges) == 98
    ends = {
        (network.nodes[actor]["label"], label)
        for _, actor, label in network.out_edges("pledge/GRF-00515", data="label")
    }
    assert ("Government of Ethiopia", "SUBMITTED_BY") in ends
    assert ("Ethiopia", "IMPLEMENTED_IN") in ends


def test_rdflib_has_the_statements_of_the_turtle_export(
    short_sample: Workspace, tmp_path: Path
) -> None:
    graph = short_sample.rdf(audience="public")
    assert len(graph) == short_sample.export("turtle", tmp_path / "facts.ttl")
    assert len(set(graph.subjects(URIRef(f"{PG}title")))) >= 98
    assert not list(graph.subjects(URIRef(f"{PG}openToMatching")))
