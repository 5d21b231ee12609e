"""What can stand: tables with nothing in them that leads to a node that they do not have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from .schema import schema
from .tables import ID, OBJECT, SUBJECT, Tables


def standing(tables: Tables) -> Tables:
    """The rows of tables that can stand without what is not there.

    A relationship to a node that they do not have is left out, and so is a node that is nothing
    without one: support for a pledge of another source. The rest keeps the shapes as the whole did.
    """
    nodes = dict(tables.nodes)
    while True:
        links = _without_loose_ends(tables.links, nodes)
        lacking = {
            name: ids for name, table in nodes.items() if len(ids := _lacking(name, table, links))
        }
        if not lacking:
            return Tables(nodes, links)
        for name, ids in lacking.items():
            nodes[name] = nodes[name].filter(pc.invert(pc.is_in(nodes[name][ID], ids)))


def _without_loose_ends(
    links: Mapping[str, pa.Table], nodes: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    found = {}
    for name, table in links.items():
        relation = schema().relations[name]
        starts, ends = _identifiers(nodes, relation.starts), _identifiers(nodes, relation.ends)
        found[name] = table.filter(
            pc.and_(pc.is_in(table[SUBJECT], starts), pc.is_in(table[OBJECT], ends))
        )
    return found


def _identifiers(nodes: Mapping[str, pa.Table], names: Iterable[str]) -> pa.Array:
    return pa.concat_arrays(
        [chunk for name in names for chunk in nodes[name][ID].chunks] or [pa.array([], pa.string())]
    )


def _lacking(name: str, nodes: pa.Table, links: Mapping[str, pa.Table]) -> pa.Array:
    """The nodes of a class without a relationship that each of them must have."""
    lacking = pa.array([], pa.string())
    for relation in schema().relations.values():
        if relation.required and not relation.derived and name in relation.starts:
            alone = nodes.filter(
                pc.invert(pc.is_in(nodes[ID], pc.unique(links[relation.name][SUBJECT])))
            )
            lacking = pa.concat_arrays([lacking, pc.unique(alone[ID])])
    return lacking
