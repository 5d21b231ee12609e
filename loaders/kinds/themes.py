"""Themes: what a cell of a register says a pledge is about, and the area of focus of each."""

from __future__ import annotations

from functools import cache

from pledgegraph.loaders.files.cells import (
    BadCell,
    enumerated,
    split,
)
from pledgegraph.loaders.names.theme_names import theme_of
from pledgegraph.ontology.vocabularies import vocabulary


@cache
def themes_in(text: str) -> tuple[tuple[str, str, BadCell | None], ...]:
    return tuple(theme_of(piece) for part in split(text) for piece in _theme_parts(part))


def _theme_parts(part: str) -> list[str]:
    """``Education, Health`` are two themes, where both are known; ``Water, sanitation and hygiene``
    is one.
    """
    known, pieces = vocabulary("themes"), enumerated(part)
    apart = known.find(part) is None and all(known.find(piece) is not None for piece in pieces)
    return pieces if apart else [part]


def area_of(theme: str) -> list[str]:
    """The area of focus of a theme (identifiers), where the mapping is certain: none or one."""
    code = theme.rpartition("/")[2]
    concept = vocabulary("themes").concepts.get(code) if theme.startswith("vocabulary/") else None
    return [concept.broader] if concept is not None and concept.broader else []
