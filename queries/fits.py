"""Fits: what the own pledges of some actors fit of host-country pledges, with the reasons that a
suggested contact has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .aims import SUPPORT
from .asked import Asked
from .candidates import AREA, PLACE, PLACE_AND_AREA, can_show
from .contact_reasons import MOST_NAMED, also_more, as_topics, at_forum
from .grouping import Selected, Sets, sets_by, values_in
from .pledges import Pledges
from .reasons import Place, Reason, because
from .solutions import AREA as SOLUTIONS
from .solutions import same_solution

INVOLVED = "already involved"
NOTHING = "no pledge on this place or area"
LACKING = "this support is not recorded"
OTHER = "lacks other support"
TIERS = (PLACE_AND_AREA, PLACE, AREA, LACKING, OTHER, NOTHING, INVOLVED)
"""In this order; those of a contact first."""
_WAYS = {
    "IMPLEMENTED_IN": "names countries",
    "REACHES_BY_PLATFORM": "place includes",
    "REACHES_BY_REGION": "place includes",
    "REACHES_BY_SITUATION": "addresses situation",
}
"""Relationship of a pledge to a country → how it is said; the first that holds is said."""


@dataclass(frozen=True, slots=True)
class Fit:
    """An own pledge that fits a host's: ``countries`` and ``topics`` are what they share."""

    pledge: str
    tier: str
    countries: frozenset[str]
    topics: frozenset[str]
    brings: frozenset[str]


