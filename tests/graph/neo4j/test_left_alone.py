"""What a sync leaves as it was: relationships of others between our nodes, the state, records of
other audiences.
"""

from __future__ import annotations

import pytest

from pledgegraph.errors import EngineFailed, UsageProblem
from pledgegraph.graph.neo4j import sync as module
from pledgegraph.graph.neo4j.changes import Plan
from pledgegraph.graph.neo4j.server import STATE, Neo4jEngine
from pledgegraph.graph.neo4j.states import check_answers
from pledgegraph.graph.neo4j.sync import planned, sync
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

from .server import Server
from .tables import BASE, dataset, label, same, stored

NODES = {
    "Pledge": [{"id": f"pledge/P{n}", "title": f"Pledge {n}"} for n in range(10)],
    "Actor": [{"id": "actor/a", "name": "A"}, {"id": "actor/b", "name": "B"}],
}
LINKS = {
    "SUBMITTED_BY": [(f"pledge/P{n}", "actor/a") for n in range(10)],
    "JOINTLY_SUPPORTED_BY": [("pledge/P1", "pledge/P7")],
}
MADE = dataset(NODES, LINKS)
STATES = f"MATCH (d:{STATE}) RETURN properties(d)"


class Stop(Exception):
    """A sync that is stopped in the middle."""


def stopping(rows: int) -> object:
    raise Stop


@pytest.mark.parametrize(
    ("type", "start", "end"),
    [
        ("SUBMITTED_BY", "P1", "a"),
        ("SUBMITTED_BY", "P1", "b"),
        ("JOINTLY_SUPPORTED_BY", "P1", "P7"),
    ],
)
def test_a_relationship_of_others_between_our_nodes(
    neo4j_empty: Server, type: str, start: str, end: str
) -> None:
    """It has a property, as none of ours has: it stays, it stands in for none of ours, and no
    question counts it.
    """
    sync(neo4j_empty.address, MADE, label("1"))
    between = f"(a {{id: 'pledge/{start}'}})-[r:{type}]->(b) WHERE b.id ENDS WITH '/{end}'"
    neo4j_empty.run(f"MATCH {between} DELETE r")
    neo4j_empty.run(
        f"MATCH (a {{id: 'pledge/{start}'}}), (b) WHERE b.id ENDS WITH '/{end}' CREATE (a)-[:{type}"
        " {by: 'me'}]->(b)"
    )
    for step in ("2", "3"):
        sync(neo4j_empty.address, MADE, label(step), full=step == "3")
        assert neo4j_empty.run(f"MATCH {between} AND r.by = 'me' RETURN count(r)") == [[1]]
        ours = 0 if end == "b" else 1
        assert neo4j_empty.run(f"MATCH {between} AND r.by IS NULL RETURN count(r)") == [[ours]]
    engine = Neo4jEngine(neo4j_empty.address)
    with pytest.raises(
        EngineFailed, match=f"relationships {type} instead of .*Relationships of others"
    ):
        check_answers(engine, BASE, "3", ["public"])
    engine.close()
    neo4j_empty.run("MATCH ()-[r {by: 'me'}]->() DELETE r")
    assert same(stored(neo4j_empty), MADE)


def test_a_relationship_of_others_on_a_node_that_leaves_is_asked_about(neo4j_empty: Server) -> None:
    sync(neo4j_empty.address, MADE, label("1"))
    neo4j_empty.run(
        "MATCH (p:Pledge {id: 'pledge/P9'}), (b {id: 'actor/b'}) CREATE (p)-[:SUBMITTED_BY {by:"
        " 'me'}]->(b)"
    )
    fewer = dataset(
        {**NODES, "Pledge": NODES["Pledge"][:9]},
        {**LINKS, "SUBMITTED_BY": LINKS["SUBMITTED_BY"][:9]},
    )
    with pytest.raises(UsageProblem, match="1 relationships of others are attached"):
        sync(neo4j_empty.address, fewer, label("2"))


def test_an_interrupted_full_sync_is_finished_as_a_full_one(neo4j_empty: Server) -> None:
    sync(neo4j_empty.address, MADE, label("1"))
    neo4j_empty.run("MATCH (n:Actor {id: 'actor/b'}) SET n.name = 'by hand'")
    neo4j_empty.run("MATCH (n:Pledge {id: 'pledge/P1'}) SET n.title = 'by hand'")
    with pytest.raises(Stop):  # the actors are written, the pledges are not
        sync(neo4j_empty.address, MADE, label("1"), full=True, on_rows=stopping)
    with pytest.raises(Stop):
        sync(neo4j_empty.address, MADE, label("2"), on_rows=stopping)
    state, plan = planned(neo4j_empty.address, MADE, label("1"))
    assert state is not None and state.full and plan.changes["Pledge"].change == 10
    sync(neo4j_empty.address, MADE, label("1"))
    assert same(stored(neo4j_empty), MADE)
    assert sync(neo4j_empty.address, MADE, label("1")) is None
    assert neo4j_empty.run(f"MATCH (d:{STATE}) RETURN d.full, d.under_way") == [[None, None]]


@pytest.mark.parametrize("before", ["whole", "interrupted", "nothing"])
def test_a_run_that_is_refused_leaves_the_state_as_it_was(
    neo4j_empty: Server, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    """Refused when it looks a second time, because another run wrote between its first look and its
    own writing.
    """
    if before != "nothing":
        sync(neo4j_empty.address, dataset({"Actor": NODES["Actor"]}, {}), label("0"))
    if before == "interrupted":
        with pytest.raises(Stop):
            sync(neo4j_empty.address, MADE, label("1"), full=True, on_rows=stopping)
    looks: list[object] = []

    def between(plan: Plan) -> None:
        looks.append(neo4j_empty.run(STATES))
        if len(looks) == 1 and before != "interrupted":
            sync(neo4j_empty.address, MADE, label("1"), yes=True)
            looks[0] = neo4j_empty.run(STATES)
        if len(looks) == 2:
            raise UsageProblem("look at it", "--yes")

    monkeypatch.setattr(module, "check_doubts", between)
    with pytest.raises(UsageProblem, match="look at it"):
        sync(neo4j_empty.address, dataset({}, {}), label("2"))
    assert neo4j_empty.run(STATES) == looks[0]


def test_records_for_others_are_not_deleted_unasked(small: Workspace, neo4j_empty: Server) -> None:
    """Once synced for partners, a sync as always would take their records away."""
    text = (small.folder / FILE).read_text("utf-8")
    (small.folder / FILE).write_text(text + 'audience = "partners"\n', "utf-8")
    small.build()
    partners, public = small.dataset(["public", "partners"]), small.dataset()
    sync(neo4j_empty.address, *partners)
    plan = planned(neo4j_empty.address, *public)[1]
    assert plan.left_out == ["partners"]
    reported = (
        "Neo4j also holds the records for partners, which the sync would delete. To keep them, add"
        " --audience partners"
    )
    assert reported in ". ".join(next(plan.doubts()))
    with pytest.raises(UsageProblem, match=reported):
        sync(neo4j_empty.address, *public)
    assert sync(neo4j_empty.address, *partners) is None
    sync(neo4j_empty.address, *public, yes=True)
    assert neo4j_empty.run("MATCH (n:Pledge) RETURN count(n)") == [[0]]
    sync(neo4j_empty.address, *partners)
