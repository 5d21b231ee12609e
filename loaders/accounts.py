"""Accounts: what became of each row of a source: a node of its source's kind, or a finding that it
is not loaded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem, Severity, Where
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.ontology.tables import OBJECT, SOURCE, SUBJECT, Tables

NODES: Mapping[str, tuple[str, ...]] = {
    "pledges": ("Pledge", "PledgeAggregate"),
    "support": ("Match",),
    "platforms": ("SupportPlatform",),
    "platform-members": ("Membership",),
    "multistakeholder-pledges": ("MultistakeholderPledge",),
    "situations": ("Situation",),
    "population": ("PopulationFigure",),
}
"""Kind of source → the classes of which each of its rows is one."""
MOST_PROBLEMS = 50
NOT_LOADED = "the row is not loaded"


@dataclass(frozen=True)
class Account:
    """The rows of a source: how many became what (by class), were left aside by design (by reason),
    are not loaded.

    ``rows`` is the sum of all of them.
    """

    source: str
    rows: int
    loaded: Mapping[str, int] = field(default_factory=dict)
    aside: Mapping[str, int] = field(default_factory=dict)
    not_loaded: int = 0

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
    kind: str,
    sheet: Sheet,
    stated: Tables,
    aside: Mapping[str, Sequence[int]],
    problems: list[Problem],
) -> Account:
    """The account of a source, read from the tables and not from what its reader says of itself.

    Args:
        aside: the rows that its reader leaves aside by design, by reason.
        problems: each row that is in no table is told here, and rows that share a node (V010).
    """
    records = record_identifiers(source, sheet)
    links = stated["RECORDED_IN"]
    links = links.filter(pc.equal(links[SOURCE], source))
    loaded: dict[str, int] = {}
    found = []
    for name in NODES[kind]:
        own = links.filter(pc.is_in(links[SUBJECT], stated[name]["id"].combine_chunks()))
        problems += untold(
            _shared(own, sheet, records, "finding" if kind == "support" else "error"), problems
        )
        rows = pc.unique(own[OBJECT])
        if len(rows):
            loaded[name] = len(rows)
        found.append(rows)
    without = pc.invert(pc.is_in(records, pa.concat_arrays(found)))
    by_design = {row for rows in aside.values() for row in rows}
    missing = [row for row in pc.indices_nonzero(without).to_pylist() if row not in by_design]
    _tell_missing(missing, sheet, problems)
    left = {reason: len(rows) for reason, rows in aside.items()}
    return Account(source, len(sheet.lines), loaded, left, len(missing))


def differing(
    nodes: Sequence[tuple[str, str]], sheets: Mapping[str, Sheet], stated: Tables
) -> list[Problem]:
    """V010 for each node that two rows of one source give different values, at the rows.

    Readers tell rows apart before; this is the wall behind them, so that no value is lost in
    silence.

    Args:
        nodes: (identifier, source).
        sheets: by source, of those that have been read.
    """
    found = []
    for identifier, source in nodes[:MOST_PROBLEMS]:
        sheet, links = sheets[source], stated["RECORDED_IN"]
        own = links.filter(
            pc.and_(pc.equal(links[SUBJECT], identifier), pc.equal(links[SOURCE], source))
        )
        rows = pc.index_in(own[OBJECT], record_identifiers(source, sheet)).to_pylist()
        places = [str(sheet.where(row)) for row in sorted(rows)]
        where = sheet.where(max(rows)) if rows else Where(sheet.file, sheet.name)
        told = f"{identifier} has different values in one source ({', '.join(places)})"
        found.append(
            Problem("V010", "error", where, told, "Make the rows alike, or tell them apart.")
        )
    return found


def untold(found: Sequence[Problem], problems: Sequence[Problem]) -> list[Problem]:
    """What was found at rows of which no error is told already: one cause is one problem."""
    told = {
        (problem.where.file, problem.where.line)
        for problem in problems
        if problem.severity == "error"
    }
    return [problem for problem in found if (problem.where.file, problem.where.line) not in told]


def _tell_missing(rows: list[int], sheet: Sheet, problems: list[Problem]) -> None:
    """Say of each row that it is not loaded: where a finding of the row says why, behind it; else
    by itself.
    """
    why: dict[int, int] = {}
    for place, problem in enumerate(problems) if rows else ():
        if problem.where.file == sheet.file and problem.where.line > sheet.header_line:
            row = bisect_right(sheet.lines, problem.where.line) - 1
            why.setdefault(row, place)
    hint = "See what the other findings say of its cells; correct them, or remove the row."
    for row in rows:
        if row in why:
            problem = problems[why[row]]
            problems[why[row]] = replace(problem, found=f"{problem.found}; {NOT_LOADED}")
        else:
            problems.append(Problem("R001", "finding", sheet.where(row), NOT_LOADED, hint))


def _shared(links: pa.Table, sheet: Sheet, records: pa.Array, severity: Severity) -> list[Problem]:
    """Rows that became one node: each says something of it, and one of them would be lost in
    silence.

    Rows of support become one match only where they are alike in all that they say.
    """
    counts = pc.value_counts(links[SUBJECT].combine_chunks())
    shared = counts.filter(pc.greater(counts.field("counts"), 1)).field("values")
    several = links.filter(pc.is_in(links[SUBJECT], shared)).sort_by(
        [(SUBJECT, "ascending"), (OBJECT, "ascending")]
    )
    first: dict[str, int] = {}
    found = []
    places = pc.index_in(several[OBJECT], records).to_pylist()
    for subject, row in zip(several[SUBJECT].to_pylist(), places, strict=True):
        other = first.setdefault(subject, row)
        if other != row:
            told = f"the row names what {sheet.where(other)} names"
            hint = "Remove one of the rows, or tell them apart."
            found.append(Problem("V010", severity, sheet.where(row), told, hint))
    return found[:MOST_PROBLEMS]
