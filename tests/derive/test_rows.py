"""Rows: joins, counts and look-ups beside values worked out by hand."""

import numpy as np
import pytest

from pledgegraph.derive import rows as module
from pledgegraph.derive.numbered import numbered_sets
from pledgegraph.derive.rows import Array, Rows, groups, objects, stacked

PLEDGES = Rows(
    pledge=np.array([7, 5, 7, 9]),
    country=np.array([1, 1, 2, 3]),
)


def column(*values: int) -> Array:
    return np.array(values, np.int64)


def test_a_join_has_each_pair_in_the_order_of_the_left_rows() -> None:
    other = Rows(country=column(2, 1, 1), actor=column(20, 11, 10))
    found = PLEDGES.joined(other, "country")
    assert list(found.tuples()) == [(7, 1, 11), (7, 1, 10), (5, 1, 11), (5, 1, 10), (7, 2, 20)]


def test_a_join_by_two_keys_needs_both() -> None:
    other = Rows(country=column(1, 3), pledge=column(5, 7), actor=column(10, 11))
    found = PLEDGES.joined(other, "pledge", "country")
    assert list(found.tuples()) == [(5, 1, 10)]


def test_nothing_joined_is_nothing() -> None:
    empty = Rows(country=column(), actor=column())
    assert len(PLEDGES.joined(empty, "country")) == 0
    assert len(empty.joined(PLEDGES, "country")) == 0
    assert len(empty.unique()) == len(empty.counted("actor")) == 0


def test_what_is_not_known_is_a_value_of_its_own() -> None:
    """-1 after 1 is not 0 after 0 with some other number."""
    rows = Rows(one=column(1, 0, 1), other=column(-1, 4, -1))
    assert list(rows.unique().tuples()) == [(0, 4), (1, -1)]
    assert list(rows.counted("one", "other").tuples()) == [(0, 4, 1), (1, -1, 2)]


@pytest.mark.parametrize("most", [2**62, 10])
def test_large_numbers_of_several_columns_stay_apart(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 10 the numbers so far are made few again at each column."""
    monkeypatch.setattr(module, "MOST", most)
    rows = Rows(a=column(3, 1, 3, 3), b=column(9, 9, 2, 9), c=column(4, 4, 4, 5))
    assert list(rows.unique().tuples()) == [(1, 9, 4), (3, 2, 4), (3, 9, 4), (3, 9, 5)]


def test_three_columns_of_millions_do_not_overflow() -> None:
    million = 4_000_000
    rows = Rows(a=column(million, 1), b=column(million, 1), c=column(million, 1))
    assert list(rows.unique().tuples()) == [(1, 1, 1), (million, million, million)]


def test_counts_sums_and_groups() -> None:
    rows = stacked(PLEDGES, Rows(pledge=column(9), country=column(3)))
    assert list(rows.counted("country").tuples()) == [(1, 2), (2, 1), (3, 2)]
    assert list(rows.summed("pledge", "country").tuples()) == [(1, 12), (2, 7), (3, 18)]
    combinations, place = groups(rows, "country")
    assert list(combinations.tuples()) == [(1,), (2,), (3,)]
    assert place.tolist() == [0, 0, 1, 2, 2]


def test_a_look_up_has_the_default_where_nothing_is_found() -> None:
    found = Rows(pledge=column(5, 9), count=column(2, 4))
    assert PLEDGES.looked_up(found, "count", "pledge").tolist() == [0, 2, 0, 4]


def test_lists_of_one_length_stay_lists() -> None:
    assert objects([["a"], ["b"]]).tolist() == [["a"], ["b"]]


def test_the_same_members_are_one_set_whatever_their_order() -> None:
    links = Rows(pledge=column(1, 1, 2, 2, 3), actor=column(8, 6, 6, 8, 6))
    sets = dict(numbered_sets(links, "pledge", "actor").tuples())
    assert sets[1] == sets[2] != sets[3]
