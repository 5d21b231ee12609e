"""Asylum countries of the situations for which no source names any, by UNHCR's figures."""

from __future__ import annotations

import pandas as pd

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
    figures = figures[figures["population_type"].isin(COUNTED)]
    situations = graph.nodes("Situation", [], "situation")["situation"]
    origins = graph.pairs("ORIGIN", "situation", "origin")
    asylum = graph.pairs("ASYLUM", "situation", "country")
    unnamed = situations[~situations.isin(asylum["situation"])]
    found = origins[origins["situation"].isin(unnamed)]
    found = found.merge(graph.pairs("ORIGIN", "figure", "origin"), on="origin").merge(
        figures, on="figure"
    )
    found = found.merge(graph.pairs("ASYLUM", "figure", "country"), on="figure")
    newest = found[found["year"] == figures["year"].max()]
    people = newest.groupby(["situation", "country"], sort=False)["value"].sum()
    enough: pd.DataFrame = people[people >= FEWEST].reset_index()
    return enough[["situation", "country"]]
