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
    return {by_theme[topic] for topic in by_theme.keys() & topics}


def same_solution(
    some: Collection[str],
    others: Collection[str],
) -> bool:
    """Whether the themes of two pledges on Solutions name a common one of the three, or neither
    names any.
    """
    one = solutions_of(some)
    other = solutions_of(others)
    if not one and not other:
        return True
    return not one.isdisjoint(other)


@cache
def _by_theme() -> Mapping[str, str]:
    found = {}
    for row in listed_rows("solutions"):
        found[f"vocabulary/themes/{row['theme']}"] = row["solution"]
    return found


def listed_rows(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of a list in ``questions/``."""
    text = (QUESTIONS / f"{name}.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    yield from csv.DictReader(lines)
