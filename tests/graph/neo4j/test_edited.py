"""A data set node that somebody edited gives one line; values beyond an index are synced without
one.
"""

from __future__ import annotations

import pytest

from pledgegraph.errors import EngineFailed
from pledgegraph.graph.neo4j.server import STATE
from pledgegraph.graph.neo4j.states import STATES, states

from ...budget import LONG, some  # noqa: TID252 (tests are no package that could be named)
from .conftest import Reported
from .server import Server

EDITS = {
    "title": ["[1, 2]", "7"],
    "base": ["null", "12", "''"],
    "tool": ["true"],
    "inputs": ["[]", "1.5", "'x' + reduce(t = 'y', i IN range(1, 17) | t + t)"],
    "fingerprint": ["7", "date()"],
    "audiences": ["'public'", "[1, 2]", "7"],
    "counts": [
        "'{'",
        "'[]'",
        "7",
        """'{"Pledge": "2"}'""",
        """'{"Pledge": -1}'""",
        """'{"x) DETACH DELETE n //": 1}'""",
        "reduce(t = '[', i IN range(1, 15) | t + t)",
    ],
    "summaries": ["'nonsense'", """'{"Pledge": 1}'""", "[]"],
    "under_way": ["7", "true"],
    "full": ["'yes'", "1"],
}
HARMLESS = {
    "synced_at": ["'yesterday'", "7", "[1]", "point({x: 1, y: 2})", "duration('P1D')"],
    "lock": ["[]", "'x'"],
    "note": ["'mine'"],
}
"""What no command goes by, or takes in any form."""
ASKED = (
    ["neo4j", "status"],
    ["neo4j", "status", "--compare"],
    ["neo4j", "sync"],
    ["neo4j", "sync", "--dry-run"],
    ["query", "unsupported", "--engine", "neo4j"],
)


@pytest.fixture(scope="module")
def alone(neo4j_server: Server) -> Server:
    """The server, with nothing in it when the first of these tests begins."""
    neo4j_server.empty()
    return neo4j_server


@pytest.fixture
def filled(alone: Server, neo4j_answers: Server, reported: Reported) -> Server:
    """The server that holds the small workspace. A test leaves it so that a sync mends it, which
    takes a part of the time that writing all takes.
    """
    assert reported("neo4j", "sync")[0] == 0
    return alone


def test_an_edited_state_is_told_in_one_line_and_can_be_mended(
    filled: Server, reported: Reported
) -> None:
    kept = filled.run(f"MATCH (d:{STATE}) RETURN properties(d)")[0][0]
    asked_of = some(list(EDITS), 5)
    for name, values in EDITS.items():
        for value in values:
            filled.run(f"MATCH (d:{STATE}) SET d.{name} = {value}")
            if value not in some(values, 3):  # what every command does first, without the rest
                with filled.driver() as driver, pytest.raises(EngineFailed, match=f"its {name}"):
                    states(
                        driver.execute_query(STATES, database_=filled.address.database or None)[0]
                    )
                continue
            for arguments in ASKED if value == values[0] and name in asked_of else ASKED[:1]:
                status, said = reported(*arguments)
                assert (status, said.count("\n")) == (2, 1), (name, value, arguments, said)
                assert f"is not as a sync writes it: see its {name}. Remove them with" in said
                assert len(said) < 600
        filled.run(f"MATCH (d:{STATE}) SET d = $kept", kept=kept)
    assert reported("neo4j", "status")[0] == 0
    filled.run(f"MATCH (d:{STATE}) SET d.counts = 7")
    filled.run(f"MATCH (d:{STATE}) DELETE d")  # what the line says
    assert reported("neo4j", "sync")[0] == 0
    assert reported("query", "unsupported", "--engine", "neo4j")[0] == 0


def test_missing_properties_are_those_of_no_whole_build(filled: Server, reported: Reported) -> None:
    filled.run(f"MATCH (d:{STATE}) SET d = {{base: d.base}}")
    assert reported("query", "unsupported", "--engine", "neo4j") == (
        2,
        "E002 Neo4j holds another build. Run `pledgegraph neo4j sync`.\n",
    )
    assert reported("neo4j", "status")[0] == 0
    assert reported("neo4j", "sync")[0] == 0
    assert reported("query", "unsupported", "--engine", "neo4j")[0] == 0


def test_what_no_command_goes_by_may_be_anything(filled: Server, reported: Reported) -> None:
    asked_of = some(list(HARMLESS), 3)
    for name, values in HARMLESS.items():
        for value in values:
            filled.run(f"MATCH (d:{STATE}) SET d.{name} = {value}")
            is_asked = LONG or (value == values[0] and name in asked_of)
            for arguments in ASKED if is_asked else ASKED[:1]:
                assert reported(*arguments)[0] == 0, (name, value, arguments)


