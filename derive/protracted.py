"""Protracted situations: many refugees of one nationality in one country of asylum, for years, by
UNHCR's figures.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.protraction import OTHERS, PEOPLE, REFUGEES, YEARS

from .numbered import Numbered
from .rows import Rows, one_of

SEGMENT = "protracted-situation"


def protracted(graph: Numbered) -> Rows:
    """(origin, asylum) with so many people in each of the years up to the newest of the figures.

    ``protracted_refugees`` are those of the newest year, ``protracted_people`` the same with others
    in need of international protection, ``protracted_by_refugees`` whether refugees alone are as
    many in each year, ``protracted_year`` the newest.
    """
    figures = graph.nodes(
        "PopulationFigure",
        ["population_type", "year", "value"],
        "figure",
    )
    is_refugees = one_of(figures["population_type"], (REFUGEES,))
    is_other = one_of(figures["population_type"], (OTHERS,))
    # The newest year of refugees: a file of returns may be newer, and has none of them
    newest = figures["year"][is_refugees].max(initial=0)
    is_recent = figures["year"] > newest - YEARS
    refugees = _by_year(graph, figures.where(is_refugees & is_recent))
    both = _by_year(graph, figures.where((is_refugees | is_other) & is_recent))
    # Refugees alone are never more than both, so these are among those
    found = _for_years(both)
    alone = _for_years(refugees)
    is_newest = refugees["year"] == newest
    now = refugees.where(is_newest)
    all_now = both.where(both["year"] == newest)
    return found.having(
        protracted_by_refugees=found.found_in(alone, "origin", "asylum"),
        protracted_refugees=found.looked_up(now, "value", "origin", "asylum"),
        protracted_people=found.looked_up(all_now, "value", "origin", "asylum"),
        protracted_year=np.full(len(found), newest, np.int64),
    )


def identifiers(graph: Numbered, found: Rows) -> pa.Array:
    """``protracted-situation/UGA-SSD``: the country of asylum, then the country of origin."""
    codes = []
    for end in ("asylum", "origin"):
        countries = graph.identifiers(found[end])
        code = pc.replace_substring_regex(countries, "^[^/]+/", "")
        codes.append(code)
    pairs = pc.binary_join_element_wise(*codes, "-")
    return pc.binary_join_element_wise(SEGMENT, pairs, "/")


def _by_year(graph: Numbered, figures: Rows) -> Rows:
    """(origin, asylum, year, value): the people of each pair of countries in each year."""
    counted = figures.select("figure", "year", "value")
    origins = graph.pairs("ORIGIN", "figure", "origin")
    asylums = graph.pairs("ASYLUM", "figure", "asylum")
    ends = counted.joined(origins, "figure").joined(asylums, "figure")
    return ends.summed("value", "origin", "asylum", "year")


def _for_years(people: Rows) -> Rows:
    """(origin, asylum) of the pairs that have enough people in each of the years."""
    many = people.where(people["value"] >= PEOPLE)
    counts = many.counted("origin", "asylum")
    # One row a year: as many rows as years is each of them
    is_long = counts["count"] == YEARS
    return counts.where(is_long).select("origin", "asylum")
