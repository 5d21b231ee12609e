"""A line that breaks in the middle of a sync: it goes on by itself if it can, else the next sync
finishes.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from pledgegraph.errors import ServiceUnreachable
from pledgegraph.graph.neo4j.sync import sync

from ...budget import some  # noqa: TID252 (tests are no package that could be named)
from .proxy import COMMIT, at, proxy
from .server import Server
from .tables import dataset, label, same, stored

OLD = dataset(
    {
        "Pledge": [{"id": f"pledge/P{n}", "title": f"Pledge {n}"} for n in range(9)],
        "Actor": [{"id": "actor/a"}],
    },
    {"SUBMITTED_BY": [(f"pledge/P{n}", "actor/a") for n in range(9)]},
)
NEW = dataset(
    {
        "Pledge": [{"id": f"pledge/P{n}", "title": f"New {n}"} for n in range(8)],
        "Actor": [{"id": "actor/a"}, {"id": "actor/b"}],
    },
    {
        "SUBMITTED_BY": [(f"pledge/P{n}", "actor/b") for n in range(8)],
        "JOINTLY_SUPPORTED_BY": [("pledge/P1", "pledge/P2")],
    },
)
MOMENTS = {
    "looking": b"PledgegraphDataset",
    "constraints": b"CREATE CONSTRAINT pledgegraph_Pledge_key",
    "waiting for them": b"awaitIndexes",
    "taking": b"SET d.under_way",
    "unlinking": b"DELETE r",
    "nodes": b"MERGE (n:Pledge",
    "relationships": b"CREATE (a)-[:SUBMITTED_BY]",
    "deleting": b"DETACH DELETE n",
    "the end": b"d.synced_at = datetime()",
}


SCHEMA = ("constraints", "waiting for them")


@pytest.fixture
def bolt(neo4j_empty: Server) -> Server:
    """The server with the old build, reached at one port without encryption."""
    if not neo4j_empty.address.uri.startswith("bolt://127.0.0.1:"):
        pytest.skip("lines are broken on the way to a server of the tests' own")
    sync(neo4j_empty.address, OLD, label("1"))
    return neo4j_empty


def drop_constraint(server: Server, moment: str) -> None:
    """Leave something to make where the line is to break then."""
    if moment in SCHEMA:
        server.run("DROP CONSTRAINT pledgegraph_Pledge_key")


@pytest.mark.parametrize(
    "moment",
    some(["nodes", "constraints", "the end", "waiting for them", "taking", "relationships"], 2),
)
def test_it_goes_on_by_itself(bolt: Server, moment: str) -> None:
    drop_constraint(bolt, moment)
    with proxy(bolt.address, at(MOMENTS[moment])) as line:
        assert sync(line.address, NEW, label("2"), yes=True) is not None
        assert line.cuts == 1
    assert same(stored(bolt), NEW)


@pytest.mark.parametrize(
    "moment",
    some(["looking", "constraints", "unlinking", "the end", "relationships", "deleting"], 2),
)
def test_the_next_sync_finishes(bolt: Server, moment: str) -> None:
    drop_constraint(bolt, moment)
    with proxy(replace(bolt.address, patience=1.0), at(MOMENTS[moment]), stays_down=True) as line:
        with pytest.raises(
            ServiceUnreachable, match="stopped answering. Run it again when it is back"
        ) as raised:
            sync(line.address, NEW, label("2"), yes=True)
        assert (raised.value.exit_status, line.cuts) == (3, 1)
        line.mend()
        sync(line.address, NEW, label("2"), yes=True)
    assert same(stored(bolt), NEW)


@pytest.mark.parametrize("commit", some((3, 13, 16, 20), 2))
def test_whether_it_was_committed_is_not_known(bolt: Server, commit: int) -> None:
    """The server commits, and the client never hears of it: nothing is there twice."""
    with proxy(bolt.address, at(COMMIT, commit), passes_on=True) as line:
        try:
            sync(line.address, NEW, label("2"), yes=True)
        except ServiceUnreachable as problem:
            assert "goes on where it stopped" in str(problem)
            sync(line.address, NEW, label("2"), yes=True)
        else:
            assert not line.cuts
    assert same(stored(bolt), NEW)
