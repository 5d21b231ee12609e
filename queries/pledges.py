"""Pledges: what the sources state of some of them, read for their identifiers and only when it is
looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from .asked import Asked
from .grouping import Selected

Names = dict[str, str]
"""Actors: identifier → name; or countries: code → name of an arrangement."""
_COLUMNS = (
    "cited_as",
    "host_country_pledge",
    "standing",
    "latest_stage",
    "latest_target_year",
    "amount",
    "currency",
)


class Pledges:
    """Some pledges by identifier. A pledge without links of a kind has an empty set or none."""

    def __init__(self, asked: Asked, ids: Collection[str]) -> None:
        self._asked, self.ids = asked, frozenset(ids)
        as_of = str(asked.parameters["as_of"])
        self._year = int(as_of[:4]) if as_of else None

    @cached_property
    def _values(self) -> Mapping[str, Selected]:
        return self._asked.nodes("Pledge", self.ids, *_COLUMNS)

    def name(self, pledge: str) -> str:
        """How answers cite it."""
        return str(self._values[pledge]["cited_as"] or pledge)

    def amount(self, pledge: str) -> tuple[int, str] | None:
        """Its amount and currency, where both are stated."""
        values = self._values[pledge]
        if values["amount"] is None or not values["currency"]:
            return None
        return values["amount"], values["currency"]

    def is_withdrawn(self, pledge: str) -> bool:
        """Whether it was withdrawn."""
        return bool(self._values[pledge]["standing"] == "withdrawn")

    def has_ended(self, pledge: str) -> bool:
        """Whether it is officially fulfilled, or its last target year has passed on the day of the
        answer.
        """
        values = self._values[pledge]
        last = values["latest_target_year"]
        has_passed = self._year is not None and last is not None and last < self._year
        return has_passed or bool(values["latest_stage"] == "fulfilled")

    @cached_property
    def submitters(self) -> Mapping[str, Names]:
        """Who submitted each."""
        return self._actors("SUBMITTED_BY")

    @cached_property
    def partners(self) -> Mapping[str, Names]:
        """The joint partners of each."""
        return self._actors("JOINT_WITH")

    @cached_property
    def contributions(self) -> Mapping[str, set[str]]:
        """The codes of the contribution types of each."""
        return self._sets("CONTRIBUTION_TYPE", "Concept", "notation")

    @cached_property
    def countries(self) -> Mapping[str, set[str]]:
        """The countries that each names, by ISO 3166-1 alpha-3 code."""
        return self._sets("IMPLEMENTED_IN", "Country", "iso3")

    @cached_property
    def topics(self) -> Mapping[str, Names]:
        """The themes and areas of focus of each: identifier → name."""
        found: dict[str, Names] = {pledge: {} for pledge in self.ids}
        for relation in ("THEME", "AREA_OF_FOCUS"):
            for row in self._asked.links(relation, "Pledge", "Concept", self.ids, "name"):
                found[row["id"]][row["other"]] = row["name"]
        return found

    @cached_property
    def own_means(self) -> Mapping[str, list[str]]:
        """The codes of the financial, technical or material means that a host puts into its own
        pledge.
        """
        return self._asked.lists("Pledge", self.ids, "own_means")

    @cached_property
    def people_types(self) -> Mapping[str, list[str]]:
        """The codes of the population types that the figure of the people concerned counts."""
        return self._asked.lists("Pledge", self.ids, "people_types")

    @cached_property
    def forums(self) -> Mapping[str, Selected]:
        """The forum at which each was announced, as ``name`` and ``sequence``."""
        rows = self._asked.links("ANNOUNCED_AT", "Pledge", "Forum", self.ids, "name", "sequence")
        return {row["id"]: row for row in rows}

    @cached_property
    def arrangements(self) -> Mapping[str, Names]:
        """Country → the platform, region or situation that each names and that includes it; a
        platform comes first.

        A situation says where a pledge is that names no country; a host's own pledge is where it
        says.
        """
        found: dict[str, Names] = {pledge: {} for pledge in self.ids}
        hosts = {pledge for pledge in self.ids if self._values[pledge]["host_country_pledge"]}
        placed = hosts | {pledge for pledge in self.ids if self.countries[pledge]}
        self._arrange(found, "IMPLEMENTED_ACROSS", "SupportPlatform", "code", self.ids)
        self._arrange(found, "IMPLEMENTED_ACROSS", "Concept", "name", self.ids)
        self._arrange(found, "ADDRESSES", "Situation", "name", self.ids - placed)
        return found

    def _arrange(
        self, found: dict[str, Names], relation: str, end: str, column: str, ids: Collection[str]
    ) -> None:
        named = self._asked.links(relation, "Pledge", end, ids, column)
        countries: dict[str, list[str]] = {}
        for row in self._included(end, {row["other"] for row in named}):
            countries.setdefault(row["id"], []).append(row["iso3"])
        for row in sorted(named, key=lambda row: str(row[column])):
            for country in countries.get(row["other"], ()):
                found[row["id"]].setdefault(country, row[column])

    def _included(self, end: str, ids: Collection[str]) -> Sequence[Selected]:
        """The countries that arrangements of a kind include."""
        if end == "Concept":
            return self._asked.links_to("IN_REGION", "Country", "Concept", ids, "iso3")
        return self._asked.links(
            "COVERS" if end == "SupportPlatform" else "ASYLUM", end, "Country", ids, "iso3"
        )

    def _actors(self, relation: str) -> dict[str, Names]:
        found: dict[str, Names] = {pledge: {} for pledge in self.ids}
        for row in self._asked.links(relation, "Pledge", "Actor", self.ids, "name"):
            found[row["id"]][row["other"]] = row["name"]
        return found

    def _sets(self, relation: str, end: str, column: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {pledge: set() for pledge in self.ids}
        for row in self._asked.links(relation, "Pledge", end, self.ids, column):
            found[row["id"]].add(row[column])
        return found
