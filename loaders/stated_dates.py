"""Stated dates: the days that rows of registers and of support name, and up to when the sources go
by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.ontology.tables import ID, SOURCE, Tables, of_sources

from .explain import newest_places

if TYPE_CHECKING:
    from .source_files import SourceFile

COLUMNS = (
    ("Pledge", "submitted_on"),
    ("PledgeAggregate", "submitted_on"),
    ("ImplementationUpdate", "reported_on"),
    ("Match", "matched_on"),
)
"""Where a row says when something was: a target year or the end of a membership may be to come."""
RECORDING = ("pledges", "support")
"""The kinds of source by which answers say up to when they go: a newer list of platforms makes no
register newer.
"""
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
    stated: Tables, sources: Sequence[SourceFile], replaced: Sequence[str]
) -> StatedDates:
    """Up to when registers and support go: by the day given for each source, and by what their rows
    state.

    A row's date that is later than the day given for its source does not count: one of the two is
    wrong.
    """
    found, problems = set[str](), list[Problem]()
    for source in sources:
        if layouts()[source.layout].kind in RECORDING and source.id not in replaced:
            dates = list(_dates(stated, source.id))
            given = source.retrieved_on
            later = [(day, node) for day, node in dates if given and day > given[: len(day)]]
            found |= {day for day, _ in dates} - {day for day, _ in later} | (
                {given} if given else set()
            )
            problems += _told(stated, source, later)
    return StatedDates(sorted(found, reverse=True)[:MOST], problems)


def _dates(stated: Tables, source: str) -> Iterator[tuple[str, str]]:
    """Each different date of a source, with a node that has it."""
    for name, column in COLUMNS:
        table = stated[name]
        rows = table.filter(pc.and_(pc.equal(table[SOURCE], source), pc.is_valid(table[column])))
        first = rows.select([column, ID]).group_by(column).aggregate([(ID, "min")])
        yield from zip(first[column].to_pylist(), first[f"{ID}_min"].to_pylist(), strict=True)


def _told(
    stated: Tables, source: SourceFile, later: Sequence[tuple[str, str]]
) -> Iterator[Problem]:
    """One finding a source: its latest date, with the place."""
    if not later:
        return
    day, node = max(later)
    where = newest_places(of_sources(stated, [source.id]), {node}, [source])[node]
    more = f", and {len(later) - 1} more" if len(later) > 1 else ""
    found = f"the date {day} is later than the day of the extract, {source.retrieved_on}{more}"
    hint = (
        "It does not count for up to when the sources go: correct it, or `retrieved` in"
        " pledgegraph.toml."
    )
    yield Problem("U004", "finding", where, found, hint)
