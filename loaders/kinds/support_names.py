"""Names in rows of support: the pledges, the supporters and the channels that cells name."""

from __future__ import annotations

from collections.abc import Mapping

from pledgegraph.loaders.files.cell_parts import name_and_remark
from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.names.actor_lists import actor_parts, unsure
from pledgegraph.loaders.names.actor_names import ActorNames
from pledgegraph.wording import worded

from .known_pledges import Known
from .matches import Numbers, unknown_pledge
from .register import official_identifier

Pledges = Mapping[str, Mapping[str, str]]
"""What a pledge may be called → its identifier and the file that has it."""


def pledge_in(pledges: Pledges, cell: str) -> str:
    """The pledge that a cell names.

    Raises:
        BadCell: no pledge, several, or a statement about many (M003, M004).
    """
    found = _find_pledge(pledges, cell)
    if found is None:
        raise unknown_pledge(cell)
    return _single(found, cell)


def _single(found: str, cell: str) -> str:
    if found.startswith("aggregate/"):
        problem = worded("{cell} is a statement about many pledges", cell=repr(cell))
        hint = worded("Name one pledge by its GRF number or the register's own.")
        raise BadCell("M003", problem, hint, "finding")
    return found


def _find_pledge(pledges: Pledges, cell: str) -> str | None:
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
        problem = worded(
            "{cell} is what {found} offices call pledges of their own",
            cell=repr(cell),
            found=len(found),
        )
        # Such support once went to the last register, where it was not meant
        ordered = sorted(found.items())
        which = " or ".join(f"{identifier} ({file})" for identifier, file in ordered)
        hint = worded("Write which is meant: {which}.", which=which)
        raise BadCell("M004", problem, hint, "finding")
    return next(iter(found), None)


def supporters_in(
    known: Known,
    actors: ActorNames,
    text: str,
) -> list[tuple[str, str] | BadCell]:
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
        found += unsure(part)
    return found


def _supporter(
    known: Known,
    actors: ActorNames,
    part: str,
) -> tuple[str, str]:
    """A pledge or an actor, and the remark behind it."""
    # The whole first: a register's own identifier may have brackets
    for name, remark in ((part, ""), name_and_remark(part)):
        pledge = _find_pledge(known.pledges, name)
        if pledge is not None:
            return _single(pledge, name), remark
        # An actor called GRF-99999 would hide a mistyped number
        if known.numbers.has(name):
            raise unknown_pledge(name)
    mention = actors.mention(part)
    if mention is None:
        found = worded("{part} does not name an actor", part=repr(part))
        raise BadCell("N003", found, worded("Name an actor or a pledge."), "finding")
    return mention.actor, mention.remark


def channel_in(
    numbers: Numbers,
    actors: ActorNames,
    text: str,
) -> str:
    """The actor through which support goes.

    Raises:
        BadCell: the cell names a pledge or nobody (N003).
    """
    hint = worded("Name the actor the support goes through.")
    if numbers.has(text) or numbers.has(name_and_remark(text)[0]):
        found = worded("{text} names a pledge, not an actor", text=repr(text))
        raise BadCell("N003", found, hint, "finding")
    mention = actors.mention(text)
    if mention is None:
        raise BadCell(
            "N003", worded("{text} does not name an actor", text=repr(text)), hint, "finding"
        )
    return mention.actor
