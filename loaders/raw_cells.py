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

LETTERS = "letters"
"""What says, in the metadata of a column, which one of a workbook's sheet it is."""
FIELDS_FED = "fields"
"""What says, in the metadata of a column, which fields of its kind it has, separated by blanks."""


def raw_cells(
    source: SourceFile,
    sheet: Sheet,
    layout: Layout,
) -> pa.Table:
    """The mapped columns as the sheet has them, with the record of each row.

    Where cells of a column begin below the first line of their row, another column says how many
    lines below. Each column says its fields and, of a workbook, its letters.
    """
    columns = {"record": record_identifiers(source.id, sheet)}
    mapped = set(layout.columns.values())
    below = pa.repeat(0, len(sheet.lines))
    for name, texts in zip(sheet.header, sheet.columns, strict=True):
        cells = pa.array(texts, pa.string())
        if name in mapped:
            columns[name] = cells
            # A row of a workbook is one line, whatever its cells have
            if sheet.letters:
                continue
            if pc.any(pc.greater(below, 0)).as_py():
                columns[lines_below(name)] = below
        # line ends in a cell move the cells behind it down
        line_ends = pc.count_substring(cells, "\n").cast(pa.int64())
        below = pc.add(below, line_ends)
    table = pa.table(columns)
    letters = dict(zip(sheet.header, sheet.letters, strict=False))
    for name in mapped.intersection(sheet.header):
        fields = [field for field, column in layout.columns.items() if column == name]
        said = {FIELDS_FED: " ".join(fields)}
        if letters.get(name):
            said[LETTERS] = letters[name]
        place = table.column_names.index(name)
        field = table.schema.field(name).with_metadata(said)
        table = table.set_column(place, field, table[name])
    return table


def lines_below(column: str) -> str:
    """The name of the column that says how many lines below their row's first the cells of
    ``column`` begin. No header has a line end.
    """
    return f"{column}\nlines below"
