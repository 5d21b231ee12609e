"""Records: the rows of a sheet that nodes are read from."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import dependent, name_part

from .sheets import LINE, Sheet


def record_identifiers(source: str, sheet: Sheet) -> pa.Array:
    """The identifier of each row: its source, the sheet in a file of several, and its line."""
    lines = pa.array(sheet.lines, pa.int64()).cast(pa.string())
    if not sheet.names:
        return pc.binary_join_element_wise(_start(source, sheet.name), lines, "-")
    names = pa.array(sheet.names, pa.string()).dictionary_encode()
    starts = pa.array([_start(source, name) for name in names.dictionary.to_pylist()])
    return pc.binary_join_element_wise(starts.take(names.indices), lines, "-")


def _start(source: str, sheet: str) -> str:
    """What the identifiers of the rows of a sheet begin with."""
    return dependent(source, "row", name_part(sheet)) if sheet else dependent(source, "row")


def gather_records(
    records: pa.Array | Sequence[str],
    lines: pa.Array | Sequence[int],
    sheet: Sheet,
    source: str,
    gathering: Gathering,
) -> None:
    """Rows of a sheet as nodes of their source."""
    names = sheet.names or [sheet.name] * len(records)
    columns = {
        "id": records,
        "line": lines,
        "sheet": names,
        "position": _positions(sheet, names, lines),
    }
    gathering.nodes("SourceRecord", source, columns)
    gathering.links(
        "fromSource",
        source,
        records,
        [source] * len(records),
    )


def _positions(
    sheet: Sheet,
    names: Sequence[str],
    lines: pa.Array | Sequence[int],
) -> pa.Array:
    """Where each row is: its first cell, or its line where cells have no names."""
    own = pa.array(names, pa.string()).dictionary_encode()
    before = []
    behind = []
    for name in own.dictionary.to_pylist():
        place = f"{sheet.file}!{name}" if name else sheet.file
        pattern = _first_cell(sheet, name)
        # The line goes between the two: "A" and nothing, of a workbook
        start, _, end = pattern.partition(LINE)
        before.append(f"{place}!{start}" if pattern else f"{place}:")
        behind.append(end)
    numbers = pa.array(lines, pa.int64()).cast(pa.string())
    starts = pa.array(before, pa.string()).take(own.indices)
    ends = pa.array(behind, pa.string()).take(own.indices)
    return pc.binary_join_element_wise(starts, numbers, ends, "")


def _first_cell(sheet: Sheet, name: str) -> str:
    """What the first cell of a row is called, in the sheet of this name."""
    for part in sheet.parts:
        if part.name == name:
            return _first_cell(part, name)
    return sheet.cell_pattern(sheet.header[0]) if sheet.header else ""


def gather_recorded(
    sheet: Sheet,
    source: str,
    ids: pa.Array,
    gathering: Gathering,
) -> pa.Array:
    """A record for each row, and the row's node recorded in it; the records' identifiers."""
    records = record_identifiers(source, sheet)
    gather_records(
        records,
        sheet.lines,
        sheet,
        source,
        gathering,
    )
    gathering.links("recordedIn", source, ids, records)
    return records
