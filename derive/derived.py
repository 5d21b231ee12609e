"""From ``current`` to ``derived``: every rule that depends neither on the date nor on the question,
computed once.

docs/ontology.md defines the computed values. The modules that compute them:

- ``roles``: role, role_basis, host_country_pledge, brings_support
- ``progress``: latest_stage, latest_stage_on, update_count, newest_update_on, latest_target_year
- ``citing``: cited_as
- ``matches``: counts_as_support, not_counted_because
- ``joint``: JOINTLY_SUPPORTED_BY
- ``places``: REACHES_BY_PLATFORM, REACHES_BY_REGION, REACHES_BY_SITUATION
- ``cells``: CELL_COUNTRY, CELL_TOPIC, IN_CELL, IN_CELL_BY_PLATFORM, IN_CELL_BY_REGION,
  IN_CELL_BY_SITUATION
- ``levels``: support_level, open_to_matching
- ``people``: people_concerned, people_year, people_types
- ``unplaced``: no_place_reason, place_open
- ``arrangements``: named_after_pledge, participant_count, pledging_count, TAKES_PART_IN,
  PLEDGED_UNDER, INVOLVES
- ``asylum``: ASYLUM_BY_FIGURES
- ``same``: MAYBE_SAME_AS
- ``parties``: STATE_OF
- ``derived``: own_means
"""

from __future__ import annotations

from dataclasses import dataclass

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
from .frames import rows_with
from .joint import joint_support
from .levels import related_hosts, with_levels
from .matches import matches
from .numbered import Numbered
from .parties import Parties, state_of
from .people import people
from .places import BY_PLATFORM, BY_REGION, BY_SITUATION, places
from .progress import progress
from .roles import pledges_with_roles, present
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


@dataclass(frozen=True)
class _Worked:
    """What the rules have worked out, as data frames."""

    graph: Numbered
    state_countries: dict[str, str]
    pledges: pd.DataFrame
    matched: pd.DataFrame
    joint: pd.DataFrame
    placed: pd.DataFrame
    inside: Cells
    actors: pd.DataFrame
    together: Arrangements


def derive(current: Tables) -> Tables:
    """The derived tables of current ones: derived columns by id, computed nodes and
    relationships.
    """
    worked = _work_out(current)
    return Tables(_all_nodes(worked), _all_links(worked))


def _work_out(current: Tables) -> _Worked:
    """The rules in the order in which one needs the other."""
    graph = Numbered(current)
    state_countries = state_of(current)
    parties = Parties(graph, state_countries)
    pledges = _pledges(graph, state_countries)
    matched = matches(graph, pledges)
    joint = joint_support(graph, pledges, parties)
    placed = places(graph, pledges)
    # A withdrawn pledge neither brings support nor asks for it
    alive = present(pledges)["pledge"]
    inside = cells(graph, rows_with(placed, "pledge", alive))
    related = related_hosts(
        graph,
        pledges,
        inside,
        parties,
        matched,
        joint,
    )
    pledges = with_levels(pledges, matched, joint, related)
    concerned = people(graph, pledges, placed)
    reasons = no_place_reasons(graph, pledges["pledge"], placed)
    pledges = pledges.merge(concerned, on="pledge", how="left")
    pledges = pledges.merge(reasons, on="pledge", how="left")
    actors = named_after_pledges(graph)
    nobody = actors[actors["named_after_pledge"]]["actor"]
    together = Arrangements(graph, pledges, matched, parties, nobody)
    return _Worked(
        graph=graph,
        state_countries=state_countries,
        pledges=pledges,
        matched=matched,
        joint=joint,
        placed=placed,
        inside=inside,
        actors=actors,
        together=together,
    )


def _pledges(
    graph: Numbered,
    state_countries: dict[str, str],
) -> pd.DataFrame:
    """Every pledge, with its number and the values that its own rows give."""
    current = graph.current
    pledges = pledges_with_roles(current, state_countries)
    pledges = pledges.merge(
        progress(current),
        on="id",
        how="left",
    )
    pledges = pledges.merge(cited(current), on="id", how="left")
    identifiers = pa.array(pledges["id"], pa.string())
    pledges.insert(
        0,
        "pledge",
        graph.number(identifiers).astype("int64"),
    )
    return pledges


