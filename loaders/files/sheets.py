"""Sheets: a table as a file has it, which knows the place of each cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pledgegraph.errors import Problem, Where
from pledgegraph.personal.addresses import Cleaned

from .coded_cells import has_line_ends, only_rows

LINE = "{line}"


@dataclass(frozen=True)
class Sheet:
    """A sheet, column by column: ``columns`` are the raw cells under each header, ``lines`` where
    each row starts.

    Line ends in a cell are ``\\n``; runs of blanks in a header are one space. ``taken_out``: what
    was taken out of a column's name, which is another one then. ``emptied``: the rows whose cell
    under a header was an address and nothing else. ``blank``: the lines of blank rows that other
    rows follow.

    ``numbers``: where each column is in the file (from 1), where some are left out as they have no
    name.

    Of a workbook: ``letters`` of the columns; ``names``: the sheet of each row, where rows are of
    several; ``findings``: what the workbook hides or does not hold.

    Of records: ``counted``, what their lines count, such as ``record``. Of several sheets together:
    ``parts``, as each was read, and ``origins``: the part and the row there that each row is from.
    """

    file: str
    name: str
    header: list[str]
    columns: Sequence[Sequence[str]] = field(repr=False)
    lines: list[int] = field(repr=False)
    header_line: int = 1
    encoding: str = "utf-8"
    taken_out: Mapping[str, Cleaned] = field(default_factory=dict)
    emptied: Mapping[str, Collection[int]] = field(default_factory=dict)
    blank: Sequence[int] = ()
    letters: Sequence[str] = ()
    names: Sequence[str] = ()
    findings: Sequence[Problem] = ()
    counted: str = ""
    parts: Sequence[Sheet] = field(default=(), repr=False)
    origins: Sequence[tuple[int, int]] = field(default=(), repr=False)
    numbers: Sequence[int] = ()

    def column(self, header: str) -> Sequence[str]:
        """The cells under a header; ``ValueError`` where there is none."""
        return self.columns[self.header.index(header)]

    def where(self, row: int, column: str = "") -> Where:
        """The place of a cell: the line where it starts, counting the line ends in the cells before
        it; in a workbook its row and its name (``D17``).
        """
        if self.parts:
            part, own_row = self.origins[row]
            place = self.parts[part].where(own_row, column)
            return replace(place, file=self.file, sheet=self.names[row])
        line = self.lines[row]
        pattern = self.cell_pattern(column)
        if pattern or self.has_cell_names():
            cell = pattern.replace(LINE, str(line))
            return Where(
                self.file,
                self.name,
                line,
                column,
                cell,
            )
        position = 0
        if column in self.header:
            position = self.header.index(column)
        before = 0
        for cells in self.columns[:position]:
            # A cell with line ends moves those behind it to a later line
            if has_line_ends(cells):
                before += cells[row].count("\n")
        return Where(
            self.file,
            self.name,
            line + before,
            column,
        )

    def has_cell_names(self) -> bool:
        """Whether cells have names of their own, as in workbooks; else lines are counted."""
        return bool(self.letters or self.counted)

    def cell_pattern(self, column: str) -> str:
        """What the cells of a column are called, with ``LINE`` in place of the line: ``D{line}``.
        Nothing where cells have no names, or the column is not in the file.
        """
        if column not in self.header:
            return ""
        if self.counted:
            return f'{self.counted} {LINE}, "{column}"'
        letter = self.letters[self.header.index(column)] if self.letters else ""
        # a constant of the layout is in no column of the workbook
        return f"{letter}{LINE}" if letter else ""

    def only(self, rows: Sequence[int]) -> Sheet:
        """The sheet with some of its rows, in the order given."""
        columns = [only_rows(cells, rows) for cells in self.columns]
        # The rows get new numbers, and what is known by number goes with them
        places = {row: place for place, row in enumerate(rows)}
        emptied = {}
        for name, numbers in self.emptied.items():
            kept = places.keys() & set(numbers)
            emptied[name] = {places[row] for row in kept}
        return replace(
            self,
            columns=columns,
            lines=[self.lines[row] for row in rows],
            emptied=emptied,
            names=[self.names[row] for row in rows] if self.names else (),
            origins=[self.origins[row] for row in rows] if self.origins else (),
        )

    def without(self, rows: Collection[int]) -> Sheet:
        """The sheet without some of its rows."""
        if not rows:
            return self
        return self.only([row for row in range(len(self.lines)) if row not in rows])


Check = Callable[[Sheet], Sequence[Problem]]
"""What is wrong with a sheet by its header."""
