"""Lists of actors: the parts of a cell that may name several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pledgegraph.loaders.files.cell_parts import enumerated, name_and_remark, split
from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.wording import worded

from .actors import (
    is_actor_name,
    is_reviewed,
    known_actor,
    name_and_remarks,
    name_problems,
    named_and_remark,
)
from .countries import find_country, is_code
from .formulas import begins_as_formula
from .governments import unknown_government
from .row_words import NOTHING, RowWords
from .shared_names import shared_government

ENOUGH = 2
"""Actors of the reviewed list between commas that show a list."""


@cache
def actor_parts(text: str) -> tuple[str, ...]:
    """The parts of a cell of names. ``UNHCR and UNICEF`` are two: governments and known actors may
    be enumerated. After the beginning of a formula nothing is split: its texts are not names.
    """
    found: list[str] = []
    parts = split(text)
    for place, part in enumerate(parts):
        if begins_as_formula(part):
            rest = "; ".join(parts[place:])
            parts[place:] = [rest]
            break
    for part in parts:
        found += _pieces_of(part)
    return tuple(found)


def _pieces_of(part: str) -> list[str]:
    pieces = enumerated(part)
    if len(pieces) < ENOUGH:
        return [part]
    # "Trinidad and Tobago" is one name, and so is "Sweden, through Sida"
    name, _ = name_and_remarks(part)
    if is_reviewed(part) or is_reviewed(name):
        return [part]
    if _are_actors(pieces) or _is_list(part, pieces):
        return pieces
    return [part]


def _names(pieces: Sequence[str]) -> list[str] | None:
    """The names of pieces of a text without their remarks; None where a comma is in brackets and
    parts nothing.
    """
    names = []
    for piece in pieces:
        if piece.count("(") != piece.count(")"):
            return None
        name, _ = name_and_remark(piece)
        names.append(name)
    return names


def _are_actors(pieces: Sequence[str]) -> bool:
    """Whether each is a government or a known actor; ``UNHCR, Kenya`` may be an office, and is left
    as written.
    """
    names = _names(pieces)
    if names is None:
        return False
    for name in names:
        if not is_reviewed(name) and not is_code(name):
            return False
    if not any(map(known_actor, names)):
        return True
    # Behind an agency a country may be where its office is
    return not any(map(find_country, names[1:]))


def _is_list(part: str, pieces: Sequence[str]) -> bool:
    """Whether a text with commas lists actors, of which some are not known: several others are, and
    none is a country, which may say where an office is.
    """
    if "," not in part:
        return False
    names = _names(pieces)
    if names is None:
        return False
    if any(map(find_country, names)):
        return False
    if not all(map(is_actor_name, pieces)):
        return False
    known = list(filter(known_actor, names))
    return len(known) >= ENOUGH


def list_problem(part: str) -> BadCell | None:
    """N015 for a part of a cell that is read as one name and may be several."""
    pieces = enumerated(part)
    if "," not in part or len(pieces) < ENOUGH:
        return None
    whole, _ = name_and_remarks(part)
    if is_reviewed(whole):
        return None
    names = [name_and_remark(piece)[0] for piece in pieces]
    # Without a known actor among them it is a long name, as that of a ministry
    if any(map(find_country, names)) or not any(map(known_actor, names)):
        return None
    return BadCell(
        code="N015",
        found=worded(
            "{part} may be {pieces} names; it is read as one", part=repr(part), pieces=len(pieces)
        ),
        hint=worded("Write a semicolon between the names."),
        severity="finding",
    )


@cache
def unsure(part: str, words: RowWords = NOTHING) -> tuple[BadCell, ...]:
    """What is unsure about the actor that a part of a cell names in its row, as findings."""
    name = named_and_remark(part, words)[0]
    found = name_problems(name, words)
    # What a row says of the country or the type says which one is meant
    is_told = words.is_other or words.country
    shared = None if is_told else shared_government(name)
    for problem in (unknown_government(name), list_problem(part), shared):
        if problem is not None:
            found.append(problem)
    return tuple(found)
