"""Changes: in what two sets of current tables differ for the nodes of a class, by whole columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .schema import schema
from .tables import ID, OBJECT, SUBJECT, Tables, link_schema, node_schema

_BETWEEN = "\x1f"
"""Between values put together as one text, which no cell has."""
UNTOLD = ("RECORDED_IN", "FROM_SOURCE")
"""Relationships to records: they differ between any two extracts."""


@dataclass(frozen=True, order=True)
class Change:
    """What was said of a node and what is said now: texts, or identifiers of other nodes.

    ``property`` is the name of a column (``title``) or of a relationship (``SUBMITTED_BY``).
    """

    node: str
    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """The nodes of a class that are new, that are gone, and what changed of the others; sorted."""

    added: Sequence[str]
    removed: Sequence[str]
    changed: Sequence[Change]


def changes(
    old: Tables,
    new: Tables,
    cls: str,
) -> Changes:
    """The changes between two sets of tables with the same columns."""
    before = old[cls][ID]
    after = new[cls][ID]
    is_kept = pc.is_in(after, before)
    common = after.filter(is_kept)
    added = after.filter(pc.invert(is_kept)).to_pylist()
    removed = before.filter(pc.invert(pc.is_in(before, after))).to_pylist()
    changed = [
        *_of_columns(
            old[cls],
            new[cls],
            common,
        ),
        *_of_links(
            old,
            new,
            cls,
            common,
        ),
    ]
    return Changes(
        sorted(added),
        sorted(removed),
        sorted(changed),
    )


def _of_columns(
    old: pa.Table,
    new: pa.Table,
    common: pa.ChunkedArray,
) -> list[Change]:
    """The columns in which nodes differ that both tables have."""
    there = old.take(pc.index_in(common, old[ID]))
    here = new.take(pc.index_in(common, new[ID]))
    found = []
    for name in new.column_names:
        if name == ID or name not in old.column_names:
            continue
        # As texts, values of all types are compared alike, and an unknown one is ""
        before = _as_texts(there[name])
        after = _as_texts(here[name])
        rows = pc.indices_nonzero(pc.not_equal(before, after))
        columns = [column.take(rows).to_pylist() for column in (common, before, after)]
        for node, one, other in zip(*columns, strict=True):
            found.append(
                Change(
                    node,
                    name,
                    _parts(one),
                    _parts(other),
                )
            )
    return found


def _as_texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Each value as one text, "" for one that is not known."""
    if pa.types.is_list(column.type):
        return pc.fill_null(pc.binary_join(column, _BETWEEN), "")
    return pc.fill_null(pc.cast(column, pa.string()), "")


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(_BETWEEN)) if text else ()


def _of_links(
    old: Tables,
    new: Tables,
    cls: str,
    common: pa.ChunkedArray,
) -> list[Change]:
    found = []
    for name, relation in schema().relations.items():
        if cls not in relation.starts or relation.derived or name in UNTOLD:
            continue
        gone = _missing_in(
            old[name],
            new[name],
            common,
        )
        come = _missing_in(
            new[name],
            old[name],
            common,
        )
        for node in sorted({*gone, *come}):
            before = tuple(sorted(gone.get(node, ())))
            after = tuple(sorted(come.get(node, ())))
            found.append(
                Change(
                    node,
                    name,
                    before,
                    after,
                )
            )
    return found


def _missing_in(
    links: pa.Table,
    others: pa.Table,
    common: pa.ChunkedArray,
) -> Mapping[str, list[str]]:
    """Node → the ends that it has here and not there."""
    own = links.filter(pc.is_in(links[SUBJECT], common))
    is_there = pc.is_in(_pairs(own), _pairs(others))
    left = own.filter(pc.invert(is_there))
    found: dict[str, list[str]] = {}
    starts = left[SUBJECT].to_pylist()
    for start, end in zip(
        starts,
        left[OBJECT].to_pylist(),
        strict=True,
    ):
        found.setdefault(start, []).append(end)
    return found


def _pairs(links: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(
        links[SUBJECT],
        links[OBJECT],
        _BETWEEN,
    )


def with_other_ends(
    tables: Tables,
    meant: Mapping[str, str],
) -> Tables:
    """The tables with links that lead to other nodes: identifier → that of the node that it is."""
    if not meant:
        return tables
    names = pa.array(meant)
    others = pa.array(meant.values())
    links = {}
    for name, table in tables.links.items():
        ends = table[OBJECT]
        replaced = pc.coalesce(others.take(pc.index_in(ends, names)), ends)
        place = table.column_names.index(OBJECT)
        moved = table.set_column(
            place,
            table.schema.field(OBJECT),
            replaced,
        )
        # Two names of one actor at one pledge are one link
        links[name] = moved.group_by(moved.column_names).aggregate([])
    return Tables(tables.nodes, links)


def tables_there(folder: Path) -> Tables:
    """The current tables of a build; one that an older version did not have is empty."""
    words = schema()
    nodes = {}
    for name in words.classes:
        nodes[name] = _table(
            folder,
            name,
            node_schema(name, with_source=False),
        )
    links = {}
    for name in words.relations:
        links[name] = _table(
            folder,
            name,
            link_schema(with_source=False),
        )
    return Tables(nodes, links)


def _table(
    folder: Path,
    name: str,
    columns: pa.Schema,
) -> pa.Table:
    # A class that is new in this version has no table in older builds
    path = folder / f"{name}.parquet"
    return pq.read_table(path) if path.exists() else columns.empty_table()
