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

from .actors import ActorNames, actor_parts, name_and_remarks
from .arrangements import columns_of
from .cells import BadCell, CellColumn, iso_date, split, whole_number
from .contributions import contributions_in
from .mapping import Layout
from .matches import Match, gather, unknown_pledge
from .pledges import code_of, currency_code
from .records import gather_records, record_identifiers
from .register import official_identifier
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
    pledges: Mapping[str, Mapping[str, str]],
    submitters: Mapping[str, set[str]],
    state_of: Mapping[str, str],
    gathering: Gathering,
    problems: list[Problem],
) -> None:
    """Put the matches of a support source into the stated tables.

    Args:
        pledges: what a pledge may be called (official number, own identifier of its register) → its identifier and
            the file that has it; several where two offices use one number.
        submitters: who submitted each pledge: support is another actor's.
        state_of: State → its country: a government and its ministries are not another actor to each other.
    """
    column, actors = columns_of(sheet, layout, problems, FIELDS), ActorNames()
    records = record_identifiers(source, sheet).to_pylist()
    matches = [_with_actors(match, submitters) for match in _matches(column, actors, pledges, records)]
    gather_records(records, sheet.lines, sheet, source, gathering)
    rows = {record: row for row, record in enumerate(records)}
    states = {**state_of, **actors.states()}
    matches = [match for match in matches if not _is_own(match, submitters, states, rows, column)]
    gather(_told_apart(matches), source, gathering)
    actors.gather(gathering, source)


def _matches(
    column: Mapping[str, CellColumn], actors: ActorNames, pledges: Mapping[str, Mapping[str, str]], records: list[str]
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
    supporters: list[list[str]] = [[] for _ in records]
    remarks: list[list[str]] = [[] for _ in records]
    named = column["supporter"].many(partial(_supporters_of, pledges, actors))
    for row, (supporter, remark) in zip(named.rows, named.values, strict=True):
        supporters[row].append(supporter)
        remarks[row].append(remark)
    told = zip(
        column["pledge"].scalar(partial(_pledge_of, pledges), text).to_pylist(),
        column["extent"].scalar(code_of("match-extents"), text).to_pylist(),
        column["status"].scalar(code_of("match-statuses"), text).to_pylist(),
        column["remark"].plain().to_pylist(),
        map(column["evidence"].parted, column["evidence"].codes),
        column["channel"].scalar(partial(_channel, actors), text).to_pylist(),
        strict=True,
    )
    return [
        Match(
            pledge=pledge,
            supporters=tuple(supporters[row]),
            records=(records[row],),
            contributions=tuple(contributions[row]),
            extent=extent or "",
            status=status or "",
            remark="; ".join(filter(None, (*remarks[row], remark))),
            evidence=tuple(split(evidence)),
            values={name: column_values[row] for name, column_values in values.items()},
            channel=channel or "",
        )
        for row, (pledge, extent, status, remark, evidence, channel) in enumerate(told)
        if pledge is not None and supporters[row]
    ]


def _pledge_of(pledges: Mapping[str, Mapping[str, str]], cell: str) -> str:
    found = _find_pledge(pledges, cell)
    if found is None:
        raise unknown_pledge(cell)
    if found.startswith("aggregate/"):
        found = f"{cell!r} is a statement about many pledges"
        raise BadCell("M003", found, "Name one pledge by its GRF number or the register's own.", "finding")
    return found


def _find_pledge(pledges: Mapping[str, Mapping[str, str]], cell: str) -> str | None:
    """A pledge by its own register's name for it, or by its official number however it is written.

    Raises:
        BadCell: the name is that of several pledges.
    """
    found = pledges.get(cell, {})
    if not found:
        try:
            found = pledges.get(official_identifier(cell), {})
        except BadCell:
            return None
    if len(found) > 1:
        told = f"{cell!r} is what {len(found)} offices call pledges of their own"
        which = " or ".join(f"{identifier} ({file})" for identifier, file in sorted(found.items()))
        raise BadCell("M004", told, f"Write which is meant: {which}.", "finding")
    return next(iter(found), None)


def _supporters_of(
    pledges: Mapping[str, Mapping[str, str]], actors: ActorNames, text: str
) -> list[tuple[str, str] | BadCell]:
    """(pledge or actor, remark) for each part of a cell; several of them bring one match together."""
    found: list[tuple[str, str] | BadCell] = []
    for part in actor_parts(text):
        mention = actors.mention(part)
        try:
            pledge = _find_pledge(pledges, part)
        except BadCell as problem:
            found.append(problem)
            continue
        if pledge is not None:
            found.append((pledge, ""))
        elif mention is not None:
            found.append((mention.actor, mention.remark))
            unknown = actors.unknown_government(name_and_remarks(part)[0])
            found += [unknown] if unknown is not None else []
        else:
            hint = "Name an actor or a pledge."
            found.append(BadCell("N003", f"{part!r} does not name an actor", hint, "finding"))
    return found


def _channel(actors: ActorNames, text: str) -> str:
    mention = actors.mention(text)
    if mention is None:
        raise BadCell("N003", f"{text!r} does not name an actor", "Name the actor the support goes through.", "finding")
    return mention.actor


def _with_actors(match: Match, submitters: Mapping[str, set[str]]) -> Match:
    by = set().union(*(submitters.get(supporter, {supporter}) for supporter in match.supporters))
    return replace(match, actors=tuple(sorted(by)))


def _is_own(
    match: Match,
    submitters: Mapping[str, set[str]],
    states: Mapping[str, str],
    rows: Mapping[str, int],
    column: Mapping[str, CellColumn],
) -> bool:
    """Whether a row names none but a pledge's own submitters as its supporters: own means, reported and left out."""
    own = {states.get(actor, actor) for actor in submitters.get(match.pledge, ())}
    if not {states.get(actor, actor) for actor in match.actors} <= own:
        return False
    cells = column["supporter"]
    found = f"{match.pledge.partition('/')[2]} names its own submitter as its supporter"
    row = rows[match.records[0]]
    where = cells.sheet.where(row, cells.header)
    cells.problems.append(Problem("M002", "finding", where, found, "Name the other actor."))
    return True


def _told_apart(matches: list[Match]) -> list[Match]:
    """Several rows of one source for the same pledge and supporter are several matches, told apart by what they say."""
    times = Counter(match.id for match in matches)
    return [
        replace(
            match,
            suffix="-"
            + digest(*match.contributions, *(str(v) for v in match.values.values()), match.remark, *match.supporters),
        )
        if times[match.id] > 1
        else match
        for match in matches
    ]
