"""Text sheets: a file of separated values as a sheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.wording import worded, worded_count

from .csv_rows import CsvRow, delimiter_of, first_rows, rows_of
from .even_rows import TextRows, even_rows
from .headers import (
    HEADER_ROWS,
    Looking,
    header_of,
    index_columns,
    nameless_columns,
    numbered_names,
    repeated,
    repeated_names,
    taken_out_by_name,
    used_names,
)
from .sheets import Check, Sheet
from .shown_columns import is_plain
from .tags import header_row, is_tags
from .text_files import check_text, stop
from .uneven_rows import uneven_rows

MOST_COLUMNS = 16_384
"""Columns of a sheet: no spreadsheet has more."""


def text_sheet(
    text: str,
    shown: str,
    *,
    encoding: str,
    delimiter: str | None,
    check: Check | None,
    ignored: Collection[str],
    numbered: Collection[str] = (),
    header_line: int = 0,
) -> Sheet:
    """The sheet that a text holds; ``encoding`` is how its bytes were read.

    Args:
        numbered: keys of names that several columns may have, each then with its number.
        header_line: where the names of the columns are; 0 where the first row has them.

    Raises:
        SourceProblems: see ``read_sheets``.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if header_line > 1:
        text = _without_top(text, header_line)
    check_text(text, shown)
    stated = _STATED.match(text)
    # Excel writes sep=; as a first line where the delimiter is not the usual one
    if stated:
        # The line is not a row, but counts as a line
        text = "\n" + text[stated.end() :]
        delimiter = delimiter or stated[1]
    given = delimiter
    delimiter = given or delimiter_of(text)
    header = header_row(first_rows(text, delimiter))
    _check_width(header, shown)
    passed_over: list[Problem] = []
    if check is not None:
        looking = Looking(check, numbered, header_line)
        problems = _refused(looking, header.cells, header.line, shown)
        line = 0
        if problems or len(header.cells) < FEWEST_COLUMNS:
            line = _header_below(text, looking, given, header.line, shown)
        if line:
            text = _without_top(text, line)
            delimiter = given or delimiter_of(text)
            passed_over.append(_above_header(shown, line))
        elif problems:
            raise SourceProblems(problems)
    sheet = _sheet(
        text,
        shown,
        delimiter,
        encoding,
        ignored,
        numbered,
    )
    return replace(sheet, findings=[*passed_over, *sheet.findings])


FEWEST_COLUMNS = 2


def _header_below(
    text: str,
    looking: Looking,
    delimiter: str | None,
    first: int,
    shown: str,
) -> int:
    """The line below the first one that the check accepts as a header; 0 where none is."""
    lines = text.split("\n", HEADER_ROWS)[:HEADER_ROWS]
    for number, line in enumerate(lines, 1):
        if number <= first or looking.line:
            continue
        mark = delimiter or delimiter_of(line)
        cells = next(csv.reader([line], delimiter=mark), [])
        if sum(map(bool, map(str.strip, cells))) < FEWEST_COLUMNS:
            continue
        if _refused(looking, cells, number, shown) == []:
            return number
    return 0


FIRST_BELOW = 2
"""The line of a header below one other line."""


def _above_header(shown: str, line: int) -> Problem:
    """R002 for what is above a header."""
    found = worded_count(
        "the line above the header is passed over",
        "{number} lines above the header are passed over",
        line - 1,
    )
    hint = worded("Remove them, if nothing in them matters.")
    # The one row above a header has been told so before, too
    if line == FIRST_BELOW:
        hint = worded("Remove it, if nothing in it matters.")
    return Problem("R002", "finding", Where(shown, line=line), found, hint)


def _without_top(text: str, header_line: int) -> str:
    """A text whose first lines are blank, up to the header: they are counted, and not read."""
    lines = text.split("\n", header_line - 1)
    above = len(lines) - 1
    return "\n" * above + (lines[-1] if above == header_line - 1 else "")


_STATED = re.compile(r'"?sep=([,;\t|])"?\n', re.I)
"""The line in which Excel states the delimiter of a file."""


def _check_width(header: CsvRow, shown: str) -> None:
    """Refuse a header that no spreadsheet can have, before anything is worked out for each of its
    columns.
    """
    count = len(header.cells)
    if count > MOST_COLUMNS:
        found = worded(
            "the header has {count} columns; a spreadsheet has at most {most_columns}",
            count=count,
            most_columns=MOST_COLUMNS,
        )
        hint = worded("Is this the right file, and the right delimiter?")
        raise stop(
            "F013",
            Where(shown, line=header.line),
            found,
            hint,
        )


