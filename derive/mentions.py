"""Mentions: countries that only the words of a pledge name. A person decides whether they are its
place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from .numbered import Numbered
from .rows import Rows, rows_with
from .unplaced import IN_TEXT, names_of, without


def mentions(
    graph: Numbered,
    reasons: Mapping[int, tuple[str, bool]],
) -> Rows:
    """(pledge, country): the countries that title, text or place cell name, the submitter's own
    name aside, of the pledges whose place is in their words only.

    Args:
        graph: the current tables.
        reasons: pledge → why it names no place, as ``no_place_reasons`` gives it.
    """
    in_text = []
    for pledge, (reason, _) in reasons.items():
        if reason == IN_TEXT:
            in_text.append(pledge)
    pledges: list[int] = []
    countries: list[int] = []
    if in_text:  # to make a pattern of all countries takes longer than the rest
        known = _countries_by_name(graph)
        longest_first = sorted(known, key=_longest_first)
        names = "|".join(map(re.escape, longest_first))
        pattern = re.compile(rf"\b(?:{names})\b")
        for pledge, text in _texts(graph, in_text):
            for name in pattern.findall(text):
                pledges.append(pledge)
                countries.append(known[name])
    return Rows(
        pledge=np.array(pledges, np.int64),
        country=np.array(countries, np.int64),
    )


def _texts(
    graph: Numbered,
    pledges: list[int],
) -> list[tuple[int, str]]:
    """Pledges with their words, without those of the submitter's name."""
    columns = ["title", "description", "submitter_as_written", "place_as_written"]
    rows = graph.nodes("Pledge", columns, "pledge")
    rows = rows_with(rows, "pledge", np.array(pledges, np.int64))
    found = []
    for pledge, title, description, submitter, places in rows.tuples():
        text = "\n".join([title or "", description or "", *places])
        text = without(text, names_of(submitter or ""))
        found.append((pledge, text))
    return found


def _countries_by_name(graph: Numbered) -> dict[str, int]:
    columns = ["name", "label_en", "label_fr"]
    known: dict[str, int] = {}
    for country, *names in graph.nodes("Country", columns, "country").tuples():
        for name in filter(None, names):
            known[name] = country
    return known


def _longest_first(name: str) -> tuple[int, str]:
    """The order in which ``South Sudan`` is looked for before ``Sudan``."""
    return -len(name), name
