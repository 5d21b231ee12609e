"""Submitters and joint partners: the actors that the rows of a register name, and what it says of
them.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.names.actor_names import Mention
from pledgegraph.loaders.names.actors import actor_parts, is_actor_name, name_and_remarks
from pledgegraph.loaders.names.countries import find_country, suggest_country
from pledgegraph.loaders.names.formulas import begins_as_formula, formula
from pledgegraph.loaders.names.governments import unknown_government
from pledgegraph.ontology.tables import Gathering
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
    actors, source = register.actors, register.source
    named = np.zeros(register.rows, bool)
    for field, property_name in (("submitter", "submittedBy"), ("partners", "jointWith")):
        mentions = register.columns[field].many(partial(mentions_in, register))
        named[mentions.rows] = True
        found = [mention.actor for mention in mentions.values]
        gathering.links(property_name, source, mentions.of(register.ids), found)
        gathering.links("recordedIn", source, found, mentions.of(register.records))
        actors.count(register.columns[field])
    submitters = register.columns["submitter"]
    _report_nobody(register, named)
    for field, note, read in (
        ("entity_type", actors.note_type, _entity_type),
        ("submitter_country", actors.note_base, _base),
    ):
        other = register.columns[field]
        said = other.scalar(read, pa.string()).to_pylist()
        together = np.unique(np.stack([submitters.codes, other.codes]), axis=1, return_index=True)
        for (code, _), row in zip(together[0].T, together[1], strict=True):
            lone = actor_parts(submitters.parted(code))
            mention = actors.mention(lone[0]) if len(lone) == 1 else None
            if mention is not None and said[row] is not None:
                note(mention.actor, said[row])


def _report_nobody(register: Register, named: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
    """N003 where a pledge has neither a submitter nor a partner, though its cell says something."""
    column = register.columns["submitter"]
    nobody = ~named & ~register.aggregate.to_numpy(zero_copy_only=False)
    hint = "Name the actors that made the pledge, as Government of Kenya; the text is kept."
    for index in np.unique(column.codes[nobody]).tolist():
        text = column.texts[index]
        is_reported = any(map(begins_as_formula, actor_parts(text)))
        if text and not is_reported and not _MANY.match(text):
            column.report(
                index, BadCell("N003", f"{text!r} does not name an actor", hint, "finding")
            )


def mentions_in(register: Register, text: str) -> list[Mention | BadCell]:
    """The actors that a cell names; a formula and an unknown country of a government are reported
    beside them.
    """
    found: list[Mention | BadCell] = []
    for part in actor_parts(text):
        mention = register.actors.mention(part)
        if mention is None:
            found += [formula(part)] if begins_as_formula(part) else []
            continue
        found.append(mention)
        problem = unknown_government(name_and_remarks(part)[0])
        if problem is not None:
            found.append(problem)
    return found


def _entity_type(text: str) -> str | None:
    concept = vocabulary("entity-types").find(text)
    if concept is None:
        hint = f"Write one of: {', '.join(vocabulary('entity-types').published())}."
        raise BadCell("N008", f"entity type {text!r} is not known", hint, "finding")
    return concept.id


def _base(text: str) -> str | None:
    country = find_country(text)
    if country is None:
        raise BadCell("N001", f"country {text!r} is not known", suggest_country(text), "finding")
    return country.id