def _refused(
    looking: Looking,
    cells: Sequence[str],
    line: int,
    shown: str,
) -> list[Problem] | None:
    """Why a header cannot be that of the sheet: nothing for one that can. None where this cannot be
    asked: it has one column only, or has a name twice, which is reported with the rows.
    """
    names = numbered_names(header_of(cells), looking.numbered)
    header = list(filter(None, names))
    if len(cells) < FEWEST_COLUMNS or repeated(header) or looking.check is None:
        return None
    no_cells: list[list[str]] = [[] for _ in header]
    problems = looking.check(Sheet(shown, "", header, no_cells, [], line))
    if any(problem.severity == "error" for problem in problems):
        return list(problems)
    return []


def _sheet(
    text: str,
    shown: str,
    delimiter: str,
    encoding: str,
    ignored: Collection[str],
    numbered: Collection[str],
) -> Sheet:
    rows = even_rows(text, delimiter) or _careful_rows(text, shown, delimiter)
    top = rows.top
    header = numbered_names(header_of(top.cells), numbered)
    where = Where(shown, "", top.line)
    if len(header) == 1:
        shown_name = f", {header[0]!r}" if is_plain(header[0]) else ""
        found = worded("the header has one column only{shown_name}", shown_name=shown_name)
        raise stop("F008", where, found, worded("State the delimiter in pledgegraph.toml."))
    used = used_names(header, ignored)
    problems = [
        *repeated_names(used, where),
        *rows.uneven,
        *nameless_columns(header, rows.columns, where),
    ]
    if problems:
        raise SourceProblems(problems)
    # Spreadsheets export columns that were once used and are empty: they have no name and no cell
    kept = [position for position, name in enumerate(used) if name]
    return Sheet(
        file=shown,
        name="",
        header=[header[position] for position in kept],
        columns=[rows.columns[position] for position in kept],
        lines=rows.lines,
        header_line=top.line,
        encoding=encoding,
        taken_out=taken_out_by_name(top.cells, header),
        blank=list(rows.blank),
        findings=[*_above(rows.above, shown), *index_columns(header, rows.columns, where)],
        numbers=[position + 1 for position in kept],
    )


def _careful_rows(
    text: str,
    shown: str,
    delimiter: str,
) -> TextRows:
    """The rows of any text, one by one."""
    rows = rows_of(text, shown, delimiter)
    if not rows:
        hint = worded("Export the sheet again, with its header.")
        raise stop("F003", Where(shown), worded("no cell has content"), hint)
    top = header_row(rows)
    above = rows[: rows.index(top)]
    rows = rows[len(above) :]
    blank = _blank_lines(rows)
    rows = rows[1:]
    # HXL tags are a second header, not a pledge
    if rows and is_tags(rows[0].cells):
        rows = rows[1:]
    width = len(top.cells)
    return TextRows(
        top,
        columns_of(rows, width),
        [row.line for row in rows],
        blank,
        above,
        uneven_rows(rows, width, shown, is_ended=text.endswith("\n")),
    )


def _above(rows: Sequence[CsvRow], shown: str) -> list[Problem]:
    """R002 for a row above the header, which names groups of columns."""
    hint = worded("Remove it, if nothing in it matters.")
    found = worded("the row above the header names groups of columns; it is passed over")
    return [Problem("R002", "finding", Where(shown, "", row.line), found, hint) for row in rows]


def _blank_lines(rows: Sequence[CsvRow]) -> list[int]:
    """The lines of the blank rows below the header that other rows follow."""
    lines = list[int]()
    for above, row in pairwise(rows):
        blank = row.number - above.number - 1
        if blank:
            lines += range(row.line - blank, row.line)
    return lines


def columns_of(
    rows: Sequence[CsvRow],
    width: int,
) -> list[Sequence[str]]:
    """The cells column by column; what a row lacks is empty, what it has beyond the header is left
    aside.
    """
    # Strides of one list of all cells: going through the rows once a column takes three times as
    # long
    wide = (_as_wide(row.cells, width) for row in rows)
    cells = list(chain.from_iterable(wide))
    return [cells[position::width] for position in range(width)]


def _as_wide(
    cells: list[str],
    width: int,
) -> list[str]:
    if len(cells) == width:
        return cells
    missing = [""] * (width - len(cells))
    return [*cells[:width], *missing]
