"""Names of places: how running text calls the countries and the parts of continents of a graph."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property

import numpy as np

from pledgegraph.ontology.place_words import PlaceWords, place_words

from .numbered import UNKNOWN, Numbered
from .rows import Array, rows_with

_REGION = (
    r"(?:(?:North|South|East|West|Central|Southeast|Northern|Southern|Eastern|Western|Horn of)"
    r"(?:,? and )?(?: of)?(?: the)? ?)+(?:Africa|America|Asia|Europe)"
)
"""The name of a part of a continent in running text: ``East Africa``, ``East and Horn of Africa``.
"""
CONTINENTS = (
    "002",
    "009",
    "019",
    "142",
    "150",
)
"""Their codes in M49. A whole continent points to no situation, and is in the names of many
organizations.
"""
_NAMES = ("name", "label_en", "label_fr")


class PlaceNames:
    """The names in a graph, made when the first text is searched."""

    def __init__(self, graph: Numbered) -> None:
        self._graph = graph

    @cached_property
    def countries(self) -> Mapping[str, int]:
        """Name → country."""
        nodes = self._graph.nodes("Country", [], "node")
        known = self._named("Country", nodes["node"])
        for each in place_words():
            # Words with a code are loose: they do not name a country
            if not each.m49:
                for number in self._countries_of(each):
                    known[each.words] = number
        return known

    @cached_property
    def regions(self) -> Mapping[str, list[int]]:
        """Name or loose words → the region of M49, or the support platforms that cover more than
        half of the countries for which the words are used.
        """
        found: dict[str, list[int]] = {}
        parts = self._parts_of_continents
        numbers = np.array(list(parts.values()), np.int64)
        named = self._named("Concept", numbers)
        for name, number in named.items():
            found[name] = [number]
        for each in place_words():
            if each.m49:
                found[each.words] = self._meant(each)
        return found

    @cached_property
    def pattern(self) -> str:
        """A pattern that finds them all as whole words; the longest name first, so that ``South
        Sudan`` is not ``Sudan``.
        """
        by_letter: dict[str, list[str]] = {}
        names = {*self.countries, *self.regions}
        for name in sorted(names, key=_longest_first):
            alike = by_letter.setdefault(name[0], [])
            rest = re.escape(name[1:])
            alike.append(rest)
        branches = [_REGION]
        # By their first letters: of hundreds of names only a few are tried at a word
        for letter, rests in sorted(by_letter.items()):
            either = "|".join(rests)
            first = re.escape(letter)
            branches.append(f"{first}(?:{either})")
        every = "|".join(branches)
        return rf"\b(?:{every})\b"

    def _named(
        self,
        cls: str,
        numbers: Array,
    ) -> dict[str, int]:
        """The names of some nodes of a class in English and French."""
        nodes = self._graph.nodes(cls, _NAMES, "node")
        wanted = rows_with(nodes, "node", numbers)
        known: dict[str, int] = {}
        for node, *names in wanted.tuples():
            for name in filter(None, names):
                known[name] = node
        return known

    @cached_property
    def _parts_of_continents(self) -> Mapping[str, int]:
        """Code of M49 → region, without whole continents."""
        columns = ["in_vocabulary", "notation"]
        concepts = self._graph.nodes("Concept", columns, "node")
        found: dict[str, int] = {}
        for node, scheme, code in concepts.tuples():
            if scheme == "m49" and code not in CONTINENTS:
                found[code] = node
        return found

    def _meant(self, words: PlaceWords) -> list[int]:
        """The support platforms or else the region that loose words point to."""
        platforms = self._platforms(words)
        if platforms:
            return platforms
        region = self._parts_of_continents.get(words.m49)
        return [] if region is None else [region]

    def _platforms(self, words: PlaceWords) -> list[int]:
        """The support platforms that cover more than half of the countries of loose words."""
        covered = self._graph.pairs("COVERS", "platform", "country")
        numbers = list(self._countries_of(words))
        countries = np.array(numbers, np.int64)
        there = rows_with(covered, "country", countries)
        counts = there.unique().counted("platform")
        # Half of "East Africa" is not the region of a platform, most of "Horn of Africa" is
        half = len(words.countries) / 2
        found = []
        for platform, count in counts.tuples():
            if count > half:
                found.append(platform)
        return found

    def _countries_of(self, words: PlaceWords) -> Collection[int]:
        """The countries of words that are in the graph."""
        codes = sorted(words.countries)
        ids = [f"country/{code}" for code in codes]
        numbers = self._graph.number(ids, ["Country"])
        return set(numbers.tolist()) - {UNKNOWN}


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name
