"""Filters: the values by which the rows of a picture are narrowed, each with how many pledges have
it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pledgegraph.ontology.spelling import name_order

from .captions import Captions
from .level_signs import LEVELS

Values = Mapping[str, Sequence[str]]
"""What a row is found by: the name of a filter → the values of the row; none where not stated."""
NAMES = ("level", "area", "forum", "kind of actor")
"""Every filter, in the order in which they are shown."""
NOT_STATED = ""


@dataclass(frozen=True)
class Chip:
    """A value to filter by, what it is called, and how many pledges have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Filter:
    """A group of chips, of which any may be chosen."""

    name: str
    label: str
    chips: Sequence[Chip]


def filters_of(rows: Iterable[Values], captions: Captions) -> list[Filter]:
    """The filters of some pledges; by what all of them have alike nothing is filtered, but for the
    level, which is said all the same.
    """
    counted: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    for row in rows:
        for name in NAMES:
            values = row.get(name) or [NOT_STATED]
            counted[name].update(values)
    filters = []
    for name, counts in counted.items():
        if len(counts) < 2 and name != "level":
            continue
        chips = []
        for value in _in_order(name, counts):
            label = _label(name, value, captions)
            chips.append(Chip(value, label, counts[value]))
        title = captions.say(f"filter {name}")
        filters.append(Filter(name, title, chips))
    return filters


def filters_as_json(row: Values) -> str:
    """The values of a row, as the page's script reads them."""
    values = {name: list(row.get(name) or [NOT_STATED]) for name in NAMES}
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _in_order(name: str, values: Iterable[str]) -> list[str]:
    """The values of a filter as a reader looks for them; what is not stated comes last."""

    def place(value: str) -> tuple[bool, int, str, str]:
        is_level = name == "level" and value in LEVELS
        rank = LEVELS.index(value) if is_level else 0
        return value == NOT_STATED, rank, *name_order(value)

    return sorted(values, key=place)


def _label(name: str, value: str, captions: Captions) -> str:
    if value == NOT_STATED:
        kind = "no level" if name == "level" else "not stated"
        return captions.say(kind)
    if name == "level":
        return captions.language.label("support-levels", value)
    return value
