"""Another reading of the same rules, pledge by pledge and pair by pair: slow, plain, nothing of it
in the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pledgegraph.ontology.tables import Tables

SUPPORT = {"financial", "material", "technical"}
USUAL = {"REF", "ASY", "OIP"}


class Reading:
    """What the current tables say, as dictionaries."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.pledges = {row["id"]: row for row in tables["Pledge"].to_pylist()}
        self._codes = {row["id"]: row["notation"] for row in tables["Concept"].to_pylist()}
        self._ends: dict[str, dict[str, set[str]]] = {}

    def ends(self, relation: str, start: str) -> set[str]:
        """The ends of the links of a node."""
        if relation not in self._ends:
            found = self._ends[relation] = {}
            for row in self._tables[relation].to_pylist():
                found.setdefault(row["subject"], set()).add(row["object"])
        return self._ends[relation].get(start, set())

    def codes(self, relation: str, start: str) -> set[str]:
        """The codes of the concepts at the ends of the links of a node."""
        return {self._codes[each] for each in self.ends(relation, start)}

    def brings(self, pledge: str) -> bool:
        """Whether a pledge brings support."""
        return bool(self.codes("CONTRIBUTION_TYPE", pledge) & SUPPORT)

    def topics(self, pledge: str) -> set[str]:
        """Its themes and areas."""
        return self.ends("THEME", pledge) | self.ends("AREA_OF_FOCUS", pledge)

    def places(self, pledge: str, *, is_host: bool) -> set[str]:
        """The countries that it names, and those of the arrangements that it names."""
        named = self.ends("IMPLEMENTED_IN", pledge)
        found = set(named)
        for arrangement in self.ends("IMPLEMENTED_ACROSS", pledge):
            found |= self.ends("COVERS", arrangement)
            found |= {
                row["id"]
                for row in self._countries()
                if arrangement in self.ends("IN_REGION", row["id"])
            }
        if not named and not is_host:
            for situation in self.ends("ADDRESSES", pledge):
                found |= self.ends("ASYLUM", situation)
        return found

    def _countries(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._tables["Country"].to_pylist()
        return rows

    def people(self, pledge: str, *, is_host: bool) -> tuple[int | None, int | None]:
        """The people whom a pledge concerns in its countries, and the year of the figures.

        Those that it names; of a host's regional pledge that names none, those of its platforms and
        regions.
        """
        countries = self.ends("IMPLEMENTED_IN", pledge)
        if not countries and is_host:
            for region in self.ends("IMPLEMENTED_ACROSS", pledge):
                countries = countries | self.ends("COVERS", region)
                countries |= {
                    row["id"]
                    for row in self._countries()
                    if region in self.ends("IN_REGION", row["id"])
                }
        said = self.codes("POPULATION_CONCERNED", pledge)
        types = said | USUAL if not said or "REF" in said else said
        by_year: dict[int, int] = {}
        for figure in self._tables["PopulationFigure"].to_pylist():
            side = "ORIGIN" if figure["population_type"] == "RET" else "ASYLUM"
            there = self.ends(side, figure["id"]) & countries
            if figure["population_type"] in types and there:
                by_year[figure["year"]] = by_year.get(figure["year"], 0) + figure["value"]
        year = max(by_year, default=None)
        return (None, None) if year is None else (by_year[year], year)

    def target_year(self, pledge: str) -> int | None:
        """The last year that one of its targets names."""
        targets = self._tables["Target"].to_pylist()
        years = (
            row["target_year"] for row in targets if pledge in self.ends("TARGET_OF", row["id"])
        )
        return max((year for year in years if year is not None), default=None)

    def is_related(self, host: str, hosts: set[str], states: dict[str, str]) -> bool:
        """Whether another party's pledge brings support, shares place and area, and is tied to it
        by no match.
        """
        own = self._parties(host, states)
        tied = set(self._tied(host))
        places, topics = self.places(host, is_host=True), self.topics(host)
        for other, row in self.pledges.items():
            theirs = self._parties(other, states)
            is_own = bool(theirs) and theirs <= own
            if (
                other == host
                and not own
                or row["standing"] == "withdrawn"
                or is_own
                or other in tied
            ):
                continue
            near = self.places(other, is_host=other in hosts) & places
            if near and self.topics(other) & topics and self.brings(other):
                return True
        return False

    def _parties(self, pledge: str, states: dict[str, str]) -> set[str]:
        return {states.get(actor, actor) for actor in self.ends("SUBMITTED_BY", pledge)}

    def _tied(self, host: str) -> Iterator[str]:
        for match in self._tables["Match"].to_pylist():
            if host in self.ends("SUPPORTS", match["id"]):
                yield from self.ends("SUPPORTED_BY", match["id"])
