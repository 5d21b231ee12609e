"""Grouping: rows gathered by one of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Selected = Mapping[str, Any]
"""A row that a text of the catalogue selects, by the text's own column names."""


def values_in(rows: Iterable[Selected], column: str) -> set[Any]:
    """The different values of a column."""
    return {row[column] for row in rows}


def value_by(rows: Iterable[Selected], key: str, column: str) -> dict[str, Any]:
    """Key → the value of a column; of two rows with one key the later counts."""
    return {row[key]: row[column] for row in rows}


def lists_by(rows: Iterable[Selected], key: str, column: str) -> dict[str, list[Any]]:
    """Key → the values of a column, in the order of the rows."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row[column])
    return found


def sets_by(rows: Iterable[Selected], key: str, column: str) -> dict[str, set[Any]]:
    """Key → the different values of a column."""
    found: dict[str, set[Any]] = {}
    for row in rows:
        found.setdefault(row[key], set()).add(row[column])
    return found


def rows_by(rows: Iterable[Selected], key: str) -> dict[str, list[Selected]]:
    """Key → its rows, in their order."""
    found: dict[str, list[Selected]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def row_by(rows: Iterable[Selected], key: str) -> dict[str, Selected]:
    """Key → its row; of two rows with one key the later counts."""
    return {row[key]: row for row in rows}


def maps_by(
    rows: Iterable[Selected], key: str, inner: str, column: str
) -> dict[str, dict[str, Any]]:
    """Key → value of an inner column → value of a column."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row[key], {})[row[inner]] = row[column]
    return found
