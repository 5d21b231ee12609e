"""Sheets: the one reader of tables, which knows the place of each cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.personal.addresses import Cleaned, without_addresses

from .csv_rows import Row, clean_name, delimiter_of, first_row, rows_of
from .tags import is_tags
from .text_files import LARGEST_FILE, check_text, decoded, file_bytes, stop
from .uneven_rows import uneven_rows

MOST_COLUMNS = 16_384
"""Columns of a sheet: no spreadsheet has more."""


@dataclass(frozen=True)
class Sheet:
    """A sheet, column by column: ``columns`` are the raw cells under each header, ``lines`` where
    each row starts.

    Line ends in a cell are ``\\n``; runs of blanks in a header are one space. ``taken_out``: what
    was taken out of a column's name, which is another one then. ``emptied``: the rows whose cell
    under a header was an address and nothing else. ``blank``: the lines of blank rows that other
    rows follow.
    """

    file: str
    name: str
    header: list[str]
    columns: list[list[str]] = field(repr=False)
    lines: list[int] = field(repr=False)
    header_line: int = 1
    encoding: str = "utf-8"
    taken_out: Mapping[str, Cleaned] = field(default_factory=dict)
    emptied: Mapping[str, Collection[int]] = field(default_factory=dict)
    blank: Sequence[int] = ()

    def column(self, header: str) -> list[str]:
        """The cells under a header; ``ValueError`` where there is none."""
        return self.columns[self.header.index(header)]

    def where(self, row: int, column: str = "") -> Where:
        """The place of a cell: the line where it starts, counting the line ends in the cells before
        it.
        """
        position = self.header.index(column) if column in self.header else 0
        before = 0
        for cells in self.columns[:position]:
            before += cells[row].count("\n")
        return Where(
            self.file,
            self.name,
            self.lines[row] + before,
            column,
        )

    def only(self, rows: Sequence[int]) -> Sheet:
        """The sheet with some of its rows, in the order given."""
        columns = []
        for cells in self.columns:
            columns.append([cells[row] for row in rows])
        places = {row: place for place, row in enumerate(rows)}
        emptied = {}
        for name, numbers in self.emptied.items():
            emptied[name] = {places[row] for row in numbers if row in places}
        return replace(
            self,
            columns=columns,
            lines=[self.lines[row] for row in rows],
            emptied=emptied,
        )

    def without(self, rows: Collection[int]) -> Sheet:
        """The sheet without some of its rows."""
        if not rows:
            return self
        return self.only([row for row in range(len(self.lines)) if row not in rows])


Check = Callable[[Sheet], Sequence[Problem]]
"""What is wrong with a sheet by its header."""


def read_sheets(
    path: Path,
    shown: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    check: Check | None = None,
    largest: int = LARGEST_FILE,
) -> list[Sheet]:
    """The sheets of a file: one for CSV (UTF-8, UTF-16, Windows-1252; comma, semicolon or tab;
    ``.gz`` as well).

    Empty rows and a row of HXL tags below the header are passed over. A row may have empty cells
    beyond the header; it has fewer cells than the header only where Excel wrote it so: see
    ``uneven_rows``.

    Args:
        check: it is asked before the rows of a large file are read.
        largest: bytes that the file may have, unpacked.

    Raises:
        SourceProblems: the file is missing, a folder, empty, no text, broken (F001-F010, C002,
            C003); with its line.
            An error that ``check`` finds.
    """
    text, used = decoded(
        file_bytes(path, shown, largest),
        shown,
        encoding,
    )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    check_text(text, shown)
    stated = _STATED.match(text)
    if stated:
        # The line is not a row, but counts as a line
        text = "\n" + text[stated.end() :]
        delimiter = delimiter or stated[1]
    delimiter = delimiter or delimiter_of(text)
    header = first_row(text, delimiter)
    _check_width(header, shown)
    if check is not None:
        _check_first(check, header, shown)
    return [_sheet(text, shown, delimiter, used)]


_STATED = re.compile(r'"?sep=([,;\t|])"?\n', re.I)
"""The line in which Excel states the delimiter of a file."""


def _check_width(header: Row, shown: str) -> None:
    """Refuse a header that no spreadsheet can have, before anything is worked out for each of its
    columns.
    """
    count = len(header.cells)
    if count > MOST_COLUMNS:
        found = f"the header has {count:,} columns; a spreadsheet has at most {MOST_COLUMNS:,}"
        hint = "Is this the right file, and the right delimiter?"
        raise stop(
            "F013",
            Where(shown, line=header.line),
            found,
            hint,
        )


def _check_first(
    check: Check,
    row: Row,
    shown: str,
) -> None:
    """Ask what a header alone shows. One that cannot be read, has one column only or has a name
    twice is reported with the rows.
    """
    header = list(filter(None, _header(row.cells)))
    if len(row.cells) < 2 or _repeated(header):
        return
    no_cells: list[list[str]] = [[] for _ in header]
    problems = check(Sheet(shown, "", header, no_cells, [], row.line))
    if any(problem.severity == "error" for problem in problems):
        raise SourceProblems(list(problems))


def _header(cells: Sequence[str]) -> list[str]:
    """The names of the columns; one that held an address gets its number, so that it stays a name
    of its own.
    """
    cleaned = _taken_out(cells)
    names = list[str]()
    for number, cell in enumerate(cells, 1):
        name = clean_name(cell)
        if number in cleaned:
            name = f"{name} (column {number})".strip()
        names.append(name)
    return names


def _taken_out(cells: Sequence[str]) -> dict[int, Cleaned]:
    """By the number of a column (from 1): the addresses that its name held."""
    found = {}
    for number, cell in enumerate(cells, 1):
        cleaned = without_addresses(cell)
        if cleaned:
            found[number] = cleaned
    return found


def _sheet(
    text: str,
    shown: str,
    delimiter: str,
    encoding: str,
) -> Sheet:
    rows = rows_of(text, shown, delimiter)
    if not rows:
        hint = "Export the sheet again, with its header."
        raise stop("F003", Where(shown), "no cell has content", hint)
    top = rows[0]
    blank = _blank_lines(rows)
    rows = rows[1:]
    # HXL tags are a second header, not a pledge
    if rows and is_tags(rows[0].cells):
        rows = rows[1:]
    header = _header(top.cells)
    where = Where(shown, "", top.line)
    if len(header) == 1:
        found = f"the header has one column only, {header[0]!r}"
        raise stop("F008", where, found, "State the delimiter in pledgegraph.toml.")
    columns = _columns(rows, len(header))
    problems = [
        *_repeated_names(header, where),
        *uneven_rows(rows, len(header), shown, is_ended=text.endswith("\n")),
        *_nameless_columns(header, columns, where),
    ]
    if problems:
        raise SourceProblems(problems)
    # Spreadsheets export columns that were once used and are empty: they have no name and no cell
    kept = [position for position, name in enumerate(header) if name]
    taken_out = {}
    for number, cleaned in _taken_out(top.cells).items():
        taken_out[header[number - 1]] = cleaned
    return Sheet(
        file=shown,
        name="",
        header=[header[position] for position in kept],
        columns=[columns[position] for position in kept],
        lines=[row.line for row in rows],
        header_line=top.line,
        encoding=encoding,
        taken_out=taken_out,
        blank=blank,
    )


def _blank_lines(rows: Sequence[Row]) -> list[int]:
    """The lines of the blank rows below the header that other rows follow."""
    lines = list[int]()
    for above, row in pairwise(rows):
        blank = row.number - above.number - 1
        if blank:
            lines += range(row.line - blank, row.line)
    return lines


def _repeated_names(
    header: Sequence[str],
    top: Where,
) -> list[Problem]:
    problems = []
    for name in _repeated(header):
        where = Where(top.file, "", top.line, name)
        found = f'column "{name}" is there twice'
        problems.append(Problem("C002", "error", where, found, "Rename one."))
    return problems


def _nameless_columns(
    header: Sequence[str],
    columns: Sequence[Sequence[str]],
    top: Where,
) -> list[Problem]:
    problems = []
    for number, (name, cells) in enumerate(zip(header, columns, strict=True), 1):
        if not name and any(map(str.strip, cells)):
            found = f"column {number} has cells and no name"
            hint = "Name the column, or remove it."
            problems.append(Problem("C003", "error", top, found, hint))
    return problems


def _repeated(header: Sequence[str]) -> list[str]:
    """The names that are there more than once, sorted."""
    counts = Counter(filter(None, header))
    return sorted(name for name, count in counts.items() if count > 1)


def _columns(
    rows: Sequence[Row],
    width: int,
) -> list[list[str]]:
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
