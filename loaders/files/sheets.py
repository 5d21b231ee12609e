"""Sheets: the one row reader, which knows where each cell stands."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.personal import Cleaned, without_addresses

from .tags import is_tags
from .text_files import LARGEST_FILE, decoded, file_bytes, stop

LONGEST_CELL = 200_000
"""Characters; a spreadsheet's own cells end at 32,767."""
LONGEST_LINE = 1_048_576
"""Characters of a physical line."""
MOST_COLUMNS = 16_384
"""Columns of a sheet: a spreadsheet has no more."""
BLOCK = 16
"""Rows that Excel writes at a time, without the trailing columns that are empty in all of them."""
MOST_PROBLEMS = 50
"""Rows of a file that are told one by one; the last one says how many more there are."""


@dataclass(frozen=True)
class Sheet:
    """A sheet, column by column: ``columns`` are the raw cells under each header, ``lines`` where
    each row starts.

    Line ends in a cell are ``\\n``; runs of blanks in a header are one space. ``taken_out``: what
    was taken out of a column's name, which is another one then; ``emptied``: the rows whose cell
    under a header held an address alone.
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

    def column(self, header: str) -> list[str]:
        """The cells under a header; ``ValueError`` where there is none."""
        return self.columns[self.header.index(header)]

    def where(self, row: int, column: str = "") -> Where:
        """The place of a cell: the line where it starts, counting the line ends in the cells before
        it.
        """
        position = self.header.index(column) if column in self.header else 0
        before = sum(cells[row].count("\n") for cells in self.columns[:position])
        return Where(self.file, self.name, self.lines[row] + before, column)


class _Record(NamedTuple):
    """The cells of one row; ``line`` is where it starts (from 1), ``number`` its place among all
    rows (from 0).
    """

    cells: list[str]
    line: int
    number: int


def read_sheets(
    path: Path,
    shown: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    check: Callable[[Sheet], Sequence[Problem]] | None = None,
    largest: int = LARGEST_FILE,
) -> list[Sheet]:
    """The sheets of a file: one for CSV (UTF-8, UTF-16, Windows-1252; comma, semicolon or tab;
    ``.gz`` as well).

    Empty rows and a row of HXL tags below the header are passed over. A row may have empty cells
    beyond the header; it has fewer cells than the header only where Excel wrote it so: see
    ``_left_out_by_excel``.

    Args:
        check: what is wrong with a sheet by its header; it is asked before the rows of a large file
            are read.
        largest: bytes that the file may have, unpacked.

    Raises:
        SourceProblems: the file is missing, a folder, empty, no text, broken (F001-F010, C002,
            C003); with its line.
            An error that ``check`` finds.
    """
    text, used = decoded(file_bytes(path, shown, largest), shown, encoding)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _check_text(text, shown)
    stated = _STATED.match(text)  # a line of Excel's own, which is no row
    if stated:
        text = "\n" + text[stated.end() :]
        delimiter = delimiter or stated[1]
    delimiter = delimiter or _delimiter(text)
    _check_width(text, shown, delimiter)
    if check is not None:
        _check_first(check, text, shown, delimiter)
    return [_sheet(text, shown, delimiter, used)]


def _check_width(text: str, shown: str, delimiter: str) -> None:
    """Refuse a header that no spreadsheet can have, before anything is worked out for each of its
    columns.
    """
    cells, line = _first_record(text, delimiter)
    if len(cells) > MOST_COLUMNS:
        found = f"the header has {len(cells):,} columns; a spreadsheet has at most {MOST_COLUMNS:,}"
        raise stop(
            "F013",
            Where(shown, line=line),
            found,
            "Is this the right file, and the right delimiter?",
        )


def _check_first(
    check: Callable[[Sheet], Sequence[Problem]], text: str, shown: str, delimiter: str
) -> None:
    """Ask what a header alone shows; one that cannot be read, or has one column only, is told with
    the rows.
    """
    cells, line = _first_record(text, delimiter)
    header = [name for name in _header(cells) if name]
    problems = (
        check(Sheet(shown, "", header, [[] for _ in header], [], line)) if len(cells) > 1 else ()
    )
    if len(set(header)) == len(header) and any(problem.severity == "error" for problem in problems):
        raise SourceProblems(list(problems))


def _first_record(text: str, delimiter: str) -> tuple[list[str], int]:
    """The cells of the first row that has content, and its line; none where it cannot be read."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                return cells, line
            line = reader.line_num + 1
    except csv.Error:
        pass
    return [], line


