"""Rows are gathered by one of their columns, and nothing of them is lost."""

from pledgegraph.queries.grouping import lists_by, maps_by, rows_with, sets_by, value_by

ROWS = [
    {"id": "P1", "other": "B", "name": "Two"},
    {"id": "P2", "other": "A", "name": "One"},
    {"id": "P1", "other": "A", "name": "One"},
    {"id": "P1", "other": "A", "name": "One"},
]


def test_lists_keep_the_order_and_sets_each_value_once() -> None:
    assert lists_by(ROWS, "id", "other") == {"P1": ["B", "A", "A"], "P2": ["A"]}
    assert sets_by(ROWS, "id", "other") == {"P1": {"A", "B"}, "P2": {"A"}}


def test_keys_without_rows_are_there_where_they_are_asked_for() -> None:
    assert sets_by(ROWS[1:2], "id", "other", ["P1", "P2"]) == {"P1": set(), "P2": {"A"}}
    assert maps_by(ROWS[1:2], "id", "other", "name", ["P3"]) == {"P3": {}, "P2": {"A": "One"}}


def test_of_two_rows_with_one_key_the_later_counts() -> None:
    assert value_by(ROWS[:3], "id", "name") == {"P1": "One", "P2": "One"}


def test_only_the_rows_with_a_value_are_left() -> None:
    assert rows_with(ROWS, "other", "B") == [ROWS[0]]
