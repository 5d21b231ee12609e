"""Hosting countries: those of a picture with their people, what they are called, and in which order
they are shown.
"""

from __future__ import annotations

from collections.abc import Collection

from .asked import Asked
from .grouping import Selected
from .phrases import Phrases
from .reasons import Place


def hosting(asked: Asked, countries: Collection[str]) -> dict[str, Selected]:
    """Identifier → names and people hosted of each country."""
    return asked.nodes(
        "Country",
        countries,
        "iso3",
        "name",
        "label_fr",
        "people_hosted",
        "people_hosted_year",
    )


def called(country: Selected, phrases: Phrases) -> str:
    """What a reader calls it."""
    place = Place(
        country["name"],
        country["label_fr"] or "",
    )
    return phrases.place(place)


def most_people(country: Selected) -> tuple[int, str]:
    """Its place among others: those with most people first."""
    # Without a figure among those with few: nobody says that they are many
    people = country["people_hosted"] or 0
    return -people, country["name"]
