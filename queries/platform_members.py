"""Platform members: who is at the table of a support platform, the countries that it covers and the
members that support them.
"""

from __future__ import annotations

from collections.abc import Collection

from pledgegraph.errors import UsageProblem
from pledgegraph.wording import worded

from .grouping import Selected, value_by, values_in
from .hosting import hosting
from .scope import Scope

COVERED = "country-covered"
"""The role of a country that a platform covers: it does not sit there to support another."""


def only_platform(scope: Scope) -> str:
    """The identifier of the platform that is asked for."""
    platforms = scope.identifiers("platform")
    if len(platforms) == 1:
        return platforms[0]
    raise UsageProblem(
        worded("The layout table is of one support platform"),
        worded("Name it with --platform; `pledgegraph list platforms` has them."),
    )


def covered_countries(scope: Scope, platform: str) -> dict[str, Selected]:
    """Identifier → the country, with people hosted."""
    links = scope.asked.links(
        "COVERS",
        "SupportPlatform",
        "Country",
        [platform],
    )
    wanted = scope.asked.parameters["country"]
    countries = hosting(scope.asked, values_in(links, "other"))
    found = {}
    for key, row in countries.items():
        if not wanted or row["iso3"] in wanted:
            found[key] = row
    if found:
        return found
    nothing = worded("No source names a country that {title} covers", title=_title(scope))
    if countries:
        # It covers others: what nobody says is that it covers these
        nothing = worded(
            "No source says that {title} covers {countries}",
            title=_title(scope),
            countries=", ".join(scope.names_of("country")),
        )
    raise UsageProblem(
        nothing,
        worded("`pledgegraph query platforms` lists what each platform covers."),
    )


def named_members(scope: Scope, platform: str) -> dict[str, str]:
    """Identifier → name of the actors that are members other than as covered countries."""
    memberships = scope.asked.links_to(
        "MEMBERSHIP_OF",
        "Membership",
        "SupportPlatform",
        [platform],
        "member_role",
    )
    ids = []
    for row in memberships:
        # A covered country is a member too, but of another kind
        if row["member_role"] != COVERED:
            ids.append(row["other"])
    links = scope.asked.links(
        "MEMBER_ACTOR",
        "Membership",
        "Actor",
        ids,
        "name",
    )
    members = value_by(links, "other", "name")
    # Of those asked for alone: the pledges of the others are not looked at
    only = scope.identifiers("actor")
    without = scope.asked.parameters["exclude"]
    found = {}
    # By identifier, as engines give links in orders of their own
    for member in sorted(members):
        is_asked_for = not only or member in only
        if is_asked_for and member not in without:
            found[member] = members[member]
    if not found:
        raise UsageProblem(
            _no_member(scope, members, only),
            worded("`pledgegraph query platforms` lists the members of each platform."),
        )
    return found


def _no_member(
    scope: Scope,
    members: Collection[str],
    only: Collection[str],
) -> str:
    """Why there is no member to show: none is recorded, none of those that are asked for, or
    all are left out.
    """
    title = _title(scope)
    if not members:
        return worded("No source names a member of {title}", title=title)
    if only and set(only).isdisjoint(members):
        return worded(
            "No source names {actors} as a member of {title} other than as a country that it"
            " covers",
            actors=", ".join(scope.names_of("actor")),
            title=title,
        )
    return worded("Every member of {title} that is asked for is left out", title=title)


def _title(scope: Scope) -> str:
    """The platform, by its code."""
    return ", ".join(scope.asked.parameters["platform"])
