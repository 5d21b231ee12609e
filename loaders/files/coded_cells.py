"""Coded cells: the cells of a column as its different texts, and which of them each row has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
import pyarrow as pa

Codes = np.ndarray[Any, np.dtype[np.int32]]
Numbers = np.ndarray[Any, np.dtype[Any]]


class CodedCells(Sequence[str]):
    """A column that reads like a list of texts. Most columns repeat few texts in many rows: what
    looks at each different text once need not go through the rows.

    ``texts``: the different ones, in the order in which they first appear. ``codes``: for each row
    the number of its text.
    """

    def __init__(self, texts: Sequence[str], codes: Codes) -> None:
        self.texts = texts
        self.codes = codes

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return self.listed()[row]
        text: str = self.texts[self.codes[row]]
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self.listed())

    def __contains__(self, text: object) -> bool:
        return text in self.texts

    def __eq__(self, other: object) -> bool:
        if isinstance(other, CodedCells | list):
            return self.listed() == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def count(self, text: object) -> int:
        """How many rows have a text."""
        return int(self._have(text).sum())

    def index(self, text: object, start: int = 0, stop: int | None = None) -> int:
        """The first row that has a text; ``ValueError`` where none has it."""
        rows = np.flatnonzero(self._have(text)[start:stop])
        if not len(rows):
            raise ValueError(f"{text!r} is in no cell")
        return int(rows[0]) + start

    def _have(self, text: object) -> Numbers:
        number = self.texts.index(text) if text in self.texts else -1
        found: Numbers = self.codes == number
        return found

    def listed(self) -> list[str]:
        """The text of each row."""
        objects = np.array(self.texts, dtype=object)
        listed: list[str] = objects[self.codes].tolist()
        return listed

    def arrow(self) -> pa.Array:
        """The text of each row, as Arrow has it."""
        return pa.array(self.texts, pa.string()).take(pa.array(self.codes))

    def where(self, is_such: Callable[[str], object]) -> Numbers:
        """For each row whether its text is such; it is asked once for each different text."""
        found = np.fromiter(map(bool, map(is_such, self.texts)), bool, len(self.texts))
        return found[self.codes]

    def only(self, rows: Sequence[int] | Numbers) -> CodedCells:
        """Some rows, in the order given; without the texts that no row has any more."""
        codes = self.codes[np.asarray(rows, dtype=np.int64)]
        # Arrow numbers them by their first appearance
        kept = pa.array(codes).dictionary_encode()
        numbers = kept.dictionary.to_pylist()
        texts = [self.texts[number] for number in numbers]
        return CodedCells(texts, kept.indices.to_numpy())

    def replaced(self, texts: Mapping[str, str]) -> CodedCells:
        """The column with other texts in the place of some."""
        return CodedCells.of_texts([texts.get(text, text) for text in self.texts], self.codes)

    @cached_property
    def has_line_ends(self) -> bool:
        """Whether a cell has several lines."""
        return any("\n" in text for text in self.texts)

    @staticmethod
    def of_texts(texts: Iterable[str], codes: Codes) -> CodedCells:
        """A column of texts that may be there twice; each becomes one."""
        numbers: dict[str, int] = {}
        of_each = [numbers.setdefault(text, len(numbers)) for text in texts]
        places = np.array(of_each, dtype=np.int32)
        return CodedCells(list(numbers), places[codes])


def coded(cells: Sequence[str]) -> CodedCells:
    """The cells of a column, coded."""
    if isinstance(cells, CodedCells):
        return cells
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(text, len(numbers)) for text in cells]
    return CodedCells(list(numbers), np.array(codes, dtype=np.int32))


def different(cells: Sequence[str]) -> Sequence[str]:
    """The different texts of a column, in the order in which they first appear."""
    if isinstance(cells, CodedCells):
        return cells.texts
    return list(dict.fromkeys(cells))


def only_rows(cells: Sequence[str], rows: Sequence[int]) -> Sequence[str]:
    """Some cells of a column, in the order given."""
    if isinstance(cells, CodedCells):
        return cells.only(rows)
    return [cells[row] for row in rows]


def has_line_ends(cells: Sequence[str]) -> bool:
    """Whether a cell of a column may have several lines."""
    return not isinstance(cells, CodedCells) or cells.has_line_ends


def as_arrow(cells: Sequence[str]) -> pa.Array:
    """The cells of a column, as Arrow has them."""
    if isinstance(cells, CodedCells):
        return cells.arrow()
    return pa.array(cells, pa.string())
