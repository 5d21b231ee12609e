"""Rows of tables: those that have one of the values asked for, of a build or in memory."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

TableRow = dict[str, Any]
"""Column → value."""


def rows_with(
    table: pa.Table,
    column: str,
    values: Collection[str],
) -> list[TableRow]:
    """The rows of a table that have one of these values in a column."""
    # Sorted: Arrow takes no sets
    wanted = pa.array(sorted(values), pa.string())
    is_wanted = pc.is_in(table[column], wanted)
    rows: list[TableRow] = table.filter(is_wanted).to_pylist()
    return rows


def built_rows(
    build: Path,
    table: str,
    column: str,
    values: Collection[str],
    tables: str = "stated",
) -> list[TableRow]:
    """The rows of a build's table that have one of these values in a column.

    Args:
        tables: ``stated``, ``current`` or ``derived``.
    """
    if not values:
        return []
    path = build / tables / f"{table}.parquet"
    # the filter goes down into the file: groups of rows without such a value are not read
    wanted = [(column, "in", list(values))]
    rows: list[TableRow] = pq.read_table(path, filters=wanted).to_pylist()
    return rows
