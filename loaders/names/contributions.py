"""Contributions: the cells that say what kind of contribution a pledge or a match brings."""

from __future__ import annotations

import re
from collections.abc import Callable

from pledgegraph.loaders.files.cells import BadCell, name_and_remark, split
from pledgegraph.ontology.vocabularies import vocabulary

MOST_WORDS = 20
"""Words of two types written without anything between; a text that has more is no list of types."""
_BETWEEN = re.compile(
    r"\s*,(?!\d{3}(?!\d))\s*(?:and\s+|et\s+)?|:\s+|\s+[-–—]\s+|\s+(?:and|et)\s+|\s+&\s+"
)


def told_apart(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """``financial, in part: 25,000 cards`` → its parts, outside of brackets; what is known as a
    whole stays whole.
    """
    if is_known(text):
        return [text]
    hidden = re.sub(r"\([^()]*\)", lambda remark: "\0" * len(remark[0]), text)
    pieces, start = [], 0
    for mark in _BETWEEN.finditer(hidden):
        pieces.append(text[start : mark.start()])
        start = mark.end()
    pieces = [
        part for piece in (*pieces, text[start:]) for part in _slashed(piece.strip(), is_known)
    ]
    return [part for piece in pieces if piece for part in _worded(piece, is_known)]


def _slashed(part: str, is_known: Callable[[str], bool]) -> list[str]:
    """``financial/technical`` are two; ``n/a`` and ``ANATS/CNARR`` stay as written."""
    pieces = [piece.strip() for piece in part.split("/")]
    return pieces if not is_known(part) and all(map(is_known, pieces)) else [part]


def _worded(part: str, is_known: Callable[[str], bool]) -> list[str]:
    """``financial in part`` are two, as both are known; anything else stays as written."""
    words = part.split()
    if len(words) > MOST_WORDS:
        return [part]
    for length in range(1, len(words)):
        pieces = [" ".join(words[:length]), " ".join(words[length:])]
        if not is_known(part) and all(map(is_known, pieces)):
            return pieces
    return [part]


def _is_contribution(text: str) -> bool:
    return vocabulary("contribution-types").find(name_and_remark(text)[0]) is not None


def _contribution_parts(text: str) -> list[str]:
    """The parts of a cell of contribution types; ``financial, technical`` and
    ``Financial/technical`` are two.
    """
    found: list[str] = []
    for part in split(text):
        pieces = told_apart(part, _is_contribution)
        found += pieces if any(map(_is_contribution, pieces)) else [part]
    return found


def contributions_in(text: str) -> list[str | BadCell]:
    """The contribution types of a cell (identifiers)."""
    found: list[str | BadCell] = []
    for part in _contribution_parts(text):
        concept = vocabulary("contribution-types").find(name_and_remark(part)[0])
        if concept is not None:
            found.append(concept.id)
            continue
        allowed = ", ".join(vocabulary("contribution-types").published())
        problem = f"contribution type {part!r} is not known; it is read as not stated"
        found.append(BadCell("N007", problem, f"Write one of: {allowed}.", "finding"))
    return found


def contribution_remarks(text: str) -> list[str]:
    """What stands in brackets behind a type, and types that are not known, as written."""
    found = []
    for part in _contribution_parts(text):
        name, remark = name_and_remark(part)
        found.append(remark if vocabulary("contribution-types").find(name) is not None else part)
    return [text for text in found if text]
