"""Pledges: what the sources state of some of them, read for their identifiers and only when it is
looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from .asked import Asked
from .grouping import Lists, Selected, Sets, lists_by, maps_by, row_by, sets_by, values_in
from .reasons import Place, Situation

Names = dict[str, str]
"""Identifier of an actor, a theme or an area of focus → its name."""
Arrangement = str | Place | Situation
"""A platform by its code, a region or a situation by its name in each language."""
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
        self._asked = asked
        self.ids = frozenset(ids)
        self._year: int | None = None
        # As of the day that is asked for, so that an answer of last year can be made again
        as_of = str(asked.parameters["as_of"])
        if as_of:
            self._year = int(as_of[:4])

    @cached_property
    def _values(self) -> Mapping[str, Selected]:
        return self._asked.nodes("Pledge", self.ids, *_COLUMNS)

    def _value(self, pledge: str, column: str) -> Any:
        return self._values[pledge][column]

    def name(self, pledge: str) -> str:
        """How answers cite it."""
        return self._value(pledge, "cited_as") or pledge

    def amount(self, pledge: str) -> tuple[int, str] | None:
        """Its amount and currency, where both are stated."""
        amount = self._value(pledge, "amount")
        currency = self._value(pledge, "currency")
        if amount is None or not currency:
            return None
        return amount, currency

    def is_of_host(self, pledge: str) -> bool:
        """Whether it is a host-country pledge."""
        return bool(self._value(pledge, "host_country_pledge"))

    def is_withdrawn(self, pledge: str) -> bool:
        """Whether it was withdrawn."""
        return bool(self._value(pledge, "standing") == "withdrawn")

    def is_left_out(self, pledge: str) -> bool:
        """Whether it, or an actor that submitted it or is named in it, is not to be counted."""
        left_out = set(self._asked.parameters.get("exclude", ()))
        # Nothing is read for a question that leaves nothing out
        if not left_out:
            return False
        parties = self.submitters[pledge] | self.partners[pledge]
        return pledge in left_out or not left_out.isdisjoint(parties)

    def counts_no_more(self, pledge: str) -> bool:
        """Whether it has ended, unless what has ended is asked for too."""
        if self._asked.parameters.get("with_ended"):
            return False
        return self.has_ended(pledge)

    def has_ended(self, pledge: str) -> bool:
        """Whether it is officially fulfilled, or its last target year has passed on the day of the
        answer.
        """
        if self._value(pledge, "latest_stage") == "fulfilled":
            return True
        last: int | None = self._value(pledge, "latest_target_year")
        # Without a date of the sources no target year counts as passed
        if last is None or self._year is None:
            return False
        return last < self._year

    @cached_property
    def submitters(self) -> Mapping[str, Names]:
        """Who submitted each."""
        return self._named("SUBMITTED_BY", "Actor")

    @cached_property
    def partners(self) -> Mapping[str, Names]:
        """The joint partners of each."""
        return self._named("JOINT_WITH", "Actor")

    @cached_property
    def contributions(self) -> Sets:
        """The codes of the contribution types of each."""
        return self._sets("CONTRIBUTION_TYPE", "Concept", "notation")

    @cached_property
    def countries(self) -> Sets:
        """The countries that each names, by ISO 3166-1 alpha-3 code."""
        return self._sets("IMPLEMENTED_IN", "Country", "iso3")

    @cached_property
    def topics(self) -> Mapping[str, Names]:
        """The themes and areas of focus of each: identifier → name."""
        found = self._named("THEME", "Concept")
        by_pledge = self._named("AREA_OF_FOCUS", "Concept")
        for pledge, areas in by_pledge.items():
            found[pledge] |= areas
        return found

    @cached_property
    def own_means(self) -> Lists:
        """The codes of the financial, technical or material means that a host puts into its own
        pledge.
        """
        return self._asked.lists("Pledge", self.ids, "own_means")

    @cached_property
    def people_types(self) -> Lists:
        """The codes of the population types that the figure of the people concerned counts."""
        return self._asked.lists("Pledge", self.ids, "people_types")

    @cached_property
    def forums(self) -> Mapping[str, Selected]:
        """The forum at which each was announced, as ``name`` and ``sequence``."""
        rows = self._links("ANNOUNCED_AT", "Forum", "name", "sequence")
        return row_by(rows, "id")

    @cached_property
    def arrangements(self) -> Mapping[str, dict[str, Arrangement]]:
        """Country → the platform, region or situation that each names and that includes it; a
        platform comes first.
        """
        found: dict[str, dict[str, Arrangement]] = {}
        for pledge in self.ids:
            found[pledge] = {}
        # The first that includes a country is kept, so that the order of these lines counts.
        self._arrange(
            found,
            "IMPLEMENTED_ACROSS",
            "SupportPlatform",
            None,
            self.ids,
        )
        self._arrange(
            found,
            "IMPLEMENTED_ACROSS",
            "Concept",
            Place,
            self.ids,
        )
        self._arrange(
            found,
            "ADDRESSES",
            "Situation",
            Situation,
            self._without_place,
        )
        return found

    @cached_property
    def _without_place(self) -> set[str]:
        """The pledges whose place a situation may say: they name no country.

        A host's own pledge is not among them: it is where it says.
        """
        found = set()
        for pledge in self.ids:
            is_own = self._value(pledge, "host_country_pledge")
            if not is_own and not self.countries[pledge]:
                found.add(pledge)
        return found

    def _arrange(
        self,
        found: Mapping[str, dict[str, Arrangement]],
        relation: str,
        end: str,
        named: type[Place] | type[Situation] | None,
        ids: Collection[str],
    ) -> None:
        """Adds the countries that arrangements of a kind include, where none includes them yet;
        what has no ``named`` in each language goes by its code.
        """
        columns = ("name", "label_fr") if named else ("code",)
        links = self._asked.links(
            relation,
            "Pledge",
            end,
            ids,
            *columns,
        )

        def name(row: Selected) -> str:
            return str(row[columns[0]])

        arrangements = values_in(links, "other")
        included = self._included(end, arrangements)
        countries = lists_by(included, "id", "iso3")
        # By name: of two platforms that include a country every engine gives the same one
        for row in sorted(links, key=name):
            known = found[row["id"]]
            arrangement: Arrangement = name(row)
            if named:
                arrangement = named(name(row), row["label_fr"] or "")
            for country in countries.get(row["other"], ()):
                known.setdefault(country, arrangement)

    def _included(
        self,
        end: str,
        ids: Collection[str],
    ) -> Sequence[Selected]:
        """The countries that arrangements of a kind include."""
        if end == "Concept":
            # The only one that is recorded at the country: M49 says in which region it is
            return self._asked.links_to(
                "IN_REGION",
                "Country",
                "Concept",
                ids,
                "iso3",
            )
        relation = "COVERS" if end == "SupportPlatform" else "ASYLUM"
        return self._asked.links(
            relation,
            end,
            "Country",
            ids,
            "iso3",
        )

    def _links(
        self,
        relation: str,
        end: str,
        *columns: str,
    ) -> Sequence[Selected]:
        return self._asked.links(
            relation,
            "Pledge",
            end,
            self.ids,
            *columns,
        )

    def _named(
        self,
        relation: str,
        end: str,
    ) -> dict[str, Names]:
        """Pledge → what it is linked to: identifier → name."""
        links = self._links(relation, end, "name")
        return maps_by(
            links,
            "id",
            "other",
            "name",
            self.ids,
        )

    def _sets(
        self,
        relation: str,
        end: str,
        column: str,
    ) -> Sets:
        """Pledge → the values of a column of what it is linked to."""
        links = self._links(relation, end, column)
        return sets_by(links, "id", column, self.ids)
