"""Neighbours: the pledges that bring support, by country and topic, numbered in their order: sets do the work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from .facts import Facts, Pledge
from .sharing import Related, Sharing

Crossings = Mapping[tuple[str, str], set[int]]


class Neighbours:
    """(country, topic) → numbers of the pledges that bring support there, by name or at all."""

    def __init__(self, facts: Facts) -> None:
        self._pledges = [pledge for pledge in facts.pledges.values() if pledge.brings]
        self._naming: dict[tuple[str, str], set[int]] = {}
        self._reaching: dict[tuple[str, str], set[int]] = {}
        self._by_party: dict[str, list[int]] = {}
        self._by_actor: dict[str, set[int]] = {}
        self._own: dict[frozenset[str], set[int]] = {}
        self._sharings: dict[tuple[int, str], Sharing] = {}
        for number, pledge in enumerate(self._pledges):
            _add(self._naming, pledge.countries, pledge, number)
            _add(self._reaching, pledge.places, pledge, number)
            for party in pledge.parties:
                self._by_party.setdefault(party, []).append(number)
            for actor in (*pledge.submitters, *pledge.partners):
                self._by_actor.setdefault(actor, set()).add(number)

    def around(self, host: Pledge, actors: Set[str]) -> Related:
        """The pledges of others than these actors that share place and area with a host's, in order.

        Where both name a country, that is their place; else the first that either has by an arrangement.
        """
        own = self._only_by(frozenset(host.parties))
        named = _union(self._naming, host.countries, host.topics) - own
        found = {number: self._sharing(number, "") for number in named}
        for country in sorted(host.places):
            for number in _union(self._reaching, (country,), host.topics).difference(found, own):
                region = self._pledges[number].arranged.get(country) or host.arranged[country]
                found[number] = self._sharing(number, region)
        numbers = set(found)
        theirs = (self._by_actor[actor] & numbers for actor in actors if actor in self._by_actor)
        mixed = {found[number] for their in theirs for number in their}
        return Related([found[number] for number in sorted(numbers)], actors, mixed)

    def _only_by(self, parties: frozenset[str]) -> set[int]:
        """The pledges that nobody else submitted; those without a named submitter are not among them."""
        if parties not in self._own:
            theirs = {number for party in parties for number in self._by_party.get(party, ())}
            self._own[parties] = {number for number in theirs if self._pledges[number].parties <= parties}
        return self._own[parties]

    def _sharing(self, number: int, region: str) -> Sharing:
        """Each once, as it keeps its words."""
        found = self._sharings.get((number, region))
        if found is None:
            placed = f"by arrangement: {region}" if region else ""
            found = self._sharings[number, region] = Sharing(self._pledges[number], placed)
        return found


def _add(crossings: dict[tuple[str, str], set[int]], countries: Iterable[str], pledge: Pledge, number: int) -> None:
    for country in countries:
        for topic in pledge.topics:
            crossings.setdefault((country, topic), set()).add(number)


def _union(crossings: Crossings, countries: Iterable[str], topics: Iterable[str]) -> set[int]:
    return set().union(*(crossings.get((country, topic), ()) for country in countries for topic in topics))
