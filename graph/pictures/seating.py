"""Seating: who is at the table of a support platform, as a sheet shows it: the members with their
rows, and how many have what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pledgegraph.ontology.spelling import name_order

from .composition import Thing

WAYS = ("pledges", "by_arrangement", "matches", "as_partner", "text_only")
"""The ways in which a pledge ties a member to a country, the firmest first."""
OWN = WAYS[:2]
COUNTED = WAYS[:3]
"""Those that are counted; the others are shown."""

Seat = Mapping[str, Any]
"""A row of the table: an actor and a country, with a list of pledges for each of ``WAYS``."""


@dataclass(frozen=True)
class Seating:
    """What a sheet of seats shows.

    Attributes:
        countries: covered ones in their order, with ``people`` and ``year``.
        hosts: one row for each country, with its host-country pledges.
        members: rows of members; one without a country is of a member without any pledge there.
        others: rows of actors that are not members.
        things: the pledges by their names in the rows, if a page shows what they say.
    """

    countries: Sequence[Seat]
    hosts: Sequence[Seat]
    members: Sequence[Seat]
    others: Sequence[Seat]
    things: Mapping[str, Thing] = field(default_factory=dict)

    def rows(self) -> list[Seat]:
        """All rows, each with the people of its country."""
        people = {}
        for each in self.countries:
            people[each["country"]] = (each["people"], each["year"])
        found: list[Seat] = []
        for row in (*self.hosts, *self.members, *self.others):
            hosted, year = people.get(row["country"], (None, None))
            found.append({**row, "people": hosted, "year": year})
        return found

    @cached_property
    def by_member(self) -> Mapping[str, list[Seat]]:
        """Identifier of a member → its rows."""
        return by_actor(self.members)

    def seated(self) -> list[list[Seat]]:
        """The rows of each member with anything recorded there, counted or not."""
        return [rows for rows in self.by_member.values() if has(rows, WAYS)]

    def silent(self) -> list[str]:
        """The names of the members for whom nothing is recorded there."""
        names = []
        for rows in self.by_member.values():
            if not has(rows, WAYS):
                names.append(rows[0]["actor"])
        # As they are called in the language of the picture
        return sorted(names, key=name_order)

    def number_with(self, ways: Sequence[str]) -> int:
        """How many members have a pledge in one of some ways."""
        return sum(has(rows, ways) for rows in self.by_member.values())

    def used(self) -> list[str]:
        """The ways that members and others have."""
        rows = [*self.members, *self.others]
        return [way for way in WAYS if has(rows, (way,))]


def by_actor(rows: Sequence[Seat]) -> dict[str, list[Seat]]:
    """Identifier of an actor → its rows."""
    found: dict[str, list[Seat]] = {}
    for row in rows:
        of_actor = found.setdefault(row["id"], [])
        of_actor.append(row)
    return found


def has(rows: Sequence[Seat], ways: Sequence[str]) -> bool:
    """Whether rows have a pledge in one of some ways."""
    return any(row[way] for row in rows for way in ways)


def ways_of(row: Seat) -> list[str]:
    """The ways in which pledges tie the actor of a row to its country."""
    return [way for way in WAYS if row[way]]


def most_ways(fields: Mapping[str, Seat]) -> int:
    """In how many ways a field of a line has pledges, at most."""
    return max(len(ways_of(row)) for row in fields.values())


def in_countries(rows: Iterable[Seat]) -> Mapping[str, Seat]:
    """Country → the pledges of all rows there, by way."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        # A member without any pledge has a row without a country
        if row["country"]:
            ways = found.setdefault(row["country"], {way: [] for way in WAYS})
            for way in WAYS:
                # Two actors may have submitted the same pledge
                names = {*ways[way], *row[way]}
                ways[way] = sorted(names, key=name_order)
    return found
