"""Hearing: in which order the sources of a statement are heard.

The newest source is decided by date, then by position in pledgegraph.toml; of a match by more than
that, as ``current`` says.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from .classes import are_of
from .tables import ID, OBJECT, SOURCE, SUBJECT, Tables


class Hearing:
    """In which order sources are heard: ``order`` is higher for what is heard earlier."""

    def __init__(
        self,
        stated: Tables,
        ranks: Mapping[str, int],
    ) -> None:
        self._ranks = ranks
        self._days = _days(stated, ranks)
        self._registers = _registers(stated)
        self._by_host = _matches_by_host(stated)

    def order(self, table: pa.Table, key: str) -> pa.ChunkedArray:
        """For each row of a table of nodes or links of which ``key`` has the identifier."""
        rank = _number_of(table, self._ranks)
        is_match = are_of(table[key], "Match")
        if not pc.any(is_match).as_py():
            return rank
        sources = table[SOURCE]
        is_register = pc.is_in(sources, self._registers)
        is_record = pc.invert(is_register)
        # A match is named by the host's row with its own words, which count before the supporter's
        stated_here = _pair(table[key], sources)
        by_host = pc.is_in(stated_here, self._by_host)
        order = self.day(table)
        # One number for all that decides, as its digits: the day first, the rank last
        for flag in (is_record, by_host):
            digit = pc.cast(flag, pa.int64())
            order = pc.multiply(order, 2)
            order = pc.add(order, digit)
        ranks = 1 + max(self._ranks.values())
        order = pc.multiply(order, ranks)
        order = pc.add(order, rank)
        return pc.if_else(is_match, order, rank)

    def day(self, table: pa.Table) -> pa.ChunkedArray:
        """The date of each row's source, as a number: the highest rank of a source of that date."""
        return _number_of(table, self._days)


_ROWS = ("Pledge", "PledgeAggregate")
"""What the rows of a register become."""


def _registers(stated: Tables) -> pa.Array:
    """The sources that state pledges: a record of support states matches alone."""
    found: set[str] = set()
    for name in _ROWS:
        sources = pc.unique(stated[name][SOURCE])
        found.update(sources.to_pylist())
    names = sorted(found)
    return pa.array(names, pa.string())


def _matches_by_host(stated: Tables) -> pa.Array:
    """Matches and the register that states them, where it has the supported pledge itself."""
    pledges = stated["Pledge"]
    supports = stated["SUPPORTS"]
    own = _pair(pledges[ID], pledges[SOURCE])
    supported = _pair(supports[OBJECT], supports[SOURCE])
    is_own = pc.is_in(supported, own.combine_chunks())
    by_host = supports.filter(is_own)
    matches = _pair(by_host[SUBJECT], by_host[SOURCE])
    return matches.combine_chunks()


def _days(
    stated: Tables,
    ranks: Mapping[str, int],
) -> dict[str, int]:
    """Source → the highest rank of a source of its date."""
    sources = stated["Source"]
    names = sources[ID].to_pylist()
    retrieved = sources["retrieved_on"].to_pylist()
    dates = dict(zip(names, retrieved, strict=True))
    newest: dict[str | None, int] = {}
    for source, rank in ranks.items():
        date = dates.get(source)
        known = newest.get(date, rank)
        # Sources of one date are heard together, whichever is listed first in pledgegraph.toml
        newest[date] = max(rank, known)
    days = {}
    for source, rank in ranks.items():
        if source in dates:
            date = dates[source]
            days[source] = newest[date]
        else:
            # Nothing is stated of this source, not even its date
            days[source] = rank
    return days


def _pair(ids: pa.ChunkedArray, sources: pa.ChunkedArray) -> pa.ChunkedArray:
    # No identifier has a blank
    return pc.binary_join_element_wise(ids, sources, " ")


def _number_of(
    table: pa.Table,
    numbers: Mapping[str, int],
) -> pa.ChunkedArray:
    names = pa.array(list(numbers), pa.string())
    values = pa.array(list(numbers.values()), pa.int64())
    # By place, so that whole columns are looked up at once
    place = pc.index_in(table[SOURCE], names)
    return pc.take(values, place)
