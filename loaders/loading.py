"""Loading: every source of a workspace, in the order in which one needs the other, into the stated
tables.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.loaders.files.addresses import without_personal_data
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.layouts import check_header, layouts, recognise
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.loaders.files.sheets import Sheet, read_sheets
from pledgegraph.loaders.files.text_files import LARGEST_FILE
from pledgegraph.loaders.kinds import arrangements, population, situations, support
from pledgegraph.loaders.kinds.known_pledges import known_pledges, submitters_of
from pledgegraph.loaders.kinds.pledges import gather_pledges
from pledgegraph.loaders.kinds.register import Register, namibia_shown_at, read_register
from pledgegraph.loaders.kinds.register_matches import check_extents, gather_matches
from pledgegraph.loaders.names.arrangement_names import REFERENCE, Glossary, gather_reference
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.collector import collector_paused
from pledgegraph.ontology.tables import Gathering, Tables

from .accounts import Account, account, differing, untold

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


LEVELS = {"public": 0, "partners": 1, "internal": 2}
"""Audience → how few may see it."""


@dataclass(frozen=True)
class SourceFile:
    """A source as the workspace names it. ``rank`` orders sources by date: a higher one is
    newer.
    """

    name: str
    path: Path
    shown: str
    layout: str
    _: KW_ONLY
    title: str = ""
    licence: str = ""
    publisher: str = ""
    retrieved_on: str = ""
    audience: str = "public"
    sha256: str = ""
    rank: int = 0
    ignore: tuple[str, ...] = ()
    nulls: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    bad_values: str = "stop"
    authority: str = ""
    largest: int | None = None

    @property
    def id(self) -> str:
        """``source/register``."""
        return f"source/{self.name}"

    @property
    def level(self) -> int:
        """How few may see it."""
        return LEVELS.get(self.audience, len(LEVELS))


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


def kind_of(path: Path, shown: str) -> Layout:
    """The layout that a file's columns show.

    Raises:
        SourceProblems: F008 where no layout fits, with what comes nearest.
    """
    sheet = read_sheets(path, shown, check=_unrecognised)[0]
    layout = recognise(sheet.header)
    assert layout is not None
    return layout


def _unrecognised(sheet: Sheet) -> list[Problem]:
    if recognise(sheet.header) is not None:
        return []
    nearest = max(
        layouts().values(), key=lambda known: len(set(known.fingerprint) & set(sheet.header))
    )
    missing = ", ".join(name for name in nearest.fingerprint if name not in sheet.header)
    hint = f"Nearest is {nearest.title} ({nearest.name}), which needs the columns {missing}."
    return [Problem("F008", "error", Where(sheet.file), "no known layout has these columns", hint)]


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
    gathering, glossary, spellings, problems = Gathering(), Glossary(), Spellings(), list[Problem]()
    cells, registers, read = dict[str, pa.Table](), list[Register](), list[_Read]()
    days = _days(sources)
    gather_reference(gathering)
    gathering.nodes(
        "Source", REFERENCE, {"id": [REFERENCE], "rank": [0], "audience": ["public"]} | _OWN
    )
    for source in sorted(sources, key=lambda source: ORDER.index(layouts()[source.layout].kind)):
        found: list[Problem] = []
        try:
            layout = layouts()[source.layout]
            layout = replace(layout, authority=source.authority or layout.authority)
            sheet = read_sheets(
                source.path,
                source.shown,
                encoding=source.encoding,
                delimiter=source.delimiter,
                check=partial(_by_header, layout, source.ignore),
                largest=source.largest or LARGEST_FILE,
            )[0]
            found += _by_header(layout, source.ignore, sheet)
            found += _without_rows(sheet, layout)
            if not any(problem.severity == "error" for problem in found):
                sheet, taken_out = without_personal_data(sheet, layout, FIELDS[layout.kind])
                found += taken_out
                _gather_source(source, gathering)
                aside: Mapping[str, Sequence[int]] = {}
                if sheet.lines:
                    elsewhere = partial(_namibia_elsewhere, source, sources)
                    aside = _load(
                        source,
                        sheet,
                        layout,
                        glossary,
                        spellings,
                        gathering,
                        found,
                        registers,
                        replaced,
                        elsewhere,
                    )
                    for rows in registers:
                        rows.day = days[rows.source]
                read.append(_Read(source.id, layout.kind, sheet, aside))
                cells[source.id] = _raw(source, sheet, layout)
                if on_rows is not None:
                    on_rows(len(sheet.lines))
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
        differing(gathering.differing, {each.source: each.sheet for each in read}, stated), problems
    )
    accounts = [
        account(each.source, each.kind, each.sheet, stated, each.aside, problems) for each in read
    ]
    unique = sorted(dict.fromkeys(problems), key=lambda problem: (problem.where, problem.code))
    return Loading(stated, cells, unique, accounts)


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


def _by_header(layout: Layout, ignore: Sequence[str], sheet: Sheet) -> list[Problem]:
    """What is wrong with a sheet by its header alone."""
    return _of_another_kind(sheet, layout) or check_header(sheet, layout, ignore)


def _of_another_kind(sheet: Sheet, layout: Layout) -> list[Problem]:
    """A sheet that lacks what its layout is known by, and has what another one is known by."""
    other = None if layout.fits(sheet.header) else recognise(sheet.header)
    if other is None or other.name == layout.name:
        return []
    found = f"its columns are those of the layout {other.name}, not of {layout.name}"
    where = Where(sheet.file, sheet.name, sheet.header_line)
    return [
        Problem(
            "F008", "error", where, found, f'Write layout = "{other.name}" in pledgegraph.toml.'
        )
    ]


def _without_rows(sheet: Sheet, layout: Layout) -> list[Problem]:
    if sheet.lines or layout.kind == "support":  # which starts as an empty template
        return []
    hint = "Export the sheet again, with its rows."
    return [
        Problem(
            "F003",
            "finding",
            Where(sheet.file, sheet.name, sheet.header_line),
            "the sheet has a header and no rows",
            hint,
        )
    ]


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


def _load(
    source: SourceFile,
    sheet: Sheet,
    layout: Layout,
    glossary: Glossary,
    spellings: Spellings,
    gathering: Gathering,
    problems: list[Problem],
    registers: list[Register],
    replaced: Collection[str],
    namibia: Callable[[], Where | None],
) -> Mapping[str, Sequence[int]]:
    """One source, by its kind; ``registers`` are those that have been loaded. The rows it leaves
    aside, by reason.
    """
    if layout.kind == "pledges":
        rows = read_register(sheet, layout, source.id, problems, source.nulls, source.rank, namibia)
        rows.level = source.level
        gather_pledges(rows, glossary, spellings, gathering)
        check_extents(rows)
        registers.append(rows)
    elif layout.kind == "population":
        return population.load_population(sheet, layout, source.id, gathering, problems)
    elif layout.kind == "support":
        known = known_pledges(registers, replaced, source.level, gathering)
        support.load_support(sheet, layout, source.id, known, gathering, problems, spellings)
    elif layout.kind in ("platforms", "situations"):
        describing = {
            "platforms": arrangements.load_platforms,
            "situations": situations.load_situations,
        }
        describing[layout.kind](sheet, layout, source.id, glossary, gathering, problems)
    else:
        naming = {
            "platform-members": arrangements.load_members,
            "multistakeholder-pledges": arrangements.load_multistakeholder_pledges,
        }
        naming[layout.kind](sheet, layout, source.id, glossary, gathering, problems, spellings)
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
    seen: dict[str, tuple[Sheet, set[str]]] = {}
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
        several: list[tuple[int, Sheet]] = []
        for row, (pledge, number) in enumerate(
            zip(rows.ids.to_pylist(), rows.official.to_pylist(), strict=True)
        ):
            if number is None and pledge in parties:
                sheet, others = seen.setdefault(pledge, (rows.sheet, parties[pledge]))
                several += [(row, sheet)] if others.isdisjoint(parties[pledge]) else []
        if several:
            row, sheet = several[0]
            column = rows.columns["local_identifier"]
            more = f" (and so are {len(several) - 1} more)" if len(several) > 1 else ""
            told = (
                f"{column.texts[column.codes[row]]!r} is a pledge of other submitters in"
                f" {sheet.file}{more}"
            )
            hint = (
                "They may be two pledges: give one source an authority of its own in"
                " pledgegraph.toml."
            )
            found.append(
                Problem("M004", "finding", rows.sheet.where(row, column.header), told, hint)
            )
    return found


def _raw(source: SourceFile, sheet: Sheet, layout: Layout) -> pa.Table:
    """The mapped columns as the sheet has them, with the record of each row: what ``explain``
    shows.

    Beside a column stands how many lines below the row's first one its cells begin, where that
    differs from 0.
    """
    columns = {"record": record_identifiers(source.id, sheet)}
    mapped, below = set(layout.columns.values()), pa.repeat(0, len(sheet.lines))
    for name, texts in zip(sheet.header, sheet.columns, strict=True):
        cells = pa.array(texts, pa.string())
        if name in mapped:
            columns[name] = cells
            if pc.any(pc.greater(below, 0)).as_py():
                columns[lines_below(name)] = below
        below = pc.add(below, pc.cast(pc.count_substring(cells, "\n"), pa.int64()))
    return pa.table(columns)


def lines_below(column: str) -> str:
    """The name of the column that says where the cells of another one begin; no header has a line
    end.
    """
    return f"{column}\nlines below"
