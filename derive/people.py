"""People concerned: UNHCR's figures of the people whom a pledge concerns, in the countries that it
names.
"""

from __future__ import annotations

import pandas as pd

from .frames import rows_with, rows_without
from .numbered import Numbered
from .places import BY_PLATFORM, BY_REGION, NAMED

PEOPLE = ("REF", "ASY", "OIP")
"""Refugees, asylum-seekers, others in need of international protection: whom a pledge concerns that
states nobody else.
"""
RETURNED = "RET"
COLUMNS = ["pledge", "people_concerned", "people_year", "people_types"]


def people(
    graph: Numbered,
    pledges: pd.DataFrame,
    placed: pd.DataFrame,
) -> pd.DataFrame:
    """(pledge, people_concerned, people_year, people_types): of pledges for which there is a
    figure.

    The year is the newest that has a figure of these people; no figure of another year is added.
    The people of a regional pledge are those of its members.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``host_country_pledge``.
        placed: (pledge, country, basis), as ``places`` gives it.
    """
    if not graph.current["PopulationFigure"].num_rows:
        return pd.DataFrame(columns=COLUMNS)
    concerned = _types(graph, pledges["pledge"])
    concerned = concerned.merge(_countries(pledges, placed), on="pledge")
    found = concerned.merge(_figures(graph), on=["country", "people_types"])
    # Years are not mixed: the same people are in the figures of both
    newest = found.groupby("pledge")["people_year"].transform("max")
    counted = found[found["people_year"] == newest]
    sums = counted.groupby("pledge", sort=False).agg(
        people_concerned=("value", "sum"),
        people_year=("people_year", "first"),
    )
    kinds = counted[["pledge", "people_types"]].drop_duplicates()
    listed = kinds.groupby("pledge")["people_types"].agg(list)
    return sums.join(listed).reset_index()


def _countries(pledges: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """(pledge, country): the countries that pledges name, or else the members for which a regional
    body pledged.
    """
    named = placed[placed["basis"] == NAMED]
    hosts = pledges[pledges["host_country_pledge"]]
    regional = rows_without(hosts, "pledge", named["pledge"])
    members = rows_with(placed, "pledge", regional["pledge"])
    members = rows_with(members, "basis", (BY_PLATFORM, BY_REGION))
    return pd.concat([named, members])[["pledge", "country"]].drop_duplicates()


def _types(graph: Numbered, pledges: pd.Series) -> pd.DataFrame:
    """(pledge, people_types): the population types that a pledge concerns, one per row."""
    notations = graph.nodes("Concept", ["notation"], "concept")
    stated = graph.pairs("POPULATION_CONCERNED", "pledge", "concept").merge(
        notations,
        on="concept",
    )
    stated = stated.rename(columns={"notation": "people_types"})[["pledge", "people_types"]]
    # "refugees" in a pledge stands for all who seek protection from abroad
    refugees = stated[stated["people_types"] == "REF"]
    states_none = ~pledges.isin(stated["pledge"])
    is_usual = states_none | pledges.isin(refugees["pledge"])
    usual_types = pd.Series(PEOPLE, name="people_types")
    usual = pd.DataFrame({"pledge": pledges[is_usual]})
    usual = usual.merge(usual_types, how="cross")
    return pd.concat([rows_with(stated, "pledge", pledges), usual]).drop_duplicates()


def _figures(graph: Numbered) -> pd.DataFrame:
    """(country, people_types, people_year, value): people by country, type and year."""
    figures = graph.nodes("PopulationFigure", ["population_type", "year", "value"], "figure")
    # returned refugees are in their country of origin; the figures name the one they left as well
    is_returned = figures["population_type"] == RETURNED
    asylum = graph.pairs("ASYLUM", "figure", "country")
    origin = graph.pairs("ORIGIN", "figure", "country")
    here = pd.concat(
        [
            figures[~is_returned].merge(asylum, on="figure"),
            figures[is_returned].merge(origin, on="figure"),
        ]
    )
    here = here.rename(columns={"population_type": "people_types", "year": "people_year"})
    keys = ["country", "people_types", "people_year"]
    values = here.groupby(keys, sort=False)["value"]
    summed: pd.DataFrame = values.sum().reset_index()
    return summed
