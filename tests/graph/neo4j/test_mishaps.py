"""A sync whose client is killed; in long runs the server of all tests, which then lets nobody write
too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from pledgegraph.errors import EngineFailed, ServiceUnreachable
from pledgegraph.graph.neo4j.server import Neo4jEngine
from pledgegraph.graph.neo4j.states import check_answers
from pledgegraph.graph.neo4j.sync import planned, sync
from pledgegraph.workspace.workspace import Workspace

from .proxy import at, proxy
from .server import Server
from .tables import BASE, dataset, label, same, stored

PLEDGES = [{"id": f"pledge/P{n:04}", "title": f"Pledge {n}"} for n in range(60)]
LINKS = {"SUBMITTED_BY": [(row["id"], "actor/a") for row in PLEDGES]}


def test_a_client_that_is_killed(neo4j_empty: Server, small_built: Workspace) -> None:
    """It takes no leave: the state says that a sync is under way, and the next one finishes."""
    command = [sys.executable, "-m", "pledgegraph", "-C", str(small_built.folder), "neo4j", "sync"]
    with proxy(neo4j_empty.address, at(b"MERGE (n:Pledge"), holds=True) as line:
        environment = {**os.environ, **neo4j_empty.environment(), "NEO4J_URI": line.address.uri}
        with subprocess.Popen(command, env=environment) as running:
            until = time.monotonic() + 120
            while not line.cuts:
                assert time.monotonic() < until and running.poll() is None
                time.sleep(0.05)
            running.kill()
    made, reported = small_built.dataset()
    state, plan = planned(neo4j_empty.address, made, reported)
    assert state is not None and state.under_way and plan.differs()
    assert plan.changes["Actor"].same and plan.changes["Pledge"].add == 2
    assert sync(neo4j_empty.address, made, reported) is not None
    assert same(stored(neo4j_empty), made)


@pytest.mark.long  # a server that starts again is cold again
@pytest.mark.parametrize("batches", [1, 5])  # 1 and 3 are of nodes, then there are relationships
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
