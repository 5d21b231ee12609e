"""The model tables: Arrow tables, one per class and one per relationship, columns and types from
the ontology.

``stated`` tables have a ``source`` column and the key (source, id); ``current`` and ``derived``
ones do not. A relationship table has the columns ``subject`` and ``object`` (identifiers), and
``source`` where stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from .schema import Column, Schema, schema

SUBJECT, OBJECT, SOURCE, ID = "subject", "object", "source", "id"
_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    # A date may be a month or a year, which Arrow's dates are not
    "date": pa.string(),
}
_LIST = pa.list_(pa.field("item", pa.string()))
LINK_FIELDS = [pa.field(end, pa.string(), False) for end in (SUBJECT, OBJECT)]
SOURCE_FIELD = pa.field(SOURCE, pa.string(), False)


@dataclass(frozen=True)
class Tables:
    """One set of model tables: ``nodes`` by class name, ``links`` by relationship name; none is
    missing.
    """

    nodes: Mapping[str, pa.Table]
    links: Mapping[str, pa.Table]

    def __getitem__(self, name: str) -> pa.Table:
        if name in self.nodes:
            return self.nodes[name]
        return self.links[name]

    def counts(self) -> dict[str, int]:
        """Rows by class and by relationship, those with none left out."""
        counts = {name: table.num_rows for name, table in self._all().items()}
        return {name: count for name, count in counts.items() if count}

    def _all(self) -> Mapping[str, pa.Table]:
        return {**self.nodes, **self.links}

    def equals(self, other: Tables) -> bool:
        """Whether both hold the same values in the same order."""
        same_classes = self.nodes.keys() == other.nodes.keys()
        same_relations = self.links.keys() == other.links.keys()
        if not (same_classes and same_relations):
            return False
        for name, table in self._all().items():
            if not table.combine_chunks().equals(other[name].combine_chunks()):
                return False
        return True


def arrow_type(column: Column) -> pa.DataType:
    """Text, integer, boolean or list of text; an ISO date is text."""
    if column.many:
        return _LIST
    return _TYPES[column.kind]


def node_schema(
    name: str, *, with_source: bool, derived: bool = False, base: Schema | None = None
) -> pa.Schema:
    """The Arrow schema of a class: ``id``, ``source`` where stated, then the columns by name."""
    fields = [pa.field(ID, pa.string(), False)]
    if with_source:
        fields.append(SOURCE_FIELD)
    for column in (base or schema()).classes[name].columns:
        if column.derived == derived:
            fields.append(pa.field(column.name, arrow_type(column)))
    return pa.schema(fields)


def link_schema(*, with_source: bool) -> pa.Schema:
    """The Arrow schema of a relationship."""
    if with_source:
        return pa.schema([*LINK_FIELDS, SOURCE_FIELD])
    return pa.schema(LINK_FIELDS)


def _distinct(
    table: pa.Table,
    keys: Sequence[str],
) -> pa.Table:
    """The rows sorted by all their columns, each once; no NULLs."""
    table = _ordered(table, keys)
    if table.num_rows < 2:
        return table
    by_key = [_differs_from_the_row_above(table[key]) for key in keys]
    differs = reduce(pc.or_, by_key)
    if pc.all(differs).as_py():
        return table
    first = pa.array([True])  # always new
    is_new = pa.chunked_array([first, *differs.chunks])
    return table.filter(is_new).combine_chunks()


def _differs_from_the_row_above(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """For each row but the first."""
    above = column.slice(0, len(column) - 1)
    return pc.not_equal(column.slice(1), above)


def _ordered(
    table: pa.Table,
    keys: Sequence[str],
) -> pa.Table:
    return table.sort_by([(key, "ascending") for key in keys]).combine_chunks()


def finished_nodes(table: pa.Table, target: pa.Schema) -> pa.Table:
    """Rows in the target's columns, ``""`` as NULL, lists as sorted sets, sorted by key."""
    arrays = [_finished_column(table, column) for column in target]
    finished = pa.Table.from_arrays(arrays, schema=target)
    keys = [ID, SOURCE] if SOURCE in target.names else [ID]
    return _ordered(finished, keys)


