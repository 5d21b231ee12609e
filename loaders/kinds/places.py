"""Places: the countries and regions that a cell names, and what stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from pledgegraph.loaders.files.cell_parts import enumerated, name_and_remark, split
from pledgegraph.loaders.files.cells import BadCell, CellColumn, Pairs
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.countries import WRITE_AS, find_country, suggest_country
from pledgegraph.loaders.names.shared_names import shared_names_in
from pledgegraph.loaders.names.unhcr_codes import (
    first_unhcr_code,
    is_doubtful,
    is_unhcr_code,
    report_unhcr_codes,
)
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.wording import worded

from .register import Register

_PLACELESS = re.compile(r"global|worldwide|international|\d+ countries", re.I)
Place = tuple[str, str]
"""A kind (``country``, ``region``, ``text``) and the identifier, or the text itself."""


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """How the cells of a column name places.

    Attributes:
        arrangements: the names that sources give to regions.
        has_unhcr_codes: whether the codes in the column are UNHCR's: those that mean another
            country in ISO 3166-1 name no place.
    """

    arrangements: ArrangementNames
    has_unhcr_codes: bool = False

    def find(self, part: str) -> Place | None:
        """The place that a text names, without the remark behind it."""
        name = name_and_remark(part)[0]
        if self.has_unhcr_codes and is_doubtful(name):
            return None
        # The whole first: "Congo (Democratic Republic of the)" is not Congo with a remark
        country = find_country(part) or find_country(name)
        if country is not None:
            return "country", country.id
        region = self.arrangements.region(name)
        if region is not None:
            return "region", region
        return None


def place_parts(names: PlaceNames, parts: Iterable[str]) -> list[Place]:
    """The places of a cell, by its parts."""
    found: list[Place] = []
    for part in parts:
        place = names.find(part)
        if place is None:
            found += _enumerated_places(names, part) or [("text", part)]
        else:
            found.append(place)
    return found


def _enumerated_places(names: PlaceNames, part: str) -> list[Place]:
    """``Kenya and Uganda``: nothing unless every one of several pieces is a place. In a list with
    commas one place is enough: the other pieces are kept as text.
    """
    listed = _by_commas(names, part) if "," in part else []
    if len(listed) > 1 and any(kind != "text" for kind, _ in listed):
        return listed
    found: list[Place] = []
    pieces = enumerated(part)
    # All or nothing: of "Kenya and the coast" no half is guessed
    for piece in pieces:
        place = names.find(piece)
        if place is None:
            return []
        found.append(place)
    return found if len(pieces) > 1 else []


_COMMA = re.compile(r"\s*,\s*(?![^()]*\))")
_LAST = re.compile(r"^(?:and|et|y|und)\s+", re.I)


def _by_commas(names: PlaceNames, part: str) -> list[Place]:
    """The pieces between commas. As many as make one name together are one: ``Korea, Republic of,
    Kenya`` are two.
    """
    pieces = list(filter(None, _COMMA.split(part)))
    found: list[Place] = []
    start = 0
    while start < len(pieces):
        length, places = _longest(names, pieces[start : start + MOST_COMMAS])
        found += places
        start += length
    return found


MOST_COMMAS = 4
"""Pieces that one name may have: ``Bonaire, Sint Eustatius and Saba`` has two."""


def _longest(names: PlaceNames, pieces: Sequence[str]) -> tuple[int, list[Place]]:
    """The most pieces that name one place together, and it; else the first piece as places or as
    text.
    """
    # The longest first: "Korea, Republic of" is not Korea
    for length in range(len(pieces), 0, -1):
        joined = _LAST.sub("", ", ".join(pieces[:length]))
        place = names.find(joined)
        if place is not None:
            return length, [place]
    first = _LAST.sub("", pieces[0])
    several = [names.find(piece) or ("text", piece) for piece in enumerated(first)]
    # "Kenya and the coast": in a list the country is read, and the rest kept
    if any(kind != "text" for kind, _ in several):
        return 1, several
    return 1, [("text", first)]


def place_names(
    arrangements: ArrangementNames,
    column: CellColumn,
) -> PlaceNames:
    """How a column names places; N016 where its codes are UNHCR's."""
    report_unhcr_codes(column)
    return names_quietly(arrangements, column)


def names_quietly(
    arrangements: ArrangementNames,
    column: CellColumn,
) -> PlaceNames:
    """How a column names places, without a finding."""
    return PlaceNames(arrangements, first_unhcr_code(column) is not None)


def places_in(names: PlaceNames, text: str) -> list[Place | BadCell]:
    """The places of a cell. A text that is not a place is kept, and reported unless it says so
    itself (``Global``).
    """
    found: list[Place | BadCell] = list(shared_names_in(text))
    for kind, value in place_parts(names, split(text)):
        found.append((kind, value))
        # Read and reported: who means UNHCR's region would miss countries
        if value in _OTHER_EXTENT:
            found.append(_other_extent(value))
        if kind == "text" and not _PLACELESS.fullmatch(name_and_remark(value)[0]):
            # the codes of UNHCR are reported once, for the column
            if not (names.has_unhcr_codes and is_unhcr_code(value)):
                found.append(_no_place(value))
    return found


_OTHER_EXTENT = {"vocabulary/m49/018": "Southern Africa"}
"""Regions of M49 whose name UNHCR gives to more countries."""


def _other_extent(region: str) -> BadCell:
    name = _OTHER_EXTENT[region]
    found = worded(
        "{name} is read as the region of M49; UNHCR's region of that name has more countries",
        name=repr(name),
    )
    return BadCell("N017", found, worded("If UNHCR's is meant, name its countries."), "finding")


def _no_place(value: str) -> BadCell:
    hint = suggest_country(value)
    code = "N002" if hint == WRITE_AS and " " in value else "N001"
    found = worded("place {value} is not known; it is kept as text", value=repr(value))
    return BadCell(code, found, hint, "finding")


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
