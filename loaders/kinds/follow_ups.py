"""Follow-ups: rows of a register that report again on a pledge of an earlier row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cells import BadCell, CellColumn
from pledgegraph.loaders.files.keys import MOST_PROBLEMS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.loaders.files.sheets import Sheet

from .register import Register, columns_read, official_identifier

REPORTED = ("stage", "stage_date", "stage_basis", "stage_note")
"""The fields in which follow-ups of one pledge may differ."""
UPDATES, REPEATED = "ImplementationUpdate", "the same row again"
_IDENTIFIERS = ("official_identifier", "local_identifier")


@dataclass
class FollowUps:
    """The rows of a register that are about a pledge of an earlier row.

    Attributes:
        first: row of a follow-up → the first row of its pledge.
        repeated: rows that say what an earlier row says.
    """

    first: dict[int, int] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Collection[int]:
        """The rows that repeat an earlier one or report again on it."""
        return {*self.first, *self.repeated}


def follow_ups(
    sheet: Sheet,
    layout: Layout,
    nulls: Sequence[str],
) -> FollowUps:
    """The follow-ups in a register: rows of one identifier whose other cells agree.

    Rows of one identifier that disagree are V001, which names the columns; a row that says the same
    as an earlier one is R002.
    """
    found = FollowUps()
    first = _first_rows(columns_read(sheet, layout, [], nulls, _IDENTIFIERS))
    if not first:
        return found
    columns = columns_read(sheet, layout, [], nulls)
    pledge = [name for name in columns if name not in REPORTED]
    reports: dict[int, dict[tuple[str, ...], int]] = {}
    for row, earlier in first.items():
        differing = _differing(columns, pledge, row, earlier)
        said = reports.setdefault(earlier, {_report_of(columns, earlier): earlier})
        report = _report_of(columns, row)
        alike = said.get(report)
        if not differing and alike is not None:
            differing = _differing(columns, REPORTED, row, alike)
        if differing:
            found.problems.append(_disagreeing(columns, row, earlier, differing))
        elif alike is not None:
            found.repeated.append(row)
            found.problems.append(_repeating(sheet, row, alike))
        else:
            said[report] = row
            found.first[row] = earlier
    _limit(found, sheet)
    return found


def _first_rows(columns: Mapping[str, CellColumn]) -> dict[int, int]:
    """Each row whose identifier an earlier row has → the first such row."""
    found: dict[int, int] = {}
    for column in columns.values():
        first: dict[str, int] = {}
        names = [_normal(text) for text in column.texts]
        for row, code in enumerate(column.codes.tolist()):
            name = names[code]
            if name:
                earlier = first.setdefault(name, row)
                if earlier != row:
                    found.setdefault(row, found.get(earlier, earlier))
    return dict(sorted(found.items()))


def _normal(text: str) -> str:
    """An official number in its one form; other identifiers as they are."""
    try:
        return official_identifier(text)
    except BadCell:
        return text


def _differing(
    columns: Mapping[str, CellColumn],
    fields: Sequence[str],
    row: int,
    earlier: int,
) -> list[str]:
    """The headers of the fields in which two rows differ."""
    found = []
    for name in fields:
        column = columns[name]
        here = column.text(row)
        there = column.text(earlier)
        if name in _IDENTIFIERS:
            here = _normal(here)
            there = _normal(there)
        if here != there:
            found.append(column.header)
    return found


def _report_of(columns: Mapping[str, CellColumn], row: int) -> tuple[str, ...]:
    """What makes an update the one it is: its stage, its date and its words."""
    names = ("stage", "stage_date", "stage_note")
    return tuple(columns[name].text(row) for name in names)


def _named(
    columns: Mapping[str, CellColumn],
    row: int,
    earlier: int,
) -> CellColumn:
    """The column of the identifier that two rows share."""
    local = columns["local_identifier"]
    if local.text(row) and local.text(row) == local.text(earlier):
        return local
    return columns["official_identifier"]


def _disagreeing(
    columns: Mapping[str, CellColumn],
    row: int,
    earlier: int,
    differing: Sequence[str],
) -> Problem:
    column = _named(columns, row, earlier)
    place = column.sheet.where(earlier, column.header)
    text = column.text(row)
    listed = ", ".join(differing)
    return Problem(
        code="V001",
        severity="error",
        where=column.sheet.where(row, column.header),
        found=f"{text!r} is already the identifier of the row at {place}; they differ in {listed}",
        hint="Make these cells alike if the rows are about one pledge, or correct the identifier.",
    )


def _repeating(
    sheet: Sheet,
    row: int,
    earlier: int,
) -> Problem:
    return Problem(
        code="R002",
        severity="finding",
        where=sheet.where(row),
        found=f"the row says the same as the row at {sheet.where(earlier)}",
        hint="It is read once; remove one of them.",
    )


def _limit(found: FollowUps, sheet: Sheet) -> None:
    """Report the first problems of each kind one by one, and the number of all others in one."""
    kept = list[Problem]()
    for code in ("V001", "R002"):
        problems = [problem for problem in found.problems if problem.code == code]
        kept += problems[:MOST_PROBLEMS]
        more = len(problems) - MOST_PROBLEMS
        if more > 0:
            last = problems[-1]
            text = f"{more:,} more rows have the identifier of an earlier row"
            kept.append(replace(last, where=Where(sheet.file, sheet.name), found=text))
    found.problems = kept


def register_of_follow_ups(
    register: Register,
    sheet: Sheet,
    found: FollowUps,
    layout: Layout,
    nulls: Sequence[str],
) -> Register:
    """The follow-ups as rows of a register, of which only the updates are to be read.

    Args:
        register: what the other rows of the sheet are read as.
        sheet: with all its rows.
    """
    left_out = found.rows()
    kept = [row for row in range(len(sheet.lines)) if row not in left_out]
    place = {row: number for number, row in enumerate(kept)}
    firsts = [place[first] for first in found.first.values()]
    own = sheet.only(list(found.first))
    return replace(
        register,
        sheet=own,
        columns=columns_read(own, layout, register.problems, nulls, REPORTED),
        ids=register.ids.take(firsts),
        official=register.official.take(firsts),
        aggregate=register.aggregate.take(firsts),
        records=record_identifiers(register.source, own),
    )