def _finished_column(table: pa.Table, column: pa.Field) -> pa.Array:
    if column.name in table.column_names:
        array = table[column.name].combine_chunks()
    else:
        array = pa.nulls(table.num_rows, column.type)
    if pa.types.is_list(column.type):
        return _as_set(array)
    return _as_scalar(array, column)


def _as_scalar(array: pa.Array, column: pa.Field) -> pa.Array:
    array = array.cast(column.type)
    if column.nullable and pa.types.is_string(column.type):
        is_empty = pc.equal(array, "")
        return pc.if_else(
            is_empty,
            pa.scalar(None, pa.string()),
            array,
        )
    return array


def _as_set(array: pa.Array) -> pa.Array:
    """Sorted unique texts a row; no NULL and no empty text inside, ``[]`` instead of NULL."""
    rows = len(array)
    if array.null_count == rows:
        return pa.array([[]] * rows, pa.list_(pa.string()))
    row = pc.list_parent_indices(array)
    value = pc.list_flatten(array)
    flat = pa.table({"row": row, "value": value})
    has_text = pc.not_equal(pc.fill_null(flat["value"], ""), "")
    flat = flat.filter(has_text)
    flat = _distinct(flat, ["row", "value"])
    return lists_from(flat["row"], flat["value"], rows)


def lists_from(
    row: pa.ChunkedArray,
    value: pa.ChunkedArray,
    rows: int,
) -> pa.Array:
    """A list column of ``rows`` rows from (row number, value) pairs sorted by row."""
    import numpy as np

    counts = np.zeros(rows, dtype=np.int64)
    if len(row):
        counts = np.bincount(row.to_numpy(), minlength=rows)
    offsets = np.concatenate([[0], np.cumsum(counts)])
    items = _array(value, pa.string()).cast(pa.string())
    ends = pa.array(offsets.astype(np.int32))
    return pa.ListArray.from_arrays(ends, items)


def finished_links(table: pa.Table, target: pa.Schema) -> pa.Table:
    """Unique links in the target's columns, sorted."""
    names = target.names
    return _distinct(table.select(names).cast(target), names)


