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
        lacking = {}
        for name, table in nodes.items():
            ids = _lacking(name, table, links)
            if len(ids):
                lacking[name] = ids
        if not lacking:
            return Tables(nodes, links)
        for name, ids in lacking.items():
            table = nodes[name]
            is_lacking = pc.is_in(table[ID], ids)
            nodes[name] = table.filter(pc.invert(is_lacking))


def _without_loose_ends(
    links: Mapping[str, pa.Table], nodes: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    found = {}
    for name, table in links.items():
        relation = schema().relations[name]
        has_start = pc.is_in(table[SUBJECT], _identifiers(nodes, relation.starts))
        has_end = pc.is_in(table[OBJECT], _identifiers(nodes, relation.ends))
        found[name] = table.filter(pc.and_(has_start, has_end))
    return found


def _identifiers(
    nodes: Mapping[str, pa.Table],
    names: Iterable[str],
) -> pa.Array:
    chunks = [pa.array([], pa.string())]
    for name in names:
        chunks += nodes[name][ID].chunks
    return pa.concat_arrays(chunks)


def _lacking(
    name: str,
    nodes: pa.Table,
    links: Mapping[str, pa.Table],
) -> pa.Array:
    """The nodes of a class without a relationship that each of them must have."""
    lacking = pa.array([], pa.string())
    for relation in schema().relations.values():
        if relation.required and not relation.derived and name in relation.starts:
            linked = pc.unique(links[relation.name][SUBJECT])
            alone = nodes.filter(pc.invert(pc.is_in(nodes[ID], linked)))
            lacking = pa.concat_arrays([lacking, pc.unique(alone[ID])])
    return lacking
