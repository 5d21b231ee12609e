"""Pledge facts: what registers say of their pledges, as sets, for the few rows that a match is
about.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import pyarrow as pa

from pledgegraph.loaders.files.cells import split
from pledgegraph.loaders.names.actor_names import states_together
from pledgegraph.loaders.names.countries import countries
from pledgegraph.loaders.names.supporters import NamedSupporter
from pledgegraph.ontology.roles import HOST_ROLES, ORIGIN, is_host
from pledgegraph.ontology.tables import Gathering
from pledgegraph.ontology.vocabularies import vocabulary

from .matches import Numbers
from .register import Register

RELATIONS = (
    "submittedBy",
    "implementedIn",
    "implementedAcross",
    "theme",
    "areaOfFocus",
    "contributionType",
)


class Told:
    """What one register says: by row, and by pledge; ``named_supporters`` are those that its rows
    tell.
    """

    def __init__(
        self, register: Register, named_supporters: list[NamedSupporter], gathering: Gathering
    ) -> None:
        self.register, self.named_supporters = register, named_supporters
        self.ids: list[str] = register.ids.to_pylist()
        self.roles = register.columns["role"].scalar(_quiet_role, pa.string()).to_pylist()
        self.aggregate: list[bool] = register.aggregate.to_pylist()
        gathered = gathering.pairs(register.source, RELATIONS) | {
            "placeAsWritten": _texts(register)
        }
        self.sets = {name: _by_subject(*pair) for name, pair in gathered.items()}


class Rows:
    """The rows of one register and, numbered on behind them, those of others that tell of further
    pledges.
    """

    def __init__(self, own: Told, others: Sequence[Told]) -> None:
        self._told = [own, *others]
        self.ids, self.roles, self.aggregate = list(own.ids), list(own.roles), list(own.aggregate)
        self.named_supporters, self._nearby = list(own.named_supporters), list[tuple[Told, int]]()
        self._own = len(self.ids)
        seen = set(self.ids)
        for told in others:
            self._add(told, seen)
            seen.update(told.ids)
        self.row_of = {identifier: row for row, identifier in enumerate(self.ids)}
        self._sets: dict[str, Mapping[str, set[str]]] = {
            name: ChainMap(*(told.sets[name] for told in self._told)) if others else own.sets[name]
            for name in own.sets
        }
        self._states = states_together(
            (told.register.day, told.register.actors) for told in self._told
        )
        self._hosts: dict[int, bool] = {}
        self._topics: dict[int, set[str]] = {}

    def _add(self, told: Told, seen: set[str]) -> None:
        numbers = {}
        for row, identifier in enumerate(told.ids):
            if identifier not in seen:
                numbers[row] = len(self.ids)
                self.ids.append(identifier)
                self.roles.append(told.roles[row])
                self.aggregate.append(told.aggregate[row])
                self._nearby.append((told, row))
        self.named_supporters += [
            replace(supporter, row=numbers[supporter.row])
            for supporter in told.named_supporters
            if supporter.row in numbers
        ]

    def is_own(self, row: int) -> bool:
        """Whether a row is the register's own, not another's."""
        return row < self._own

    def place(self, row: int) -> tuple[Register, int]:
        """The register that has a row, and its number there."""
        told, number = (self._told[0], row) if self.is_own(row) else self._nearby[row - self._own]
        return told.register, number

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
            self._topics[row] = self.of("theme", row) | self.of("areaOfFocus", row)
        return self._topics[row]

    def takes_support(self, row: int) -> bool:
        """Whether others support a pledge: one of a host country, by the role that the source
        states or else may be inferred, or of a country of origin.
        """
        if row not in self._hosts:
            is_origin = self.roles[row] == ORIGIN
            self._hosts[row] = not self.aggregate[row] and (is_origin or self._is_host(row))
        return self._hosts[row]

    def _is_host(self, row: int) -> bool:
        if self.roles[row] is not None:
            return self.roles[row] in HOST_ROLES
        return is_host(
            [self._states.get(actor) for actor in self.of("submittedBy", row)],
            self.of("implementedIn", row),
            self.of("implementedAcross", row) | self.of("placeAsWritten", row),
            self.of("contributionType", row),
            _seeking_support(),
        )


@cache
def _seeking_support() -> frozenset[str]:
    return frozenset(country.id for country in countries().values() if country.seeks_support)


def numbers_of(registers: Iterable[Register]) -> Numbers:
    """What the pledges of registers are called."""
    return Numbers(
        number
        for register in registers
        for number in (*register.official.to_pylist(), *register.columns["local_identifier"].texts)
    )


def _quiet_role(text: str) -> str | None:
    found = vocabulary("submitter-roles").find(text)
    return found.notation if found is not None else None


def _by_subject(subjects: pa.Array, objects: pa.Array) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for start, end in zip(subjects.to_pylist(), objects.to_pylist(), strict=True):
        found.setdefault(start, set()).add(end)
    return found


def _texts(register: Register) -> tuple[pa.Array, pa.Array]:
    """Rows whose place cell says something: enough to know that another place may be named."""
    from pledgegraph.loaders.names.arrangement_names import ArrangementNames

    from .places import place_parts

    kept = register.columns["place"].many(
        lambda text: [
            value for kind, value in place_parts(ArrangementNames(), split(text)) if kind == "text"
        ]
    )
    return kept.of(register.ids), pa.array(kept.values, pa.string())
