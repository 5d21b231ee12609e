"""Mixed numbers: pledges of different submitters that two registers number alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.kinds.known_pledges import submitters_of
from pledgegraph.loaders.kinds.register import Register
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.wording import worded, worded_count

Parties = Mapping[str, set[str]]
"""Pledge → who submits it: States, and actors that are part of none."""


@dataclass(frozen=True)
class _First:
    """The first row that names a pledge."""

    where: Where
    parties: set[str]


def mixed_numbers(
    registers: Sequence[Register],
    gathering: Gathering,
) -> list[Problem]:
    """M004 for registers whose own identifiers name pledges of submitters that have nothing in
    common with those in another register; one finding a register.
    """
    if len(registers) < 2:
        return []
    states: dict[str, str] = {}
    for register in registers:
        states.update(register.actors.states())
    first: dict[str, _First] = {}
    found = []
    for register in registers:
        parties = _parties(register, states, gathering)
        mixed = list(_mixed_rows(register, parties, first))
        if mixed:
            found.append(_problem(register, mixed))
    return found


def _parties(
    register: Register,
    states: Mapping[str, str],
    gathering: Gathering,
) -> Parties:
    found = {}
    submitters = submitters_of([register.source], gathering)
    for pledge, actors in submitters.items():
        # A government and its ministries are one party
        found[pledge] = {states.get(actor, actor) for actor in actors}
    return found


def _mixed_rows(
    register: Register,
    parties: Parties,
    first: dict[str, _First],
) -> Iterator[tuple[int, Where]]:
    """The rows whose pledge an earlier row gives to others, and the place of that row.

    Args:
        first: pledge → its first row; grows by the pledges of the register.
    """
    column = register.columns["local_identifier"]
    pledges = register.ids.to_pylist()
    numbers = register.official.to_pylist()
    rows = zip(pledges, numbers, strict=True)
    for row, (pledge, number) in enumerate(rows):
        # One official number is one pledge, whoever submits it
        if number is not None or pledge not in parties:
            continue
        own = parties[pledge]
        if pledge not in first:
            where = register.sheet.where(row, column.header)
            first[pledge] = _First(where, own)
        # A newer extract may name one submitter more or less of the same pledge
        earlier = first[pledge]
        if earlier.parties.isdisjoint(own):
            yield row, earlier.where


def _problem(
    register: Register,
    mixed: Sequence[tuple[int, Where]],
) -> Problem:
    row, there = mixed[0]
    others = len(mixed) - 1
    more = (
        worded_count(" (and so is {number} more)", " (and so are {number} more)", others)
        if others
        else ""
    )
    column = register.columns["local_identifier"]
    number = column.text(row)
    key = worded("an authority of its own in pledgegraph.toml")
    return Problem(
        code="M004",
        severity="finding",
        where=register.sheet.where(row, column.header),
        found=worded(
            "{number} is a pledge of other submitters in {there}{more}",
            number=repr(number),
            there=there,
            more=more,
        ),
        hint=worded("They may be two pledges: give one source {key}.", key=key),
    )
