"""Hosted people: the refugees, asylum-seekers and others in need of international protection in
each country, by UNHCR's figures.
"""

from __future__ import annotations

from .numbered import Numbered
from .people import PEOPLE
from .rows import one_of


def hosted(graph: Numbered) -> dict[int, tuple[int, int]]:
    """Country → how many people it hosts, and the year: the newest that has a figure of them there.
    No figure of another year is added.
    """
    figures = graph.nodes("PopulationFigure", ["population_type", "year", "value"], "figure")
    is_of_them = one_of(figures["population_type"], PEOPLE)
    there = figures.where(is_of_them).select("figure", "year", "value")
    there = there.joined(graph.pairs("ASYLUM", "figure", "country"), "figure")
    found: dict[int, tuple[int, int]] = {}
    # Sorted by country, then by year: the newest is the last one
    for country, year, people in there.summed("value", "country", "year").tuples():
        found[country] = people, year
    return found
