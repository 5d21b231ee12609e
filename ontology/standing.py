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
    # Again, as long as a node goes: another one may be nothing without it
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
    links: Mapping[str, pa.Table],
    nodes: Mapping[str, pa.Table],
) -> dict[str, pa.Table]:
    """The links both of whose ends are among the nodes."""
    found = {}
    for name, table in links.items():
        relation = schema().relations[name]
        starts = _identifiers(nodes, relation.starts)
        ends = _identifiers(nodes, relation.ends)
        has_start = pc.is_in(table[SUBJECT], starts)
        has_end = pc.is_in(table[OBJECT], ends)
        has_both = pc.and_(has_start, has_end)
        found[name] = table.filter(has_both)
    return found


def _identifiers(
    nodes: Mapping[str, pa.Table],
    names: Iterable[str],
) -> pa.Array:
    # The empty one, as arrays cannot be joined where there is none
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
        is_stated = relation.required and not relation.derived
        if not is_stated or name not in relation.starts:
            continue
        subjects = links[relation.name][SUBJECT]
        is_linked = pc.is_in(nodes[ID], pc.unique(subjects))
        alone = nodes.filter(pc.invert(is_linked))
        identifiers = pc.unique(alone[ID])
        lacking = pa.concat_arrays([lacking, identifiers])
    return lacking
