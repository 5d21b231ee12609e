"""Follow-ups: rows of a register that report again on a pledge of an earlier row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cell_parts import split
from pledgegraph.loaders.files.cells import CellColumn
from pledgegraph.loaders.files.fields import OF_A_PLEDGE
from pledgegraph.loaders.files.keys import MOST_PROBLEMS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.wording import worded, worded_count

from .register import Register, columns_read, official_number

REPORTED = ("stage", "stage_date", "stage_basis", "stage_note", "challenge")
"""The fields in which follow-ups of one pledge may differ."""
SPREAD = (
    *OF_A_PLEDGE,
    "population",
    "objective",
    "multistakeholder_pledge",
    "evidence",
    "more_evidence",
)
"""The fields whose values may be spread over several rows of one pledge, where a layout says so."""
UPDATES, PLEDGES, REPEATED = "ImplementationUpdate", "Pledge", "the same row again"
_IDENTIFIERS = ("official_identifier", "local_identifier")


NO_ROWS: Mapping[int, int] = {}


@dataclass
class FollowUps:
    """The rows of a register that are about a pledge of an earlier row.

    Attributes:
        first: row of a follow-up → the first row of its pledge.
        spread: row with further values of a pledge → the first row of its pledge.
        repeated: rows that say what an earlier row says.
        merged: row of a pledge that is another one by decision → the row of that one.
    """

    first: dict[int, int] = field(default_factory=dict)
    spread: dict[int, int] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    merged: Mapping[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Collection[int]:
        """The rows that repeat an earlier one, report again on it or have more of its values."""
        return {*self.first, *self.spread, *self.repeated}

    def counts(self) -> Mapping[str, int]:
        """How many rows say more of a pledge of an earlier row, by the class they become."""
        return {UPDATES: len(self.first), PLEDGES: len(self.spread)}


def follow_ups(
    sheet: Sheet,
    layout: Layout,
    nulls: Sequence[str],
    merged: Mapping[int, int] = NO_ROWS,
) -> FollowUps:
    """The follow-ups in a register: rows of one identifier whose other cells agree.

    Rows of one identifier that disagree are V001, which names the columns; a row that says the same
    as an earlier one is R002. What a row is says its layout: rows of updates alone agree in all
    else, and an exploded pledge has a row for each of its values.
    """
    found = FollowUps(merged=merged)
    # The identifiers alone first: most registers repeat none, and need not be compared
    first = _first_rows(columns_read(sheet, layout, [], nulls, _IDENTIFIERS))
    first = _with_merged(first, merged)
    if not first:
        return found
    columns = columns_read(sheet, layout, [], nulls)
    pledge = _agreeing(layout.row, columns)
    spread = [name for name in SPREAD if name not in pledge]
    reports: dict[int, dict[tuple[str, ...], int]] = {}
    for row, earlier in first.items():
        agreeing = pledge
        if row in merged:
            # Whoever decided it knows that they differ: the other row counts, and a finding says so
            agreeing = []
            found.problems += _merging(columns, row, earlier)
        differing = _differing(columns, agreeing, row, earlier)
        # The first row may report something too, which a later one may repeat
        said = reports.setdefault(earlier, {_report_of(columns, earlier): earlier})
        report = _report_of(columns, row)
        alike = said.get(report)
        if not differing and alike is not None and row not in merged:
            differing = _differing(columns, REPORTED, row, alike)
        if differing:
            found.problems.append(_disagreeing(columns, row, earlier, differing))
        elif alike is not None and (row in merged or _differing(columns, spread, row, alike)):
            found.spread[row] = earlier
        elif alike is not None:
            found.repeated.append(row)
            found.problems.append(_repeating(sheet, row, alike))
        else:
            said[report] = row
            found.first[row] = earlier
    _limit(found, sheet)
    return found


def _with_merged(
    first: Mapping[int, int],
    merged: Mapping[int, int],
) -> dict[int, int]:
    """Further rows of pledges → the row of each, with those that are one by decision."""
    if not merged:
        return dict(first)

    def kept(row: int) -> int:
        row = first.get(row, row)
        row = merged.get(row, row)
        return first.get(row, row)

    rows = sorted({*first, *merged})
    return {row: kept(row) for row in rows if kept(row) != row}


def _merging(
    columns: Mapping[str, CellColumn],
    row: int,
    earlier: int,
) -> list[Problem]:
    """D004 where the cells of a row differ from those of the pledge that it is by decision."""
    single = [name for name in columns if name not in (*REPORTED, *SPREAD, *_IDENTIFIERS)]
    differing = [name for name in _differing(columns, single, row, earlier) if name]
    if not differing:
        return []
    column = columns["title"]
    there = column.sheet.where(earlier)
    found = worded(
        "the row is the same pledge as the row at {there}, as has been decided; they differ in"
        " {names}, and that row counts",
        there=there,
        names=", ".join(differing),
    )
    hint = worded("Correct the cells, or the line in decisions/pledges.csv.")
    return [Problem("D004", "finding", column.sheet.where(row), found, hint)]


def _agreeing(
    row: str,
    columns: Collection[str],
) -> list[str]:
    """The fields in which all rows of one pledge agree."""
    if row == "update":
        # A row of updates has the pledge's number and says nothing else of it
        return list(_IDENTIFIERS)
    if row == "pledge":
        return list(columns)
    may_differ = (*REPORTED, *SPREAD) if row == "exploded" else REPORTED
    return [name for name in columns if name not in may_differ]


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
    return official_number(text) or text


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
            # GRF_00350 and GRF-00350 are one number
            here = _normal(here)
            there = _normal(there)
        if here != there:
            found.append(column.header)
    return found


def _report_of(
    columns: Mapping[str, CellColumn],
    row: int,
) -> tuple[str, ...]:
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
    column = _named(
        columns,
        row,
        earlier,
    )
    place = column.sheet.where(earlier, column.header)
    text = column.text(row)
    listed = ", ".join(differing)
    return Problem(
        code="V001",
        severity="error",
        where=column.sheet.where(row, column.header),
        found=worded(
            "{text} is already the identifier of the row at {place}; they differ in {listed}",
            text=repr(text),
            place=place,
            listed=listed,
        ),
        hint=worded(
            "Make these cells alike if the rows are about one pledge, or correct the identifier."
        ),
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
        found=worded("the row says the same as the row at {sheet}", sheet=sheet.where(earlier)),
        hint=worded("It is read once; remove one of them."),
    )


def _limit(
    found: FollowUps,
    sheet: Sheet,
) -> None:
    """Report the first problems of each kind one by one, and the number of all others in one."""
    kept = list[Problem]()
    for code in ("V001", "R002", "D004"):
        problems = [problem for problem in found.problems if problem.code == code]
        kept += problems[:MOST_PROBLEMS]
        more = len(problems) - MOST_PROBLEMS
        if more > 0:
            last = problems[-1]
            text = worded_count(
                "{number} more row is about the pledge of another row",
                "{number} more rows are about the pledge of another row",
                more,
            )
            kept.append(
                replace(
                    last,
                    where=Where(sheet.file, sheet.name),
                    found=text,
                )
            )
    found.problems = kept


def with_spread_values(
    sheet: Sheet,
    found: FollowUps,
    layout: Layout,
) -> Sheet:
    """A sheet of exploded pledges, or of some that are one by decision, in which the first row of
    each has the values of all its rows.

    Args:
        sheet: with all its rows.
    """
    further = {**found.spread, **found.first}
    if layout.row != "exploded":
        further = {row: kept for row, kept in further.items() if row in found.merged}
    if not further:
        return sheet
    columns = list(sheet.columns)
    for field_name in SPREAD:
        name = layout.columns.get(field_name)
        if name in sheet.header:
            place = sheet.header.index(name)
            separator = layout.separator_of(field_name)
            columns[place] = _put_together(
                columns[place],
                further,
                separator,
            )
    return replace(sheet, columns=columns)


def _put_together(
    cells: Sequence[str],
    further: Mapping[int, int],
    separator: str,
) -> list[str]:
    """Cells, those of first rows with what later rows of their pledge add."""
    texts = list(cells)
    values: dict[int, list[str]] = {}
    for row, first in sorted(further.items()):
        if first not in values:
            values[first] = split(cells[first], separator)
        known = values[first]
        # An exploded register repeats most values in each of a pledge's rows
        known += [part for part in split(cells[row], separator) if part not in known]
    for first, parts in values.items():
        joined = f"{separator} ".join(parts)
        # by its line ends the lines below are counted
        missing = cells[first].count("\n") - joined.count("\n")
        texts[first] = joined + "\n" * missing
    return texts


def register_of_follow_ups(
    register: Register,
    sheet: Sheet,
    found: FollowUps,
    layout: Layout,
    nulls: Sequence[str],
) -> Register:
    """The follow-ups, and rows with further values, as rows of a register, of which only the
    updates are to be read.

    Args:
        register: what the other rows of the sheet are read as.
        sheet: with all its rows.
    """
    left_out = found.rows()
    kept = [row for row in range(len(sheet.lines)) if row not in left_out]
    place = {row: number for number, row in enumerate(kept)}
    further = {**found.first, **found.spread}
    firsts = [place[first] for first in further.values()]
    own = sheet.only(list(further))
    return replace(
        register,
        sheet=own,
        columns=columns_read(
            own,
            layout,
            register.problems,
            nulls,
            REPORTED,
        ),
        ids=register.ids.take(firsts),
        official=register.official.take(firsts),
        aggregate=register.aggregate.take(firsts),
        records=record_identifiers(register.source, own),
    )
