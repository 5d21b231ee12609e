"""Indexes in Neo4j: constraints on keys, indexes on what people look up, and the names of the
ontology.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow.compute as pc

from pledgegraph.ontology.schema import schema

from .server import KEY, STATE

if TYPE_CHECKING:
    from .dataset import Dataset

LOOKED_UP = ("code", "iso3", "local_identifier", "name", "notation", "official_identifier")
"""Columns by which people look up a node: they get an index, and so does ``id`` in a class that has
one of them.

A figure or a record is found through its neighbours; an index on half of all nodes would only slow
down the writing.
"""
LONGEST_INDEXED = 8_000
"""Bytes of the longest value in an index. The server's own limit is a little higher; it refuses to
write a longer value.
"""
SURELY_INDEXED = LONGEST_INDEXED // 4
"""Characters that never need more bytes than that, in any script."""


class Database(Protocol):
    """A database that can be asked, and the dataset that it is to store."""

    dataset: Dataset

    def do(
        self,
        text: str,
        *,
        names: bool = False,
        **parameters: Any,
    ) -> list[Any]:
        """Run a text; its rows."""


def prepare(target: Database) -> None:
    """Make constraints, indexes, and every name of the ontology, so that the server does not warn
    of unknown names in our questions.
    """
    make_indexes(target)
    properties: set[str] = set()
    for cls in schema().classes.values():
        for column in cls.columns:
            properties.add(column.name)
    _make_names(
        target,
        properties,
        listing="db.propertyKeys",
        making="db.createProperty",
    )
    _make_names(
        target,
        set(schema().relations),
        listing="db.relationshipTypes",
        making="db.createRelationshipType",
    )


def _make_names(
    target: Database,
    names: set[str],
    listing: str,
    making: str,
) -> None:
    rows = target.do(f"CALL {listing}()")
    known = {name for (name,) in rows}
    missing = sorted(names - known)
    if missing:
        text = f"UNWIND $missing AS name CALL {making}(name) RETURN count(*)"
        target.do(text, missing=missing)


def make_indexes(target: Database) -> None:
    """Make the constraints and indexes that are missing. A column with a value that is too long
    gets no index, and loses the one that it has.
    """
    states = dict(target.do("SHOW INDEXES YIELD name, state"))
    working = set()
    for name, state in states.items():
        # A failed one is there, answers nothing, and stays so until it is made again
        if state != "FAILED":
            working.add(name)
    wanted = dict(_constraints())
    looked_up = list(_looked_up())
    unindexed = [(cls, column) for name, cls, column in looked_up if name not in working]
    # An index that works shows that the stored values fit
    stored_too_long = _stored_too_long(target, unindexed)
    for name, cls, column in looked_up:
        longest = _longest(target.dataset, cls, column)
        is_too_long = longest > LONGEST_INDEXED or (cls, column) in stored_too_long
        if not is_too_long:
            wanted[name] = f"INDEX {name} IF NOT EXISTS FOR (n:{cls}) ON (n.{column})"
        is_kept = not is_too_long and name in working
        if name in states and not is_kept:
            target.do(f"DROP INDEX {name} IF EXISTS")
    missing = sorted(wanted.keys() - working)
    for name in missing:
        target.do(f"CREATE {wanted[name]}")
    if missing:
        target.do("CALL db.awaitIndexes()")


def _constraints() -> Iterator[tuple[str, str]]:
    """The name of each constraint, and how it is made."""
    name = "pledgegraph_dataset"
    yield name, f"CONSTRAINT {name} IF NOT EXISTS FOR (n:{STATE}) REQUIRE n.base IS UNIQUE"
    for cls in schema().classes:
        name = f"pledgegraph_{cls}_key"
        yield name, f"CONSTRAINT {name} IF NOT EXISTS FOR (n:{cls}) REQUIRE n.{KEY} IS UNIQUE"


def _looked_up() -> Iterator[tuple[str, str, str]]:
    """The name of each index, and the class and column that it is on."""
    for cls in schema().classes.values():
        names = [column.name for column in cls.columns]
        columns = [name for name in names if name in LOOKED_UP]
        if columns:
            columns.insert(0, "id")
        for column in columns:
            yield f"pledgegraph_{cls.name}_{column}", cls.name, column


def _longest(dataset: Dataset, cls: str, column: str) -> int:
    """The bytes of the longest value of a column in the build."""
    values = dataset.nodes(cls)[column]
    lengths = pc.binary_length(values)
    # The maximum of no values is NULL
    return pc.max(lengths).as_py() or 0


def _stored_too_long(
    target: Database,
    columns: Sequence[tuple[str, str]],
) -> set[tuple[str, str]]:
    """The classes and columns of these that have a stored value, ours or another's, which is too
    long for an index now; a sync may be about to remove it.
    """
    if not columns:
        return set()
    # One text for all of them, as planning takes the server longer than looking
    classes, names = zip(*columns, strict=True)
    labels = "|".join(sorted(set(classes)))
    is_too_long = f"size(toStringOrNull(n[column])) > {SURELY_INDEXED}"
    rows = target.do(
        f"MATCH (n:{labels}) UNWIND $columns AS column WITH n, column WHERE {is_too_long}"
        " UNWIND labels(n) AS label RETURN DISTINCT label, column",
        columns=sorted(set(names)),
    )
    return set(map(tuple, rows))
