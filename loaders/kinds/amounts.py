"""Amounts: sums of money, whose cell may name the currency too: ``USD 5,000,000``, ``2,5 millions
d'euros``. What may be two sums, or of two currencies, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import pyarrow as pa

from pledgegraph.errors import Where
from pledgegraph.loaders.files.cells import BadCell, CellColumn
from pledgegraph.loaders.files.numbers import (
    decimal_mark,
    decimal_number,
    negative,
    whole_number,
    whole_of,
)
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

from .currencies import THOUSANDTHS, currencies_named, currency_code

_FIGURES = r"[-\u2212]?\d(?:[\d.,'\u2019 \u00a0\u202f\u2009]*\d)?"
_MONEY = re.compile(rf"(?P<before>\D*?)\s*(?P<figures>{_FIGURES})(?P<after>\D*)")
# "CHF 500.-" and "500,- kr": a dash in the place of the hundredths
_NO_HUNDREDTHS = re.compile(r"[.,][-\u2013\u2014]+")
_SCALE = re.compile(r"(?P<scale>[^\W\d_]+)\.?(?:(?P<link>\s+(?:de|d'|d\u2019|of)|$)|(?=\W))")
_THOUSAND, _MILLION, _MILLIARD = 1_000, 1_000_000, 1_000_000_000
_SCALES = {
    **dict.fromkeys(("k", "thousand", "thousands", "mille", "milliers"), _THOUSAND),
    **dict.fromkeys(("m", "mn", "mln", "mio", "million", "millions"), _MILLION),
    **dict.fromkeys(("millon", "millones", "milhoes", "millionen"), _MILLION),
    **dict.fromkeys(("bn", "md", "mrd", "milliard", "milliards"), _MILLIARD),
    **dict.fromkeys(("billion", "billions"), _MILLIARD),
}
_ENGLISH = ("billion", "billions")
"""Words that mean a thousand times more in French."""


@dataclass(frozen=True)
class Amounts:
    """What the cells of amount and currency say together, row by row.

    Attributes:
        numbers: whole numbers of units, NULL where there is none or it is not certain.
        currencies: ISO 4217 codes.
        left_out: the text of each amount that is not read, NULL for others.
    """

    numbers: pa.Array
    currencies: pa.Array
    left_out: pa.Array


@dataclass(frozen=True, slots=True)
class _Written:
    """The parts of an amount's text."""

    text: str
    figures: str
    scale: int = 1
    may_be: frozenset[str] = frozenset()

    @property
    def is_plain(self) -> bool:
        """Whether figures are all there is."""
        return self.scale == 1 and not self.may_be

    def number(self, mark: str) -> int:
        """The whole number of units, by the decimal mark of the column."""
        if self.is_plain:
            return whole_number(self.text, mark)
        value = decimal_number(self.figures, mark or self._own_mark())
        if value < 0:
            raise negative(self.text)
        return whole_of(self.text, value * Decimal(self.scale))

    def _own_mark(self) -> str:
        """The decimal mark where three figures behind a mark are thousands, as no currency that it
        may be has thousandths.
        """
        if self.scale != 1 or self.may_be & THOUSANDTHS:
            return ""
        return "," if "." in self.figures else "."


def amounts_of(amount: CellColumn, currency: CellColumn) -> Amounts:
    """The amounts of a sheet. What is not certain is reported, and left unknown."""
    codes = currency.scalar(currency_code, pa.string())
    written = list(map(_written, amount.texts))
    mark = decimal_mark([each.figures for each in written])
    reading = _Reading(amount, currency)
    for index, each in enumerate(written):
        if each.text:
            reading.read(index, each, mark)
    return reading.with_currencies(codes)


def _written(text: str) -> _Written:
    """An amount in its parts; the text as figures where it has none that are understood."""
    as_it_is = _Written(text, text)
    match = _MONEY.fullmatch(text)
    if match is None:
        return as_it_is
    before = match["before"].strip()
    after = _NO_HUNDREDTHS.sub("", match["after"], count=1).strip()
    scale, behind = _scale_in(after)
    named = []
    for part in (before, behind):
        if part:
            named.append(currencies_named(part))
    if not all(named):
        return as_it_is
    may_be = frozenset[str]()
    # "5m" alone may be five metres, or five thousand in Spanish
    if not named and re.search(r"\d\s*[^\W\d_]\W*$", text):
        return as_it_is
    if named:
        may_be = frozenset.intersection(*named)
        # "US$ 5 EUR" is a sum of neither
        if not may_be:
            return as_it_is
    return _Written(text, match["figures"], scale, may_be)


