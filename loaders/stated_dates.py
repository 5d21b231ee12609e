"""Stated dates: the days that rows of registers and of support name. The newest of them say up to
when the sources go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from pledgegraph.errors import Problem
from pledgegraph.ontology.tables import ID, SOURCE, Tables, of_sources
from pledgegraph.wording import worded

from .row_places import newest_places

if TYPE_CHECKING:
    from .source_files import SourceFile

COLUMNS = (
    ("Pledge", "submitted_on"),
    ("PledgeAggregate", "submitted_on"),
    ("ImplementationUpdate", "reported_on"),
    ("Match", "matched_on"),
)
"""The columns with the day on which something was. A target year may be in the future."""
RECORDING = ("pledges", "support")
"""The kinds of source whose dates count: a newer list of platforms makes no register newer."""
MOST = 50
"""Dates that are kept, the newest ones."""


@dataclass(frozen=True, slots=True)
class StatedDates:
    """The newest dates of the sources, newest first, and the sources that go beyond the day given
    for them.
    """

    newest: Sequence[str]
    problems: Sequence[Problem]


def stated_dates(
    stated: Tables,
    sources: Sequence[SourceFile],
    replaced: Sequence[str],
) -> StatedDates:
    """Up to when registers and support go, by the day given for each source and by their rows.

    A date in a row that is later than the day given for its source does not count: one of the two
    is wrong.
    """
    found: set[str] = set()
    problems: list[Problem] = []
    for source in sources:
        kind = source.read_as.kind
        # A replaced extract says nothing of how new the sources are
        if kind not in RECORDING or source.id in replaced:
            continue
        later: list[tuple[str, str]] = []
        for day, node in _dates(stated, source.id):
            if _is_later(day, source.retrieved_on):
                later.append((day, node))
            else:
                found.add(day)
        if source.retrieved_on:
            found.add(source.retrieved_on)
        if later:
            problems.append(_later_date(stated, source, later))
    newest = sorted(found, reverse=True)[:MOST]
    return StatedDates(newest, problems)


def _is_later(day: str, given: str) -> bool:
    """Whether a date is later than the day given for its source, as far as that is given."""
    # "2026-03" and "2026-03-31" are compared by year and month
    return bool(given) and day > given[: len(day)]


def _dates(
    stated: Tables,
    source: str,
) -> Iterator[tuple[str, str]]:
    """Each different date of a source, with a node that has it."""
    for name, column in COLUMNS:
        table = stated[name]
        is_own = pc.equal(table[SOURCE], source)
        is_dated = pc.is_valid(table[column])
        rows = table.filter(pc.and_(is_own, is_dated))
        rows = rows.select([column, ID])
        # The first by identifier: groups come in no order, and the finding names one node
        first = rows.group_by(column).aggregate([(ID, "min")])
        days = first[column].to_pylist()
        nodes = first[f"{ID}_min"].to_pylist()
        yield from zip(days, nodes, strict=True)


def _later_date(
    stated: Tables,
    source: SourceFile,
    later: Sequence[tuple[str, str]],
) -> Problem:
    """The finding of a source: its latest date, with the place, and how many more there are."""
    day, node = max(later)
    own = of_sources(stated, [source.id])
    where = newest_places(own, {node}, [source])[node]
    others = len(later) - 1
    more = worded(", and {others} more", others=others) if others else ""
    return Problem(
        code="U004",
        severity="finding",
        where=where,
        found=worded(
            "the date {day} is later than the day of the extract, {retrieved_on}{more}",
            day=day,
            retrieved_on=source.retrieved_on,
            more=more,
        ),
        hint=worded(
            "It does not count until it, or `retrieved` in pledgegraph.toml, is corrected."
        ),
    )
