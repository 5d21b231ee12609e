"""Places of ``gaps``: countries, or situations with the countries where their people are, each with
its people and with what is protracted there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .asked import Asked
from .grouping import Selected, rows_by, rows_with, sets_by, values_in
from .reasons import Place, Reason, Situation, because

Named = Place | Situation | Reason


@dataclass
class GapPlace:
    """A country or a situation.

    ``people`` is the one figure of a place, ``people_in`` those of a situation, country by
    country: they are not added. ``named`` are the pledges that name a situation itself, ``asylum``
    its countries of asylum that others name, by code.
    """

    id: str
    name: Place | Situation
    pledges: set[str]
    people: int | None = None
    year: int | None = None
    people_in: list[Named] = field(default_factory=list)
    protracted: list[Named] = field(default_factory=list)
    origins: list[Place] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    asylum: set[str] = field(default_factory=set)
    is_situation: bool = False
    order: int = 0

    def shown(self, pledge: str, countries: set[str]) -> list[str]:
        """The countries of a pledge that its row names: of a situation those of asylum, of one that
        names the situation itself all; of a country none.
        """
        if not self.is_situation:
            return []
        # It names the situation: where else it works is of interest too
        if pledge in self.named:
            return sorted(countries)
        return sorted(countries & self.asylum)


class GapPlaces:
    """The places that are asked about."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        rows = asked.rows("gaps.hosted")
        self._countries: Mapping[str, Selected] = {row["country"]: row for row in rows}
        self._protracted = sorted(asked.rows("gaps.protracted"), key=_most_people)

    def countries(self, pledges: Mapping[str, set[str]]) -> list[GapPlace]:
        """Countries, by code, with the pledges that name them."""
        by_country = rows_by(self._protracted, "country")
        found = []
        for code, ids in sorted(pledges.items()):
            country = self._countries[code]
            place = GapPlace(
                id=country["id"],
                name=self._name(code),
                pledges=ids,
                people=country["people"],
                year=country["year"],
                order=country["people"] or 0,
            )
            for row in by_country.get(code, ()):
                origin = self._name(row["origin"])
                place.protracted.append(_with_others(row, origin))
            found.append(place)
        return found

    def situations(self, known: Mapping[str, str]) -> list[GapPlace]:
        """The situations that are asked for, with the pledges that address them or name one of
        their countries of asylum; ``known`` are their French names.
        """
        rows = self._asked.rows("gaps.situations")
        by_name = rows_by(rows, "situation")
        people = rows_by(self._people(), "situation")
        found = []
        for name in self._asked.parameters["situation"]:
            of_it = by_name.get(name, [])
            named = rows_with(of_it, "basis", "named")
            elsewhere = rows_with(of_it, "basis", "country")
            place = GapPlace(
                id=name,
                name=Situation(name, known.get(name, "")),
                pledges=values_in(of_it, "id"),
                named=values_in(named, "id"),
                asylum=values_in(elsewhere, "country"),
                is_situation=True,
            )
            self._add_people(place, people.get(name, []))
            found.append(place)
        return found

    def _people(self) -> list[Selected]:
        """The newest figures of the situations, of the countries that are asked for."""
        rows = self._asked.rows("gaps.people")
        newest = max(values_in(rows, "year"), default=None)
        # Figures of earlier years are in the graph for long series only
        wanted = self._asked.parameters["country"]
        found = []
        for row in rows_with(rows, "year", newest):
            if not wanted or row["country"] in wanted:
                found.append(row)
        return found

    def _add_people(
        self,
        place: GapPlace,
        rows: Sequence[Selected],
    ) -> None:
        """Adds the people of a situation in each country, and what is protracted among them."""
        counts: dict[str, int] = {}
        for row in rows:
            country = row["country"]
            counts[country] = counts.get(country, 0) + row["people"]
            place.year = row["year"]
        most_first = sorted(counts.items(), key=_largest_first)
        for country, count in most_first:
            name = self._name(country)
            place.people_in.append(because("people from", origin=name, number=count))
        # In a single country there is one figure, and nothing that could be added
        if len(counts) == 1:
            (place.people,) = counts.values()
        origins = values_in(rows, "origin")
        place.origins = list(map(self._name, sorted(origins)))
        # Of the situation alone: a country may host others for as long
        pairs = sets_by(rows, "country", "origin")
        for row in self._protracted:
            if row["origin"] in pairs.get(row["country"], ()):
                both = because(
                    "from in",
                    origin=self._name(row["origin"]),
                    country=self._name(row["country"]),
                )
                place.protracted.append(_with_others(row, both))

    def _name(self, code: str) -> Place:
        country = self._countries[code]
        return Place(country["name"], country["french"] or "")


def _with_others(
    row: Selected,
    what: Named,
) -> Named:
    """What is protracted; where refugees alone are fewer, that others are counted too."""
    if row["alone"]:
        # As a sentence, so that a list keeps the order by numbers
        return because("said alone", what=what)
    return because("counted with others", what=what)


def _most_people(row: Selected) -> tuple[int, str]:
    return -row["people"], row["id"]


def _largest_first(count: tuple[str, int]) -> tuple[int, str]:
    country, people = count
    return -people, country
