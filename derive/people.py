"""People concerned: UNHCR's figures of the people whom a pledge concerns, in the countries that it
names.
"""

from __future__ import annotations

import numpy as np

from .numbered import Numbered
from .places import BY_PLATFORM, BY_REGION, NAMED
from .rows import Array, Rows, one_of, rows_with, rows_without, stacked

PEOPLE = ("REF", "ASY", "OIP")
"""Refugees, asylum-seekers, others in need of international protection: whom a pledge concerns that
states nobody else.
"""
RETURNED = "RET"
MEMBERS = (BY_PLATFORM, BY_REGION)
"""How a regional body's pledge comes to the countries for which it pledged."""
COLUMNS = ("population_type", "year", "value")
NO_TYPE = -1
"""The place of a type of which there are no figures."""


def people(
    graph: Numbered,
    pledges: Rows,
    placed: Rows,
) -> dict[int, tuple[int, int, list[str]]]:
    """Pledge → how many people it concerns, the year, and their types; only where there is a
    figure.

    The year is the newest that has a figure of these people; no figure of another year is added.
    The people of a regional pledge are those of its members.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``host_country_pledge``.
        placed: (pledge, country, basis), as ``places`` gives it.
    """
    types = _all_types(graph)
    concerned = _types(graph, pledges["pledge"], types)
    countries = _countries(pledges, placed)
    concerned = concerned.joined(countries, "pledge")
    figures = _figures(graph, types)
    found = concerned.joined(figures, "country", "type")
    # Years are not mixed: the same people are in the figures of both
    newest = _newest_years(found)
    years = found.looked_up(newest, "year", "pledge")
    is_newest = found["year"] == years
    counted = found.where(is_newest)
    listed = _listed(counted, types)
    sums = counted.summed("value", "pledge", "year")
    concerns = {}
    for pledge, year, count in sums.tuples():
        concerns[pledge] = count, year, listed[pledge]
    return concerns


def _listed(counted: Rows, types: list[str]) -> dict[int, list[str]]:
    """Pledge → the types of its people."""
    kinds = counted.select("pledge", "type")
    listed: dict[int, list[str]] = {}
    for pledge, place in kinds.unique().tuples():
        names = listed.setdefault(pledge, [])
        names.append(types[place])
    return listed


def _newest_years(found: Rows) -> Rows:
    """(pledge, year): the newest year of each pledge."""
    years = found.select("pledge", "year")
    years = years.unique()
    # Sorted by pledge, then by year: the last row of each pledge has its newest year
    pledges = years["pledge"]
    following = pledges[1:]
    is_last = np.ones(len(years), bool)
    is_last[:-1] = following != pledges[:-1]
    return years.where(is_last)


def _all_types(graph: Numbered) -> list[str]:
    """The types of population that have figures."""
    figures = graph.current["PopulationFigure"]
    types = figures["population_type"].unique()
    known = types.drop_null()
    return sorted(known.to_pylist())


def _countries(pledges: Rows, placed: Rows) -> Rows:
    """(pledge, country): the countries that pledges name, or else the members for which a regional
    body pledged.
    """
    is_named = placed["basis"] == NAMED
    named = placed.where(is_named)
    is_host = pledges["host_country_pledge"]
    hosts = pledges.where(is_host)
    regional = rows_without(hosts, "pledge", named["pledge"])
    members = rows_with(placed, "pledge", regional["pledge"])
    is_member = one_of(members["basis"], MEMBERS)
    every = stacked(named, members.where(is_member))
    return every.select("pledge", "country").unique()


def _types(
    graph: Numbered,
    pledges: Array,
    types: list[str],
) -> Rows:
    """(pledge, type): the population types that a pledge concerns, one per row."""
    notations = graph.nodes("Concept", ["notation"], "concept")
    stated = graph.pairs("POPULATION_CONCERNED", "pledge", "concept")
    stated = rows_with(stated, "pledge", pledges)
    stated = stated.joined(notations, "concept")
    # "refugees" in a pledge stands for all who seek protection from abroad
    is_refugees = stated["notation"] == "REF"
    refugees = stated.where(is_refugees)
    names_some = np.isin(pledges, stated["pledge"])
    names_refugees = np.isin(pledges, refugees["pledge"])
    usual = pledges[~names_some | names_refugees]
    found = [stated.select("pledge", "notation")]
    for name in PEOPLE:
        names = np.full(len(usual), name, object)
        found.append(Rows(pledge=usual, notation=names))
    every = stacked(*found)
    every = Rows(
        pledge=every["pledge"],
        type=_places_of(every["notation"], types),
    )
    has_figures = every["type"] != NO_TYPE
    return every.where(has_figures).unique()


def _places_of(names: Array, types: list[str]) -> Array:
    """For each type its place among those that have figures."""
    places = np.full(len(names), NO_TYPE, np.int64)
    for place, name in enumerate(types):
        is_this = names == name
        places[is_this] = place
    return places


def _figures(graph: Numbered, types: list[str]) -> Rows:
    """(country, type, year, value): people by country, type and year."""
    figures = graph.nodes("PopulationFigure", COLUMNS, "figure")
    places = _places_of(figures["population_type"], types)
    # returned refugees are in their country of origin; the figures name the one they left as well
    is_returned = figures["population_type"] == RETURNED
    figures = figures.select("figure", "year", "value")
    figures = figures.having(type=places)
    asylum = graph.pairs("ASYLUM", "figure", "country")
    origin = graph.pairs("ORIGIN", "figure", "country")
    returned = figures.where(is_returned)
    others = figures.where(~is_returned)
    here = stacked(
        others.joined(asylum, "figure"),
        returned.joined(origin, "figure"),
    )
    return here.summed("value", "country", "type", "year")
