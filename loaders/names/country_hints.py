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
            known = self.spellings.setdefault(country, [])
            for spelling in spellings:
                words = set(words_of(spelling))
                known.append(words)
                for word in words:
                    owners = self.countries.setdefault(word, set())
                    owners.add(country)
        # By the first letter, so that a word is compared with few others
        self.by_start: dict[str, list[str]] = {}
        for word in self.countries:
            start = word[:1]
            alike = self.by_start.setdefault(start, [])
            alike.append(word)
        self._like: dict[str, list[str]] = {}

    def like(self, word: str) -> list[str]:
        """The word itself, else those that are spelled most like it."""
        if word in self.countries:
            return [word]
        if len(word) < SHORTEST:
            return []
        known = self._like.get(word)
        if known is None:
            start = word[:1]
            known = difflib.get_close_matches(
                word,
                self.by_start.get(start, ()),
                n=MOST,
                cutoff=LIKE,
            )
            self._like[word] = known
        return known

    def nearest(self, text: str) -> list[str]:
        """The names of the countries that have most of the words of a text; rare words say more."""
        scores: Counter[str] = Counter()
        met: set[str] = set()
        words = set(words_of(text))
        for word in words:
            for other in self.like(word):
                met.add(other)
                owners = self.countries[other]
                matcher = difflib.SequenceMatcher(None, word, other)
                # A word that many countries have says little of which one is meant
                share = round(1000 * matcher.ratio() / len(owners))
                for country in owners:
                    scores[country] += share

        def place(country: str) -> tuple[int, str]:
            return -scores[country], country

        best = max(scores.values(), default=0)
        in_order = sorted(scores, key=place)
        found = []
        for country in in_order[:LOOKED_AT]:
            is_good = scores[country] * 3 >= best
            if is_good and self._is_near(country, met, len(words)):
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