_STATED = re.compile(r'"?sep=([,;\t|])"?\n', re.I)


def _check_text(text: str, shown: str) -> None:
    """Refuse a text without content, with NUL characters or with a line beyond every register."""
    if not text.strip():
        raise stop(
            "F003", Where(shown), "the file is empty", "Export the sheet again, with its header."
        )
    nul = text.find("\0")
    if nul >= 0:
        where = Where(shown, line=text.count("\n", 0, nul) + 1)
        raise stop(
            "F005",
            where,
            "a NUL byte stands here",
            "The file is damaged or no text: export it again.",
        )
    start, line = 0, 1
    while len(text) - start > LONGEST_LINE:
        end = text.rfind("\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            where = Where(shown, line=line)
            hint = "A register has no such line: the file is damaged, or its line ends are lost."
            raise stop("F007", where, f"the line has more than {LONGEST_LINE:,} characters", hint)
        line += text.count("\n", start, end + 1)
        start = end + 1


def _delimiter(text: str) -> str:
    """The delimiter that stands most often in the first line with content, outside of quotes."""
    start = re.search(r"\S", text)
    first = re.compile(r'(?:"[^"]*"?|[^"\n]+)*').match(text, start.start() if start else 0)
    bare = re.sub(r'"[^"]*"?', "", first[0] if first else "")
    return max(",;\t", key=lambda mark: (bare.count(mark), mark == ","))


def _lines(text: str) -> Iterator[str]:
    """The physical lines with their ends; ``str.splitlines`` knows further line ends, which belong
    to cells.
    """
    return (match[0] for match in re.finditer(r".*\n|.+", text))


def _records(text: str, shown: str, delimiter: str) -> list[_Record]:
    """Every row that has a cell with content."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    records, line = [], 1
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        for number, cells in enumerate(reader):
            if any(cells) and any(map(str.strip, cells)):
                records.append(_Record(cells, line, number))
            line = reader.line_num + 1
    except csv.Error:
        raise _broken_cell(
            text, shown, delimiter, line, records[0].cells if records else []
        ) from None
    finally:
        csv.field_size_limit(limit)
    return records


_QUOTED = re.compile(r'"(?:[^"]+|"")*("?)')


def _broken_cell(
    text: str, shown: str, delimiter: str, line: int, header: Sequence[str]
) -> SourceProblems:
    """What is wrong in the row that starts at ``line``: the first cell that is not closed, or is
    too long.
    """
    plain = re.compile(f"[^{re.escape(delimiter)}\n]*")
    position = sum(len(each) for each, _ in zip(_lines(text), range(line - 1), strict=False))
    for column in range(len(text)):
        match = (_QUOTED if text.startswith('"', position) else plain).match(text, position)
        assert match is not None
        name = _clean(header[column]) if column < len(header) else ""
        where = Where(shown, "", text.count("\n", 0, position) + 1, name)
        after = text[match.end() : match.end() + 1]
        if match.lastindex and not match[1]:
            hint = "Close the quote, or double it inside the cell."
            return stop("F006", where, "a quote opens here and is never closed", hint)
        if match.lastindex and after not in ("", "\n", delimiter):
            closed = text.count("\n", 0, match.end()) + 1
            found = (
                f"a quote opens here, and where the next one closes it, in line {closed}, the cell"
                " does not end"
            )
            return stop(
                "F006", where, found, 'Close the quote, or write "" for a quote inside the cell.'
            )
        if len(match[0]) > LONGEST_CELL:
            hint = "Shorten it; a spreadsheet's own cells end at 32,767 characters."
            return stop("F007", where, f"the cell has more than {LONGEST_CELL:,} characters", hint)
        position = match.end() + 1
        if after != delimiter:
            break
    return stop(
        "F006",
        Where(shown, line=line),
        "the row cannot be read",
        "Write it again, each cell in quotes.",
    )


def _clean(header: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", without_addresses(header).text).split())


def _header(cells: Sequence[str]) -> list[str]:
    """The names of the columns; one that held an address gets its number, so that it stays a name
    of its own.
    """
    had = _taken_out(cells)
    return [
        f"{_clean(cell)} (column {n})".strip() if n in had else _clean(cell)
        for n, cell in enumerate(cells, 1)
    ]


def _taken_out(cells: Sequence[str]) -> dict[int, Cleaned]:
    """By the number of a column (from 1): the addresses that its name held."""
    each = {number: without_addresses(cell) for number, cell in enumerate(cells, 1)}
    return {number: cleaned for number, cleaned in each.items() if cleaned}


def _sheet(text: str, shown: str, delimiter: str, encoding: str) -> Sheet:
    records = _records(text, shown, delimiter)
    if not records:
        raise stop(
            "F003", Where(shown), "no cell has content", "Export the sheet again, with its header."
        )
    header = _header(records[0].cells)
    rows = records[2:] if len(records) > 1 and is_tags(records[1].cells) else records[1:]
    top = Where(shown, "", records[0].line)
    if len(header) == 1:
        found, hint = (
            f"the header has one column only, {header[0]!r}",
            "State the delimiter in pledgegraph.toml.",
        )
        raise stop("F008", top, found, hint)
    problems = [
        Problem(
            "C002",
            "error",
            Where(shown, "", top.line, name),
            f'column "{name}" stands twice',
            "Rename one.",
        )
        for name in _repeated(header)
    ]
    problems += _uneven(rows, len(header), shown, text.endswith("\n"))
    columns = _columns(rows, len(header))
    for position, name in enumerate(header):
        if not name and any(cell.strip() for cell in columns[position]):
            found = f"column {position + 1} has cells and no name"
            problems.append(Problem("C003", "error", top, found, "Name the column, or remove it."))
    if problems:
        raise SourceProblems(problems)
    kept = [position for position, name in enumerate(header) if name]
    lines = [row.line for row in rows]
    names, cells = [header[p] for p in kept], [columns[p] for p in kept]
    had = {header[number - 1]: cleaned for number, cleaned in _taken_out(records[0].cells).items()}
    return Sheet(shown, "", names, cells, lines, top.line, encoding, had)


def _repeated(header: Sequence[str]) -> list[str]:
    """The names that stand more than once, sorted."""
    return sorted(name for name, times in Counter(header).items() if name and times > 1)


def _columns(rows: Sequence[_Record], width: int) -> list[list[str]]:
    """The cells column by column; what a row lacks is empty, what it has beyond the header is left
    aside.
    """
    # Strides of one list of all cells: going through the rows once a column takes three times as
    # long
    cells = [cell for row in rows for cell in _as_wide(row.cells, width)]
    return [cells[position::width] for position in range(width)]


def _as_wide(cells: list[str], width: int) -> list[str]:
    return cells if len(cells) == width else [*cells[:width], *[""] * (width - len(cells))]


def _uneven(rows: Sequence[_Record], width: int, shown: str, is_ended: bool) -> list[Problem]:
    """The rows that have cells beyond the header, or too few."""
    if all(len(row.cells) == width for row in rows):
        return []
    left_out = _left_out_by_excel(rows) if is_ended else set()
    problems = []
    for row in rows:
        count = len(row.cells)
        if count > width and any(cell.strip() for cell in row.cells[width:]):
            hint = "Quote cells that hold the delimiter."
        elif count < width and row.number // BLOCK not in left_out:
            hint = "Write all cells, empty ones too; a cell with a line end stands in quotes."
        else:
            continue
        found = f"the row has {count} cells and the header {width}"
        problems.append(Problem("F009", "error", Where(shown, "", row.line), found, hint))
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        found = f"{more:,} more rows have more or fewer cells than the header"
        problems[MOST_PROBLEMS:] = [
            Problem("F009", "error", Where(shown), found, "Correct the first ones first.")
        ]
    return problems


def _left_out_by_excel(rows: Sequence[_Record]) -> set[int]:
    """The blocks of rows whose trailing cells Excel left out, as it does where they are empty in
    the whole block.

    All rows of such a block are equally short, two at least, and it is not the first one, which has
    the header. A row that alone is short has lost a delimiter, or is cut by a line end: its cells
    would stand under the wrong headers.
    """
    lengths = defaultdict[int, list[int]](list)
    for row in rows:
        lengths[row.number // BLOCK].append(len(row.cells))
    return {
        block
        for block, found in lengths.items()
        if block > 0 and len(found) > 1 and len(set(found)) == 1
    }
