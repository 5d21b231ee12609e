"""Sheet copies: the cells of a source where its own sheet has them, without what is not loaded, so
that problems can be marked in them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pledgegraph.errors import SourceProblems, Where
from pledgegraph.loaders.files.addresses import without_personal_data
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.files.shown_columns import is_plain

from .source_files import SourceFile
from .source_sheets import sheet_of

_CELL = re.compile(r"([A-Z]+)([1-9]\d*)")
Place = tuple[int, int]
"""The row and the column of a cell, from 0."""


@dataclass(frozen=True)
class SheetCopy:
    """A sheet of a source.

    Attributes:
        places: what problems call it: pairs of file and sheet.
        header: the name of each column that may be shown, by its place.
        columns: the cells of the columns that are loaded, by place.
        rows: the row of the copy that each record is in.
        lines: the line of the source that it begins in.
        is_workbook: whether the copy has each cell where the source has it.
    """

    title: str
    places: frozenset[tuple[str, str]]
    header: Mapping[int, str]
    columns: Mapping[int, Sequence[str]] = field(repr=False)
    rows: Sequence[int] = field(repr=False)
    lines: Sequence[int] = field(repr=False)
    header_row: int
    header_line: int
    is_workbook: bool

    def place(
        self,
        where: Where,
    ) -> Place | None:
        """The cell that a problem is about; None where it is about the whole sheet."""
        named = _CELL.fullmatch(where.cell)
        if named and self.is_workbook:
            return int(named[2]) - 1, _number(named[1])
        if not where.line:
            return None
        first = min(self.header, default=0)
        names = {name: place for place, name in self.header.items()}
        return self._row(where.line), names.get(where.column, first)

    def _row(
        self,
        line: int,
    ) -> int:
        if self.is_workbook:
            return line - 1
        if line <= self.header_line or not self.rows:
            return self.header_row
        # A cell with line ends begins below the first line of its row
        before = bisect_right(self.lines, line) - 1
        return self.rows[max(before, 0)]


def sheet_copies(sources: Sequence[SourceFile]) -> Iterator[SheetCopy]:
    """The sheets of the sources that can be read, in their order. What is not loaded is left out:
    it may say who a person is. Addresses are taken out of the rest.
    """
    for source in sources:
        if source.at_site is not None:
            continue
        try:
            whole = sheet_of(source)
        except SourceProblems:
            continue
        layout = source.read_as.fitted(whole.header)
        if not whole.parts:
            yield _copy(
                whole,
                layout,
                {(whole.file, whole.name)},
            )
            continue
        names = dict.fromkeys(whole.names)
        for part, name in zip(
            whole.parts,
            names,
            strict=False,
        ):
            # Problems of a row name the whole source, those of a file in it the file
            places = {(whole.file, name), (part.file, part.name)}
            yield _copy(
                part,
                layout,
                places,
            )


def _copy(
    sheet: Sheet,
    layout: Layout,
    places: set[tuple[str, str]],
) -> SheetCopy:
    cleaned, _ = without_personal_data(
        sheet,
        layout,
        FIELDS[layout.kind],
    )
    loaded = set(layout.columns.values())
    header = {}
    columns = {}
    for number, name in enumerate(cleaned.header):
        place = _column(cleaned, number)
        # A header may name a person, and so may the cells of what is not loaded
        if name in loaded or is_plain(name):
            header[place] = name
        if name in loaded:
            columns[place] = cleaned.columns[number]
    is_workbook = bool(cleaned.letters)
    rows: Sequence[int] = range(1, len(cleaned.lines) + 1)
    if is_workbook:
        rows = [line - 1 for line in cleaned.lines]
    return SheetCopy(
        title=sheet.name or sheet.file.rpartition("/")[2],
        places=frozenset(places),
        header=header,
        columns=columns,
        rows=rows,
        lines=cleaned.lines,
        header_row=cleaned.header_line - 1 if is_workbook else 0,
        header_line=cleaned.header_line,
        is_workbook=is_workbook,
    )


def _column(
    sheet: Sheet,
    number: int,
) -> int:
    """Where a column is in the source, from 0."""
    if sheet.letters:
        return _number(sheet.letters[number])
    return sheet.numbers[number] - 1 if sheet.numbers else number


def _number(letters: str) -> int:
    """``A`` is 0, ``AA`` is 26."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1
