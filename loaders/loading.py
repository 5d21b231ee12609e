"""Loading: every source of a workspace, in the order in which one needs the other, into the stated
tables.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import pyarrow as pa

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.loaders.files.addresses import without_personal_data
from pledgegraph.loaders.files.constants import with_constants
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layout_files import header_key
from pledgegraph.loaders.files.plain_cells import plain_cells
from pledgegraph.loaders.kinds.register_matches import gather_matches
from pledgegraph.loaders.names.reference import gather_reference
from pledgegraph.ontology.collector import collector_paused
from pledgegraph.ontology.lean import give_back
from pledgegraph.ontology.tables import Tables

from .accounts import Account, account, differing, unreported
from .decisions import NO_DECISIONS
from .former_identifiers import with_former_identifiers
from .mixed_numbers import mixed_numbers
from .namibia_elsewhere import namibia_elsewhere
from .opened_sources import opened_source
from .raw_cells import raw_cells
from .recognising import check_rows
from .releases import Releases
from .severities import softened, told_once, without_pledges
from .similar_numbers import similar_numbers
from .so_far import ReadSource, SoFar
from .source_files import SourceFile
from .source_nodes import gather_own_source, gather_source
from .source_order import days_of, place_in_order
from .source_sheets import sheet_of
from .sources_by_kind import load_by_kind
from .stated_cells import RawSource, with_stated_cells


@dataclass(frozen=True)
class Loading:
    """The result of loading: the stated tables, the raw cells by source (columns as in the sheet),
    all problems; ``same``: what was called otherwise before a decision → its identifier.
    """

    stated: Tables
    cells: Mapping[str, pa.Table] = field(repr=False)
    problems: Sequence[Problem]
    accounts: Sequence[Account] = ()
    same: Mapping[str, str] = field(default_factory=dict)

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
    decisions = sources[0].decisions if sources else NO_DECISIONS
    so_far = SoFar(days_of(sources), replaced, decisions)
    gathering = so_far.gathering
    gather_reference(gathering)
    gather_own_source(gathering)
    problems = list(decisions.problems)
    published = [source for source in sources if source.at_site is not None]
    files_here = [source for source in sources if source.at_site is None]
    releases = Releases(gathering)
    releases.read(published)
    problems += releases.problems
    so_far.published = releases.called
    # Platforms before registers, registers before support: a cell may name what these define
    for source in sorted(files_here, key=place_in_order):
        problems += _read_or_report(source, files_here, so_far, on_rows)
    give_back()
    if not so_far.registers and not published:
        files = {source.shown for source in files_here if source.read_as.kind == "pledges"}
        problems = without_pledges(problems, files)
    # matches wait for all registers: one may name a pledge of another
    problems += _gather_all_matches(so_far)
    problems += mixed_numbers(so_far.registers, gathering)
    problems += similar_numbers(so_far.registers, replaced)
    # Counted over all sources, and given only to those who may see them
    levels = {source.id: source.level for source in sources}
    so_far.spellings.gather(gathering, levels, replaced)
    problems += so_far.spellings.problems()
    # After the matches: they name actors that no other cell names
    stated = gathering.tables()
    problems += unreported(_differing(so_far, stated), problems)
    accounts = list(releases.accounts)
    for read in so_far.read:
        rows = account(
            read.source,
            read.layout,
            read.sheet,
            stated,
            read.aside,
            problems,
        )
        accounts.append(rows.with_others(read.further, read.odd))
    # By place, as a person goes through the files; the same problem is reported once
    unique = sorted(dict.fromkeys(problems), key=_place_and_code)
    # Of sites only what their own dumps name is reported
    same = {**decisions.applied(so_far.registers), **releases.same}
    met = {**decisions.met(so_far.registers), **releases.same}
    stated = with_former_identifiers(_with_stated_cells(so_far, stated), met)
    return Loading(stated, so_far.cells, unique, accounts, same)


def _with_stated_cells(so_far: SoFar, stated: Tables) -> Tables:
    sources = []
    for read in so_far.read:
        cells = so_far.cells[read.source]
        source = RawSource(read.source, read.sheet.file, read.layout.kind, cells)
        sources.append(source)
    return with_stated_cells(stated, sources)


def _place_and_code(problem: Problem) -> tuple[Where, str]:
    return problem.where, problem.code


def _read_or_report(
    source: SourceFile,
    sources: Sequence[SourceFile],
    so_far: SoFar,
    on_rows: Callable[[int], object] | None,
) -> list[Problem]:
    """Read one source; its problems. A source that cannot be read is a problem too."""
    found: list[Problem] = []
    try:
        count = _read_source(source, sources, so_far, found)
        if on_rows is not None:
            on_rows(count)
    except SourceProblems as stopped:
        found += stopped.problems
    found = told_once(found)
    if source.bad_values == "report":
        return softened(found)
    if source.bad_values == "stop":
        return found
    layout = source.read_as
    needed = set(map(header_key, layout.required))
    naming = header_key(layout.columns.get("local_identifier", ""))
    return softened(found, needed, naming)


def _read_source(
    source: SourceFile,
    sources: Sequence[SourceFile],
    so_far: SoFar,
    problems: list[Problem],
) -> int:
    """What one source states, added to what others have stated; returns the number of its rows.

    Where its columns are not those of its layout, problems say so and nothing is added.
    """
    layout = source.read_as
    layout = replace(layout, authority=source.authority or layout.authority)
    sheet = sheet_of(source)
    problems += sheet.findings
    layout = layout.fitted(sheet.header)
    problems += check_rows(sheet, layout)
    # Its columns are not those that the rest expects
    if any(problem.severity == "error" for problem in problems):
        return len(sheet.lines)
    sheet, layout = with_constants(sheet, layout)
    # Before anything is kept of the sheet: what is in a raw cell comes out again in outputs
    sheet, taken_out = without_personal_data(
        sheet,
        layout,
        FIELDS[layout.kind],
    )
    problems += taken_out
    gather_source(source, so_far.gathering)
    # Before cells are made plain: explain shows them as they are written
    so_far.cells[source.id] = raw_cells(source, sheet, layout)
    sheet = plain_cells(sheet, so_far.decisions.in_layout(layout))
    opened = opened_source(source, sheet, layout, problems)
    aside: Mapping[str, Sequence[int]] = {}
    if opened.sheet.lines:
        elsewhere = partial(namibia_elsewhere, source, sources)
        aside = load_by_kind(opened, so_far, problems, elsewhere)
    read = ReadSource(
        source.id,
        layout,
        opened.sheet,
        aside,
        opened.again.counts(),
        opened.odd,
    )
    so_far.read.append(read)
    return len(sheet.lines)


def _gather_all_matches(so_far: SoFar) -> list[Problem]:
    """Place the matches of all registers, and gather the actors that they name; what is found on
    the way.
    """
    found = gather_matches(so_far.match_cells, so_far.replaced, so_far.gathering)
    for register in so_far.registers:
        register.actors.gather(
            so_far.gathering,
            register.source,
            so_far.spellings,
        )
    return found


def _differing(so_far: SoFar, stated: Tables) -> list[Problem]:
    sheets = {read.source: read.sheet for read in so_far.read}
    return differing(so_far.gathering.differing, sheets, stated)