def _scale_in(text: str) -> tuple[int, str]:
    """By how much the word behind figures multiplies them, and what stands behind it."""
    match = _SCALE.match(text)
    if match is None:
        return 1, text
    word = fold(match["scale"])
    is_french = word in _ENGLISH and match["link"]
    if word not in _SCALES or is_french:
        return 1, text
    return _SCALES[word], text[match.end() :].strip()


@dataclass
class _Reading:
    """The different texts of a column of amounts, as they are read one by one."""

    amount: CellColumn
    currency: CellColumn
    read_ones: dict[int, tuple[_Written, int]] = field(default_factory=dict)

    def read(
        self,
        index: int,
        written: _Written,
        mark: str,
    ) -> None:
        """Read a text, or report why it is not read."""
        try:
            number = written.number(mark)
            if number < 0:
                raise negative(written.text)
        except BadCell as problem:
            self.amount.report(index, problem)
        else:
            self.read_ones[index] = (written, number)

    def with_currencies(self, codes: pa.Array) -> Amounts:
        """The amounts with the currencies that their rows state."""
        # Each text meets few currencies: every pair of the two is looked at once
        width = len(self.currency.texts)
        pairs, first, of_rows, counts = np.unique(
            self.amount.codes * width + self.currency.codes,
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )
        stated = codes.take(pa.array(first)).to_pylist()
        numbers = list[int | None]()
        currencies = list[str | None]()
        left_out = list[str | None]()
        for place, pair in enumerate(pairs.tolist()):
            index, other = divmod(pair, width)
            where = self.amount.sheet.where(int(first[place]), self.amount.header)
            said = _OfRows(self.currency.texts[other], stated[place], where, int(counts[place]))
            number, code, text = self._together(index, said)
            numbers.append(number)
            currencies.append(code)
            left_out.append(text)
        rows = pa.array(of_rows)
        return Amounts(
            pa.array(numbers, pa.int64()).take(rows),
            pa.array(currencies, pa.string()).take(rows),
            pa.array(left_out, pa.string()).take(rows),
        )

    def _together(
        self,
        index: int,
        said: _OfRows,
    ) -> tuple[int | None, str | None, str | None]:
        """The number, the currency and the text left out of an amount in some rows."""
        text = self.amount.texts[index]
        if index not in self.read_ones:
            return None, said.code, text or None
        written, number = self.read_ones[index]
        try:
            return number, _currency(written, said), None
        except BadCell as problem:
            self.amount.problems.append(problem.at(said.where, said.rows))
            both = filter(None, [text, said.text])
            return None, None, "; ".join(both)


@dataclass(frozen=True, slots=True)
class _OfRows:
    """What rows of one amount say of its currency: the text of the cell, and its code, None where
    it is none. ``where``: the amount's first cell of these ``rows``.
    """

    text: str
    code: str | None
    where: Where
    rows: int


def _currency(written: _Written, said: _OfRows) -> str | None:
    """The currency of an amount, by its own text and the cell of its currency.

    Raises:
        BadCell: they contradict each other, or do not say which it is (V014).
    """
    if written.is_plain:
        return said.code
    stated = frozenset([said.code]) if said.code else currencies_named(said.text)
    may_be = written.may_be or stated
    if written.may_be and stated:
        may_be = written.may_be & stated
        if not may_be:
            found = worded(
                "{text} contradicts {stated} in the column of the currency; both are left unknown",
                text=repr(written.text),
                stated=repr(said.text),
            )
            raise _uncertain(found)
    if len(may_be) == 1:
        return _only(may_be)
    if not may_be:
        found = worded("{text} names no currency; it is left unknown", text=repr(written.text))
        raise _uncertain(found)
    found = worded(
        "{text} may be of several currencies, as {some}; it is left unknown",
        text=repr(written.text),
        some=", ".join(sorted(may_be)[:3]),
    )
    raise _uncertain(found)


def _only(codes: Iterable[str]) -> str:
    (code,) = codes
    return code


def _uncertain(found: str) -> BadCell:
    hint = worded("Write the code of the currency, as in USD 5000000.")
    return BadCell("V014", found, hint, "finding")
