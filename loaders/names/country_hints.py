"""Hints for countries: the countries that a name which is not known may mean, for a person to
check.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence

from .country_forms import words_of

MOST = 3
"""Countries that are suggested."""
SHORTEST = 4
"""Letters of a word that may be misspelled: shorter ones are like too many others."""
LOOKED_AT = 80
SHARED = 0.6
"""The part of the words of a spelling that a text has."""
LIKE = 0.75
"""How alike two words are that may be one; 1 is the same."""

Names = Mapping[str, Sequence[str]]
"""The name of each country → all its spellings."""


class CountryWords:
    """The words of all names, and which countries have each.

    Words are looked up: comparing a text with thousands of names takes a hundred times as long.
    """

    def __init__(self, names: Names) -> None:
        self.countries: dict[str, set[str]] = {}
        self.spellings: dict[str, list[set[str]]] = {}
        for country, spellings in names.items():
            for spelling in spellings:
                words = set(words_of(spelling))
                self.spellings.setdefault(country, []).append(words)
                for word in words:
                    self.countries.setdefault(word, set()).add(country)
        self.by_start: dict[str, list[str]] = {}
        for word in self.countries:
            self.by_start.setdefault(word[:1], []).append(word)
        self._like: dict[str, list[str]] = {}

    def like(self, word: str) -> list[str]:
        """The word itself, else those that are spelled most like it."""
        if word in self.countries:
            return [word]
        if len(word) < SHORTEST:
            return []
        if word not in self._like:
            others = self.by_start.get(word[:1], ())
            self._like[word] = difflib.get_close_matches(
                word,
                others,
                n=MOST,
                cutoff=LIKE,
            )
        return self._like[word]

    def nearest(self, text: str) -> list[str]:
        """The names of the countries that have most of the words of a text; rare words say more."""
        scores: Counter[str] = Counter()
        met: set[str] = set()
        words = set(words_of(text))
        for word in words:
            for other in self.like(word):
                met.add(other)
                owners = self.countries[other]
                likeness = difflib.SequenceMatcher(None, word, other).ratio()
                for country in owners:
                    # a word that many countries have says little of which one is meant
                    scores[country] += round(1000 * likeness / len(owners))
        best = max(scores.values(), default=0)
        found = []
        for country in sorted(scores, key=lambda country: (-scores[country], country))[:LOOKED_AT]:
            if scores[country] * 3 >= best and self._is_near(country, met, len(words)):
                found.append(country)
        return found[:MOST]

    def _is_near(
        self,
        country: str,
        met: set[str],
        length: int,
    ) -> bool:
        """Whether a spelling of a country shares most of its words with a text, or all of the
        text's: ``Great Lakes`` is not Great Britain.
        """
        for spelling in self.spellings[country]:
            shared = len(spelling & met)
            if shared >= length or shared >= len(spelling) * SHARED:
                return True
        return False
