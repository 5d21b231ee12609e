"""Limits of a question: what is a size of memory or a time, and what is none."""

from __future__ import annotations

from contextlib import closing

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.embedded import FILE, EmbeddedEngine
from pledgegraph.graph.limits import GIB, MIB, Limits, memory_of
from pledgegraph.workspace.workspace import Workspace


@pytest.mark.parametrize(
    ("written", "size"),
    [("512", 512 * MIB), ("512MiB", 512 * MIB), ("2GiB", 2 * GIB), ("1.5 gib", 3 * GIB // 2)],
)
def test_a_size_of_memory(written: str, size: int) -> None:
    assert memory_of(written) == size


@pytest.mark.parametrize(
    "written", ["", "much", "-1", "1e3", "2GB", "2 G", "nan", "0x10", "1,5GiB", "\u0661"]
)
def test_what_is_no_size_of_memory(written: str) -> None:
    with pytest.raises(UsageProblem, match="is not a size of memory"):
        memory_of(written)


@pytest.mark.parametrize(
    ("seconds", "memory", "said"),
    [
        (0, GIB, "The limit of time cannot be 0 s"),
        (-1, GIB, "The limit of time cannot be -1 s"),
        (float("nan"), GIB, "The limit of time cannot be nan s"),
        (float("inf"), GIB, "The limit of time cannot be inf s"),
        (1e9, GIB, "The limit of time cannot be 1e\\+09 s"),
        (1, 0, "The limit of memory cannot be 0 MiB. Give 256 MiB or more"),
        (1, 100 * MIB, "The limit of memory cannot be 100 MiB"),
    ],
)
def test_limits_that_cannot_be(seconds: float, memory: int, said: str) -> None:
    with pytest.raises(UsageProblem, match=said):
        Limits(seconds, memory)


def test_the_limits_where_none_are_given() -> None:
    assert (Limits().seconds, Limits().memory) == (60, GIB)


def test_texts_keep_no_memory_when_they_are_answered(small_built: Workspace) -> None:
    """Ladybug's own cache of prepared texts holds some 5 MB for each of these."""
    text = (
        "UNWIND $ids AS wanted MATCH (a:Pledge) WHERE a.id = wanted"
        " OPTIONAL MATCH (a)-[:SUBMITTED_BY]->(b:Actor) RETURN a.id AS id, b.id AS actor"
    )
    engine = EmbeddedEngine(small_built.build_folder() / FILE, buffer=64 * MIB)
    with closing(engine):
        ids = [row["id"] for row in engine.ask("MATCH (p:Pledge) RETURN p.id AS id", {})]
        for number in range(40):
            rows = engine.ask(text + "\n" * number, {"ids": ids})
            assert {row["actor"] is not None for row in rows} == {True}
