"""Compared links: the relationships of one side of a comparison, by their ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables


def pairs_of(
    tables: Tables,
    relation: str,
) -> dict[str, set[str]]:
    """Start of a relationship → its ends."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in tables[relation].to_pylist():
        found[row["subject"]].add(row["object"])
    return found


def starts_of(
    tables: Tables,
    relation: str,
    ends: set[str],
) -> Iterator[str]:
    """The nodes that a relationship leads from to one of these ends, once for each."""
    for row in tables[relation].to_pylist():
        if row["object"] in ends:
            yield row["subject"]


def ends_of(
    tables: Tables,
    relation: str,
    starts: set[str],
) -> set[str]:
    """The nodes that a relationship leads to from these starts."""
    rows = tables[relation].to_pylist()
    return {row["object"] for row in rows if row["subject"] in starts}
