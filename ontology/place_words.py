"""Place words: what running text calls countries and parts of continents, next to their names."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "place_words.csv"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words for a place. ``m49`` is the code of the region that loose words point to, "" for other
    names of one country; ``countries`` are ISO 3166-1 alpha-3 codes.
    """

    words: str
    m49: str
    countries: frozenset[str]


@cache
def place_words() -> tuple[PlaceWords, ...]:
    """The whole list."""
    lines = LIST.read_text("utf-8").splitlines()
    # The list says in remarks where it comes from
    without_remarks = [line for line in lines if not line.startswith("#")]
    found = []
    for row in csv.DictReader(without_remarks):
        codes = row["countries"].split()
        each = PlaceWords(
            row["words"],
            row["m49"],
            frozenset(codes),
        )
        found.append(each)
    return tuple(found)
