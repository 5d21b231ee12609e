"""Limits of a question: what is a size of memory or a time, and what is none."""

from __future__ import annotations

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.limits import GIB, MIB, Limits, memory_of


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
