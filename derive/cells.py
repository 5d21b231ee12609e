"""Cells: combinations of a country and a topic (a theme or an area of focus).

Two pledges share place and area if they are in one cell: two steps in the graph, and never a list
of pairs.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from .numbered import Numbered
from .places import BY_PLATFORM, BY_REGION, BY_SITUATION, NAMED
from .rows import Array, Rows, groups, rows_with, stacked

RELATIONS = {
    NAMED: "IN_CELL",
    BY_PLATFORM: "IN_CELL_BY_PLATFORM",
    BY_REGION: "IN_CELL_BY_REGION",
    BY_SITUATION: "IN_CELL_BY_SITUATION",
}
"""How a pledge comes to the country of a cell → the relationship from the pledge to the cell."""


@dataclass(frozen=True)
class Cells:
    """``cells``: (country, topic), the number of a cell being its place; ``inside``: (pledge, cell,
    basis).
    """

    cells: Rows
    inside: Rows

    def of(self, pledges: Array) -> Rows:
        """(pledge, cell) of some pledges, each once, whatever the basis."""
        found = rows_with(self.inside, "pledge", pledges)
        return found.select("pledge", "cell").unique()


def topics(graph: Numbered) -> Rows:
    """(pledge, topic): the themes and the areas of focus of each pledge."""
    themes = graph.pairs("THEME", "pledge", "topic")
    areas = graph.pairs("AREA_OF_FOCUS", "pledge", "topic")
    return stacked(themes, areas).unique()


def cells(graph: Numbered, placed: Rows) -> Cells:
    """The cells that pledges are in.

    Args:
        graph: the current tables.
        placed: (pledge, country, basis), as ``places`` gives it, of the pledges that count.
    """
    inside = placed.joined(topics(graph), "pledge")
    # Sorted, so that a cell has the same number in every build of the same sources
    distinct, cell = groups(inside, "country", "topic")
    return Cells(distinct, inside.having(cell=cell))


def cell_identifiers(graph: Numbered, found: Rows) -> pa.Array:
    """``cell/TCD-themes-documentation``: the country, the topic's scheme and its code."""
    countries = graph.identifiers(found["country"])
    codes = pc.replace_substring_regex(countries, "^[^/]+/", "")
    topic_names = graph.identifiers(found["topic"])
    topic_names = pc.replace_substring_regex(topic_names, "^vocabulary/", "")
    topic_names = pc.replace_substring(topic_names, "/", "-")
    starts = pc.binary_join_element_wise("cell", codes, "/")
    return pc.binary_join_element_wise(starts, topic_names, "-")
