"""Merged nodes: rows of a table that are one node, put together as one row."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.tables import ID, lists_from

_ORDER = "_order"


def merged_nodes(table: pa.Table, is_own: pa.Array) -> pa.Table:
    """One row an identifier: of each value that of the node's own row, else of the first that has
    any; of lists all texts.

    Args:
        is_own: for each row whether it has always had its identifier.
    """
    if len(pc.unique(table[ID])) == table.num_rows:
        return table
    # What others were decided to be says first what it is
    ranked = table.append_column(_ORDER, pc.if_else(is_own, 0, 1))
    ordered = ranked.sort_by([(ID, "ascending"), (_ORDER, "ascending")])
    ids = pc.unique(ordered[ID])
    row = pc.index_in(ordered[ID], ids).cast(pa.int64())
    columns = {ID: ids}
    for field in table.schema:
        if field.name == ID:
            continue
        values = ordered[field.name]
        if pa.types.is_list(field.type):
            columns[field.name] = _all_texts(row, values, len(ids))
        else:
            columns[field.name] = _first(row, values, len(ids))
    return pa.table(columns)


def _first(
    row: pa.ChunkedArray,
    values: pa.ChunkedArray,
    rows: int,
) -> pa.Array:
    places = pa.array(range(len(row)), pa.int64())
    said = pa.table({"row": row, "place": places})
    said = said.filter(pc.is_valid(values))
    firsts = said.group_by("row").aggregate([("place", "min")])
    every = pa.array(range(rows), pa.int64())
    place = pc.index_in(every, firsts["row"].combine_chunks())
    return values.take(firsts["place_min"].take(place)).combine_chunks()


def _all_texts(
    row: pa.ChunkedArray,
    lists: pa.ChunkedArray,
    rows: int,
) -> pa.Array:
    whole = lists.combine_chunks()
    of_text = row.combine_chunks().take(pc.list_parent_indices(whole))
    return lists_from(of_text, pc.list_flatten(whole), rows)
