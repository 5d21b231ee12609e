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
        self._names: list[tuple[str, str, re.Pattern[str]]] = []
        for code, name in sorted(countries.items()):
            self._names.append((name, code, _pattern(name)))
        self._loose: list[tuple[str, str, re.Pattern[str]]] = []
        for words, used_for in _regions():
            codes = sorted(countries.keys() & used_for)
            if codes:
                self._loose.append((words, codes[0], _pattern(words)))

    def hint(self, *texts: str | None) -> Hint | None:
        """The first of the countries that texts name, or the words for its part of a continent."""
        text = "\n".join(filter(None, texts))
        for name, code, pattern in self._names:
            if name in text and pattern.search(text):
                return code, name, False
        for words, code, pattern in self._loose:
            if words in text and pattern.search(text):
                return code, words, True
        return None


@cache
def _regions() -> Iterable[tuple[str, frozenset[str]]]:
    """The longest words first, so that they are what is quoted."""
    rows = []
    for row in listed_rows("region_words"):
        countries = frozenset(row["countries"].split())
        rows.append((row["words"], countries))
    return sorted(rows, key=lambda row: (-len(row[0]), row[0]))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(words)}\b")
