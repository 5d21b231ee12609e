"""Workbooks: the sheets of XLSX and ODS files as ours, each cell at the place that Excel shows."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import partial
from itertools import chain
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, Where, suggest
from pledgegraph.wording import worded, worded_count

from .blank_ends import blank_texts_in, without_blank_end
from .headers import (
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
from .joined_sheets import joined
from .layout_files import header_key
from .sheet_marks import Marks, letters_of, marks_in_ods, marks_in_xlsx
from .sheets import Check, Sheet
from .tags import is_tags
from .text_files import stop
from .workbook_cells import Grid, grid_of
from .workbook_files import OWN_SHEETS, Parts
from .workbook_headers import Found, listed, too_many, why_none, with_header

MOST_CELLS = 200_000_000
"""Cells of a sheet, empty ones too: a register of a million pledges has a quarter of it."""


def read_workbook(
    path: Path,
    shown: str,
    *,
    wanted: str = "",
    check: Check | None = None,
    largest: int,
    ignored: Collection[str] = (),
    numbered: Collection[str] = (),
    header_line: int = 0,
) -> Sheet:
    """The sheet of a workbook that has the columns asked for; several of one header as one sheet.

    Titles above the header and blank rows are passed over. A merged cell gives its value to all
    rows of its area. What a cell does not hold, and what is hidden, is a finding of the sheet.

    Args:
        wanted: the name of the sheet, or a pattern for several (``y*``). Else it is the visible one
            whose header ``check`` accepts.
        largest: bytes that the workbook may have, unpacked.
        ignored: names of columns that need not be read; only these may be there twice.
        numbered: keys of names that several columns may have, each then with its number.
        header_line: where the names of the columns are; 0 where they are to be looked for.

    Raises:
        SourceProblems: the workbook cannot be read (F008, F010, F012), no sheet has
            the columns, or more than one has (F014), and what is wrong in a header (C002, C003).
    """
    parts = Parts(path, shown, largest)
    try:
        # Before the reader of cells: a workbook that unpacks to gigabytes is refused by its sizes
        marks, changed = _marks(parts, shown)
        # Its blank rows are not worth the room that the reader of cells makes for them
        file = io.BytesIO(parts.with_changed(changed)) if changed else path
    finally:
        parts.close()
    book = _Book(file, shown, marks)
    names = book.chosen(wanted)
    grids = [book.grid(name) for name in names]
    looking = Looking(check, numbered, header_line)
    found = with_header(grids, looking)
    if not found:
        raise SourceProblems(why_none(grids, looking, shown))
    if len(found) > 1 and not wanted:
        raise too_many(found, shown)
    sheets = [_sheet(each, shown, ignored, numbered) for each in found]
    loaded = [each.grid.name for each in found]
    findings = book.not_loaded(loaded)
    sheet = _as_one(sheets, shown)
    return replace(sheet, findings=[*findings, *sheet.findings])


def _marks(
    parts: Parts,
    shown: str,
) -> tuple[dict[str, Marks], dict[str, bytes]]:
    """The marks of each sheet, and the XML of those whose blank rows at the end are cut off.

    A sheet that is too wide for its rows is refused before a reader makes room for every cell in
    between.
    """
    changed = dict[str, bytes]()
    if parts.kind == "ods":
        found = marks_in_ods(parts.read("content.xml"))
    else:
        found = {}
        texts = parts.read("xl/sharedStrings.xml")
        for name, part in parts.sheet_parts().items():
            xml = parts.read(part)
            cut = without_blank_end(xml, partial(blank_texts_in, texts))
            if len(cut) < len(xml):
                changed[part] = cut
            found[name] = marks_in_xlsx(cut)
    for name, marks in found.items():
        if marks.damaged is not None:
            row, column = marks.damaged
            cell = f"{letters_of(column)}{row + 1}"
            raise _damaged(Where(shown, name, row + 1, "", cell))
        rows, columns = marks.last
        if (rows + 1) * (columns + 1) > MOST_CELLS:
            text = worded(
                "the sheet reaches to row {rows} and column {columns}",
                rows=rows + 1,
                columns=columns + 1,
            )
            hint = worded("Delete the cells far from the table, and save the workbook again.")
            raise stop(
                "F012",
                Where(shown, name),
                text,
                hint,
            )
    return found, changed


@contextmanager
def _refused_if_damaged(where: Where) -> Iterator[None]:
    """F010 for whatever the reader of cells says of what it cannot read."""
    import python_calamine as calamine

    try:
        yield
    except BaseException as error:
        # What its program did not expect is raised as a panic, which is not a usual exception
        is_panic = type(error).__name__ == "PanicException"
        if not is_panic and not isinstance(error, calamine.CalamineError):
            raise
        raise _damaged(where) from None


def _damaged(where: Where) -> SourceProblems:
    hint = worded("Open it, save it again, or ask for it once more.")
    return stop("F010", where, worded("the workbook is damaged"), hint)


class _Book:
    """An open workbook, with the names of its sheets and whether each is shown."""

    def __init__(
        self,
        file: Path | io.BytesIO,
        shown: str,
        marks: dict[str, Marks],
    ) -> None:
        import python_calamine as calamine

        self._shown = shown
        self._marks = marks
        with _refused_if_damaged(Where(shown)):
            self._book = calamine.CalamineWorkbook.from_object(file)
        self.visible = dict[str, bool]()
        for sheet in self._book.sheets_metadata:
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet:
                self.visible[sheet.name] = sheet.visible == calamine.SheetVisibleEnum.Visible

    def chosen(
        self,
        wanted: str,
    ) -> list[str]:
        """The sheets that a name or a pattern means, hidden ones too; else all visible ones."""
        if not wanted:
            return [name for name, is_visible in self.visible.items() if is_visible]
        # The exact name first, because a name may have signs of a pattern
        names = [name for name in self.visible if name == wanted]
        names = names or [name for name in self.visible if fnmatchcase(name, wanted)]
        if not names:
            found = worded('there is no sheet "{wanted}"', wanted=wanted)
            hint = suggest(wanted, self.visible) or worded(
                "Sheets are: {visible}.", visible=listed(list(self.visible))
            )
            raise stop(
                "F014",
                Where(self._shown),
                found,
                hint,
            )
        return names

    def grid(
        self,
        name: str,
    ) -> Grid:
        """The cells of a sheet."""
        # Its cells are read only now, and may be damaged where the workbook is not
        with _refused_if_damaged(Where(self._shown, name)):
            sheet = self._book.get_sheet_by_name(name)
            # With empty rows and columns above: else every place would be off by their number
            rows = sheet.to_python(skip_empty_area=False)
        return grid_of(
            name,
            rows,
            self._marks.get(name, Marks()),
            self._shown,
        )

    def not_loaded(
        self,
        loaded: Sequence[str],
    ) -> list[Problem]:
        """What says that other sheets of the workbook are not loaded."""
        not_meant = (*loaded, *OWN_SHEETS)
        others = [name for name in self.visible if name not in not_meant]
        if not others:
            return []
        shown = [
            worded("{name} (hidden)", name=name) if not self.visible[name] else name
            for name in others
        ]
        found = worded_count(
            "the sheet is not loaded: {shown}",
            "the sheets are not loaded: {shown}",
            len(others),
            shown=listed(shown),
        )
        hint = worded('If one is meant, name it with sheet = "…" in pledgegraph.toml.')
        return [
            Problem(
                "F016",
                "finding",
                Where(self._shown),
                found,
                hint,
            )
        ]


def _sheet(
    found: Found,
    shown: str,
    ignored: Collection[str],
    numbered: Collection[str],
) -> Sheet:
    grid = found.grid
    top = grid.rows[found.header_row]
    header = numbered_names(header_of(top), numbered)
    where = Where(shown, grid.name, found.header_row + 1)
    rows = []
    for row in range(found.header_row + 1, len(grid.rows)):
        if any(map(str.strip, grid.rows[row])):
            rows.append(row)
    first = found.header_row
    # HXL tags are a second header
    if rows and is_tags(grid.rows[rows[0]]):
        first, *rows = rows
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
        blank=_blank(first, rows),
        letters=[letters[position] for position in kept],
        findings=[*below, *index_columns(header, columns, where, letters)],
    )


def _blank(
    header_row: int,
    rows: Sequence[int],
) -> list[int]:
    """The lines of blank rows that other rows follow."""
    if not rows:
        return []
    filled = set(rows)
    between = range(header_row + 1, rows[-1])
    return [row + 1 for row in between if row not in filled]


def _as_one(sheets: Sequence[Sheet], shown: str) -> Sheet:
    """Several sheets of the same columns one below the other; each row knows its sheet."""
    first = sheets[0]
    if len(sheets) == 1:
        return first
    alike = [first]
    for other in sheets[1:]:
        other = _spelled_as(other, first)
        _check_same(first, other, shown)
        alike.append(other)
    return joined(alike, [sheet.name for sheet in sheets], first.header)


def _spelled_as(other: Sheet, first: Sheet) -> Sheet:
    """A sheet whose columns are called as those of another one: case and blanks may differ."""
    names = {header_key(name): name for name in first.header}
    header = [names.get(header_key(name), name) for name in other.header]
    return other if repeated(header) else replace(other, header=header)


def _check_same(
    first: Sheet,
    other: Sheet,
    shown: str,
) -> None:
    different = sorted(set(first.header) ^ set(other.header))
    if different or repeated(first.header):
        found = worded(
            'its columns are not those of "{name}": {different}',
            name=first.name,
            different=listed(different),
        )
        hint = worded("Give sheets with other columns a source of their own.")
        raise stop(
            "F014",
            Where(shown, other.name),
            found,
            hint,
        )
