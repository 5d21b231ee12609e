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


class Hearing:
    """In which order sources are heard: ``order`` is higher for what is heard earlier."""

    def __init__(
        self,
        stated: Tables,
        ranks: Mapping[str, int],
    ) -> None:
        self._ranks = ranks
        self._days = _days(stated, ranks)
        registers: set[str] = set()
        for name in _ROWS:
            registers.update(pc.unique(stated[name][SOURCE]).to_pylist())
        self._registers = pa.array(sorted(registers), pa.string())
        # A register is heard first on the matches of pledges that it has itself
        stored = stated["Pledge"]
        supports = stated["SUPPORTS"]
        rows = _pair(stored[ID], stored[SOURCE]).combine_chunks()
        own = pc.is_in(_pair(supports[OBJECT], supports[SOURCE]), rows)
        supports = supports.filter(own)
        by_host = _pair(supports[SUBJECT], supports[SOURCE])
        self._by_host = by_host.combine_chunks()

    def order(self, table: pa.Table, key: str) -> pa.ChunkedArray:
        """For each row of a table of nodes or links of which ``key`` has the identifier."""
        rank = _number_of(table, self._ranks)
        is_match = are_of(table[key], "Match")
        if not pc.any(is_match).as_py():
            return rank
        is_register = pc.is_in(table[SOURCE], self._registers)
        by_host = pc.is_in(_pair(table[key], table[SOURCE]), self._by_host)
        order = self.day(table)
        # One number for all that decides, as its digits: the day first, the rank last
        for flag in (pc.invert(is_register), by_host):
            order = pc.multiply(order, 2)
            order = pc.add(order, pc.cast(flag, pa.int64()))
        order = pc.multiply(order, 1 + max(self._ranks.values()))
        order = pc.add(order, rank)
        return pc.if_else(is_match, order, rank)

    def day(self, table: pa.Table) -> pa.ChunkedArray:
        """The date of each row's source, as a number: the highest rank of a source of that date."""
        return _number_of(table, self._days)


_ROWS = ("Pledge", "PledgeAggregate")


def _days(
    stated: Tables,
    ranks: Mapping[str, int],
) -> dict[str, int]:
    sources = stated["Source"]
    retrieved = sources["retrieved_on"].to_pylist()
    dates = dict(zip(sources[ID].to_pylist(), retrieved, strict=True))
    newest: dict[str | None, int] = {}
    for source, rank in ranks.items():
        date = dates.get(source)
        newest[date] = max(rank, newest.get(date, rank))
    days = {}
    for source, rank in ranks.items():
        # A source of which nothing is stated has its own rank
        days[source] = newest[dates[source]] if source in dates else rank
    return days


