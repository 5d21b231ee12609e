"""Solutions: the area of focus holds three, and a contact for one of them is none for another."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from .texts import QUESTIONS

AREA = "vocabulary/areas-of-focus/solutions"


def solutions_of(topics: Collection[str]) -> set[str]:
    """Which of the three the themes of a pledge name."""
    return {_by_theme()[topic] for topic in topics if topic in _by_theme()}


def same_solution(some: Collection[str], others: Collection[str]) -> bool:
    """Whether the themes of two pledges on Solutions name a common one of the three, or neither
    names any.
    """
    one, other = solutions_of(some), solutions_of(others)
    return bool(one & other) or not (one or other)


@cache
def _by_theme() -> Mapping[str, str]:
    return {
        f"vocabulary/themes/{row['theme']}": row["solution"] for row in listed_rows("solutions")
    }


def listed_rows(name: str) -> Iterator[Mapping[str, str]]:
    """The rows of a list in ``questions/``."""
    lines = (QUESTIONS / f"{name}.csv").read_text("utf-8").splitlines()
    yield from csv.DictReader(line for line in lines if not line.startswith("#"))
