"""Indexes in Neo4j: constraints on keys, indexes by which people look nodes up, and the names of
the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow.compute as pc

from pledgegraph.ontology.schema import schema

from .server import KEY, STATE

if TYPE_CHECKING:
    from .dataset import Dataset


class Database(Protocol):
    """A database that can be asked, and the dataset that it is to hold."""

    dataset: Dataset

    def do(self, text: str, *, names: bool = False, **parameters: Any) -> list[Any]:
        """Run a text; its rows."""


LOOKED_UP = ("code", "iso3", "local_identifier", "name", "notation", "official_identifier")
"""Columns by which people look a node up: they get an index, and so does ``id`` in a class that has
one of them.

A figure or a record is found through its neighbours; an index on half the nodes would only make
writing slower.
"""
LONGEST_INDEXED = 8_000
"""Bytes of a value that an index holds; the server's limit is a little above, and it writes no
longer one.
"""
SURELY_INDEXED = LONGEST_INDEXED // 4
"""Characters that have no more bytes, in any script."""


def prepare(target: Database) -> None:
    """Constraints, indexes, and every name of the ontology, so that no question names what the
    database never heard.
    """
    make_indexes(target)
    properties = {column.name for cls in schema().classes.values() for column in cls.columns}
    for names, listing, making in (
        (properties, "CALL db.propertyKeys()", "CALL db.createProperty(name)"),
        (
            set(schema().relations),
            "CALL db.relationshipTypes()",
            "CALL db.createRelationshipType(name)",
        ),
    ):
        known = {name for (name,) in target.do(listing)}
        if names - known:
            target.do(
                f"UNWIND $missing AS name {making} RETURN count(*)", missing=sorted(names - known)
            )


def make_indexes(target: Database) -> None:
    """The constraints and indexes that are missing. A column with a value that is too long has
    none, nor keeps one.
    """
    states = dict(target.do("SHOW INDEXES YIELD name, state"))
    wanted = dict(_constraints())
    for name, (cls, column) in _looked_up().items():
        text = f"INDEX {name} IF NOT EXISTS FOR (n:{cls}) ON (n.{column})"
        is_there = states.get(name, "FAILED") != "FAILED"
        if _longest(target.dataset, cls, column) > LONGEST_INDEXED or not (
            is_there or _fits(target, cls, column)
        ):
            if name in states:
                target.do(f"DROP INDEX {name} IF EXISTS")
        elif not is_there:
            target.do(f"DROP INDEX {name} IF EXISTS")
            wanted[name] = text
    missing = sorted(wanted.keys() - {name for name, state in states.items() if state != "FAILED"})
    for name in missing:
        target.do(f"CREATE {wanted[name]}")
    if missing:
        target.do("CALL db.awaitIndexes()")


def _constraints() -> Iterator[tuple[str, str]]:
    """The name of each constraint, and how it is made."""
    key = "pledgegraph_dataset"
    yield key, f"CONSTRAINT {key} IF NOT EXISTS FOR (n:{STATE}) REQUIRE n.base IS UNIQUE"
    for cls in schema().classes.values():
        key = f"pledgegraph_{cls.name}_key"
        yield key, f"CONSTRAINT {key} IF NOT EXISTS FOR (n:{cls.name}) REQUIRE n.{KEY} IS UNIQUE"


def _looked_up() -> dict[str, tuple[str, str]]:
    """The name of each index, and the class and column that it is on."""
    found = {}
    for cls in schema().classes.values():
        columns = [column.name for column in cls.columns if column.name in LOOKED_UP]
        for column in ("id", *columns) if columns else ():
            found[f"pledgegraph_{cls.name}_{column}"] = (cls.name, column)
    return found


def _longest(dataset: Dataset, cls: str, column: str) -> int:
    """The bytes of the longest value of a column."""
    return pc.max(pc.binary_length(dataset.nodes(cls)[column])).as_py() or 0


def _fits(target: Database, cls: str, column: str) -> bool:
    """Whether what the database holds now may be indexed, ours and of others; a sync may be about
    to take it away.
    """
    text = (
        f"MATCH (n:{cls}) WHERE size(toStringOrNull(n.{column})) > {SURELY_INDEXED} RETURN 1"
        " LIMIT 1"
    )
    return not target.do(text)
