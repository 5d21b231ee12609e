"""Support known from elsewhere: a source of kind ``support``, one row a match, each naming a pledge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.ontology.iris import digest
from pledgegraph.ontology.tables import Gathering

from .actors import ActorNames
from .arrangements import columns_of
from .cells import BadCell, CellColumn, iso_date, split, whole_number
from .mapping import Layout
from .matches import Match, gather, unknown_pledge
from .pledges import code_of, contributions_in, currency_code
from .register import record_identifiers
from .sheets import Sheet

FIELDS = {
    "pledge": ("Match.supports",),
    "supporter": ("Match.supportedBy", "Actor.name", "Actor.represents"),
    "channel": ("Match.channel",),
    "contribution": ("Match.contributionType",),
    "amount": ("Match.amount",),
    "currency": ("Match.currency",),
    "extent": ("Match.extent",),
    "covered": ("Match.covered",),
    "covered_unit": ("Match.coveredUnit",),
    "status": ("Match.status",),
    "matched_on": ("Match.matchedOn",),
    "evidence": ("Match.evidence",),
    "remark": ("Match.remark",),
}


def load_support(
    sheet: Sheet,
    layout: Layout,
    source: str,
    pledges: Mapping[str, str],
    gathering: Gathering,
    problems: list[Problem],
) -> None:
    """Put the matches of a support source into the stated tables.

    Args:
        pledges: what a pledge may be called (official number, own identifier of its register) → its identifier.
    """
    column, actors = columns_of(sheet, layout, problems, FIELDS), ActorNames()
    records = record_identifiers(source, sheet).to_pylist()
    matches = _matches(column, actors, pledges, records)
    sheets = [sheet.name] * len(records)
    gathering.nodes("SourceRecord", source, {"id": records, "line": sheet.lines, "sheet": sheets})
    gathering.links("fromSource", source, records, [source] * len(records))
    gather(_told_apart(matches), source, gathering)
    actors.gather(gathering, source)


def _matches(
    column: Mapping[str, CellColumn], actors: ActorNames, pledges: Mapping[str, str], records: list[str]
) -> list[Match]:
    """The matches of all rows that name a pledge and a supporter."""
    text, number = pa.string(), pa.int64()
    values = {
        "amount": column["amount"].scalar(whole_number, number).to_pylist(),
        "currency": column["currency"].scalar(currency_code, text).to_pylist(),
        "covered": column["covered"].scalar(whole_number, number).to_pylist(),
        "covered_unit": column["covered_unit"].plain().to_pylist(),
        "matched_on": column["matched_on"].scalar(iso_date, text).to_pylist(),
    }
    contributions: list[list[str]] = [[] for _ in records]
    pairs = column["contribution"].many(contributions_in)
    for row, contribution in zip(pairs.rows, pairs.values, strict=True):
        contributions[row].append(contribution)
    told = zip(
        column["pledge"].scalar(partial(_pledge_of, pledges), text).to_pylist(),
        column["supporter"].scalar(partial(_supporter_of, pledges, actors), text).to_pylist(),
        column["extent"].scalar(code_of("match-extents"), text).to_pylist(),
        column["status"].scalar(code_of("match-statuses"), text).to_pylist(),
        column["remark"].plain().to_pylist(),
        column["evidence"].plain().to_pylist(),
        column["channel"].scalar(actors.actor, text).to_pylist(),
        strict=True,
    )
    return [
        Match(
            pledge,
            (supporter,),
            (records[row],),
            tuple(contributions[row]),
            extent or "",
            status or "",
            remark or "",
            tuple(split(evidence or "")),
            {name: column_values[row] for name, column_values in values.items()},
            channel or "",
        )
        for row, (pledge, supporter, extent, status, remark, evidence, channel) in enumerate(told)
        if pledge is not None and supporter is not None
    ]


def _pledge_of(pledges: Mapping[str, str], cell: str) -> str:
    if cell not in pledges:
        raise unknown_pledge(cell)
    return pledges[cell]


def _supporter_of(pledges: Mapping[str, str], actors: ActorNames, cell: str) -> str:
    if cell in pledges:
        return pledges[cell]
    mention = actors.mention(cell)
    if mention is None:
        raise BadCell("N003", f"{cell!r} does not name an actor", "Name one actor or one pledge a row.", "finding")
    return mention.actor


def _told_apart(matches: list[Match]) -> list[Match]:
    """Several rows of one source for the same pledge and supporter are several matches, told apart by what they say."""
    times = Counter(match.id for match in matches)
    return [
        replace(
            match, suffix="-" + digest(*match.contributions, *(str(v) for v in match.values.values()), match.remark)
        )
        if times[match.id] > 1
        else match
        for match in matches
    ]
