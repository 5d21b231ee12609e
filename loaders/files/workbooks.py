"""Workbooks: the sheets of XLSX and ODS files as ours, each cell at the place that Excel shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, Where, suggest

from .headers import (
    header_of,
    index_columns,
    nameless_columns,
    repeated,
    repeated_names,
    taken_out_by_name,
    used_names,
)
from .sheet_marks import Marks, marks_in_ods, marks_in_xlsx
from .sheets import Check, Sheet
from .tags import is_tags
from .text_files import stop
from .workbook_cells import Grid, grid_of
from .workbook_files import Parts

HEADER_ROWS = 50
"""Rows in which a header is looked for: registers have titles and notes above it."""
MOST_CELLS = 200_000_000
"""Cells of a sheet, empty ones too: a register of a million pledges has a quarter of it."""


@dataclass(frozen=True)
class _Found:
    """A sheet in which a header was found."""

    grid: Grid
    header_row: int


def read_workbook(
    path: Path,
    shown: str,
    *,
    wanted: str = "",
    check: Check | None = None,
    largest: int,
    ignored: Collection[str] = (),
) -> Sheet:
    """The sheet of a workbook that has the columns asked for; several of one header as one sheet.

    Titles above the header and blank rows are passed over. A merged cell gives its value to all
    rows of its area. What a cell does not hold, and what is hidden, is a finding of the sheet.

    Args:
        wanted: the name of the sheet, or a pattern for several (``y*``). Else it is the visible one
            whose header ``check`` accepts.
        largest: bytes that the workbook may have, unpacked.
        ignored: names of columns that need not be read; only these may be there twice.

    Raises:
        SourceProblems: the workbook cannot be read (F008, F010, F012), no sheet has
            the columns, or more than one has (F014), and what is wrong in a header (C002, C003).
    """
    parts = Parts(path, shown, largest)
    try:
        marks = _marks(parts, shown)
    finally:
        parts.close()
    book = _Book(path, shown, marks)
    names = book.chosen(wanted)
    grids = [book.grid(name) for name in names]
    found = _with_header(grids, check)
    if not found:
        raise SourceProblems(_why_none(grids, check, shown))
    if len(found) > 1 and not wanted:
        raise _too_many(found, shown)
    sheets = [_sheet(each, shown, ignored) for each in found]
    loaded = [each.grid.name for each in found]
    findings = book.not_loaded(loaded)
    sheet = _as_one(sheets, shown)
    return replace(sheet, findings=[*findings, *sheet.findings])


def _marks(parts: Parts, shown: str) -> dict[str, Marks]:
    """The marks of each sheet. A sheet that is too wide for its rows is refused before a reader
    makes room for every cell in between.
    """
    if parts.kind == "ods":
        found = marks_in_ods(parts.read("content.xml"))
    else:
        found = {}
        for name, part in parts.sheet_parts().items():
            found[name] = marks_in_xlsx(parts.read(part))
        parts.read("xl/sharedStrings.xml")  # counted, as what the reader will unpack
    for name, marks in found.items():
        rows, columns = marks.last
        if (rows + 1) * (columns + 1) > MOST_CELLS:
            text = f"the sheet reaches to row {rows + 1:,} and column {columns + 1:,}"
            hint = "Delete the cells far from the table, and save the workbook again."
            raise stop("F012", Where(shown, name), text, hint)
    return found


class _Book:
    """An open workbook, with the names of its sheets and whether each is shown."""

    def __init__(
        self,
        path: Path,
        shown: str,
        marks: dict[str, Marks],
    ) -> None:
        import python_calamine as calamine

        self._shown = shown
        self._marks = marks
        try:
            self._book = calamine.CalamineWorkbook.from_path(str(path))
        except calamine.CalamineError:
            hint = "Open it, save it again, or ask for it once more."
            raise stop("F010", Where(shown), "the workbook is damaged", hint) from None
        self.visible = dict[str, bool]()
        for sheet in self._book.sheets_metadata:
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet:
                self.visible[sheet.name] = sheet.visible == calamine.SheetVisibleEnum.Visible

    def chosen(self, wanted: str) -> list[str]:
        """The sheets that a name or a pattern means, hidden ones too; else all visible ones."""
        if not wanted:
            return [name for name, is_visible in self.visible.items() if is_visible]
        names = [name for name in self.visible if name == wanted]
        names = names or [name for name in self.visible if fnmatchcase(name, wanted)]
        if not names:
            found = f'there is no sheet "{wanted}"'
            hint = suggest(wanted, self.visible) or f"Sheets are: {_listed(list(self.visible))}."
            raise stop("F014", Where(self._shown), found, hint)
        return names

    def grid(self, name: str) -> Grid:
        """The cells of a sheet."""
        sheet = self._book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        return grid_of(
            name,
            rows,
            self._marks.get(name, Marks()),
            self._shown,
        )

    def not_loaded(self, loaded: Sequence[str]) -> list[Problem]:
        """What says that other sheets of the workbook are not loaded."""
        others = [name for name in self.visible if name not in loaded]
        if not others:
            return []
        shown = [f"{name} (hidden)" if not self.visible[name] else name for name in others]
        one = len(others) == 1
        found = f"the {'sheet is' if one else 'sheets are'} not loaded: {_listed(shown)}"
        hint = 'If one is meant, name it with sheet = "…" in pledgegraph.toml.'
        return [Problem("F016", "finding", Where(self._shown), found, hint)]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _with_header(grids: Sequence[Grid], check: Check | None) -> list[_Found]:
    found = []
    for grid in grids:
        row = _header_row(grid, check)
        if row is not None:
            found.append(_Found(grid, row))
    return found


def _header_row(grid: Grid, check: Check | None) -> int | None:
    """The first row that can be a header and that ``check`` accepts."""
    for row in _possible_headers(grid):
        if check is None or not _is_refused(_problems(grid, row, check)):
            return row
    return None


def _possible_headers(grid: Grid) -> list[int]:
    rows = []
    for row, cells in enumerate(grid.rows[:HEADER_ROWS]):
        if sum(bool(cell.strip()) for cell in cells) > 1:
            rows.append(row)
    return rows


def _problems(
    grid: Grid,
    row: int,
    check: Check,
) -> list[Problem]:
    names = list(filter(None, header_of(grid.rows[row])))
    header = list(dict.fromkeys(names))
    no_cells: list[list[str]] = [[] for _ in header]
    return list(check(Sheet(grid.file, grid.name, header, no_cells, [], row + 1)))


def _is_refused(problems: Sequence[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _why_none(
    grids: Sequence[Grid],
    check: Check | None,
    shown: str,
) -> list[Problem]:
    """Why no sheet will do: what is wrong with the one that comes nearest."""
    wrong = []
    for grid in grids:
        if check is not None:
            wrong += [_problems(grid, row, check) for row in _possible_headers(grid)]
    if not wrong:
        hint = "Save the workbook with its cells, or name another sheet."
        return [Problem("F003", "error", Where(shown), "no sheet has a header and rows", hint)]
    return min(wrong, key=len)


def _too_many(found: Sequence[_Found], shown: str) -> Exception:
    names = [each.grid.name for each in found]
    text = f"several sheets have these columns: {_listed(names)}"
    hint = f'Write sheet = "{names[0]}" for the source in pledgegraph.toml, or "*" for all of them.'
    return stop("F014", Where(shown), text, hint)


def _sheet(
    found: _Found,
    shown: str,
    ignored: Collection[str],
) -> Sheet:
    grid = found.grid
    top = grid.rows[found.header_row]
    header = header_of(top)
    where = Where(shown, grid.name, found.header_row + 1)
    rows = []
    for row in range(found.header_row + 1, len(grid.rows)):
        if any(map(str.strip, grid.rows[row])):
            rows.append(row)
    if rows and is_tags(grid.rows[rows[0]]):
        rows = rows[1:]
    cells = chain.from_iterable(grid.rows[row] for row in rows)
    whole = list(cells)
    width = len(header)
    columns = [whole[position::width] for position in range(width)]
    letters = grid.letters
    used = used_names(header, ignored)
    nameless = nameless_columns(header, columns, where, letters)
    problems = [*repeated_names(used, where, letters), *nameless]
    if problems:
        raise SourceProblems(problems)
    kept = [position for position, name in enumerate(used) if name]
    below = grid.findings_below(found.header_row)
    return Sheet(
        file=shown,
        name=grid.name,
        header=[header[position] for position in kept],
        columns=[columns[position] for position in kept],
        lines=[row + 1 for row in rows],
        header_line=found.header_row + 1,
        taken_out=taken_out_by_name(top, header),
        blank=_blank(found.header_row, rows),
        letters=[letters[position] for position in kept],
        findings=[*below, *index_columns(header, columns, where, letters)],
    )


def _blank(header_row: int, rows: Sequence[int]) -> list[int]:
    """The lines of blank rows that other rows follow."""
    if not rows:
        return []
    filled = set(rows)
    between = range(header_row + 1, rows[-1])
    return [row + 1 for row in between if row not in filled]


def _as_one(sheets: Sequence[Sheet], shown: str) -> Sheet:
    """Several sheets of one header one below the other; each row knows its sheet."""
    first = sheets[0]
    if len(sheets) == 1:
        return first
    for other in sheets[1:]:
        _check_same(first, other, shown)
    columns = []
    for name in first.header:
        cells = chain.from_iterable(sheet.column(name) for sheet in sheets)
        columns.append(list(cells))
    names = list[str]()
    for sheet in sheets:
        names += [sheet.name] * len(sheet.lines)
    return replace(
        first,
        name="",
        columns=columns,
        lines=list(chain.from_iterable(sheet.lines for sheet in sheets)),
        names=names,
        blank=(),
        findings=list(chain.from_iterable(sheet.findings for sheet in sheets)),
    )


def _check_same(
    first: Sheet,
    other: Sheet,
    shown: str,
) -> None:
    different = sorted(set(first.header) ^ set(other.header))
    if different or repeated(first.header):
        found = f'its columns are not those of "{first.name}": {_listed(different)}'
        hint = "Give sheets with other columns a source of their own."
        raise stop("F014", Where(shown, other.name), found, hint)
