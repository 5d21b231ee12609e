"""Records: the row of a sheet that tells of a node."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Where
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT, Tables

from .loading import SourceFile


def newest_places(stated: Tables, identifiers: Collection[str], sources: Sequence[SourceFile]) -> dict[str, Where]:
    """For each identifier the row of the newest source that tells of it; nothing for one that no row tells of."""
    links = _rows_with(stated["RECORDED_IN"], SUBJECT, identifiers)
    records = {row[ID]: row for row in _rows_with(stated["SourceRecord"], ID, {link[OBJECT] for link in links})}
    known = {source.id: source for source in sources}
    newest: dict[str, Where] = {}
    for link in sorted(links, key=lambda link: (known[link[SOURCE]].rank, link[OBJECT])):
        record = records[link[OBJECT]]
        newest[link[SUBJECT]] = Where(known[link[SOURCE]].shown, record["sheet"] or "", record["line"])
    return newest


def _rows_with(table: pa.Table, column: str, values: Collection[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.filter(
        pc.is_in(table[column], pa.array(sorted(values), pa.string()))
    ).to_pylist()
    return rows
