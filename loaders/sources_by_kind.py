"""Sources by kind: the rows of one source, read as its kind has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.kinds.follow_up_sheets import load_follow_ups
from pledgegraph.loaders.kinds.follow_ups import register_of_follow_ups
from pledgegraph.loaders.kinds.known_pledges import known_pledges, pledge_names
from pledgegraph.loaders.kinds.match_cells import match_cells
from pledgegraph.loaders.kinds.memberships import load_members
from pledgegraph.loaders.kinds.multistakeholder_pledges import load_multistakeholder_pledges
from pledgegraph.loaders.kinds.national_arrangements import load_national_arrangements
from pledgegraph.loaders.kinds.platforms import load_platforms
from pledgegraph.loaders.kinds.pledges import gather_pledges
from pledgegraph.loaders.kinds.population import load_population
from pledgegraph.loaders.kinds.register import read_register
from pledgegraph.loaders.kinds.situations import load_situations
from pledgegraph.loaders.kinds.support import load_support
from pledgegraph.loaders.kinds.updates import gather_recorded_updates

from .opened_sources import Opened, decided_in, names_of_merged
from .so_far import SoFar

_LOAD_NAMES = {
    "platforms": load_platforms,
    "situations": load_situations,
    "national-arrangements": load_national_arrangements,
}
"""Kinds of source that define arrangements and name no actors."""
_LOAD_NAMED = {
    "platform-members": load_members,
    "multistakeholder-pledges": load_multistakeholder_pledges,
}
"""Kinds of source about arrangements that also name actors."""


def load_by_kind(
    opened: Opened,
    so_far: SoFar,
    problems: list[Problem],
    namibia: Callable[[], Where | None],
) -> Mapping[str, Sequence[int]]:
    """One source, by its kind. The rows it leaves aside, by reason."""
    sheet = opened.sheet
    layout = opened.layout
    source = opened.file.id
    gathering = so_far.gathering
    names = so_far.arrangement_names
    kind = layout.kind
    if layout.row == "update":
        _load_follow_ups(opened, so_far, problems)
    elif kind == "pledges":
        _load_register(opened, so_far, problems, namibia)
    elif kind == "population":
        return load_population(sheet, layout, source, gathering, problems)
    elif kind == "support":
        level = opened.file.level
        known = known_pledges(
            so_far.registers,
            so_far.replaced,
            level,
            gathering,
            so_far.published,
        )
        spellings = so_far.spellings
        load_support(
            sheet,
            layout,
            source,
            known,
            gathering,
            problems,
            spellings,
        )
    elif kind in _LOAD_NAMES:
        _LOAD_NAMES[kind](
            sheet,
            layout,
            source,
            names,
            gathering,
            problems,
        )
    else:
        spellings = so_far.spellings
        _LOAD_NAMED[kind](
            sheet,
            layout,
            source,
            names,
            gathering,
            problems,
            spellings,
        )
    return {}


def _load_follow_ups(
    opened: Opened,
    so_far: SoFar,
    problems: list[Problem],
) -> None:
    source = opened.file
    pledges = pledge_names(
        so_far.registers,
        so_far.replaced,
        source.level,
        so_far.published,
    )
    load_follow_ups(
        opened.sheet,
        opened.layout,
        source.id,
        pledges,
        source.nulls,
        so_far.gathering,
        problems,
    )


def _load_register(
    opened: Opened,
    so_far: SoFar,
    problems: list[Problem],
    namibia: Callable[[], Where | None],
) -> None:
    source = opened.file
    register = read_register(
        opened.sheet,
        opened.layout,
        source.id,
        problems,
        source.nulls,
        source.rank,
        namibia,
        so_far.decisions.of_registers(),
    )
    register.day = so_far.days[source.id]
    register.level = source.level
    register.further_names = names_of_merged(opened, register)
    register.decided_in_rows = decided_in(opened)
    gather_pledges(
        register,
        so_far.arrangement_names,
        so_far.spellings,
        so_far.gathering,
    )
    so_far.match_cells.append(match_cells(register))
    if opened.again.first or opened.again.spread:
        further = register_of_follow_ups(
            register,
            opened.records,
            opened.again,
            opened.layout,
            source.nulls,
        )
        gather_recorded_updates(further, so_far.gathering)
    so_far.registers.append(register)
