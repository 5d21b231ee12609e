"""Submitters and joint partners: the actors that a register names, and what it says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from pledgegraph.loaders.files.cells import BadCell, CellColumn, Pairs
from pledgegraph.loaders.files.keys import report_rows, rows_without
from pledgegraph.loaders.files.texts import is_error_value
from pledgegraph.loaders.names.actor_lists import actor_parts, unsure
from pledgegraph.loaders.names.actor_names import Mention
from pledgegraph.loaders.names.actors import (
    is_actor_name,
    is_pledge_number,
    name_and_remarks,
    named_in,
)
from pledgegraph.loaders.names.countries import find_country
from pledgegraph.loaders.names.formulas import begins_as_formula, formula
from pledgegraph.loaders.names.row_words import NOTHING, RowWords
from pledgegraph.loaders.names.shared_names import report_shared_names
from pledgegraph.loaders.names.unhcr_codes import (
    first_unhcr_code,
    is_doubtful,
    is_unhcr_code,
    report_unhcr_codes,
)
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded

from .columns import unknown_country
from .register import Register

_MANY = re.compile(r"multi-?stakeholder\b", re.I)
"""A cell that says on purpose that no single actor made the pledge."""


def not_actors(text: str) -> list[str]:
    """The parts of a cell of names that name nobody. ``mentions_in`` reports formulas."""
    return list(filter(names_nobody, actor_parts(text)))


def names_nobody(part: str) -> bool:
    """Whether a part of a cell of names names nobody; formulas are another problem."""
    return not begins_as_formula(part) and not is_actor_name(part)


def gather_actors(register: Register, gathering: Gathering) -> None:
    """Submitters and joint partners, what kind of actor a lone submitter is and where it is
    based, and of what kind the submission is.
    """
    # A pledge with a joint partner has somebody, even if its submitter is nobody
    is_named = np.zeros(register.rows, bool)
    types = register.columns["entity_type"].scalar(_entity_type, pa.string())
    gathering.links(
        "submitterType",
        register.source,
        register.ids,
        types,
    )
    submitters = _described(register, types)
    partners = _Described(register.columns["partners"], ())
    for column, property_name in ((submitters, "submittedBy"), (partners, "jointWith")):
        mentions = _gather_mentions(register, column, property_name, gathering)
        is_named[mentions.rows] = True
    _report_nobody(register, is_named)
    _note_lone(register, submitters)


@dataclass(frozen=True)
class _Described:
    """A column of names, and what the rows of each of its different texts say of a lone actor.

    A text that rows describe in two ways is there twice.
    """

    column: CellColumn
    words: Sequence[RowWords]

    def words_of(self, index: int) -> RowWords:
        """What rows say of the actor of a text, where it names one alone: of several, nobody knows
        whom they are about.
        """
        if not self.words:
            return NOTHING
        parts = actor_parts(self.column.parted(index))
        return self.words[index] if len(parts) == 1 else NOTHING


def _described(register: Register, types: pa.Array) -> _Described:
    """The submitters with the type and the country that their rows state."""
    names = register.columns["submitter"]
    kinds = register.columns["entity_type"]
    places = register.columns["submitter_country"]
    report_unhcr_codes(places)
    report_shared_names(places)
    has_unhcr_codes = first_unhcr_code(places) is not None
    bases = places.scalar(partial(_base, has_unhcr_codes), pa.string())
    # Each combination once, by its first row: a register repeats few of them many times
    # As one number, because numpy finds equal numbers many times faster than equal texts
    joined = names.codes * len(kinds.texts) + kinds.codes
    joined = joined * len(places.texts) + places.codes
    _, rows, codes = np.unique(joined, return_index=True, return_inverse=True)
    words = []
    for row in rows.tolist():
        entity_type = types[row].as_py() or ""
        country = bases[row].as_py() or ""
        words.append(RowWords(entity_type, country))
    texts = [names.text(row) for row in rows.tolist()]
    return _Described(replace(names, texts=texts, codes=codes), words)


def _gather_mentions(
    register: Register,
    described: _Described,
    property_name: str,
    gathering: Gathering,
) -> Pairs:
    """Link each pledge to the actors that one of its cells names."""
    column = described.column
    source = register.source

    def mentions_of(index: int) -> list[Mention | BadCell]:
        words = described.words_of(index)
        return mentions_in(register, column.parted(index), words)

    mentions = column.many_by_number(mentions_of)
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
    words = [described.words_of(index) for index in range(len(column.texts))]
    register.actors.count(column, words)
    return mentions


def _note_lone(register: Register, submitters: _Described) -> None:
    """Note what rows say of submitters, where a row has one alone."""
    actors = register.actors
    for index in range(len(submitters.column.texts)):
        parts = actor_parts(submitters.column.parted(index))
        if len(parts) != 1:
            continue
        words = submitters.words_of(index)
        mention = actors.mention(parts[0], words)
        if mention is None:
            continue
        if words.entity_type:
            actors.note_type(mention.actor, words.entity_type)
        if words.country:
            actors.note_base(mention.actor, words.country)


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
    hint = worded("Name the actors that made the pledge, as Government of Kenya; the text is kept.")
    for index in np.unique(column.codes[is_nobody]).tolist():
        text = column.texts[index]
        is_reported = any(map(_is_reported, actor_parts(text)))
        if text and not is_reported and not _MANY.match(text):
            found = worded("{text} does not name an actor", text=repr(text))
            # At the text and not at each row: a register repeats it
            column.report(index, BadCell("N003", found, hint, "finding"))
    unnamed = [row for row in np.flatnonzero(is_nobody).tolist() if row in empty]
    report_rows(
        column,
        unnamed,
        "N011",
        worded("no submitter is named; the cell may be merged with the one above"),
        worded("Write the submitter in each row."),
    )


def _is_reported(part: str) -> bool:
    """Whether ``mentions_in`` reports a part that names nobody."""
    if begins_as_formula(part):
        return True
    name, _ = name_and_remarks(part)
    return is_pledge_number(name)


def mentions_in(
    register: Register,
    text: str,
    words: RowWords = NOTHING,
) -> list[Mention | BadCell]:
    """The actors that a cell names; a formula, the number of a pledge and an unknown country of a
    government are reported next to them.
    """
    found: list[Mention | BadCell] = []
    for part in actor_parts(text):
        mention = register.actors.mention(part, words)
        if mention is not None:
            found.append(mention)
        # A decision says who it is
        if mention is None or not _is_decided(mention, part, words):
            found += part_problems(part, words, is_named=mention is not None)
    return found


def _is_decided(mention: Mention, part: str, words: RowWords) -> bool:
    """Whether a decision makes another actor of a name than its row does."""
    undecided = named_in(part, words)
    return undecided is not None and undecided[0].actor != mention.actor


def part_problems(
    part: str,
    words: RowWords = NOTHING,
    *,
    is_named: bool,
) -> Sequence[BadCell]:
    """What is wrong with a part of a cell of names, which names somebody or does not."""
    if is_named:
        return unsure(part, words)
    if begins_as_formula(part):
        return [formula(part)]
    if is_pledge_number(name_and_remarks(part)[0]):
        return [pledge_number(part)]
    if is_error_value(part):
        said = worded(
            "{part} is the error of a formula and does not name an actor", part=repr(part)
        )
        return [BadCell("V011", said, worded("Correct the formula."), "finding")]
    return []


def pledge_number(part: str) -> BadCell:
    """The problem of a pledge's number where an actor is expected."""
    return BadCell(
        "N003",
        worded("{part} names a pledge, not an actor", part=repr(part)),
        worded("Name the actor."),
        "finding",
    )


def _entity_type(text: str) -> str:
    types = vocabulary("entity-types")
    concept = types.find(text)
    if concept is None:
        hint = worded("Write one of: {names}.", names=types.words())
        raise BadCell(
            "N008", worded("entity type {text} is not known", text=repr(text)), hint, "finding"
        )
    return concept.id


def _base(has_unhcr_codes: bool, text: str) -> str | None:
    country = find_country(text)
    if has_unhcr_codes and is_unhcr_code(text):
        return None if is_doubtful(text) or country is None else country.id
    if country is None:
        raise unknown_country(text)
    return country.id
