"""Presence: who has a pledge recorded for the places that a question is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from .asked import Asked
from .grouping import Selected, Sets, row_by, rows_by, rows_with, sets_by, value_by, values_in
from .reasons import Place

NAMED = "named"
"""The basis of a pledge that names a country; others come to it by an arrangement."""


class Presence:
    """Who is named as submitter, partner or in a match of a pledge that comes to some places."""

    def __init__(
        self,
        asked: Asked,
    ) -> None:
        self._asked = asked

    @cached_property
    def _places(self) -> Mapping[str, Selected]:
        rows = self._asked.rows("new-actors.places")
        return row_by(
            rows,
            "id",
        )

    def countries(self) -> list[Place]:
        """The places, by name."""
        found = []
        for row in self._places.values():
            french = row["french"] or ""
            found.append(
                Place(
                    row["name"],
                    french,
                )
            )
        return sorted(
            found,
            key=_name,
        )

    @cached_property
    def bases(self) -> Sets:
        """Pledge → how it comes to the places, those that have ended too."""
        rows = self._asked.rows(
            "new-actors.here",
            self._places,
        )
        return sets_by(
            rows,
            "id",
            "basis",
        )

    @cached_property
    def _rows(self) -> Mapping[str, list[Selected]]:
        """Actor → its pledges there, whatever it is in them."""
        rows = self._asked.rows(
            "new-actors.there",
            self.bases,
        )
        return rows_by(
            rows,
            "id",
        )

    @cached_property
    def named(self) -> set[str]:
        """Who is in a pledge that names one of the places."""
        found = set()
        for actor, rows in self._rows.items():
            bases = self.bases_of(
                values_in(
                    rows,
                    "pledge",
                )
            )
            if NAMED in bases:
                found.add(actor)
        return found

    @cached_property
    def by_arrangement(self) -> set[str]:
        """Who is only in pledges that come to the places by an arrangement."""
        return self._rows.keys() - self.named

    def bases_of(
        self,
        pledges: Iterable[str],
    ) -> set[str]:
        """How some of these pledges come to the places."""
        found: set[str] = set()
        for pledge in pledges:
            found |= self.bases[pledge]
        return found

    def name(
        self,
        actor: str,
    ) -> str:
        """How somebody there is called."""
        first = self._rows[actor][0]
        return str(first["name"])

    def pledges(
        self,
        actor: str,
    ) -> Mapping[str, str]:
        """The pledges there of an actor: identifier → how answers cite it.

        Of one with a pledge that names a place only those that do.
        """
        cited = value_by(
            self._rows[actor],
            "pledge",
            "cited",
        )
        if actor in self.by_arrangement:
            return cited
        return {each: name for each, name in cited.items() if NAMED in self.bases[each]}

    @cached_property
    def states(self) -> set[str]:
        """The governments and ministries of the places."""
        links = self._asked.links_to(
            "STATE_OF",
            "Actor",
            "Country",
            self._places,
        )
        return values_in(
            links,
            "other",
        )


class Parties:
    """Which actors are one party: a government and its ministries are one State."""

    def __init__(
        self,
        asked: Asked,
        actors: Collection[str],
    ) -> None:
        links = asked.links(
            "STATE_OF",
            "Actor",
            "Country",
            actors,
            "iso3",
        )
        self._states = value_by(
            links,
            "id",
            "other",
        )
        self._codes = value_by(
            links,
            "id",
            "iso3",
        )

    def of(
        self,
        actor: str,
    ) -> str:
        """The party of an actor: a country for a State, else the actor itself."""
        party: str = self._states.get(
            actor,
            actor,
        )
        return party

    def all_of(
        self,
        actors: Iterable[str],
    ) -> set[str]:
        """The parties of some actors."""
        return set(
            map(
                self.of,
                actors,
            )
        )

    def state(
        self,
        actor: str,
    ) -> str:
        """The code of the country whose State an actor is; "" for none."""
        return self._codes.get(actor) or ""


class Kinds:
    """The kinds of actor that the sources record: of submissions of its own, and of States.

    Our own list of well-known actors knows more, which no source says.
    """

    def __init__(
        self,
        asked: Asked,
        actors: Collection[str],
    ) -> None:
        rows = asked.rows(
            "new-actors.kinds",
            actors,
        )
        self._kinds = sets_by(
            rows,
            "id",
            "kind",
            actors,
        )

    def of(
        self,
        actor: str,
    ) -> set[str]:
        """The codes of an actor's kinds."""
        return self._kinds[actor]

    def among(
        self,
        actors: Iterable[str],
    ) -> set[str]:
        """The codes of the kinds that some actors are of."""
        found: set[str] = set()
        for actor in actors:
            found |= self._kinds[actor]
        return found


def _name(place: Place) -> str:
    return place.name


def of_kind(
    rows: Iterable[Selected],
    kind: str,
) -> set[str]:
    """The identifiers of the rows of a kind."""
    return values_in(
        rows_with(
            rows,
            "kind",
            kind,
        ),
        "id",
    )
