"""Tables as CSV: one file a table, several values in a cell separated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.writing.tabular import csv_header, csv_line

if TYPE_CHECKING:
    import pyarrow as pa

SEPARATOR = "; "


def write_table(
    table: pa.Table,
    path: Path,
    tags: Sequence[str] = (),
) -> None:
    """A header, the tags of the columns where they are wanted, and the rows, after a byte-order
    mark, so that Excel reads it as UTF-8.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(csv_header(table.column_names))
        if tags:
            file.write(csv_line(tags))
        file.writelines(map(csv_line, _cells(table)))


def _cells(table: pa.Table) -> Iterator[Sequence[str | int]]:
    """The cells of each row."""
    columns = []
    for column in table.columns:
        cells = map(_cell, column.to_pylist())
        columns.append(list(cells))
    return zip(*columns, strict=True)


def _cell(value: Any) -> str | int:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):  # for Python a bool is an int
        return value
    if isinstance(value, list):
        return SEPARATOR.join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
