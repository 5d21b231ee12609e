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
        self.register = register
        self.ids: list[str] = register.ids.to_pylist()
        roles = register.columns["role"].scalar(_quiet_role, pa.string())
        self.roles: list[str | None] = roles.to_pylist()
        self.aggregate: list[bool] = register.aggregate.to_pylist()
        self.named_supporters = list(filter(self._has_pledge, named_supporters))
        self.sets: dict[str, dict[str, set[str]]] = {}
        for name, pairs in gathering.pairs(register.source, RELATIONS).items():
            self.sets[name] = _by_subject(*pairs)
        self.sets["placeAsWritten"] = _by_subject(*_texts(register))

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
        registers = [facts.register for facts in (own, *others)]
        actors = [(register.day, register.actors) for register in registers]
        self._states = states_together(actors)
        self._hosts: dict[int, bool] = {}
        self._topics: dict[int, set[str]] = {}

    def _add(self, facts: StatedFacts, seen: set[str]) -> None:
        numbers = {}
        for row, identifier in enumerate(facts.ids):
            if identifier not in seen:
                numbers[row] = len(self.ids)
                self.ids.append(identifier)
                self.roles.append(facts.roles[row])
                self.aggregate.append(facts.aggregate[row])
                self._nearby.append((facts, row))
        for supporter in facts.named_supporters:
            if supporter.row in numbers:
                self.named_supporters.append(replace(supporter, row=numbers[supporter.row]))

    def is_own(self, row: int) -> bool:
        """Whether a row is the register's own, not another's."""
        return row < len(self._own.ids)

    def place(self, row: int) -> tuple[Register, int]:
        """The register that has a row, and its number there."""
        if self.is_own(row):
            return self._own.register, row
        facts, number = self._nearby[row - len(self._own.ids)]
        return facts.register, number

    def of(self, name: str, row: int) -> set[str]:
        """The ends of a relationship from a row's pledge."""
        return self._sets[name].get(self.ids[row], set())

    def party(self, actor: str) -> str:
        """An actor, a State as its country: a government and its ministries are not another actor
        to each other.
        """
        return self._states.get(actor, actor)

    def parties(self, row: int) -> set[str]:
        """Who submitted a row's pledge."""
        return set(map(self.party, self.of("submittedBy", row)))

    def topics(self, row: int) -> set[str]:
        """Themes and areas: two rows that share one of them share an area."""
        if row not in self._topics:
            themes = self.of("theme", row)
            self._topics[row] = themes | self.of("areaOfFocus", row)
        return self._topics[row]

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
        return is_host(
            list(map(self._states.get, submitters)),
            self.of("implementedIn", row),
            self.of("implementedAcross", row) | self.of("placeAsWritten", row),
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
    return frozenset(country.id for country in countries().values() if country.seeks_support)


def numbers_of(registers: Iterable[Register]) -> Numbers:
    """What the pledges of registers are called."""
    names: set[str | None] = set()
    for register in registers:
        names.update(register.official.to_pylist())
        names.update(register.columns["local_identifier"].texts)
    return Numbers(names)


def _quiet_role(text: str) -> str | None:
    found = vocabulary("submitter-roles").find(text)
    return None if found is None else found.notation


def _by_subject(
    subjects: pa.Array,
    objects: pa.Array,
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for start, end in zip(subjects.to_pylist(), objects.to_pylist(), strict=True):
        found.setdefault(start, set()).add(end)
    return found


def _texts(register: Register) -> tuple[pa.Array, pa.Array]:
    """Rows whose place cell says something: enough to know that another place may be named."""
    column = register.columns["place"]
    names = names_quietly(ArrangementNames(), column)
    texts = column.many(partial(_texts_in, names))
    return texts.of(register.ids), pa.array(texts.values, pa.string())


def _texts_in(names: PlaceNames, text: str) -> list[str]:
    """The parts of a place cell that no list knows."""
    found = []
    for kind, value in place_parts(names, split(text)):
        if kind == "text":
            found.append(value)
    return found
