"""Support known from elsewhere: a source of the kind ``support``, one row a match, each naming a
pledge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cell_parts import split
from pledgegraph.loaders.files.cells import CellColumn, Pairs
from pledgegraph.loaders.files.fields import SUPPORT
from pledgegraph.loaders.files.keys import MOST_PROBLEMS, rows_without
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_records, record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.actor_names import ActorNames
from pledgegraph.loaders.names.contributions import contributions_in
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.wording import worded

from .amounts import amounts_of
from .columns import columns_of
from .known_pledges import Known
from .matches import Match, gather
from .repeated_support import SupportRows, distinct
from .single_values import values_of
from .support_names import channel_in, pledge_in, supporters_in


def load_support(
    sheet: Sheet,
    layout: Layout,
    source: str,
    known: Known,
    gathering: Gathering,
    problems: list[Problem],
    spellings: Spellings,
) -> None:
    """Put the matches of a support source into the stated tables."""
    column = columns_of(sheet, layout, problems, SUPPORT)
    actors = ActorNames(spellings.decided)
    for field in ("pledge", "supporter"):
        _report_empty(column[field], field)
    records = record_identifiers(source, sheet).to_pylist()
    recorded = _matches(column, actors, known, records)
    gather_records(
        records,
        sheet.lines,
        sheet,
        source,
        gathering,
    )
    # A match knows its record, and findings need its row
    row_of = {record: row for row, record in enumerate(records)}
    rows = SupportRows(column, row_of)
    # What this source says of an actor counts before what registers say
    states = {**known.states, **actors.states()}
    by_others = []
    for match in recorded:
        by_other = _by_others(
            match,
            known.submitters,
            states,
            rows,
        )
        if by_other is not None:
            by_others.append(by_other)
    matches = distinct(by_others, rows)
    gather(matches, source, gathering)
    _gather_named(matches, source, gathering)
    # Of these columns alone: the pledge of a row names its actors elsewhere
    for field in ("supporter", "channel"):
        actors.count(column[field])
    actors.gather(gathering, source, spellings)


def _report_empty(column: CellColumn, what: str) -> None:
    """A finding at each empty cell of a column without which a row is about nothing."""
    hint = worded("Write the {what}, or remove the row.", what=what)
    for row in rows_without(column)[:MOST_PROBLEMS]:
        where = column.sheet.where(row, column.header)
        problem = Problem(
            "R001",
            "finding",
            where,
            worded("no {what} is named", what=what),
            hint,
        )
        column.problems.append(problem)


def _matches(
    column: Mapping[str, CellColumn],
    actors: ActorNames,
    known: Known,
    records: list[str],
) -> list[Match]:
    """The matches of all rows that name a pledge and a supporter."""
    rows = len(records)
    amounts = amounts_of(column["amount"], column["currency"])
    # In this order, from which identifiers of rows for the same support are made
    arrays = {
        "amount": amounts.numbers,
        "currency": amounts.currencies,
        **values_of(SUPPORT, column, "Match"),
    }
    values = {name: array.to_pylist() for name, array in arrays.items()}
    named_types = column["contribution"].many(contributions_in)
    contributions = _by_row(named_types, rows)
    read_supporters = partial(supporters_in, known, actors)
    named = column["supporter"].many(read_supporters)
    supporters = _by_row(named.part(0), rows)
    remarks = _by_row(named.part(1), rows)
    text = pa.string()
    read_pledge = partial(pledge_in, known.pledges)
    pledges = column["pledge"].scalar(read_pledge, text).to_pylist()
    read_channel = partial(channel_in, known.numbers, actors)
    channels = column["channel"].scalar(read_channel, text).to_pylist()
    evidence = column["evidence"]
    found = []
    for row, pledge in enumerate(pledges):
        if pledge is None or not supporters[row]:  # reported where its cell was read
            continue
        remark = column["remark"].text(row)
        all_remarks = [*remarks[row], remark]
        addresses = split(evidence.parted(evidence.codes[row]))
        of_row = {name: of_rows[row] for name, of_rows in values.items()}
        match = Match(
            pledge=pledge,
            supporters=tuple(supporters[row]),
            records=(records[row],),
            contributions=tuple(contributions[row]),
            extent=str(of_row.pop("extent") or ""),
            status=str(of_row.pop("status") or ""),
            remark="; ".join(filter(None, all_remarks)),
            evidence=tuple(addresses),
            values=of_row,
            channel=channels[row] or "",
        )
        found.append(match)
    return found


def _by_row(
    pairs: Pairs,
    rows: int,
) -> list[list[str]]:
    """The values of each row."""
    found: list[list[str]] = [[] for _ in range(rows)]
    for row, value in zip(pairs.rows, pairs.values, strict=True):
        found[row].append(value)
    return found


def _by_others(
    match: Match,
    submitters: Mapping[str, set[str]],
    states: Mapping[str, str],
    rows: SupportRows,
) -> Match | None:
    """A match by another than the pledge's own submitters, None where there is none: own means,
    reported, left out.
    """
    pledge = match.pledge.partition("/")[2]
    others = tuple(each for each in match.supporters if each != match.pledge)
    actors = _actors(others, submitters)
    own = _parties(submitters.get(match.pledge, ()), states)
    # A ministry is its government: its money is the host's own means, not support
    if _parties(actors, states) <= own:
        found = worded("{pledge} names its own submitter as its supporter", pledge=pledge)
        rows.note(match, "supporter", "M002", found, worded("Name the other actor."))
        return None
    if len(others) < len(match.supporters):
        found = worded("{pledge} names itself as its supporter", pledge=pledge)
        rows.note(match, "supporter", "M002", found, worded("Name the other actors alone."))
    return replace(match, supporters=others, actors=actors)


def _gather_named(
    matches: Iterable[Match],
    source: str,
    gathering: Gathering,
) -> None:
    """The rows that name the actors of matches, but for those that a pledge brings."""
    named = list[str]()
    records = list[str]()
    for match in matches:
        for end in (*match.supporters, match.channel):
            if end.startswith("actor/"):
                named += [end] * len(match.records)
                records += match.records
    gathering.links("recordedIn", source, named, records)


def _parties(
    actors: Iterable[str],
    states: Mapping[str, str],
) -> set[str]:
    """Actors, each State as its country."""
    return {states.get(actor, actor) for actor in actors}


def _actors(
    supporters: Iterable[str],
    submitters: Mapping[str, set[str]],
) -> tuple[str, ...]:
    """Who brings support: actors, and the submitters of pledges."""
    found: set[str] = set()
    for each in supporters:
        found |= submitters.get(each, {each})
    return tuple(sorted(found))
