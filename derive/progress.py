"""Progress: the updates of a pledge, its newest official stage, and the last year that it aims at.

An update is a row with an official stage or a date of report; words alone are a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables

from .numbered import Numbered


@dataclass
class Progress:
    """What is known of a pledge's progress.

    Attributes:
        stage_on: the date of the report of its newest official stage.
        newest_on: the day of its newest update that has one.
    """

    stage: str | None = None
    stage_on: str | None = None
    updates: int = 0
    newest_on: str | None = None
    target_year: int | None = None


class _Update(NamedTuple):
    """An update; ``day`` is that of the report, else the one on which its source was retrieved;
    ``day_before`` is that day, else the one of the source before it in rank.
    """

    pledge: int
    stage: str | None
    reported_on: str | None
    day: str | None
    day_before: str | None
    rank: int


def progress(graph: Numbered) -> dict[int, Progress]:
    """Pledge → its progress; of pledges that have an update or a target."""
    found: dict[int, Progress] = {}
    for update in sorted(_updates(graph), key=_age):
        known = found.setdefault(update.pledge, Progress())
        known.updates += 1
        newest_on = known.newest_on or ""
        if update.day and update.day > newest_on:
            known.newest_on = update.day
        # The last one that is written stays: the newest
        if update.stage is not None:
            known.stage = update.stage
            known.stage_on = update.reported_on
    for pledge, year in _target_years(graph):
        known = found.setdefault(pledge, Progress())
        latest = known.target_year or year
        known.target_year = max(year, latest)
    return found


def _age(update: _Update) -> tuple[str, int, str]:
    """Updates are ordered by their day, then by their source's rank.

    An update without a day, in a source without one, is taken for as old as the source before it in
    rank. That orders it; it is not shown as its day.
    """
    when = update.day or update.day_before or ""
    # By the stage last, so that two builds of the same sources are the same
    return when, update.rank, update.stage or ""


def _updates(graph: Numbered) -> Iterator[_Update]:
    """Every update with its pledge, in the order of their identifiers."""
    updates = graph.nodes(
        "ImplementationUpdate",
        [ID, "stage", "reported_on"],
        "update",
    )
    pledges = graph.pairs("UPDATE_OF", "update", "pledge")
    updates = updates.joined(pledges, "update")
    sources = _newest_sources(graph.current)
    for _, identifier, stage, reported_on, pledge in updates.tuples():
        if stage is None and reported_on is None:
            continue
        source = sources.get(identifier, _NOT_RECORDED)
        day = reported_on or source.retrieved_on
        yield _Update(
            pledge,
            stage,
            reported_on,
            day,
            source.day_before,
            source.rank,
        )


class _Source(NamedTuple):
    rank: int
    retrieved_on: str | None
    day_before: str | None


_NOT_RECORDED = _Source(-1, None, None)


def _sources(current: Tables) -> dict[str, _Source]:
    """The sources by identifier."""
    table = current["Source"]
    columns = table.select([ID, "rank", "retrieved_on"])
    rows = columns.to_pylist()
    rows.sort(key=itemgetter("rank"))
    found = {}
    day_before = None
    for row in rows:
        retrieved_on = row["retrieved_on"]
        day_before = retrieved_on or day_before
        identifier = row[ID]
        found[identifier] = _Source(
            row["rank"],
            retrieved_on,
            day_before,
        )
    return found


def _newest_sources(current: Tables) -> dict[str, _Source]:
    """Update → the newest of its sources, by identifier."""
    sources = _sources(current)
    updates = current["ImplementationUpdate"]
    records = _from(current["RECORDED_IN"], updates[ID])
    origins = _from(current["FROM_SOURCE"], records[OBJECT])
    source_of = dict(_ends(origins))
    found: dict[str, _Source] = {}
    for update, record in _ends(records):
        name = source_of[record]
        source = sources[name]
        newest = found.get(update, source)
        if source.rank >= newest.rank:
            found[update] = source
    return found


def _from(links: pa.Table, subjects: pa.ChunkedArray) -> pa.Table:
    """The links that begin at some nodes."""
    wanted = subjects.combine_chunks()
    is_theirs = pc.is_in(links[SUBJECT], wanted)
    return links.filter(is_theirs)


def _ends(links: pa.Table) -> Iterator[tuple[str, str]]:
    starts = links[SUBJECT].to_pylist()
    ends = links[OBJECT].to_pylist()
    return zip(starts, ends, strict=True)


def _target_years(graph: Numbered) -> Iterator[tuple[int, int]]:
    """(pledge, year) of each target that names a year."""
    targets = graph.nodes("Target", ["target_year"], "target")
    pledges = graph.pairs("TARGET_OF", "target", "pledge")
    aims = targets.joined(pledges, "target")
    for _, year, pledge in aims.tuples():
        if year is not None:
            yield pledge, year
