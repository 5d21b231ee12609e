"""Themes: what a cell of a register says a pledge is about, and the area of focus of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pledgegraph.loaders.files.cell_parts import enumerated, split
from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.names.theme_names import theme_of
from pledgegraph.ontology.vocabularies import vocabulary

Theme = tuple[str, str, BadCell | None]
"""An identifier, the name, and the problem of a theme that is not in the vocabulary."""


@cache
def themes_in(text: str) -> tuple[Theme, ...]:
    """The themes of a cell, in its order."""
    found: list[Theme] = []
    for part in split(text):
        found.extend(map(theme_of, _theme_parts(part)))
    return tuple(found)


def _theme_parts(part: str) -> list[str]:
    """``Education, Health`` are two themes, where both are known; ``Water, sanitation and hygiene``
    is one.
    """
    find = vocabulary("themes").find
    if find(part) is not None:
        return [part]
    # Only where every piece is known: else a comma inside a name would split it
    pieces = enumerated(part)
    if None not in map(find, pieces):
        return pieces
    # In a list with commas one theme is enough: the others are kept as written
    listed = _trimmed(_COMMA.split(part))
    if len(listed) > 1 and any(map(find, listed)):
        return listed
    return [part]


_COMMA = re.compile(r",\s*(?![^()]*\))(?:(?:and|et|y)\s+)?")


def _trimmed(pieces: Iterable[str]) -> list[str]:
    return list(filter(None, map(str.strip, pieces)))


def area_of(theme: str) -> list[str]:
    """The area of focus of a theme (identifiers), where the mapping is certain: none or one."""
    if not theme.startswith("vocabulary/"):
        return []
    code = theme.rpartition("/")[2]
    concept = vocabulary("themes").concepts.get(code)
    # A theme that fits no one area has none: the mapping is never a guess
    if concept is None or not concept.broader:
        return []
    return [concept.broader]


def themes_and_problems(text: str) -> list[str | BadCell]:
    """The themes of a cell (identifiers), each with its problem behind it."""
    found: list[str | BadCell] = []
    for identifier, _, problem in themes_in(text):
        found.append(identifier)
        if problem is not None:
            found.append(problem)
    return found


def themes_as_written(text: str) -> list[tuple[str, str]]:
    """(identifier, name) of each theme of a cell that is not in the vocabulary."""
    found = []
    for identifier, name, problem in themes_in(text):
        if problem is not None:
            found.append((identifier, name))
    return found


def areas_in(text: str) -> list[str]:
    """The areas of focus (identifiers) of the themes of a cell."""
    found = []
    for identifier, _, _ in themes_in(text):
        found += area_of(identifier)
    return found
