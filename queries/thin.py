"""Thin: how many host-country pledges are recorded in each country and area, and for how many of
them support.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pledgegraph.ontology.languages import N_

from .grouping import Selected
from .reasons import Place, Topic
from .scope import RECORDED, Scope, areas_of_focus

OTHER = N_("other themes")


def thin_fields(scope: Scope) -> list[dict[str, Any]]:
    """One row for each country and area, the countries with most people first: ``country``,
    ``people`` hosted there, ``area``, ``hosts`` and ``supported`` as numbers, ``pledges``.

    The countries are those that host-country pledges in scope name, and the asylum countries of the
    situations that are asked for.
    """
    countries = _countries(scope)
    pledges_in = _pledges_in(scope)
    fields = []
    for country in sorted(countries.values(), key=_most_people):
        name = scope.phrases.place(Place(country["name"], country["label_fr"] or ""))
        for area in [*areas_of_focus(), ""]:
            pledges = pledges_in.get((country["iso3"], area), [])
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
    return fields


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
    return scope.asked.nodes(
        "Country",
        ids,
        "iso3",
        "name",
        "label_fr",
        "people_hosted",
        "people_hosted_year",
    )


def _asylum(scope: Scope) -> Iterator[str]:
    """The asylum countries of the situations that are asked for."""
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


def _most_people(country: Selected) -> tuple[int, str]:
    people = country["people_hosted"] or 0
    return -people, country["name"]
