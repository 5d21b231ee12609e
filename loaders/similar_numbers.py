"""Similar numbers: identifiers of two registers that look alike, as 001 and 1 do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.keys import MOST_PROBLEMS, looks_like
from pledgegraph.loaders.kinds.register import Register
from pledgegraph.wording import worded, worded_count

Key = tuple[str, str]
"""An authority, and an identifier or its form."""


class _First(NamedTuple):
    """The first row that has an identifier of a form, and the register it is in."""

    text: str
    where: Where
    register: str


def similar_numbers(
    registers: Sequence[Register],
    replaced: Collection[str],
) -> list[Problem]:
    """V009 for identifiers that look like one of another register of the same authority: they may
    be one pledge, whose number a spreadsheet has changed.

    Args:
        replaced: identifiers of the sources that another one replaces.
    """
    counting = []
    for register in registers:
        if register.source not in replaced:
            counting.append(register)
    if len(counting) < 2:
        return []
    # By authority: what two offices call their own pledges may well look alike
    first: dict[Key, _First] = {}
    known: set[Key] = set()
    found: list[Problem] = []
    for register in counting:
        new = _new_numbers(register, known)
        found += _alike(register, new, first)
        for text in new:
            known.add((register.authority, text))
    return found


def _new_numbers(
    register: Register,
    known: Collection[Key],
) -> dict[str, int]:
    """The identifiers that no earlier register has, each with its first row; official numbers have
    one form.
    """
    column = register.columns["local_identifier"]
    found: dict[str, int] = {}
    numbers = register.official.to_pylist()
    for row, number in enumerate(numbers):
        text = column.text(row)
        if not text or number is not None:
            continue
        # The same identifier in both is one pledge, as it should be
        if (register.authority, text) not in known:
            found.setdefault(text, row)
    return found


def _alike(
    register: Register,
    new: dict[str, int],
    first: dict[Key, _First],
) -> list[Problem]:
    """The findings of one register.

    Args:
        first: (authority, form of an identifier) → its first row; grows by this register's.
    """
    column = register.columns["local_identifier"]
    hint = worded("If they are one pledge, write the identifier alike in both.")
    found = []
    for text, row in new.items():
        key = register.authority, looks_like(text)
        where = column.sheet.where(row, column.header)
        own = _First(text, where, register.source)
        other = first.setdefault(key, own)
        # Two of one register are reported where it is read
        if other.register == register.source:
            continue
        said = worded(
            "{text} may be the pledge {other} at {where}; they are kept as two",
            text=repr(text),
            other=repr(other.text),
            where=other.where,
        )
        found.append(Problem("V009", "finding", where, said, hint))
    if len(found) > MOST_PROBLEMS:
        more = len(found) - MOST_PROBLEMS
        said = worded_count(
            "{number} more identifier looks like one of another register",
            "{number} more identifiers look like one of another register",
            more,
        )
        where = Where(
            column.sheet.file,
            column.sheet.name,
            0,
            column.header,
        )
        found[MOST_PROBLEMS:] = [Problem("V009", "finding", where, said, hint)]
    return found
