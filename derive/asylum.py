"""Asylum countries of the situations for which no source names any, by UNHCR's figures."""

from __future__ import annotations

from pledgegraph.ontology.protraction import PEOPLE

from .numbered import Numbered
from .rows import Rows, one_of, rows_with, rows_without

FEWEST = PEOPLE
"""Refugees and asylum-seekers from a situation's origins that make a country one of its asylum
countries, where no source names any: what UNHCR takes to call a situation protracted.
"""
COUNTED = ("REF", "ASY")


def asylum_by_figures(graph: Numbered) -> Rows:
    """(situation, country): the countries with so many people from a situation in the newest year
    of the figures.
    """
    figures = graph.nodes("PopulationFigure", ["population_type", "year", "value"], "figure")
    figures = figures.where(one_of(figures["population_type"], COUNTED))
    # the newest year of all figures: a situation without people in it has no asylum country now
    newest_year = figures["year"].max(initial=0)
    newest = figures.where(figures["year"] == newest_year).select("figure", "value")
    people = _origins_without_asylum(graph)
    people = people.joined(graph.pairs("ORIGIN", "figure", "origin"), "origin")
    people = people.joined(newest, "figure")
    people = people.joined(graph.pairs("ASYLUM", "figure", "country"), "figure")
    counts = people.summed("value", "situation", "country")
    is_enough = counts["value"] >= FEWEST
    return counts.where(is_enough).select("situation", "country")


def _origins_without_asylum(graph: Numbered) -> Rows:
    """(situation, origin) of the situations for which no source names an asylum country."""
    situations = graph.nodes("Situation", [], "situation")
    with_asylum = graph.pairs("ASYLUM", "situation", "country")["situation"]
    unnamed = rows_without(situations, "situation", with_asylum)
    origins = graph.pairs("ORIGIN", "situation", "origin")
    return rows_with(origins, "situation", unnamed["situation"])
