"""Explain: where each value of a node came from, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pledgegraph.errors import UsageProblem, Where
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.names.countries import find_country, name_key
from pledgegraph.ontology.names import Thing, near, the_one
from pledgegraph.ontology.schema import local_name, schema
from pledgegraph.ontology.situations import Situations, country_in
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT, Tables

from .raw_cells import lines_below
from .source_files import SourceFile

ROW_OWNERS = ("Pledge", "PledgeAggregate")
"""Whose row it is: every mapped cell of it is shown, also one that feeds another node or none."""


_ARRANGEMENT = ("code", "name", "label_fr")
NAMED_BY = {name: ("official_identifier", "local_identifier") for name in ROW_OWNERS} | {
    "Actor": ("name",),
    "Situation": _ARRANGEMENT,
    "SupportPlatform": _ARRANGEMENT,
    "MultistakeholderPledge": _ARRANGEMENT,
    "Forum": ("name", "label_fr"),
}
"""Whose names are known beside countries, and the columns that hold them."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A value of a node, the cell that says so and the cell's text as written.

    ``property`` is the column's name where the cell feeds another node, or none. ``counts`` tells,
    where sources differ, whether answers use this value.
    """

    property: str
    value: str
    where: Where
    raw: str
    counts: bool | None = None


def explain(
    build: Path, name: str, base: str, sources: Sequence[Mapping[str, Any]]
) -> tuple[str, list[Explained]]:
    """The identifier that a name stands for, and where its values came from, source by source.

    Args:
        build: the folder of a build.
        name: an official number, a register's own identifier, an identifier (``actor/unhcr``), an
            IRI, or what a
            country or an actor is called.
        sources: the sources as the manifest lists them.

    Raises:
        UsageProblem: no node is called so; with suggestions.
    """
    identifier = _identifier(build, name.removeprefix(f"{base}/"))
    cls = schema().class_of(identifier)
    records = _records(build, identifier)
    lines = _lines(build, [record for listed in records.values() for record in listed])
    stated = _values(build, cls, identifier, "stated")
    found: list[Explained] = []
    for source in sources:
        name = f"source/{source['name']}"
        if name in records:
            found += _cells(build, cls, records[name], lines, stated.get(name, {}), source)
    now = _values(build, cls, identifier, "current").get(_NOW, {}) if found else {}
    told = [stated.get(name, {}) for name in records]
    differing = {
        name for values in told for name, value in values.items() if value != now.get(name)
    }
    return identifier, [
        replace(entry, counts=entry.value == now.get(entry.property))
        if entry.property in differing
        else entry
        for entry in found
    ]


def _read(
    build: Path, table: str, column: str, values: Collection[str], tables: str = "stated"
) -> pa.Table:
    """The rows of a table that have one of these values."""
    path = build / tables / f"{table}.parquet"
    return (
        pq.read_table(path, filters=[(column, "in", list(values))])
        if values
        else pq.read_schema(path).empty_table()
    )


def _identifier(build: Path, name: str) -> str:
    segment = name.partition("/")[0]
    if (
        "/" in name
        and segment in schema().segments()
        and _read(build, schema().class_of(name), ID, [name]).num_rows
    ):
        return name
    found, known = set[str](), set[str]()
    for cls, columns in NAMED_BY.items():
        table = pq.read_table(build / "stated" / f"{cls}.parquet", columns=[ID, *columns])
        found |= set(_named(table, f"{schema().classes[cls].segment}/{name}", ID, str.lower))
        for column in columns:
            found |= set(_named(table, name, column, fold))
            found |= set(_named(table, name, column, name_key)) if cls == "Actor" else set()
            known |= set(table[column].to_pylist()) - {None}
    country = find_country(name)
    found |= set() if country is None else {country.id}
    found = found or _situations_called(build, name)
    one = the_one(
        name, [Thing(identifier, identifier) for identifier in sorted(found)], "pledgegraph explain"
    )
    if one is None:
        hint = near(name, known) or "`pledgegraph list` finds identifiers."
        raise UsageProblem(f"Nothing is called {name!r}", hint)
    return one.id


def _situations_called(build: Path, name: str) -> set[str]:
    """The situations that have a short name, or that of a country: ``Rohingya``, ``SIT-SDN``."""
    rows = pq.read_table(
        build / "stated" / "Situation.parquet", columns=[ID, "name", "label_fr"]
    ).to_pylist()
    situations = Situations(
        Thing(row[ID], row[ID], (row["name"], row["label_fr"] or "")) for row in rows
    )
    country = find_country(country_in(name))
    names = [name] if country is None else [name, country.name, country.name_fr]
    return {thing.id for each in names for thing in situations.called(each)}


def _named(table: pa.Table, name: str, column: str, key: Callable[[str], str]) -> list[str]:
    """The identifiers of the rows that have a name in a column; ``key`` makes alike what is one
    name.
    """
    wanted = key(name)
    texts = table[column].to_pylist() if wanted else ()
    rows = [row for row, text in enumerate(texts) if text is not None and key(text) == wanted]
    found: list[str] = table[ID].take(pa.array(rows, pa.int64())).to_pylist()
    return found


def _records(build: Path, identifier: str) -> dict[str, list[str]]:
    """The records that say something of a node, by source."""
    found: dict[str, list[str]] = {}
    for row in _read(build, "RECORDED_IN", SUBJECT, [identifier]).to_pylist():
        found.setdefault(row[SOURCE], []).append(row[OBJECT])
    return found


def _lines(build: Path, records: Sequence[str]) -> dict[str, int]:
    return {row[ID]: row["line"] for row in _read(build, "SourceRecord", ID, records).to_pylist()}


def _cells(
    build: Path,
    cls: str,
    records: Sequence[str],
    lines: Mapping[str, int],
    values: Mapping[str, str],
    source: Mapping[str, Any],
) -> Iterator[Explained]:
    """The cells of records, each with the values of the node that it feeds."""
    cells = pq.read_table(
        build / "cells" / f"{source['name']}.parquet", filters=[("record", "in", records)]
    )
    layout = layouts()[source["layout"]]
    owners = (cls, "Pledge" if cls == "PledgeAggregate" else cls)
    for row in cells.to_pylist():
        for field, properties in FIELDS[layout.kind].items():
            column = layout.columns.get(field, "")
            raw = row.get(column)
            if not raw:
                continue
            told = [name.partition(".") for name in properties]
            shown = [name for owner, _, name in told if owner in owners and name in values]
            if not shown and cls in ROW_OWNERS:
                shown = [column]
            line = lines[row["record"]] + (row.get(lines_below(column)) or 0)
            where = Where(source["file"], "", line, column)
            for name in shown:
                yield Explained(name, values.get(name, str(raw)), where, str(raw))


_NOW = ""
"""Whose word the current tables are: of no one source."""


def _values(build: Path, cls: str, identifier: str, tables: str) -> dict[str, dict[str, str]]:
    """The values of a node by source and property, several joined by ``; ``; each table is read
    once.
    """
    found: dict[str, dict[str, str]] = {}
    for row in _read(build, cls, ID, [identifier], tables).to_pylist():
        values = found.setdefault(row.get(SOURCE, _NOW), {})
        for column in schema().classes[cls].columns:
            value = row.get(column.name)
            if value is not None and value != []:
                name = local_name(column.iri) + column.language.capitalize()
                values[name] = "; ".join(value) if isinstance(value, list) else str(value)
    for relation in schema().relations.values():
        if cls in relation.starts and not relation.derived and relation.name != "RECORDED_IN":
            ends: dict[str, list[str]] = {}
            for row in _read(build, relation.name, SUBJECT, [identifier], tables).to_pylist():
                ends.setdefault(row.get(SOURCE, _NOW), []).append(row[OBJECT])
            for source, several in ends.items():
                found.setdefault(source, {})[local_name(relation.iri)] = "; ".join(sorted(several))
    return found


def newest_places(
    stated: Tables, identifiers: Collection[str], sources: Sequence[SourceFile]
) -> dict[str, Where]:
    """For each identifier the row of the newest source that tells of it; nothing for one that no
    row tells of.
    """
    links = _rows_with(stated["RECORDED_IN"], SUBJECT, identifiers)
    records = {
        row[ID]: row
        for row in _rows_with(stated["SourceRecord"], ID, {link[OBJECT] for link in links})
    }
    known = {source.id: source for source in sources}
    newest: dict[str, Where] = {}
    for link in sorted(links, key=lambda link: (known[link[SOURCE]].rank, link[OBJECT])):
        record = records[link[OBJECT]]
        newest[link[SUBJECT]] = Where(
            known[link[SOURCE]].shown, record["sheet"] or "", record["line"]
        )
    return newest


def _rows_with(table: pa.Table, column: str, values: Collection[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.filter(
        pc.is_in(table[column], pa.array(sorted(values), pa.string()))
    ).to_pylist()
    return rows


def places(build: Path, identifiers: Collection[str]) -> dict[str, str]:
    """For each identifier a row that tells of it, as ``FILE:LINE``; nothing for one that no row
    tells of.
    """
    links = _read(build, "RECORDED_IN", SUBJECT, identifiers).to_pylist()
    records = {
        row[ID]: row
        for row in _read(build, "SourceRecord", ID, {link[OBJECT] for link in links}).to_pylist()
    }
    files = {
        row[ID]: row["file_name"]
        for row in pq.read_table(build / "stated" / "Source.parquet").to_pylist()
    }
    found: dict[str, str] = {}
    for link in sorted(links, key=lambda link: str(link[OBJECT])):
        record = records[link[OBJECT]]
        where = Where(files[link[SOURCE]], record["sheet"] or "", record["line"])
        found.setdefault(link[SUBJECT], str(where))
    return found
