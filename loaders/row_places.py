"""Places of rows: the rows of sources that nodes come from, as a person finds them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from pledgegraph.errors import Where
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT, Tables

from .source_files import SourceFile
from .table_rows import TableRow, built_rows, rows_with


def newest_places(
    stated: Tables,
    identifiers: Collection[str],
    sources: Sequence[SourceFile],
) -> dict[str, Where]:
    """For each identifier the row of the newest source that mentions it; nothing for one that no
    row mentions.
    """
    links = rows_with(stated["RECORDED_IN"], SUBJECT, identifiers)
    rows = rows_with(
        stated["SourceRecord"],
        ID,
        _records_in(links),
    )
    records = _by_id(rows)
    known = {source.id: source for source in sources}

    def oldest_first(link: TableRow) -> tuple[int, str]:
        return known[link[SOURCE]].rank, link[OBJECT]

    # The newest last, which takes the place of older ones
    newest: dict[str, Where] = {}
    for link in sorted(links, key=oldest_first):
        source = known[link[SOURCE]]
        record = records[link[OBJECT]]
        identifier = link[SUBJECT]
        newest[identifier] = _place(source.shown, record)
    return newest


def places(
    build: Path,
    identifiers: Collection[str],
) -> dict[str, str]:
    """For each identifier a row that mentions it, as ``FILE:LINE``; nothing for one that no row
    mentions.
    """
    links = built_rows(build, "RECORDED_IN", SUBJECT, identifiers)
    rows = built_rows(
        build,
        "SourceRecord",
        ID,
        _records_in(links),
    )
    records = _by_id(rows)
    table = pq.read_table(build / "stated" / "Source.parquet")
    sources = _by_id(table.to_pylist())
    found: dict[str, str] = {}
    # By record, so that every run names the same row of several
    for link in sorted(links, key=_record):
        source = sources[link[SOURCE]]
        record = records[link[OBJECT]]
        where = _place(source["file_name"], record)
        found.setdefault(link[SUBJECT], str(where))
    return found


def _record(link: TableRow) -> str:
    return str(link[OBJECT])


def _records_in(links: Sequence[TableRow]) -> set[str]:
    return set(map(_record, links))


def _by_id(rows: Sequence[TableRow]) -> dict[str, TableRow]:
    return {row[ID]: row for row in rows}


def _place(
    file: str,
    record: Mapping[str, object],
) -> Where:
    line = record["line"]
    assert isinstance(line, int)
    return Where(file, str(record["sheet"] or ""), line)
