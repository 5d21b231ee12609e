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
- ``hosted``: people_hosted, people_hosted_year
- ``mentions``: MENTIONS, MENTIONS_REGION, place_words
- ``objectives``: SERVES_OBJECTIVE, objective_basis
- ``leaning``: LEANS_ON
- ``ties``: party_count, CONNECTS_THROUGH
- ``asylum``: ASYLUM_BY_FIGURES
- ``protracted``: protracted_by_refugees, protracted_refugees, protracted_people, protracted_year,
  PROTRACTED_FROM, PROTRACTED_IN
- ``same``: MAYBE_SAME_AS
- ``parties``: STATE_OF
- ``derived``: own_means
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pledgegraph.ontology.roles import SUPPORT_CODES, SUPPORT_TYPES
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
from .hosted import hosted
from .joint import joint_support
from .leaning import leaning
from .levels import related_hosts, with_levels
from .matches import matches
from .mentions import Mentions, in_words, linked
from .numbered import Numbered
from .objectives import objectives
from .parties import Parties, state_of
from .people import people
from .places import BY_PLATFORM, BY_REGION, BY_SITUATION, places
from .progress import Progress, progress
from .protracted import identifiers, protracted
from .roles import pledges_with_roles, present
from .rows import Array, Rows, objects, one_of, rows_with, values_of
from .same import Pairs, maybe_same, without_pairs
from .ties import connecting, named_parts, party_counts

REACHES = {
    BY_PLATFORM: "REACHES_BY_PLATFORM",
    BY_REGION: "REACHES_BY_REGION",
    BY_SITUATION: "REACHES_BY_SITUATION",
}
"""The arrangement by which a pledge comes to a country → the relationship from the pledge to the
country.
"""
PEOPLE_COLUMNS = ("people_concerned", "people_year", "people_types")


@dataclass(frozen=True)
class _Worked:
    """What the rules have worked out."""

    graph: Numbered
    state_countries: dict[str, str]
    pledges: Rows
    matched: Rows
    joint: Rows
    placed: Rows
    inside: Cells
    actors: Rows
    together: Arrangements
    parties_named: Mapping[int, int]
    connects: Rows
    mentioned: Mentions
    served: Rows
    leans: Rows
    long: Rows


def derive(current: Tables, apart: Pairs = ()) -> Tables:
    """The derived tables of current ones: derived columns by id, computed nodes and
    relationships. ``apart``: pledges that are two by decision.
    """
    worked = _work_out(current)
    links = _all_links(worked)
    links["MAYBE_SAME_AS"] = without_pairs(links["MAYBE_SAME_AS"], apart)
    return Tables(_all_nodes(worked), links)


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
    reasons, mentioned = in_words(
        graph,
        pledges,
        placed,
        state_countries,
    )
    pledges = _with_values(pledges, concerned, PEOPLE_COLUMNS)
    pledges = _with_values(pledges, reasons, ("no_place_reason", "place_open"))
    served, basis = objectives(graph, pledges["pledge"])
    pledges = _with_values(pledges, basis, ("objective_basis",))
    actors = named_after_pledges(graph)
    nobody = actors["actor"][actors["named_after_pledge"]]
    together = Arrangements(graph, pledges, matched, parties, nobody)
    parts = named_parts(graph, parties, nobody)
    connects = connecting(
        graph,
        pledges,
        matched,
        parties,
        parts,
    )
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
        parties_named=party_counts(parts),
        connects=connects,
        mentioned=mentioned,
        served=served,
        leans=leaning(graph, pledges),
        long=protracted(graph),
    )


def _pledges(
    graph: Numbered,
    state_countries: dict[str, str],
) -> Rows:
    """Every pledge, with its number and the values that its own rows give."""
    pledges = pledges_with_roles(graph, state_countries)
    known = progress(graph)
    none = Progress()
    found = [known.get(pledge, none) for pledge in pledges["pledge"].tolist()]
    return pledges.having(
        cited_as=objects(cited(graph.current)),
        latest_stage=objects([each.stage for each in found]),
        latest_stage_on=objects([each.stage_on for each in found]),
        update_count=objects([each.updates for each in found]),
        newest_update_on=objects([each.newest_on for each in found]),
        latest_target_year=objects([each.target_year for each in found]),
    )


def _with_values(
    pledges: Rows,
    found: Mapping[int, tuple[object, ...]],
    names: Sequence[str],
) -> Rows:
    """The pledges with the values that some of them have, by pledge, as further columns."""
    nothing = (None,) * len(names)
    values = [found.get(pledge, nothing) for pledge in pledges["pledge"].tolist()]
    columns = zip(*values, strict=True) if values else [()] * len(names)
    return pledges.having(**dict(zip(names, map(objects, columns), strict=True)))


