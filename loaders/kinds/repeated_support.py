"""Repeated support: rows of one source of support for the same pledge and supporter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cells import CellColumn
from pledgegraph.ontology.iris import digest
from pledgegraph.wording import worded

from .matches import Match


@dataclass(frozen=True)
class SupportRows:
    """The rows of a support sheet: by their records, for what is found in their cells."""

    column: Mapping[str, CellColumn]
    records: Mapping[str, int]

    def note(
        self,
        match: Match,
        field: str,
        code: str,
        found: str,
        hint: str,
    ) -> None:
        """A finding at a cell of the row that records a match."""
        where = self.where(match, field)
        problem = Problem(code, "finding", where, found, hint)
        self.column[field].problems.append(problem)

    def where(self, match: Match, field: str) -> Where:
        """The cell of the row that records a match."""
        cells = self.column[field]
        record = match.records[0]
        row = self.records[record]
        return cells.sheet.where(row, cells.header)


def distinct(
    matches: Sequence[Match],
    rows: SupportRows,
) -> list[Match]:
    """Several rows for the same pledge and supporter are several matches, named by what they say.

    Rows that say the same in every cell are one match, recorded in all of them.
    """
    groups: dict[str, list[Match]] = {}
    for match in matches:
        group = groups.setdefault(match.id, [])
        group.append(match)
    for group in groups.values():
        _note_contradictions(group, rows)
    found: dict[str, Match] = {}
    for match in matches:
        named = match
        # A lone row keeps the plain name, which a register's record of it has as well
        if len(groups[match.id]) > 1:
            content = _content_hash(match)
            named = replace(match, suffix=f"-{content}")
        first = found.setdefault(named.id, named)
        if first is not named:
            records = (*first.records, *named.records)
            found[named.id] = replace(first, records=records)
    return list(found.values())


def _content_hash(match: Match) -> str:
    """A hash of all that a row says of a match."""
    lists = (match.contributions, match.supporters, match.evidence)
    values = []
    for value in match.values.values():
        values.append("" if value is None else str(value))
    said = (match.extent, match.status, match.remark, match.channel, *values)
    # Each list is one field, so that a text cannot move from one list into another
    hashes = []
    for each in lists:
        in_order = map(str, sorted(each))
        hashes.append(digest(*in_order, length=64))
    return digest(*hashes, *said)


def _note_contradictions(group: Sequence[Match], rows: SupportRows) -> None:
    """M005 where one row declines what another records, and no dates say which came later."""
    declined = [match for match in group if match.status == "declined"]
    hint = worded(
        "Date both rows: the later one counts. As long as that is open, the support is not counted."
    )
    recorded = [match for match in group if match.status != "declined"]
    for match in recorded:
        for refusal in declined:
            if _contradict(match, refusal):
                place = rows.where(match, "status")
                found = worded(
                    "the support that {place} records is declined here; no dates say which came"
                    " later",
                    place=place,
                )
                rows.note(refusal, "status", "M005", found, hint)


def _contradict(match: Match, refusal: Match) -> bool:
    if not _may_be_one(match, refusal):
        return False
    return not _follow(match, refusal)


def _may_be_one(one: Match, other: Match) -> bool:
    """Whether two rows by the same actors may be about one support: nothing that both state
    differs.
    """
    kinds = set(one.contributions)
    other_kinds = set(other.contributions)
    # What one row leaves open may be what the other states
    if kinds and other_kinds and kinds.isdisjoint(other_kinds):
        return False
    if one.values["amount"] is None or other.values["amount"] is None:
        return True
    return _sum(one) == _sum(other)


def _sum(match: Match) -> tuple[object, object]:
    return match.values["amount"], match.values["currency"]


def _follow(one: Match, other: Match) -> bool:
    """Whether the dates of two rows say which came later. They are compared to the precision that
    both have.
    """
    date = str(one.values["matched_on"] or "")
    other_date = str(other.values["matched_on"] or "")
    # Of 2023 and 2023-05 nobody knows which came later; a row without a date follows nothing
    length = min(len(date), len(other_date))
    return date[:length] != other_date[:length]
