"""Contributions: the cells that say what kind of contribution a pledge or a match brings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pledgegraph.loaders.files.cell_parts import name_and_remark, split
from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.ontology.vocabularies import Concept, vocabulary
from pledgegraph.wording import worded

MOST_WORDS = 20
"""Words of two types with nothing between; a text that has more is not a list of types."""
_BETWEEN = re.compile(
    r"\s*,(?!\d{3}(?!\d))\s*(?:and\s+|et\s+)?|:\s+|\s+[-–—]\s+|\s+(?:and|et)\s+|\s+&\s+"
)


IsKnown = Callable[[str], bool]
"""Whether a text is a word of a vocabulary."""


def listed_parts(text: str, is_known: IsKnown) -> list[str]:
    """``financial, in part: 25,000 cards`` → its parts, outside brackets. A text that is known as a
    whole stays whole.
    """
    if is_known(text):
        return [text]
    found: list[str] = []
    for listed in _separated(text):
        for part in _slashed(listed.strip(), is_known):
            found += _worded(part, is_known) if part else []
    return found


def _separated(text: str) -> Iterator[str]:
    """The pieces between commas, colons, dashes and ``and``."""

    def signs(bracket: re.Match[str]) -> str:
        return "\0" * len(bracket[0])

    # Each bracket is hidden behind as many signs, so that places in both texts are the same
    hidden = re.sub(r"\([^()]*\)", signs, text)
    start = 0
    for mark in _BETWEEN.finditer(hidden):
        yield text[start : mark.start()]
        start = mark.end()
    yield text[start:]


def _slashed(part: str, is_known: IsKnown) -> list[str]:
    """``financial/technical`` are two; ``n/a`` and ``ANATS/CNARR`` stay as written."""
    if is_known(part):
        return [part]
    pieces = [piece.strip() for piece in part.split("/")]
    if all(map(is_known, pieces)):
        return pieces
    return [part]


def _worded(part: str, is_known: IsKnown) -> list[str]:
    """``financial in part`` are two, as both are known; anything else stays as written."""
    # Each split is tried: a cell of thousands of words would take the square of its length
    words = part.split()
    if is_known(part) or len(words) > MOST_WORDS:
        return [part]
    for length in range(1, len(words)):
        first = " ".join(words[:length])
        second = " ".join(words[length:])
        if is_known(first) and is_known(second):
            return [first, second]
    return [part]


def _is_contribution(text: str) -> bool:
    return _contribution_type(text) is not None


def _contribution_type(text: str) -> Concept | None:
    """The contribution type that a text names; a remark may follow in brackets."""
    name, _ = name_and_remark(text)
    return vocabulary("contribution-types").find(name)


def _contribution_parts(text: str) -> list[str]:
    """The parts of a cell of contribution types; ``financial, technical`` and
    ``Financial/technical`` are two.
    """
    found: list[str] = []
    for part in split(text):
        pieces = listed_parts(part, _is_contribution)
        # Where none of the parts is known it is a text with commas, kept as it is
        is_list = any(map(_is_contribution, pieces))
        found += pieces if is_list else [part]
    return found


def contributions_in(text: str) -> list[str | BadCell]:
    """The contribution types of a cell (identifiers)."""
    return list(map(_identifier_or_problem, _contribution_parts(text)))


def _identifier_or_problem(part: str) -> str | BadCell:
    concept = _contribution_type(part)
    if concept is not None:
        return concept.id
    allowed = vocabulary("contribution-types").words()
    return BadCell(
        code="N007",
        found=worded(
            "contribution type {part} is not known; it is read as not stated", part=repr(part)
        ),
        hint=worded("Write one of: {allowed}.", allowed=allowed),
        severity="finding",
    )


def contribution_remarks(text: str) -> list[str]:
    """The remarks in brackets behind a type, and types that are not known, as written."""
    found = []
    for part in _contribution_parts(text):
        name, remark = name_and_remark(part)
        is_known = vocabulary("contribution-types").find(name) is not None
        found.append(remark if is_known else part)
    return list(filter(None, found))
