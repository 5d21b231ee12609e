"""Places: the countries and regions that a cell names, and what stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from pledgegraph.loaders.files.cells import BadCell, Pairs, enumerated, name_and_remark, split
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.countries import find_country, suggest_country
from pledgegraph.ontology.gathering import Gathering

from .register import Register

_PLACELESS = re.compile(r"global|worldwide|international|\d+ countries", re.I)
Place = tuple[str, str]
"""A kind (``country``, ``region``, ``text``) and the identifier, or the text itself."""


def place_parts(
    arrangement_names: ArrangementNames,
    parts: Iterable[str],
) -> list[Place]:
    """The places of a cell, by its parts."""
    found: list[Place] = []
    for part in parts:
        place = _place_of(arrangement_names, part)
        if place is None:
            found += _enumerated_places(arrangement_names, part) or [("text", part)]
        else:
            found.append(place)
    return found


def _enumerated_places(arrangement_names: ArrangementNames, part: str) -> list[Place]:
    """``Kenya and Uganda``: nothing unless every one of several pieces is a place."""
    found: list[Place] = []
    pieces = enumerated(part)
    # All or nothing: of "Kenya and the coast" no half is guessed
    for piece in pieces:
        place = _place_of(arrangement_names, piece)
        if place is None:
            return []
        found.append(place)
    return found if len(pieces) > 1 else []


def _place_of(arrangement_names: ArrangementNames, part: str) -> Place | None:
    name = name_and_remark(part)[0]
    # The whole first: "Congo (Democratic Republic of the)" is not Congo with a remark
    country = find_country(part) or find_country(name)
    if country is not None:
        return "country", country.id
    region = arrangement_names.region(name)
    if region is not None:
        return "region", region
    return None


def places_in(
    arrangement_names: ArrangementNames,
    text: str,
) -> list[Place | BadCell]:
    """The places of a cell. A text that is not a place is kept, and reported unless it says so
    itself (``Global``).
    """
    found: list[Place | BadCell] = []
    for kind, value in place_parts(arrangement_names, split(text)):
        found.append((kind, value))
        if kind == "text" and not _PLACELESS.fullmatch(name_and_remark(value)[0]):
            found.append(_no_place(value))
    return found


def _no_place(value: str) -> BadCell:
    code, what = "N001", "not a known country"
    if " " in value:
        code, what = "N002", "not a country"
    found = f"place {value!r} is {what}; it is kept as text"
    return BadCell(code, found, suggest_country(value), "finding")


def of_kind(pairs: Pairs, kind: str) -> Pairs:
    """The values of (kind, value) pairs that are of one kind."""
    picked = []
    values = []
    for index, (found, value) in enumerate(pairs.values):
        if found == kind:
            picked.append(index)
            values.append(value)
    rows = pairs.rows[np.array(picked, dtype=np.int64)]
    return Pairs(rows, values)


def gather_places(
    register: Register,
    places: Pairs,
    gathering: Gathering,
) -> None:
    """The countries and regions where pledges are carried out."""
    for kind, property_name in (("country", "implementedIn"), ("region", "implementedAcross")):
        found = of_kind(places, kind)
        gathering.links(
            property_name,
            register.source,
            found.of(register.ids),
            found.values,
        )
