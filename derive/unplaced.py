"""Unplaced pledges: why a pledge names no place that a list resolves. The first reason that applies
is given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.roles import RESETTLEMENT

from .numbered import Numbered
from .place_names import PlaceNames
from .rows import Array, Rows, rows_with, rows_without

THIRD_COUNTRY, IN_TEXT, COUNTED, GLOBAL, NOT_STATED = (
    "third-country-solutions",
    "place-in-text",
    "countries-counted",
    "global",
    "not-stated",
)
"""Why a pledge names no place: the first of these that holds."""
_COUNTED = re.compile(r"\b\d+ (?:[\w-]+ ){0,3}(?:countries|states)\b", re.I)
_GLOBAL = re.compile(r"^(?:global(?:ly)?|worldwide|all countries)$", re.I)


def no_place_reasons(
    graph: Numbered,
    pledges: Array,
    placed: Rows,
    names: PlaceNames,
    own: Mapping[int, Collection[str]],
) -> dict[int, tuple[str, bool]]:
    """Pledge → why it names no place, and whether its place is open: of the pledges that name no
    country, no situation and no region that a platform or M49 defines.

    The place of one is open if its source names no place at all, "Global", or a number of countries
    that it does not name.
    """
    unplaced = _unplaced(graph, pledges, placed)
    contributions = graph.pairs("CONTRIBUTION_TYPE", "pledge", "contribution")
    third = rows_with(
        contributions,
        "contribution",
        graph.number([RESETTLEMENT], ["Concept"]),
    )
    is_third = np.isin(unplaced["pledge"], third["pledge"])
    in_text = _names_a_place(names, unplaced, own)
    found = {}
    for number, places, is_third_country, is_in_text in zip(
        unplaced["pledge"].tolist(),
        unplaced["place_as_written"],
        is_third,
        in_text,
        strict=True,
    ):
        reason = _reason(places, is_third_country, is_in_text)
        found[number] = reason, _is_open(places)
    return found


def _reason(
    places: list[str],
    is_third_country: bool,
    is_in_text: bool,
) -> str:
    """The first reason that holds."""
    if is_third_country:
        return THIRD_COUNTRY
    if is_in_text:
        return IN_TEXT
    if any(map(_COUNTED.search, places)):
        return COUNTED
    if any(map(_GLOBAL.search, places)):
        return GLOBAL
    return NOT_STATED


def _is_open(places: list[str]) -> bool:
    """Whether no text names a certain place."""
    for place in places:
        if not _GLOBAL.search(place) and not _COUNTED.search(place):
            return False
    return True


def _unplaced(
    graph: Numbered,
    pledges: Array,
    placed: Rows,
) -> Rows:
    columns = ["title", "description", "submitter_as_written", "place_as_written"]
    found = rows_with(
        graph.nodes("Pledge", columns, "pledge"),
        "pledge",
        pledges,
    )
    addressed = graph.pairs("ADDRESSES", "pledge", "situation")
    found = rows_without(found, "pledge", placed["pledge"])
    return rows_without(found, "pledge", addressed["pledge"])


def _names_a_place(
    names: PlaceNames,
    unplaced: Rows,
    own: Mapping[int, Collection[str]],
) -> list[bool]:
    """Whether title, text or place cell name a country or a part of a continent, the submitter's
    own name aside, and that of its country where it pledges for others.
    """
    if not len(unplaced):  # to make a pattern of all countries takes longer than the rest
        return []
    texts = []
    rows = unplaced.select("title", "description", "place_as_written")
    for title, description, places in rows.tuples():
        texts.append("\n".join([title or "", description or "", *places]))
    pattern = names.pattern
    # Arrow's patterns are fast; the few texts that fit are searched again without the submitter
    fits = pc.match_substring_regex(pa.array(texts, pa.string()), pattern)
    names_a_place: list[bool] = fits.to_pylist()
    searched = re.compile(pattern)
    submitters = unplaced["submitter_as_written"]
    numbers = unplaced["pledge"].tolist()
    for row, text in enumerate(texts):
        if names_a_place[row]:
            text = without(text, names_of(submitters[row] or ""))
            found = {match[0] for match in searched.finditer(text)}
            # Another name in the text still counts
            others = found.difference(own.get(numbers[row], ()))
            names_a_place[row] = bool(others)
    return names_a_place


def names_of(submitter: str) -> list[str]:
    """``Welcome Japan (OpenGeoCommunity)`` → both names."""
    parts = map(str.strip, re.split(r"[;()]", submitter))
    return list(filter(None, parts))


def without(text: str, names: Iterable[str]) -> str:
    """A text with blanks for names, each as long as the name: places in it stay the same."""
    for name in names:
        text = text.replace(name, " " * len(name))
    return text
