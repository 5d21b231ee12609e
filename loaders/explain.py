"""Explain: where each value of a node came from, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pledgegraph.errors import UsageProblem, Where, suggest
from pledgegraph.ontology.schema import local_name, schema
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT

from .countries import find_country, name_key
from .loading import FIELDS, lines_below
from .mapping import layouts

ROW_OWNERS = ("Pledge", "PledgeAggregate")
"""Whose row it is: every mapped cell of it is shown, also one that feeds another node or none."""
OTHERWISE = "as written"


@dataclass(frozen=True, slots=True)
class Explained:
    """A value of a node, the cell that says so and the cell's text as written."""

    property: str
    value: str
    where: Where
    raw: str


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
    found: list[Explained] = []
    for source in sources:
        found += _of_source(build, identifier, source)
    return identifier, found


def _read(build: Path, table: str, column: str, value: str) -> pa.Table:
    return pq.read_table(build / "stated" / f"{table}.parquet", filters=[(column, "=", value)])


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


def _of_source(build: Path, identifier: str, source: Mapping[str, Any]) -> Iterator[Explained]:
    source_id = f"source/{source['name']}"
    cls = schema().class_of(identifier)
    links = _read(build, "RECORDED_IN", SUBJECT, identifier)
    records = links.filter(pc.equal(links[SOURCE], source_id))[OBJECT].to_pylist()
    if not records:
        return
    cells = pq.read_table(build / "cells" / f"{source['name']}.parquet", filters=[("record", "in", records)])
    lines = {
        row["id"]: row["line"] for record in records for row in _read(build, "SourceRecord", ID, record).to_pylist()
    }
    values = dict(_values(build, cls, identifier, source_id))
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
                shown, values[OTHERWISE] = [OTHERWISE], str(raw)
            line = lines[row["record"]] + (row.get(lines_below(column)) or 0)
            where = Where(source["file"], "", line, column)
            for name in shown:
                yield Explained(name, values[name], where, str(raw))


def _values(build: Path, cls: str, identifier: str, source: str) -> Iterator[tuple[str, str]]:
    """The values that a source states for a node, by property; several joined by ``; ``."""
    rows = _read(build, cls, ID, identifier)
    rows = rows.filter(pc.equal(rows[SOURCE], source))
    for row in rows.to_pylist():
        for column in schema().classes[cls].columns:
            value = row.get(column.name)
            if value is not None and value != []:
                name = local_name(column.iri) + column.language.capitalize()
                yield name, "; ".join(value) if isinstance(value, list) else str(value)
    for relation in schema().relations.values():
        if cls in relation.starts and not relation.derived and relation.name != "RECORDED_IN":
            links = _read(build, relation.name, SUBJECT, identifier)
            ends = sorted(links.filter(pc.equal(links[SOURCE], source))[OBJECT].to_pylist())
            if ends:
                yield local_name(relation.iri), "; ".join(ends)
