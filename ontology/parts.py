"""Parts: the tables cut into what people take separately, so that all parts together say what the
whole says.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from .provenance import RECORDED_IN
from .schema import schema
from .tables import ID, OBJECT, SUBJECT, Tables

PARTS: Mapping[str, str] = {
    "facts": "Pledges, actors, support, implementation, arrangements, places and situations",
    "provenance": "Sources, their rows, and the rows that each node was read from",
    "figures": "Population figures, with the sources that publish them",
    "vocabularies": "Concepts with their labels, schemes and broader concepts",
}
"""Part → what is in it."""
_PART_OF = {
    "Source": "provenance",
    "SourceRecord": "provenance",
    "PopulationFigure": "figures",
    "Concept": "vocabularies",
}
"""Class → its part; every other class is in the facts."""


def part_of(name: str) -> str:
    """The part that the nodes of a class are in."""
    return _PART_OF.get(name, "facts")


def parts_of(tables: Tables) -> dict[str, Tables]:
    """Part → the tables with its rows; classes and relationships of other parts have none."""
    found = {}
    for part in PARTS:
        nodes = {}
        for name, table in tables.nodes.items():
            nodes[name] = table if part_of(name) == part else table.slice(0, 0)
        links = {}
        for name, table in tables.links.items():
            links[name] = _links_in(table, name, part)
        # Who takes the figures alone has to know whose they are
        if part == "figures":
            nodes["Source"] = _sources_of_figures(tables)
        found[part] = Tables(nodes, links)
    return found


def _links_in(
    table: pa.Table,
    name: str,
    part: str,
) -> pa.Table:
    """The links that a part states: where a node is from is provenance, all else goes with the node
    that the link starts from.
    """
    starts = schema().relations[name].starts
    homes = {part_of(start) for start in starts}
    if name == RECORDED_IN:
        homes = {"provenance"}
    if part not in homes:
        return table.slice(0, 0)
    if len(homes) == 1:
        return table
    # Nodes of several parts have this relationship: the figures' have a segment of their own
    is_figure = pc.match_substring(table[SUBJECT], "#figure-")
    return table.filter(is_figure if part == "figures" else pc.invert(is_figure))


def _sources_of_figures(tables: Tables) -> pa.Table:
    links = tables.links[RECORDED_IN]
    is_figure = pc.match_substring(links[SUBJECT], "#figure-")
    rows = links.filter(is_figure)[OBJECT]
    # source/population#row-12 → source/population
    names = pc.unique(pc.replace_substring_regex(rows, "#.*$", ""))
    sources = tables.nodes["Source"]
    return sources.filter(pc.is_in(sources[ID], names))
