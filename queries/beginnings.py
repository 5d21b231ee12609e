"""Beginnings: the values of a parameter that begin with what has been typed, for a shell to
complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.vocabularies import vocabulary

from .name_forms import codes_of, names_of
from .names import Names
from .parameters import Parameter

MOST = 50
"""Values that a shell is given at most: more than a screen of them helps nobody."""


def values_beginning(
    parameter: Parameter,
    typed: str,
    names: Names,
    language: str,
) -> list[str]:
    """What may be typed for a parameter, beginning with what has been typed, each once.

    What has been typed stays as it is, so that a shell takes ``eth`` on to ``ethiopia``.
    """
    every: Iterable[str] = parameter.choices
    if parameter.vocabulary:
        every = _labels(parameter.vocabulary, language)
    elif parameter.known:
        every = _called(names, parameter.kinds, language)
    found = set()
    for text in every:
        completed = _completed(text, typed)
        # A code that is typed as a whole takes nobody on: the name that begins with it does
        if completed and completed != typed:
            found.add(completed)
    return sorted(found)[:MOST]


def _completed(text: str, typed: str) -> str:
    """A text that begins with what has been typed, with this as it was typed; "" for another."""
    begun = text[: len(typed)]
    if fold(begun) != fold(typed):
        return ""
    return typed + text[len(typed) :]


def _labels(scheme: str, language: str) -> Iterator[str]:
    """The labels of the concepts of a vocabulary in a language, and their codes."""
    for concept in vocabulary(scheme).concepts.values():
        yield concept.labels.get(language, concept.name)
        yield concept.notation


def _called(
    names: Names,
    kinds: Sequence[str],
    language: str,
) -> Iterator[str]:
    """What the things of some kinds are called by, but for their names in the other language."""
    for kind in kinds:
        things = names.every(kind)
        yield from names_of(kind, things, language)
        yield from codes_of(things)
