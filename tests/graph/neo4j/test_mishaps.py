"""The server of all tests, killed in the middle of a sync, and letting nobody write."""

from __future__ import annotations

import os

import pytest

from pledgegraph.errors import EngineFailed, ServiceUnreachable
from pledgegraph.graph.neo4j.server import Neo4jEngine
from pledgegraph.graph.neo4j.states import check_answers
from pledgegraph.graph.neo4j.sync import planned, sync

from .server import Server
from .tables import BASE, dataset, label, same, stored

PLEDGES = [{"id": f"pledge/P{n:04}", "title": f"Pledge {n}"} for n in range(60)]
LINKS = {"SUBMITTED_BY": [(row["id"], "actor/a") for row in PLEDGES]}


BATCHES = [1, 5] if os.environ.get("PLEDGEGRAPH_LONG") else [5]
"""After how many batches the server is killed: 1 and 3 are of nodes, then there are relationships.
"""


@pytest.mark.parametrize("batches", BATCHES)
def test_killed_in_the_middle_started_again_and_finished(
    server_to_harm: Server, batches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among the nodes or among the relationships; ``test_lost_lines`` breaks the line at each kind
    of step.
    """
    monkeypatch.setattr("pledgegraph.graph.neo4j.target.BATCH", 20)
    made = dataset({"Pledge": PLEDGES, "Actor": [{"id": "actor/a", "name": "A"}]}, LINKS)
    left = [batches]

    def on_rows(rows: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            server_to_harm.kill()

    with pytest.raises(ServiceUnreachable, match="stopped answering.*goes on where it stopped"):
        sync(server_to_harm.address, made, label(f"killed {batches}"), on_rows=on_rows)
    server_to_harm.start()
    nodes = server_to_harm.run("MATCH (n) RETURN count(n)")[0][0]
    assert isinstance(nodes, int) and 1 < nodes <= len(PLEDGES) + 2
    done = sync(server_to_harm.address, made, label(f"killed {batches}"))
    assert done is not None and 0 < done.steps() < len(PLEDGES) * 2 + 1
    assert same(stored(server_to_harm), made)


@pytest.mark.long  # it takes two starts of a server
def test_a_database_that_is_set_to_read_only(server_to_harm: Server) -> None:
    small = dataset({"Pledge": PLEDGES[:3]}, {})
    sync(server_to_harm.address, small, label("1"), yes=True)
    server_to_harm.kill()
    server_to_harm.settings = {"server.databases.read_only": "neo4j"}
    server_to_harm.configure()
    server_to_harm.start()
    try:
        with pytest.raises(EngineFailed, match="does not allow anybody to write to the database"):
            sync(server_to_harm.address, dataset({"Pledge": PLEDGES[:4]}, {}), label("2"))
        assert sync(server_to_harm.address, small, label("1")) is None
        state, plan = planned(server_to_harm.address, small, label("1"))
        assert state is not None and not state.under_way and not plan.differs()
        engine = Neo4jEngine(server_to_harm.address)
        check_answers(engine, BASE, "1", ["public"])
        engine.close()
    finally:
        server_to_harm.kill()
        server_to_harm.settings = {}
        server_to_harm.configure()
        # It is the server of the tests that come after this module
        server_to_harm.start()
