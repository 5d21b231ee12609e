"""Numbers: whole numbers as the cells of a column write them. What may be two numbers is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from pledgegraph.wording import worded

from .cell_parts import split
from .cells import BadCell, CellColumn

LARGEST = 2**63 - 1
MOST_FIGURES = 20
"""Figures of a number that are read; Python refuses to read thousands of them."""
_BLANKS = "[ \u00a0\u202f\u2009'\u2019]"
_NUMBER = re.compile(
    rf"(?P<sign>[-\u2212]?)(?P<whole>\d{{1,3}}(?:{_BLANKS}\d{{3}})+|[\d.,]*\d)(?P<rest>[.,]\d+)?"
)
_POWER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?[eE][+-]?\d{1,2}", re.ASCII)
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,}", re.ASCII)
_BRACKETS = re.compile(r"\([\d.,\s]+\)")


def decimal_mark(texts: Iterable[str]) -> str:
    """The decimal mark of a column, as those of its cells show that can be read in one way only;
    empty where none shows it, or they differ.
    """
    found = set()
    for text in texts:
        mark = _mark_shown(text)
        if mark:
            found.add(mark)
    return found.pop() if len(found) == 1 else ""


def _mark_shown(text: str) -> str:
    """The decimal mark that one number shows."""
    plain = re.sub(_BLANKS, "", text)
    marks = re.sub(r"[^.,]", "", plain)
    if not marks or not re.fullmatch(r"-?\d[\d.,]*\d", plain):
        return ""
    if len(set(marks)) == 2:
        return marks[-1]
    other = "," if marks[0] == "." else "."
    if len(marks) > 1:
        return other if _GROUPS.fullmatch(plain.lstrip("-")) else ""
    has_blanks = plain != text
    # Three figures behind the one mark may be thousands or thousandths
    figures = plain.rpartition(marks)[2]
    is_sure = has_blanks or len(figures) != 3 or plain.startswith("0")
    return marks if is_sure else ""


def numbers_of(
    column: CellColumn,
    *,
    may_be_negative: bool = True,
) -> Callable[[str], int]:
    """A reading function for the numbers of a column.

    Args:
        may_be_negative: an amount that is not is reported and left unknown.
    """
    parts = []
    for index in range(len(column.texts)):
        parts += split(column.parted(index))
    mark = decimal_mark(parts)

    def read(text: str) -> int:
        number = whole_number(text, mark)
        if number < 0 and not may_be_negative:
            raise negative(text)
        return number

    return read


def negative(text: str) -> BadCell:
    """The problem of a number that cannot be less than nothing."""
    found = worded("{text} is negative; the value is left unknown", text=repr(text))
    return BadCell("V005", found, worded("Write what was pledged, without a sign."), "finding")


def whole_number(text: str, mark: str = "") -> int:
    """A whole number: ``35000``, ``1,000,000``, ``1.000.000``, ``223 290,00``, ``1e+05``.

    Args:
        mark: the decimal mark of its column: ``35,000`` may be thirty-five where it is not known.

    Raises:
        BadCell: it is not a number (V004), a fraction or negative in brackets (V005), or may be two
            numbers (V004).
    """
    # As spreadsheets show what is too wide for its column: 1E+05
    if _POWER.fullmatch(text):
        return whole_of(text, Decimal(text))
    figures, fraction = _figures(text, mark)
    if fraction.strip("0"):
        raise _fraction(text)
    return _number(text, figures)


def decimal_number(text: str, mark: str = "") -> Decimal:
    """A number that may have a fraction, as it has in front of a word such as "million".

    Raises:
        BadCell: as ``whole_number``, but for fractions.
    """
    figures, fraction = _figures(text, mark)
    return Decimal(f"{figures}.{fraction or 0}")


def _figures(text: str, mark: str) -> tuple[str, str]:
    """The figures of a number before its decimal mark, with their sign, and those behind it."""
    if _BRACKETS.fullmatch(text):
        raise negative(text)
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise _no_number(text)
    whole = re.sub(_BLANKS, "", match["whole"])
    has_blanks = whole != match["whole"]
    rest = match["rest"] or ""
    figures, fraction = _in_two(
        text,
        whole + rest,
        mark,
        has_blanks=has_blanks,
    )
    sign = "-" if match["sign"] else ""
    return sign + figures, fraction


def _in_two(
    text: str,
    plain: str,
    mark: str,
    *,
    has_blanks: bool,
) -> tuple[str, str]:
    """The figures before and behind the decimal mark, without separators."""
    marks = re.sub(r"\d", "", plain)
    if not marks:
        return plain, ""
    if len(set(marks)) == 2:
        head, _, tail = plain.rpartition(marks[-1])
        if marks.count(marks[-1]) > 1 or not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", head):
            raise _no_number(text)
        return re.sub(r"[.,]", "", head), tail
    if len(marks) > 1:
        if not _GROUPS.fullmatch(plain):
            raise _no_number(text)
        return re.sub(r"[.,]", "", plain), ""
    head, _, tail = plain.partition(marks)
    is_decimal = has_blanks or len(tail) != 3 or len(head) > 3 or head.startswith("0")
    if is_decimal or marks == mark:
        return head or "0", tail
    if not mark:
        found = worded(
            "{text} may be {head}{tail} or {head}, with a fraction; it is left unknown",
            text=repr(text),
            head=head,
            tail=tail,
        )
        raise BadCell("V004", found, worded("Write it in figures, as 35000."), "finding")
    return head + tail, ""


def _no_number(text: str) -> BadCell:
    return BadCell(
        "V004",
        worded("{text} is not a whole number", text=repr(text)),
        worded("Write it in figures, as 35000."),
    )


def _fraction(text: str) -> BadCell:
    found = worded("{text} is a fraction; the value is left unknown", text=repr(text))
    return BadCell("V005", found, worded("Write a whole number."), "finding")


def whole_of(text: str, value: Decimal) -> int:
    """The whole number that a value is.

    Args:
        text: as it is written, for what is said where it is none.

    Raises:
        BadCell: it is a fraction (V005), or larger than a number may be (V004).
    """
    if value != value.to_integral_value():
        raise _fraction(text)
    # 1e99 is not written out: it is too large as it is
    is_readable = abs(value) < 10**MOST_FIGURES
    return _number(text, str(int(value)) if is_readable else "9" * 30)


def _number(text: str, figures: str) -> int:
    # Before it is read: the time that Python takes grows with the square of the figures
    if len(figures) <= MOST_FIGURES:
        number = int(figures)
        if abs(number) <= LARGEST:
            return number
    found = worded("{text} is larger than a number may be", text=repr(text))
    raise BadCell("V004", found, worded("The largest is {largest}.", largest=str(LARGEST)))
