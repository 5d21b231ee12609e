"""Peer hosts: the governments of other countries with a pledge of their own on the same area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .aims import Aim
from .asked import Asked
from .contacts_wanted import wanted
from .grouping import Lists, Selected, Sets, rows_with, sets_by
from .naming import short
from .pledges import Pledges
from .reasons import Place


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
    regions: tuple[Place, ...]


class Peers:
    """The peer hosts of an aim."""

    def __init__(self, asked: Asked, aim: Aim) -> None:
        self._asked = asked
        self._aim = aim

    def actors(self) -> set[str]:
        """Who is one."""
        return set(self._by_actor)

    def in_order(self) -> list[Peer]:
        """Same platform first, then same sub-region, then by name."""
        peers = map(self._peer, self._by_actor)
        return sorted(peers, key=_place)

    def _peer(self, actor: str) -> Peer:
        own = self._by_actor[actor]
        pledges = sorted(own, key=self._pledge_place)
        first = pledges[0]
        submitters = self.pledges.submitters[first]
        return Peer(
            actor=actor,
            name=submitters[actor],
            pledges=tuple(pledges),
            topics=self._topics[first],
            platforms=tuple(sorted(self._shared("platform", pledges))),
            regions=self._regions(pledges),
        )

    def _pledge_place(self, pledge: str) -> tuple[int, str, str]:
        """The pledge that shares most comes first."""
        shared = self._topics[pledge]
        name = self.pledges.name(pledge)
        return -len(shared), name, pledge

    def _shared(
        self,
        kind: str,
        pledges: Sequence[str],
    ) -> set[str]:
        """The platforms or regions that the countries of pledges share with the aim's, by name."""
        near = self._near[kind]
        found: set[str] = set()
        for pledge in pledges:
            for country in self._countries[pledge]:
                found.update(near.get(country, ()))
        return found

    def _regions(self, pledges: Sequence[str]) -> tuple[Place, ...]:
        """The regions that the countries of pledges share with the aim's."""
        names = sorted(self._shared("region", pledges))
        return tuple(Place(name, self._french[name]) for name in names)

    @cached_property
    def _countries(self) -> Sets:
        """Pledge → its countries, none of which is one of the aim's."""
        rows = self._asked.rows(
            "joint-candidates.peers",
            self._aim.topics,
        )
        by_pledge = sets_by(rows, "id", "country")
        here = self._aim.countries.keys()
        found = {}
        for pledge, there in by_pledge.items():
            # A pledge that also covers this country is in the tiers, not a peer's
            if here.isdisjoint(there):
                found[pledge] = there
        return found

    @cached_property
    def _topics(self) -> Mapping[str, frozenset[str]]:
        """Pledge → the topics of the aim that it shares."""
        found = {}
        for pledge in self._countries:
            topics = self.pledges.topics[pledge]
            found[pledge] = self._aim.shared(topics)
        return found

    @cached_property
    def pledges(self) -> Pledges:
        """The pledges of peer hosts."""
        return Pledges(self._asked, self._countries.keys())

    @cached_property
    def _by_actor(self) -> Lists:
        """Peer host → its pledges that share a topic."""
        not_peers = self._aim.own.keys() | self._aim.working.keys()
        found: Lists = {}
        for pledge, topics in self._topics.items():
            if not topics or self.pledges.is_left_out(pledge):
                continue
            submitters = self.pledges.submitters[pledge]
            # Who is involved already needs no contact
            for actor in submitters.keys() - not_peers:
                pledges = found.setdefault(actor, [])
                pledges.append(pledge)
        kept = wanted(self._asked, found)
        return {actor: found[actor] for actor in sorted(kept)}

    @cached_property
    def _near_rows(self) -> Sequence[Selected]:
        return self._asked.rows(
            "joint-candidates.near",
            self._aim.places,
        )

    @cached_property
    def _french(self) -> Mapping[str, str]:
        """Platform or region → its French name, where one is known."""
        return {row["name"]: row["french"] or "" for row in self._near_rows}

    @cached_property
    def _near(self) -> Mapping[str, Sets]:
        """Platform or region → country → the names of those that it shares with the aim's."""
        found = {}
        for kind in ("platform", "region"):
            of_kind = rows_with(self._near_rows, "kind", kind)
            found[kind] = sets_by(of_kind, "country", "name")
        return found


def _place(peer: Peer) -> tuple[bool, bool, str, str]:
    """The order of peer hosts: what they share, then by name."""
    # False is before True: who shares a platform comes first
    return (
        not peer.platforms,
        not peer.regions,
        short(peer.name),
        peer.actor,
    )
