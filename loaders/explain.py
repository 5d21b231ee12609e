"""Explain: where each value of a node came from, cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pledgegraph.errors import Where
from pledgegraph.loaders.files.fields import FIELDS, Fields
from pledgegraph.loaders.names.actor_lists import actor_parts
from pledgegraph.loaders.names.actors import named_in
from pledgegraph.ontology.schema import Relation, local_name, schema
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT

from .raw_cells import FIELDS_FED, cell_name, lines_below
from .table_rows import TableRow, built_rows

ROW_OWNERS = ("Pledge", "PledgeAggregate")
"""Classes whose nodes are a row of a register. Every mapped cell of the row is shown, also one that
feeds another node or none.
"""
ACTOR = "Actor"
NAME_OF_ACTOR = "Actor.name"
FORMER = "formerIdentifier"
_NO_SOURCE = ""
"""The source of the values in the current tables, which are of no one source."""

Values = dict[str, str]
"""Property → value as text; several values are joined by ``; ``."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A value of a node, the cell that states it and the cell's text as written.

    ``property`` is the column's name where the cell feeds another node, or none. Where sources
    differ, ``counts`` is whether answers use this value.
    """

    property: str
    value: str
    where: Where
    raw: str
    counts: bool | None = None


def explain(
    build: Path,
    identifier: str,
    sources: Sequence[TableRow],
) -> list[Explained]:
    """Where the values of a node came from, source by source.

    Args:
        build: the folder of a build.
        identifier: that of a node.
        sources: the sources as the manifest lists them.
    """
    cls = schema().class_of(identifier)
    records = _records(build, identifier)
    places = _places(build, chain.from_iterable(records.values()))
    stated = _values(build, cls, identifier, "stated")
    called = _called(identifier, stated) if cls == ACTOR else ()
    found: list[Explained] = []
    for source in sources:
        name = f"source/{source['name']}"
        if name in records and "site" in source:
            found += published_values(
                source,
                records[name],
                places,
                stated.get(name, {}),
            )
        elif name in records:
            raw = _raw_rows(build, source, records[name])
            found += _cells(
                cls,
                raw,
                places,
                stated.get(name, {}),
                source,
                called,
            )
    # What is in no cell, as countries of our own list, has nothing to be explained by
    if not found:
        return []
    current = _values(build, cls, identifier, "current")
    now = current.get(_NO_SOURCE, {})
    differing = _differing(stated, records, now)
    return [_with_what_counts(each, now, differing) for each in found]


def published_values(
    source: TableRow,
    records: Sequence[str],
    places: Mapping[str, Where],
    values: Values,
) -> Iterator[Explained]:
    """The values of a node that a site publishes, each with the rows there; what is written in the
    row only the site knows, and the address of the row stands for it.
    """
    for name, value in values.items():
        for record in records:
            place = replace(places[record], file=source["file"])
            row = record.partition("#")[2]
            yield Explained(name, value, place, f"{source['iri']}#{row}")


def owners_of(cls: str) -> tuple[str, ...]:
    """The classes in whose name fields feed the nodes of a class."""
    # A row of a register is a pledge or an aggregate; its fields are named after the pledge
    if cls == "PledgeAggregate":
        return cls, "Pledge"
    return (cls,)


def _records(
    build: Path,
    identifier: str,
) -> dict[str, list[str]]:
    """The records that state something of a node, by source."""
    found: dict[str, list[str]] = {}
    rows = built_rows(
        build,
        "RECORDED_IN",
        SUBJECT,
        [identifier],
    )
    for row in rows:
        of_source = found.setdefault(row[SOURCE], [])
        of_source.append(row[OBJECT])
    return found


def _places(
    build: Path,
    records: Iterable[str],
) -> dict[str, Where]:
    """The sheet and the line of records; the file is that of their source."""
    rows = built_rows(build, "SourceRecord", ID, list(records))
    found = {}
    for row in rows:
        record = row[ID]
        found[record] = Where("", row["sheet"] or "", row["line"])
    return found


@dataclass(frozen=True, slots=True)
class _Raw:
    """Raw cells of records, as a build keeps them.

    Attributes:
        columns: by field.
        schema: what each column says of itself.
    """

    rows: Sequence[TableRow]
    columns: Mapping[str, str]
    schema: pa.Schema


def _raw_rows(
    build: Path,
    source: TableRow,
    records: Sequence[str],
) -> _Raw:
    path = build / "cells" / f"{source['name']}.parquet"
    # The filter goes down into the file: of a large register few rows are read
    table = pq.read_table(path, filters=[("record", "in", records)])
    columns = {}
    # The build says which fields a column had: pledgegraph.toml may name another layout by now
    for field in table.schema:
        said = field.metadata or {}
        fed = said.get(FIELDS_FED.encode(), b"").decode()
        for name in fed.split():
            columns[name] = field.name
    return _Raw(table.to_pylist(), columns, table.schema)


def _cells(
    cls: str,
    raw: _Raw,
    places: Mapping[str, Where],
    values: Values,
    source: TableRow,
    called: Collection[str],
) -> Iterator[Explained]:
    """The cells of records, each with the values of the node that it feeds.

    Args:
        called: the identifiers of an actor, which is named in some cells of a row.
    """
    for row in raw.rows:
        fields = FIELDS[source["kind"]]
        if called:
            fields = _about_actor(fields, row, raw.columns, called)
        for name, field in fields.items():
            column = raw.columns.get(name, "")
            text = row.get(column)
            if not text:
                continue
            shown = _fed_properties(cls, field.feeds, values)
            if not shown and cls in ROW_OWNERS:
                shown = [column]
            place = places[row["record"]]
            # Line ends in the cells before it move a cell down
            below = row.get(lines_below(column)) or 0
            line = place.line + below
            cell = cell_name(
                raw.schema,
                column,
                place.sheet,
                line,
            )
            where = Where(
                source["file"],
                place.sheet,
                line,
                column,
                cell,
            )
            for shown_name in shown:
                yield Explained(
                    shown_name,
                    values.get(shown_name, str(text)),
                    where,
                    str(text),
                )


def _called(identifier: str, stated: Mapping[str, Values]) -> set[str]:
    """What an actor is and was called, by identifiers."""
    found = {identifier}
    for values in stated.values():
        found.update(values.get(FORMER, "").split("; "))
    return found


def _about_actor(
    fields: Fields,
    row: TableRow,
    columns: Mapping[str, str],
    called: Collection[str],
) -> Fields:
    """The fields whose cells say something of an actor: of those that name actors only the ones
    that name this one.
    """
    naming = {}
    for name, field in fields.items():
        if NAME_OF_ACTOR in field.feeds:
            text = row.get(columns.get(name, "")) or ""
            naming[name] = _names_any(str(text), called)
    # What a name means may depend on its row: then all cells that may name it are shown
    if not any(naming.values()):
        return fields
    found = {}
    for name, field in fields.items():
        # Type and country are those of the submitter
        of = name if name in naming else "submitter"
        if naming.get(of, True):
            found[name] = field
    return found


def _names_any(text: str, called: Collection[str]) -> bool:
    for part in actor_parts(text):
        named = named_in(part)
        if named is not None and named[0].actor in called:
            return True
    return False


def _fed_properties(
    cls: str,
    feeds: Iterable[str],
    values: Values,
) -> list[str]:
    """The properties of a node that a field's cells feed, of those with a value."""
    owners = owners_of(cls)
    found = []
    for fed in feeds:
        owner, _, name = fed.partition(".")
        if owner in owners and name in values:
            found.append(name)
    return found


