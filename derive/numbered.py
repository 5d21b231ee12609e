"""The current tables with their identifiers as numbers, so that joins over whole tables compare
numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables, link_schema

from .rows import Array, Rows, objects

NOT_NUMBERED = ("Source", "SourceRecord")
"""Classes that no rule joins; they have most of the identifiers."""
UNKNOWN = -1
"""The number of an identifier that is in no table."""


_BY_BOTH_ENDS = [
    (SUBJECT, "ascending"),
    (OBJECT, "ascending"),
]


class Numbered:
    """The current tables, each identifier a whole number: its place in the list of all
    identifiers, class by class.
    """

    def __init__(self, current: Tables) -> None:
        self.current = current
        self._ids: dict[str, pa.Array] = {}
        self._first: dict[str, int] = {}
        count = 0
        for name in schema().classes:
            if name not in NOT_NUMBERED:
                ids = current[name][ID].combine_chunks()
                self._ids[name] = ids
                self._first[name] = count
                count += len(ids)
        self._identifiers = pa.concat_arrays(list(self._ids.values()))
        self._pairs: dict[str, Rows] = {}

    def number(
        self,
        identifiers: pa.Array | pa.ChunkedArray | Sequence[str],
        classes: Sequence[str],
    ) -> Array:
        """The number of each identifier of some classes; ``UNKNOWN`` for any other."""
        if not isinstance(identifiers, pa.Array | pa.ChunkedArray):
            identifiers = pa.array(identifiers, pa.string())
        numbers = np.full(len(identifiers), UNKNOWN, np.int64)
        for name in classes:
            ids = self._ids.get(name)
            if ids is None:
                continue
            place = pc.index_in(identifiers, ids)
            place = pc.fill_null(place, UNKNOWN)
            places = place.to_numpy()
            is_here = places != UNKNOWN
            here = places[is_here] + self._first[name]
            numbers[is_here] = here
        return numbers

    def identifiers(self, numbers: Array) -> pa.Array:
        """The identifier of each number."""
        return self._identifiers.take(pa.array(numbers, pa.int64()))

    def nodes(
        self,
        name: str,
        columns: Sequence[str],
        key: str,
    ) -> Rows:
        """Columns of a class, with the number of each node in the column ``key``."""
        table = self.current[name]
        first = self._first[name]
        numbers = np.arange(first, first + table.num_rows)
        found = {key: numbers}
        for column in columns:
            found[column] = column_of(table, column)
        return Rows(**found)

    def pairs(
        self,
        relation: str,
        start: str,
        end: str,
    ) -> Rows:
        """The links of a relationship as numbers, in the columns ``start`` and ``end``."""
        if relation not in self._pairs:
            links = self.current[relation]
            classes = schema().relations[relation]
            starts = self.number(links[SUBJECT], classes.starts)
            ends = self.number(links[OBJECT], classes.ends)
            has_start = starts != UNKNOWN
            has_end = ends != UNKNOWN
            numbers = Rows(start=starts, end=ends)
            numbers = numbers.where(has_start & has_end)
            self._pairs[relation] = numbers
        return self._pairs[relation].renamed(start, end)

    def links(self, pairs: Rows) -> pa.Table:
        """Pairs of numbers (the first two columns) as the table of a relationship: unique and
        sorted.
        """
        start, end = list(pairs.columns)[:2]
        both = pairs.select(start, end)
        unique = both.unique()
        starts = self.identifiers(unique[start])
        ends = self.identifiers(unique[end])
        table = pa.Table.from_arrays(
            [starts, ends],
            schema=link_schema(with_source=False),
        )
        return table.sort_by(_BY_BOTH_ENDS)


def column_of(table: pa.Table, name: str) -> Array:
    """A column of a table; one with texts or with unknown values as objects."""
    values = table[name].combine_chunks()
    if pa.types.is_integer(values.type) and not values.null_count:
        numbers: Array = values.to_numpy()
        return numbers
    return objects(values.to_pylist())


def numbered_sets(
    links: Rows,
    key: str,
    member: str,
) -> Rows:
    """(key, set): a number for the set of members of each key; keys with the same members have the
    same number.
    """
    both = links.select(key, member)
    members: dict[int, list[int]] = {}
    for each, one in both.unique().tuples():
        so_far = members.setdefault(each, [])
        so_far.append(one)
    numbers: dict[tuple[int, ...], int] = {}
    sets = []
    for ordered in members.values():
        number = numbers.setdefault(tuple(ordered), len(numbers))
        sets.append(number)
    columns = {
        key: np.array(list(members), np.int64),
        "set": np.array(sets, np.int64),
    }
    return Rows(**columns)
