"""Known places: what platforms, situations and figures say of the countries of an aim."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from .aims import Aim
from .asked import Asked
from .grouping import Selected


class KnownPlaces:
    """What is known of the countries of an aim."""

    def __init__(self, asked: Asked, aim: Aim) -> None:
        self._asked, self._aim = asked, aim

    def members(self) -> Iterator[tuple[str, str, str]]:
        """(actor, platform, country): the core group of the platform through which most people
        there are covered.
        """
        by_member: dict[tuple[str, str], list[Selected]] = {}
        for row in self._members:
            by_member.setdefault((row["id"], row["country"]), []).append(row)
        for (actor, country), rows in sorted(by_member.items()):
            nearest = min(
                rows, key=lambda row: (-self.people_of(row["platform"], country), row["platform"])
            )
            yield actor, nearest["platform"], country

    @cached_property
    def _members(self) -> list[Selected]:
        return list(self._asked.rows("joint-candidates.members", self._aim.places))

    @cached_property
    def platforms(self) -> Mapping[str, str]:
        """Platform → its code."""
        return {row["platform"]: row["code"] or row["platform"] for row in self._members}

    def bodies_elsewhere(self, actors: Collection[str]) -> set[str]:
        """The actors that are the body of a platform that covers none of the countries: called as
        it is.
        """
        platforms = {f"platform/{actor.partition('/')[2]}" for actor in actors}
        covered: dict[str, set[str]] = {}
        for row in self._asked.links("COVERS", "SupportPlatform", "Country", platforms):
            covered.setdefault(f"actor/{row['id'].partition('/')[2]}", set()).add(row["other"])
        return {actor for actor, places in covered.items() if places.isdisjoint(self._aim.places)}

    @cached_property
    def _origins(self) -> Mapping[str, Mapping[str, Selected]]:
        """Country → origin → the newest figure of the refugees from there."""
        found: dict[str, dict[str, Selected]] = {}
        rows = self._asked.rows("joint-candidates.origins", self._aim.places)
        newest = max((row["year"] for row in rows), default=None)
        for row in rows:
            if row["year"] == newest:
                found.setdefault(row["country"], {})[row["origin"]] = row
        return found

    def refugees(self, country: str) -> int:
        """The refugees in a country."""
        return sum(row["people"] for row in self._origins.get(country, {}).values())

    def people_of(self, platform: str, country: str) -> int:
        """The refugees in a country from the situations that a platform addresses."""
        return sum(row["people"] for row in self.origins_of(platform, country))

    def origins_of(self, platform: str, country: str) -> list[Selected]:
        """The same by origin, most first."""
        there = self._origins.get(country, {})
        known = [
            there[origin] for origin in self._platform_origins.get(platform, ()) if origin in there
        ]
        return sorted(known, key=lambda row: (-row["people"], row["name"]))

    @cached_property
    def _platform_origins(self) -> Mapping[str, set[str]]:
        addressed = self._asked.links("ADDRESSES", "SupportPlatform", "Situation", self.platforms)
        return self._through(addressed)

    def _through(self, addressed: Collection[Selected]) -> Mapping[str, set[str]]:
        """Who addresses situations → the origins of these."""
        origins: dict[str, set[str]] = {}
        for row in self._asked.links(
            "ORIGIN", "Situation", "Country", {row["other"] for row in addressed}
        ):
            origins.setdefault(row["id"], set()).add(row["other"])
        found: dict[str, set[str]] = {}
        for row in addressed:
            found.setdefault(row["id"], set()).update(origins.get(row["other"], ()))
        return found

    def holds(self, pledge: str, basis: str, country: str) -> bool:
        """Whether a pledge comes to a country; by figures only where most refugees there are from
        one origin.
        """
        return basis != "figures" or self.main_origin(pledge, country) is not None

    def main_origin(self, pledge: str, country: str) -> Selected | None:
        """The origin of most refugees in a country, if a situation that a pledge addresses has
        it.
        """
        there, total = self._origins.get(country, {}), self.refugees(country)
        for origin in sorted(self._pledge_origins.get(pledge, ())):
            if origin in there and 2 * there[origin]["people"] > total:
                return there[origin]
        return None

    @cached_property
    def _by_figures(self) -> set[str]:
        return {row["id"] for row in self.rows if row["basis"] == "figures"}

    @cached_property
    def rows(self) -> Sequence[Selected]:
        """The pledges of others that are recorded for the countries: ``id``, ``country``,
        ``basis``.
        """
        return self._asked.rows("joint-candidates.place", self._aim.places)

    @cached_property
    def _pledge_origins(self) -> Mapping[str, set[str]]:
        return self._through(
            self._asked.links("ADDRESSES", "Pledge", "Situation", self._by_figures)
        )
