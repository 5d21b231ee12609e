"""Gathering: what the loaders find in all sources, put together as the stated tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from .schema import schema
from .tables import (
    ID,
    OBJECT,
    SOURCE,
    SOURCE_FIELD,
    SUBJECT,
    Tables,
    finished_links,
    finished_nodes,
    link_schema,
    node_schema,
    ordered,
)


@dataclass
class Gathering:
    """Where loaders put what they find, as columns; ``tables`` makes the stated tables of it."""

    differing: list[tuple[str, str]] = field(default_factory=list)
    """(identifier, source) of each node that two rows of one source give different values;
    ``tables`` finds them.
    """
    _nodes: dict[str, list[pa.Table]] = field(default_factory=dict)
    _links: dict[str, list[pa.Table]] = field(default_factory=dict)

    def add(self, other: Gathering) -> None:
        """Add what another has gathered, which stays as it is."""
        for name, tables in other._nodes.items():
            parts = self._nodes.setdefault(name, [])
            parts.extend(tables)
        for name, tables in other._links.items():
            parts = self._links.setdefault(name, [])
            parts.extend(tables)

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
        known = set(target.names)
        unknown = sorted(set(columns) - known)
        if unknown:
            raise KeyError(f"{name} has no column {unknown}")
        arrays: dict[str, pa.Array] = {}
        for key, values in columns.items():
            column = target.field(key)
            arrays[key] = _array(values, column.type)
        ids = arrays[ID]
        arrays[SOURCE] = pa.repeat(source, len(ids))
        table = pa.table(arrays)
        if ids.null_count:
            table = table.filter(pc.is_valid(ids))
        parts = self._nodes.setdefault(name, [])
        parts.append(finished_nodes(table, target))

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
        relation = schema().relation_of(property_name)
        pairs = pa.table(
            {
                SUBJECT: _array(subjects, pa.string()),
                OBJECT: _array(objects, pa.string()),
            }
        )
        pairs = pairs.drop_null()
        sources = pa.repeat(source, pairs.num_rows)
        pairs = pairs.append_column(SOURCE_FIELD, sources)
        parts = self._links.setdefault(relation.name, [])
        parts.append(pairs)

    def pairs(
        self,
        source: str,
        property_names: Sequence[str],
    ) -> dict[str, tuple[pa.Array, pa.Array]]:
        """The links gathered so far from one source, by property: subjects and objects."""
        none = link_schema(with_source=True).empty_table()
        found = {}
        for property_name in property_names:
            relation = schema().relation_of(property_name)
            parts = self._links.get(relation.name, [])
            # With the empty table there is one to read where no source has such links
            table = pa.concat_tables(
                [*parts, none],
                promote_options="default",
            )
            is_own = pc.equal(table[SOURCE], source)
            table = table.filter(is_own)
            starts = table[SUBJECT].combine_chunks()
            ends = table[OBJECT].combine_chunks()
            found[property_name] = (starts, ends)
        return found

    def rows_of(
        self,
        source: str,
        name: str,
        columns: Sequence[str],
    ) -> pa.Table:
        """Some columns of the nodes of a class that have been gathered so far from one source."""
        none = node_schema(name, with_source=True).empty_table()
        # With the empty table there is one to read where no source has such nodes
        table = pa.concat_tables([*self._nodes.get(name, []), none])
        is_own = pc.equal(table[SOURCE], source)
        return table.filter(is_own).select(list(columns))

    def tables(self) -> Tables:
        """All stated tables, sorted by id and source; a node twice in one source keeps one row.

        Two rows of one node in one source that differ go into ``differing``: one of them would be
        lost.
        """
        self.differing.clear()
        nodes = {}
        for name in schema().classes:
            nodes[name] = self._stated_nodes(name)
        links = {}
        for name in schema().relations:
            links[name] = self._stated_links(name)
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
    rows_by_key = table.group_by([ID, SOURCE])
    counts = rows_by_key.aggregate([([], "count_all")])
    is_several = pc.greater(counts["count_all"], 1)
    several = counts.filter(is_several)[ID]
    # Only these few rows are read as Python's objects
    is_repeated = pc.is_in(table[ID], several.combine_chunks())
    repeated = table.filter(is_repeated)
    first: dict[tuple[str, str], object] = {}
    found = set()
    for row in repeated.to_pylist():
        key = row[ID], row[SOURCE]
        if first.setdefault(key, row) != row:
            found.add(key)
    return sorted(found)


def _array(values: object, wanted: pa.DataType) -> pa.Array:
    """What a loader has, as one array; Python's values become the wanted type."""
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
    order = list(keys)
    for column in table.schema:
        if _breaks_ties(column):
            order.append(column.name)
    table = ordered(table, order)
    rows = pa.array(range(table.num_rows), pa.int64())
    numbered = table.select(keys).append_column("row", rows)
    rows_by_key = numbered.group_by(keys)
    first = rows_by_key.aggregate([("row", "min")])["row_min"]
    if len(first) == table.num_rows:
        return table
    kept = first.combine_chunks().sort()
    return table.take(kept).combine_chunks()


def _breaks_ties(column: pa.Field) -> bool:
    """Whether rows can be sorted by a column; Arrow sorts by no list."""
    if column.name in (ID, SOURCE):
        return False
    return not pa.types.is_list(column.type)
