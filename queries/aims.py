"""Aims: what a joint pledge would be about, and who is already involved in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from pledgegraph.ontology.roles import SUPPORT_TYPES

from .asked import Asked
from .grouping import Selected
from .matches import COUNTED, Matches
from .naming import by_name
from .pledges import Names, Pledges
from .reasons import Place, Reason, because
from .solutions import AREA, same_solution, solutions_of

SUPPORT = tuple(sorted(each.rpartition("/")[2] for each in SUPPORT_TYPES))


class Aim:
    """Pledges that others could join, their places and topics; or a place and topics where there is
    none yet.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        rows = asked.rows("joint-candidates")
        self.hosts = {row["id"]: str(row["pledge"] or row["id"]) for row in rows}
        self.pledges = Pledges(asked, self.hosts)
        self._fitting: dict[tuple[frozenset[str], frozenset[str]], frozenset[str]] = {}

    @cached_property
    def places(self) -> Mapping[str, Selected]:
        """Its countries, by identifier, with ``iso3`` and ``name``."""
        found = {row["id"]: row for row in self._asked.rows("joint-candidates.countries")}
        links = self._asked.links(
            "IMPLEMENTED_IN", "Pledge", "Country", set(self.hosts), "iso3", "name", "label_fr"
        )
        named = {row["other"]: {**row, "french": row["label_fr"]} for row in links}
        return named | found

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """ISO 3166-1 alpha-3 code → name."""
        return {row["iso3"]: row["name"] for row in self.places.values()}

    def country(self, iso3: str) -> Place:
        """One of its countries."""
        return self._named[iso3]

    def countries_in_order(self, codes: Collection[str]) -> Reason:
        """Some of its countries, by name."""
        return because(
            "list",
            names=sorted((self._named[code] for code in codes), key=lambda place: place.name),
        )

    @cached_property
    def _named(self) -> Mapping[str, Place]:
        return {
            row["iso3"]: Place(row["name"], row["french"] or "") for row in self.places.values()
        }

    @cached_property
    def topics(self) -> Names:
        """Themes and areas of focus: identifier → name."""
        asked = self._asked
        return {row["id"]: row["name"] for row in asked.rows("joint-candidates.topics")}

    @cached_property
    def involved(self) -> Mapping[str, Names]:
        """Pledge → who is already involved in it."""
        found: dict[str, Names] = {host: {} for host in self.hosts}
        for row in self._asked.rows("joint-candidates.involved"):
            if row["pledge"] in found:
                found[row["pledge"]][row["id"]] = row["name"]
        return found

    @cached_property
    def own(self) -> Names:
        """The governments and ministries of its countries: what is pledged is theirs.

        Of a regional pledge that names no country, the States of the region could join.
        """
        named = {each for each, row in self.places.items() if row["iso3"] in self._named_by_hosts}
        places = named if self._asked.parameters["pledge"] else set(self.places)
        rows = self._asked.links_to("STATE_OF", "Actor", "Country", places, "name")
        return {row["other"]: row["name"] for row in rows}

    @cached_property
    def _named_by_hosts(self) -> set[str]:
        return {code for codes in self.pledges.countries.values() for code in codes}

    @cached_property
    def working(self) -> Names:
        """Whose other arrangements lead to contacts: who is involved, else the States of the
        place.
        """
        found = {actor: name for names in self.involved.values() for actor, name in names.items()}
        return found or dict(self.own)

    @cached_property
    def pledges_of(self) -> Mapping[str, frozenset[str]]:
        """Who is already involved → in which of its pledges."""
        found: dict[str, set[str]] = {}
        for host, names in self.involved.items():
            for actor in names:
                found.setdefault(actor, set()).add(host)
        return {actor: frozenset(hosts) for actor, hosts in found.items()}

    def open_to(self, actor: str) -> frozenset[str]:
        """The pledges in which an actor is not involved yet."""
        return self._all - self.pledges_of[actor] if actor in self.pledges_of else self._all

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self.hosts)

    def served(
        self, actor: str, countries: Collection[str], topics: Collection[str]
    ) -> frozenset[str] | None:
        """The pledges that an actor's own in some countries and on some topics could serve; no
        country: any place.

        None if it is involved in all of them; empty if there is no such pledge yet.
        """
        key = frozenset(countries), frozenset(topics)
        if key not in self._fitting:
            self._fitting[key] = frozenset(host for host in self.hosts if self._fits(host, *key))
        there = self._fitting[key]
        if not there:
            return frozenset()
        return there & self.open_to(actor) or None

    def _fits(self, host: str, countries: Collection[str], topics: Collection[str]) -> bool:
        places = self.places_of[host]
        if countries and places and places.isdisjoint(countries):
            return False
        return not topics or self.shares(host, topics)

    @cached_property
    def places_of(self) -> Mapping[str, set[str]]:
        """Pledge → the countries of the aim that it names, or all that a regional pledge
        reaches.
        """
        return {host: self.pledges.countries[host] for host in self.hosts}

    def shares(self, host: str, topics: Collection[str]) -> bool:
        """Whether a pledge of the aim shares an area with topics of another."""
        own = self.pledges.topics[host]
        common = own.keys() & topics
        return bool(common - {AREA}) or (AREA in common and same_solution(own, topics))

    def shared(self, topics: Collection[str]) -> frozenset[str]:
        """The topics of the aim that another pledge shares; the area Solutions only where it is the
        same solution.
        """
        common = frozenset(self.topics.keys() & topics)
        if AREA not in common:
            return common
        themes = [self.pledges.topics[host] for host in self.hosts] or [self.topics]
        asked_for_all = not self.hosts and not solutions_of(self.topics)
        is_same = asked_for_all or any(same_solution(each, topics) for each in themes)
        return common if is_same else common - {AREA}

    @cached_property
    def matches(self) -> Matches:
        """The matches of its pledges."""
        return Matches(self._asked, self.pledges)

    @cached_property
    def recorded(self) -> Mapping[str, frozenset[str]]:
        """Pledge → the contribution types that are recorded for it: its own, and those of its
        support.
        """
        rows = self._asked.links("JOINTLY_SUPPORTED_BY", "Pledge", "Pledge", set(self.hosts))
        joint = Pledges(self._asked, {row["other"] for row in rows})
        found = {host: set(self.pledges.contributions[host]) for host in self.hosts}
        for row in rows:
            found[row["id"]] |= joint.contributions[row["other"]]
        for host, types in found.items():
            for match in self.matches.of(host, COUNTED):
                types |= match.contributions
        return {host: frozenset(types) for host, types in found.items()}

    def lacking(self, hosts: Collection[str]) -> frozenset[str]:
        """The kinds of support that one of some pledges lacks; all of them where there is no pledge
        yet.
        """
        if not hosts:
            return frozenset(SUPPORT)
        return frozenset(
            kind for kind, without in self._without.items() if not without.isdisjoint(hosts)
        )

    @cached_property
    def _without(self) -> Mapping[str, set[str]]:
        """Kind of support → the pledges for which it is not recorded."""
        return {
            kind: {host for host, types in self.recorded.items() if kind not in types}
            for kind in SUPPORT
        }

    def in_order(self, hosts: Collection[str]) -> list[str]:
        """Pledges by the name by which answers cite them."""
        return sorted(hosts, key=lambda host: (self.hosts[host], host))

    def names_involved(self, hosts: Collection[str]) -> list[tuple[str, str]]:
        """Who is involved in some pledges, in the order of lists."""
        found: Names = {}
        for host in hosts:
            found |= self.involved[host]
        return by_name(found)
