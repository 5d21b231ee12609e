"""Raw cells: the texts of the mapped columns as a source has them, with their lines, for
explain.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.loaders.files.sheets import Sheet

from .source_files import SourceFile


def raw_cells(source: SourceFile, sheet: Sheet, layout: Layout) -> pa.Table:
    """The mapped columns as the sheet has them, with the record of each row: what ``explain``
    shows.

    Beside a column stands how many lines below the row's first one its cells begin, where that
    differs from 0.
    """
    columns = {"record": record_identifiers(source.id, sheet)}
    mapped, below = set(layout.columns.values()), pa.repeat(0, len(sheet.lines))
    for name, texts in zip(sheet.header, sheet.columns, strict=True):
        cells = pa.array(texts, pa.string())
        if name in mapped:
            columns[name] = cells
            if pc.any(pc.greater(below, 0)).as_py():
                columns[lines_below(name)] = below
        below = pc.add(below, pc.cast(pc.count_substring(cells, "\n"), pa.int64()))
    return pa.table(columns)


def lines_below(column: str) -> str:
    """The name of the column that says where the cells of another one begin; no header has a line
    end.
    """
    return f"{column}\nlines below"
