"""Table files: tables and raw cells written as Parquet, and read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from .schema import schema
from .tables import Tables

SMALL_BYTES = 2_048
"""So large a file without rows may be."""
MANY_TABLES = 256
"""So many different ones are kept as tables."""


def write_tables(tables: Tables, folder: Path) -> None:
    """One Parquet file a table."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in {**tables.nodes, **tables.links}.items():
        path = folder / f"{name}.parquet"
        if table.num_rows:
            _write(table, path)
        else:
            path.write_bytes(_empty_file(table.schema))


@cache
def _empty_file(columns: pa.Schema) -> bytes:
    """The Parquet file of a table without rows, made once: most relationships have none in a small
    build.
    """
    file = pa.BufferOutputStream()
    _write(columns.empty_table(), file)
    return bytes(file.getvalue())


def _write(table: pa.Table, file: Path | pa.NativeFile) -> None:
    """As one Parquet file. Dictionaries and statistics cost a quarter of the time: tables are read
    whole, and zstd finds what repeats.
    """
    pq.write_table(
        table,
        file,
        compression="zstd",
        use_dictionary=False,
        write_statistics=False,
    )


def write_cells(
    cells: Mapping[str, pa.Table],
    folder: Path,
) -> None:
    """One Parquet file a source: the record of each row and its raw cells."""
    folder.mkdir(parents=True, exist_ok=True)
    for source, table in cells.items():
        name = source.partition("/")[2]
        _write(table, folder / f"{name}.parquet")


def read_tables(folder: Path) -> Tables:
    """The tables that ``write_tables`` wrote."""
    words = schema()
    return Tables(_read(folder, words.classes), _read(folder, words.relations))


def _read(
    folder: Path,
    names: Iterable[str],
) -> dict[str, pa.Table]:
    return {name: read_table(folder / f"{name}.parquet") for name in names}


def read_table(path: Path) -> pa.Table:
    """The table of one Parquet file. (``pq.read_table`` would load all that reads folders, and
    pandas with it.)
    """
    if path.stat().st_size > SMALL_BYTES:
        with pq.ParquetFile(path) as file:
            return file.read()
    return _small_table(path.read_bytes())


@lru_cache(MANY_TABLES)
def _small_table(data: bytes) -> pa.Table:
    """The table of a file with few rows or none: relationships without any have the same bytes, and
    are read once.
    """
    with pq.ParquetFile(pa.BufferReader(data)) as file:
        return file.read()
