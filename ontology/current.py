"""From ``stated`` to ``current``: one row per id, each value from the newest source that has one.

The newest source is decided by date, then by position in pledgegraph.toml. Sources with the same
date may be parts of one register, so what they say about an actor or a match is combined, whichever
part comes last:

- what they say of an actor's types and countries is added up;
- of a match a record of support is heard before registers, and the register that has the supported
  pledge before the
  one that has the supporter's, as where both are one file;
- "not stated" leaves open what any other source states, whatever their dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from .classes import are_of
from .hearing import Hearing
from .schema import schema
from .tables import (
    ID,
    OBJECT,
    SOURCE,
    SUBJECT,
    Tables,
    finished_links,
    link_schema,
    lists_from,
    node_schema,
)

Differences = list[tuple[str, str, str]]
"""(class, id, column or relationship) wherever two sources state different values."""
BOOKKEEPING = ("FROM_SOURCE", "RECORDED_IN")
"""Relationships that name the source of a statement: they always differ between sources."""
LEFT_OPEN = {("Match", "extent"): "not-stated"}
"""(class, column) → the value that says no more than that nothing is stated."""
ADDED_UP = {("Match", "evidence")}
"""(class, column) whose values of one date count together."""


def current(
    stated: Tables,
    ranks: Mapping[str, int],
    replaced: Sequence[str] = (),
) -> tuple[Tables, Differences]:
    """The current tables, and where sources differ.

    Args:
        stated: tables with a ``source`` column.
        ranks: source → rank; a higher one is newer.
        replaced: sources that another one replaces; they no longer count.
    """
    differences: Differences = []
    hearing = Hearing(stated, ranks)
    nodes = {}
    for name, table in stated.nodes.items():
        kept = _without(table, replaced)
        identifiers = pc.unique(kept[ID])
        # Mostly each node is in one source only, and there is nothing to choose
        if kept.num_rows == len(identifiers):
            nodes[name] = kept.drop_columns(SOURCE)
            continue
        ordered = _first_heard_first(kept, hearing)
        differences += _differences(name, ordered)
        nodes[name] = _newest(name, ordered)
    links = {}
    for name, table in stated.links.items():
        kept = _without(table, replaced)
        links[name] = _first_heard_links(name, kept, hearing)
        if name not in BOOKKEEPING:
            differences += _differing_links(name, kept)
    return Tables(nodes, links), differences


def _without(
    table: pa.Table,
    replaced: Sequence[str],
) -> pa.Table:
    if not replaced:
        return table
    sources = pa.array(list(replaced), pa.string())
    is_replaced = pc.is_in(table[SOURCE], sources)
    return table.filter(pc.invert(is_replaced))


def _first_heard_first(table: pa.Table, hearing: Hearing) -> pa.Table:
    """The rows with their rank, their day and their number, each node's in the order of hearing."""
    rank = hearing.order(table, ID)
    day = hearing.day(table)
    ranked = table.append_column("rank", rank)
    ranked = ranked.append_column("day", day)
    ordered = ranked.sort_by(_FIRST_HEARD_FIRST)
    rows = pa.array(range(ordered.num_rows), pa.int64())
    return ordered.append_column("row", rows).combine_chunks()


_FIRST_HEARD_FIRST = [
    (ID, "ascending"),
    ("rank", "descending"),
    (SOURCE, "ascending"),
]
"""By name last, so that two builds of the same sources are the same."""


