"""People concerned: UNHCR's figures of the people whom a pledge concerns, in the countries that it
names.
"""

from __future__ import annotations

import pandas as pd

from .numbered import Numbered
from .places import BY_PLATFORM, BY_REGION, NAMED

PEOPLE = ("REF", "ASY", "OIP")
"""Refugees, asylum-seekers, others in need of international protection: unless a pledge concerns
others.
"""
RETURNED = "RET"


def people(graph: Numbered, pledges: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """(pledge, people_concerned, people_year, people_types): of pledges for which there is a
    figure.

    The year is the newest that has a figure of these people; no figure of another year is added.
    The people of a regional pledge are those of its members.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``host_country_pledge``.
        placed: (pledge, country, basis), as ``places`` gives it.
    """
    countries = _countries(pledges, placed)
    if not graph.current["PopulationFigure"].num_rows:
        return pd.DataFrame(columns=["pledge", "people_concerned", "people_year", "people_types"])
    concerned = _types(graph, pledges["pledge"]).merge(countries, on="pledge")
    found = concerned.merge(_figures(graph), on=["country", "people_types"])
    newest = found.groupby("pledge")["people_year"].transform("max")
    counted = found[found["people_year"] == newest]
    columns = counted.groupby("pledge", sort=False).agg(
        people_concerned=("value", "sum"), people_year=("people_year", "first")
    )
    kinds = counted[["pledge", "people_types"]].drop_duplicates()
    return columns.join(kinds.groupby("pledge")["people_types"].agg(list)).reset_index()


def _countries(pledges: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """(pledge, country): the countries that pledges name, or else the members for which a regional
    body pledged.
    """
    named = placed[placed["basis"] == NAMED]
    regional = pledges[pledges["host_country_pledge"] & ~pledges["pledge"].isin(named["pledge"])][
        "pledge"
    ]
    members = placed[
        placed["pledge"].isin(regional) & placed["basis"].isin((BY_PLATFORM, BY_REGION))
    ]
    return pd.concat([named, members])[["pledge", "country"]].drop_duplicates()


def _types(graph: Numbered, pledges: pd.Series) -> pd.DataFrame:
    """(pledge, people_types): the population types that a pledge concerns, one per row."""
    notations = graph.nodes("Concept", ["notation"], "concept")
    stated = graph.pairs("POPULATION_CONCERNED", "pledge", "concept").merge(notations, on="concept")
    stated = stated.rename(columns={"notation": "people_types"})[["pledge", "people_types"]]
    refugees = stated[stated["people_types"] == "REF"]["pledge"]
    usual = pledges[~pledges.isin(stated["pledge"]) | pledges.isin(refugees)]
    usual_types = pd.DataFrame({"pledge": usual}).merge(
        pd.Series(PEOPLE, name="people_types"), how="cross"
    )
    return pd.concat([stated[stated["pledge"].isin(pledges)], usual_types]).drop_duplicates()


def _figures(graph: Numbered) -> pd.DataFrame:
    """(country, people_types, people_year, value): people by country, type and year.

    Returned refugees are back in their country of origin; UNHCR's figures give the country they
    left as well.
    """
    figures = graph.nodes("PopulationFigure", ["population_type", "year", "value"], "figure")
    returned = figures["population_type"] == RETURNED
    asylum = figures[~returned].merge(graph.pairs("ASYLUM", "figure", "country"), on="figure")
    origin = figures[returned].merge(graph.pairs("ORIGIN", "figure", "country"), on="figure")
    keys = ["country", "population_type", "year"]
    summed = pd.concat([asylum, origin]).groupby(keys, sort=False)["value"].sum().reset_index()
    return summed.rename(columns={"population_type": "people_types", "year": "people_year"})
