"""Thin: how many host-country pledges are recorded in each country and area, and for how many of
them support.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pledgegraph.ontology.languages import N_

from .grouping import Selected, values_in
from .hosting import called, hosting, most_people
from .reasons import Topic
from .scope import OF_ACTORS, RECORDED, Scope, areas_of_focus

OTHER = N_("other themes")


@dataclass(frozen=True)
class Thin:
    """The fields, and how many host-country pledges in scope are in none of them."""

    fields: Sequence[Mapping[str, Any]]
    outside: int


def thin_fields(scope: Scope) -> Thin:
    """One row for each country and area, the countries with most people first: ``country``,
    ``people`` hosted there, ``area``, ``hosts`` and ``supported`` as numbers, ``pledges``.

    The countries are those that host-country pledges in scope name, and the asylum countries of the
    situations that are asked for. Where countries, platforms, regions or areas are asked for, all
    others are left out: a pledge that is also there is not all that is recorded there.
    """
    countries = _within(scope, _countries(scope))
    areas = _areas(scope)
    pledges_in = _pledges_in(scope)
    fields = []
    inside: set[str] = set()
    for country in sorted(countries.values(), key=most_people):
        name = called(country, scope.phrases)
        for area in areas:
            place = (country["iso3"], area)
            pledges = pledges_in.get(place, [])
            inside |= values_in(pledges, "id")
            supported = [row for row in pledges if row["level"] in RECORDED]
            fields.append(
                {
                    "country": name,
                    "people": country["people_hosted"],
                    "year": country["people_hosted_year"],
                    "area": _called(scope, area),
                    "hosts": len(pledges),
                    "supported": len(supported),
                    "pledges": [row["name"] for row in pledges],
                }
            )
    return Thin(fields, len(scope.hosts) - len(inside))


def _called(scope: Scope, area: str) -> str:
    if not area:
        return scope.phrases.translated(OTHER)
    return scope.phrases.topic(Topic(area))


def _pledges_in(scope: Scope) -> Mapping[tuple[str, str], list[Selected]]:
    """(country, area) → the host-country pledges there; one may be in several fields."""
    ids = [row["id"] for row in scope.hosts]
    areas = scope.areas(ids)
    found: dict[tuple[str, str], list[Selected]] = {}
    for row in scope.hosts:
        pledge = row["id"]
        for country in sorted(scope.pledges.countries[pledge]):
            # A pledge without an area is in the field of other themes, so that none is lost
            for area in sorted(areas[pledge]) or [""]:
                found.setdefault((country, area), []).append(row)
    return found


def _countries(scope: Scope) -> dict[str, Selected]:
    """Identifier → name and people of each country."""
    ids = set(_asylum(scope))
    for row in scope.hosts:
        codes = scope.pledges.countries[row["id"]]
        ids |= {f"country/{code}" for code in codes}
    return hosting(scope.asked, ids)


def _within(
    scope: Scope,
    countries: Mapping[str, Selected],
) -> dict[str, Selected]:
    """The countries without those that are outside the places asked for."""
    inside = set(countries)
    codes = scope.asked.parameters["country"]
    if codes:
        inside &= {f"country/{code}" for code in codes}
    platforms = scope.identifiers("platform")
    if platforms:
        links = scope.asked.links(
            "COVERS",
            "SupportPlatform",
            "Country",
            platforms,
        )
        inside &= values_in(links, "other")
    regions = scope.asked.parameters["region"]
    if regions:
        links = scope.asked.links(
            "IN_REGION",
            "Country",
            "Concept",
            inside,
            "name",
        )
        # By name, as a region and the wider ones around it all lead to a country
        inside &= {row["id"] for row in links if row["name"] in regions}
    # In no order here: who shows them sorts them
    kept = {}
    for country in inside:
        kept[country] = countries[country]
    return kept


def _areas(scope: Scope) -> list[str]:
    """The areas of focus that are asked for, or all; the empty one is of other themes."""
    every = areas_of_focus()
    wanted = scope.asked.parameters["area"]
    # Pledges of a theme outside these may be of each area
    if wanted and set(wanted) <= set(every):
        return [area for area in every if area in wanted]
    return [*every, ""]


def _asylum(scope: Scope) -> Iterator[str]:
    """The asylum countries of the situations that are asked for."""
    parameters = scope.asked.parameters
    # Where one government alone is asked for, the other countries would say nothing
    if any(parameters[name] for name in (*OF_ACTORS, "pledge")):
        return
    situations = scope.identifiers("situation")
    for relation in ("ASYLUM", "ASYLUM_BY_FIGURES"):
        links = scope.asked.links(
            relation,
            "Situation",
            "Country",
            situations,
        )
        for row in links:
            yield str(row["other"])
