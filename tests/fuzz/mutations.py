"""Mutations of good sources: what editors, exports and hands do to cells, rows, columns and
bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

Table = list[list[str]]

ODD = (
    "",
    " ",
    "NA",
    "n/a",
    "-",
    "0",
    "00",
    "1.0",
    "-5",
    "1e5",
    "12,5",
    "2,000,000",
    "99999999999999999999",
    "#",
    "#org+name",
    "=1+1",
    "@x",
    "'",
    '"',
    '""',
    ";",
    "; ;",
    ";;",
    "|",
    ",",
    "\t",
    "a\nb",
    "a\r\nb",
    "(",
    ")",
    "((",
    "x (",
    "(x)",
    "2023-13-45",
    "31/12/2023",
    "2023",
    "11 Dec 2023",
    "29 February 2023",
    "yes",
    "no",
    "maybe",
    "oui",
    "Kenya",
    "Congo",
    "Government of Kenya",
    "Government of Atlantis",
    "Kenya; Uganda",
    "others",
    "15 UN entities",
    "\u96e3\u6c11",
    "\u0644\u0627\u062c\u0626\u0648\u0646",
    "\U0001f642",
    "\u200b",
    "\u202e",
    "e\u0301",
    "\ufeff",
    "\xa0",
    "\uff21",
    "\x07",
    "x" * 5_000,
    "GRF-00001",
    "GRF-99999",
    "GRF_00001",
    "PF050",
    "PF008",
    "Government of Denmark (financial)",
    "PF031 (offered)",
    "financial; technical",
    "Education",
    "Education; Health",
    "Global",
    "IGAD region",
    "Southern Africa",
    "<script>alert(1)</script>",
    "https://example.org/a b",
    "source/x",
    "pledge/x",
    "vocabulary/x",
    "%s%d",
    "\\",
    "C:\\x",
)
"""Cells that people and programs write."""


@dataclass(frozen=True)
class Change:
    """What is done to a table, where and with which text; places count round, so that each fits
    every table.
    """

    kind: str
    row: int
    column: int
    other: int
    there: int
    text: str


@dataclass(frozen=True)
class Damage:
    """What is done to the bytes of a file."""

    kind: str
    place: int
    length: int


@dataclass(frozen=True)
class Mutation:
    """A source and what is done to it."""

    layout: str
    changes: tuple[Change, ...]
    damage: Damage

    def of(self, table: Table) -> bytes:
        """The table after it, as a file."""
        table = [list(row) for row in table]
        for change in self.changes:
            (WHOLE | SHAPES)[change.kind](table, change)
        return DAMAGES[self.damage.kind](written(table), self.damage)


def mutations(layouts: Collection[str], *, whole: bool) -> st.SearchStrategy[list[Mutation]]:
    """One or two mutated sources, often the register; ``whole`` ones mostly keep what a sheet must
    have.
    """
    place = st.integers(0, 60)
    texts = st.one_of(st.sampled_from(ODD), st.text(max_size=8))
    # A sheet without its columns or with odd bytes is seldom read to its end: many more are left
    # whole
    kinds = list(WHOLE) if whole else [*list(WHOLE) * 6, *SHAPES]
    damages = ["none"] if whole else [*["none"] * 40, *DAMAGES]
    change = st.builds(Change, st.sampled_from(kinds), place, place, place, place, texts)
    changes = st.lists(change, min_size=1, max_size=6).map(tuple)
    damage = st.builds(Damage, st.sampled_from(damages), st.integers(0, 20_000), st.integers(1, 40))
    layout = st.sampled_from([*["pledgegraph"] * len(layouts), *sorted(layouts)])
    mutation = st.builds(Mutation, layout, changes, damage)
    return st.lists(mutation, min_size=1, max_size=2, unique_by=lambda mutation: mutation.layout)


def read(path: Path) -> Table:
    """A CSV file as rows of cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def written(table: Table) -> bytes:
    """Rows of cells as a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue().encode("utf-8")


def _row(table: Table, row: int) -> int:
    return 1 + row % (len(table) - 1) if len(table) > 1 else 0


def _place(table: Table, row: int, column: int) -> tuple[int, int]:
    found = _row(table, row)
    return found, column % max(1, len(table[found]))


def _odd_cell(table: Table, change: Change) -> None:
    row, column = _place(table, change.row, change.column)
    if table[row]:
        table[row][column] = change.text


def _copied_cell(table: Table, change: Change) -> None:
    (row, column), (other, there) = (
        _place(table, change.row, change.column),
        _place(table, change.other, change.there),
    )
    if table[row] and table[other]:
        table[row][column] = table[other][there]


def _joined_cell(table: Table, change: Change) -> None:
    row, column = _place(table, change.row, change.column)
    if table[row]:
        table[row][column] += JOINTS[change.there % len(JOINTS)] + change.text


JOINTS = ("; ", " (", ")", " / ", "\n")


def _doubled_row(table: Table, change: Change) -> None:
    table.insert(1 + change.other % len(table), list(table[_row(table, change.row)]))


def _swapped_rows(table: Table, change: Change) -> None:
    row, other = _row(table, change.row), _row(table, change.other)
    table[row], table[other] = table[other], table[row]


def _removed_row(table: Table, change: Change) -> None:
    del table[_row(table, change.row)]
    if not table:
        table.append([])


def _blank_row(table: Table, change: Change) -> None:
    table.insert(1 + change.row % len(table), [""] * (0, 1, len(table[0]))[change.there % 3])


def _first_row(table: Table, change: Change) -> None:
    table.insert(0, [change.text] * (0, 1, len(table[0]))[change.there % 3])


def _swapped_columns(table: Table, change: Change) -> None:
    one, other = (place % max(1, len(table[0])) for place in (change.column, change.there))
    for row in table:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def _removed_column(table: Table, change: Change) -> None:
    column = change.column % max(1, len(table[0]))
    for row in table:
        del row[column : column + 1]


def _doubled_column(table: Table, change: Change) -> None:
    column = change.column % max(1, len(table[0]))
    for row in table:
        row += row[column : column + 1]


def _header(table: Table, change: Change) -> None:
    if table[0]:
        table[0][change.column % len(table[0])] = change.text


def _shifted_row(table: Table, change: Change) -> None:
    row, column = _place(table, change.row, change.column)
    table[row].insert(column, change.text)


Kinds = dict[str, Callable[[Table, Change], None]]
CELLS: Kinds = {"odd cell": _odd_cell, "copied cell": _copied_cell, "joined cell": _joined_cell}
WHOLE: Kinds = {
    **CELLS,
    "swapped rows": _swapped_rows,
    "removed row": _removed_row,
    "blank row": _blank_row,
}
"""What mostly leaves a sheet that can be built."""
SHAPES: Kinds = {
    "doubled row": _doubled_row,
    "first row": _first_row,
    "shifted row": _shifted_row,
    "header": _header,
    "swapped columns": _swapped_columns,
    "removed column": _removed_column,
    "doubled column": _doubled_column,
}


def _cut(data: bytes, damage: Damage) -> bytes:
    return data[: damage.place % (len(data) + 1)]


def _one_more(data: bytes, damage: Damage) -> bytes:
    place = damage.place % (len(data) + 1)
    return data[:place] + bytes([damage.place % 256]) + data[place:]


def _some_less(data: bytes, damage: Damage) -> bytes:
    place = damage.place % (len(data) + 1)
    return data[:place] + data[place + damage.length :]


DAMAGES: Mapping[str, Callable[[bytes, Damage], bytes]] = {
    "none": lambda data, _: data,
    "cut": _cut,
    "one byte more": _one_more,
    "some bytes less": _some_less,
    "CRLF": lambda data, _: data.replace(b"\n", b"\r\n"),
    "CR": lambda data, _: data.replace(b"\n", b"\r"),
    "UTF-16": lambda data, _: data.decode("utf-8").encode("utf-16"),
    "Windows": lambda data, _: data.decode("utf-8").encode("cp1252", "replace"),
    "byte-order mark": lambda data, _: b"\xef\xbb\xbf" + data,
}
