"""Support known from elsewhere: a source of kind ``support``, one row a match, each naming a
pledge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import pyarrow as pa

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cells import (
    BadCell,
    CellColumn,
    iso_date,
    name_and_remark,
    split,
    whole_number,
)
from pledgegraph.loaders.files.fields import SUPPORT
from pledgegraph.loaders.files.keys import MOST_PROBLEMS, rows_without
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_records, record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.actor_names import ActorNames
from pledgegraph.loaders.names.actors import actor_parts, name_and_remarks
from pledgegraph.loaders.names.contributions import contributions_in
from pledgegraph.loaders.names.governments import unknown_government
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.iris import digest
from pledgegraph.ontology.tables import Gathering

from .arrangements import columns_of
from .known_pledges import Known
from .matches import Match, Numbers, gather, unknown_pledge
from .pledges import code_of, currency_code
from .register import official_identifier


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
    column, actors = columns_of(sheet, layout, problems, SUPPORT), ActorNames()
    for field in ("pledge", "supporter"):
        _report_empty(column[field], field)
    records = record_identifiers(source, sheet).to_pylist()
    told = _matches(column, actors, known, records)
    gather_records(records, sheet.lines, sheet, source, gathering)
    rows = _Rows(column, {record: row for row, record in enumerate(records)})
    states = {**known.states, **actors.states()}
    by_others = (_by_others(match, known.submitters, states, rows) for match in told)
    gather(
        _told_apart([match for match in by_others if match is not None], rows), source, gathering
    )
    for field in ("supporter", "channel"):
        actors.count(column[field])
    actors.gather(gathering, source, spellings)


def _report_empty(column: CellColumn, what: str) -> None:
    """A finding at each empty cell of a column without which a row is about nothing."""
    hint = f"Write the {what}, or remove the row."
    for row in rows_without(column)[:MOST_PROBLEMS]:
        where = column.sheet.where(row, column.header)
        column.problems.append(Problem("R001", "finding", where, f"no {what} is named", hint))


def _matches(
    column: Mapping[str, CellColumn], actors: ActorNames, known: Known, records: list[str]
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
    named = column["supporter"].many(partial(_supporters_of, known, actors))
    for row, (supporter, remark) in zip(named.rows, named.values, strict=True):
        supporters[row].append(supporter)
        remarks[row].append(remark)
    told = zip(
        column["pledge"].scalar(partial(_pledge_of, known.pledges), text).to_pylist(),
        column["extent"].scalar(code_of("match-extents"), text).to_pylist(),
        column["status"].scalar(code_of("match-statuses"), text).to_pylist(),
        column["remark"].plain().to_pylist(),
        map(column["evidence"].parted, column["evidence"].codes),
        column["channel"].scalar(partial(_channel, known.numbers, actors), text).to_pylist(),
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
    return _single(found, cell)


def _single(found: str, cell: str) -> str:
    if found.startswith("aggregate/"):
        told = f"{cell!r} is a statement about many pledges"
        raise BadCell(
            "M003", told, "Name one pledge by its GRF number or the register's own.", "finding"
        )
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


def _supporters_of(known: Known, actors: ActorNames, text: str) -> list[tuple[str, str] | BadCell]:
    """(pledge or actor, remark) for each part of a cell; several of them bring one match
    together.
    """
    found: list[tuple[str, str] | BadCell] = []
    for part in actor_parts(text):
        try:
            found.append(_supporter(known, actors, part))
        except BadCell as problem:
            found.append(problem)
            continue
        unknown = unknown_government(name_and_remarks(part)[0])
        found += [unknown] if unknown is not None else []
    return found


def _supporter(known: Known, actors: ActorNames, part: str) -> tuple[str, str]:
    """A pledge or an actor, and the remark behind it."""
    for name, remark in ((part, ""), name_and_remark(part)):
        pledge = _find_pledge(known.pledges, name)
        if pledge is not None:
            return _single(pledge, name), remark
        if known.numbers.has(name):
            raise unknown_pledge(name)
    mention = actors.mention(part)
    if mention is None:
        raise BadCell(
            "N003", f"{part!r} does not name an actor", "Name an actor or a pledge.", "finding"
        )
    return mention.actor, mention.remark


def _channel(numbers: Numbers, actors: ActorNames, text: str) -> str:
    is_number = numbers.has(text) or numbers.has(name_and_remark(text)[0])
    mention = None if is_number else actors.mention(text)
    if mention is None:
        found = (
            f"{text!r} {'names a pledge, not an actor' if is_number else 'does not name an actor'}"
        )
        raise BadCell("N003", found, "Name the actor the support goes through.", "finding")
    return mention.actor


@dataclass(frozen=True)
class _Rows:
    """The rows of a support sheet: by their records, for what is found in their cells."""

    column: Mapping[str, CellColumn]
    records: Mapping[str, int]

    def note(self, match: Match, field: str, code: str, found: str, hint: str) -> None:
        """A finding at a cell of the row that tells a match."""
        cells = self.column[field]
        cells.problems.append(Problem(code, "finding", self.where(match, field), found, hint))

    def where(self, match: Match, field: str) -> Where:
        """The cell of the row that tells a match."""
        cells = self.column[field]
        return cells.sheet.where(self.records[match.records[0]], cells.header)


def _by_others(
    match: Match, submitters: Mapping[str, set[str]], states: Mapping[str, str], rows: _Rows
) -> Match | None:
    """A match by another than the pledge's own submitters, None where there is none: own means,
    reported, left out.
    """
    own = {states.get(actor, actor) for actor in submitters.get(match.pledge, ())}
    others = tuple(supporter for supporter in match.supporters if supporter != match.pledge)
    by = _actors(others, submitters)
    told = match.pledge.partition("/")[2]
    if {states.get(actor, actor) for actor in by} <= own:
        rows.note(
            match,
            "supporter",
            "M002",
            f"{told} names its own submitter as its supporter",
            "Name the other actor.",
        )
        return None
    if len(others) < len(match.supporters):
        rows.note(
            match,
            "supporter",
            "M002",
            f"{told} names itself as its supporter",
            "Name the other actors alone.",
        )
    return replace(match, supporters=others, actors=by)


def _actors(supporters: Iterable[str], submitters: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Who brings support: actors, and the submitters of pledges."""
    return tuple(sorted({actor for each in supporters for actor in submitters.get(each, {each})}))