def _pair(ids: pa.ChunkedArray, sources: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(ids, sources, " ")


def _number_of(
    table: pa.Table,
    numbers: Mapping[str, int],
) -> pa.ChunkedArray:
    names = pa.array(list(numbers), pa.string())
    values = pa.array(list(numbers.values()), pa.int64())
    return pc.take(values, pc.index_in(table[SOURCE], names))


def current(
    stated: Tables, ranks: Mapping[str, int], replaced: Sequence[str] = ()
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
        if kept.num_rows == len(pc.unique(kept[ID])):
            nodes[name] = kept.drop_columns(SOURCE)
            continue
        ordered = _first_heard_first(kept, hearing)
        differences += _differences(name, ordered)
        nodes[name] = _newest(name, ordered)
    links = {}
    for name, table in stated.links.items():
        kept = _without(table, replaced)
        links[name] = _first_heard_links(name, kept, hearing)
        differences += [] if name in BOOKKEEPING else _differing_links(name, kept)
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
    ranked = table.append_column("rank", hearing.order(table, ID))
    ranked = ranked.append_column("day", hearing.day(table))
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
        return pc.greater(pc.list_value_length(column), 0)
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
    return pc.and_(said, pc.not_equal(values, left_open))


def _newest(name: str, ordered: pa.Table) -> pa.Table:
    """One row an id; a column is taken from its first row that says most."""
    target = node_schema(name, with_source=False)
    first = ordered.group_by(ID).aggregate([("row", "min")])
    first = first.sort_by(ID)
    arrays = [first[ID].combine_chunks()]
    for column in target.names[1:]:
        if (name, column) in ADDED_UP:
            arrays.append(_added_up(first[ID], ordered, column))
            continue
        rows = first["row_min"]
        values = ordered[column]
        for says in (_stated(values), _says_more(name, column, values)):
            said = ordered.select([ID, "row"]).filter(says)
            newest = said.group_by(ID).aggregate([("row", "min")])
            place = pc.index_in(first[ID], newest[ID].combine_chunks())
            said_first = pc.take(newest["row_min"], place)
            rows = pc.if_else(
                pc.is_valid(place),
                said_first,
                rows,
            )
        arrays.append(values.take(rows).combine_chunks())
    return pa.Table.from_arrays(arrays, schema=target)


def _added_up(
    ids: pa.ChunkedArray,
    ordered: pa.Table,
    column: str,
) -> pa.Array:
    """The texts of a list column that the sources of the newest date which has any state, as one
    list an id.
    """
    said = ordered.select([ID, "day", column])
    said = said.filter(_stated(ordered[column])).combine_chunks()
    newest = said.group_by(ID).aggregate([("day", "max")])
    place = pc.index_in(said[ID], newest[ID].combine_chunks())
    best = pc.take(newest["day_max"], place)
    said = said.filter(pc.equal(said["day"], best)).combine_chunks()
    lists = said[column].combine_chunks()
    row = pc.index_in(said[ID], ids.combine_chunks()).combine_chunks()
    rows = row.take(pc.list_parent_indices(lists)).cast(pa.int64())
    texts = pa.table({"row": rows, "text": pc.list_flatten(lists)})
    # Each text once, however many sources state it
    texts = texts.group_by(["row", "text"]).aggregate([])
    texts = texts.sort_by([("row", "ascending"), ("text", "ascending")])
    return lists_from(texts["row"], texts["text"], len(ids))


def _differences(name: str, ordered: pa.Table) -> Differences:
    found: Differences = []
    for column in schema().classes[name].columns:
        if column.derived or column.many:
            continue
        says_more = _says_more(
            name,
            column.name,
            ordered[column.name],
        )
        said = ordered.filter(says_more)
        counts = said.group_by(ID).aggregate([(column.name, "count_distinct")])
        values = counts[f"{column.name}_count_distinct"]
        differing = counts.filter(pc.greater(values, 1))
        for identifier in differing[ID].to_pylist():
            found.append((name, identifier, column.name))
    return sorted(found)


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
    if len(pc.unique(table[SOURCE])) < 2:
        return table.select([SUBJECT, OBJECT]).cast(target)
    order = hearing.order(table, SUBJECT)
    if name in ADDED_UP_LINKS:
        is_actor = pc.starts_with(table[SUBJECT], "actor/")
        together = pc.or_(is_actor, are_of(table[SUBJECT], "Match"))
        order = pc.if_else(together, hearing.day(table), order)
    ranked = table.append_column("rank", order)
    newest = ranked.group_by(SUBJECT).aggregate([("rank", "max")])
    place = pc.index_in(ranked[SUBJECT], newest[SUBJECT].combine_chunks())
    best = pc.take(newest["rank_max"], place)
    heard = ranked.filter(pc.equal(ranked["rank"], best))
    return finished_links(heard, target)


def _differing_links(name: str, table: pa.Table) -> Differences:
    """The subjects of which two sources state links that are not the same."""
    if len(pc.unique(table[SOURCE])) < 2:
        return []
    sources = table.group_by(SUBJECT).aggregate([(SOURCE, "count_distinct")])
    pairs = table.group_by([SUBJECT, OBJECT]).aggregate([(SOURCE, "count_distinct")])
    # A link that fewer sources state than state any such link: the others state another one
    counted = f"{SOURCE}_count_distinct"
    place = pc.index_in(pairs[SUBJECT], sources[SUBJECT].combine_chunks())
    telling = pc.take(sources[counted], place)
    differing = pairs.filter(pc.less(pairs[counted], telling))
    subjects = sorted(set(differing[SUBJECT].to_pylist()))
    return [(schema().class_of(subject), subject, name) for subject in subjects]
