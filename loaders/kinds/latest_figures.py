"""Latest figures: the rows of a population file that have the figures of the latest year, and those
of long series.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.coded_cells import coded
from pledgegraph.loaders.files.keys import MOST_PROBLEMS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.wording import worded

from .long_series import rows_of_series

Years = np.ndarray[Any, np.dtype[np.int64]]
"""The year of each row; 0 where it cannot be read."""
_YEAR = re.compile(r"(19|20|21)[0-9]{2}")


@dataclass(frozen=True)
class Latest:
    """Some rows of a population file.

    Attributes:
        rows: their numbers.
        cells: by field, the text of each of them, stripped.
    """

    rows: list[int]
    cells: dict[str, list[str]]


def latest_figures(
    sheet: Sheet,
    layout: Layout,
    code: Callable[[str], str],
    known: Mapping[str, object],
    problems: list[Problem],
) -> tuple[Latest, list[int]]:
    """The rows of the latest year and of long series, and the other rows of the years before, since
    1951.

    Args:
        code: a cell of a country → its code.
        known: what is a country, by code.
        problems: grows by the years that cannot be read.
    """
    years = _years(sheet, layout, problems)
    is_wanted = (years == years.max(initial=1)) & (years > 0)
    is_wanted[rows_of_series(sheet, layout, years, code, known)] = True
    rows = np.flatnonzero(is_wanted)
    older = np.flatnonzero(~is_wanted & (years > 0))
    cells = {}
    # Only these rows are read closely: the figures of all years are some 139,000 lines
    for field, name in layout.columns.items():
        if name in sheet.header:
            own = coded(sheet.column(name)).only(rows)
            stripped = {text: text.strip() for text in own.texts}
            cells[field] = own.replaced(stripped).listed()
    return Latest(rows.tolist(), cells), older.tolist()


def _years(
    sheet: Sheet,
    layout: Layout,
    problems: list[Problem],
) -> Years:
    """The year of each row. One that cannot be read hides which year is the latest."""
    column = layout.columns["year"]
    cells = coded(sheet.column(column))
    # Some 75 different texts in 139,000 rows
    numbers = np.zeros(len(cells.texts), dtype=np.int64)
    for place, cell in enumerate(cells.texts):
        text = cell.strip()
        if _YEAR.fullmatch(text):
            numbers[place] = int(text)
    years: Years = numbers[cells.codes]
    for row in np.flatnonzero(years == 0)[:MOST_PROBLEMS].tolist():
        where = sheet.where(row, column)
        found = worded("{text} is not a year", text=repr(cells[row].strip()))
        hint = worded("Write four figures, as 2027.")
        problems.append(Problem("V004", "error", where, found, hint))
    return years
