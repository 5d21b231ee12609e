"""Known pledges: what rows of support can name: the pledges of all registers, their submitters, the
States among actors.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pledgegraph.loaders.names.actor_names import states_together
from pledgegraph.ontology.tables import Gathering

from .matches import Numbers
from .pledge_facts import numbers_of
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
    registers: Sequence[Register], replaced: Collection[str], level: int, gathering: Gathering
) -> Known:
    """What a source of support, which as few may see as ``level`` says, can name."""
    open_ones = [rows for rows in registers if rows.level <= level]
    names = _spoken_names(registers, replaced, level)
    submitters = submitters_of(registers, gathering) | submitters_of(open_ones, gathering)
    states = states_together((rows.day, rows.actors) for rows in open_ones)
    return Known(names, submitters, states, numbers_of(open_ones))


def _spoken_names(
    registers: Sequence[Register], replaced: Collection[str], level: int
) -> dict[str, dict[str, str]]:
    """What a pledge may be called → its identifier and file; several where offices number their own
    pledges alike.

    Args:
        registers: of one office the newest says which pledge a name is.
        replaced: sources that count no more: they name only what no other names.
        level: registers that fewer may see name only what no other names, too.
    """
    names: dict[str, dict[str, tuple[str, str]]] = {}

    def last(rows: Register) -> tuple[bool, bool]:
        return rows.source in replaced, rows.level > level

    newest = sorted(registers, key=lambda rows: (last(rows), -rows.rank))
    for _, group in groupby(newest, key=last):
        part, known = list(group), set(names)
        for kind in range(3):  # an official number is nobody's own identifier
            for rows in part:
                for name, identifier in zip(_called(rows)[kind], rows.ids.to_pylist(), strict=True):
                    if name is not None and name not in known:
                        names.setdefault(name, {}).setdefault(
                            rows.authority, (identifier, rows.sheet.file)
                        )
    return {name: dict(offices.values()) for name, offices in names.items()}


def _called(rows: Register) -> tuple[list[str | None], ...]:
    """What each row's pledge may be called: its official number, its register's own, its identifier
    here.
    """
    return (
        rows.official.to_pylist(),
        rows.columns["local_identifier"].plain().to_pylist(),
        rows.ids.to_pylist(),
    )


def submitters_of(registers: Sequence[Register], gathering: Gathering) -> dict[str, set[str]]:
    """Pledge → its submitters, over all registers."""
    found: dict[str, set[str]] = {}
    for rows in registers:
        for pledge, actor in zip(
            *gathering.pairs(rows.source, ("submittedBy",))["submittedBy"], strict=True
        ):
            found.setdefault(pledge.as_py(), set()).add(actor.as_py())
    return found
