"""Grouping: rows gathered by one of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Selected = Mapping[str, Any]
"""A row that a text of the catalogue selects, by the text's own column names."""
Selection = Iterable[Selected]
Lists = dict[str, list[str]]
Sets = dict[str, set[str]]


def values_in(rows: Selection, column: str) -> set[Any]:
    """The different values of a column."""
    return {row[column] for row in rows}


def rows_with(
    rows: Selection,
    column: str,
    value: object,
) -> list[Selected]:
    """The rows with a value in a column."""
    return [row for row in rows if row[column] == value]


def value_by(
    rows: Selection,
    key: str,
    column: str,
) -> dict[str, Any]:
    """Key → the value of a column; of two rows with one key the later counts."""
    return {row[key]: row[column] for row in rows}


def row_by(
    rows: Selection,
    key: str,
) -> dict[str, Selected]:
    """Key → its row; of two rows with one key the later counts."""
    return {row[key]: row for row in rows}


def rows_by(
    rows: Selection,
    key: str,
) -> dict[str, list[Selected]]:
    """Key → its rows, in their order."""
    found: dict[str, list[Selected]] = {}
    for row in rows:
        of_key = found.setdefault(row[key], [])
        of_key.append(row)
    return found


def lists_by(
    rows: Selection,
    key: str,
    column: str,
) -> Lists:
    """Key → the values of a column, in the order of the rows."""
    found: Lists = {}
    for row in rows:
        values = found.setdefault(row[key], [])
        values.append(row[column])
    return found


def sets_by(
    rows: Selection,
    key: str,
    column: str,
    keys: Iterable[str] = (),
) -> Sets:
    """Key → the different values of a column; ``keys`` are there with and without rows."""
    found: Sets = {}
    # Those without rows too: who asks for a pledge without links finds an empty set
    for each in keys:
        found[each] = set()
    for row in rows:
        values = found.setdefault(row[key], set())
        values.add(row[column])
    return found


def maps_by(
    rows: Selection,
    key: str,
    inner: str,
    column: str,
    keys: Iterable[str] = (),
) -> dict[str, dict[str, Any]]:
    """Key → value of an inner column → value of a column; ``keys`` as above."""
    found: dict[str, dict[str, Any]] = {}
    for each in keys:
        found[each] = {}
    for row in rows:
        values = found.setdefault(row[key], {})
        values[row[inner]] = row[column]
    return found