class Fits:
    """What fits some host-country pledges; ``recorded`` says what is recorded for each."""

    def __init__(
        self,
        asked: Asked,
        hosts: Pledges,
        recorded: Mapping[str, Collection[str]],
    ) -> None:
        self._asked = asked
        self._hosts = hosts
        self._recorded = recorded
        self._actors = asked.parameters["for_"]
        self._offered = frozenset(asked.parameters["contribution"]) & SUPPORT

    def row(self, host: str) -> dict[str, object]:
        """The cells of a host's pledge that say what fits it, and those that order by it."""
        fits = self._of(host)
        tier = self._tier(host, fits)
        brings = self._brings(host, fits)
        pledges = [self._own.name(each.pledge) for each in fits]
        return {
            "fit": because(tier),
            "fit_reasons": list(self._reasons(host, fits)),
            "fit_pledges": pledges,
            "fit_pledge_ids": [each.pledge for each in fits],
            "fit_place": TIERS.index(tier),
            "fit_brings": len(brings),
        }

    def _tier(self, host: str, fits: Sequence[Fit]) -> str:
        # Last of all: whoever is in a pledge knows of it
        if self._is_involved(host):
            return INVOLVED
        if fits:
            return fits[0].tier
        if self._actors:
            return NOTHING
        return LACKING if self._brings(host, fits) else OTHER

    def _is_involved(self, host: str) -> bool:
        return not self._involved.get(host, set()).isdisjoint(self._actors)

    def _brings(self, host: str, fits: Sequence[Fit]) -> frozenset[str]:
        """What the host's pledge lacks of the support that is offered, or that the first brings."""
        lacking = SUPPORT - set(self._recorded[host])
        # Who says what it could give knows better than its pledges of the past
        if self._offered:
            return lacking & self._offered
        return lacking & fits[0].brings if fits else frozenset()

    def _of(self, host: str) -> list[Fit]:
        """The own pledges that fit a host's, the nearest first."""
        if self._is_involved(host):
            return []
        found = []
        for pledge in self._candidates(host):
            fit = self._fit(host, pledge)
            if fit is not None:
                found.append(fit)
        lacking = SUPPORT - set(self._recorded[host])

        def nearness(fit: Fit) -> tuple[int, int, str, str]:
            needed = fit.brings & lacking
            return (
                TIERS.index(fit.tier),
                -len(needed),
                self._own.name(fit.pledge),
                fit.pledge,
            )

        return sorted(found, key=nearness)

    def _candidates(self, host: str) -> set[str]:
        """The own pledges that may fit a host's: what comes to its place, or is on its area and
        open. Thousands of pledges of hosts are not compared with each own one.
        """
        found: set[str] = set()
        for country in self._hosts.countries[host]:
            found |= self._by_country.get(country, set())
        for topic in self._hosts.topics[host]:
            found |= self._open_by_topic.get(topic, set())
        return found

    def _fit(self, host: str, pledge: str) -> Fit | None:
        """How an own pledge fits a host's, if it does."""
        # What the host itself names: the region of its pledge is not a place to be matched
        here = self._hosts.countries[host]
        there = self._reached.get(pledge, {})
        countries = frozenset(here & there.keys())
        topics = self._shared(host, pledge)
        is_open = self._is_open(pledge)
        if countries:
            tier = PLACE_AND_AREA if topics else PLACE
        # One that names another country is for that one, whatever its area
        elif topics and is_open:
            tier = AREA
        else:
            return None
        types = self._own.contributions[pledge]
        return Fit(
            pledge,
            tier,
            countries,
            topics,
            SUPPORT & types,
        )

    def _shared(self, host: str, pledge: str) -> frozenset[str]:
        """The themes and areas that two pledges share; Solutions only if it is the same one."""
        here = self._hosts.topics[host]
        there = self._own.topics[pledge]
        common = frozenset(here.keys() & there.keys())
        if SOLUTIONS in common and not same_solution(here, there):
            return common - {SOLUTIONS}
        return common

    def _reasons(self, host: str, fits: Sequence[Fit]) -> Iterator[Reason]:
        # The nearest in full, others by name: a cell is read in one breath
        if fits:
            yield from self._shown(host, fits[0])
        brings = self._brings(host, fits)
        if brings:
            yield because("brings what is lacking", contributions=brings)
        elif fits:
            yield from self._without_support(fits[0].pledge)
        for other in fits[1 : 1 + MOST_NAMED]:
            yield because(
                "also",
                pledge=self._own.name(other.pledge),
                contributions=self._own.contributions[other.pledge],
            )
        yield from also_more(len(fits) - 1)

    def _shown(self, host: str, fit: Fit) -> Iterator[Reason]:
        """What of an own pledge fits: its area, then its place."""
        name = self._own.name(fit.pledge)
        names = self._hosts.topics[host]
        if fit.topics:
            yield because(
                "is on",
                pledge=name,
                topics=as_topics({names[topic] for topic in fit.topics}),
                forum=at_forum(self._own, fit.pledge),
            )
        if fit.countries:
            yield from self._place(fit, name)
        else:
            yield because("no place stated")
        if not fit.topics:
            own = set(self._own.topics[fit.pledge].values())
            if own:
                yield because("area is another", pledge=name, topics=as_topics(own))
            else:
                yield because("area not stated", pledge=name)
        if self._own.has_ended(fit.pledge):
            yield because("pledge has ended", pledge=name)

    def _place(self, fit: Fit, name: str) -> Iterator[Reason]:
        """By which way an own pledge comes to countries."""
        by_way: dict[str, list[str]] = {}
        # Several countries by one way are one sentence
        for country in sorted(fit.countries):
            way = self._reached[fit.pledge][country]
            by_way.setdefault(way, []).append(country)
        arrangements = self._own.arrangements[fit.pledge]
        for way, countries in by_way.items():
            through = {arrangements.get(country, "") for country in countries}
            places = [self._places[country] for country in countries]
            yield because(
                way,
                pledge=name,
                arrangement=because("list", names=sorted(through - {""})),
                countries=because("list", names=places),
            )

    def _without_support(self, pledge: str) -> Iterator[Reason]:
        types = self._own.contributions[pledge]
        name = self._own.name(pledge)
        if types == {"policy"}:
            yield because("policy only", pledge=name)
        elif not types:
            yield because("contribution of pledge not stated", pledge=name)

    @cached_property
    def _own(self) -> Pledges:
        """The pledges that the actors submitted."""
        links = self._asked.links_to(
            "SUBMITTED_BY",
            "Pledge",
            "Actor",
            self._actors,
        )
        return Pledges(self._asked, values_in(links, "other"))

    @cached_property
    def _counting(self) -> list[str]:
        """Those of them that can show a contact, as for a joint pledge; not those of a host."""
        own = self._own
        return [
            each for each in sorted(own.ids) if not own.is_of_host(each) and can_show(own, each)
        ]

    @cached_property
    def _by_country(self) -> Sets:
        """Country → the own pledges that come to it."""
        found: Sets = {}
        for pledge in self._counting:
            for country in self._reached.get(pledge, ()):
                pledges = found.setdefault(country, set())
                pledges.add(pledge)
        return found

    @cached_property
    def _open_by_topic(self) -> Sets:
        """Theme or area → the own pledges on it whose place is open."""
        found: Sets = {}
        for pledge in filter(self._is_open, self._counting):
            for topic in self._own.topics[pledge]:
                pledges = found.setdefault(topic, set())
                pledges.add(pledge)
        return found

    @cached_property
    def _reached(self) -> Mapping[str, Mapping[str, str]]:
        """Own pledge → country that it comes to → the way."""
        found: dict[str, dict[str, str]] = {}
        for relation, way in _WAYS.items():
            for row in self._links[relation]:
                ways = found.setdefault(row["id"], {})
                # A country that is named is not said to be one of a region too
                ways.setdefault(row["iso3"], way)
        return found

    @cached_property
    def _links(self) -> Mapping[str, Sequence[Selected]]:
        """Relationship → the countries that own pledges come to by it."""
        found = {}
        for relation in _WAYS:
            found[relation] = self._asked.links(
                relation,
                "Pledge",
                "Country",
                self._own.ids,
                "iso3",
                "name",
                "label_fr",
            )
        return found

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        """The countries that own pledges come to, by code."""
        found = {}
        for rows in self._links.values():
            for row in rows:
                french = row["label_fr"] or ""
                found[row["iso3"]] = Place(row["name"], french)
        return found

    def _is_open(self, pledge: str) -> bool:
        return bool(self._open[pledge]["place_open"])

    @cached_property
    def _open(self) -> Mapping[str, Selected]:
        return self._asked.nodes("Pledge", self._own.ids, "place_open")

    @cached_property
    def _involved(self) -> Mapping[str, set[str]]:
        """Host's pledge → who is involved in it already."""
        links = self._asked.links(
            "INVOLVES",
            "Pledge",
            "Actor",
            self._hosts.ids,
        )
        return sets_by(links, "id", "other")


def fit_notices(asked: Asked) -> Iterator[Reason]:
    """By whose pledges, or by what support, the rows are ordered."""
    given = asked.parameters
    called = asked.names("Actor", given["for_"])
    if called:
        actors = because("list", names=sorted(called.values()))
        yield because("ordered by fit", actors=actors)
    if given["contribution"]:
        types = frozenset(given["contribution"])
        yield because("ordered by support", contributions=types)
