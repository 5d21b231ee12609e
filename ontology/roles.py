"""Host-country pledges: whose pledge is about its own laws, policies, services or territory."""

from __future__ import annotations

from collections.abc import Collection, Mapping

HOST_ROLES = ("host", "host-region")
ORIGIN = "origin"
STATE = "vocabulary/entity-types/state"
POLICY = "vocabulary/contribution-types/policy"
RESETTLEMENT = "vocabulary/contribution-types/resettlement"
SUPPORT_CODES = ("financial", "material", "technical")
SUPPORT_TYPES = tuple(f"vocabulary/contribution-types/{code}" for code in SUPPORT_CODES)
"""New financial, technical or material support; places for resettlement, employment and policy do
not count.
"""


def states(
    represented: Mapping[str, Collection[str]],
    types: Mapping[str, Collection[str]],
    bases: Mapping[str, Collection[str]],
) -> dict[str, str]:
    """State → its country: the one it represents, else the only one that an actor of the type State
    is based in.

    All are identifiers by actor: the countries it represents, its types, the countries it is based
    in.
    """
    of_type = {}
    for actor, countries in bases.items():
        # An actor of two types is not surely a State
        if set(types.get(actor, ())) == {STATE}:
            of_type[actor] = countries
    # What it represents counts before where it is based
    both = {**of_type, **represented}
    found = {}
    for actor, countries in both.items():
        # Never guess: an actor of several countries is the state of none
        if len(countries) == 1:
            found[actor] = next(iter(countries))
    return found


def is_host(
    submitter_countries: Collection[str | None],
    places: Collection[str],
    other_places: Collection[str],
    contributions: Collection[str],
    seeking_support: Collection[str],
) -> bool:
    """Whether the role ``host`` may be inferred for a pledge whose source states none.

    Only if the one submitter is a State, its own country is the only place named, the contribution
    includes policy or is not stated and is not resettlement or pathways, and the country is on the
    list of hosts seeking support.

    Args:
        submitter_countries: for each submitter, the country (identifier) it represents, None
            if it is not a State.
        places: countries (identifiers) where the pledge is implemented.
        other_places: regions and places kept as text.
        contributions: identifiers of contribution types; empty means not stated.
        seeking_support: countries (identifiers) on the workspace's list.
    """
    own = next(iter(submitter_countries), None)
    # All of them: one that is not sure leaves the role unknown, which is never guessed
    return (
        len(submitter_countries) == 1
        and own is not None
        and set(places) == {own}
        and not other_places
        and own in seeking_support
        and RESETTLEMENT not in contributions
        and (POLICY in contributions or not contributions)
    )
