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

from .numbered import Numbered

THIRD_COUNTRY, IN_TEXT, COUNTED, GLOBAL, NOT_STATED = (
    "third-country-solutions",
    "place-in-text",
    "countries-counted",
    "global",
    "not-stated",
)
"""Why a pledge names no place, in the order in which the reasons are checked."""
_REGION = (
    r"(?:(?:North|South|East|West|Central|Southeast|Northern|Southern|Eastern|Western|Horn of)"
    r"(?:,? and )?(?: of)?(?: the)? ?)+(?:Africa|America|Asia|Europe)"
)
"""How running text calls a part of a continent: ``East Africa``, ``East and Horn of Africa``."""
_COUNTED = r"\b\d+ (?:[\w-]+ ){0,3}(?:countries|states)\b"
_GLOBAL = r"^(?:global(?:ly)?|worldwide|all countries)$"


def no_place_reasons(graph: Numbered, pledges: pd.Series, placed: pd.DataFrame) -> pd.DataFrame:
    """(pledge, no_place_reason, place_open): of the pledges that neither name a country nor come to
    one.

    The place of one is open if what its source says of places is nothing, "Global" or how many
    countries there are.
    """
    unplaced = _unplaced(graph, pledges, placed)
    third = graph.pairs("CONTRIBUTION_TYPE", "pledge", "contribution")
    third = third[third["contribution"].isin(graph.number([RESETTLEMENT]))]
    places = unplaced["place_as_written"].map(list)
    reasons = [
        (GLOBAL, places.map(lambda texts: any(re.search(_GLOBAL, text, re.I) for text in texts))),
        (COUNTED, places.map(lambda texts: any(re.search(_COUNTED, text, re.I) for text in texts))),
        (IN_TEXT, _names_a_place(graph, unplaced)),
        (THIRD_COUNTRY, unplaced["pledge"].isin(third["pledge"])),
    ]
    reason = pd.Series(NOT_STATED, unplaced.index)
    for name, holds in reasons:
        reason = reason.mask(holds, name)
    is_open = places.map(
        lambda texts: all(re.search(f"{_GLOBAL}|{_COUNTED}", text, re.I) for text in texts)
    )
    return unplaced[["pledge"]].assign(no_place_reason=reason, place_open=is_open.astype(bool))


def _unplaced(graph: Numbered, pledges: pd.Series, placed: pd.DataFrame) -> pd.DataFrame:
    columns = ["title", "description", "submitter_as_written", "place_as_written"]
    found = graph.nodes("Pledge", columns, "pledge")
    addressed = graph.pairs("ADDRESSES", "pledge", "situation")["pledge"]
    somewhere = found["pledge"].isin(placed["pledge"]) | found["pledge"].isin(addressed)
    return found[found["pledge"].isin(pledges) & ~somewhere].reset_index(drop=True)


def _names_a_place(graph: Numbered, unplaced: pd.DataFrame) -> pd.Series:
    """Whether title, text or place cell name a country or a part of a continent, the submitter's
    own name aside.
    """
    if unplaced.empty:  # to make a pattern of all countries takes longer than the rest
        return pd.Series(False, unplaced.index)
    texts = unplaced["title"].fillna("") + "\n" + unplaced["description"].fillna("")
    texts += "\n" + unplaced["place_as_written"].map("\n".join)
    pattern = rf"\b(?:{'|'.join(_names(graph))}|{_REGION})\b"
    hit = pc.match_substring_regex(pa.array(texts, pa.string()), pattern).to_pandas()
    hits = unplaced[hit.astype(bool)]
    submitters = hits["submitter_as_written"].fillna("").map(_parts)
    kept = [
        re.search(pattern, _without(text, names)) is not None
        for text, names in zip(texts[hits.index], submitters, strict=True)
    ]
    return pd.Series(unplaced.index.isin(hits.index[kept]), unplaced.index)


def _names(graph: Numbered) -> list[str]:
    """Countries by name, ready for a pattern; longer names first, so that ``South Sudan`` is not
    ``Sudan``.
    """
    table = graph.current["Country"]
    names = {
        name
        for column in ("name", "label_en", "label_fr")
        for name in table[column].to_pylist()
        if name
    }
    return [re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))]


def _parts(submitter: str) -> list[str]:
    """``Welcome Japan (OpenGeoCommunity)`` → both names."""
    return [part.strip() for part in re.split(r"[;()]", submitter) if part.strip()]


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text
