"""Cells: the texts of a column, each different one read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from pledgegraph.errors import Problem, Severity, Where
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.tables import lists_from
from pledgegraph.wording import worded, worded_count

from .cell_parts import SEPARATOR, with_our_separator
from .coded_cells import coded
from .sheets import Sheet
from .texts import damage_of, is_error_value, is_plain, without_entities
from .unknown_words import BLANK, LONGEST_UNKNOWN, UNKNOWN

MOST_REPORTED = 20
"""Values of one cell that are reported one by one."""

_DIGIT = re.compile("[0-9]")

Read = TypeVar("Read")
Integers = np.ndarray[Any, np.dtype[np.int64]]


class BadCell(Exception):
    """A text that a reading function refuses: the code, what was found, how to fix it."""

    def __init__(
        self,
        code: str,
        found: str,
        hint: str,
        severity: Severity = "error",
    ) -> None:
        super().__init__(found)
        self.code = code
        self.found = found
        self.hint = hint
        self.severity = severity

    def at(
        self,
        where: Where,
        cells: int = 1,
    ) -> Problem:
        """The problem at the first of some cells that have the text."""
        found = self.found
        if cells > 1:
            found += in_more_cells(cells - 1)
        return Problem(
            self.code,
            self.severity,
            where,
            found,
            self.hint,
        )


def in_more_cells(count: int) -> str:
    """`` (and in 2 more cells)``: behind what is said of the first; nothing for none."""
    if not count:
        return ""
    return worded_count(" (and in {number} more cell)", " (and in {number} more cells)", count)


@dataclass(frozen=True)
class Pairs:
    """Values of a column with several a cell: ``rows`` (row numbers) and ``values``, of equal
    length.
    """

    rows: Integers
    values: list[Any]

    def of(self, identifiers: pa.Array) -> pa.Array:
        """The identifier of each value's row."""
        return identifiers.take(pa.array(self.rows))

    def part(self, number: int) -> Pairs:
        """One part of each value, where values are tuples."""
        return Pairs(self.rows, [value[number] for value in self.values])


def as_lists(pairs: Pairs, rows: int) -> pa.Array:
    """Pairs of texts as one list a row."""
    values = pa.array(pairs.values, pa.string())
    return lists_from(pa.chunked_array([pairs.rows]), values, rows)


