"""Coded cells: they read like the list of texts that they stand for."""

from __future__ import annotations

import pytest

from pledgegraph.loaders.files.coded_cells import coded

CELLS = ["b", "a", "b", "", "c\nd", "a"]


def test_they_read_like_their_list() -> None:
    cells = coded(CELLS)
    assert cells.texts == ["b", "a", "", "c\nd"]
    assert list(cells) == CELLS
    assert cells == CELLS
    assert (cells[0], cells[4], cells[-1], cells[1:3]) == ("b", "c\nd", "a", ["a", "b"])
    assert ("a" in cells, "d" in cells) == (True, False)
    assert (cells.count("b"), cells.count("x"), cells.index("a")) == (2, 0, 1)
    assert cells.arrow().to_pylist() == CELLS
    with pytest.raises(ValueError, match="'x' is in no cell"):
        cells.index("x")


def test_some_rows_have_only_their_own_texts() -> None:
    some = coded(CELLS).only([4, 1, 5])
    assert some == ["c\nd", "a", "a"]
    assert some.texts == ["c\nd", "a"]
    assert "b" not in some


def test_texts_that_become_alike_are_one() -> None:
    cells = coded(CELLS).replaced({"a": "b", "c\nd": "e"})
    assert cells == ["b", "b", "b", "", "e", "b"]
    assert cells.texts == ["b", "", "e"]
    assert not cells.has_line_ends


def test_each_different_text_is_asked_about_once() -> None:
    asked: list[str] = []

    def is_beyond_a(text: str) -> bool:
        asked.append(text)
        return text > "a"

    found = coded(CELLS).where(is_beyond_a)
    assert asked == ["b", "a", "", "c\nd"]
    assert found.tolist() == [True, False, True, False, True, False]
