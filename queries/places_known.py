"""Known places: what platforms, situations and figures say of the countries of an aim."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from .aims import Aim
from .asked import Asked
from .grouping import (
    Selected,
    Selection,
    Sets,
    row_by,
    rows_by,
    rows_with,
    sets_by,
    value_by,
    values_in,
)


class KnownPlaces:
    """What is known of the countries of an aim."""

    def __init__(self, asked: Asked, aim: Aim) -> None:
        self._asked = asked
        self._aim = aim

    def members(self) -> Iterator[tuple[str, str, str]]:
        """(actor, platform, country): the core group of the platform through which most people
        there are covered.
        """
        by_member: dict[tuple[str, str], list[str]] = {}
        for row in self._members:
            member = (row["id"], row["country"])
            platforms = by_member.setdefault(member, [])
            platforms.append(row["platform"])
        # Sorted, because the rows of an engine come in no order, and answers must not differ
        for member, platforms in sorted(by_member.items()):
            actor, country = member
            main = self._main_platform(platforms, country)
            yield actor, main, country

    def _main_platform(self, platforms: Collection[str], country: str) -> str:
        """The one through which most people in a country are covered."""

        def place(platform: str) -> tuple[int, str]:
            # The identifier decides between two that cover as many, or none at all
            return -self.people_of(platform, country), platform

        return min(platforms, key=place)

    @cached_property
    def _members(self) -> Sequence[Selected]:
        return self._asked.rows("joint-candidates.members", self._aim.places)

    @cached_property
    def platforms(self) -> Mapping[str, str]:
        """Platform → its code."""
        codes = value_by(self._members, "platform", "code")
        for platform, code in codes.items():
            # A platform whose source gives no code is named by its identifier
            codes[platform] = code or platform
        return codes

    def bodies_elsewhere(self, actors: Collection[str]) -> set[str]:
        """The actors that are the body of a platform that covers none of the countries: called as
        it is.
        """
        # IGAD is an actor and a platform: both identifiers are made of the one name
        platforms = {f"platform/{_own_name(actor)}" for actor in actors}
        links = self._asked.links(
            "COVERS",
            "SupportPlatform",
            "Country",
            platforms,
        )
        covered = sets_by(links, "id", "other")
        found = set()
        for platform, places in covered.items():
            if places.isdisjoint(self._aim.places):
                name = _own_name(platform)
                found.add(f"actor/{name}")
        return found

    @cached_property
    def _origins(self) -> Mapping[str, Mapping[str, Selected]]:
        """Country → origin → the newest figure of the refugees from there."""
        rows = self._asked.rows(
            "joint-candidates.origins",
            self._aim.places,
        )
        years = values_in(rows, "year")
        newest = max(years, default=None)
        # One year for all countries: figures of two years cannot be compared, nor added up
        of_year = rows_with(rows, "year", newest)
        by_country = rows_by(of_year, "country")
        found = {}
        for country, figures in by_country.items():
            found[country] = row_by(figures, "origin")
        return found

    def refugees(self, country: str) -> int:
        """The refugees in a country."""
        figures = self._origins.get(country, {})
        return _people(figures.values())

    def people_of(self, platform: str, country: str) -> int:
        """The refugees in a country from the situations that a platform addresses."""
        return _people(self.origins_of(platform, country))

    def origins_of(self, platform: str, country: str) -> list[Selected]:
        """The same by origin, most first."""
        figures = self._origins.get(country, {})
        origins = self._platform_origins.get(platform, set())
        common = figures.keys() & origins
        known = [figures[origin] for origin in common]
        return sorted(known, key=_most_people)

    @cached_property
    def _platform_origins(self) -> Sets:
        addressed = self._asked.links(
            "ADDRESSES",
            "SupportPlatform",
            "Situation",
            self.platforms,
        )
        return self._through(addressed)

    def _through(self, addressed: Collection[Selected]) -> Sets:
        """Who addresses situations → the origins of these."""
        situations = values_in(addressed, "other")
        links = self._asked.links(
            "ORIGIN",
            "Situation",
            "Country",
            situations,
        )
        origins = sets_by(links, "id", "other")
        found: Sets = {}
        for row in addressed:
            known = found.setdefault(row["id"], set())
            of_situation = origins.get(row["other"], ())
            known.update(of_situation)
        return found

    def is_recorded(
        self,
        pledge: str,
        country: str,
        basis: str,
    ) -> bool:
        """Whether a pledge comes to a country; by figures only where most refugees there are from
        one origin.
        """
        if basis != "figures":
            return True
        origin = self.main_origin(pledge, country)
        return origin is not None

    def main_origin(self, pledge: str, country: str) -> Selected | None:
        """The origin of most refugees in a country, if a situation that a pledge addresses has
        it.
        """
        figures = self._origins.get(country, {})
        # Half is not most: figures make a place of a country only where one origin has more
        # refugees there than all others
        half = self.refugees(country) / 2
        origins = self._pledge_origins.get(pledge, set())
        for origin in sorted(origins & figures.keys()):
            figure = figures[origin]
            if figure["people"] > half:
                return figure
        return None

    @cached_property
    def rows(self) -> Sequence[Selected]:
        """The pledges of others that are recorded for the countries: ``id``, ``country``,
        ``basis``.
        """
        return self._asked.rows("joint-candidates.place", self._aim.places)

    @cached_property
    def _pledge_origins(self) -> Sets:
        by_figures = rows_with(self.rows, "basis", "figures")
        pledges = values_in(by_figures, "id")
        addressed = self._asked.links(
            "ADDRESSES",
            "Pledge",
            "Situation",
            pledges,
        )
        return self._through(addressed)


def _most_people(figure: Selected) -> tuple[int, str]:
    return -figure["people"], figure["name"]


def _people(figures: Selection) -> int:
    return sum(row["people"] for row in figures)


def _own_name(identifier: str) -> str:
    """``platform/igad`` → ``igad``."""
    return identifier.partition("/")[2]
