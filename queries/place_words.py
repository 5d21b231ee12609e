"""Place words: what a text calls a country or its part of a continent; hints that a person checks,
never a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from .solutions import listed_rows

Hint = tuple[str, str, bool]
"""Country (ISO 3166-1 alpha-3), the words that the text has, whether they are used loosely."""


class PlaceWords:
    """The words for some countries: ISO code → name."""

    def __init__(self, countries: Mapping[str, str]) -> None:
        self._names = [(name, code, _pattern(name)) for code, name in sorted(countries.items())]
        codes = countries.keys()
        self._loose = [
            (words, sorted(codes & used_for), _pattern(words)) for words, used_for in _regions()
        ]

    def hint(self, *texts: str | None) -> Hint | None:
        """The first of the countries that texts name, or the words for its part of a continent."""
        text = "\n".join(each for each in texts if each)
        for name, code, pattern in self._names:
            if name in text and pattern.search(text):
                return code, name, False
        for words, codes, pattern in self._loose:
            if codes and words in text and pattern.search(text):
                return codes[0], words, True
        return None


@cache
def _regions() -> Iterable[tuple[str, frozenset[str]]]:
    """The longest words first, so that they are what is quoted."""
    rows = [
        (row["words"], frozenset(row["countries"].split())) for row in listed_rows("region_words")
    ]
    return sorted(rows, key=lambda row: (-len(row[0]), row[0]))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(words)}\b")
