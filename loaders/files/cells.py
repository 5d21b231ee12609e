"""Cells: the texts of a column, each different one read once, and the values they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from pledgegraph.errors import Problem, Severity
from pledgegraph.ontology.spelling import fold

from .sheets import Sheet

SEPARATOR = ";"
"""What stands between the values of a cell, unless its layout says otherwise."""
MOST_TOLD = 20
"""Values of one cell that are told one by one."""
_NO_SEPARATOR = "\x1f"
"""Holds the place of a semicolon that parts nothing, for as long as another separator stands as
ours.
"""

Value = TypeVar("Value")
Integers = np.ndarray[Any, np.dtype[np.int64]]


class BadCell(Exception):
    """A text that a reading function refuses: the code, what was found, what would do."""

    def __init__(self, code: str, found: str, hint: str, severity: Severity = "error") -> None:
        super().__init__(found)
        self.code, self.found, self.hint, self.severity = code, found, hint, severity


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


@dataclass
class CellColumn:
    """A column of a sheet. ``texts`` are its different cells, stripped; ``codes`` say which one
    each row has.

    ``separator`` stands between the values of a cell that has several.
    """

    sheet: Sheet
    header: str
    texts: list[str]
    codes: Integers
    problems: list[Problem] = field(repr=False)
    separator: str = SEPARATOR
    _first_and_count: dict[int, tuple[int, int]] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def plain(self) -> pa.Array:
        """The text of each row, NULL where empty."""
        return self._taken([text or None for text in self.texts], pa.string())

    def scalar(self, read: Callable[[str], Value | None], wanted: pa.DataType) -> pa.Array:
        """One value a row: ``read`` is called once for each different text that is not empty."""
        return self._taken([self._read(read, index) for index in range(len(self.texts))], wanted)

    def many(self, read: Callable[[str], Sequence[Value | BadCell]]) -> Pairs:
        """Several values a row, in order within the cell; a ``BadCell`` among them is reported and
        left out.
        """

        def read_parts(text: str) -> Sequence[Value | BadCell]:
            return read(with_our_separator(text, self.separator))

        answers = [
            self._sorted_out(index, self._read(read_parts, index) or ())
            for index in range(len(self.texts))
        ]
        lengths = np.array([len(answer) for answer in answers], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(lengths) else lengths
        flat = np.empty(int(lengths.sum()), dtype=object)
        flat[:] = [value for answer in answers for value in answer]
        counts = lengths[self.codes] if len(self.codes) else self.codes
        rows = np.repeat(np.arange(len(self.codes)), counts)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        picked = np.repeat(starts[self.codes], counts) + within if len(rows) else rows
        return Pairs(rows, list(flat[picked]))

    def parted(self, index: int) -> str:
        """A different text, its values parted as ``split`` does."""
        return with_our_separator(self.texts[index], self.separator)

    def report(self, index: int, problem: BadCell) -> None:
        """Note a problem of a text at the first cell that has it, with the number of further
        cells.
        """
        if (
            self._first_and_count is None
        ):  # once for all texts: a column may have as many bad ones as rows
            used, *found = np.unique(self.codes, return_index=True, return_counts=True)
            self._first_and_count = dict(
                zip(
                    used.tolist(), zip(*(each.tolist() for each in found), strict=True), strict=True
                )
            )
        row, count = self._first_and_count[index]
        more = f" (and in {count - 1} more cells)" if count > 1 else ""
        where = self.sheet.where(row, self.header)
        self.problems.append(
            Problem(problem.code, problem.severity, where, problem.found + more, problem.hint)
        )

    def _sorted_out(self, index: int, answer: Sequence[Value | BadCell]) -> list[Value]:
        bad = [value for value in answer if isinstance(value, BadCell)]
        for problem in bad[:MOST_TOLD]:
            self.report(index, problem)
        if len(bad) > MOST_TOLD:
            last, more = (
                bad[MOST_TOLD],
                f"{len(bad) - MOST_TOLD:,} more values of the cell cannot be read",
            )
            severity: Severity = (
                "error" if any(problem.severity == "error" for problem in bad) else "finding"
            )
            self.report(index, BadCell(last.code, more, "Correct the first ones first.", severity))
        return [value for value in answer if not isinstance(value, BadCell)]

    def _read(self, read: Callable[[str], Value | None], index: int) -> Value | None:
        if not self.texts[index]:
            return None
        try:
            return read(self.texts[index])
        except BadCell as problem:
            self.report(index, problem)
            return None

    def _taken(self, values: list[Any], wanted: pa.DataType) -> pa.Array:
        return pa.array(values, wanted).take(pa.array(self.codes))


UNKNOWN = (
    "unknown",
    "not known",
    "not stated",
    "not specified",
    "not available",
    "n/a",
    "tbc",
    "tbd",
    "-",
    "--",
    "?",
)
"""Cells that say no more than an empty one. ``NA`` is none of them: it may be Namibia."""
LONGEST_UNKNOWN = 20
_BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\u2060\ufeff"
"""What stands around a text and cannot be seen: blanks of all kinds, and signs without a width."""


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
        return CellColumn(
            sheet, header or "", [""], np.zeros(len(sheet.lines), dtype=np.int64), problems
        )
    codes, distinct = pd.factorize(np.array(sheet.column(header), dtype=object))
    empty = set(nulls)
    texts = [
        "" if text in empty or (len(text) <= LONGEST_UNKNOWN and fold(text) in unknown) else text
        for text in (str(text).strip(_BLANK) for text in distinct)
    ]
    return CellColumn(sheet, header, texts, codes.astype(np.int64), problems, separator)


LONGEST_BLANK = 100
"""Blanks in a row between the values of a cell; more are one: patterns that try each of them take
their square.
"""
_LONG_BLANK = re.compile(rf"\s{{{LONGEST_BLANK},}}")


def with_our_separator(text: str, separator: str) -> str:
    """``A | B; C`` of a layout with ``|`` so that ``split`` finds ``A`` and ``B; C``."""
    if len(text) > LONGEST_BLANK:
        text = _LONG_BLANK.sub(lambda blank: "\n" if "\n" in blank[0] else " ", text)
    if separator == SEPARATOR:
        return text
    return f"{SEPARATOR} ".join(
        part.replace(SEPARATOR, _NO_SEPARATOR) for part in split(text, separator)
    )


def split(text: str, separator: str = SEPARATOR) -> list[str]:
    """The parts of a cell, separated outside brackets; blanks and stray commas around them and
    empty parts are dropped.

    A bracket that is never closed holds nothing together.
    """
    if separator not in text:
        return _trimmed([text])
    if "(" not in text:
        return _trimmed(text.split(separator))
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth = max(0, depth + (character == "(") - (character == ")"))
        if depth == 0 and position >= start and text.startswith(separator, position):
            parts.append(text[start:position])
            start = position + len(separator)
    return _trimmed(text.split(separator) if depth else [*parts, text[start:]])


def _trimmed(parts: Iterable[str]) -> list[str]:
    """``Education – X;, Solutions – Y;`` as dashboards write it has a comma before each part but
    the first.
    """
    stripped = (part.strip(" ,\t\n\r\u00a0") for part in parts)
    return [part.replace(_NO_SEPARATOR, SEPARATOR) for part in stripped if part]


_AND = re.compile(r"\s*,\s*(?:(?:and|et)\s+)?|\s+(?:and|et)\s+|\s*&\s*|\s*/\s*|\s*\n\s*")


def enumerated(part: str) -> list[str]:
    """``Bangladesh, Colombia and Kenya`` → its three names; whether they are names is for the
    caller to know.
    """
    return _trimmed(_AND.split(part))


def name_and_remark(part: str) -> tuple[str, str]:
    """``Government of Denmark (financial)`` → the name and what stands in the closing brackets."""
    if part.count("(") == 1 and ")" not in part:
        name, _, remark = (text.strip() for text in part.partition("("))
        return (name, remark) if name else (part, "")
    if not part.endswith(")") or "(" not in part:
        return part, ""
    depth = 0
    for position in range(len(part) - 1, -1, -1):
        depth += (part[position] == ")") - (part[position] == "(")
        if depth == 0:
            name = part[:position].strip()
            return (name, part[position + 1 : -1].strip()) if name else (part, "")
    return part, ""


_ISO_DATE = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?", re.ASCII
)
_DATE_FORMATS = ("%a, %d %b %Y %H:%M:%S", "%a, %d %b %Y", "%d %b %Y", "%d %B %Y")


def iso_date(text: str) -> str:
    """A date of year, month or day precision as ISO text. Day and month in figures alone
    (03/04/2023) are refused.
    """
    match = _ISO_DATE.fullmatch(text)
    if match and (len(text) <= 10 or match[3]):
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            date(year, month, day)
        except ValueError:
            raise _bad_date(text) from None
        return "-".join(part for part in match.groups() if part)
    for style in _DATE_FORMATS:
        try:
            return datetime.strptime(text, style).date().isoformat()
        except ValueError:
            continue
    raise _bad_date(text)


def _bad_date(text: str) -> BadCell:
    return BadCell("V003", f"{text!r} is not a date", "Write 2023-12-11, 2023-12 or 2023.")


_PLAIN_NUMBER = re.compile(r"-?\d+")
_GROUPED_NUMBER = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+|-?\d{1,3}(?:,\d{3}){2,}")
_FRACTION = re.compile(r"-?\d+\.(\d+)")
LARGEST = 2**63 - 1


def whole_number(text: str) -> int:
    """A whole number; blanks between groups of three are read, one comma is not: 35,000 may be
    thirty-five.
    """
    if _PLAIN_NUMBER.fullmatch(text) or _GROUPED_NUMBER.fullmatch(text):
        figures = re.sub(r"[^\d-]", "", text)
        if (
            len(figures) <= 20 and abs(int(figures)) <= LARGEST
        ):  # Python refuses to read thousands of figures
            return int(figures)
        raise BadCell(
            "V004", f"{text!r} is larger than a number may be", f"The largest is {LARGEST}."
        )
    fraction = _FRACTION.fullmatch(text)
    if fraction and not fraction[1].strip("0"):
        return whole_number(text.partition(".")[0])
    if fraction:
        raise BadCell(
            "V005",
            f"{text!r} is a fraction; the value is left unknown",
            "Write a whole number.",
            "finding",
        )
    raise BadCell("V004", f"{text!r} is not a whole number", "Write it in figures, as 35000.")


def yes_or_no(text: str) -> bool:
    """``yes``/``no`` and their usual forms."""
    word = text.casefold()
    if word in ("yes", "y", "true", "1", "oui"):
        return True
    if word in ("no", "n", "false", "0", "non"):
        return False
    raise BadCell(
        "V002", f"{text!r} is neither yes nor no", "Write yes, no, or leave the cell empty."
    )
