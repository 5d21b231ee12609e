"""Targets: what pledges aim at in numbers, one target for each figure of a cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
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


def gather_targets(register: Register, gathering: Gathering) -> None:
    """Put the targets of a register into the stated tables."""
    targets = _targets(register)
    rows = pa.array(targets["row"].to_numpy(dtype=np.int64))
    pledges = register.ids.take(rows)
    figures = {}
    for name in ("value", "unit", "target_year"):
        figures[name] = _known(targets[name])
    # The place too: a cell may give the same figure twice
    keys = zip(
        targets["place"],
        *figures.values(),
        strict=True,
    )
    ids = dependents(pledges, "target", keys)
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


def _targets(register: Register) -> pd.DataFrame:
    """Row, place within the cell, value, unit and year of each target: a figure goes with the unit
    and the year at the same place, and a lone unit or year with all figures of its row.
    """
    column = register.columns
    read = numbers_of(column["target_value"])
    figures = column["target_value"].many(partial(_figures, read))
    values = _by_place(figures, "value")
    units = _by_place(column["target_unit"].many(split), "unit")
    years = _by_place(column["target_year"].many(_years), "target_year")
    key = ["row", "place"]
    # Outer: a unit or a year without a figure is a target as well, and lost otherwise
    targets = values.merge(units, on=key, how="outer")
    targets = targets.merge(years, on=key, how="outer")
    targets = targets.sort_values(key)
    by_row = targets.groupby("row")
    for name in ("unit", "target_year"):
        cells = by_row[name]
        is_lone = cells.transform("count") == 1
        lone = cells.transform("first")
        targets[name] = targets[name].where(~is_lone, lone)
    return targets


def _by_place(pairs: Pairs, name: str) -> pd.DataFrame:
    """Values with their row and their place within the cell (from 0)."""
    values = pd.Series(pairs.values, dtype=object)
    frame = pd.DataFrame({"row": pairs.rows, name: values})
    frame["place"] = frame.groupby("row").cumcount()
    return frame


def _known(values: pd.Series[Any]) -> list[Any]:
    """Values with None where pandas has none."""
    # As objects: in a column of numbers None becomes nan, and whole numbers become fractions
    known = values.astype(object)
    return known.where(known.notna(), None).tolist()


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