@dataclass
class CellColumn:
    """A column of a sheet. ``texts`` are its different cells, stripped; ``codes`` say which one
    each row has.

    ``separator`` separates the values of a cell that has several.
    """

    sheet: Sheet
    header: str
    texts: list[str]
    codes: Integers
    problems: list[Problem] = field(repr=False)
    separator: str = SEPARATOR
    _first_and_count: dict[int, tuple[int, int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def text(self, row: int) -> str:
        """The text of a row, empty where its cell is."""
        return self.texts[int(self.codes[row])]

    def plain(self) -> pa.Array:
        """The text of each row, NULL where empty."""
        return self._taken([text or None for text in self.texts], pa.string())

    def scalar(
        self,
        read: Callable[[str], Read | None],
        wanted: pa.DataType,
    ) -> pa.Array:
        """One value a row: ``read`` is called once for each different text that is not empty."""
        values = [self._read(read, index) for index in range(len(self.texts))]
        return self._taken(values, wanted)

    def many(self, read: Callable[[str], Sequence[Read | BadCell]]) -> Pairs:
        """Several values a row, in order within the cell; a ``BadCell`` among them is reported and
        left out.
        """
        read_parts = partial(_read_parts, read, self.separator)

        def read_text(index: int) -> Sequence[Read | BadCell]:
            return self._read(read_parts, index) or ()

        return self._spread_values(read_text)

    def _spread_values(self, read: Callable[[int], Sequence[Read | BadCell]]) -> Pairs:
        values = list[Read]()
        lengths = list[int]()
        # Columns repeat few texts in many rows: each text is read once, then spread over its rows
        for index in range(len(self.texts)):
            good = self._without_bad(index, read(index))
            values += good
            lengths.append(len(good))
        rows, places = _spread(np.array(lengths, dtype=np.int64), self.codes)
        return Pairs(rows, [values[place] for place in places.tolist()])

    def many_by_number(self, read: Callable[[int], Sequence[Read | BadCell]]) -> Pairs:
        """As ``many``, but each different text is read by its number."""
        return self._spread_values(read)

    def parted(self, index: int) -> str:
        """A different text, its values separated as ``split`` expects."""
        return with_our_separator(self.texts[index], self.separator)

    def report(self, index: int, problem: BadCell) -> None:
        """Note a problem of a text at the first cell that has it, with the number of further
        cells.
        """
        where, count = self.place(index)
        self.problems.append(problem.at(where, count))

    def place(self, index: int) -> tuple[Where, int]:
        """The first cell that has a text, and how many have it."""
        row, count = self._first_and_counts()[index]
        return self.sheet.where(row, self.header), count

    def _first_and_counts(self) -> dict[int, tuple[int, int]]:
        """Of each different text: the first row that has it, and how many have it.

        Counted once for all texts: a column may have as many bad ones as rows.
        """
        if not self._first_and_count:
            used, first, counts = np.unique(self.codes, return_index=True, return_counts=True)
            places = zip(first.tolist(), counts.tolist(), strict=True)
            self._first_and_count.update(zip(used.tolist(), places, strict=True))
        return self._first_and_count

    def _without_bad(
        self,
        index: int,
        values: Sequence[Read | BadCell],
    ) -> list[Read]:
        """The values of a text that could be read; the others are reported."""
        good = list[Read]()
        bad = list[BadCell]()
        for value in values:
            if isinstance(value, BadCell):
                bad.append(value)
            else:
                good.append(value)
        for problem in bad[:MOST_REPORTED]:
            self.report(index, problem)
        if len(bad) > MOST_REPORTED:
            self.report(index, more_of(bad))
        return good

    def _read(
        self,
        read: Callable[[str], Read | None],
        index: int,
    ) -> Read | None:
        if not self.texts[index]:
            return None
        try:
            return read(self.texts[index])
        except BadCell as problem:
            self.report(index, problem)
            return None

    def _taken(
        self,
        values: list[Any],
        wanted: pa.DataType,
    ) -> pa.Array:
        return pa.array(values, wanted).take(pa.array(self.codes))


def _read_parts(
    read: Callable[[str], Sequence[Read | BadCell]],
    separator: str,
    text: str,
) -> Sequence[Read | BadCell]:
    return read(with_our_separator(text, separator))


def more_of(bad: Sequence[BadCell]) -> BadCell:
    """The problem of all values of a cell that are not reported one by one."""
    count = len(bad) - MOST_REPORTED
    found = worded_count(
        "{number} more value of the cell cannot be read",
        "{number} more values of the cell cannot be read",
        count,
    )
    is_error = any(problem.severity == "error" for problem in bad)
    severity: Severity = "error" if is_error else "finding"
    return BadCell(
        bad[MOST_REPORTED].code, found, worded("Correct the first ones first."), severity
    )


def _spread(
    lengths: Integers,
    codes: Integers,
) -> tuple[Integers, Integers]:
    """The row of each value of a column, and its place among the values of all different texts.

    Args:
        lengths: how many values each different text has; they are in one list, text by text.
        codes: the different text of each row.
    """
    # Columnar throughout: this runs over every value of a column
    starts = np.cumsum(lengths) - lengths
    counts = lengths[codes]
    rows = np.repeat(np.arange(len(codes)), counts)
    before = np.cumsum(counts) - counts
    within = np.arange(len(rows)) - np.repeat(before, counts)
    first = np.repeat(starts[codes], counts)
    return rows, first + within


def read_column(
    sheet: Sheet,
    header: str | None,
    nulls: Iterable[str],
    problems: list[Problem],
    unknown: Collection[str] = UNKNOWN,
    separator: str = SEPARATOR,
) -> CellColumn:
    """A column of a sheet, all empty where the sheet has no such column. Unknown is empty, never a
    word in a table.
    """
    if header is None or header not in sheet.header:
        all_empty = np.zeros(len(sheet.lines), dtype=np.int64)
        return CellColumn(
            sheet,
            header or "",
            [""],
            all_empty,
            problems,
        )
    # Columns repeat few texts in many rows: below, each of them is cleaned once
    cells = coded(sheet.column(header))
    empty = set(nulls)
    # Folding keeps digits: most identifiers and dates cannot say "unknown", and are not folded
    has_digits = any(map(_DIGIT.search, unknown))
    texts = list[str]()
    for text in cells.texts:
        if "&" in text:
            text = without_entities(text)
        text = text.strip(BLANK)
        # Only short texts are folded: no word for "unknown" is long, and descriptions are
        is_short = len(text) <= LONGEST_UNKNOWN
        may_be_word = is_short and (has_digits or not _DIGIT.search(text))
        is_word = may_be_word and fold(text) in unknown
        texts.append("" if text in empty or is_word else text)
    column = CellColumn(
        sheet,
        header,
        texts,
        cells.codes.astype(np.int64),
        problems,
        separator,
    )
    _report_damage(column)
    return column


def _report_damage(column: CellColumn) -> None:
    """V011 for errors of formulas, which are emptied, and V012 for texts whose letters are damaged,
    which are kept.
    """
    for index, text in enumerate(column.texts):
        if is_plain(text):
            continue
        damage = damage_of(text)
        if is_error_value(text):
            found = worded(
                "{text} is the error of a formula; the value is unknown", text=repr(text)
            )
            column.report(index, BadCell("V011", found, worded("Correct the formula."), "finding"))
            column.texts[index] = ""
        elif damage:
            hint = worded("Correct the cell, or export the file again as UTF-8; the text is kept.")
            column.report(index, BadCell("V012", damage, hint, "finding"))
