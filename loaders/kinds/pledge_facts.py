"""Pledge facts: what registers say of their pledges, as sets, for the few rows that a match is
about.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

import pyarrow as pa

from pledgegraph.loaders.files.cells import split
from pledgegraph.loaders.names.actor_names import states_together
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.countries import countries
from pledgegraph.loaders.names.supporters import NamedSupporter
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.roles import HOST_ROLES, ORIGIN, is_host
from pledgegraph.ontology.vocabularies import vocabulary

from .matches import Numbers
from .places import PlaceNames, names_quietly, place_parts
from .register import Register

RELATIONS = (
    "submittedBy",
    "implementedIn",
    "implementedAcross",
    "theme",
    "areaOfFocus",
    "contributionType",
)
Ends = dict[str, set[str]]
"""Pledge → the ends of one of its relationships."""


class StatedFacts:
    """What one register says: by row, and by pledge. ``named_supporters`` are those that its rows
    name.
    """

    def __init__(
        self,
        register: Register,
        named_supporters: Iterable[NamedSupporter],
        gathering: Gathering,
    ) -> None:
        # Lists and sets of Python: rules look at single rows, which Arrow gives slowly
        self.register = register
        self.ids: list[str] = register.ids.to_pylist()
        roles = register.columns["role"].scalar(_quiet_role, pa.string())
        self.roles: list[str | None] = roles.to_pylist()
        self.aggregate: list[bool] = register.aggregate.to_pylist()
        self.named_supporters = list(filter(self._has_pledge, named_supporters))
        self.sets: dict[str, Ends] = {}
        stated = gathering.pairs(register.source, RELATIONS)
        for name, pairs in stated.items():
            self.sets[name] = _by_subject(*pairs)
        texts = _texts(register)
        self.sets["placeAsWritten"] = _by_subject(*texts)

    def _has_pledge(self, supporter: NamedSupporter) -> bool:
        """Whether a supporter's row has an identifier. One without is an error already, and no
        match can belong to it.
        """
        return bool(self.register.ids[supporter.row].is_valid)


class PledgeRows:
    """The rows of one register and, numbered on behind them, those of others that name further
    pledges.
    """

    def __init__(self, own: StatedFacts, others: Sequence[StatedFacts]) -> None:
        self.ids = list(own.ids)
        self.roles = list(own.roles)
        self.aggregate = list(own.aggregate)
        self.named_supporters = list(own.named_supporters)
        self._own = own
        self._nearby = list[tuple[StatedFacts, int]]()
        # A pledge that several registers have is one row, that of the first: own before newest
        seen = set(self.ids)
        for facts in others:
            self._add(facts, seen)
            seen.update(facts.ids)
        self.row_of = {identifier: row for row, identifier in enumerate(self.ids)}
        self._sets = _sets_of([own, *others])
        actors = []
        for facts in (own, *others):
            register = facts.register
            actors.append((register.day, register.actors))
        # Over all of them: a government and its ministry may be in two files
        self._states = states_together(actors)
        # Filled as rows are looked at: most are not near any match
        self._hosts: dict[int, bool] = {}
        self._topics: dict[int, set[str]] = {}

    def _add(self, facts: StatedFacts, seen: set[str]) -> None:
        numbers = {}
        for row, identifier in enumerate(facts.ids):
            if identifier in seen:
                continue
            numbers[row] = len(self.ids)
            self.ids.append(identifier)
            self.roles.append(facts.roles[row])
            self.aggregate.append(facts.aggregate[row])
            self._nearby.append((facts, row))
        for supporter in facts.named_supporters:
            number = numbers.get(supporter.row)
            if number is not None:
                renumbered = replace(supporter, row=number)
                self.named_supporters.append(renumbered)

    def is_own(self, row: int) -> bool:
        """Whether a row is the register's own, not another's."""
        return row < len(self._own.ids)

    def place(self, row: int) -> tuple[Register, int]:
        """The register that has a row, and its number there."""
        if self.is_own(row):
            return self._own.register, row
        behind_own = row - len(self._own.ids)
        facts, number = self._nearby[behind_own]
        return facts.register, number

    def of(self, name: str, row: int) -> set[str]:
        """The ends of a relationship from a row's pledge."""
        pledge = self.ids[row]
        return self._sets[name].get(pledge, set())

    def party(self, actor: str) -> str:
        """An actor, a State as its country: a government and its ministries are not another actor
        to each other.
        """
        return self._states.get(actor, actor)

    def parties(self, row: int) -> set[str]:
        """Who submitted a row's pledge."""
        submitters = self.of("submittedBy", row)
        return set(map(self.party, submitters))

    def topics(self, row: int) -> set[str]:
        """Themes and areas: two rows that share one of them share an area."""
        known = self._topics.get(row)
        if known is None:
            known = self.of("theme", row) | self.of("areaOfFocus", row)
            self._topics[row] = known
        return known

    def takes_support(self, row: int) -> bool:
        """Whether others support a pledge: one of a host country, by the role that the source
        states or else may be inferred, or of a country of origin.
        """
        if row not in self._hosts:
            # A statement about many pledges cannot be supported
            is_pledge = not self.aggregate[row]
            self._hosts[row] = is_pledge and self._is_host_or_origin(row)
        return self._hosts[row]

    def _is_host_or_origin(self, row: int) -> bool:
        role = self.roles[row]
        # What the source states decides; a role is inferred only where it is silent
        if role is not None:
            return role == ORIGIN or role in HOST_ROLES
        submitters = self.of("submittedBy", row)
        countries = list(map(self._states.get, submitters))
        # A place that is not read may be another one: then its own is not the only place named
        elsewhere = self.of("implementedAcross", row) | self.of("placeAsWritten", row)
        return is_host(
            countries,
            self.of("implementedIn", row),
            elsewhere,
            self.of("contributionType", row),
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


def numbers_of(registers: Iterable[Register]) -> Numbers:
    """What the pledges of registers are called."""
    names: set[str | None] = set()
    for register in registers:
        own = register.columns["local_identifier"]
        names.update(register.official.to_pylist())
        names.update(own.texts)
    return Numbers(names)


def _quiet_role(text: str) -> str | None:
    # Quietly: a role that is not known is reported where the pledge itself is read
    found = vocabulary("submitter-roles").find(text)
    return None if found is None else found.notation


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


def _texts(register: Register) -> tuple[pa.Array, pa.Array]:
    """Rows whose place cell says something: enough to know that another place may be named."""
    column = register.columns["place"]
    names = names_quietly(ArrangementNames(), column)
    texts = column.many(partial(_texts_in, names))
    values = pa.array(texts.values, pa.string())
    return texts.of(register.ids), values


def _texts_in(names: PlaceNames, text: str) -> list[str]:
    """The parts of a place cell that no list knows."""
    found = []
    parts = split(text)
    for kind, value in place_parts(names, parts):
        if kind == "text":
            found.append(value)
    return found
