"""Candidates: actors that could join an aim, found by what is recorded of them, each in the best
tier that it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .aims import Aim
from .asked import Asked
from .cooperation import Cooperation
from .places_known import KnownPlaces
from .pledges import Pledges

PLACE_AND_AREA = "place and area recorded"
PLACE = "place recorded, area open"
WORKS_WITH = "works with someone already involved"
AREA = "area recorded, place open"
PEER = "peer host"
TIERS = (PLACE_AND_AREA, PLACE, WORKS_WITH, AREA)
_NO_SUPPORT = {"resettlement", "other"}
"""Places for resettlement and employment: who brings nothing else is no contact for a host
country's own systems.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A pledge that shows a candidate: ``own`` if it submitted it, else it is a named partner.

    ``basis`` says how the pledge comes to the countries, or that it is a joint pledge with a
    ``related`` actor.
    """

    pledge: str
    own: bool
    basis: str
    countries: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    related: str = ""


@dataclass(slots=True)
class Candidate:
    """An actor in a tier: the pledges of this tier that show it, others that say more of it, its
    platforms.

    ``serves`` are the pledges that it could join, none where there is none yet.
    """

    actor: str
    tier: str
    serves: frozenset[str]
    shown: list[Shown] = field(default_factory=list)
    also: list[Shown] = field(default_factory=list)
    platforms: list[tuple[str, str]] = field(default_factory=list)


class Search:
    """The candidates of an aim, but for peer hosts."""

    def __init__(
        self, asked: Asked, aim: Aim, cooperation: Cooperation, peers: Collection[str]
    ) -> None:
        self._asked, self._aim, self._cooperation, self._peers = asked, aim, cooperation, peers
        self.known = KnownPlaces(asked, aim)

    def candidates(self) -> list[Candidate]:
        """All of them, in no order."""
        found: dict[str, Candidate] = {}
        for tier, shown in ((PLACE_AND_AREA, self._in_cells), (PLACE, self._in_place)):
            for each in shown.values():
                self._add(found, tier, each)
        for actor, code, country in self.known.members():
            self._add_member(found, actor, code, country)
        self._add_working(found)
        for each in self._in_area.values():
            self._add(found, AREA, each)
        left_out = self._aim.own.keys() | self._nobody | self.known.bodies_elsewhere(found)
        return [each for actor, each in found.items() if actor not in left_out]

    def _add(
        self, found: dict[str, Candidate], tier: str, shown: Iterable[tuple[str, Shown]]
    ) -> None:
        """Who a pledge shows, into a tier; who is in a better one has one more pledge that says
        something of it.
        """
        for actor, each in shown:
            serves = self._aim.served(actor, each.countries, each.topics)
            if serves is None or (actor in self._peers and tier == AREA):
                continue
            known = found.setdefault(actor, Candidate(actor, tier, serves))
            if known.tier != tier:
                known.also.append(each)
                continue
            known.shown.append(each)
            known.serves |= serves

    def _add_member(self, found: dict[str, Candidate], actor: str, code: str, country: str) -> None:
        serves = self._aim.served(actor, {country}, ())
        if serves is None:
            return
        known = found.setdefault(actor, Candidate(actor, PLACE, serves))
        known.platforms.append((code, country))
        known.serves |= serves if known.tier == PLACE else frozenset()

    def _add_working(self, found: dict[str, Candidate]) -> None:
        """Who works with somebody already involved, or in a joint pledge on the area with a related
        actor.
        """
        for actor in self._cooperation.actors() - found.keys() - set(self._peers):
            serves: frozenset[str] | None = self._aim.open_to(actor)
            if (
                serves is not None
                and (serves or not self._aim.hosts)
                and self._cooperation.nearness(actor)
            ):
                found[actor] = Candidate(actor, WORKS_WITH, serves)
        for actor, each in self._with_related(
            {a for a, c in found.items() if c.tier == PLACE_AND_AREA}
        ):
            if actor in self._peers:
                continue
            serves = self._aim.served(actor, (), each.topics)
            if serves is not None:
                known = found.setdefault(actor, Candidate(actor, WORKS_WITH, serves))
                (known.shown if known.tier == WORKS_WITH else known.also).append(each)

    def _with_related(self, actors: Collection[str]) -> Iterator[tuple[str, Shown]]:
        """The parties of joint pledges on the area with somebody whose pledge is recorded for place
        and area.
        """
        pledges = self._elsewhere
        for pledge in sorted(pledges.ids):
            parties = pledges.submitters[pledge] | pledges.partners[pledge]
            related = sorted(set(parties) & set(actors))
            for actor in parties:
                if actor not in related and related and self._counts(pledges, pledge):
                    topics = self._aim.shared(pledges.topics[pledge])
                    own = actor in pledges.submitters[pledge]
                    yield (
                        actor,
                        Shown(pledge, own, "with related", topics=topics, related=related[0]),
                    )

    @cached_property
    def _elsewhere(self) -> Pledges:
        rows = self._asked.rows("joint-candidates.partners", self._aim.topics)
        return Pledges(self._asked, {row["id"] for row in rows} - self._aim.hosts.keys())

    @cached_property
    def _cells(self) -> Mapping[str, tuple[str, str]]:
        """Cell → its country and its topic."""
        rows = self._asked.rows("joint-candidates.cells", self._aim.places)
        return {
            row["id"]: (row["country"], row["topic"])
            for row in rows
            if row["topic"] in self._aim.topics
        }

    @cached_property
    def _in_cells(self) -> Mapping[str, list[tuple[str, Shown]]]:
        """Pledge → who it shows, of the pledges that are recorded for place and area."""
        rows = self._asked.rows("joint-candidates.place_and_area", self._cells)
        countries: dict[str, set[str]] = {}
        bases: dict[str, str] = {}
        for row in sorted(rows, key=lambda row: (row["basis"] != "named", row["basis"])):
            countries.setdefault(row["id"], set()).add(self._cells[row["cell"]][0])
            bases.setdefault(row["id"], row["basis"])
        return self._shown(countries, bases, with_topics=True)

    @cached_property
    def _in_place(self) -> Mapping[str, list[tuple[str, Shown]]]:
        """The same of the pledges that are recorded for the place, whatever they say of an area."""
        countries: dict[str, set[str]] = {}
        bases: dict[str, str] = {}
        for row in sorted(self.known.rows, key=lambda row: (row["basis"] != "named", row["basis"])):
            if row["id"] in self._in_cells or not self.known.holds(
                row["id"], row["basis"], row["country"]
            ):
                continue
            countries.setdefault(row["id"], set()).add(row["country"])
            bases.setdefault(row["id"], row["basis"])
        return self._shown(countries, bases, with_topics=False)

    @cached_property
    def _in_area(self) -> Mapping[str, list[tuple[str, Shown]]]:
        """The same of the pledges on the area whose place is open."""
        rows = self._asked.rows("joint-candidates.area", self._aim.topics)
        found: dict[str, set[str]] = {row["id"]: set() for row in rows}
        return self._shown(found, dict.fromkeys(found, "open"), with_topics=True)

    def _shown(
        self,
        countries: Mapping[str, Collection[str]],
        bases: Mapping[str, str],
        *,
        with_topics: bool,
    ) -> Mapping[str, list[tuple[str, Shown]]]:
        pledges = Pledges(self._asked, countries.keys())
        found = {}
        for pledge, there in countries.items():
            topics = self._aim.shared(pledges.topics[pledge]) if with_topics else frozenset()
            if not self._counts(pledges, pledge) or (with_topics and not topics):
                continue
            parties = self._parties(pledges, pledge, without_partners=not there)
            found[pledge] = [
                (actor, Shown(pledge, own, bases[pledge], frozenset(there), topics))
                for actor, own in parties.items()
            ]
        return found

    def _parties(
        self, pledges: Pledges, pledge: str, *, without_partners: bool
    ) -> Mapping[str, bool]:
        """Who a pledge shows → whether it is its own.

        Beside who submitted it, a partner whose own contribution is not stated is no contact for
        another place.
        """
        submitters = dict.fromkeys(pledges.submitters[pledge], True)
        if without_partners and submitters.keys() - self._nobody:
            return submitters
        return dict.fromkeys(pledges.partners[pledge], False) | submitters

    def _counts(self, pledges: Pledges, pledge: str) -> bool:
        """Whether a pledge can show anybody: not ended, not withdrawn, and more than places and
        employment.
        """
        types = pledges.contributions[pledge]
        is_other = bool(types) and types <= _NO_SUPPORT
        return not (is_other or pledges.is_withdrawn(pledge) or pledges.has_ended(pledge))

    @cached_property
    def _nobody(self) -> set[str]:
        """The actors that have the name of a pledge: a multi-stakeholder pledge is none."""
        return {row["id"] for row in self._asked.rows("joint-candidates.nobody")}
