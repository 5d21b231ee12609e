"""Former identifiers: what pledges and actors were called that are others by a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from pledgegraph.ontology.tables import ID, Tables

FORMER = "former_identifier"
RENAMED = ("Pledge", "PledgeAggregate", "Actor")
STARTS = ("pledge", "aggregate", "actor")


def with_former_identifiers(stated: Tables, met: Mapping[str, str]) -> Tables:
    """The stated tables with the former identifiers of each node.

    Args:
        met: identifier in cells → the identifier of what it is by decision.
    """
    former: dict[str, list[str]] = {}
    for before, now in sorted(met.items()):
        # Registers' own numbers are not identifiers
        if before != now and before.partition("/")[0] in STARTS:
            of_node = former.setdefault(now, [])
            of_node.append(before)
    if not former:
        return stated
    nodes = dict(stated.nodes)
    for name in RENAMED:
        table = nodes[name]
        place = table.column_names.index(FORMER)
        column = table.schema.field(FORMER)
        identifiers = table[ID].to_pylist()
        # A site may have some of its own
        stated_ones = table[FORMER].to_pylist()
        lists = []
        for identifier, own in zip(identifiers, stated_ones, strict=True):
            decided = former.get(identifier, [])
            lists.append(sorted({*own, *decided}))
        texts = pa.array(lists, column.type)
        nodes[name] = table.set_column(place, column, texts)
    return replace(stated, nodes=nodes)
