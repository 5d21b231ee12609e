"""From ``stated`` to ``current``: one row an id, each value from the newest source that states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from .schema import schema
from .tables import ID, OBJECT, SOURCE, SUBJECT, Tables, finished_links, link_schema, node_schema

Differences = list[tuple[str, str, str]]
"""(class, id, column or relationship) wherever two sources state different values."""
BOOKKEEPING = ("FROM_SOURCE", "RECORDED_IN")
"""Relationships that say where a word stands: they differ between sources by their nature."""
OPEN = {("Match", "extent"): "not-stated"}
"""Words that leave a value open: any other source's word says more, be it newer or older."""


def current(stated: Tables, ranks: Mapping[str, int], replaced: Sequence[str] = ()) -> tuple[Tables, Differences]:
    """The current tables, and where sources differ.

    Args:
        stated: tables with a ``source`` column.
        ranks: source → rank; a higher one is newer.
        replaced: sources that another one replaces: they count no more.
    """
    differences: Differences = []
    nodes = {}
    for name, table in stated.nodes.items():
        kept = _without(table, replaced)
        if kept.num_rows == len(pc.unique(kept[ID])):
            nodes[name] = kept.drop_columns(SOURCE)
            continue
        ordered = _newest_first(kept, ranks)
        differences += _differences(name, ordered)
        nodes[name] = _newest(name, ordered)
    links = {}
    for name, table in stated.links.items():
        kept = _without(table, replaced)
        links[name] = _newest_links(kept, ranks)
        differences += [] if name in BOOKKEEPING else _differing_links(name, kept)
    return Tables(nodes, links), differences


def _without(table: pa.Table, replaced: Sequence[str]) -> pa.Table:
    if not replaced:
        return table
    return table.filter(pc.invert(pc.is_in(table[SOURCE], pa.array(list(replaced), pa.string()))))


def _rank_of(table: pa.Table, ranks: Mapping[str, int]) -> pa.ChunkedArray:
    names = pa.array(list(ranks), pa.string())
    return pc.take(pa.array(list(ranks.values()), pa.int64()), pc.index_in(table[SOURCE], names))


def _newest_first(table: pa.Table, ranks: Mapping[str, int]) -> pa.Table:
    ranked = table.append_column("rank", _rank_of(table, ranks))
    ordered = ranked.sort_by([(ID, "ascending"), ("rank", "descending"), (SOURCE, "ascending")])
    return ordered.append_column("row", pa.array(range(ordered.num_rows), pa.int64())).combine_chunks()


def _stated(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where a column says something: not NULL, not an empty list."""
    return pc.greater(pc.list_value_length(column), 0) if pa.types.is_list(column.type) else pc.is_valid(column)


def _saying_more(name: str, column: str, said: pa.Table) -> pa.Table:
    """The rows that state a column, without those that leave it open where another row of the id says more."""
    word = OPEN.get((name, column))
    if word is None:
        return said
    is_open = pc.equal(said[column], word)
    others = said.filter(pc.invert(is_open))[ID]
    return said.filter(pc.invert(pc.and_(is_open, pc.is_in(said[ID], value_set=others.combine_chunks()))))


def _newest(name: str, ordered: pa.Table) -> pa.Table:
    """One row an id; a column is taken from its newest row that states it."""
    target = node_schema(name, with_source=False)
    first = ordered.group_by(ID).aggregate([("row", "min")]).sort_by(ID)
    arrays = [first[ID].combine_chunks()]
    for column in target.names[1:]:
        said = _saying_more(name, column, ordered.filter(_stated(ordered[column])))
        newest = said.group_by(ID).aggregate([("row", "min")])
        place = pc.index_in(first[ID], newest[ID].combine_chunks())
        rows = pc.if_else(pc.is_valid(place), pc.take(newest["row_min"], place), first["row_min"])
        arrays.append(ordered[column].take(rows).combine_chunks())
    return pa.Table.from_arrays(arrays, schema=target)


def _differences(name: str, ordered: pa.Table) -> Differences:
    found: Differences = []
    for column in schema().classes[name].columns:
        if column.derived or column.many:
            continue
        said = _saying_more(name, column.name, ordered.filter(pc.is_valid(ordered[column.name])))
        counts = said.group_by(ID).aggregate([(column.name, "count_distinct")])
        differing = counts.filter(pc.greater(counts[f"{column.name}_count_distinct"], 1))
        found += [(name, identifier, column.name) for identifier in differing[ID].to_pylist()]
    return sorted(found)


def _newest_links(table: pa.Table, ranks: Mapping[str, int]) -> pa.Table:
    """The links of each subject as its newest source with such links states them."""
    target = link_schema(with_source=False)
    if len(pc.unique(table[SOURCE])) < 2:
        return table.select([SUBJECT, OBJECT]).cast(target)
    ranked = table.append_column("rank", _rank_of(table, ranks))
    newest = ranked.group_by(SUBJECT).aggregate([("rank", "max")])
    best = pc.take(newest["rank_max"], pc.index_in(ranked[SUBJECT], newest[SUBJECT].combine_chunks()))
    return finished_links(ranked.filter(pc.equal(ranked["rank"], best)), target)


def _differing_links(name: str, table: pa.Table) -> Differences:
    """The subjects of which two sources state links that are not the same."""
    if len(pc.unique(table[SOURCE])) < 2:
        return []
    sources = table.group_by(SUBJECT).aggregate([(SOURCE, "count_distinct")])
    pairs = table.group_by([SUBJECT, OBJECT]).aggregate([(SOURCE, "count_distinct")])
    telling = pc.take(
        sources[f"{SOURCE}_count_distinct"], pc.index_in(pairs[SUBJECT], sources[SUBJECT].combine_chunks())
    )
    differing = pairs.filter(pc.less(pairs[f"{SOURCE}_count_distinct"], telling))
    subjects = sorted(set(differing[SUBJECT].to_pylist()))
    return [(schema().class_of(subject), subject, name) for subject in subjects]
