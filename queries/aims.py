"""Aims: what a joint pledge would be about, and who is already involved in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from pledgegraph.ontology.roles import SUPPORT_TYPES

from .asked import Asked
from .grouping import Selected, Sets, lists_by, row_by, value_by, values_in
from .matches import COUNTED, Matches
from .naming import by_name
from .pledges import Names, Pledges
from .reasons import Place, Reason, because
from .solutions import AREA, same_solution, solutions_of

Ids = frozenset[str]


def _code(identifier: str) -> str:
    return identifier.rpartition("/")[2]


SUPPORT = frozenset(map(_code, SUPPORT_TYPES))
"""The codes of the contribution types that are support."""


class Aim:
    """Pledges that others could join, their places and topics; or a place and topics where there is
    none yet.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self.hosts: dict[str, str] = {}
        for row in asked.rows("joint-candidates"):
            host = row["id"]
            name = row["pledge"] or host
            self.hosts[host] = str(name)
        self.pledges = Pledges(asked, self.hosts)
        self._all = frozenset(self.hosts)
        # Filled as candidates are found: see _fitting_for
        self._fitting: dict[tuple[Ids, Ids], Ids] = {}

    @cached_property
    def places(self) -> Mapping[str, Selected]:
        """Its countries, by identifier, with ``iso3`` and ``name``."""
        links = self._asked.links(
            "IMPLEMENTED_IN",
            "Pledge",
            "Country",
            self._all,
            "iso3",
            "name",
            "label_fr",
        )
        found: dict[str, Selected] = {}
        for row in links:
            country = row["other"]
            french = row["label_fr"]
            found[country] = {**row, "french": french}
        # Those asked for, or in the region of a pledge, are places too, though no pledge names them
        asked_for = self._asked.rows("joint-candidates.countries")
        return found | row_by(asked_for, "id")

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """ISO 3166-1 alpha-3 code → name."""
        return value_by(self.places.values(), "iso3", "name")

    def country(self, iso3: str) -> Place:
        """One of its countries."""
        return self._named[iso3]

    def countries_named(self, codes: Collection[str]) -> Reason:
        """Some of its countries, by name."""
        countries = list(map(self.country, codes))
        return because("list", names=countries)

    @cached_property
    def _named(self) -> Mapping[str, Place]:
        found = {}
        for row in self.places.values():
            code = row["iso3"]
            french = row["french"] or ""
            found[code] = Place(row["name"], french)
        return found

    @cached_property
    def topics(self) -> Names:
        """Themes and areas of focus: identifier → name."""
        rows = self._asked.rows("joint-candidates.topics")
        return value_by(rows, "id", "name")

    @cached_property
    def involved(self) -> Mapping[str, Names]:
        """Pledge → who is already involved in it."""
        found: dict[str, Names] = {}
        for host in self.hosts:
            found[host] = {}
        for row in self._asked.rows("joint-candidates.involved"):
            names = found.get(row["pledge"])
            if names is not None:
                actor = row["id"]
                names[actor] = row["name"]
        return found

    @cached_property
    def own(self) -> Names:
        """The governments and ministries of its countries: what is pledged is theirs.

        Of a regional pledge that names no country, the States of the region could join.
        """
        # The places of one pledge are also those of its region or platform; own are only the
        # States that it names
        places = set(self.places)
        if self._asked.parameters["pledge"]:
            places = self._named_by_hosts
        rows = self._asked.links_to(
            "STATE_OF",
            "Actor",
            "Country",
            places,
            "name",
        )
        return value_by(rows, "other", "name")

    @property
    def _named_by_hosts(self) -> set[str]:
        """The countries that its pledges name, by identifier."""
        codes: set[str] = set()
        for named in self.pledges.countries.values():
            codes |= named
        found = set()
        for country, row in self.places.items():
            if row["iso3"] in codes:
                found.add(country)
        return found

    @cached_property
    def working(self) -> Names:
        """Whose other arrangements lead to contacts: who is involved, else the States of the
        place.
        """
        found: Names = {}
        for names in self.involved.values():
            found |= names
        return found or dict(self.own)

    @cached_property
    def pledges_of(self) -> Sets:
        """Who is already involved → in which of its pledges."""
        found: Sets = {}
        for host, names in self.involved.items():
            for actor in names:
                hosts = found.setdefault(actor, set())
                hosts.add(host)
        return found

    def open_to(self, actor: str) -> Ids:
        """The pledges in which an actor is not involved yet."""
        if actor not in self.pledges_of:
            return self._all
        return self._all - self.pledges_of[actor]

    def served(
        self,
        actor: str,
        countries: Collection[str],
        topics: Collection[str],
    ) -> Ids | None:
        """The pledges that an actor's own in some countries and on some topics could serve; no
        country: any place.

        None if it is involved in all of them; empty if there is no such pledge yet.
        """
        fitting = self._fitting_for(
            frozenset(countries),
            frozenset(topics),
        )
        if not fitting:
            return frozenset()
        served = fitting & self.open_to(actor)
        return served or None

    def _fitting_for(self, countries: Ids, topics: Ids) -> Ids:
        """Its pledges in some countries and on some topics."""
        # Many actors have pledges in the same countries on the same topics: one search for all.
        key = countries, topics
        if key not in self._fitting:
            fitting = []
            for host in self.hosts:
                if self._fits(host, countries, topics):
                    fitting.append(host)
            self._fitting[key] = frozenset(fitting)
        return self._fitting[key]

    def _fits(
        self,
        host: str,
        countries: Collection[str],
        topics: Collection[str],
    ) -> bool:
        places = self.pledges.countries[host]
        # A pledge that names no place may be carried out anywhere
        are_known = bool(countries and places)
        if are_known and places.isdisjoint(countries):
            return False
        if not topics:
            return True
        return self.shares(host, topics)

    def shares(self, host: str, topics: Collection[str]) -> bool:
        """Whether a pledge of the aim shares an area with topics of another."""
        own = self.pledges.topics[host]
        common = own.keys() & topics
        if common - {AREA}:
            return True
        # Solutions is one area of unlike things, such as return and resettlement
        return AREA in common and same_solution(own, topics)

    def shared(self, topics: Collection[str]) -> Ids:
        """The topics of the aim that another pledge shares; the area Solutions only where it is the
        same solution.
        """
        common = frozenset(self.topics.keys() & topics)
        if AREA not in common:
            return common
        if self._is_same_solution(topics):
            return common
        return common - {AREA}

    def _is_same_solution(self, topics: Collection[str]) -> bool:
        """Whether one of its pledges is on the same solution; without pledges, whether it is."""
        for host in self.hosts:
            own = self.pledges.topics[host]
            if same_solution(own, topics):
                return True
        if self.hosts:
            return False
        # Who asks for the area Solutions as a whole means all three
        if not solutions_of(self.topics):
            return True
        return same_solution(self.topics, topics)

    @cached_property
    def matches(self) -> Matches:
        """The matches of its pledges."""
        return Matches(self._asked, self.pledges)

    @cached_property
    def recorded(self) -> Mapping[str, Ids]:
        """Pledge → the contribution types that are recorded for it: its own, and those of its
        support.
        """
        links = self._asked.links(
            "JOINTLY_SUPPORTED_BY",
            "Pledge",
            "Pledge",
            self._all,
        )
        pledges = values_in(links, "other")
        joint = Pledges(self._asked, pledges)
        joint_of = lists_by(links, "id", "other")
        found = {}
        for host in self.hosts:
            own = self.pledges.contributions[host]
            types = set(own)
            for pledge in joint_of.get(host, ()):
                types |= joint.contributions[pledge]
            for match in self.matches.of(host, COUNTED):
                types |= match.contributions
            found[host] = frozenset(types)
        return found

    def lacking(self, hosts: Collection[str]) -> Ids:
        """The kinds of support that one of some pledges lacks; all of them where there is no pledge
        yet.
        """
        if not hosts:
            return SUPPORT
        lacked = set()
        for kind in SUPPORT:
            without = self._without[kind]
            if not without.isdisjoint(hosts):
                lacked.add(kind)
        return frozenset(lacked)

    @cached_property
    def _without(self) -> Sets:
        """Kind of support → the pledges for which it is not recorded."""
        found: Sets = {}
        for kind in SUPPORT:
            found[kind] = set()
        for host, types in self.recorded.items():
            for kind in SUPPORT - types:
                found[kind].add(host)
        return found

    def names(self, hosts: Sequence[str]) -> list[str]:
        """How answers cite some of its pledges."""
        return [self.hosts[host] for host in hosts]

    def in_order(self, hosts: Collection[str]) -> list[str]:
        """Pledges by the name by which answers cite them."""

        def name_and_id(host: str) -> tuple[str, str]:
            return self.hosts[host], host

        return sorted(hosts, key=name_and_id)

    def names_involved(self, hosts: Collection[str]) -> Names:
        """Who is involved in some pledges, in the order of lists."""
        found: Names = {}
        for host in hosts:
            found |= self.involved[host]
        return dict(by_name(found))
