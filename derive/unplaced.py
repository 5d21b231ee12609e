"""Unplaced pledges: why a pledge names no place that a list resolves. The first reason that applies
is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.roles import RESETTLEMENT

from .frames import rows_with, rows_without
from .numbered import Numbered

THIRD_COUNTRY, IN_TEXT, COUNTED, GLOBAL, NOT_STATED = (
    "third-country-solutions",
    "place-in-text",
    "countries-counted",
    "global",
    "not-stated",
)
"""Why a pledge names no place: the first of these that holds."""
_REGION = (
    r"(?:(?:North|South|East|West|Central|Southeast|Northern|Southern|Eastern|Western|Horn of)"
    r"(?:,? and )?(?: of)?(?: the)? ?)+(?:Africa|America|Asia|Europe)"
)
"""The name of a part of a continent in running text: ``East Africa``, ``East and Horn of Africa``.
"""
_COUNTED = re.compile(r"\b\d+ (?:[\w-]+ ){0,3}(?:countries|states)\b", re.I)
_GLOBAL = re.compile(r"^(?:global(?:ly)?|worldwide|all countries)$", re.I)


def no_place_reasons(
    graph: Numbered,
    pledges: pd.Series,
    placed: pd.DataFrame,
) -> pd.DataFrame:
    """(pledge, no_place_reason, place_open): of the pledges that name no country, no situation and
    no region that a platform or M49 defines.

    The place of one is open if its source names no place at all, "Global", or a number of countries
    that it does not name.
    """
    unplaced = _unplaced(graph, pledges, placed)
    contributions = graph.pairs("CONTRIBUTION_TYPE", "pledge", "contribution")
    third = rows_with(
        contributions,
        "contribution",
        graph.number([RESETTLEMENT]),
    )
    places = unplaced["place_as_written"].map(list)
    # the last one that is written stays: the first reason in order
    last_first = {
        GLOBAL: places.map(_has_global),
        COUNTED: places.map(_has_counted),
        IN_TEXT: _names_a_place(graph, unplaced),
        THIRD_COUNTRY: unplaced["pledge"].isin(third["pledge"]),
    }
    reason = pd.Series(NOT_STATED, unplaced.index)
    for name, holds in last_first.items():
        reason = reason.mask(holds, name)
    is_open = places.map(_is_open).astype(bool)
    return unplaced[["pledge"]].assign(no_place_reason=reason, place_open=is_open)


def _has_global(places: list[str]) -> bool:
    return any(map(_GLOBAL.search, places))


def _has_counted(places: list[str]) -> bool:
    return any(map(_COUNTED.search, places))


def _is_open(places: list[str]) -> bool:
    """Whether no text names a certain place."""
    for place in places:
        if not _GLOBAL.search(place) and not _COUNTED.search(place):
            return False
    return True


def _unplaced(
    graph: Numbered,
    pledges: pd.Series,
    placed: pd.DataFrame,
) -> pd.DataFrame:
    columns = ["title", "description", "submitter_as_written", "place_as_written"]
    found = rows_with(
        graph.nodes("Pledge", columns, "pledge"),
        "pledge",
        pledges,
    )
    addressed = graph.pairs("ADDRESSES", "pledge", "situation")
    found = rows_without(found, "pledge", placed["pledge"])
    found = rows_without(found, "pledge", addressed["pledge"])
    return found.reset_index(drop=True)


def _names_a_place(graph: Numbered, unplaced: pd.DataFrame) -> pd.Series:
    """Whether title, text or place cell name a country or a part of a continent, the submitter's
    own name aside.
    """
    if unplaced.empty:  # to make a pattern of all countries takes longer than the rest
        return pd.Series(False, unplaced.index)
    texts = unplaced["title"].fillna("")
    texts = texts + "\n" + unplaced["description"].fillna("")
    texts += "\n" + unplaced["place_as_written"].map("\n".join)
    pattern = rf"\b(?:{'|'.join(_names(graph))}|{_REGION})\b"
    # Arrow's patterns are fast; the few texts that fit are searched again without the submitter
    column = pa.array(texts, pa.string())
    fits = pc.match_substring_regex(column, pattern)
    names_a_place: pd.Series = fits.to_pandas().astype(bool)
    submitters = unplaced["submitter_as_written"].fillna("")
    for row in unplaced.index[names_a_place]:
        text = _without(texts[row], _parts(submitters[row]))
        names_a_place[row] = re.search(pattern, text) is not None
    return names_a_place


def _names(graph: Numbered) -> list[str]:
    """Countries by name, ready for a pattern; longer names first, so that ``South Sudan`` is not
    ``Sudan``.
    """
    table = graph.current["Country"]
    names: set[str] = set()
    for column in ("name", "label_en", "label_fr"):
        names.update(table[column].drop_null().to_pylist())
    names.discard("")
    longest_first = sorted(sorted(names), key=len, reverse=True)
    return list(map(re.escape, longest_first))


def _parts(submitter: str) -> list[str]:
    """``Welcome Japan (OpenGeoCommunity)`` → both names."""
    parts = map(str.strip, re.split(r"[;()]", submitter))
    return list(filter(None, parts))


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text
