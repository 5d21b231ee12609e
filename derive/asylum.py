"""Asylum countries of the situations for which no source names any, by UNHCR's figures."""

from __future__ import annotations

import pandas as pd

from .frames import rows_with, rows_without
from .numbered import Numbered

FEWEST = 25_000
"""Refugees and asylum-seekers from a situation's origins that make a country one of its asylum
countries, where no source names any: what UNHCR takes to call a situation protracted.
"""
COUNTED = ("REF", "ASY")


def asylum_by_figures(graph: Numbered) -> pd.DataFrame:
    """(situation, country): the countries with so many people from a situation in the newest year
    of the figures.
    """
    figures = graph.nodes("PopulationFigure", ["population_type", "year", "value"], "figure")
    figures = rows_with(figures, "population_type", COUNTED)
    people = _origins_without_asylum(graph)
    people = people.merge(graph.pairs("ORIGIN", "figure", "origin"), on="origin")
    people = people.merge(figures, on="figure")
    people = people.merge(graph.pairs("ASYLUM", "figure", "country"), on="figure")
    # the newest year of all figures: a situation without people in it has no asylum country now
    newest_year = figures["year"].max()
    newest = people[people["year"] == newest_year]
    counts = newest.groupby(["situation", "country"], sort=False)["value"].sum()
    enough: pd.DataFrame = counts[counts >= FEWEST].reset_index()
    return enough[["situation", "country"]]


def _origins_without_asylum(graph: Numbered) -> pd.DataFrame:
    """(situation, origin) of the situations for which no source names an asylum country."""
    situations = graph.nodes("Situation", [], "situation")
    with_asylum = graph.pairs("ASYLUM", "situation", "country")["situation"]
    unnamed = rows_without(situations, "situation", with_asylum)
    origins = graph.pairs("ORIGIN", "situation", "origin")
    return rows_with(origins, "situation", unnamed["situation"])
