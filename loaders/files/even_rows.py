"""Even rows: the rows of a text in which nothing is odd, read by Arrow.

Where a quote is out of place, a row is blank or has too few cells, or a cell is very long, the
careful reader of ``csv_rows`` reads the text, and says what is wrong in which line. Both read the
same cells where both can.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from pledgegraph.errors import Problem

from .coded_cells import CodedCells
from .csv_rows import LONGEST_CELL, CsvRow, first_rows
from .tags import header_row, is_tags

LEAST = 2**15
"""Characters of a text below which Arrow takes longer to begin than the careful reader to end."""
BLOCK = 2**23
"""Bytes that Arrow reads at a time; no row is longer."""
_QUOTE = ord('"')
_LINE_END = ord("\n")
Places = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class TextRows:
    """The rows of a text.

    Attributes:
        top: the row with the names of the columns.
        columns: the cells below them, column by column.
        lines: where each row below starts.
        blank: the lines of blank rows that others follow.
        above: the rows above the names.
        uneven: what is wrong with rows that have more or fewer cells than there are names.
    """

    top: CsvRow
    columns: Sequence[Sequence[str]]
    lines: list[int]
    blank: Sequence[int] = ()
    above: Sequence[CsvRow] = ()
    uneven: Sequence[Problem] = ()


def even_rows(
    text: str,
    delimiter: str,
    least: int = LEAST,
) -> TextRows | None:
    """The rows of a text; None where the careful reader has to read it.

    Args:
        text: line ends are ``\\n``.
        least: characters of the shortest text that is read here.
    """
    if len(text) < least:
        return None
    bare = text.lstrip("\n")
    above = len(text) - len(bare)
    rows = first_rows(text, delimiter)
    top = rows[0]
    is_first = header_row(rows) is top and top.line == above + 1
    has_tags = len(rows) > 1 and is_tags(rows[1].cells)
    if not is_first or has_tags or len(top.cells) < 2:
        return None
    data = bare.rstrip("\n").encode()
    found = _starts(data, delimiter)
    if found is None:
        return None
    starts, breaks = found
    table = _parsed(data[starts[1] :], delimiter, len(top.cells)) if len(starts) > 1 else None
    # One row more or less would put every cell into the wrong line
    if table is None or table.num_rows != len(starts) - 1:
        return None
    columns = list(map(_coded, table.unify_dictionaries().columns))
    if not _all_have_content(columns):
        return None
    lines = np.searchsorted(breaks, starts[1:]) + above + 1
    return TextRows(top, columns, lines.tolist())


def _starts(data: bytes, delimiter: str) -> tuple[Places, Places] | None:
    """Where the rows of a text begin, and where its lines end; None where a quote is out of place,
    a row is empty or may have a cell that is too long.
    """
    signs = np.frombuffer(data, np.uint8)
    breaks = np.flatnonzero(signs == _LINE_END)
    ends = breaks
    if b'"' in data:
        quotes = np.flatnonzero(signs == _QUOTE)
        if not _in_place(signs, quotes, delimiter):
            return None
        # Behind an odd number of quotes a line end belongs to a cell
        before = np.searchsorted(quotes, breaks)
        ends = breaks[before % 2 == 0]
    starts = np.concatenate([[0], ends + 1])
    lengths = np.append(ends, len(data)) - starts
    if lengths.min() == 0 or lengths.max() > LONGEST_CELL:
        return None
    return starts, breaks


def _in_place(
    signs: np.ndarray[Any, np.dtype[np.uint8]],
    quotes: Places,
    delimiter: str,
) -> bool:
    """Whether each quote opens a cell, closes it or stands for one inside: readers disagree on any
    other.
    """
    if len(quotes) % 2:
        return False
    accepted = np.zeros(256, dtype=bool)
    accepted[[_QUOTE, _LINE_END, ord(delimiter)]] = True
    opening = quotes[0::2]
    closing = quotes[1::2]
    # The ends of the text are as good as ends of lines
    before = signs[opening[opening > 0] - 1]
    after = signs[closing[closing < len(signs) - 1] + 1]
    return bool(accepted[before].all() and accepted[after].all())


def _parsed(
    data: bytes,
    delimiter: str,
    width: int,
) -> pa.Table | None:
    """The cells of rows that all have as many; None where Arrow says that they have not."""
    # Only what reads a large text needs it
    from pyarrow import csv

    if data.startswith("\ufeff".encode()):
        return None  # Arrow would take it for the mark of a file
    names = list(map(str, range(width)))
    text = pa.dictionary(pa.int32(), pa.string())
    try:
        return csv.read_csv(
            pa.BufferReader(data),
            csv.ReadOptions(column_names=names, block_size=BLOCK),
            csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=b'"' in data,
                ignore_empty_lines=False,
            ),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, text),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _coded(column: pa.ChunkedArray) -> CodedCells:
    indices = [chunk.indices for chunk in column.chunks]
    texts = column.chunk(0).dictionary.to_pylist()
    return CodedCells(texts, pa.concat_arrays(indices).to_numpy())


def _all_have_content(columns: list[CodedCells]) -> bool:
    """Whether each row has a cell that is not blank."""
    has_content = np.zeros(len(columns[0]), dtype=bool)
    for cells in columns:
        has_content |= cells.where(str.strip)
        # Most often the first column says it
        if has_content.all():
            return True
    return False
