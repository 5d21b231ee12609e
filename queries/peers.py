"""Peer hosts: the governments of other countries with a pledge of their own on the same area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .aims import Aim
from .asked import Asked
from .naming import short
from .pledges import Pledges


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer host: its pledges, the one that shares most first, and what its countries share with
    the aim's.
    """

    actor: str
    name: str
    pledges: tuple[str, ...]
    topics: frozenset[str]
    platforms: tuple[str, ...]
    regions: tuple[str, ...]


class Peers:
    """The peer hosts of an aim."""

    def __init__(self, asked: Asked, aim: Aim) -> None:
        self._asked, self._aim = asked, aim

    def actors(self) -> set[str]:
        """Who is one."""
        return set(self._by_actor)

    def in_order(self) -> list[Peer]:
        """Same platform first, then same sub-region, then by name."""
        found = [self._peer(actor) for actor in self._by_actor]
        return sorted(
            found,
            key=lambda peer: (not peer.platforms, not peer.regions, short(peer.name), peer.actor),
        )

    def _peer(self, actor: str) -> Peer:
        pledges = sorted(
            self._by_actor[actor],
            key=lambda each: (-len(self._topics[each]), self.pledges.name(each), each),
        )
        countries = {country for each in pledges for country in self._countries[each]}
        shared = [self._near.get(country, {}) for country in countries]
        platforms, regions = (
            tuple(sorted({name for each in shared for name in each.get(kind, ())}))
            for kind in ("platform", "region")
        )
        name = self.pledges.submitters[pledges[0]][actor]
        return Peer(actor, name, tuple(pledges), self._topics[pledges[0]], platforms, regions)

    @cached_property
    def _found(self) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
        """Pledge → its topics of the aim, and its countries."""
        topics: dict[str, set[str]] = {}
        countries: dict[str, set[str]] = {}
        for row in self._asked.rows("joint-candidates.peers", self._aim.topics):
            topics.setdefault(row["id"], set()).add(row["topic"])
            countries.setdefault(row["id"], set()).add(row["country"])
        here = self._aim.countries.keys()
        elsewhere = [pledge for pledge, there in countries.items() if here.isdisjoint(there)]
        return {each: topics[each] for each in elsewhere}, {
            each: countries[each] for each in elsewhere
        }

    @cached_property
    def _topics(self) -> Mapping[str, frozenset[str]]:
        return {pledge: self._aim.shared(self.pledges.topics[pledge]) for pledge in self._found[0]}

    @property
    def _countries(self) -> Mapping[str, set[str]]:
        return self._found[1]

    @cached_property
    def pledges(self) -> Pledges:
        """The pledges of peer hosts."""
        return Pledges(self._asked, self._found[0].keys())

    @cached_property
    def _by_actor(self) -> Mapping[str, list[str]]:
        involved = self._aim.working
        found: dict[str, list[str]] = {}
        for pledge, topics in self._topics.items():
            for actor in self.pledges.submitters[pledge] if topics else ():
                if actor not in self._aim.own and actor not in involved:
                    found.setdefault(actor, []).append(pledge)
        return found

    @cached_property
    def _near(self) -> Mapping[str, Mapping[str, set[str]]]:
        """Country → platform or region → what it shares with a country of the aim."""
        found: dict[str, dict[str, set[str]]] = {}
        for row in self._asked.rows("joint-candidates.near", self._aim.places):
            found.setdefault(row["country"], {}).setdefault(row["kind"], set()).add(row["name"])
        return found
