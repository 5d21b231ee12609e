"""What a sync asks about before it does it, and what a dry run says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pledgegraph.commands.neo4j import print_plan
from pledgegraph.errors import UsageProblem
from pledgegraph.graph.neo4j.sync import planned, sync

from .server import Server
from .tables import dataset, label, same, stored

PLEDGES = [{"id": f"pledge/P{n}", "title": f"Pledge {n}"} for n in range(60)]
ACTORS = [{"id": f"actor/a{n}", "name": f"Actor {n}"} for n in range(6)]


@pytest.mark.parametrize(
    ("actors", "reported"),
    [
        (0, r"would delete 6 of 6 nodes of Actor \(100%\)"),
        (1, r"would delete 5 of 6 nodes of Actor"),
        (2, None),
    ],
)
def test_most_of_a_class_is_asked_about(
    neo4j_empty: Server, actors: int, reported: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A class may be small beside the whole; a few nodes of it are let go."""
    sync(neo4j_empty.address, dataset({"Pledge": PLEDGES, "Actor": ACTORS}, {}), label("1"))
    fewer = dataset({"Pledge": PLEDGES, "Actor": ACTORS[:actors]}, {})
    print_plan(planned(neo4j_empty.address, fewer, label("2"))[1])
    said = capsys.readouterr().out
    assert (": the sync will ask for --yes. Check it" in said) == (reported is not None)
    if reported:
        with pytest.raises(UsageProblem, match=reported):
            sync(neo4j_empty.address, fewer, label("2"))
    sync(neo4j_empty.address, fewer, label("2"), yes=reported is not None)
    assert same(stored(neo4j_empty), fewer)


def test_a_dry_run_says_which_relationships_of_others_go(
    neo4j_empty: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    sync(neo4j_empty.address, dataset({"Pledge": PLEDGES}, {}), label("1"))
    neo4j_empty.run("MATCH (n:Pledge {id: 'pledge/P9'}) CREATE (:Note)-[:ABOUT]->(n)")
    fewer = dataset({"Pledge": [row for row in PLEDGES if row["id"] != "pledge/P9"]}, {})
    print_plan(planned(neo4j_empty.address, fewer, label("2"))[1])
    assert (
        "1 relationships of others are attached to nodes that the sync would delete: the sync will"
        " ask for --yes. They" in capsys.readouterr().out
    )


def test_another_workspace_with_the_same_base_is_asked_about(
    neo4j_empty: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    made = dataset({"Pledge": PLEDGES}, {})
    sync(neo4j_empty.address, made, label("1"))
    other = replace(label("2"), title="Kenya")
    print_plan(planned(neo4j_empty.address, made, other)[1])
    assert (
        "Neo4j holds 'Small' under the base of this workspace, 'Kenya': the sync will ask for"
        " --yes. Give" in capsys.readouterr().out
    )
    with pytest.raises(
        UsageProblem, match="Give this workspace a `base` of its own in pledgegraph.toml"
    ):
        sync(neo4j_empty.address, made, other)
    assert sync(neo4j_empty.address, made, label("1")) is None
    sync(neo4j_empty.address, made, other, yes=True)
    assert sync(neo4j_empty.address, made, other) is None
