"""Seat ties: the ways in which pledges tie the members of a platform to the countries that it
covers, and what they weigh.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .grouping import Sets

WAYS = ("pledges", "by_arrangement", "matches", "as_partner", "text_only")
"""How a pledge ties a member to a country, the firmest first: it is its own and names the country;
it is its own, for the platform or its region; a match of the member supports it; it names the
member as partner; it is its own, and only its words name the country.
"""
COUNTED = WAYS[:3]
"""Those that are counted; the others are shown."""
Ties = dict[tuple[str, str], set[str]]
"""(actor, country) → pledges."""


def ties_of(
    pledges: Iterable[str],
    actors: Sets,
    places: Sets,
) -> Ties:
    """(actor, country) → the pledges that tie them."""
    found: Ties = {}
    for pledge in pledges:
        for actor in actors.get(pledge, ()):
            for country in places.get(pledge, ()):
                found.setdefault((actor, country), set()).add(pledge)
    return found


def countries_of(
    actor: str,
    ties: Mapping[str, Ties],
    ways: Sequence[str],
) -> set[str]:
    """The countries to which some of the ways tie an actor."""
    found = set()
    for way in ways:
        of_way = ties.get(way, {})
        for one, country in of_way:
            if one == actor:
                found.add(country)
    return found


def weight(
    member: str,
    ties: Mapping[str, Ties],
) -> tuple[int, int]:
    """The place of a member: what is counted comes before what is only shown."""
    counted = countries_of(member, ties, COUNTED)
    shown = countries_of(member, ties, WAYS)
    return -len(counted), -len(shown)
