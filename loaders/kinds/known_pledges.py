"""Known pledges: what rows of support can name: the pledges of all registers, their submitters, and
the States among actors.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyarrow as pa

from pledgegraph.loaders.names.actor_names import states_together
from pledgegraph.ontology.gathering import Gathering

from .matches import Numbers, numbers_of
from .register import Register


@dataclass(frozen=True)
class Known:
    """What rows of support can name.

    ``pledges``: what a pledge may be called (official number, own identifier of its register) → its
    identifier and the file that has it; several where two offices use one number. ``submitters``:
    of each pledge, as support is another actor's. ``states``: State → its country, as a government
    and its ministries are not another actor to each other.
    """

    pledges: Mapping[str, Mapping[str, str]]
    submitters: Mapping[str, set[str]]
    states: Mapping[str, str]
    numbers: Numbers


def known_pledges(
    registers: Sequence[Register],
    replaced: Collection[str],
    level: int,
    gathering: Gathering,
) -> Known:
    """What a source of support can name.

    Args:
        replaced: sources that no longer count.
        level: how few may see the source of support.
    """
    open_ones = [register for register in registers if register.level <= level]
    names = pledge_names(registers, replaced, level)
    submitters = submitters_of(registers, gathering) | submitters_of(open_ones, gathering)
    actors = []
    for register in open_ones:
        actors.append((register.day, register.actors))
    return Known(
        names,
        submitters,
        states_together(actors),
        numbers_of([register.source for register in open_ones], gathering),
    )


Named = dict[str, dict[str, tuple[str, str]]]
"""Name → office → identifier and file."""


def pledge_names(
    registers: Sequence[Register],
    replaced: Collection[str],
    level: int,
) -> dict[str, dict[str, str]]:
    """What a pledge may be called → its identifier and file; several where offices number their own
    pledges alike.

    Args:
        registers: of one office the newest says which pledge a name is.
        replaced: sources that no longer count: they name only what no other names.
        level: registers that fewer may see name only what no other names, too.
    """

    def rank(register: Register) -> tuple[bool, bool]:
        return register.source in replaced, register.level > level

    # Sorting is stable: inside a group the newest stays first
    newest = sorted(registers, key=lambda register: -register.rank)
    names: Named = {}
    for _, group in groupby(sorted(newest, key=rank), key=rank):
        _add_names(list(group), names)
    return {name: dict(offices.values()) for name, offices in names.items()}


def _add_names(registers: Sequence[Register], names: Named) -> None:
    """Add what the pledges of registers are called, unless it is the name of a pledge already."""
    taken = set(names)
    # All official numbers before any own identifier: an official number is nobody's own identifier
    for kind in range(len(_NAMES)):
        for register in registers:
            called = _NAMES[kind](register).to_pylist()
            ids = register.ids.to_pylist()
            for name, identifier in zip(called, ids, strict=True):
                if name is not None and name not in taken:
                    _add(name, identifier, register, names)
    # What is another pledge by decision is named as before
    for register in registers:
        for name, identifier in register.further_names.items():
            if name not in taken:
                _add(name, identifier, register, names)


def _add(
    name: str,
    identifier: str,
    register: Register,
    names: Named,
) -> None:
    place = (identifier, register.sheet.file)
    offices = names.setdefault(name, {})
    offices.setdefault(register.authority, place)


def _official_numbers(register: Register) -> pa.Array:
    return register.official


def _own_identifiers(register: Register) -> pa.Array:
    return register.columns["local_identifier"].plain()


def _identifiers(register: Register) -> pa.Array:
    return register.ids


_NAMES = (_official_numbers, _own_identifiers, _identifiers)
"""What the pledge of each row may be called, those first that take a name before others."""


def submitters_of(
    registers: Sequence[Register],
    gathering: Gathering,
) -> dict[str, set[str]]:
    """Pledge → its submitters, over all registers."""
    found: dict[str, set[str]] = {}
    relation = "submittedBy"
    for register in registers:
        pairs = gathering.pairs(register.source, (relation,))
        pledges, actors = pairs[relation]
        links = zip(
            pledges.to_pylist(),
            actors.to_pylist(),
            strict=True,
        )
        for pledge, actor in links:
            submitters = found.setdefault(pledge, set())
            submitters.add(actor)
    return found
