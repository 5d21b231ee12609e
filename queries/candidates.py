"""Candidates: actors that could join an aim, found by what is recorded of them, each in the best
tier that it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .aims import Aim
from .asked import Asked
from .contacts_wanted import wanted
from .cooperation import Cooperation
from .grouping import Selected, Sets, values_in
from .places_known import KnownPlaces
from .pledges import Pledges

PLACE_AND_AREA = "place and area recorded"
PLACE = "place recorded, area open"
WORKS_WITH = "works with someone already involved"
AREA = "area recorded, place open"
PEER = "peer host"
TIERS = (PLACE_AND_AREA, PLACE, WORKS_WITH, AREA)
_NO_SUPPORT = {"resettlement", "other"}
"""Places for resettlement and employment: who brings nothing else is not a contact for a host
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


ActorShown = tuple[str, Shown]
"""An actor, and the pledge that shows it."""
ShownBy = Mapping[str, list[ActorShown]]
"""Pledge → each actor that it shows, and how."""


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

    def pledges(self) -> list[Shown]:
        """All pledges that show it or say more of it."""
        return [*self.shown, *self.also]


class Search:
    """The candidates of an aim, but for peer hosts."""

    def __init__(
        self,
        asked: Asked,
        aim: Aim,
        cooperation: Cooperation,
        peers: Collection[str],
    ) -> None:
        self._asked = asked
        self._aim = aim
        self._cooperation = cooperation
        self._peers = set(peers)
        self.known = KnownPlaces(asked, aim)

    def candidates(self) -> list[Candidate]:
        """All of them, in no order."""
        # The best tier first: who is in it stays there
        found: dict[str, Candidate] = {}
        self._add_all(found, PLACE_AND_AREA, self._in_cells)
        self._add_all(found, PLACE, self._in_place)
        for actor, platform, country in self.known.members():
            self._add_member(found, actor, platform, country)
        self._add_working(found)
        self._add_related(found)
        self._add_all(found, AREA, self._in_area)
        # The body of a platform for other countries is not a contact here, whatever its pledges say
        elsewhere = self.known.bodies_elsewhere(found)

        left_out = elsewhere | self._nobody | self._aim.own.keys()
        kept = wanted(self._asked, found.keys() - left_out)
        return [found[actor] for actor in kept]

    def _add_all(
        self,
        found: dict[str, Candidate],
        tier: str,
        shown: ShownBy,
    ) -> None:
        """Who some pledges show, into a tier."""
        for actors in shown.values():
            for actor, each in actors:
                # A peer host has a tier of its own, which says more than an open place
                if tier != AREA or actor not in self._peers:
                    self._add(found, tier, actor, each)

    def _add(
        self,
        found: dict[str, Candidate],
        tier: str,
        actor: str,
        each: Shown,
    ) -> None:
        """Who a pledge shows, into a tier; who is in a better one has one more pledge that says
        something of it.
        """
        serves = self._aim.served(
            actor,
            each.countries,
            each.topics,
        )
        if serves is None:
            return
        new = Candidate(actor, tier, serves)
        known = found.setdefault(actor, new)
        if known.tier != tier:
            known.also.append(each)
            return
        known.shown.append(each)
        # Who works with somebody serves only what it was found for
        if tier != WORKS_WITH:
            known.serves |= serves

    def _add_member(
        self,
        found: dict[str, Candidate],
        actor: str,
        platform: str,
        country: str,
    ) -> None:
        """A member of a platform that covers a country, which is a place recorded of it."""
        # No topics: what a platform does there, whatever the area
        serves = self._aim.served(actor, {country}, ())
        if serves is None:
            return
        new = Candidate(actor, PLACE, serves)
        known = found.setdefault(actor, new)
        known.platforms.append((platform, country))
        if known.tier == PLACE:
            known.serves |= serves

    def _add_working(self, found: dict[str, Candidate]) -> None:
        """Who works with somebody already involved."""
        known = found.keys() | self._peers
        others = self._cooperation.actors() - known
        for actor in others:
            serves = self._aim.open_to(actor)
            # Without pledges of hosts there is nothing to join, and everybody could begin
            could_join = serves or not self._aim.hosts
            if could_join and self._cooperation.nearness(actor):
                found[actor] = Candidate(actor, WORKS_WITH, serves)

    def _add_related(self, found: dict[str, Candidate]) -> None:
        """Who is in a joint pledge on the area with somebody whose pledge is recorded for place and
        area.
        """
        related = set()
        for actor, candidate in found.items():
            if candidate.tier == PLACE_AND_AREA:
                related.add(actor)
        for actor, each in self._with_related(related):
            if actor not in self._peers:
                self._add(found, WORKS_WITH, actor, each)

    def _with_related(self, actors: Collection[str]) -> Iterator[ActorShown]:
        """The parties of joint pledges on the area with one of some actors, and what shows it."""
        pledges = self._elsewhere
        for pledge in sorted(pledges.ids):
            submitters = pledges.submitters[pledge]
            partners = pledges.partners[pledge]
            parties = submitters | partners
            related = sorted(parties.keys() & actors)
            if not related or not can_show(pledges, pledge):
                continue
            own_topics = pledges.topics[pledge]
            topics = self._aim.shared(own_topics)
            for actor in parties:
                if actor in related:
                    continue
                shown = Shown(
                    pledge,
                    own=actor in submitters,
                    basis="with related",
                    topics=topics,
                    related=related[0],
                )
                yield actor, shown

    @cached_property
    def _elsewhere(self) -> Pledges:
        """The joint pledges on the area that are not those of the hosts asked about."""
        rows = self._asked.rows(
            "joint-candidates.partners",
            self._aim.topics,
        )
        pledges = values_in(rows, "id")
        others = pledges - self._aim.hosts.keys()
        return Pledges(self._asked, others)

    @cached_property
    def _cells(self) -> Mapping[str, str]:
        """Cell on a topic of the aim → its country."""
        rows = self._asked.rows(
            "joint-candidates.cells",
            self._aim.places,
        )
        found = {}
        for row in rows:
            cell = row["id"]
            if row["topic"] in self._aim.topics:
                found[cell] = row["country"]
        return found

    @cached_property
    def _in_cells(self) -> ShownBy:
        """Pledge → who it shows, of the pledges that are recorded for place and area."""
        rows = self._asked.rows(
            "joint-candidates.place_and_area",
            self._cells,
        )
        found = _Bases()
        for row in sorted(rows, key=_named_first):
            country = self._cells[row["cell"]]
            found.add(row["id"], country, row["basis"])
        return self._shown(found, with_topics=True)

    @cached_property
    def _in_place(self) -> ShownBy:
        """The same of the pledges that are recorded for the place, whatever they say of an area."""
        found = _Bases()
        for row in sorted(self.known.rows, key=_named_first):
            pledge = row["id"]
            # It shows its actors in a better tier already
            if pledge in self._in_cells:
                continue
            country = row["country"]
            basis = row["basis"]
            if self.known.is_recorded(pledge, country, basis):
                found.add(pledge, country, basis)
        return self._shown(found, with_topics=False)

    @cached_property
    def _in_area(self) -> ShownBy:
        """The same of the pledges on the area whose place is open."""
        rows = self._asked.rows(
            "joint-candidates.area",
            self._aim.topics,
        )
        found = _Bases()
        for pledge in values_in(rows, "id"):
            found.add_open(pledge)
        return self._shown(found, with_topics=True)

    def _shown(self, found: _Bases, *, with_topics: bool) -> ShownBy:
        """Whom the pledges show that count; ``with_topics``: those on a topic of the aim."""
        pledges = Pledges(self._asked, found.bases.keys())
        shown: dict[str, list[ActorShown]] = {}
        for pledge, basis in found.bases.items():
            if not can_show(pledges, pledge):
                continue
            countries = frozenset(found.countries[pledge])
            topics: frozenset[str] = frozenset()
            if with_topics:
                own_topics = pledges.topics[pledge]
                topics = self._aim.shared(own_topics)
                # A pledge on Solutions may be on another one of its three
                if not topics:
                    continue
            # The place of a partner is known only where the pledge names one
            parties = self._parties(
                pledges,
                pledge,
                without_partners=not countries,
            )
            actors = []
            for actor, is_own in parties.items():
                each = Shown(
                    pledge,
                    is_own,
                    basis,
                    countries,
                    topics,
                )
                actors.append((actor, each))
            shown[pledge] = actors
        return shown

    def _parties(
        self,
        pledges: Pledges,
        pledge: str,
        *,
        without_partners: bool,
    ) -> Mapping[str, bool]:
        """Who a pledge shows → whether it is its own.

        A partner whose own contribution is not stated is not a contact for another place.
        """
        submitters = dict.fromkeys(pledges.submitters[pledge], True)
        # A multi-stakeholder pledge that submits is nobody to call: its partners are
        has_submitter = bool(submitters.keys() - self._nobody)
        if without_partners and has_submitter:
            return submitters
        partners = dict.fromkeys(pledges.partners[pledge], False)
        # Who is both has submitted it
        return partners | submitters

    @cached_property
    def _nobody(self) -> set[str]:
        """The actors that have the name of a pledge: a multi-stakeholder pledge is none."""
        rows = self._asked.rows("joint-candidates.nobody")
        return values_in(rows, "id")


