"""CSV rows: the rows of a text with the line of each, and what is wrong in a broken one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain
from typing import NamedTuple

from pledgegraph.errors import SourceProblems, Where
from pledgegraph.personal.addresses import without_addresses
from pledgegraph.wording import worded

from .text_files import stop

LONGEST_CELL = 200_000
"""Characters; a spreadsheet's own cells end at 32,767."""


class CsvRow(NamedTuple):
    """The cells of one row; ``line`` is where it starts (from 1), ``number`` its place among all
    rows (from 0).
    """

    cells: list[str]
    line: int
    number: int


def delimiter_of(text: str) -> str:
    """The delimiter that is most frequent in the first line with content, outside of quotes."""
    # Blank lines may be above the header
    start = re.search(r"\S", text)
    line = re.compile(r'(?:"[^"]*"?|[^"\n]+)*').match(
        text,
        start.start() if start else 0,
    )
    # A comma inside quotes is text: "Kenya, Uganda";financial is separated by semicolons
    bare = re.sub(r'"[^"]*"?', "", line[0] if line else "")
    return max(",;\t|", key=lambda mark: (bare.count(mark), mark == ","))


FIRST_ROWS = 3
"""Rows that may have to be read to find the header."""


def first_rows(text: str, delimiter: str) -> list[CsvRow]:
    """The first rows that have content; one without cells where none can be read."""
    reader = csv.reader(
        _lines(text),
        delimiter=delimiter,
        strict=True,
    )
    line = 1
    rows = list[CsvRow]()
    try:
        for number, cells in enumerate(reader):
            if _has_content(cells):
                rows.append(CsvRow(cells, line, number))
            if len(rows) == FIRST_ROWS:
                break
            line = reader.line_num + 1
    except csv.Error:
        pass
    return rows or [CsvRow([], line, 0)]


def rows_of(
    text: str,
    shown: str,
    delimiter: str,
) -> list[CsvRow]:
    """Every row that has a cell with content.

    Raises:
        SourceProblems: a quote that is never closed, or a cell that is too long (F006, F007).
    """
    rows = list[CsvRow]()
    line = 1
    lines = _lines(text)
    # The limit belongs to the whole process: other readers get theirs back below
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        for number, first in enumerate(lines):
            cells, count = _row_from(first, lines, delimiter)
            if _has_content(cells):
                rows.append(CsvRow(cells, line, number))
            line += count
    except csv.Error:
        header = rows[0].cells if rows else []
        raise _broken_row(text, shown, delimiter, line, header) from None
    finally:
        csv.field_size_limit(limit)
    return rows


def _row_from(
    first: str,
    following: Iterator[str],
    delimiter: str,
) -> tuple[list[str], int]:
    """The cells of the row that begins with a line, and how many lines it has: a cell in quotes may
    go on in those that follow.
    """
    if '"' not in first and len(first) <= LONGEST_CELL:
        # Most lines have no quotes: there is nothing to parse in them
        return first.removesuffix("\n").split(delimiter), 1
    reader = csv.reader(
        chain([first], following),
        delimiter=delimiter,
        strict=True,
    )
    return next(reader), reader.line_num


def _has_content(cells: Sequence[str]) -> bool:
    # Most rows have something in their first cell, and most empty ones have empty cells only: to
    # strip all cells takes much longer
    if cells and cells[0].strip():
        return True
    return any(cells) and any(map(str.strip, cells))


def _lines(text: str) -> Iterator[str]:
    """The physical lines with their ends. ``str.splitlines`` knows further line ends, which belong
    to cells.
    """
    return StringIO(text, newline="\n")


_QUOTED = re.compile(r'"(?:[^"]+|"")*("?)')


def _broken_row(
    text: str,
    shown: str,
    delimiter: str,
    line: int,
    header: Sequence[str],
) -> SourceProblems:
    """What is wrong in the row that starts at ``line``: the first cell that is not closed, or is
    too long.
    """
    # The csv module says neither in which cell it stopped nor why: the row is read once more here
    plain = re.compile(f"[^{re.escape(delimiter)}\n]*")
    position = _start_of_line(text, line)
    for column in range(len(text)):
        pattern = _QUOTED if text.startswith('"', position) else plain
        cell = pattern.match(text, position)
        assert cell is not None  # both patterns match the empty text
        name = ""
        if column < len(header):
            name = clean_name(header[column])
        where = Where(
            shown,
            "",
            text.count("\n", 0, position) + 1,
            name,
        )
        problem = _broken_cell(text, cell, delimiter, where)
        if problem is not None:
            return problem
        position = cell.end() + 1
        if text[cell.end() : position] != delimiter:
            break
    hint = worded("Write it again, each cell in quotes.")
    return stop(
        "F006",
        Where(shown, line=line),
        worded("the row cannot be read"),
        hint,
    )


def _start_of_line(text: str, line: int) -> int:
    """Where a physical line (from 1) starts in a text."""
    position = 0
    for _ in range(line - 1):
        position = text.index("\n", position) + 1
    return position


def _broken_cell(
    text: str,
    cell: re.Match[str],
    delimiter: str,
    where: Where,
) -> SourceProblems | None:
    """What is wrong with a cell; None where nothing is."""
    is_quoted = cell.lastindex is not None
    if is_quoted and not cell[1]:
        hint = worded("Close the quote, or double it inside the cell.")
        return stop("F006", where, worded("a quote opens here and is never closed"), hint)
    after = text[cell.end() : cell.end() + 1]
    if is_quoted and after not in ("", "\n", delimiter):
        closed = text.count("\n", 0, cell.end()) + 1
        found = worded(
            "a quote opens here, and where the next one closes it, in line {closed}, the cell"
            " does not end",
            closed=str(closed),
        )
        hint = worded('Close the quote, or write "" for a quote inside the cell.')
        return stop("F006", where, found, hint)
    if len(cell[0]) > LONGEST_CELL:
        found = worded(
            "the cell has more than {longest_cell} characters", longest_cell=LONGEST_CELL
        )
        hint = worded("Shorten it; a spreadsheet's own cells end at 32,767 characters.")
        return stop("F007", where, found, hint)
    return None


def clean_name(cell: str) -> str:
    """The name of a column: on one line, without control characters and addresses."""
    text = without_addresses(cell).text
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())
