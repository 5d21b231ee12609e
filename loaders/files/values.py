"""Values: dates, whole numbers, yes and no, as cells write them."""

from __future__ import annotations

import re
from datetime import date, datetime

from .cells import BadCell

_ISO_DATE = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?", re.ASCII
)
_DATE_FORMATS = ("%a, %d %b %Y %H:%M:%S", "%a, %d %b %Y", "%d %b %Y", "%d %B %Y")


def iso_date(text: str) -> str:
    """A date of year, month or day precision as ISO text. Day and month in figures alone
    (03/04/2023) are refused.
    """
    match = _ISO_DATE.fullmatch(text)
    # A time of day belongs to a whole date only: "2023-12 10:00" is none
    if match and (len(text) <= 10 or match[3]):
        parts = [part for part in match.groups() if part]
        # Of a month or a year the first day is looked at: is there such a month?
        whole = [*parts, "1", "1"][:3]
        year, month, day = map(int, whole)
        try:
            date(year, month, day)
        except ValueError:
            raise _bad_date(text) from None
        return "-".join(parts)
    for style in _DATE_FORMATS:
        try:
            return datetime.strptime(text, style).date().isoformat()
        except ValueError:
            continue
    raise _bad_date(text)


def _bad_date(text: str) -> BadCell:
    return BadCell("V003", f"{text!r} is not a date", "Write 2023-12-11, 2023-12 or 2023.")


_PLAIN_NUMBER = re.compile(r"-?\d+")
# Two commas or more can only separate groups of three: 1,000,000
_GROUPED_NUMBER = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+|-?\d{1,3}(?:,\d{3}){2,}")
_FRACTION = re.compile(r"-?\d+\.(\d+)")
LARGEST = 2**63 - 1
MOST_FIGURES = 20
"""Figures of a number that are read; Python refuses to read thousands of them."""


def whole_number(text: str) -> int:
    """A whole number; blanks between groups of three are read, one comma is not: 35,000 may be
    thirty-five.
    """
    if _PLAIN_NUMBER.fullmatch(text) or _GROUPED_NUMBER.fullmatch(text):
        return _number(text)
    fraction = _FRACTION.fullmatch(text)
    if fraction is None:
        found = f"{text!r} is not a whole number"
        raise BadCell("V004", found, "Write it in figures, as 35000.")
    if fraction[1].strip("0"):
        found = f"{text!r} is a fraction; the value is left unknown"
        raise BadCell("V005", found, "Write a whole number.", "finding")
    # Spreadsheets write 35000 as 35000.0
    return whole_number(text.partition(".")[0])


def _number(text: str) -> int:
    figures = re.sub(r"[^\d-]", "", text)
    if len(figures) <= MOST_FIGURES:
        number = int(figures)
        if abs(number) <= LARGEST:
            return number
    found = f"{text!r} is larger than a number may be"
    raise BadCell("V004", found, f"The largest is {LARGEST}.")


_YES = ("yes", "y", "true", "1", "oui")
_NO = ("no", "n", "false", "0", "non")


def yes_or_no(text: str) -> bool:
    """``yes``/``no`` and their usual forms."""
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    found = f"{text!r} is neither yes nor no"
    raise BadCell("V002", found, "Write yes, no, or leave the cell empty.")
