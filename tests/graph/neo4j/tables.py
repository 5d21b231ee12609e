"""Small datasets for the tests, and the way back: what a database holds of a dataset, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pyarrow as pa

from pledgegraph.graph.neo4j.dataset import HASH, Dataset, Label, computed_columns, rows, start_of
from pledgegraph.graph.neo4j.indexes import prepare
from pledgegraph.graph.neo4j.server import COMPUTED, KEY, connected
from pledgegraph.graph.neo4j.target import Target
from pledgegraph.ontology import tables as model
from pledgegraph.ontology.schema import schema

from .server import Server

BASE = "https://example.org/pledges"
Nodes = Mapping[str, Sequence[Mapping[str, Any]]]
Links = Mapping[str, Sequence[tuple[str, str]]]


def dataset(nodes: Nodes, links: Links, base: str = BASE) -> Dataset:
    """A dataset of rows by class and pairs by relationship; derived columns and relationships among
    them.
    """
    return Dataset(base, _tables(nodes, links, derived=False), _tables(nodes, links, derived=True))


def _tables(nodes: Nodes, links: Links, *, derived: bool) -> model.Tables:
    made = {}
    for name, cls in schema().classes.items():
        given = () if cls.derived and not derived else nodes.get(name, ())
        if not given:
            made[name] = _no_nodes(name, derived)
            continue
        target = model.node_schema(name, with_source=False, derived=derived)
        rows = [{key: row.get(key) for key in target.names} for row in given]
        made[name] = model.finished_nodes(pa.Table.from_pylist(rows, schema=target), target)
    target = model.link_schema(with_source=False)
    pairs = {}
    for name, relation in schema().relations.items():
        ends = links.get(name, ()) if relation.derived == derived else ()
        if not ends:
            pairs[name] = _no_links()
            continue
        rows = [dict(zip((model.SUBJECT, model.OBJECT), pair, strict=True)) for pair in ends]
        pairs[name] = model.finished_links(pa.Table.from_pylist(rows, schema=target), target)
    return model.Tables(made, pairs)


@cache
def _no_nodes(name: str, derived: bool) -> pa.Table:
    """Most classes of a small dataset have no node."""
    target = model.node_schema(name, with_source=False, derived=derived)
    return model.finished_nodes(target.empty_table(), target)


@cache
def _no_links() -> pa.Table:
    target = model.link_schema(with_source=False)
    return model.finished_links(target.empty_table(), target)


def label(fingerprint: str) -> Label:
    """What the state node says of a dataset of ``dataset``."""
    return Label("Small", "pledgegraph", fingerprint, fingerprint, ("public",))


def load(server: Server, made: Dataset) -> None:
    """Put a dataset into an empty database for tests that ask and do not sync. Two texts do, where
    a sync has one for each class and pair of classes, and a server takes a second to plan a few.
    """
    with connected(server.address) as driver:
        prepare(Target(driver, server.address, made, label("loaded")))
    nodes = [
        [name, row | ({COMPUTED: computed_columns(name)} if computed_columns(name) else {})]
        for name in schema().classes
        for row in rows(made.nodes(name), made.start)
    ]
    made_nodes = server.run(
        "UNWIND $nodes AS node CREATE (n:$(node[0])) SET n = node[1] RETURN n.id, elementId(n)",
        nodes=nodes,
    )
    place = {str(id): str(element) for id, element in made_nodes}
    links = [
        [place[start], place[end], name, {COMPUTED: True} if relation.derived else {}]
        for name, relation in schema().relations.items()
        for start, end in zip(*made.links(relation).to_pydict().values(), strict=True)
    ]
    server.run(
        "UNWIND $links AS link MATCH (a) WHERE elementId(a) = link[0]"
        " MATCH (b) WHERE elementId(b) = link[1] CREATE (a)-[r:$(link[2])]->(b) SET r = link[3]",
        links=links,
    )


def stored(server: Server, base: str = BASE) -> Dataset:
    """What the database holds of a dataset: an absent property is NULL, never an empty list."""
    start = start_of(base)
    nodes, links = _stored_nodes(server, start), _stored_links(server, start)
    current, derived = (model.Tables(nodes[part], links[part]) for part in (False, True))
    return Dataset(base, current, derived)


# One text for all classes and one for all relationships: a server takes a second to plan a few.
def _stored_nodes(server: Server, start: str) -> dict[bool, dict[str, pa.Table]]:
    """The stated part of each class, and the derived one (True)."""
    text = (
        f"MATCH (n) WHERE n.{KEY} STARTS WITH $start"
        f" RETURN labels(n), properties(n) ORDER BY n.{KEY}"
    )
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in schema().classes}
    for labels, row in server.run(text, start=start):
        assert isinstance(labels, list) and isinstance(row, dict)
        for name in found.keys() & labels:
            found[name].append(row)
    nodes: dict[bool, dict[str, pa.Table]] = {False: {}, True: {}}
    for name, cls in schema().classes.items():
        known = {"id", KEY, HASH, COMPUTED, *(column.name for column in cls.columns)}
        for row in found[name]:
            assert row.keys() <= known and row[KEY] == start + row["id"], row
        for derived in (False, True):
            stated = found[name] if derived or not cls.derived else []
            if not stated:
                nodes[derived][name] = _no_nodes(name, derived)
                continue
            target = model.node_schema(name, with_source=False, derived=derived)
            table = pa.Table.from_pylist(stated, schema=target).sort_by("id")
            nodes[derived][name] = table.combine_chunks()
    return nodes


def _stored_links(server: Server, start: str) -> dict[bool, dict[str, pa.Table]]:
    """The links of each relationship, by whether it is derived."""
    mine = f"a.{KEY} STARTS WITH $start AND b.{KEY} STARTS WITH $start"
    text = f"MATCH (a)-[r]->(b) WHERE {mine} RETURN type(r), a.id, b.id, r.{COMPUTED}"
    found: dict[str, list[list[Any]]] = {name: [] for name in schema().relations}
    for name, *row in server.run(text, start=start):
        if name in found:
            found[str(name)].append(row)
    links: dict[bool, dict[str, pa.Table]] = {False: {}, True: {}}
    target = model.link_schema(with_source=False)
    order = [(model.SUBJECT, "ascending"), (model.OBJECT, "ascending")]
    for name, relation in schema().relations.items():
        assert {row[2] for row in found[name]} <= ({True} if relation.derived else {None})
        links[not relation.derived][name] = _no_links()
        pairs = [row[:2] for row in found[name]]
        if not pairs:
            links[relation.derived][name] = _no_links()
            continue
        ends = [dict(zip((model.SUBJECT, model.OBJECT), pair, strict=True)) for pair in pairs]
        table = pa.Table.from_pylist(ends, schema=target).sort_by(order)
        links[relation.derived][name] = table.combine_chunks()
    return links


def same(one: Dataset, other: Dataset) -> bool:
    """Whether both hold the same values; a node without a derived row is one without derived
    values.
    """
    return all(_rows(one, name) == _rows(other, name) for name in schema().classes) and all(
        one.links(relation).equals(other.links(relation))
        for relation in schema().relations.values()
    )


def _rows(made: Dataset, name: str) -> list[Any]:
    rows: list[Any] = made.nodes(name).to_pylist()
    return rows
