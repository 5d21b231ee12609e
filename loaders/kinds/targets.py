"""Targets: what pledges aim at in numbers, one target for each figure of a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import pyarrow as pa

from pledgegraph.loaders.files.cell_parts import split
from pledgegraph.loaders.files.cells import BadCell, Pairs
from pledgegraph.loaders.files.fields import REGISTER
from pledgegraph.loaders.files.numbers import numbers_of
from pledgegraph.ontology.gathering import Gathering

from .codes import year_of
from .dependents import dependents
from .register import Register
from .single_values import values_of


class Target(NamedTuple):
    """What a pledge aims at: the row of its cell, the place within the cell, and what is there."""

    row: int
    place: int
    value: int | None
    unit: str | None
    year: int | None


def gather_targets(register: Register, gathering: Gathering) -> None:
    """Put the targets of a register into the stated tables."""
    targets = _targets(register)
    rows = pa.array(list(map(attrgetter("row"), targets)), pa.int64())
    pledges = register.ids.take(rows)
    # The place too: a cell may give the same figure twice
    keys = map(itemgetter(1, 2, 3, 4), targets)
    ids = dependents(pledges, "target", keys)
    figures: dict[str, object] = {
        "value": list(map(attrgetter("value"), targets)),
        "unit": list(map(attrgetter("unit"), targets)),
        "target_year": list(map(attrgetter("year"), targets)),
    }
    # What is said once for all figures of a row, as the baseline is
    for name, of_rows in values_of(REGISTER, register.columns, "Target").items():
        figures[name] = of_rows.take(rows)
    gathering.nodes("Target", register.source, {"id": ids, **figures})
    gathering.links(
        "targetOf",
        register.source,
        ids,
        pledges,
    )
    register.gather_records(ids, rows, gathering)


Place = tuple[int, int]
"""A row, and the place of a value within its cell, from 0."""


def _targets(register: Register) -> list[Target]:
    """The targets in the order of their rows: a figure goes with the unit and the year at the same
    place, and a lone unit or year with all figures of its row.
    """
    column = register.columns
    read = numbers_of(column["target_value"])
    values = _by_place(column["target_value"].many(partial(_figures, read)))
    units = _by_place(column["target_unit"].many(split))
    years = _by_place(column["target_year"].many(_years))
    lone_units = _lone(units)
    lone_years = _lone(years)
    targets = []
    # A unit or a year without a figure is a target as well, and lost otherwise
    for key in sorted(values.keys() | units.keys() | years.keys()):
        row, place = key
        target = Target(
            row,
            place,
            values.get(key),
            lone_units.get(row, units.get(key)),
            lone_years.get(row, years.get(key)),
        )
        targets.append(target)
    return targets


def _by_place(pairs: Pairs) -> dict[Place, Any]:
    """Values by their row and their place within the cell."""
    found: dict[Place, Any] = {}
    above = -1
    place = 0
    for row, value in zip(pairs.rows.tolist(), pairs.values, strict=True):
        place = place + 1 if row == above else 0
        above = row
        found[row, place] = value
    return found


def _lone(by_place: Mapping[Place, Any]) -> dict[int, Any]:
    """The values that are the only one of their row, by row."""
    counts = Counter(row for row, _ in by_place)
    return {row: value for (row, _), value in by_place.items() if counts[row] == 1}


def _figures(read: Callable[[str], int], text: str) -> list[int | BadCell | None]:
    """The figures of a cell, each at its place: a fraction leaves its place empty."""
    found: list[int | BadCell | None] = []
    for part in split(text):
        try:
            found.append(read(part))
        except BadCell as problem:
            if problem.severity == "error":
                raise
            # The empty place keeps those behind it with their own units and years
            found += [None, problem]
    return found


def _years(text: str) -> list[int]:
    return list(map(year_of, split(text)))
