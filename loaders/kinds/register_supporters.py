"""Supporters in registers: the actors that cells name as those who support a pledge."""

from __future__ import annotations

from collections.abc import Iterable

from pledgegraph.loaders.files.cells import BadCell, name_and_remark
from pledgegraph.loaders.names.actor_names import Mention
from pledgegraph.loaders.names.actors import actor_parts
from pledgegraph.loaders.names.supporters import NamedSupporter, read_remark, supporters_of
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.vocabularies import vocabulary

from .matches import Numbers
from .register import Register
from .submitters import mentions_in, not_actors

NO_MATCH = ("none", "no", "nobody", "none recorded", "0")
"""What a cell says where nobody supports a pledge."""


def supporters_in(register: Register, pledges: Numbers) -> list[NamedSupporter]:
    column = register.columns["matched_with"]
    mentions = column.many(lambda text: _mentions(register, pledges, text))
    register.actors.count(column)
    for index, text in enumerate(column.texts):
        for part in not_actors(column.parted(index)) if fold(text) not in NO_MATCH else ():
            hint = "Name the actor; until then no match is recorded for it."
            column.report(
                index, BadCell("N003", f"{part!r} does not name an actor", hint, "finding")
            )
        for remark in _half_read(_mentions(register, pledges, column.parted(index))):
            hint = (
                "Write what is brought first, then a comma:"
                f" {', '.join(vocabulary('contribution-types').published())}."
            )
            column.report(
                index,
                BadCell(
                    "N007",
                    f"{remark!r} is not read; the contribution is not stated",
                    hint,
                    "finding",
                ),
            )
    return supporters_of(
        (int(row), mention.actor, read_remark(mention.remark))
        for row, mention in zip(mentions.rows, mentions.values, strict=True)
    )


def _half_read(mentions: Iterable[Mention | BadCell]) -> list[str]:
    remarks = [mention.remark for mention in mentions if isinstance(mention, Mention)]
    return [remark for remark in remarks if read_remark(remark).is_half_read]


def _mentions(register: Register, pledges: Numbers, text: str) -> list[Mention | BadCell]:
    """The actors that a match cell names; a pledge is none, and no actor is made of its number."""
    called = {part: name_and_remark(part)[0] for part in actor_parts(text)}
    numbers = [part for part, name in called.items() if pledges.has(name) or pledges.has(part)]
    if not numbers:
        return mentions_in(register, text)
    hint = (
        "Name the actor, or record the match in a source of kind support, by the pledges'"
        " identifiers."
    )
    found: list[Mention | BadCell] = [
        BadCell("N003", f"{part!r} names a pledge, not an actor", hint, "finding")
        for part in numbers
    ]
    for part in actor_parts(text):
        found += [] if part in numbers else mentions_in(register, part)
    return found
