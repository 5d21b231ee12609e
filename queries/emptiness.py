"""Emptiness: which parameter leaves an answer without rows, and what the answer would have without
it.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pledgegraph.errors import UsageProblem

from .catalogue import Question
from .reasons import Reason, because

Counting = Callable[[Mapping[str, Any]], int]
"""How many rows the same question has with other parameters."""
NO_FILTER = ("as_of", "related", "contacts")
"""Parameters that leave no pledge out."""


def why_empty(
    question: Question,
    parameters: Mapping[str, Any],
    rows_with: Counting,
) -> Iterator[Reason]:
    """For each of several parameters with a value: the rows that the answer would have without it.

    Without its only one the whole graph would be read, to say what everybody knows.
    """
    names = [parameter.name for parameter in question.parameters]
    given = [name for name in names if name not in NO_FILTER and parameters[name]]
    if len(given) < 2:
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


def option_text(name: str, value: object) -> str:
    """``--country ETH --country TCD``: a parameter as it is typed."""
    option = f"--{name.replace('_', '-')}"
    if isinstance(value, bool):
        return option
    values = [value] if isinstance(value, str) else value
    assert isinstance(values, list)
    return " ".join(f"{option} {shlex.quote(str(each))}" for each in values)
