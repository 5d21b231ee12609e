"""Raw cells: the texts of the mapped columns as a source has them, with their lines, for
explain.
"""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.files.coded_cells import as_arrow, has_line_ends
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.loaders.files.sheets import LINE, Sheet

from .source_files import SourceFile

CELL_NAMES = "cells"
"""What says, in the metadata of a column, how its cells are called: sheet → pattern, as JSON."""
FIELDS_FED = "fields"
"""What says, in the metadata of a column, which fields of its kind it has, separated by blanks."""


def raw_cells(
    source: SourceFile,
    sheet: Sheet,
    layout: Layout,
) -> pa.Table:
    """The mapped columns as the sheet has them, with the record of each row.

    Where cells of a column begin below the first line of their row, another column says how many
    lines below. Each column says its fields and, where cells have names, their form.
    """
    columns = {"record": record_identifiers(source.id, sheet)}
    mapped = set(layout.columns.values())
    for name, texts in zip(
        sheet.header,
        sheet.columns,
        strict=True,
    ):
        if name in mapped:
            columns[name] = as_arrow(texts)
    for name, below in _lines_below(sheet).items():
        if name in mapped:
            columns[lines_below(name)] = below
    table = pa.table(columns)
    for name in mapped.intersection(sheet.header):
        fields = [field for field, column in layout.columns.items() if column == name]
        said = {FIELDS_FED: " ".join(fields)}
        patterns = _patterns(sheet, name)
        if patterns:
            said[CELL_NAMES] = json.dumps(patterns, ensure_ascii=False)
        place = table.column_names.index(name)
        field = table.schema.field(name).with_metadata(said)
        table = table.set_column(
            place,
            field,
            table[name],
        )
    return table


def _patterns(
    sheet: Sheet,
    column: str,
) -> dict[str, str]:
    """By the sheet where a row is: how its cell in a column is called; nothing where lines are
    counted.
    """
    found = {}
    if not sheet.parts:
        found[sheet.name] = sheet.cell_pattern(column)
    for (part, _), name in zip(
        sheet.origins,
        sheet.names,
        strict=True,
    ):
        if name not in found:
            found[name] = sheet.parts[part].cell_pattern(column)
    return {name: pattern for name, pattern in found.items() if pattern}


def _lines_below(sheet: Sheet) -> dict[str, pa.Array]:
    """By column: how many lines below their row's first its cells begin, where some do."""
    if sheet.parts:
        return _lines_below_in_parts(sheet)
    found: dict[str, pa.Array] = {}
    if sheet.has_cell_names() or not _has_line_ends(sheet):
        return found
    below = pa.repeat(0, len(sheet.lines))
    is_below = False
    for name, texts in zip(
        sheet.header,
        sheet.columns,
        strict=True,
    ):
        if is_below:
            found[name] = below
        # line ends in a cell move the cells behind it down
        if has_line_ends(texts):
            line_ends = pc.count_substring(as_arrow(texts), "\n")
            below = pc.add(below, line_ends.cast(pa.int64()))
            is_below = pc.max(below).as_py() > 0
    return found


def _has_line_ends(sheet: Sheet) -> bool:
    """Whether a cell may have one: rows that begin on one line after the other have none, but for
    the last.
    """
    lines = sheet.lines
    if not lines:
        return False
    last_row = [cells[-1] for cells in sheet.columns]
    is_line_a_row = lines[-1] - lines[0] == len(lines) - 1
    return not is_line_a_row or any("\n" in cell for cell in last_row)


def _lines_below_in_parts(sheet: Sheet) -> dict[str, pa.Array]:
    """As ``_lines_below``; columns are in another order in each part."""
    of_parts = [_lines_below(part) for part in sheet.parts]
    names = set[str]().union(*of_parts)
    found = {}
    for name in names:
        counts = []
        for part, row in sheet.origins:
            in_part = of_parts[part].get(name)
            counts.append(0 if in_part is None else in_part[row].as_py())
        found[name] = pa.array(counts, pa.int64())
    return found


def lines_below(column: str) -> str:
    """The name of the column that says how many lines below their row's first the cells of
    ``column`` begin. No header has a line end.
    """
    return f"{column}\nlines below"


def cell_name(
    schema: pa.Schema,
    column: str,
    sheet: str,
    line: int,
) -> str:
    """What a cell is called where cells have names, by the schema of its source's raw cells."""
    if column not in schema.names:
        return ""
    said = schema.field(column).metadata or {}
    patterns = json.loads(said.get(CELL_NAMES.encode(), b"{}"))
    pattern: str = patterns.get(sheet, "")
    return pattern.replace(LINE, str(line))
