"""Dataset: what a graph database stores of a workspace, marked so that we recognise it as ours.

A node has the columns of its class, its ``id``, and three marks: ``pg_key`` (unique; the dataset's
base, ``#`` and the id, so that two workspaces in one database stay apart), ``pg_hash`` (of all its
values) and, where some of its properties are computed and stated by no source, ``pg_computed`` with
their names. A computed relationship has ``pg_computed: true``; the others have no properties.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.graph.loading import by_pair, with_derived
from pledgegraph.ontology.schema import NodeClass, Relation, schema
from pledgegraph.ontology.tables import Tables

from .server import KEY

HASH = "pg_hash"
Properties = dict[str, Any]
"""The properties of a node by name."""


@dataclass(frozen=True)
class Dataset:
    """The tables of a build under the workspace's base IRI, and what the build is called."""

    base: str
    current: Tables
    derived: Tables
    _hashed: dict[str, pa.Table] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def start(self) -> str:
        """What the keys of the dataset begin with. No base IRI has a ``#``, so the start of one
        dataset is never that of another.
        """
        return start_of(self.base)

    def nodes(self, name: str) -> pa.Table:
        """The nodes of a class with stated columns, derived columns and ``pg_hash``."""
        # Hashed once: counting, planning and writing all ask for the nodes
        known = self._hashed.get(name)
        if known is None:
            table = with_derived(name, self.current, self.derived)
            hashes = digests(table)
            known = table.append_column(HASH, hashes)
            self._hashed[name] = known
        return known

    def links(self, relation: Relation) -> pa.Table:
        """The links of a relationship."""
        tables = self._tables_of(relation)
        return tables[relation.name]

    def pairs(self, relation: Relation) -> Iterator[tuple[str, str, pa.Table]]:
        """The links of a relationship by start and end class."""
        links = self.links(relation)
        return by_pair(relation, links)

    def _tables_of(self, term: NodeClass | Relation) -> Tables:
        if term.derived:
            return self.derived
        return self.current

    def summaries(self) -> dict[str, str]:
        """A hash of each class and each relationship as a whole."""
        summaries = {}
        for name, relation in schema().relations.items():
            links = self.links(relation)
            # Links are sorted in every build, so that the same ones give the same hash
            pairs = pc.binary_join_element_wise(*links.columns, "\n")
            summaries[name] = _summary(pairs)
        for name in schema().classes:
            hashes = self.nodes(name)[HASH]
            summaries[name] = _summary(hashes)
        return summaries

    def counts(self) -> dict[str, int]:
        """How many nodes each class and links each relationship has, including those with none."""
        counts = {}
        for name, cls in schema().classes.items():
            table = self._tables_of(cls)[name]
            counts[name] = table.num_rows
        for name, relation in schema().relations.items():
            table = self.links(relation)
            counts[name] = table.num_rows
        return counts


def _summary(texts: pa.ChunkedArray) -> str:
    joined = "\n".join(texts.to_pylist())
    summary = hashlib.blake2b(joined.encode(), digest_size=16)
    return summary.hexdigest()


@dataclass(frozen=True)
class Label:
    """What the database's state node says of a build."""

    title: str
    tool: str
    inputs: str
    fingerprint: str
    audiences: tuple[str, ...]


def start_of(base: str) -> str:
    """See ``Dataset.start``."""
    return f"{base}#"


def rows(table: pa.Table, start: str) -> list[Properties]:
    """The properties of each node with its key. A property that is NULL is left out, as Neo4j
    stores none.
    """
    nodes = []
    for row in table.to_pylist():
        node: Properties = {KEY: start + row["id"]}
        for name, value in row.items():
            if value is not None:
                node[name] = value
        nodes.append(node)
    return nodes


def computed_columns(name: str) -> list[str]:
    """The columns of a class that no source states."""
    columns = schema().classes[name].columns
    return [column.name for column in columns if column.derived]


def digests(table: pa.Table) -> pa.Array:
    """A short hash of each row: of the names of its columns and of every value."""
    if not table.num_rows:
        return pa.array([], pa.string())
    # A new column changes every hash: each node must be written with it
    names = "\n".join(table.column_names)
    key = hashlib.blake2b(names.encode(), digest_size=32).digest()
    values = map(_spelled, table.columns)
    rows_spelled = pc.binary_join_element_wise(*values, "")
    found = []
    for text in rows_spelled.to_pylist():
        digest = hashlib.blake2b(
            text.encode(),
            digest_size=8,
            key=key,
        )
        found.append(digest.hexdigest())
    return pa.array(found, pa.string())


def _spelled(column: pa.ChunkedArray) -> pa.Array:
    """Each value as a text with its length in front, so that no two rows give the same text when
    their columns are joined; NULL is ``-``.
    """
    array = column.combine_chunks()
    if not pa.types.is_list(array.type):
        texts = array.cast(pa.string())
        return _measured(texts)
    measured = _measured(array.values)
    items = pa.ListArray.from_arrays(array.offsets, measured)
    count = pc.list_value_length(array)
    spelled = pc.binary_join_element_wise(
        count.cast(pa.string()),
        pc.binary_join(items, ""),
        "/",
    )
    is_known = pc.is_valid(array)
    return pc.if_else(is_known, spelled, "-")


def _measured(texts: pa.Array) -> pa.Array:
    lengths = pc.binary_length(texts).cast(pa.string())
    measured = pc.binary_join_element_wise(lengths, texts, ":")
    return pc.coalesce(measured, pa.scalar("-"))


def fingerprint(build: Path, audiences: Sequence[str]) -> str:
    """A hash of the build's tables and of the audiences that a dataset is made for."""
    made_for = " ".join(sorted(audiences))
    state = hashlib.blake2b(made_for.encode(), digest_size=16)
    for name in ("stated", "current", "derived"):
        folder = build / name
        for file in sorted(folder.glob("*.parquet")):
            content = hashlib.blake2b(file.read_bytes())
            state.update(file.name.encode())
            # As its hash, so that one file's end is never taken for the next one's beginning
            state.update(content.digest())
    return state.hexdigest()
