"""Uneven rows: those that have more or fewer cells than the header."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pledgegraph.errors import Problem, Where
from pledgegraph.wording import worded, worded_count

from .csv_rows import CsvRow

BLOCK = 16
"""Rows that Excel writes at a time, without the trailing columns that are empty in all of them."""
MOST_PROBLEMS = 50
"""Rows of a file that are reported one by one; the last problem says how many more there are."""


def uneven_rows(
    rows: Sequence[CsvRow],
    width: int,
    shown: str,
    *,
    is_ended: bool,
) -> list[Problem]:
    """F009 for the rows that have cells beyond the header, or too few.

    Args:
        is_ended: whether the text ends with a line end. One that does not may be cut off.
    """
    if all(len(row.cells) == width for row in rows):
        return []
    left_out = _left_out_by_excel(rows) if is_ended else set()
    problems = []
    for row in rows:
        hint = _what_would_do(row, width, left_out)
        if hint:
            found = worded_count(
                "the row has one cell and the header {width}",
                "the row has {number} cells and the header {width}",
                len(row.cells),
                width=width,
            )
            where = Where(shown, "", row.line)
            problems.append(Problem("F009", "error", where, found, hint))
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        found = worded_count(
            "{number} more row has more or fewer cells than the header",
            "{number} more rows have more or fewer cells than the header",
            more,
        )
        hint = worded("Correct the first ones first.")
        problems[MOST_PROBLEMS:] = [Problem("F009", "error", Where(shown), found, hint)]
    return problems


def _what_would_do(
    row: CsvRow,
    width: int,
    left_out: set[int],
) -> str:
    """What makes an uneven row right; nothing for one that may be as it is."""
    # Too many cells are harmless while the further ones are empty
    count = len(row.cells)
    if count > width and any(map(str.strip, row.cells[width:])):
        return worded("Quote cells that hold the delimiter.")
    if count < width and row.number // BLOCK not in left_out:
        return worded("Write all cells, empty ones too; put a cell with a line end in quotes.")
    return ""


def _left_out_by_excel(rows: Sequence[CsvRow]) -> set[int]:
    """The blocks of rows whose trailing cells Excel left out, as it does where they are empty in
    the whole block.

    All rows of such a block are equally short, two at least, and it is not the first one, which has
    the header. A row that alone is short has lost a delimiter, or is cut by a line end: its cells
    would be read under the wrong headers.
    """
    lengths = defaultdict[int, list[int]](list)
    for row in rows:
        lengths[row.number // BLOCK].append(len(row.cells))
    found = set()
    for block, counts in lengths.items():
        is_even = len(counts) > 1 and len(set(counts)) == 1
        if block > 0 and is_even:
            found.add(block)
    return found
