"""Indexes and constraints that come, go, and are in the way. The server forgets its plans each
time, so these tests are among its last.
"""

from __future__ import annotations

import pytest

from pledgegraph.errors import EngineFailed
from pledgegraph.graph.neo4j.server import STATE
from pledgegraph.graph.neo4j.sync import planned, sync
from pledgegraph.workspace.workspace import Workspace

from ...budget import some  # noqa: TID252 (tests are no package that could be named)
from .conftest import Reported
from .server import Server
from .tables import dataset, label, same, stored
from .test_edited import ASKED
from .test_sync import LINKS, NODES, everything

BEYOND = "Thahcm juuhiy " * 1_000


def test_two_states_of_one_base_are_told(
    neo4j_empty: Server, reported: Reported, small_built: Workspace
) -> None:
    assert reported("neo4j", "sync")[0] == 0
    neo4j_empty.run("DROP CONSTRAINT pledgegraph_dataset")
    neo4j_empty.run(f"MATCH (d:{STATE}) CREATE (e:{STATE}) SET e = properties(d)")
    for arguments in some(ASKED, 2):
        status, said = reported(*arguments)
        assert (status, said.count("\n")) == (2, 1)
        assert f"Neo4j has 2 nodes {STATE} for https://example.org/pledges. Remove them" in said


def test_a_dry_run_makes_no_index(neo4j_empty: Server) -> None:
    neo4j_empty.run("DROP CONSTRAINT pledgegraph_Country_key IF EXISTS")
    before = everything(neo4j_empty)
    planned(neo4j_empty.address, dataset(NODES, LINKS), label("1"))
    assert everything(neo4j_empty) == before


@pytest.mark.parametrize(
    ("constraint", "reported"),
    [
        (
            "INDEX mine FOR (n:Country) ON (n.pg_key)",
            "an index, a constraint or nodes that are not ours and are in the way",
        ),
        (
            "CONSTRAINT mine FOR (n:Country) REQUIRE n.name IS UNIQUE",
            "a constraint that is not ours and refuses this",
        ),
    ],
)
def test_what_users_made_is_in_the_way(neo4j_empty: Server, constraint: str, reported: str) -> None:
    neo4j_empty.run("DROP CONSTRAINT pledgegraph_Country_key IF EXISTS")
    neo4j_empty.run("DROP INDEX pledgegraph_Country_name IF EXISTS")
    neo4j_empty.run(f"CREATE {constraint}")
    twice = [
        {"id": f"country/{code}", "iso3": code, "name": "read only connection"}
        for code in ("AAA", "BBB")
    ]
    try:
        with pytest.raises(EngineFailed, match=reported):
            sync(neo4j_empty.address, dataset({"Country": twice}, {}), label("1"))
    finally:
        neo4j_empty.run(f"DROP {constraint.partition(' FOR ')[0]}")


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


@pytest.mark.long  # it plans the texts of a whole workspace again
def test_a_long_theme_is_synced(
    neo4j_empty: Server, reported: Reported, unbuilt: Workspace
) -> None:
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
