"""Places: the countries and regions that a cell names, and what stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pledgegraph.loaders.files.cells import BadCell, Pairs, enumerated, name_and_remark, split
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.countries import find_country, suggest_country
from pledgegraph.ontology.tables import Gathering

from .register import Register

_PLACELESS = re.compile(r"global|worldwide|international|\d+ countries", re.I)


def place_parts(arrangement_names: ArrangementNames, parts: Iterable[str]) -> list[tuple[str, str]]:
    """Each part of a place cell as (``country`` | ``region`` | ``text``, identifier or text)."""
    found = []
    for part in parts:
        placed = _placed(arrangement_names, part)
        pieces = enumerated(part) if placed is None else []
        apart = [_placed(arrangement_names, piece) for piece in pieces]
        if placed is not None:
            found.append(placed)
        elif len(pieces) > 1 and None not in apart:
            found += [place for place in apart if place is not None]
        else:
            found.append(("text", part))
    return found


def _placed(arrangement_names: ArrangementNames, part: str) -> tuple[str, str] | None:
    """The whole first: ``Congo (Democratic Republic of the)`` is no Congo with a remark."""
    name = name_and_remark(part)[0]
    country = find_country(part) or find_country(name)
    region = None if country is not None else arrangement_names.region(name)
    if country is not None:
        return "country", country.id
    return None if region is None else ("region", region)


def places_in(arrangement_names: ArrangementNames, text: str) -> list[tuple[str, str] | BadCell]:
    """The places of a cell; a text that is no place is kept and reported, but where it says that it
    is none.
    """
    found: list[tuple[str, str] | BadCell] = []
    for kind, value in place_parts(arrangement_names, split(text)):
        found.append((kind, value))
        if kind == "text" and not _PLACELESS.fullmatch(name_and_remark(value)[0]):
            code, what = (
                ("N002", "not a country") if " " in value else ("N001", "not a known country")
            )
            hint = suggest_country(value)
            found.append(
                BadCell(code, f"place {value!r} is {what}; it is kept as text", hint, "finding")
            )
    return found


def of_kind(pairs: Pairs, kind: str) -> Pairs:
    """The values of (kind, value) pairs that are of one kind."""
    picked = [index for index, (found, _) in enumerate(pairs.values) if found == kind]
    return Pairs(
        pairs.rows[picked] if picked else pairs.rows[:0],
        [pairs.values[index][1] for index in picked],
    )


def gather_places(register: Register, places: Pairs, gathering: Gathering) -> None:
    """The countries and regions where pledges are carried out."""
    for kind, property_name in (("country", "implementedIn"), ("region", "implementedAcross")):
        found = of_kind(places, kind)
        gathering.links(property_name, register.source, found.of(register.ids), found.values)
