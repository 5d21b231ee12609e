"""Solutions: the area of focus holds three, and a contact for one of them is none for another."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from .texts import QUESTIONS

AREA = "vocabulary/areas-of-focus/solutions"


def solutions_of(topics: Collection[str]) -> set[str]:
    """Which of the three the themes of a pledge name."""
    by_theme = _by_theme()
    found = set()
    for topic in by_theme.keys() & topics:
        found.add(by_theme[topic])
    return found


def same_solution(
    some: Collection[str],
    others: Collection[str],
) -> bool:
    """Whether the themes of two pledges on Solutions name a common one of the three, or neither
    names any.
    """
    one = solutions_of(some)
    other = solutions_of(others)
    # Themes of neither say which: then the shared area counts, as any other
    if not one and not other:
        return True
    return not one.isdisjoint(other)


@cache
def _by_theme() -> Mapping[str, str]:
    found = {}
    for row in listed_rows("solutions"):
        code = row["theme"]
        theme = f"vocabulary/themes/{code}"
        found[theme] = row["solution"]
    return found


def listed_rows(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of a list in ``questions/``."""
    path = QUESTIONS / f"{name}.csv"
    lines = path.read_text("utf-8").splitlines()
    # The lists say in remarks where they come from
    without_remarks = [line for line in lines if not line.startswith("#")]
    yield from csv.DictReader(without_remarks)
