"""A data set node that somebody edited gives one line; values beyond an index are synced without
one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from pledgegraph import cli
from pledgegraph.errors import EngineFailed
from pledgegraph.graph.neo4j.server import STATE
from pledgegraph.graph.neo4j.sync import planned, sync
from pledgegraph.workspace.workspace import Workspace

from ...budget import LONG, some  # noqa: TID252 (tests are no package that could be named)
from .server import Server
from .tables import dataset, label, same, stored

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


Command = Callable[..., tuple[int, str]]


@pytest.fixture
def reported(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, small_built: Workspace
) -> Command:
    """Runs a command on the small workspace; its status and what it says on stderr."""

    def called(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["pledgegraph", "-C", str(small_built.folder), *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as leaving:
            cli.main()
        return int(leaving.value.code or 0), capsys.readouterr().err

    return called


def test_an_edited_state_is_told_in_one_line_and_can_be_mended(
    neo4j_empty: Server, reported: Command
) -> None:
    assert reported("neo4j", "sync")[0] == 0
    kept = neo4j_empty.run(f"MATCH (d:{STATE}) RETURN properties(d)")[0][0]
    for name, values in EDITS.items():
        for value in values:
            neo4j_empty.run(f"MATCH (d:{STATE}) SET d.{name} = {value}")
            for arguments in ASKED if value == values[0] else ASKED[:1]:
                status, said = reported(*arguments)
                assert (status, said.count("\n")) == (2, 1), (name, value, arguments, said)
                assert f"is not as a sync writes it: see its {name}. Remove them with" in said
                assert len(said) < 600
            neo4j_empty.run(f"MATCH (d:{STATE}) SET d = $kept", kept=kept)
    assert reported("neo4j", "status")[0] == 0
    neo4j_empty.run(f"MATCH (d:{STATE}) SET d.counts = 7")
    neo4j_empty.run(f"MATCH (d:{STATE}) DELETE d")  # what the line says
    assert reported("neo4j", "sync")[0] == 0
    assert reported("query", "unsupported", "--engine", "neo4j")[0] == 0


def test_missing_properties_are_those_of_no_whole_build(
    neo4j_empty: Server, reported: Command
) -> None:
    assert reported("neo4j", "sync")[0] == 0
    neo4j_empty.run(f"MATCH (d:{STATE}) SET d = {{base: d.base}}")
    assert reported("query", "unsupported", "--engine", "neo4j") == (
        2,
        "E002 Neo4j holds another build. Run `pledgegraph neo4j sync`.\n",
    )
    assert reported("neo4j", "status")[0] == 0
    assert reported("neo4j", "sync")[0] == 0
    assert reported("query", "unsupported", "--engine", "neo4j")[0] == 0


def test_what_no_command_goes_by_may_be_anything(neo4j_empty: Server, reported: Command) -> None:
    assert reported("neo4j", "sync")[0] == 0
    for name, values in HARMLESS.items():
        for value in values:
            neo4j_empty.run(f"MATCH (d:{STATE}) SET d.{name} = {value}")
            for arguments in ASKED if LONG or value == values[0] else ASKED[:1]:
                assert reported(*arguments)[0] == 0, (name, value, arguments)


def test_a_state_that_is_gone_is_told_and_comes_back(
    neo4j_empty: Server, reported: Command
) -> None:
    assert reported("neo4j", "sync")[0] == 0
    for edit in (f"MATCH (d:{STATE}) DELETE d", f"MATCH (d:{STATE}) REMOVE d:{STATE} SET d:Other"):
        neo4j_empty.run(edit)
        assert reported("neo4j", "status")[0] == 0
        assert reported("query", "unsupported", "--engine", "neo4j") == (
            2,
            "E002 Neo4j does not hold https://example.org/pledges. Run `pledgegraph neo4j sync`.\n",
        )
        assert reported("neo4j", "sync")[0] == 0
        assert reported("query", "unsupported", "--engine", "neo4j")[0] == 0


def test_another_state_beside_ours_that_is_edited_is_told(
    neo4j_empty: Server, reported: Command
) -> None:
    assert reported("neo4j", "sync")[0] == 0
    for other, see in (
        ("", "base"),
        ("{base: [1]}", "base"),
        ("{base: 'https://example.org/o', counts: 7}", "counts"),
    ):
        neo4j_empty.run(f"CREATE (:{STATE} {other})")
        for arguments in ASKED:
            status, said = reported(*arguments)
            assert (status, said.count("\n"), said[:4]) == (2, 1, "E002"), (other, arguments, said)
            assert f"is not as a sync writes it: see its {see}. Remove" in said
        neo4j_empty.run(
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
        2,
    ),
)
def test_odd_ends_and_keys_are_told_in_a_line_and_mended(
    neo4j_empty: Server, reported: Command, edit: str
) -> None:
    assert reported("neo4j", "sync")[0] == 0
    neo4j_empty.run(edit)
    for arguments in ASKED:
        status, said = reported(*arguments)
        assert status in (0, 1, 2) and said.count("\n") <= 1 and "X00" not in said, (
            arguments,
            said,
        )
    assert reported("neo4j", "sync", "--full", "--yes")[0] == 0
    neo4j_empty.run(
        "MATCH (n) WHERE n.pg_key ENDS WITH '#odd/x' OR n.pg_key = 7 OR n.pg_key = "
        "['https://example.org/pledges#pledge/x'] DETACH DELETE n"
    )
    assert reported("neo4j", "status", "--compare") == (0, "")


def test_a_question_that_meets_an_edited_value_names_it(
    neo4j_empty: Server, reported: Command
) -> None:
    assert reported("neo4j", "sync")[0] == 0
    neo4j_empty.run("MATCH (n:Actor) SET n.id = [1, 2]")
    status, said = reported("query", "unsupported", "--engine", "neo4j")
    assert (status, said.count("\n")) == (2, 1)
    assert said.startswith(
        "E002 Neo4j has other values than the build, so there is no answer. Actor, of "
    )
    assert "(id)" in said and said.endswith(
        "Run `pledgegraph neo4j sync --full`: it writes every node again.\n"
    )


def test_two_states_of_one_base_are_told(
    neo4j_empty: Server, reported: Command, small_built: Workspace
) -> None:
    assert reported("neo4j", "sync")[0] == 0
    neo4j_empty.run("DROP CONSTRAINT pledgegraph_dataset")
    neo4j_empty.run(f"MATCH (d:{STATE}) CREATE (e:{STATE}) SET e = properties(d)")
    for arguments in ASKED:
        status, said = reported(*arguments)
        assert (status, said.count("\n")) == (2, 1)
        assert f"Neo4j has 2 nodes {STATE} for https://example.org/pledges. Remove them" in said


@pytest.mark.parametrize("value", ["7", "[1]", "true"])
def test_an_edited_hash_is_told(neo4j_empty: Server, reported: Command, value: str) -> None:
    assert reported("neo4j", "sync")[0] == 0
    neo4j_empty.run(f"MATCH (d:{STATE}) SET d.summaries = '{{}}'")
    neo4j_empty.run(
        f"MATCH (n:Pledge {{id: 'pledge/' + n.local_identifier}}) SET n.pg_hash = {value}"
    )
    neo4j_empty.run(f"MATCH (n:Pledge) SET n.pg_hash = {value}")
    status, said = reported("neo4j", "status")
    assert (status, said.count("\n")) == (2, 1)
    assert "is not ours: it has no pg_hash" in said


BEYOND = "Thahcm juuhiy " * 1_000


def test_a_value_beyond_an_index_is_synced_and_the_index_comes_back(neo4j_empty: Server) -> None:
    nodes = {
        "Actor": [{"id": "actor/long", "name": BEYOND}, {"id": "actor/short", "name": "Short"}],
        "Concept": [{"id": "vocabulary/themes/long", "name": BEYOND, "notation": BEYOND}],
        "Situation": [{"id": "situation/long", "name": "é" * 5_000, "code": BEYOND}],
        "Pledge": [{"id": "pledge/long", "local_identifier": BEYOND, "title": BEYOND}],
    }
    names = {
        "pledgegraph_Actor_name",
        "pledgegraph_Concept_name",
        "pledgegraph_Situation_name",
        "pledgegraph_Pledge_local_identifier",
    }

    def indexes() -> set[str]:
        return {str(name) for (name,) in neo4j_empty.run("SHOW INDEXES YIELD name")}

    short = {"Actor": [{"id": "actor/long", "name": "Long"}]}
    sync(neo4j_empty.address, dataset(short, {}), label("1"))
    assert names <= indexes()
    sync(neo4j_empty.address, dataset(nodes, {}), label("2"), yes=True)
    assert same(stored(neo4j_empty), dataset(nodes, {}))
    assert not names & indexes()
    assert (
        "pledgegraph_Actor_id" in indexes()
        and "pledgegraph_Pledge_official_identifier" in indexes()
    )
    assert not planned(neo4j_empty.address, dataset(nodes, {}), label("2"))[1].differs()
    sync(neo4j_empty.address, dataset(short, {}), label("3"), yes=True)
    assert names <= indexes()


def test_a_long_theme_is_synced(neo4j_empty: Server, reported: Command, unbuilt: Workspace) -> None:
    register = unbuilt.folder / "sources" / "register.csv"
    lines = register.read_text("utf-8").splitlines()
    place = lines[0].split(",").index("theme")
    cells = lines[1].split(",")
    cells[place] = "T" + "hahcmjuuhiybsyryudamlyapskpiqlusdcqrgkbga" * 250
    register.write_text(
        "\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", "utf-8", newline="\n"
    )
    unbuilt.build()
    assert sync(neo4j_empty.address, *unbuilt.dataset()) is not None
    assert neo4j_empty.run("MATCH (c:Concept) WHERE size(c.name) > 8000 RETURN count(c)") == [[1]]


def test_an_index_of_somebody_else_that_cannot_hold_a_value_is_told(neo4j_empty: Server) -> None:
    neo4j_empty.run("CREATE INDEX theirs FOR (n:Pledge) ON (n.title)")
    try:
        with pytest.raises(
            EngineFailed, match=r"has an index that is not ours and cannot hold .* name='theirs'"
        ):
            sync(
                neo4j_empty.address,
                dataset({"Pledge": [{"id": "pledge/long", "title": BEYOND}]}, {}),
                label("1"),
            )
    finally:
        neo4j_empty.run("DROP INDEX theirs")
