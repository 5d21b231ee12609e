"""Mutations of good sources: what editors, exports and hands do to cells, rows, columns and bytes."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

Table = list[list[str]]

ODD = (
    "", " ", "NA", "n/a", "-", "0", "00", "1.0", "-5", "1e5", "12,5", "2,000,000",
    "99999999999999999999", "#", "#org+name", "=1+1", "@x", "'", '"', '""', ";", "; ;", ";;",
    "|", ",", "\t", "a\nb", "a\r\nb", "(", ")", "((", "x (", "(x)", "2023-13-45", "31/12/2023",
    "2023", "11 Dec 2023", "29 February 2023", "yes", "no", "maybe", "oui", "Kenya", "Congo",
    "Government of Kenya", "Government of Atlantis", "Kenya; Uganda", "others",
    "15 UN entities", "\u96e3\u6c11", "\u0644\u0627\u062c\u0626\u0648\u0646", "\U0001f642",
    "\u200b", "\u202e", "e\u0301", "\ufeff", "\xa0", "\uff21", "\x07", "x" * 5_000,
    "GRF-00001", "GRF-99999", "GRF_00001", "PF050", "PF008",
    "Government of Denmark (financial)", "PF031 (offered)", "financial; technical",
    "Education", "Education; Health", "Global", "IGAD region", "Southern Africa",
    "<script>alert(1)</script>", "https://example.org/a b", "source/x", "pledge/x",
    "vocabulary/x", "%s%d", "\\", "C:\\x",
)  # fmt: skip
"""Cells that people and programs write."""


def read(path: Path) -> Table:
    """A CSV file as rows of cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def written(table: Table) -> bytes:
    """Rows of cells as a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue().encode("utf-8", "replace")


def _cell(table: Table, dice: random.Random) -> tuple[int, int]:
    row = dice.randrange(1, len(table)) if len(table) > 1 else 0
    return row, dice.randrange(max(1, len(table[row])))


def _odd_cell(table: Table, dice: random.Random) -> None:
    row, column = _cell(table, dice)
    if table[row]:
        table[row][column] = dice.choice(ODD)


def _copied_cell(table: Table, dice: random.Random) -> None:
    (row, column), (other, there) = _cell(table, dice), _cell(table, dice)
    if table[row] and table[other]:
        table[row][column] = table[other][min(there, len(table[other]) - 1)]


def _joined_cell(table: Table, dice: random.Random) -> None:
    row, column = _cell(table, dice)
    if table[row]:
        table[row][column] += dice.choice(("; ", " (", ")", " / ", "\n")) + dice.choice(ODD)


def _doubled_row(table: Table, dice: random.Random) -> None:
    row, _ = _cell(table, dice)
    table.insert(dice.randrange(1, len(table) + 1), list(table[row]))


def _swapped_rows(table: Table, dice: random.Random) -> None:
    (row, _), (other, _) = _cell(table, dice), _cell(table, dice)
    table[row], table[other] = table[other], table[row]


def _removed_row(table: Table, dice: random.Random) -> None:
    del table[_cell(table, dice)[0]]
    if not table:
        table.append([])


def _blank_row(table: Table, dice: random.Random) -> None:
    table.insert(dice.randrange(len(table) + 1), [""] * dice.choice((0, 1, len(table[0]))))


def _swapped_columns(table: Table, dice: random.Random) -> None:
    one, other = (dice.randrange(max(1, len(table[0]))) for _ in range(2))
    for row in table:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def _removed_column(table: Table, dice: random.Random) -> None:
    column = dice.randrange(max(1, len(table[0])))
    for row in table:
        del row[column : column + 1]


def _doubled_column(table: Table, dice: random.Random) -> None:
    column = dice.randrange(max(1, len(table[0])))
    for row in table:
        row += row[column : column + 1]


def _header(table: Table, dice: random.Random) -> None:
    if table[0]:
        table[0][dice.randrange(len(table[0]))] = dice.choice(ODD)


def _shifted_row(table: Table, dice: random.Random) -> None:
    row, column = _cell(table, dice)
    table[row].insert(column, dice.choice(ODD))


CELLS: tuple[Callable[[Table, random.Random], None], ...] = (_odd_cell, _copied_cell, _joined_cell)
"""What leaves the sheet as it is and changes a cell."""
SHAPES = (
    _doubled_row, _swapped_rows, _removed_row, _blank_row, _swapped_columns, _removed_column, _doubled_column,
    _header, _shifted_row,
)  # fmt: skip
"""What changes rows, columns or the header."""


def mutated(table: Table, dice: random.Random, *, shapes: bool) -> bytes:
    """A table after some mutations, as a file; with ``shapes`` its rows, columns and bytes change as well."""
    table = [list(row) for row in table]
    for _ in range(dice.randint(1, 6)):
        dice.choice((*CELLS, *SHAPES) if shapes else CELLS)(table, dice)
    data = written(table)
    if shapes and dice.random() < 0.25:
        data = _bytes(data, dice)
    return data


def _bytes(data: bytes, dice: random.Random) -> bytes:
    """Bytes that were lost, doubled, cut off or written in another encoding."""
    place = dice.randrange(len(data) + 1)
    kind = dice.randrange(6)
    if kind == 0:
        return data[:place]
    if kind == 1:
        return data[:place] + bytes([dice.randrange(256)]) + data[place:]
    if kind == 2:
        return data[:place] + data[place + dice.randint(1, 40) :]
    if kind == 3:
        return data.replace(b"\n", b"\r\n")
    if kind == 4:
        return data.decode("utf-8", "replace").encode("utf-16")
    return b"\xef\xbb\xbf" + data
