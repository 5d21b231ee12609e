"""Cells: combinations of a country and a topic (a theme or an area of focus).

Two pledges share place and area if they are in one cell: two steps in the graph, and never a list
of pairs.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from .frames import rows_with
from .numbered import Numbered
from .places import BY_PLATFORM, BY_REGION, BY_SITUATION, NAMED

RELATIONS = {
    NAMED: "IN_CELL",
    BY_PLATFORM: "IN_CELL_BY_PLATFORM",
    BY_REGION: "IN_CELL_BY_REGION",
    BY_SITUATION: "IN_CELL_BY_SITUATION",
}
"""How a pledge comes to the country of a cell → the relationship from the pledge to the cell."""


@dataclass(frozen=True)
class Cells:
    """``cells``: (cell, country, topic); ``inside``: (pledge, cell, basis). Cells have their own
    numbers.
    """

    cells: pd.DataFrame
    inside: pd.DataFrame

    def of(self, pledges: pd.Series) -> pd.DataFrame:
        """(pledge, cell) of some pledges, each once, whatever the basis."""
        found = rows_with(self.inside, "pledge", pledges)
        return found[["pledge", "cell"]].drop_duplicates()


def topics(graph: Numbered) -> pd.DataFrame:
    """(pledge, topic): the themes and the areas of focus of each pledge."""
    themes = graph.pairs("THEME", "pledge", "topic")
    areas = graph.pairs("AREA_OF_FOCUS", "pledge", "topic")
    return pd.concat([themes, areas], ignore_index=True).drop_duplicates()


def cells(graph: Numbered, placed: pd.DataFrame) -> Cells:
    """The cells that pledges are in.

    Args:
        graph: the current tables.
        placed: (pledge, country, basis), as ``places`` gives it, of the pledges that count.
    """
    keys = ["country", "topic"]
    inside = placed.merge(topics(graph), on="pledge")
    # Sorted, so that a cell has the same number in every build of the same sources
    inside["cell"] = inside.groupby(keys, sort=True).ngroup()
    distinct = inside[["cell", *keys]].drop_duplicates()
    distinct = distinct.sort_values("cell", ignore_index=True)
    return Cells(distinct, inside[["pledge", "cell", "basis"]])


def cell_identifiers(graph: Numbered, found: pd.DataFrame) -> pa.Array:
    """``cell/TCD-themes-documentation``: the country, the topic's scheme and its code."""
    countries = graph.identifiers(found["country"])
    codes = pc.replace_substring_regex(countries, "^[^/]+/", "")
    topic_names = graph.identifiers(found["topic"])
    topic_names = pc.replace_substring_regex(topic_names, "^vocabulary/", "")
    topic_names = pc.replace_substring(topic_names, "/", "-")
    starts = pc.binary_join_element_wise("cell", codes, "/")
    return pc.binary_join_element_wise(starts, topic_names, "-")
