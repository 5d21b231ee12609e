"""Two syncs at the same time: the one that began last writes its build whole, the other stops."""

from __future__ import annotations

from itertools import product
from threading import Thread

import pytest

from pledgegraph.errors import EngineFailed
from pledgegraph.graph.neo4j import sync as module
from pledgegraph.graph.neo4j.changes import Plan
from pledgegraph.graph.neo4j.server import STATE
from pledgegraph.graph.neo4j.sync import sync

from ...budget import some  # noqa: TID252 (tests are no package that could be named)
from .server import Server
from .tables import dataset, label, same, stored

ONE = dataset(
    {
        "Pledge": [{"id": f"pledge/P{n}", "title": f"One {n}"} for n in range(6)],
        "Actor": [{"id": "actor/a", "name": "A"}],
    },
    {"SUBMITTED_BY": [(f"pledge/P{n}", "actor/a") for n in range(6)]},
)
TWO = dataset(
    {
        "Pledge": [{"id": f"pledge/P{n}", "title": f"Two {n}"} for n in range(3, 9)],
        "Actor": [{"id": "actor/b", "name": "B"}],
    },
    {"SUBMITTED_BY": [(f"pledge/P{n}", "actor/b") for n in range(3, 9)]},
)


class Stop(Exception):
    """A sync that is stopped in the middle."""


@pytest.mark.parametrize(("filled", "batches"), some(list(product([False, True], [1, 2, 3])), 2))
def test_a_run_that_another_took_over_stops(
    neo4j_empty: Server, batches: int, filled: bool
) -> None:
    if filled:
        sync(
            neo4j_empty.address,
            dataset({"Actor": [{"id": "actor/z", "name": "Z"}]}, {}),
            label("0"),
        )
    left = [batches]

    def on_rows(rows: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            sync(neo4j_empty.address, TWO, label("2"), yes=True)

    with pytest.raises(EngineFailed, match="Another sync has started, so this one stopped"):
        sync(neo4j_empty.address, ONE, label("1"), yes=True, on_rows=on_rows)
    assert same(stored(neo4j_empty), TWO)
    assert sync(neo4j_empty.address, TWO, label("2")) is None


@pytest.mark.parametrize("steps", [1, 2, 9])
def test_what_another_wrote_since_the_plan_was_made_is_seen(
    neo4j_empty: Server, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Another run begins after this one has read, and is whole or stopped in the middle when this
    one writes.
    """
    left = [steps]
    looks: list[Plan] = []

    def on_rows(rows: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Stop

    def between(plan: Plan) -> None:
        looks.append(plan)
        if len(looks) > 1:
            return
        try:
            sync(neo4j_empty.address, ONE, label("1"), yes=True, on_rows=on_rows)
        except Stop:
            assert steps < 9
        else:
            assert steps == 9

    monkeypatch.setattr(module, "check_doubts", between)
    sync(neo4j_empty.address, TWO, label("2"))
    assert same(stored(neo4j_empty), TWO)
    assert len(looks) == 2


def test_a_run_waits_for_the_batch_of_the_other(neo4j_empty: Server) -> None:
    sync(neo4j_empty.address, ONE, label("1"))
    neo4j_empty.run(f"MATCH (d:{STATE}) SET d.under_way = '1 other'")
    done: list[object] = []
    other = Thread(target=lambda: done.append(sync(neo4j_empty.address, TWO, label("2"), yes=True)))
    with (
        neo4j_empty.driver() as driver,
        driver.session(database=neo4j_empty.address.database) as session,
    ):
        batch = session.begin_transaction()
        batch.run(f"MATCH (d:{STATE}) SET d.lock = true REMOVE d.lock").consume()
        start = ONE.start
        batch.run(
            "CREATE (:Pledge {pg_key: $start + 'pledge/X', pg_hash: 'x', id: 'pledge/X'})",
            start=start,
        ).consume()
        other.start()
        other.join(1.5)
        assert other.is_alive() and not done
        batch.commit()
    other.join(30)
    assert done and same(stored(neo4j_empty), TWO)
