"""Words: what the vocabularies call a code, and in which order codes stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from pledgegraph.ontology.vocabularies import vocabulary


def name_of(scheme: str, code: str) -> str:
    """The published label of a code; a code that a build has and the vocabulary has not is its own
    name.
    """
    concept = vocabulary(scheme).concepts.get(code)
    return code if concept is None else concept.name


def in_text(scheme: str, code: str) -> str:
    """What a sentence calls a code: ``refugees``."""
    concept = vocabulary(scheme).concepts.get(code)
    return code if concept is None else concept.in_text


def in_order(scheme: str, codes: Iterable[str]) -> list[str]:
    """Codes in the order of their vocabulary; one that it has not stands last, none is lost."""
    given = set(codes)
    known = [code for code in _codes(scheme) if code in given]
    return known if len(known) == len(given) else [*known, *sorted(given.difference(known))]


@cache
def _codes(scheme: str) -> Collection[str]:
    return tuple(vocabulary(scheme).concepts)
