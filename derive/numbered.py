"""The current tables with their identifiers as numbers, so that joins over whole tables compare
numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables, link_schema

NOT_NUMBERED = ("Source", "SourceRecord")
"""Classes that no rule joins; they have most of the identifiers."""


class Numbered:
    """The current tables, each identifier a whole number: its place in the list of all
    identifiers.
    """

    def __init__(self, current: Tables) -> None:
        self.current = current
        chunks: list[pa.Array] = []
        for name in schema().classes:
            if name not in NOT_NUMBERED:
                chunks += current[name][ID].chunks
        self._identifiers = pa.chunked_array(chunks, pa.string()).combine_chunks()
        self._pairs: dict[str, pd.DataFrame] = {}

    def number(self, identifiers: pa.Array | pa.ChunkedArray | Sequence[str]) -> pd.Series:
        """The number of each identifier; NaN for one that is in no table."""
        if not isinstance(identifiers, pa.Array | pa.ChunkedArray):
            identifiers = pa.array(identifiers, pa.string())
        numbers: pd.Series = pc.index_in(identifiers, self._identifiers).to_pandas()
        return numbers

    def identifiers(self, numbers: pd.Series) -> pa.Array:
        """The identifier of each number."""
        places = numbers.to_numpy(dtype="int64")
        return self._identifiers.take(pa.array(places))

    def nodes(
        self,
        name: str,
        columns: Sequence[str],
        key: str,
    ) -> pd.DataFrame:
        """Columns of a class, with the number of each node in the column ``key``."""
        table = self.current[name]
        frame: pd.DataFrame = table.select(list(columns)).to_pandas()
        numbers = self.number(table[ID]).astype("int64")
        frame.insert(0, key, numbers)
        return frame

    def pairs(
        self,
        relation: str,
        start: str,
        end: str,
    ) -> pd.DataFrame:
        """The links of a relationship as numbers, in the columns ``start`` and ``end``."""
        if relation not in self._pairs:
            links = self.current[relation]
            starts = self.number(links[SUBJECT])
            ends = self.number(links[OBJECT])
            numbers = pd.DataFrame({SUBJECT: starts, OBJECT: ends})
            self._pairs[relation] = numbers.dropna().astype("int64")
        return self._pairs[relation].set_axis([start, end], axis=1)

    def links(self, pairs: pd.DataFrame) -> pa.Table:
        """Pairs of numbers (the first two columns) as the table of a relationship: unique and
        sorted.
        """
        unique = pairs.drop_duplicates()
        start, end = unique.columns[:2]
        columns = [self.identifiers(unique[each]) for each in (start, end)]
        table = pa.Table.from_arrays(
            columns,
            schema=link_schema(with_source=False),
        )
        return table.sort_by([(SUBJECT, "ascending"), (OBJECT, "ascending")])


def numbered_sets(
    links: pd.DataFrame,
    key: str,
    member: str,
) -> pd.DataFrame:
    """(key, set): a number for the set of members of each key; keys with the same members have the
    same number.
    """
    ordered = links[[key, member]].drop_duplicates()
    ordered = ordered.sort_values([key, member])
    place = ordered.groupby(key, sort=False).cumcount()
    keys = pd.Index(ordered[key].unique(), name=key)
    numbers = pd.Series(0, keys)
    longest = place.max() + 1 if len(place) else 0
    # the first members of a set have a number; with the next member they get another one
    for step in range(longest):
        at_step = ordered[place == step]
        following = at_step.set_index(key)[member]
        so_far = numbers.loc[following.index]
        both = following.groupby([so_far, following]).ngroup()
        # higher than all numbers, so that no longer set has the number of a shorter one
        numbers.loc[following.index] = both + numbers.max() + 1
    return numbers.rename("set").reset_index()
