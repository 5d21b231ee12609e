"""Submitters and joint partners: the actors that a register names, and what it says of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from pledgegraph.loaders.files.cells import BadCell, Pairs
from pledgegraph.loaders.files.keys import report_rows, rows_without
from pledgegraph.loaders.names.actor_names import Mention
from pledgegraph.loaders.names.actors import (
    actor_parts,
    is_actor_name,
    is_pledge_number,
    name_and_remarks,
)
from pledgegraph.loaders.names.countries import find_country, suggest_country
from pledgegraph.loaders.names.formulas import begins_as_formula, formula
from pledgegraph.loaders.names.governments import unknown_government
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.vocabularies import vocabulary

from .register import Register

_MANY = re.compile(r"multi-?stakeholder\b", re.I)
"""A cell that says on purpose that no single actor made the pledge."""


def not_actors(text: str) -> list[str]:
    """The parts of a cell of names that name nobody. ``mentions_in`` reports formulas."""
    parts = [part for part in actor_parts(text) if not begins_as_formula(part)]
    return [part for part in parts if not is_actor_name(part)]


def gather_actors(register: Register, gathering: Gathering) -> None:
    """Submitters and joint partners, what kind of actor a lone submitter is and where it is
    based.
    """
    # A pledge with a joint partner has somebody, even if its submitter is nobody
    is_named = np.zeros(register.rows, bool)
    for field, property_name in (("submitter", "submittedBy"), ("partners", "jointWith")):
        mentions = _gather_mentions(register, field, property_name, gathering)
        is_named[mentions.rows] = True
    _report_nobody(register, is_named)
    actors = register.actors
    _note_lone(register, "entity_type", _entity_type, actors.note_type)
    _note_lone(register, "submitter_country", _base, actors.note_base)


def _gather_mentions(
    register: Register,
    field: str,
    property_name: str,
    gathering: Gathering,
) -> Pairs:
    """Link each pledge to the actors that one of its cells names."""
    column = register.columns[field]
    source = register.source
    mentions = column.many(partial(mentions_in, register))
    found = [mention.actor for mention in mentions.values]
    gathering.links(
        property_name,
        source,
        mentions.of(register.ids),
        found,
    )
    gathering.links(
        "recordedIn",
        source,
        found,
        mentions.of(register.records),
    )
    register.actors.count(column)
    return mentions


def _note_lone(
    register: Register,
    field: str,
    read: Callable[[str], str | None],
    note: Callable[[str, str], None],
) -> None:
    """Note what a column says of submitters, where the row has one alone: of several, nobody knows
    whom it is about.
    """
    submitters = register.columns["submitter"]
    other = register.columns[field]
    values = other.scalar(read, pa.string()).to_pylist()
    # Each pair of different texts once, by its first row: a register repeats few pairs many times
    both = np.stack([submitters.codes, other.codes])
    pairs, rows = np.unique(both, axis=1, return_index=True)
    codes = pairs[0].tolist()
    for code, row in zip(codes, rows.tolist(), strict=True):
        value = values[row]
        actor = _lone_actor(register, code)
        if actor is not None and value is not None:
            note(actor, value)


def _lone_actor(register: Register, code: int) -> str | None:
    """The actor of a different text of submitters that names exactly one."""
    parts = actor_parts(register.columns["submitter"].parted(code))
    if len(parts) != 1:
        return None
    mention = register.actors.mention(parts[0])
    return None if mention is None else mention.actor


def _report_nobody(
    register: Register,
    is_named: np.ndarray[Any, np.dtype[np.bool_]],
) -> None:
    """N003 where a pledge has neither a submitter nor a partner, though its cell says something;
    N011 where its cell is empty.
    """
    column = register.columns["submitter"]
    empty = set(rows_without(column))
    is_aggregate = register.aggregate.to_numpy(zero_copy_only=False)
    is_nobody = ~is_named & ~is_aggregate
    hint = "Name the actors that made the pledge, as Government of Kenya; the text is kept."
    for index in np.unique(column.codes[is_nobody]).tolist():
        text = column.texts[index]
        is_reported = any(map(_is_reported, actor_parts(text)))
        if text and not is_reported and not _MANY.match(text):
            found = f"{text!r} does not name an actor"
            column.report(index, BadCell("N003", found, hint, "finding"))
    unnamed = [row for row in np.flatnonzero(is_nobody).tolist() if row in empty]
    report_rows(
        column,
        unnamed,
        "N011",
        "no submitter is named; the cell may be merged with the one above",
        "Write the submitter in each row.",
    )


def _is_reported(part: str) -> bool:
    """Whether ``mentions_in`` reports a part that names nobody."""
    return begins_as_formula(part) or is_pledge_number(name_and_remarks(part)[0])


def mentions_in(
    register: Register,
    text: str,
) -> list[Mention | BadCell]:
    """The actors that a cell names; a formula, the number of a pledge and an unknown country of a
    government are reported next to them.
    """
    found: list[Mention | BadCell] = []
    for part in actor_parts(text):
        mention = register.actors.mention(part)
        if mention is None:
            if begins_as_formula(part):
                found.append(formula(part))
            elif is_pledge_number(name_and_remarks(part)[0]):
                found.append(pledge_number(part))
            continue
        found.append(mention)
        problem = unknown_government(name_and_remarks(part)[0])
        if problem is not None:
            found.append(problem)
    return found


def pledge_number(part: str) -> BadCell:
    """The problem of a pledge's number where an actor is expected."""
    return BadCell("N003", f"{part!r} names a pledge, not an actor", "Name the actor.", "finding")


def _entity_type(text: str) -> str:
    types = vocabulary("entity-types")
    concept = types.find(text)
    if concept is None:
        hint = f"Write one of: {', '.join(types.published())}."
        raise BadCell("N008", f"entity type {text!r} is not known", hint, "finding")
    return concept.id


def _base(text: str) -> str:
    country = find_country(text)
    if country is None:
        raise BadCell(
            "N001",
            f"country {text!r} is not known",
            suggest_country(text),
            "finding",
        )
    return country.id