def test_a_state_that_is_gone_is_told_and_comes_back(filled: Server, reported: Reported) -> None:
    for edit in (f"MATCH (d:{STATE}) DELETE d", f"MATCH (d:{STATE}) REMOVE d:{STATE} SET d:Other"):
        filled.run(edit)
        assert reported("neo4j", "status")[0] == 0
        assert reported("query", "unsupported", "--engine", "neo4j") == (
            2,
            "E002 Neo4j does not hold https://example.org/pledges. Run `pledgegraph neo4j sync`.\n",
        )
        assert reported("neo4j", "sync")[0] == 0
        assert reported("query", "unsupported", "--engine", "neo4j")[0] == 0


def test_another_state_beside_ours_that_is_edited_is_told(
    filled: Server, reported: Reported
) -> None:
    for other, see in (
        ("", "base"),
        ("{base: [1]}", "base"),
        ("{base: 'https://example.org/o', counts: 7}", "counts"),
    ):
        filled.run(f"CREATE (:{STATE} {other})")
        for arguments in ASKED if see == "counts" else some(ASKED, 4):
            status, said = reported(*arguments)
            assert (status, said.count("\n"), said[:4]) == (2, 1, "E002"), (other, arguments, said)
            assert f"is not as a sync writes it: see its {see}. Remove" in said
        filled.run(
            f"MATCH (d:{STATE}) WHERE d.base IS NULL OR d.base <> 'https://example.org/pledges'"
            " DELETE d"
        )
    assert reported("neo4j", "status")[0] == 0


@pytest.mark.parametrize(
    "edit",
    some(
        [
            "MATCH (a:Pledge), (b:Country) WITH a, b LIMIT 1 CREATE (a)-[:SUBMITTED_BY]->(b)",
            "MATCH (a:Country), (b:Pledge) WITH a, b LIMIT 1 CREATE (a)-[:SUBMITTED_BY]->(b)",
            (
                "MATCH (a:Pledge) WITH a LIMIT 1 CREATE (a)-[:SUBMITTED_BY]->({pg_key:"
                " 'https://example.org/pledges#odd/x'})"
            ),
            (
                "MATCH (b:Actor) WITH b LIMIT 1 CREATE ({pg_key:"
                " 'https://example.org/pledges#odd/x'})-[:SUBMITTED_BY]->(b)"
            ),
            "MATCH (n:Pledge) WITH n LIMIT 1 SET n.pg_key = 7",
            "MATCH (n:Pledge) WITH n LIMIT 1 SET n.pg_key = ['https://example.org/pledges#pledge/x']",
            "MATCH (n:Actor) WITH n LIMIT 1 SET n.id = [1, 2], n.name = 7",
        ],
        3,
    ),
)
def test_odd_ends_and_keys_are_told_in_a_line_and_mended(
    filled: Server, reported: Reported, edit: str
) -> None:
    filled.run(edit)
    for arguments in some(ASKED, 2):
        status, said = reported(*arguments)
        assert status in (0, 1, 2) and said.count("\n") <= 1 and "X00" not in said, (
            arguments,
            said,
        )
    assert reported("neo4j", "sync", "--full", "--yes")[0] == 0
    filled.run(
        "MATCH (n) WHERE n.pg_key ENDS WITH '#odd/x' OR n.pg_key = 7 OR n.pg_key = "
        "['https://example.org/pledges#pledge/x'] DETACH DELETE n"
    )
    assert reported("neo4j", "status", "--compare") == (0, "")
    # What belongs to nobody stays, and is counted with ours
    filled.run("MATCH (:Pledge)-[r:SUBMITTED_BY]->(:Country) DELETE r")
    filled.run("MATCH (:Country)-[r:SUBMITTED_BY]->(:Pledge) DELETE r")


def test_a_question_that_meets_an_edited_value_names_it(filled: Server, reported: Reported) -> None:
    kept = filled.run("MATCH (n:Actor) RETURN n.pg_key, n.id")
    filled.run("MATCH (n:Actor) SET n.id = [1, 2]")
    status, said = reported("query", "unsupported", "--engine", "neo4j")
    assert (status, said.count("\n")) == (2, 1)
    assert said.startswith(
        "E002 Neo4j has other values than the build, so there is no answer. Actor, of "
    )
    assert "(id)" in said and said.endswith(
        "Run `pledgegraph neo4j sync --full`: it writes every node again.\n"
    )
    filled.run("UNWIND $kept AS row MATCH (n:Actor {pg_key: row[0]}) SET n.id = row[1]", kept=kept)


@pytest.mark.parametrize("value", some(["7", "[1]", "true"], 3))
def test_an_edited_hash_is_told(filled: Server, reported: Reported, value: str) -> None:
    filled.run(f"MATCH (d:{STATE}) SET d.summaries = '{{}}'")
    filled.run(f"MATCH (n:Pledge) SET n.pg_hash = {value}")
    status, said = reported("neo4j", "status")
    filled.run("MATCH (n:Pledge) SET n.pg_hash = 'x'")
    assert (status, said.count("\n")) == (2, 1)
    assert "is not ours: it has no pg_hash" in said