def _all_nodes(worked: _Worked) -> dict[str, pa.Table]:
    nodes = {}
    for name in schema().classes:
        nodes[name] = node_schema(name, with_source=False, derived=True).empty_table()
    participants = worked.together.participants
    nodes["Pledge"] = _pledge_nodes(worked)
    matched = _with_ids(worked.graph, worked.matched, "match")
    counts = participants.rename(columns={"arrangement": "match"})
    matched = matched.merge(counts, on="match", how="left")
    nodes["Match"] = _nodes("Match", matched)
    actors = _with_ids(worked.graph, worked.actors, "actor")
    nodes["Actor"] = _nodes("Actor", actors)
    counts = participants.merge(
        worked.together.pledging,
        on="arrangement",
        how="outer",
    )
    for name in ("MultistakeholderPledge", "SupportPlatform"):
        arrangements = worked.graph.nodes(
            name,
            [ID],
            "arrangement",
        )
        arrangements = arrangements.merge(counts, on="arrangement", how="left")
        nodes[name] = _nodes(name, arrangements)
    ids = cell_identifiers(worked.graph, worked.inside.cells)
    target = node_schema("Cell", with_source=False, derived=True)
    nodes["Cell"] = finished_nodes(pa.table({ID: ids}), target)
    return nodes


def _all_links(worked: _Worked) -> dict[str, pa.Table]:
    graph = worked.graph
    links = {}
    for name in schema().relations:
        links[name] = link_schema(with_source=False).empty_table()
    links["STATE_OF"] = _finished(
        list(worked.state_countries),
        list(worked.state_countries.values()),
    )
    links["JOINTLY_SUPPORTED_BY"] = graph.links(worked.joint)
    actors = involved(
        graph,
        worked.pledges,
        worked.matched,
        worked.joint,
    )
    links["INVOLVES"] = graph.links(actors)
    links["TAKES_PART_IN"] = graph.links(worked.together.links)
    links["PLEDGED_UNDER"] = graph.links(worked.together.pledged_under)
    links["ASYLUM_BY_FIGURES"] = graph.links(asylum_by_figures(graph))
    links["MAYBE_SAME_AS"] = graph.links(maybe_same(graph, worked.pledges))
    for basis, relation in REACHES.items():
        has_basis = worked.placed["basis"] == basis
        links[relation] = graph.links(worked.placed[has_basis])
    return links | _cell_links(graph, worked.inside)


def _with_ids(
    graph: Numbered,
    frame: pd.DataFrame,
    key: str,
) -> pd.DataFrame:
    """A frame with the identifiers of the nodes whose numbers are in the column ``key``."""
    return frame.assign(id=graph.identifiers(frame[key]).to_pylist())


def _nodes(name: str, frame: pd.DataFrame) -> pa.Table:
    """The derived columns of a class from a data frame that has them and ``id``."""
    target = node_schema(name, with_source=False, derived=True)
    arrays = [_array(frame[column.name], column.type) for column in target]
    return finished_nodes(pa.table(arrays, target.names), target)


def _array(values: pd.Series, wanted: pa.DataType) -> pa.Array:
    if not pa.types.is_list(wanted):
        return pa.array(values, wanted, from_pandas=True)
    # missing lists are NaN in pandas, which Arrow takes for a number
    lists = [each if isinstance(each, list) else None for each in values]
    return pa.array(lists, wanted)


def _pledge_nodes(worked: _Worked) -> pa.Table:
    counts = worked.together.participants.rename(columns={"arrangement": "pledge"})
    pledges = worked.pledges.merge(counts, on="pledge", how="left")
    pledges["update_count"] = pledges["update_count"].fillna(0)
    pledges["place_open"] = pledges["place_open"].eq(True)
    hosts = pledges[pledges["host_country_pledge"]]
    own = _own_means(worked.graph.current, hosts["id"])
    return _nodes("Pledge", pledges.merge(own, on="id", how="left"))


def _own_means(current: Tables, hosts: pd.Series) -> pd.DataFrame:
    """(id, own_means): the financial, technical or material means that a host puts into its own
    pledge.
    """
    links = rows_with(
        current["CONTRIBUTION_TYPE"].to_pandas(),
        SUBJECT,
        hosts,
    )
    links = rows_with(links, OBJECT, SUPPORT_TYPES)
    codes = links[OBJECT].str.replace("^.*/", "", regex=True)
    means = codes.groupby(links[SUBJECT]).agg(list)
    means = means.rename("own_means").rename_axis(ID)
    found: pd.DataFrame = means.reset_index()
    return found


def _cell_links(
    graph: Numbered,
    inside: Cells,
) -> dict[str, pa.Table]:
    """The country and the topic of each cell, and the pledges in it."""
    ids = cell_identifiers(graph, inside.cells)
    countries = graph.identifiers(inside.cells["country"])
    topics = graph.identifiers(inside.cells["topic"])
    links = {
        "CELL_COUNTRY": _finished(ids, countries),
        "CELL_TOPIC": _finished(ids, topics),
    }
    for basis, relation in RELATIONS.items():
        there = inside.inside[inside.inside["basis"] == basis]
        pledges = graph.identifiers(there["pledge"])
        # the number of a cell is its place among all cells
        places = pa.array(there["cell"])
        links[relation] = _finished(pledges, ids.take(places))
    return links


def _finished(starts: object, ends: object) -> pa.Table:
    table = pa.table({SUBJECT: starts, OBJECT: ends})
    return finished_links(table, link_schema(with_source=False))