class _Bases:
    """How some pledges come to countries; of several ways the first that is added is the basis."""

    def __init__(self) -> None:
        self.countries: Sets = {}
        self.bases: dict[str, str] = {}

    def add(
        self,
        pledge: str,
        country: str,
        basis: str,
    ) -> None:
        """A country to which a pledge comes."""
        countries = self.countries.setdefault(pledge, set())
        countries.add(country)
        self.bases.setdefault(pledge, basis)

    def add_open(self, pledge: str) -> None:
        """A pledge that comes to no country in particular."""
        self.countries[pledge] = set()
        self.bases[pledge] = "open"


def _named_first(row: Selected) -> tuple[bool, str]:
    # The first basis of a pledge is the one that its reason gives
    basis = row["basis"]
    return basis != "named", basis


def can_show(pledges: Pledges, pledge: str) -> bool:
    """Whether a pledge can show anybody: not left out, ended or withdrawn, and more than places and
    employment.
    """
    if pledges.is_left_out(pledge):
        return False
    if pledges.is_withdrawn(pledge):
        return False
    if pledges.counts_no_more(pledge):
        return False
    types = pledges.contributions[pledge]
    # Not stated is neither support nor its absence
    is_stated = bool(types)
    return not (is_stated and types <= _NO_SUPPORT)
