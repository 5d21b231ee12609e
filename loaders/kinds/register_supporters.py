"""Supporters in registers: the actors that cells name as those who support a pledge."""

from __future__ import annotations

from functools import partial

from pledgegraph.loaders.files.cells import BadCell, CellColumn, name_and_remark
from pledgegraph.loaders.names.actor_lists import actor_parts
from pledgegraph.loaders.names.actor_names import Mention
from pledgegraph.loaders.names.supporters import NamedSupporter, read_remark, supporters_of
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.vocabularies import vocabulary

from .matches import Numbers
from .register import Register
from .submitters import mentions_in, not_actors

NO_MATCH = ("none", "no", "nobody", "none recorded", "0")
"""What a cell says where nobody supports a pledge."""


def supporters_in(register: Register, pledges: Numbers) -> list[NamedSupporter]:
    """The supporters that the cells of a register name, by row.

    Args:
        pledges: what pledges are called, as no actor is made of a pledge's number.
    """
    column = register.columns["matched_with"]
    mentions = column.many(partial(_mentions, register, pledges))
    register.actors.count(column)
    for index, text in enumerate(column.texts):
        if fold(text) not in NO_MATCH:
            _report_nobody(column, index, pledges)
        named = _mentions(register, pledges, column.parted(index))
        _report_half_read(column, index, named)
    rows = map(int, mentions.rows)
    found = []
    for row, mention in zip(rows, mentions.values, strict=True):
        remark = read_remark(mention.remark)
        found.append((row, mention.actor, remark))
    return supporters_of(found)


def _report_nobody(
    column: CellColumn,
    index: int,
    pledges: Numbers,
) -> None:
    """N003 for each part of a different text that names no actor; ``_mentions`` reports pledges."""
    hint = "Name the actor; until then no match is recorded for it."
    for part in not_actors(column.parted(index)):
        if _names_pledge(pledges, part):
            continue
        found = f"{part!r} does not name an actor"
        column.report(index, BadCell("N003", found, hint, "finding"))


def _report_half_read(
    column: CellColumn,
    index: int,
    mentions: list[Mention | BadCell],
) -> None:
    """N007 for each remark that speaks of a contribution and is not understood."""
    types = ", ".join(vocabulary("contribution-types").published())
    hint = f"Write what is brought first, then a comma: {types}."
    for mention in mentions:
        if isinstance(mention, Mention) and read_remark(mention.remark).is_half_read:
            found = f"{mention.remark!r} is not read; the contribution is not stated"
            column.report(index, BadCell("N007", found, hint, "finding"))


def _mentions(
    register: Register,
    pledges: Numbers,
    text: str,
) -> list[Mention | BadCell]:
    """The actors that a match cell names. A pledge is none, and no actor is made of its number.

    The findings about pledges come first, as they are reported in this order.
    """
    numbers = list[Mention | BadCell]()
    others = list[Mention | BadCell]()
    for part in actor_parts(text):
        if _names_pledge(pledges, part):
            numbers.append(_no_actor(part))
        else:
            others += mentions_in(register, part)
    return numbers + others


def _names_pledge(pledges: Numbers, part: str) -> bool:
    # The whole first: a register's own identifier may have brackets
    if pledges.has(part):
        return True
    name, _ = name_and_remark(part)
    return pledges.has(name)


def _no_actor(part: str) -> BadCell:
    hint = (
        "Name the actor, or record the match in a source of kind support, by the pledges'"
        " identifiers."
    )
    return BadCell("N003", f"{part!r} names a pledge, not an actor", hint, "finding")
