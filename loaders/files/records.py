"""Records: the rows of a sheet that nodes are read from."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import dependent, name_part

from .sheets import Sheet


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
    columns = {
        "id": records,
        "line": lines,
        "sheet": sheet.names or [sheet.name] * len(records),
    }
    gathering.nodes("SourceRecord", source, columns)
    gathering.links(
        "fromSource",
        source,
        records,
        [source] * len(records),
    )


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
