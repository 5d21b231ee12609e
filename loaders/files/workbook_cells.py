"""Workbook cells: the values of a sheet as the texts that a person would type."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pledgegraph.errors import Problem, Where
from pledgegraph.wording import worded, worded_count

from .sheet_marks import Area, Marks, Position, letters_of

EXACT = 10**15
"""A cell keeps fifteen digits of a number; what is longer has lost its last ones."""
MOST_PROBLEMS = 50
"""Cells of a kind that are reported one by one; the last problem says how many more there are."""


COVERED = worded("another value is hidden under the merged cell, and not used")


@dataclass
class Grid:
    """All cells of a sheet, row by row from the first one of the sheet, each row equally long.

    ``findings``: by row, from 0.
    """

    name: str
    file: str
    rows: list[list[str]]
    letters: Sequence[str]
    findings: list[tuple[int, Problem]] = field(default_factory=list)

    def covered(self) -> list[Problem]:
        """The first cell that a merged one covers, as it may have been a header."""
        found = [problem for _, problem in self.findings if problem.found == COVERED]
        return found[:1]

    def findings_below(self, row: int) -> list[Problem]:
        """Findings of the rows below one; more than fifty of one kind end in their number."""
        by_text: dict[str, list[Problem]] = {}
        # By their advice: it is the same for all cells of a kind
        for place, problem in self.findings:
            if place > row:
                alike = by_text.setdefault(problem.hint, [])
                alike.append(problem)
        shown: list[Problem] = []
        for problems in by_text.values():
            shown += problems[:MOST_PROBLEMS]
            more = len(problems) - MOST_PROBLEMS
            if more > 0:
                first = problems[0]
                last = Problem(
                    first.code,
                    "finding",
                    Where(self.file, self.name),
                    worded_count(
                        "{number} more cell of this kind",
                        "{number} more cells of this kind",
                        more,
                    ),
                    first.hint,
                )
                shown.append(last)
        return shown


def grid_of(
    name: str,
    values: list[list[Any]],
    marks: Marks,
    file: str,
) -> Grid:
    """The cells of a sheet as texts, and findings where a cell does not hold what it shows.

    Args:
        values: row by row as calamine gives them, from the sheet's first cell.
    """
    width = max(map(len, values), default=0)
    rows = []
    for cells in values:
        rows.append(list(map(_text, cells)))
    letters = list(map(letters_of, range(width)))
    grid = Grid(name, file, rows, letters)
    _keep_breaks(grid, marks.broken)
    _report_long_numbers(grid, values)
    _report_errors(grid, marks)
    _fill_merged(grid, marks.merged)
    _report_hidden(grid, marks)
    return grid


def _keep_breaks(grid: Grid, broken: Sequence[tuple[Area, str]]) -> None:
    """Give cells their text with the breaks that their reader leaves out."""
    for ((top, left), (bottom, right)), text in broken:
        # An area may be repeated to the end of the sheet
        for row in grid.rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = text


def _text(value: Any) -> str:
    """The text of a value: numbers without an exponent, dates as ISO 8601 has them."""
    # By its very type, because it is asked of every cell, and most are texts
    if type(value) is str:
        if "\r" not in value:
            return value
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime.datetime):
        # Excel has no dates without a time: midnight is a day
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.isoformat(" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    # Its last digits are lost: an identifier or an amount of them would be another one
    if abs(value) >= EXACT:
        return ""
    # Every number of a workbook is a float: 2023.0 is the year 2023
    if value.is_integer():
        return str(int(value))
    return f"{value:.15g}"


def _report_long_numbers(grid: Grid, values: Sequence[Sequence[Any]]) -> None:
    for row, cells in enumerate(values):
        # Rows of texts only are passed over without a look at each cell
        if float not in map(type, cells):
            continue
        for column, value in enumerate(cells):
            if type(value) is float and abs(value) >= EXACT:
                digits = f"{value:.15g}"
                found = worded("the number {value} has more digits than a cell keeps", value=digits)
                hint = worded("Format the column as text, and type it again.")
                _report(grid, (row, column), found, hint)


def _report(
    grid: Grid,
    place: Position,
    found: str,
    hint: str,
) -> None:
    row, column = place
    cell = f"{letters_of(column)}{row + 1}"
    where = Where(
        grid.file,
        grid.name,
        row + 1,
        "",
        cell,
    )
    problem = Problem("F015", "finding", where, found, hint)
    grid.findings.append((row, problem))


def _report_errors(grid: Grid, marks: Marks) -> None:
    for place, text in sorted(marks.errors.items()):
        found = (
            worded("the cell shows the error {text}", text=text)
            if text
            else worded("the cell shows an error")
        )
        _report(
            grid,
            place,
            found,
            worded("Correct the formula, or type the value. It is unknown here."),
        )
    # A formula that failed is reported as an error already
    for place in sorted(marks.formulas.difference(marks.errors)):
        found = worded("the result of the formula is not stored in the workbook")
        hint = worded(
            "Open the workbook in Excel or LibreOffice and save it. The value is unknown here."
        )
        _report(grid, place, found, hint)


def _fill_merged(grid: Grid, areas: Sequence[Area]) -> None:
    """Give the value of a merged area to its rows, as Excel shows it; what is hidden under it is
    reported and not used.
    """
    for (top, left), (bottom, right) in sorted(areas):
        # Merged areas may go on behind the last cell that has content
        last = min(bottom, len(grid.rows) - 1)
        last_column = min(right, len(grid.letters) - 1)
        if top > last or left > last_column:
            continue
        value = grid.rows[top][left]
        for row in range(top, last + 1):
            for column in range(left, last_column + 1):
                if (row, column) == (top, left):
                    continue
                _report_covered(grid, (row, column), value)
                # To the right it stays empty: those are columns of other fields
                is_below = column == left
                grid.rows[row][column] = value if is_below else ""


def _report_covered(
    grid: Grid,
    place: Position,
    value: str,
) -> None:
    row, column = place
    # Excel keeps what was in the cells before they were merged, and shows only the first
    covered = grid.rows[row][column]
    if covered.strip() and covered != value:
        _report(
            grid, place, COVERED, worded("Unmerge the cells, and keep the value that is meant.")
        )


def _report_hidden(grid: Grid, marks: Marks) -> None:
    rows = [row for row in sorted(marks.hidden_rows) if row < len(grid.rows)]
    # Hidden blank rows are everywhere in sheets made of templates
    filled = [row for row in rows if any(map(str.strip, grid.rows[row]))]
    if not filled:
        return
    numbers = [row + 1 for row in filled]
    where = Where(grid.file, grid.name, numbers[0])
    found = worded("hidden rows are loaded like the others: {numbers}", numbers=_ranges(numbers))
    hint = worded("If they are not meant, delete them; if they are, show them.")
    problem = Problem("F016", "finding", where, found, hint)
    # At the last of them, so that it is not lost with rows above the header
    grid.findings.append((filled[-1], problem))


def _ranges(rows: Sequence[int]) -> str:
    """``3, 7–9``; the first ten of them."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    texts = []
    for first, last in spans:
        is_one = first == last
        texts.append(str(first) if is_one else f"{first}–{last}")
    listed = ", ".join(texts[:10])
    more = len(texts) - 10
    if more > 0:
        return worded("{listed} and {more} more", listed=listed, more=more)
    return listed