def _told_apart(matches: list[Match], rows: _Rows) -> list[Match]:
    """Several rows of one source for the same pledge and supporter are several matches, told apart
    by what they say.

    Rows that say the same in every cell are one match, recorded in all of them.
    """
    groups: dict[str, list[Match]] = {}
    for match in matches:
        groups.setdefault(match.id, []).append(match)
    for group in groups.values():
        _note_contradictions(group, rows)
    apart = [replace(m, suffix=f"-{_saying(m)}") if len(groups[m.id]) > 1 else m for m in matches]
    one: dict[str, Match] = {}
    for match in apart:
        told = one.get(match.id)
        one[match.id] = (
            match if told is None else replace(told, records=(*told.records, *match.records))
        )
    return list(one.values())


def _saying(match: Match) -> str:
    """A hash of all that a row says of a match."""
    lists = (match.contributions, match.supporters, match.evidence)
    values = ("" if value is None else str(value) for value in match.values.values())
    said = (match.extent, match.status, match.remark, match.channel, *values)
    return digest(*(digest(*map(str, sorted(each)), length=64) for each in lists), *said)


def _note_contradictions(group: list[Match], rows: _Rows) -> None:
    """M005 where one row declines what another tells, and no dates say which came later."""
    declined = [match for match in group if match.status == "declined"]
    others = [match for match in group if match.status != "declined"]
    hint = (
        "Date both rows: the later one counts. As long as that is open, the support is not counted."
    )
    for match in others:
        for no in declined:
            if _may_be_one(match, no) and not _follow(match, no):
                told = f"the support that {rows.where(match, 'status')} tells is declined here"
                rows.note(no, "status", "M005", f"{told}; no dates say which came later", hint)


def _may_be_one(one: Match, other: Match) -> bool:
    """Whether two rows by the same actors may tell of one support: nothing that both state
    differs.
    """
    kinds, others = set(one.contributions), set(other.contributions)
    amounts = [(match.values["amount"], match.values["currency"]) for match in (one, other)]
    return (not kinds or not others or bool(kinds & others)) and (
        None in (amounts[0][0], amounts[1][0]) or amounts[0] == amounts[1]
    )


def _follow(one: Match, other: Match) -> bool:
    """Whether the dates of two rows say which came later."""
    dates = [str(match.values["matched_on"] or "") for match in (one, other)]
    length = min(map(len, dates))
    return dates[0][:length] != dates[1][:length]
