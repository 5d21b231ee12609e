"""Loading: every source of a workspace, in the order in which one needs the other, into the stated
tables.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial

import pyarrow as pa

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.loaders.files.addresses import without_personal_data
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.files.sheets import Sheet, read_sheets
from pledgegraph.loaders.files.text_files import LARGEST_FILE
from pledgegraph.loaders.kinds import arrangements, population, situations, support
from pledgegraph.loaders.kinds.known_pledges import known_pledges, submitters_of
from pledgegraph.loaders.kinds.pledges import gather_pledges
from pledgegraph.loaders.kinds.register import Register, namibia_shown_at, read_register
from pledgegraph.loaders.kinds.register_matches import check_extents, gather_matches
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.reference import REFERENCE, gather_reference
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.collector import collector_paused
from pledgegraph.ontology.tables import Gathering, Tables

from .accounts import Account, account, differing, untold
from .raw_cells import raw_cells
from .recognising import check_by_header, check_rows
from .source_files import SourceFile

ORDER = (
    "platforms",
    "platform-members",
    "multistakeholder-pledges",
    "situations",
    "population",
    "pledges",
    "support",
)
"""Kinds of source, those first that others need."""


@dataclass(frozen=True)
class Loading:
    """What loading gave: the stated tables, the raw cells by source (columns as in the sheet), all
    problems.
    """

    stated: Tables
    cells: Mapping[str, pa.Table] = field(repr=False)
    problems: Sequence[Problem]
    accounts: Sequence[Account] = ()

    def blocking(self) -> list[Problem]:
        """The problems that stop a build."""
        return [problem for problem in self.problems if problem.severity == "error"]


@collector_paused()
def load(
    sources: Sequence[SourceFile],
    on_rows: Callable[[int], object] | None = None,
    replaced: Collection[str] = (),
) -> Loading:
    """All sources together. A source that cannot be read is a problem; the others are still read,
    to find theirs.

    Args:
        replaced: identifiers of the sources that another one replaces.
    """
    so_far, problems = _SoFar(_days(sources), replaced), list[Problem]()
    gathering, spellings, registers = so_far.gathering, so_far.spellings, so_far.registers
    gather_reference(gathering)
    gathering.nodes(
        "Source", REFERENCE, {"id": [REFERENCE], "rank": [0], "audience": ["public"]} | _OWN
    )
    for source in sorted(sources, key=lambda source: ORDER.index(layouts()[source.layout].kind)):
        found: list[Problem] = []
        try:
            count = _read_source(source, sources, so_far, found)
            if on_rows is not None:
                on_rows(count)
        except SourceProblems as stopped:
            found += stopped.problems
        problems += _softened(found) if source.bad_values == "report" else found
    if not registers:
        problems = _without_pledges(problems, sources)
    problems += _matched(registers, replaced, spellings, gathering)
    problems += _doubtful(registers, gathering)
    spellings.gather(gathering, {source.id: source.level for source in sources}, replaced)
    problems += spellings.problems()
    stated = gathering.tables()
    problems += untold(
        differing(gathering.differing, {each.source: each.sheet for each in so_far.read}, stated),
        problems,
    )
    accounts = [
        account(each.source, each.kind, each.sheet, stated, each.aside, problems)
        for each in so_far.read
    ]
    unique = sorted(dict.fromkeys(problems), key=lambda problem: (problem.where, problem.code))
    return Loading(stated, so_far.cells, unique, accounts)


def _days(sources: Sequence[SourceFile]) -> dict[str, int]:
    """Each source → a number for its date: the highest rank of a source of that date."""
    newest: dict[str, int] = {}
    for source in sources:
        newest[source.retrieved_on] = max(source.rank, newest.get(source.retrieved_on, source.rank))
    return {source.id: newest[source.retrieved_on] for source in sources}


@dataclass(frozen=True)
class _Read:
    """A source that has been read, for its account."""

    source: str
    kind: str
    sheet: Sheet
    aside: Mapping[str, Sequence[int]]


@dataclass
class _SoFar:
    """What the sources that have been read say; a later one is read with it.

    Attributes:
        days: up to when each source goes, as a day number.
        replaced: identifiers of the sources that another one replaces.
    """

    days: Mapping[str, int]
    replaced: Collection[str]
    gathering: Gathering = field(default_factory=Gathering)
    arrangement_names: ArrangementNames = field(default_factory=ArrangementNames)
    spellings: Spellings = field(default_factory=Spellings)
    registers: list[Register] = field(default_factory=list)
    read: list[_Read] = field(default_factory=list)
    cells: dict[str, pa.Table] = field(default_factory=dict)


def _namibia_elsewhere(source: SourceFile, sources: Sequence[SourceFile]) -> Where | None:
    """Where another register of the same date, that all may see who may see this one, shows that
    its NA is Namibia.
    """
    for other in sources:
        layout = layouts()[other.layout]
        is_part = other.retrieved_on == source.retrieved_on and other.level <= source.level
        if other.id == source.id or layout.kind != "pledges" or not is_part:
            continue
        with suppress(SourceProblems):  # told where it is read
            sheet = read_sheets(
                other.path, other.shown, encoding=other.encoding, delimiter=other.delimiter
            )[0]
            if (shown := namibia_shown_at(sheet, layout, other.nulls)) is not None:
                return shown
    return None


def _without_pledges(problems: Sequence[Problem], sources: Sequence[SourceFile]) -> list[Problem]:
    """Empty registers are an error if there is no other: an answer would say that no pledge is
    open.
    """
    files = {source.shown for source in sources if layouts()[source.layout].kind == "pledges"}
    return [
        replace(p, severity="error") if p.code == "F003" and p.where.file in files else p
        for p in problems
    ]


_OWN = {
    "title": ["pledgegraph's own vocabularies"],
    "licence": ["see each vocabulary"],
    "publisher": ["pledgegraph"],
}
_VALUES = ("V002", "V003", "V004", "V006")


def _softened(problems: Sequence[Problem]) -> list[Problem]:
    return [replace(p, severity="finding") if p.code in _VALUES else p for p in problems]


def _gather_source(source: SourceFile, gathering: Gathering) -> None:
    values = {
        "id": source.id,
        "title": source.title,
        "file_name": source.shown,
        "sha256": source.sha256,
        "licence": source.licence,
        "publisher": source.publisher,
        "retrieved_on": source.retrieved_on,
        "audience": source.audience,
        "rank": source.rank,
    }
    gathering.nodes("Source", source.id, {name: [value] for name, value in values.items()})


def _read_source(
    source: SourceFile, sources: Sequence[SourceFile], so_far: _SoFar, problems: list[Problem]
) -> int:
    """What one source says, added to what others have said; returns the number of its rows.

    Where its columns are not those of its layout, problems say so and nothing is added.
    """
    layout = layouts()[source.layout]
    layout = replace(layout, authority=source.authority or layout.authority)
    sheet = read_sheets(
        source.path,
        source.shown,
        encoding=source.encoding,
        delimiter=source.delimiter,
        check=partial(check_by_header, layout, source.ignore),
        largest=source.largest or LARGEST_FILE,
    )[0]
    problems += check_by_header(layout, source.ignore, sheet)
    problems += check_rows(sheet, layout)
    if any(problem.severity == "error" for problem in problems):
        return len(sheet.lines)
    sheet, taken_out = without_personal_data(sheet, layout, FIELDS[layout.kind])
    problems += taken_out
    _gather_source(source, so_far.gathering)
    aside: Mapping[str, Sequence[int]] = {}
    if sheet.lines:
        elsewhere = partial(_namibia_elsewhere, source, sources)
        aside = _load(source, sheet, layout, so_far, problems, elsewhere)
        for rows in so_far.registers:
            rows.day = so_far.days[rows.source]
    so_far.read.append(_Read(source.id, layout.kind, sheet, aside))
    so_far.cells[source.id] = raw_cells(source, sheet, layout)
    return len(sheet.lines)


def _load(
    source: SourceFile,
    sheet: Sheet,
    layout: Layout,
    so_far: _SoFar,
    problems: list[Problem],
    namibia: Callable[[], Where | None],
) -> Mapping[str, Sequence[int]]:
    """One source, by its kind. The rows it leaves aside, by reason."""
    gathering, known_names = so_far.gathering, so_far.arrangement_names
    if layout.kind == "pledges":
        rows = read_register(sheet, layout, source.id, problems, source.nulls, source.rank, namibia)
        rows.level = source.level
        gather_pledges(rows, known_names, so_far.spellings, gathering)
        check_extents(rows)
        so_far.registers.append(rows)
    elif layout.kind == "population":
        return population.load_population(sheet, layout, source.id, gathering, problems)
    elif layout.kind == "support":
        known = known_pledges(so_far.registers, so_far.replaced, source.level, gathering)
        spellings = so_far.spellings
        support.load_support(sheet, layout, source.id, known, gathering, problems, spellings)
    elif layout.kind in ("platforms", "situations"):
        describing = {
            "platforms": arrangements.load_platforms,
            "situations": situations.load_situations,
        }
        describing[layout.kind](sheet, layout, source.id, known_names, gathering, problems)
    else:
        naming = {
            "platform-members": arrangements.load_members,
            "multistakeholder-pledges": arrangements.load_multistakeholder_pledges,
        }
        naming[layout.kind](
            sheet, layout, source.id, known_names, gathering, problems, so_far.spellings
        )
    return {}


def _matched(
    registers: Sequence[Register],
    replaced: Collection[str],
    spellings: Spellings,
    gathering: Gathering,
) -> list[Problem]:
    """The matches that registers tell, placed over all of them, and the actors of each; what is
    found on the way.
    """
    before = [len(rows.problems) for rows in registers]
    gather_matches(sorted(registers, key=lambda rows: -rows.rank), replaced, gathering)
    for rows in registers:
        rows.actors.gather(gathering, rows.source, spellings)
    return [
        problem
        for rows, start in zip(registers, before, strict=True)
        for problem in rows.problems[start:]
    ]


def _doubtful(registers: Sequence[Register], gathering: Gathering) -> list[Problem]:
    """Identifiers by which two sources name pledges whose submitters have nothing in common, one
    finding a source.
    """
    seen: dict[str, tuple[Where, set[str]]] = {}
    states = {
        actor: country for rows in registers for actor, country in rows.actors.states().items()
    }
    found: list[Problem] = []
    for rows in registers if len(registers) > 1 else ():
        submitters = submitters_of([rows], gathering)
        parties = {
            pledge: {states.get(actor, actor) for actor in actors}
            for pledge, actors in submitters.items()
        }
        several: list[tuple[int, Where]] = []
        column = rows.columns["local_identifier"]
        for row, (pledge, number) in enumerate(
            zip(rows.ids.to_pylist(), rows.official.to_pylist(), strict=True)
        ):
            if number is None and pledge in parties:
                here = rows.sheet.where(row, column.header)
                there, others = seen.setdefault(pledge, (here, parties[pledge]))
                several += [(row, there)] if others.isdisjoint(parties[pledge]) else []
        if several:
            row, there = several[0]
            more = f" (and so are {len(several) - 1} more)" if len(several) > 1 else ""
            told = (
                f"{column.texts[column.codes[row]]!r} is a pledge of other submitters in"
                f" {there}{more}"
            )
            hint = (
                "They may be two pledges: give one source an authority of its own in"
                " pledgegraph.toml."
            )
            found.append(
                Problem("M004", "finding", rows.sheet.where(row, column.header), told, hint)
            )
    return found
