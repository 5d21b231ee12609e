"""Dates: days, months and years as the cells of a column write them. What may be two dates is
none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

from .cell_habits import DAY_FIRST, MONTH_FIRST, SINCE_1900, SINCE_1904
from .cells import BadCell, CellColumn

_ZONE = r"(?: ?(?:Z|GMT|UTC|[+-]\d{2}:?\d{2}))?"
_TIME = rf"(?:[T ,]+\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?(?: ?[AP]M)?{_ZONE})?"
_ISO = re.compile(rf"(\d{{4}})(?:-(\d{{2}})(?:-(\d{{2}}))?)?{_TIME}", re.ASCII | re.I)
_YEAR_FIRST = re.compile(rf"(\d{{4}})[/.](\d{{1,2}})[/.](\d{{1,2}}){_TIME}", re.ASCII | re.I)
_FIGURES = re.compile(rf"(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-](\d{{4}}){_TIME}", re.ASCII | re.I)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})", re.ASCII)
_WORDS = re.compile(
    rf"(?:[^\W\d]+\.?,? )?(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[ \-]+(?:de |of )?([^\W\d]+)\.?,?[ \-]+"
    rf"(?:de |del )?(\d{{4}}){_TIME}",
    re.I,
)
_MONTH_WORD_FIRST = re.compile(
    rf"(?:[^\W\d]+\.?,? )?([^\W\d]+)\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}", re.I
)
_MONTH_WORD = re.compile(r"([^\W\d]+)\.?,?[ \-]+(?:de |del )?(\d{4})", re.I)
_MONTHS = (
    "january jan janvier janv enero ene",
    "february feb fevrier fevr febrero",
    "march mar mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juin junio",
    "july jul juillet juil julio",
    "august aug aout agosto ago",
    "september sept sep septembre septiembre setiembre",
    "october oct octobre octubre",
    "november nov novembre noviembre",
    "december dec decembre diciembre dic",
)
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?", re.ASCII)
FIRST_DAYS = {SINCE_1900: date(1899, 12, 30), SINCE_1904: date(1904, 1, 1)}
"""The day from which a spreadsheet counts days, by the name of its habit."""


def _month_numbers() -> dict[str, int]:
    found = {}
    for number, words in enumerate(_MONTHS, 1):
        found.update(dict.fromkeys(words.split(), number))
    return found


_MONTH = _month_numbers()


def order_shown(texts: Iterable[str]) -> str:
    """Whether dates in figures have the day or the month first, as those show that can be read in
    one way only; empty where none shows it, or they differ.
    """
    found = set()
    for text in texts:
        match = _FIGURES.fullmatch(text)
        if match and int(match[1]) > 12:
            found.add(DAY_FIRST)
        # 31/12 can be read in one way only, and shows how the column is meant
        elif match and int(match[2]) > 12:
            found.add(MONTH_FIRST)
    return found.pop() if len(found) == 1 else ""


def dates_of(column: CellColumn) -> Callable[[str], str]:
    """A reading function for the dates of a column."""
    order = order_shown(column.texts)

    def read(text: str) -> str:
        return iso_date(text, order)

    return read


def iso_date(text: str, order: str = "") -> str:
    """A date of year, month or day precision as ISO text.

    Args:
        order: of the column: ``03/04/2023`` is March or April where it is not known.

    Raises:
        BadCell: V003.
    """
    match = _ISO.fullmatch(text)
    # A time of day belongs to a whole date only: "2023-12 10:00" is none
    if match and (len(text) <= 10 or match[3]):
        parts = filter(None, match.groups())
        return _checked(text, *parts)
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return _checked(text, *match.groups())
    match = _FIGURES.fullmatch(text)
    if match:
        return _in_figures(text, match, order)
    match = _MONTH_AND_YEAR.fullmatch(text)
    if match:
        return _checked(text, match[2], match[1])
    return _in_words(text)


def _in_figures(
    text: str,
    match: re.Match[str],
    order: str,
) -> str:
    first, second, year = match.groups()
    # 05/05 is one day either way
    if first == second or int(second) > 12:
        order = MONTH_FIRST
    elif int(first) > 12:
        order = DAY_FIRST
    if not order:
        # To take the order of most countries would move every date of the others
        low = f"{int(first):02}"
        high = f"{int(second):02}"
        found = worded(
            "{text} may be {year}-{high}-{low} or {year}-{low}-{high}; it is left unknown",
            text=repr(text),
            year=year,
            high=high,
            low=low,
        )
        raise BadCell("V003", found, worded("Write 2023-12-11, 2023-12 or 2023."))
    if order == DAY_FIRST:
        return _checked(text, year, second, first)
    return _checked(text, year, first, second)


def _in_words(text: str) -> str:
    match = _WORDS.fullmatch(text)
    month = _month(match[2]) if match else ""
    if match and month:
        return _checked(text, match[3], month, match[1])
    match = _MONTH_WORD_FIRST.fullmatch(text)
    month = _month(match[1]) if match else ""
    if match and month:
        return _checked(text, match[3], month, match[2])
    match = _MONTH_WORD.fullmatch(text)
    month = _month(match[1]) if match else ""
    if match and month:
        return _checked(text, match[2], month)
    if _SERIAL.fullmatch(text):
        raise _serial(text)
    raise _bad(text)


def _month(word: str) -> str:
    """The number of a month by its name, as text; "" for another word."""
    number = _MONTH.get(fold(word))
    return "" if number is None else str(number)


def _serial(text: str) -> BadCell:
    """The problem of a number that a spreadsheet keeps for a day; files count from two days."""
    # Spreadsheets count from 1900 or, those of old Macs, from 1904
    days = timedelta(int(float(text)))
    one, other = (first + days for first in FIRST_DAYS.values())
    found = worded(
        "{text} may be the number of a day, {one} or {other}; it is left unknown",
        text=repr(text),
        one=one,
        other=other,
    )
    return BadCell("V003", found, worded("Give the column the form of a date and export it again."))


def day_of_number(text: str, first: str) -> str:
    """The day that a spreadsheet keeps as a number, as ISO text.

    Args:
        first: from when it counts, a key of ``FIRST_DAYS``.

    Raises:
        BadCell: V003, it is not such a number.
    """
    if not _SERIAL.fullmatch(text):
        raise _bad(text)
    # The part behind the point is the time of day
    days = timedelta(int(float(text)))
    return str(FIRST_DAYS[first] + days)


def _checked(text: str, *parts: str) -> str:
    """The ISO text of year, month and day, if there is such a day."""
    year_given, *others = parts
    padded = [year_given]
    for part in others:
        padded.append(f"{int(part):02}")
    # Of a month or a year the first day is looked at: is there such a month?
    year, month, day = map(int, [*padded, "1", "1"][:3])
    try:
        date(year, month, day)
    except ValueError:
        raise _bad(text) from None
    return "-".join(padded)


def _bad(text: str) -> BadCell:
    return BadCell(
        "V003",
        worded("{text} is not a date", text=repr(text)),
        worded("Write 2023-12-11, 2023-12 or 2023."),
    )


def may_be_two_dates(text: str) -> bool:
    """Whether a text is a date in figures of which either may be the month."""
    match = _FIGURES.fullmatch(text)
    if match is None or match[1] == match[2]:
        return False
    return max(int(match[1]), int(match[2])) <= 12
