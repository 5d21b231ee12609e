"""Explain: where each value of a node came from, cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pledgegraph.errors import UsageProblem, Where, suggest
from pledgegraph.ontology.schema import local_name, schema
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT, Tables

from .countries import find_country, name_key
from .loading import FIELDS, SourceFile, lines_below
from .mapping import layouts

ROW_OWNERS = ("Pledge", "PledgeAggregate")
"""Whose row it is: every mapped cell of it is shown, also one that feeds another node or none."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A value of a node, the cell that says so and the cell's text as written.

    ``property`` is the column's name where the cell feeds another node, or none. ``counts`` tells, where sources
    differ, whether answers use this value.
    """

    property: str
    value: str
    where: Where
    raw: str
    counts: bool | None = None


def explain(build: Path, name: str, base: str, sources: Sequence[Mapping[str, Any]]) -> tuple[str, list[Explained]]:
    """The identifier that a name stands for, and where its values came from, source by source.

    Args:
        build: the folder of a build.
        name: an official number, a register's own identifier, an identifier (``actor/unhcr``), an IRI, or what a
            country or an actor is called.
        sources: the sources as the manifest lists them.

    Raises:
        UsageProblem: no node is called so; with suggestions.
    """
    identifier = _identifier(build, name.removeprefix(f"{base}/"))
    cls = schema().class_of(identifier)
    found: list[Explained] = []
    stated: list[dict[str, str]] = []
    for source in sources:
        records = _records(build, identifier, source)
        if records:
            stated.append(dict(_values(build, cls, identifier, f"source/{source['name']}")))
            found += _cells(build, cls, records, stated[-1], source)
    now = dict(_values(build, cls, identifier)) if found else {}
    differing = {name for values in stated for name, value in values.items() if value != now.get(name)}
    return identifier, [
        replace(entry, counts=entry.value == now.get(entry.property)) if entry.property in differing else entry
        for entry in found
    ]


def _read(build: Path, table: str, column: str, value: str, tables: str = "stated") -> pa.Table:
    return pq.read_table(build / tables / f"{table}.parquet", filters=[(column, "=", value)])


def _identifier(build: Path, name: str) -> str:
    segment = name.partition("/")[0]
    if "/" in name and segment in schema().segments() and _read(build, schema().class_of(name), ID, name).num_rows:
        return name
    known: list[str] = []
    for cls in ("Pledge", "PledgeAggregate"):
        table = pq.read_table(
            build / "stated" / f"{cls}.parquet", columns=[ID, "official_identifier", "local_identifier"]
        )
        for column in ("official_identifier", "local_identifier"):
            row = table.filter(pc.equal(table[column], name))
            if row.num_rows:
                return str(row[ID][0].as_py())
            known += [text for text in table[column].to_pylist() if text is not None]
    country = find_country(name)
    if country is not None:
        return f"country/{country.iso3}"
    actors = pq.read_table(build / "stated" / "Actor.parquet", columns=[ID, "name"])
    called = {row["name"]: row[ID] for row in actors.to_pylist() if row["name"] is not None}
    keys = {name_key(spelled): identifier for spelled, identifier in called.items()}
    if name and name_key(name) in keys:
        return str(keys[name_key(name)])
    known += called
    raise UsageProblem(f"Nothing is called {name!r}", suggest(name, known) or "`pledgegraph list` finds identifiers.")


def _records(build: Path, identifier: str, source: Mapping[str, Any]) -> list[str]:
    """The records of a source that say something of a node."""
    links = _read(build, "RECORDED_IN", SUBJECT, identifier)
    return [
        str(record) for record in links.filter(pc.equal(links[SOURCE], f"source/{source['name']}"))[OBJECT].to_pylist()
    ]


def _cells(
    build: Path, cls: str, records: Sequence[str], values: Mapping[str, str], source: Mapping[str, Any]
) -> Iterator[Explained]:
    """The cells of records, each with the values of the node that it feeds."""
    cells = pq.read_table(build / "cells" / f"{source['name']}.parquet", filters=[("record", "in", records)])
    lines = {
        row["id"]: row["line"] for record in records for row in _read(build, "SourceRecord", ID, record).to_pylist()
    }
    layout = layouts()[source["layout"]]
    for row in cells.to_pylist():
        for field, properties in FIELDS[layout.kind].items():
            column = layout.columns.get(field, "")
            raw = row.get(column)
            if not raw:
                continue
            owners = (cls, "Pledge" if cls == "PledgeAggregate" else cls)
            told = [name.partition(".") for name in properties]
            shown = [name for owner, _, name in told if owner in owners and name in values]
            if not shown and cls in ROW_OWNERS:
                shown = [column]
            line = lines[row["record"]] + (row.get(lines_below(column)) or 0)
            where = Where(source["file"], "", line, column)
            for name in shown:
                yield Explained(name, values.get(name, str(raw)), where, str(raw))


def _values(build: Path, cls: str, identifier: str, source: str = "") -> Iterator[tuple[str, str]]:
    """The values that a source states for a node, or those that count, by property; several joined by ``; ``."""

    def read(table: str, key: str) -> pa.Table:
        rows = _read(build, table, key, identifier, "stated" if source else "current")
        return rows.filter(pc.equal(rows[SOURCE], source)) if source else rows

    for row in read(cls, ID).to_pylist():
        for column in schema().classes[cls].columns:
            value = row.get(column.name)
            if value is not None and value != []:
                name = local_name(column.iri) + column.language.capitalize()
                yield name, "; ".join(value) if isinstance(value, list) else str(value)
    for relation in schema().relations.values():
        if cls in relation.starts and not relation.derived and relation.name != "RECORDED_IN":
            ends = sorted(read(relation.name, SUBJECT)[OBJECT].to_pylist())
            if ends:
                yield local_name(relation.iri), "; ".join(ends)


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
