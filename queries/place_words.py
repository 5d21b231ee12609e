"""Place words: what a text calls a country or its part of a continent; hints that a person checks,
never a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from pledgegraph.ontology.place_words import place_words

Hint = tuple[str, str, bool]
"""Country (ISO 3166-1 alpha-3), the words that the text has, whether they are used loosely."""
Words = tuple[str, str, re.Pattern[str]]
"""Words, the country that they mean, and the pattern that finds them as whole words."""
Region = tuple[str, frozenset[str]]
"""The words for a part of a continent, and the countries for which they are used."""


class PlaceWords:
    """The words for some countries: ISO code → name."""

    def __init__(self, countries: Mapping[str, str]) -> None:
        self._names: list[Words] = []
        self._loose: list[Words] = []
        for code, name in sorted(countries.items()):
            self._names.append(_words(name, code))
        for name, used_for in _regions():
            codes = countries.keys() & used_for
            if codes:
                # "East Africa" is a hint for each of its countries: one is enough
                first = min(codes)
                self._loose.append(_words(name, first))

    def hint(self, *texts: str | None) -> Hint | None:
        """The first of the countries that texts name, or the words for its part of a continent."""
        text = "\n".join(filter(None, texts))
        # Loose words only where no country is named
        for known in (self._names, self._loose):
            found = _first(known, text)
            if found:
                country, words = found
                is_loose = known is self._loose
                return country, words, is_loose
        return None


def _first(
    known: Iterable[Words],
    text: str,
) -> tuple[str, str] | None:
    for words, country, pattern in known:
        # The pattern is much slower than the plain search, which most texts fail.
        if words in text and pattern.search(text):
            return country, words
    return None


@cache
def _regions() -> Iterable[Region]:
    """The longest words first, so that they are what is quoted."""
    regions: list[Region] = []
    for each in place_words():
        if each.m49 and each.countries:
            regions.append((each.words, each.countries))
    return sorted(regions, key=_longest_first)


def _longest_first(region: Region) -> tuple[int, str]:
    words, _ = region
    return -len(words), words


def _words(words: str, country: str) -> Words:
    escaped = re.escape(words)
    pattern = re.compile(rf"\b{escaped}\b")
    return words, country, pattern
