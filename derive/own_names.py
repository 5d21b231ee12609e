"""Own names: what the countries of States are called that pledge for others. "Norway will train
teachers" names who pledges, not where.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .numbered import Numbered
from .place_names import PlaceNames
from .rows import Rows, one_of

FOR_OTHERS = (
    "donor",
    "provider",
    "resettlement",
)
"""Roles of submitters whose pledge is not about their own country."""


def own_names(
    graph: Numbered,
    pledges: Rows,
    state_countries: Mapping[str, str],
    names: PlaceNames,
) -> dict[int, set[str]]:
    """Pledge → the names of the countries of its submitters, if it is not about them: by its role,
    or because the country does not seek support. What a host pledges may be for itself.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``role``.
        state_countries: State → country, both as identifiers.
        names: how texts call places.
    """
    # A ministry is its State too: both are called by the country
    states = Rows(
        actor=graph.number(list(state_countries), ["Actor"]),
        country=graph.number(list(state_countries.values()), ["Country"]),
    )
    own = graph.pairs("SUBMITTED_BY", "pledge", "actor").joined(states, "actor")
    for_others = pledges["pledge"][one_of(pledges["role"], FOR_OTHERS)]
    countries = graph.nodes("Country", ["seeks_support"], "country")
    # Where no role is stated, a donor is known by this list alone
    seeking = countries.where(one_of(countries["seeks_support"], (True,)))
    is_for_others = np.isin(own["pledge"], for_others)
    is_no_host = ~np.isin(own["country"], seeking["country"])
    # In each language: a French text may be of an English register
    by_country: dict[int, set[str]] = {}
    for name, country in names.countries.items():
        called = by_country.setdefault(country, set())
        called.add(name)
    found: dict[int, set[str]] = {}
    named = own.where(is_for_others | is_no_host)
    for pledge, country in named.select("pledge", "country").tuples():
        known = found.setdefault(pledge, set())
        known |= by_country.get(country, set())
    return found
