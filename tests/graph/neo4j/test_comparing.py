"""Edits by hand that keep every count: status says that it has not compared, and finds them where
it is asked to.
"""

from __future__ import annotations

from typing import Any

import pytest

from pledgegraph.graph.neo4j.comparing import compared
from pledgegraph.graph.neo4j.sync import sync
from pledgegraph.workspace.workspace import Workspace

from ...budget import some  # noqa: TID252 (tests are no package that could be named)
from .conftest import Here
from .server import Server
from .tables import BASE, dataset, label

NODES: dict[str, list[dict[str, Any]]] = {
    "Pledge": [
        {
            "id": f"pledge/P{n}",
            "title": f"Pledge {n}",
            "evidence": ["a", "b"],
            "brings_support": n > 5,
        }
        for n in range(10)
    ],
    "Actor": [{"id": "actor/a", "name": "A"}, {"id": "actor/b", "name": "B"}],
    "Forum": [{"id": "forum/f", "name": "F", "sequence": 1}],
}
LINKS = {
    "SUBMITTED_BY": [(f"pledge/P{n}", "actor/a") for n in range(10)],
    "JOINTLY_SUPPORTED_BY": [("pledge/P1", "pledge/P7")],
}
MADE = dataset(NODES, LINKS)
P1 = "MATCH (n:Pledge {id: 'pledge/P1'})"


@pytest.mark.parametrize(
    ("edit", "reported"),
    some(
        [
            (
                f"{P1} SET n.title = 'by hand'",
                ["Pledge, of 10: 1 with other values: pledge/P1 (title)"],
            ),
            (
                f"{P1} REMOVE n.title SET n.brings_support = true",
                ["Pledge, of 10: 1 with other values: pledge/P1 (brings_support, title)"],
            ),
            (
                f"{P1} SET n.evidence = ['b', 'a']",
                ["Pledge, of 10: 1 with other values: pledge/P1 (evidence)"],
            ),
            (f"{P1} SET n.note = 'mine'", ["Pledge, of 10: 1 with other values: pledge/P1 (note)"]),
            (
                f"{P1} SET n.pg_hash = 'x', n.pg_computed = []",
                ["Pledge, of 10: 1 with other values: pledge/P1 (pg_computed, pg_hash)"],
            ),
            (
                "MATCH (n:Forum) SET n.sequence = 1.0",
                ["Forum, of 1: 1 with other values: forum/f (sequence)"],
            ),
            (
                "MATCH (n:Forum) SET n.sequence = '1'",
                ["Forum, of 1: 1 with other values: forum/f (sequence)"],
            ),
            (
                "MATCH (n:Pledge) SET n.title = 7",
                [
                    "Pledge, of 10: 10 with other values: pledge/P0 (title), pledge/P1 (title),"
                    " pledge/P2 (title), pledge/P3 (title), pledge/P4 (title), …"
                ],
            ),
            (
                (
                    "MATCH (n {id: 'pledge/P1'})-[r:SUBMITTED_BY]->(), (b {id: 'actor/b'}) DELETE r"
                    " CREATE (n)-[:SUBMITTED_BY]->(b)"
                ),
                [
                    "SUBMITTED_BY, of 10: 1 missing, 1 too many: pledge/P1 -> actor/a, pledge/P1 ->"
                    " actor/b"
                ],
            ),
            (
                (
                    "MATCH (n {id: 'pledge/P1'})-[r:SUBMITTED_BY]->(), (m {id: 'pledge/P2'}), (a"
                    " {id: 'actor/a'}) DELETE r CREATE (m)-[:SUBMITTED_BY]->(a)"
                ),
                [
                    "SUBMITTED_BY, of 10: 1 missing, 1 too many: pledge/P1 -> actor/a, pledge/P2 ->"
                    " actor/a"
                ],
            ),
            (
                "MATCH ()-[r:JOINTLY_SUPPORTED_BY]->() SET r.since = 2020",
                ["JOINTLY_SUPPORTED_BY, of 1: 1 missing: pledge/P1 -> pledge/P7"],
            ),
            (
                "MATCH (n:Actor {id: 'actor/b'})"
                f" SET n.id = 'actor/c', n.pg_key = '{BASE}#actor/c'",
                ["Actor, of 2: 1 missing, 1 too many: actor/c, actor/b"],
            ),
            (
                "MATCH (n:Actor {id: 'actor/b'}) SET n.pg_key = 7",
                ["Actor, of 2: 1 missing: actor/b"],
            ),
        ],
        2,
    ),
)
def test_what_was_edited_is_named(neo4j_empty: Server, edit: str, reported: list[str]) -> None:
    sync(neo4j_empty.address, MADE, label("1"))
    assert list(compared(neo4j_empty.address, MADE, label("1"))) == []
    neo4j_empty.run(edit)
    assert [str(each) for each in compared(neo4j_empty.address, MADE, label("1"))] == reported


def test_what_others_have_in_the_database_is_no_difference(neo4j_empty: Server) -> None:
    sync(neo4j_empty.address, MADE, label("1"))
    neo4j_empty.run("CREATE (:Pledge {title: 'of others'})-[:SUBMITTED_BY]->(:Actor)")
    neo4j_empty.run(
        "MATCH (n:Pledge), (a:Actor {id: 'actor/b'}) CREATE (n)-[:SUBMITTED_BY {by: 'me'}]->(a)"
    )
    other = dataset({"Pledge": [{"id": "pledge/P1", "title": "Kenya"}]}, {}, f"{BASE}/kenya")
    sync(neo4j_empty.address, other, label("k"))
    assert list(compared(neo4j_empty.address, MADE, label("1"))) == []


def test_status_says_what_it_has_not_compared_and_the_remedy_last(
    neo4j_empty: Server, here: Here, small_built: Workspace
) -> None:
    def ran(*arguments: str) -> tuple[int, list[str]]:
        status, printed, _ = here("-C", str(small_built.folder), *arguments)
        return status, printed.splitlines()

    status, reported = ran("neo4j", "status")
    assert (status, reported[0]) == (0, "Neo4j does not hold https://example.org/pledges.")
    assert reported[-1] == "Run `pledgegraph neo4j sync`."
    assert ran("neo4j", "sync")[0] == 0
    neo4j_empty.run("MATCH (n:Pledge) WITH n ORDER BY n.id LIMIT 1 SET n.title = 'by hand'")
    status, reported = ran("neo4j", "status")
    assert (status, reported[-1]) == (
        0,
        "Counts agree. Contents were not compared: run `pledgegraph neo4j status --compare`.",
    )
    status, reported = ran("neo4j", "status", "--compare")
    assert (status, reported[2].partition(": pledge/")[0]) == (
        1,
        "Pledge, of 2: 1 with other values",
    )
    assert reported[2].endswith(" (title)")
    assert reported[3:] == ["Run `pledgegraph neo4j sync --full`: it writes every node again."]
    assert ran("neo4j", "sync", "--full")[0] == 0
    status, reported = ran("neo4j", "status", "--compare")
    assert (status, reported[2:]) == (
        0,
        ["All values of all nodes and relationships match the build."],
    )
    neo4j_empty.run("MATCH (d:PledgegraphDataset) SET d.under_way = 'x'")
    status, reported = ran("neo4j", "status")
    assert reported[1].endswith("for public. A sync was interrupted or is under way.")
    assert reported[-1] == "Run `pledgegraph neo4j sync`. It goes on where it stopped."
