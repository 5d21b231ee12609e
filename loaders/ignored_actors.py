"""Ignored actors: names that sites have as actors and that are none by a decision here."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables

OF_SOMEBODY = ("MEMBER_ACTOR", "SUPPORTED_BY")
"""Relationships without which a membership or a match is of nobody."""


def without_actors(tables: Tables, ignored: Collection[str]) -> Tables:
    """The tables of a source without these actors, and without what is of nobody else."""
    if not ignored:
        return tables
    gone = pa.array(sorted(ignored), pa.string())
    lost = [gone]
    for name in OF_SOMEBODY:
        links = tables[name]
        is_gone = pc.is_in(links[OBJECT], gone)
        without = links.filter(is_gone)[SUBJECT]
        kept = links.filter(pc.invert(is_gone))[SUBJECT]
        # Support by two is still that of the other one
        is_kept = pc.is_in(without, kept.combine_chunks())
        lost.append(without.filter(pc.invert(is_kept)).combine_chunks())
    out = pa.concat_arrays(lost)
    nodes = {}
    for name, table in tables.nodes.items():
        nodes[name] = table.filter(pc.invert(pc.is_in(table[ID], out)))
    links_left = {}
    for name, table in tables.links.items():
        is_out = pc.or_(
            pc.is_in(table[SUBJECT], out),
            pc.is_in(table[OBJECT], out),
        )
        links_left[name] = table.filter(pc.invert(is_out))
    return Tables(nodes, links_left)
