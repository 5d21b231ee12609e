"""The model tables: Arrow tables, one per class and one per relationship, columns and types from
the ontology.

``stated`` tables have a ``source`` column and the key (source, id); ``current`` and ``derived``
ones do not. A relationship table has the columns ``subject`` and ``object`` (identifiers), and
``source`` where stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from .schema import Column, Schema, schema

ID = "id"
SOURCE = "source"
SUBJECT = "subject"
OBJECT = "object"

_TEXT = pa.string()
_LIST = pa.list_(pa.field("item", _TEXT))
_TYPES = {
    "text": _TEXT,
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    # A date may be a month or a year, which Arrow's dates are not
    "date": _TEXT,
}


def _required(name: str) -> pa.Field:
    """A column of texts in which no row may be NULL."""
    return pa.field(name, _TEXT, nullable=False)


LINK_FIELDS = [
    _required(SUBJECT),
    _required(OBJECT),
]
SOURCE_FIELD = _required(SOURCE)


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
        counts = {}
        for name, table in self._all().items():
            if table.num_rows:
                counts[name] = table.num_rows
        return counts

    def _all(self) -> Mapping[str, pa.Table]:
        return {**self.nodes, **self.links}

    def equals(self, other: Tables) -> bool:
        """Whether both hold the same values in the same order."""
        same_classes = self.nodes.keys() == other.nodes.keys()
        same_relations = self.links.keys() == other.links.keys()
        if not (same_classes and same_relations):
            return False
        for name, table in self._all().items():
            # How rows are cut into chunks says nothing about their values
            own = table.combine_chunks()
            others = other[name].combine_chunks()
            if not own.equals(others):
                return False
        return True


def arrow_type(column: Column) -> pa.DataType:
    """Text, integer, boolean or list of text; an ISO date is text."""
    if column.many:
        return _LIST
    return _TYPES[column.kind]


def node_schema(
    name: str,
    *,
    with_source: bool,
    derived: bool = False,
    base: Schema | None = None,
) -> pa.Schema:
    """The Arrow schema of a class: ``id``, ``source`` where stated, then the columns by name."""
    fields = [_required(ID)]
    if with_source:
        fields.append(SOURCE_FIELD)
    model = base or schema()
    for column in model.classes[name].columns:
        if column.derived == derived:
            value = arrow_type(column)
            fields.append(pa.field(column.name, value))
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
    table = ordered(table, keys)
    if table.num_rows < 2:
        return table
    by_key = []
    for key in keys:
        by_key.append(_differs_from_the_row_above(table[key]))
    differs = reduce(pc.or_, by_key)
    if pc.all(differs).as_py():
        return table
    # The first row has none above it and is always new
    first = pa.array([True])
    is_new = pa.chunked_array([first, *differs.chunks])
    return table.filter(is_new).combine_chunks()


def _differs_from_the_row_above(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """For each row but the first."""
    rows = len(column)
    above = column.slice(0, rows - 1)
    below = column.slice(1)
    return pc.not_equal(below, above)


def ordered(
    table: pa.Table,
    keys: Sequence[str],
) -> pa.Table:
    order = [(key, "ascending") for key in keys]
    by_key = table.sort_by(order)
    return by_key.combine_chunks()


def finished_nodes(table: pa.Table, target: pa.Schema) -> pa.Table:
    """Rows in the target's columns, ``""`` as NULL, lists as sorted sets, sorted by key."""
    arrays = []
    for column in target:
        arrays.append(_finished_column(table, column))
    finished = pa.Table.from_arrays(arrays, schema=target)
    keys = [ID]
    if SOURCE in target.names:
        keys.append(SOURCE)
    return ordered(finished, keys)


def _finished_column(table: pa.Table, column: pa.Field) -> pa.Array:
    name = column.name
    if name in table.column_names:
        array = table[name].combine_chunks()
    else:
        array = pa.nulls(table.num_rows, column.type)
    if pa.types.is_list(column.type):
        return _as_set(array)
    return _as_scalar(array, column)


def _as_scalar(array: pa.Array, column: pa.Field) -> pa.Array:
    array = array.cast(column.type)
    if column.nullable and pa.types.is_string(column.type):
        unknown = pa.scalar(None, _TEXT)
        is_empty = pc.equal(array, "")
        return pc.if_else(is_empty, unknown, array)
    return array


def _as_set(array: pa.Array) -> pa.Array:
    """Sorted unique texts a row; no NULL and no empty text inside, ``[]`` instead of NULL."""
    rows = len(array)
    if array.null_count == rows:
        empty: list[list[str]] = [[]]
        return pa.array(empty * rows, pa.list_(_TEXT))
    row = pc.list_parent_indices(array)
    value = pc.list_flatten(array)
    flat = pa.table({"row": row, "value": value})
    # A NULL inside a list says as little as an empty text
    text = pc.fill_null(flat["value"], "")
    flat = flat.filter(pc.not_equal(text, ""))
    flat = _distinct(flat, ["row", "value"])
    return lists_from(flat["row"], flat["value"], rows)


def lists_from(
    row: pa.ChunkedArray,
    value: pa.Array | pa.ChunkedArray,
    rows: int,
) -> pa.Array:
    """A list column of ``rows`` rows from (row number, value) pairs sorted by row."""
    import numpy as np

    # Arrow keeps a list column as all its items in one array, and where each row's items end
    offsets = np.zeros(rows + 1, dtype=np.int32)
    if len(row):
        counts = np.bincount(row.to_numpy(), minlength=rows)
        offsets[1:] = np.cumsum(counts)
    items = value.cast(_TEXT)
    if isinstance(items, pa.ChunkedArray):
        items = items.combine_chunks()
    return pa.ListArray.from_arrays(pa.array(offsets), items)


def finished_links(table: pa.Table, target: pa.Schema) -> pa.Table:
    """Unique links in the target's columns, sorted."""
    names = target.names
    links = table.select(names)
    return _distinct(links.cast(target), names)


def of_sources(stated: Tables, sources: Sequence[str]) -> Tables:
    """The rows of stated tables that these sources state."""
    names = pa.array(list(sources), _TEXT)
    return Tables(
        nodes=_rows_of(names, stated.nodes),
        links=_rows_of(names, stated.links),
    )


def _rows_of(
    sources: pa.Array,
    tables: Mapping[str, pa.Table],
) -> dict[str, pa.Table]:
    found = {}
    for name, table in tables.items():
        is_theirs = pc.is_in(table[SOURCE], sources)
        found[name] = table.filter(is_theirs)
    return found
