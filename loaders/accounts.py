"""Accounts: what became of each row of a source: a node of its source's kind, or a finding that it
is not loaded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem, Severity, Where
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.ontology.tables import OBJECT, SOURCE, SUBJECT, Tables
from pledgegraph.wording import worded

NODES: Mapping[str, tuple[str, ...]] = {
    "pledges": ("Pledge", "PledgeAggregate"),
    "support": ("Match",),
    "platforms": ("SupportPlatform",),
    "platform-members": ("Membership",),
    "multistakeholder-pledges": ("MultistakeholderPledge",),
    "situations": ("Situation",),
    "population": ("PopulationFigure",),
    "national-arrangements": ("NationalArrangement",),
}
"""Kind of source → the classes of which each of its rows is one."""
UPDATES = ("ImplementationUpdate",)
MOST_PROBLEMS = 50
NOT_LOADED = worded("the row is not loaded")


@dataclass(frozen=True)
class Account:
    """The rows of a source: how many became what (by class), were left aside by design (by reason),
    or are not loaded. ``rows`` is the sum of all of them.
    """

    source: str
    rows: int
    loaded: Mapping[str, int] = field(default_factory=dict)
    aside: Mapping[str, int] = field(default_factory=dict)
    not_loaded: int = 0

    def with_others(
        self,
        further: Mapping[str, int],
        aside: Mapping[str, int],
    ) -> Account:
        """The account with its other rows: those that say more of a pledge of an earlier row, by
        the class they became, and those left aside by reason.
        """
        loaded = dict(self.loaded)
        for name, count in further.items():
            if count:
                loaded[name] = loaded.get(name, 0) + count
        return replace(
            self,
            rows=self.rows + sum(further.values()) + sum(aside.values()),
            loaded=loaded,
            aside={**self.aside, **aside},
        )

    def as_row(self) -> dict[str, object]:
        """The account for the manifest."""
        return {
            "rows": self.rows,
            "loaded": dict(self.loaded),
            "aside": dict(self.aside),
            "not_loaded": self.not_loaded,
        }


def account(
    source: str,
    layout: Layout,
    sheet: Sheet,
    stated: Tables,
    aside: Mapping[str, Sequence[int]],
    problems: list[Problem],
) -> Account:
    """The account of a source, counted in the tables: its reader may have lost a row unseen.

    Args:
        aside: the rows that its reader leaves aside by design, by reason.
        problems: grows by each row that is in no table (R001) and by rows that share a node (V010).
    """
    records = record_identifiers(source, sheet)
    links = stated["RECORDED_IN"]
    links = links.filter(pc.equal(links[SOURCE], source))
    # rows of support become one match only where they are alike in everything that they state,
    # and so do updates
    is_update = layout.row == "update"
    severity: Severity = "finding" if is_update or layout.kind == "support" else "error"
    columns = layout.columns.values()
    headers = [header for header in columns if header in sheet.header]
    loaded: dict[str, int] = {}
    with_node = []
    for name in UPDATES if is_update else NODES[layout.kind]:
        nodes = stated[name]["id"].combine_chunks()
        # rows that report again on a pledge share its node
        is_node = pc.is_in(links[SUBJECT], nodes)
        is_here = pc.is_in(links[OBJECT], records)
        own = links.filter(pc.and_(is_node, is_here))
        shared = _shared(own, sheet, records, severity, headers)
        problems += unreported(shared, problems)
        rows = pc.unique(own[OBJECT])
        if len(rows):
            loaded[name] = len(rows)
        with_node.append(rows)
    has_node = pc.is_in(records, pa.concat_arrays(with_node))
    without = pc.invert(has_node)
    by_design = set(chain.from_iterable(aside.values()))
    missing = []
    for row in pc.indices_nonzero(without).to_pylist():
        if row not in by_design:
            missing.append(row)
    _report_missing(missing, sheet, problems)
    left = {reason: len(rows) for reason, rows in aside.items()}
    return Account(
        source,
        len(sheet.lines),
        loaded,
        left,
        len(missing),
    )


def differing(
    nodes: Sequence[tuple[str, str]],
    sheets: Mapping[str, Sheet],
    stated: Tables,
) -> list[Problem]:
    """V010 for each node that two rows of one source give different values, at the rows.

    Readers find such rows before; this is a second check, so that no value is lost unseen.

    Args:
        nodes: (identifier, source).
        sheets: by source, of those that have been read.
    """
    found = []
    for identifier, source in nodes[:MOST_PROBLEMS]:
        sheet = sheets[source]
        rows = _rows_of(identifier, source, sheet, stated)
        places = map(sheet.where, rows)
        listed = ", ".join(map(str, places))
        # What no row is about, such as an actor, has no place of its own
        where = Where(sheet.file, sheet.name)
        if rows:
            where = sheet.where(rows[-1])
        problem = Problem(
            code="V010",
            severity="error",
            where=where,
            found=worded(
                "{identifier} has different values in one source ({listed})",
                identifier=identifier,
                listed=listed,
            ),
            hint=worded("Make the rows alike, or write what makes them two."),
        )
        found.append(problem)
    return found


def _rows_of(
    identifier: str,
    source: str,
    sheet: Sheet,
    stated: Tables,
) -> list[int]:
    """The rows of a sheet that a node comes from, in order."""
    links = stated["RECORDED_IN"]
    is_node = pc.equal(links[SUBJECT], identifier)
    is_source = pc.equal(links[SOURCE], source)
    own = links.filter(pc.and_(is_node, is_source))
    rows = pc.index_in(own[OBJECT], record_identifiers(source, sheet))
    # rows that report again are not in this sheet
    found: list[int] = sorted(pc.drop_null(rows).to_pylist())
    return found


def unreported(
    found: Sequence[Problem],
    problems: Sequence[Problem],
) -> list[Problem]:
    """The problems of rows that have no error yet: one cause is one problem."""
    reported = set()
    for problem in problems:
        if problem.severity == "error":
            reported.add(_row(problem))
    return [problem for problem in found if _row(problem) not in reported]


def _row(problem: Problem) -> tuple[str, int]:
    return problem.where.file, problem.where.line


def _report_missing(
    rows: Sequence[int],
    sheet: Sheet,
    problems: list[Problem],
) -> None:
    """Say of each row that it is not loaded: at the end of a finding about the row, which says why;
    in a finding of its own where there is none.
    """
    reasons = {}
    if rows:
        reasons = _first_problems(sheet, problems)
    for row in rows:
        if row in reasons:
            place = reasons[row]
            first = problems[place].found
            found = worded("{found}; {not_loaded}", found=first, not_loaded=NOT_LOADED)
            problems[place] = replace(problems[place], found=found)
            continue
        problem = Problem(
            code="R001",
            severity="finding",
            where=sheet.where(row),
            found=NOT_LOADED,
            hint=worded(
                "See what the other findings say of its cells; correct them, or remove the row."
            ),
        )
        problems.append(problem)


def _first_problems(
    sheet: Sheet,
    problems: Sequence[Problem],
) -> dict[int, int]:
    """Row of a sheet → the place of its first problem in the list."""
    found: dict[int, int] = {}
    rows = {}
    if sheet.names:  # lines are counted in each sheet
        lines = zip(sheet.names, sheet.lines, strict=True)
        rows = {place: row for row, place in enumerate(lines)}
    for place, problem in enumerate(problems):
        where = problem.where
        if where.file != sheet.file or where.line <= sheet.header_line:
            continue
        # what is left aside is not among these rows, though it is below one
        if problem.code == "R002":
            continue
        if sheet.names:
            row = rows.get((where.sheet, where.line), -1)
        else:
            # a cell with line ends begins below the first line of its row
            row = bisect_right(sheet.lines, where.line) - 1
        found.setdefault(row, place)
    return found


def _named_at(
    sheet: Sheet,
    row: int,
    headers: Sequence[str],
) -> Where:
    """The cell that says what a row is about: the first that is not empty, in the order of the
    layout.
    """
    for header in headers:
        if sheet.column(header)[row].strip():
            return sheet.where(row, header)
    return sheet.where(row)


def _shared(
    links: pa.Table,
    sheet: Sheet,
    records: pa.Array,
    severity: Severity,
    headers: Sequence[str],
) -> list[Problem]:
    """Rows that became one node: each states something of it, and what one of them states would be
    lost unseen.
    """
    subjects = links[SUBJECT].combine_chunks()
    counts = pc.value_counts(subjects)
    is_shared = pc.greater(counts.field("counts"), 1)
    shared = counts.filter(is_shared).field("values")
    several = links.filter(pc.is_in(links[SUBJECT], shared))
    # Arrow counts in no order, and the first row of a node is the one that others repeat
    several = several.append_column("row", pc.index_in(several[OBJECT], records))
    # By its row and not by its identifier: as texts, row 10 is before row 9
    several = several.sort_by([(SUBJECT, "ascending"), ("row", "ascending")])
    rows = several["row"].to_pylist()
    first: dict[str, int] = {}
    found = []
    nodes = several[SUBJECT].to_pylist()
    for node, row in zip(nodes, rows, strict=True):
        other = first.setdefault(node, row)
        if other == row:
            continue
        there = _named_at(sheet, other, headers)
        problem = Problem(
            code="V010",
            severity=severity,
            where=_named_at(sheet, row, headers),
            found=worded("the row is about the same thing as {there}", there=there),
            hint=worded("Remove one of the rows, or write what makes them two."),
        )
        found.append(problem)
    return found[:MOST_PROBLEMS]
