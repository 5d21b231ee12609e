"""Given values: what is given for a parameter, as the graph spells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pledgegraph.errors import UsageProblem, suggest_of
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded

from .names import Names
from .parameters import Parameter


def value_of(
    parameter: Parameter,
    given: Any,
    known: Names,
) -> Any:
    """The value of a parameter as the graph spells it; without one ``""`` or an empty list."""
    if parameter.kind == "date":
        return _date(given)
    if parameter.kind == "flag":
        return bool(given)
    # In Python one name may be given without a list: its letters are not names
    values = [given] if isinstance(given, str) else list(given or ())
    if parameter.choices:
        values = [_chosen(parameter, value) for value in values]
    if parameter.vocabulary:
        values = [_code(parameter, value) for value in values]
    if parameter.known and values:
        values = _named(parameter, values, known)
    if parameter.kind == "text":
        return values[0] if values else ""
    # Chad, TCD and Tchad are one country: asked for once, in an order that --show can print
    return sorted(set(values))


def _named(
    parameter: Parameter,
    names: Sequence[str],
    known: Names,
) -> list[str]:
    """What the things are asked for by that names spell."""
    kinds = parameter.kinds
    if len(kinds) == 1:
        things = known.resolved(kinds[0], names, parameter.option)
        return [thing.value for thing in things]
    # Of several kinds a thing is asked for by its identifier, which says what it is
    found = [known.node(kinds, name, parameter.option) for name in names]
    return [thing.id for thing in found]


def _chosen(parameter: Parameter, value: str) -> str:
    wanted = fold(value)
    for choice in parameter.choices:
        if fold(choice) == wanted:
            return choice
    raise _unknown(parameter, value, parameter.choices)


def _unknown(
    parameter: Parameter,
    value: str,
    names: Sequence[str],
) -> UsageProblem:
    unknown = worded(
        "{parameter} {value} is not known", parameter=parameter.name, value=repr(value)
    )
    return UsageProblem(unknown, suggest_of(value, names))


def _code(parameter: Parameter, value: str) -> str:
    """The code of a concept that a value spells, by code or label, in any language that the
    vocabulary has.
    """
    concepts = vocabulary(parameter.vocabulary)
    found = concepts.find(value)
    if found is None:
        known = concepts.concepts.values()
        labels = [concept.name for concept in known]
        raise _unknown(parameter, value, labels)
    return found.notation


def _date(given: Any) -> str:
    try:
        day = date.fromisoformat(given) if given else None
    except (TypeError, ValueError):
        unknown = worded("as_of {value} is not a date", value=repr(given))
        raise UsageProblem(unknown, worded("Write {example}.", example="2026-11-24")) from None
    return day.isoformat() if day else ""