@dataclass
class Gathering:
    """Where loaders put what they find, as columns; ``tables`` makes the stated tables of it."""

    differing: list[tuple[str, str]] = field(default_factory=list)
    """(identifier, source) of each node that two rows of one source give different values;
    ``tables`` finds them.
    """
    _nodes: dict[str, list[pa.Table]] = field(default_factory=dict)
    _links: dict[str, list[pa.Table]] = field(default_factory=dict)

    def nodes(
        self,
        name: str,
        source: str,
        columns: Mapping[str, object],
    ) -> None:
        """Rows of a class as columns of equal length, ``id`` among them; columns that are not
        given are unknown.

        A row without an identifier is left out: its reader has reported it.
        """
        target = node_schema(name, with_source=True)
        unknown = set(columns) - set(target.names)
        if unknown:
            raise KeyError(f"{name} has no column {sorted(unknown)}")
        arrays: dict[str, pa.Array] = {}
        for key, values in columns.items():
            arrays[key] = _array(values, target.field(key).type)
        arrays[SOURCE] = pa.repeat(source, len(arrays[ID]))
        table = pa.table(arrays)
        if arrays[ID].null_count:
            table = table.filter(pc.is_valid(table[ID]))
        self._nodes.setdefault(name, []).append(finished_nodes(table, target))

    def links(
        self,
        property_name: str,
        source: str,
        subjects: object,
        objects: object,
    ) -> None:
        """Pairs of a relationship, named by its property (``submittedBy``); pairs with a NULL end
        are left out.
        """
        name = schema().relation_of(property_name).name
        ends = [_array(subjects, pa.string()), _array(objects, pa.string())]
        pairs = pa.table(ends, [SUBJECT, OBJECT]).drop_null()
        pairs = pairs.append_column(
            SOURCE_FIELD,
            pa.repeat(source, pairs.num_rows),
        )
        self._links.setdefault(name, []).append(pairs)

    def pairs(
        self, source: str, property_names: Sequence[str]
    ) -> dict[str, tuple[pa.Array, pa.Array]]:
        """The links gathered so far from one source, by property: subjects and objects."""
        none = link_schema(with_source=True).empty_table()
        found = {}
        for property_name in property_names:
            parts = self._links.get(schema().relation_of(property_name).name, [])
            table = pa.concat_tables([*parts, none], promote_options="default")
            table = table.filter(pc.equal(table[SOURCE], source))
            starts = table[SUBJECT].combine_chunks()
            ends = table[OBJECT].combine_chunks()
            found[property_name] = (starts, ends)
        return found

    def tables(self) -> Tables:
        """All stated tables, sorted by id and source; a node twice in one source keeps one row.

        Two rows of one node in one source that differ go into ``differing``: one of them would be
        lost.
        """
        self.differing.clear()
        nodes = {name: self._stated_nodes(name) for name in schema().classes}
        links = {name: self._stated_links(name) for name in schema().relations}
        return Tables(nodes, links)

    def _stated_links(self, name: str) -> pa.Table:
        target = link_schema(with_source=True)
        parts = self._links.get(name)
        if not parts:
            return target.empty_table()
        return finished_links(pa.concat_tables(parts), target)

    def _stated_nodes(self, name: str) -> pa.Table:
        parts = self._nodes.get(name)
        if not parts:
            return node_schema(name, with_source=True).empty_table()
        table = pa.concat_tables(parts)
        kept = _first_of_each(table)
        if kept.num_rows < table.num_rows:
            self.differing += _differing(table)
        return kept


def _differing(table: pa.Table) -> list[tuple[str, str]]:
    """(identifier, source) of the rows of which there are several that are not alike."""
    counts = table.group_by([ID, SOURCE]).aggregate([([], "count_all")])
    is_several = pc.greater(counts["count_all"], 1)
    several = counts.filter(is_several)[ID].combine_chunks()
    seen: dict[tuple[str, str], dict[str, object]] = {}
    found = []
    # Only these few rows are read as Python's objects
    for row in table.filter(pc.is_in(table[ID], several)).to_pylist():
        key = row[ID], row[SOURCE]
        if seen.setdefault(key, row) != row:
            found.append(key)
    return sorted(set(found))


def _array(values: object, wanted: pa.DataType) -> pa.Array:
    if isinstance(values, pa.ChunkedArray):
        return values.combine_chunks()
    if isinstance(values, pa.Array):
        return values
    return pa.array(values, wanted)


def _first_of_each(table: pa.Table) -> pa.Table:
    """One row per (id, source), in order of the key; scalar columns break the tie so that row order
    cannot.
    """
    keys = [ID, SOURCE]
    # Which of two rows is kept must not depend on the order of the sheet
    others = [column.name for column in table.schema if _breaks_ties(column)]
    table = _ordered(table, keys + others)
    rows = pa.array(range(table.num_rows), pa.int64())
    numbered = table.select(keys).append_column("row", rows)
    first = numbered.group_by(keys).aggregate([("row", "min")])["row_min"]
    if len(first) == table.num_rows:
        return table
    return table.take(first.combine_chunks().sort()).combine_chunks()


def _breaks_ties(column: pa.Field) -> bool:
    """Whether rows can be sorted by a column; Arrow sorts by no list."""
    if column.name in (ID, SOURCE):
        return False
    return not pa.types.is_list(column.type)


def of_sources(stated: Tables, sources: Sequence[str]) -> Tables:
    """The rows of stated tables that these sources state."""
    kept = pa.array(list(sources), pa.string())

    def rows_of(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        found = {}
        for name, table in tables.items():
            found[name] = table.filter(pc.is_in(table[SOURCE], kept))
        return found

    return Tables(rows_of(stated.nodes), rows_of(stated.links))
