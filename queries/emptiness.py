"""Emptiness: which parameter leaves an answer without rows, and what the answer would have without
it.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pledgegraph.errors import UsageProblem

from .catalogue import Question
from .parameters import option_of
from .reasons import Reason, because

Counting = Callable[[Mapping[str, Any]], int]
"""How many rows the same question has with other parameters."""
NO_FILTER = ("as_of", "related", "contacts", "for_", "contribution", "with_ended")
"""Parameters that leave no pledge out."""


def why_empty(
    question: Question,
    parameters: Mapping[str, Any],
    rows_with: Counting,
    *,
    is_small: bool,
) -> Iterator[Reason]:
    """For each parameter with a value: the rows that the answer would have without it.

    Without its only one the whole graph is read: ``is_small`` says that this takes no time.
    """
    names = [parameter.name for parameter in question.parameters]
    given = [name for name in names if name not in NO_FILTER and parameters[name]]
    if len(given) < 2 and not is_small:
        return
    for name in given:
        value = parameters[name]
        nothing = type(value)()
        try:
            rows = rows_with({**parameters, name: nothing})
        except UsageProblem:
            continue  # the question cannot be asked without it
        if rows:
            option = option_text(name, value)
            yield because("without option", option=option, number=rows)


def nearest_question(
    question: Question,
    parameters: Mapping[str, Any],
    others: Iterable[Question],
    rows_of: Callable[[Question], int],
) -> Iterator[Reason]:
    """The first of other questions about single pledges that takes the same parameters and has rows
    for them, with its command.
    """
    names = [parameter.name for parameter in question.parameters]
    given = [name for name in names if parameters[name]]
    # Without a filter an empty answer is one of an empty graph
    if not any(name not in NO_FILTER for name in given):
        return
    for other in others:
        known = {parameter.name for parameter in other.parameters}
        is_other = other.name != question.name and bool(other.pledges)
        if not is_other or not known.issuperset(given):
            continue
        rows = rows_of(other)
        # One is enough: the others are not asked
        if rows:
            options = [option_text(name, parameters[name]) for name in given]
            command = " ".join(["pledgegraph query", other.name, *options])
            yield because("nearest question", command=command, number=rows)
            return


def option_text(name: str, value: object) -> str:
    """``--country ETH --country TCD``: a parameter as it is typed."""
    option = option_of(name)
    if isinstance(value, bool):
        return option
    values = [value] if isinstance(value, str) else value
    assert isinstance(values, list)
    return " ".join(f"{option} {shlex.quote(str(each))}" for each in values)