def _all_nodes(worked: _Worked) -> dict[str, pa.Table]:
    nodes = {}
    for name in schema().classes:
        nodes[name] = node_schema(name, with_source=False, derived=True).empty_table()
    graph = worked.graph
    together = worked.together
    nodes["Pledge"] = _pledge_nodes(worked)
    nodes["Match"] = _nodes(
        "Match",
        graph.identifiers(worked.matched["match"]),
        worked.matched.having(
            participant_count=_count(together.participants, worked.matched["match"])
        ),
    )
    nodes["Actor"] = _nodes(
        "Actor",
        graph.identifiers(worked.actors["actor"]),
        worked.actors,
    )
    for name in ("MultistakeholderPledge", "SupportPlatform"):
        numbers = graph.nodes(name, [], "arrangement")["arrangement"]
        counts = Rows(
            participant_count=_count(together.participants, numbers),
            pledging_count=_count(together.pledging, numbers),
        )
        nodes[name] = _nodes(name, graph.identifiers(numbers), counts)
    countries = graph.nodes("Country", [], "country")
    nodes["Country"] = _nodes(
        "Country",
        graph.identifiers(countries["country"]),
        _country_values(countries, hosted(graph)),
    )
    nodes["ProtractedSituation"] = _nodes(
        "ProtractedSituation",
        identifiers(graph, worked.long),
        worked.long,
    )
    ids = cell_identifiers(graph, worked.inside.cells)
    target = node_schema("Cell", with_source=False, derived=True)
    nodes["Cell"] = finished_nodes(pa.table({ID: ids}), target)
    return nodes


def _country_values(
    countries: Rows,
    found: Mapping[int, tuple[int, int]],
) -> Rows:
    """The columns of each country, None where there is no figure."""
    nothing = (None, None)
    people = []
    years = []
    for country in countries["country"].tolist():
        count, year = found.get(country, nothing)
        people.append(count)
        years.append(year)
    return Rows(
        people_hosted=objects(people),
        people_hosted_year=objects(years),
    )


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
    links["CONNECTS_THROUGH"] = graph.links(worked.connects)
    links["SERVES_OBJECTIVE"] = graph.links(worked.served)
    links["LEANS_ON"] = graph.links(worked.leans)
    links["MENTIONS"] = graph.links(linked(worked.mentioned.countries, "country"))
    links["MENTIONS_REGION"] = graph.links(linked(worked.mentioned.regions, "region"))
    links["ASYLUM_BY_FIGURES"] = graph.links(asylum_by_figures(graph))
    links["MAYBE_SAME_AS"] = graph.links(maybe_same(graph, worked.pledges))
    links |= _protracted_links(graph, worked.long)
    for basis, relation in REACHES.items():
        has_basis = worked.placed["basis"] == basis
        links[relation] = graph.links(worked.placed.where(has_basis))
    return links | _cell_links(graph, worked.inside)


def _nodes(
    name: str,
    ids: pa.Array,
    rows: Rows,
) -> pa.Table:
    """The derived columns of a class, from rows that have them."""
    target = node_schema(name, with_source=False, derived=True)
    arrays = [ids]
    for column in list(target)[1:]:
        values = rows[column.name]
        # Arrow takes lists from a list, and an array of objects for anything
        arrays.append(pa.array(values.tolist(), column.type))
    return finished_nodes(pa.table(arrays, target.names), target)


def _count(counted: Rows, arrangements: Array) -> Array:
    """How many parties are in each arrangement, None where it is not more than one."""
    known = dict(counted.tuples())
    return values_of(arrangements, known)


def _pledge_nodes(worked: _Worked) -> pa.Table:
    pledges = worked.pledges
    numbers = pledges["pledge"]
    own = _own_means(worked.graph, numbers[pledges["host_country_pledge"]])
    named = worked.parties_named
    counts = [named.get(pledge, 0) for pledge in numbers.tolist()]
    rows = pledges.having(
        party_count=objects(counts),
        participant_count=_count(worked.together.participants, numbers),
        place_open=one_of(pledges["place_open"], (True,)),
        own_means=values_of(numbers, own),
        place_words=values_of(numbers, worked.mentioned.words),
    )
    return _nodes("Pledge", worked.graph.identifiers(numbers), rows)


def _own_means(graph: Numbered, hosts: Array) -> dict[int, list[str]]:
    """Pledge → the financial, technical or material means that a host puts into its own pledge."""
    links = graph.pairs("CONTRIBUTION_TYPE", "pledge", "kind")
    own = rows_with(links, "pledge", hosts)
    kinds = graph.number(SUPPORT_TYPES, ["Concept"])
    codes = dict(zip(kinds.tolist(), SUPPORT_CODES, strict=True))
    means: dict[int, list[str]] = {}
    for pledge, kind in rows_with(own, "kind", kinds).tuples():
        so_far = means.setdefault(pledge, [])
        so_far.append(codes[kind])
    return means


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
        has_basis = inside.inside["basis"] == basis
        there = inside.inside.where(has_basis)
        pledges = graph.identifiers(there["pledge"])
        # the number of a cell is its place among all cells
        places = pa.array(there["cell"])
        links[relation] = _finished(pledges, ids.take(places))
    return links


def _protracted_links(
    graph: Numbered,
    found: Rows,
) -> dict[str, pa.Table]:
    """The countries of protracted situations."""
    ids = identifiers(graph, found)
    origins = graph.identifiers(found["origin"])
    asylums = graph.identifiers(found["asylum"])
    return {
        "PROTRACTED_FROM": _finished(ids, origins),
        "PROTRACTED_IN": _finished(ids, asylums),
    }


def _finished(starts: object, ends: object) -> pa.Table:
    table = pa.table({SUBJECT: starts, OBJECT: ends})
    return finished_links(table, link_schema(with_source=False))
