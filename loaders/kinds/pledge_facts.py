"""Pledge facts: what the stated tables say of pledges, as sets, for the few that a match is
about.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import pyarrow as pa

from pledgegraph.loaders.names.actor_names import states_together
from pledgegraph.loaders.names.countries import countries
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.roles import HOST_ROLES, ORIGIN, is_host
from pledgegraph.ontology.tables import ID

from .match_cells import MatchCells, NamedSupporter

RELATIONS = (
    "submittedBy",
    "implementedIn",
    "implementedAcross",
    "theme",
    "areaOfFocus",
    "contributionType",
)
UNREAD = "placeAsWritten"
"""The places of a pledge that are kept as text."""
Ends = dict[str, set[str]]
"""Pledge → the ends of one of its relationships."""


class StatedFacts:
    """What one source states of its pledges, all named by their identifiers.

    Attributes:
        supporters: those whom the match cells of the source name.
        roles: pledge → the role that the source states of its submitter, None where it is silent.
        aggregates: those that are statements about many pledges.
        sets: relationship → pledge → its ends.
    """

    def __init__(
        self,
        cells: MatchCells,
        supporters: Sequence[NamedSupporter],
        gathering: Gathering,
    ) -> None:
        # Lists and sets of Python: rules look at single pledges, which Arrow gives slowly
        self.cells = cells
        self.supporters = supporters
        self.roles: dict[str, str | None] = {}
        self.sets: dict[str, Ends] = {UNREAD: {}}
        source = cells.source
        self._read_pledges("Pledge", gathering)
        single = set(self.roles)
        self._read_pledges("PledgeAggregate", gathering)
        self.aggregates = set(self.roles) - single
        stated = gathering.pairs(source, RELATIONS)
        for name, pairs in stated.items():
            self.sets[name] = _by_subject(*pairs)

    def _read_pledges(self, name: str, gathering: Gathering) -> None:
        wanted = (ID, "submitter_role", "place_as_written")
        columns = gathering.rows_of(self.cells.source, name, wanted).to_pydict()
        rows = zip(*columns.values(), strict=True)
        for identifier, role, places in rows:
            self.roles[identifier] = role
            if places:
                self.sets[UNREAD][identifier] = set(places)


class PledgeFacts:
    """What is known of the pledges of one register and of those that other ones have besides.

    A pledge that several registers have is that of the first: the own one before the newest.
    """

    def __init__(self, own: StatedFacts, others: Sequence[StatedFacts]) -> None:
        self._own = own
        self._first = dict[str, StatedFacts]()
        self.supporters = list[NamedSupporter]()
        for facts in (own, *others):
            self._add(facts)
        self._sets = _sets_of([own, *others])
        actors = []
        for facts in (own, *others):
            actors.append((facts.cells.day, facts.cells.actors))
        # Over all of them: a government and its ministry may be in two files
        self._states = states_together(actors)
        # Filled as pledges are looked at: most are not near any match
        self._hosts: dict[str, bool] = {}
        self._topics: dict[str, set[str]] = {}

    def _add(self, facts: StatedFacts) -> None:
        further = facts.roles.keys() - self._first.keys()
        for supporter in facts.supporters:
            if supporter.row.pledge in further:
                self.supporters.append(supporter)
        # In the order of the tables, which is that of the rows
        for pledge in facts.roles:
            self._first.setdefault(pledge, facts)

    @property
    def pledges(self) -> Iterable[str]:
        """The pledges of all registers, each once."""
        return self._first.keys()

    def is_own(self, pledge: str) -> bool:
        """Whether the register itself has a pledge, and not only another one."""
        return self._first[pledge] is self._own

    def has(self, end: str) -> bool:
        """Whether the end of a match is one of the pledges, and no actor."""
        return end in self._first

    def cells_of(self, pledge: str) -> MatchCells:
        """The match cells of the register that a pledge is of."""
        return self._first[pledge].cells

    def is_aggregate(self, pledge: str) -> bool:
        """Whether it is a statement about many pledges."""
        return pledge in self._first[pledge].aggregates

    def of(self, name: str, pledge: str) -> set[str]:
        """The ends of a relationship from a pledge."""
        return self._sets[name].get(pledge, set())

    def party(self, actor: str) -> str:
        """An actor, a State as its country: a government and its ministries are not another actor
        to each other.
        """
        return self._states.get(actor, actor)

    def parties(self, pledge: str) -> set[str]:
        """Who submitted a pledge."""
        submitters = self.of("submittedBy", pledge)
        return set(map(self.party, submitters))

    def topics(self, pledge: str) -> set[str]:
        """Themes and areas: two pledges that share one of them share an area."""
        known = self._topics.get(pledge)
        if known is None:
            known = self.of("theme", pledge) | self.of("areaOfFocus", pledge)
            self._topics[pledge] = known
        return known

    def takes_support(self, pledge: str) -> bool:
        """Whether others support a pledge: one of a host country, by the role that the source
        states or else may be inferred, or of a country of origin.
        """
        if pledge not in self._hosts:
            # A statement about many pledges cannot be supported
            is_single = not self.is_aggregate(pledge)
            self._hosts[pledge] = is_single and self._is_host_or_origin(pledge)
        return self._hosts[pledge]

    def _is_host_or_origin(self, pledge: str) -> bool:
        role = self._first[pledge].roles[pledge]
        # What the source states decides; a role is inferred only where it is silent
        if role is not None:
            return role == ORIGIN or role in HOST_ROLES
        submitters = self.of("submittedBy", pledge)
        countries = list(map(self._states.get, submitters))
        # A place that is not read may be another one: then its own is not the only place named
        elsewhere = self.of("implementedAcross", pledge) | self.of(UNREAD, pledge)
        return is_host(
            countries,
            self.of("implementedIn", pledge),
            elsewhere,
            self.of("contributionType", pledge),
            _seeking_support(),
        )


def _sets_of(registers: Sequence[StatedFacts]) -> Mapping[str, Mapping[str, set[str]]]:
    """Relationship → pledge → its ends; of a pledge that several registers have, those of the
    first.
    """
    own, *others = registers
    if not others:
        return own.sets  # most workspaces have one register, and a plain dict is quicker
    found = {}
    for name in own.sets:
        sets = [facts.sets[name] for facts in registers]
        found[name] = ChainMap(*sets)
    return found


@cache
def _seeking_support() -> frozenset[str]:
    found = set()
    for country in countries().values():
        if country.seeks_support:
            found.add(country.id)
    return frozenset(found)


def _by_subject(
    subjects: pa.Array,
    objects: pa.Array,
) -> Ends:
    pairs = zip(
        subjects.to_pylist(),
        objects.to_pylist(),
        strict=True,
    )
    found: Ends = {}
    for start, end in pairs:
        ends = found.setdefault(start, set())
        ends.add(end)
    return found
