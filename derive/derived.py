"""From ``current`` to ``derived``: every rule that depends neither on the date nor on the question,
computed once.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from pledgegraph.ontology.roles import SUPPORT_TYPES
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import (
    ID,
    OBJECT,
    SUBJECT,
    Tables,
    finished_links,
    finished_nodes,
    link_schema,
    node_schema,
)

from .arrangements import Arrangements, involved, named_after_pledges
from .asylum import asylum_by_figures
from .cells import RELATIONS, Cells, cell_identifiers, cells
from .citing import cited
from .joint import joint_support
from .levels import related_hosts, with_levels
from .matches import matches
from .numbered import Numbered
from .parties import Parties, state_of
from .people import people
from .places import BY_PLATFORM, BY_REGION, BY_SITUATION, places
from .progress import progress
from .roles import pledges_with_roles
from .same import maybe_same
from .unplaced import no_place_reasons

REACHES = {
    BY_PLATFORM: "REACHES_BY_PLATFORM",
    BY_REGION: "REACHES_BY_REGION",
    BY_SITUATION: "REACHES_BY_SITUATION",
}
"""The arrangement by which a pledge comes to a country → the relationship from the pledge to the
country.
"""


def derive(current: Tables) -> Tables:
    """The derived tables of current ones: derived columns by id, computed nodes and
    relationships.
    """
    graph = Numbered(current)
    state_countries = state_of(current)
    parties = Parties(graph, state_countries)
    pledges = pledges_with_roles(current, state_countries).merge(
        progress(current), on="id", how="left"
    )
    pledges = pledges.merge(cited(current), on="id", how="left")
    pledges.insert(0, "pledge", graph.number(pa.array(pledges["id"], pa.string())).astype("int64"))
    matched = matches(graph, pledges)
    joint = joint_support(graph, pledges, parties)
    placed = places(graph, pledges)
    alive = pledges[pledges["standing"].ne("withdrawn")]["pledge"]
    inside = cells(graph, placed[placed["pledge"].isin(alive)])
    related = related_hosts(graph, pledges, inside, parties, matched, joint)
    pledges = with_levels(pledges, matched, joint, related)
    pledges = pledges.merge(people(graph, pledges, placed), on="pledge", how="left")
    pledges = pledges.merge(
        no_place_reasons(graph, pledges["pledge"], placed), on="pledge", how="left"
    )
    actors = named_after_pledges(graph)
    nobody = actors[actors["named_after_pledge"]]["actor"]
    together = Arrangements(graph, pledges, matched, parties, nobody)
    participants = together.participants
    pledges = pledges.merge(
        participants.rename(columns={"arrangement": "pledge"}), on="pledge", how="left"
    )
    matched = matched.merge(
        participants.rename(columns={"arrangement": "match"}), on="match", how="left"
    )
    nodes = {
        name: node_schema(name, with_source=False, derived=True).empty_table()
        for name in schema().classes
    }
    nodes["Pledge"] = _pledge_nodes(pledges, current)
    nodes["Match"] = _nodes(
        "Match", matched.assign(id=graph.identifiers(matched["match"]).to_pylist())
    )
    nodes["Actor"] = _nodes(
        "Actor", actors.assign(id=graph.identifiers(actors["actor"]).to_pylist())
    )
    counts = participants.merge(together.pledging, on="arrangement", how="outer")
    for name in ("MultistakeholderPledge", "SupportPlatform"):
        nodes[name] = _nodes(name, _of_class(graph, name, counts))
    links = {name: link_schema(with_source=False).empty_table() for name in schema().relations}
    links["STATE_OF"] = _state_links(state_countries)
    links["JOINTLY_SUPPORTED_BY"] = graph.links(joint)
    links["INVOLVES"] = graph.links(involved(graph, pledges, matched, joint))
    links["TAKES_PART_IN"] = graph.links(together.links)
    links["PLEDGED_UNDER"] = graph.links(together.pledged_under)
    links["ASYLUM_BY_FIGURES"] = graph.links(asylum_by_figures(graph))
    links["MAYBE_SAME_AS"] = graph.links(maybe_same(graph, pledges))
    for basis, relation in REACHES.items():
        links[relation] = graph.links(placed[placed["basis"] == basis])
    nodes["Cell"], cell_links = _cells(graph, inside)
    return Tables(nodes, links | cell_links)


def _of_class(graph: Numbered, name: str, participants: pd.DataFrame) -> pd.DataFrame:
    """``id`` and the counts of the arrangements of a class."""
    found = graph.nodes(name, [ID], "arrangement")
    return found.merge(participants, on="arrangement", how="left")


def _nodes(name: str, frame: pd.DataFrame) -> pa.Table:
    """The derived columns of a class from a data frame that has them and ``id``."""
    target = node_schema(name, with_source=False, derived=True)
    columns = {column.name: _array(frame[column.name], column.type) for column in target}
    return finished_nodes(pa.table(columns), target)


def _array(values: pd.Series, wanted: pa.DataType) -> pa.Array:
    if pa.types.is_list(wanted):  # a column without any list is none of lists to pandas
        return pa.array([each if isinstance(each, list) else None for each in values], wanted)
    return pa.array(values, wanted, from_pandas=True)


def _pledge_nodes(pledges: pd.DataFrame, current: Tables) -> pa.Table:
    pledges["update_count"] = pledges["update_count"].fillna(0)
    pledges["place_open"] = pledges["place_open"].eq(True)
    own = _own_means(current, pledges[pledges["host_country_pledge"]]["id"])
    return _nodes("Pledge", pledges.merge(own, on="id", how="left"))


def _own_means(current: Tables, hosts: pd.Series) -> pd.DataFrame:
    """(id, own_means): the financial, technical or material means that a host puts into its own
    pledge.
    """
    links = current["CONTRIBUTION_TYPE"].to_pandas()
    links = links[links[SUBJECT].isin(hosts) & links[OBJECT].isin(SUPPORT_TYPES)]
    codes = links[OBJECT].str.replace("^.*/", "", regex=True)
    means = codes.groupby(links[SUBJECT]).agg(list).rename("own_means")
    found: pd.DataFrame = means.rename_axis(ID).reset_index()
    return found


def _state_links(state_countries: dict[str, str]) -> pa.Table:
    table = pa.table({SUBJECT: list(state_countries), OBJECT: list(state_countries.values())})
    return finished_links(table, link_schema(with_source=False))


def _cells(graph: Numbered, inside: Cells) -> tuple[pa.Table, dict[str, pa.Table]]:
    """The cells as nodes, and their relationships."""
    target = link_schema(with_source=False)
    ids = cell_identifiers(graph, inside.cells)
    nodes = finished_nodes(
        pa.table({ID: ids}), node_schema("Cell", with_source=False, derived=True)
    )
    links = {
        "CELL_COUNTRY": (ids, graph.identifiers(inside.cells["country"])),
        "CELL_TOPIC": (ids, graph.identifiers(inside.cells["topic"])),
    }
    for basis, relation in RELATIONS.items():
        there = inside.inside[inside.inside["basis"] == basis]
        links[relation] = (graph.identifiers(there["pledge"]), ids.take(pa.array(there["cell"])))
    return nodes, {
        name: finished_links(pa.table({SUBJECT: start, OBJECT: end}), target)
        for name, (start, end) in links.items()
    }
