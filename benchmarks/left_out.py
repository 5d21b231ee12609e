"""Left out: the current tables without a partner in a pledge, and without what follows from it."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.facts import Case, Facts, Links
from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables

NOT_NEEDED = ("SourceRecord",)


def without(facts: Facts, case: Case) -> Tables:
    """The current tables without a partner in a pledge, and without what follows from it."""
    matches, tied = _support(facts, case)
    joint = facts.ends("JOINTLY_SUPPORTED_BY", case.pledge)
    for pledge, actor in facts.parts:
        if pledge in joint and actor == case.partner:
            tied.add(pledge)
    # a joint pledge of others stays, without the partner
    loosened = {case.pledge} | (tied & joint)
    memberships = _memberships(facts, case.partner, loosened)
    # what only supports this pledge goes whole; a match and a membership with all their links
    removed = matches | memberships | (tied - joint - {case.pledge})
    nodes = {}
    for name, table in facts.current.nodes.items():
        nodes[name] = _rows_without(table, ID, removed)
    links = dict(facts.current.links)
    pairs = {(pledge, case.partner) for pledge in loosened}
    for name in ("SUBMITTED_BY", "JOINT_WITH"):
        links[name] = _pairs_without(links[name], pairs)
    nodes["Pledge"] = _asked_as_host(nodes["Pledge"], "" if case.is_host else case.pledge)
    for name in NOT_NEEDED:
        nodes[name] = nodes[name].slice(0, 0)
    return Tables(nodes, _between(nodes, links))


def _support(facts: Facts, case: Case) -> tuple[set[str], set[str]]:
    """The matches by which a partner supports a pledge, and those pledges of its that do."""
    own = facts.starts("SUBMITTED_BY", case.partner)
    of_pledge = facts.starts("SUPPORTS", case.pledge)
    matches: set[str] = set()
    tied: set[str] = set()
    for match, supporter in facts.links("SUPPORTED_BY"):
        if match not in of_pledge:
            continue
        if supporter == case.partner:
            matches.add(match)
        elif supporter in own:
            matches.add(match)
            tied.add(supporter)
    return matches, tied


def _memberships(
    facts: Facts,
    partner: str,
    pledges: Collection[str],
) -> set[str]:
    """The memberships of a partner in the multi-stakeholder pledges that pledges are one with."""
    found = set()
    for pledge in pledges:
        for twin in facts.twins(pledge):
            found |= facts.starts("MEMBERSHIP_OF", twin)
    return found & facts.starts("MEMBER_ACTOR", partner)


def _pairs_without(table: pa.Table, pairs: Links) -> pa.Table:
    starts = table[SUBJECT].to_pylist()
    ends = table[OBJECT].to_pylist()
    kept = [pair not in pairs for pair in zip(starts, ends, strict=True)]
    return table.filter(pa.array(kept, pa.bool_()))


def _rows_without(
    table: pa.Table,
    column: str,
    values: Collection[str],
) -> pa.Table:
    removed = pa.array(sorted(values), pa.string())
    is_removed = pc.is_in(table[column], removed)
    return table.filter(pc.invert(is_removed))


def _asked_as_host(table: pa.Table, pledge: str) -> pa.Table:
    """The pledges, one of them as if a host's: contacts are sought for these."""
    place = table.column_names.index("submitter_role")
    is_asked = pc.equal(table[ID], pledge)
    roles = pc.if_else(is_asked, "host", table["submitter_role"])
    return table.set_column(place, table.schema.field(place), roles)


def _between(nodes: dict[str, pa.Table], links: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The links without those that lead to or from a node that is not there."""
    chunks: list[pa.Array] = []
    for table in nodes.values():
        chunks += table[ID].chunks
    known = pa.chunked_array(chunks, pa.string()).combine_chunks()
    kept = {}
    for name, table in links.items():
        starts_known = pc.is_in(table[SUBJECT], known)
        ends_known = pc.is_in(table[OBJECT], known)
        kept[name] = table.filter(pc.and_(starts_known, ends_known))
    return kept
