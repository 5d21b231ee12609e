"""Cells: the pledges that bring support, by country and topic, numbered in their order so that sets do the work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .facts import Facts, Pledge
from .sharing import Sharing

Cell = Mapping[tuple[str, str], set[int]]


class Cells:
    """(country, topic) → numbers of the pledges that bring support there, by name or at all."""

    def __init__(self, facts: Facts) -> None:
        self._pledges = [pledge for pledge in facts.pledges.values() if pledge.brings]
        self._naming: dict[tuple[str, str], set[int]] = {}
        self._reaching: dict[tuple[str, str], set[int]] = {}
        self._by_party: dict[str, list[int]] = {}
        self._own: dict[frozenset[str], set[int]] = {}
        self._sharings: dict[tuple[int, str], Sharing] = {}
        for number, pledge in enumerate(self._pledges):
            _add(self._naming, pledge.countries, pledge, number)
            _add(self._reaching, pledge.places, pledge, number)
            for party in pledge.parties:
                self._by_party.setdefault(party, []).append(number)

    def around(self, host: Pledge) -> list[Sharing]:
        """The pledges of others that share place and area with a host's, in order.

        Where both name a country, that is their place; else the first that either has by an arrangement.
        """
        own = self._only_by(frozenset(host.parties))
        placed = dict.fromkeys(_union(self._naming, host.countries, host.topics) - own, "")
        for country in sorted(host.places):
            for number in _union(self._reaching, (country,), host.topics).difference(placed, own):
                region = self._pledges[number].arranged.get(country) or host.arranged[country]
                placed[number] = f"by arrangement: {region}"
        return [self._sharing(number, placed[number]) for number in sorted(placed)]

    def _only_by(self, parties: frozenset[str]) -> set[int]:
        """The pledges that nobody else submitted; those without a named submitter are not among them."""
        if parties not in self._own:
            theirs = {number for party in parties for number in self._by_party.get(party, ())}
            self._own[parties] = {number for number in theirs if self._pledges[number].parties <= parties}
        return self._own[parties]

    def _sharing(self, number: int, placed: str) -> Sharing:
        """Each once, as it keeps its words."""
        found = self._sharings.get((number, placed))
        if found is None:
            found = self._sharings[number, placed] = Sharing(self._pledges[number], placed)
        return found


def _add(cells: dict[tuple[str, str], set[int]], countries: Iterable[str], pledge: Pledge, number: int) -> None:
    for country in countries:
        for topic in pledge.topics:
            cells.setdefault((country, topic), set()).add(number)


def _union(cells: Cell, countries: Iterable[str], topics: Iterable[str]) -> set[int]:
    return set().union(*(cells.get((country, topic), ()) for country in countries for topic in topics))