def _stated(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where a column says something: not NULL, not an empty list."""
    if pa.types.is_list(column.type):
        length = pc.list_value_length(column)
        return pc.greater(length, 0)
    return pc.is_valid(column)


def _says_more(
    name: str,
    column: str,
    values: pa.ChunkedArray,
) -> pa.ChunkedArray:
    """Where a column says something that leaves nothing open."""
    left_open = LEFT_OPEN.get((name, column))
    said = _stated(values)
    if left_open is None:
        return said
    is_definite = pc.not_equal(values, left_open)
    return pc.and_(said, is_definite)


def _greatest(
    table: pa.Table,
    key: str,
    number: str,
) -> pa.ChunkedArray:
    """For each row the greatest number of all rows of its key."""
    rows_by_key = table.group_by(key)
    greatest = rows_by_key.aggregate([(number, "max")])
    return _looked_up(table[key], greatest, key, f"{number}_max")


def _looked_up(
    keys: pa.ChunkedArray,
    table: pa.Table,
    key: str,
    value: str,
) -> pa.ChunkedArray:
    """For each key the value of its row in a table with one row a key; NULL where it has none."""
    known = table[key].combine_chunks()
    place = pc.index_in(keys, known)
    return pc.take(table[value], place)


def _newest(name: str, ordered: pa.Table) -> pa.Table:
    """One row an id; a column is taken from its first row that says most."""
    target = node_schema(name, with_source=False)
    numbered = ordered.select([ID, "row"])
    first = _first_rows(numbered).sort_by(ID)
    ids = first[ID]
    arrays = [ids.combine_chunks()]
    for column in target.names[1:]:
        if (name, column) in ADDED_UP:
            arrays.append(_added_up(ids, ordered, column))
            continue
        values = ordered[column]
        rows = first["row_min"]
        # The first row that says anything, or better the first that leaves nothing open
        for says in (_stated(values), _says_more(name, column, values)):
            said_first = _first_rows(numbered.filter(says))
            better = _looked_up(ids, said_first, ID, "row_min")
            rows = pc.coalesce(better, rows)
        kept = values.take(rows)
        arrays.append(kept.combine_chunks())
    return pa.Table.from_arrays(arrays, schema=target)


def _first_rows(numbered: pa.Table) -> pa.Table:
    """The first row of each identifier, as ``row_min``."""
    rows_by_id = numbered.group_by(ID)
    return rows_by_id.aggregate([("row", "min")])


def _added_up(
    ids: pa.ChunkedArray,
    ordered: pa.Table,
    column: str,
) -> pa.Array:
    """The texts of a list column that the sources of the newest date which has any state, as one
    list an id.
    """
    says_any = _stated(ordered[column])
    said = ordered.select([ID, "day", column])
    said = said.filter(says_any).combine_chunks()
    newest = _greatest(said, ID, "day")
    is_newest = pc.equal(said["day"], newest)
    said = said.filter(is_newest).combine_chunks()
    # From one list a source to one text a row, with the number of the node's row
    lists = said[column].combine_chunks()
    node = pc.index_in(said[ID], ids.combine_chunks())
    row = node.combine_chunks().take(pc.list_parent_indices(lists))
    texts = pa.table(
        {
            "row": row.cast(pa.int64()),
            "text": pc.list_flatten(lists),
        }
    )
    # Each text once, however many sources state it
    texts = texts.group_by(["row", "text"]).aggregate([])
    texts = texts.sort_by(_BY_ROW_AND_TEXT)
    return lists_from(texts["row"], texts["text"], len(ids))


_BY_ROW_AND_TEXT = [
    ("row", "ascending"),
    ("text", "ascending"),
]


def _differences(name: str, ordered: pa.Table) -> Differences:
    """The identifiers of which sources state different values, column by column."""
    found: Differences = []
    node_class = schema().classes[name]
    for column in node_class.columns:
        if column.derived or column.many:
            continue
        values = ordered[column.name]
        says_more = _says_more(name, column.name, values)
        said = ordered.filter(says_more)
        counts = _count_distinct(said, [ID], column.name)
        is_several = pc.greater(counts["count"], 1)
        differing = counts.filter(is_several)
        for identifier in differing[ID].to_pylist():
            found.append((name, identifier, column.name))
    return sorted(found)


def _count_distinct(
    table: pa.Table,
    keys: Sequence[str],
    column: str,
) -> pa.Table:
    """How many different values each key has: the keys, and ``count``."""
    rows_by_key = table.group_by(keys)
    counts = rows_by_key.aggregate([(column, "count_distinct")])
    return counts.rename_columns({f"{column}_count_distinct": "count"})


ADDED_UP_LINKS = ("ACTOR_TYPE", "BASED_IN", "RECORDED_IN")
"""Relationships of actors and matches whose ends of one date count together."""


def _first_heard_links(
    name: str,
    table: pa.Table,
    hearing: Hearing,
) -> pa.Table:
    """The links of each subject as the source that is heard first among those with such links
    states them.
    """
    target = link_schema(with_source=False)
    if _is_of_one_source(table):
        links = table.select([SUBJECT, OBJECT])
        return links.cast(target)
    order = hearing.order(table, SUBJECT)
    if name in ADDED_UP_LINKS:
        subjects = table[SUBJECT]
        is_actor = pc.starts_with(subjects, "actor/")
        is_match = are_of(subjects, "Match")
        # With the day as their order, all sources of one date are heard
        together = pc.or_(is_actor, is_match)
        day = hearing.day(table)
        order = pc.if_else(together, day, order)
    ranked = table.append_column("rank", order)
    highest = _greatest(ranked, SUBJECT, "rank")
    is_first_heard = pc.equal(order, highest)
    heard = ranked.filter(is_first_heard)
    return finished_links(heard, target)


def _is_of_one_source(table: pa.Table) -> bool:
    sources = pc.unique(table[SOURCE])
    return len(sources) < 2


def _differing_links(name: str, table: pa.Table) -> Differences:
    """The subjects of which two sources state links that are not the same."""
    if _is_of_one_source(table):
        return []
    by_subject = _count_distinct(table, [SUBJECT], SOURCE)
    by_link = _count_distinct(table, [SUBJECT, OBJECT], SOURCE)
    # A link that fewer sources state than state any such link: the others state another one
    any_such = _looked_up(by_link[SUBJECT], by_subject, SUBJECT, "count")
    is_disputed = pc.less(by_link["count"], any_such)
    differing = by_link.filter(is_disputed)
    subjects = set(differing[SUBJECT].to_pylist())
    found: Differences = []
    for subject in sorted(subjects):
        name_of_class = schema().class_of(subject)
        found.append((name_of_class, subject, name))
    return found