def _values(
    build: Path,
    cls: str,
    identifier: str,
    tables: str,
) -> dict[str, Values]:
    """The values of a node by source."""
    found: dict[str, Values] = {}
    nodes = built_rows(
        build,
        cls,
        ID,
        [identifier],
        tables,
    )
    for row in nodes:
        source = row.get(SOURCE, _NO_SOURCE)
        values = found.setdefault(source, {})
        values.update(_column_values(cls, row))
    for relation in schema().relations.values():
        if cls not in relation.starts or not _is_stated(relation):
            continue
        name = local_name(relation.iri)
        rows = built_rows(
            build,
            relation.name,
            SUBJECT,
            [identifier],
            tables,
        )
        for source, ends in _ends_by_source(rows).items():
            values = found.setdefault(source, {})
            values[name] = "; ".join(sorted(ends))
    return found


def _is_stated(relation: Relation) -> bool:
    """Whether cells state a relationship: it is neither computed nor about records."""
    return not relation.derived and relation.name != "RECORDED_IN"


def _column_values(cls: str, row: TableRow) -> Values:
    values: Values = {}
    for column in schema().classes[cls].columns:
        value = row.get(column.name)
        if value is None or value == []:
            continue
        name = local_name(column.iri) + column.language.capitalize()
        values[name] = "; ".join(value) if isinstance(value, list) else str(value)
    return values


def _ends_by_source(rows: Iterable[TableRow]) -> dict[str, list[str]]:
    ends: dict[str, list[str]] = {}
    for row in rows:
        source = row.get(SOURCE, _NO_SOURCE)
        of_source = ends.setdefault(source, [])
        of_source.append(row[OBJECT])
    return ends


def _differing(
    stated: Mapping[str, Values],
    sources: Iterable[str],
    now: Values,
) -> set[str]:
    """The properties of which some source states another value than the one that counts."""
    found = set()
    for source in sources:
        values = stated.get(source, {})
        for name, value in values.items():
            if value != now.get(name):
                found.add(name)
    return found


def _with_what_counts(
    entry: Explained,
    now: Values,
    differing: Collection[str],
) -> Explained:
    if entry.property not in differing:
        return entry
    return replace(entry, counts=entry.value == now.get(entry.property))
