"""Keys: the cells that name what a row is about. A row without one, and two rows of one name, are
told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import pyarrow as pa

from pledgegraph.errors import Problem, Where

from .cells import CellColumn

MOST_PROBLEMS = 50
"""Cells of one kind that are told one by one; the last problem says how many more there are."""


def need(column: CellColumn, what: str) -> None:
    """V008 for each row whose cell is empty: nothing says what the row is about.

    A cell that was emptied as it held an address is told already, and stops nothing.
    """
    tell_nameless(column, rows_without(column), what)


def rows_without(column: CellColumn) -> list[int]:
    """The rows whose cell is empty in the source."""
    empty = {index for index, text in enumerate(column.texts) if not text}
    emptied = column.sheet.emptied.get(column.header, ())
    return [
        row
        for row, code in enumerate(column.codes.tolist())
        if code in empty and row not in emptied
    ]


def tell_nameless(column: CellColumn, rows: Sequence[int], what: str) -> None:
    """V008 for rows that nothing names."""
    found, hint = f"the row has no {what}", f"Write its {what}, or remove the row."
    for row in rows[:MOST_PROBLEMS]:
        where = column.sheet.where(row, column.header)
        column.problems.append(Problem("V008", "error", where, found, hint))
    _tell_more(column, "V008", len(rows), f"rows have no {what}", hint)


def tell_apart(
    identifiers: pa.Array | Sequence[str | None],
    column: CellColumn,
    what: str,
    *,
    code: str = "V001",
    unless_equal: bool = False,
) -> None:
    """A problem for each row whose identifier an earlier row has: both cells, and what each says.

    Args:
        identifiers: one a row; None is no identifier.
        column: the cells that are shown.
        what: what the identifier is one of.
        code: the problem's.
        unless_equal: leave out rows whose cells are equal: they are told elsewhere.
    """
    first: dict[str, int] = {}
    twice: list[tuple[int, int]] = []
    names = identifiers.to_pylist() if isinstance(identifiers, pa.Array) else identifiers
    for row, name in enumerate(names):
        other = row if name is None else first.setdefault(name, row)
        if other != row and not (unless_equal and column.codes[row] == column.codes[other]):
            twice.append((row, other))
    hint = f"Remove one row, or give each {what} a name of its own."
    for row, other in twice[:MOST_PROBLEMS]:
        texts = [column.texts[column.codes[number]] for number in (row, other)]
        place = column.sheet.where(other, column.header)
        found = f"{texts[0]!r} is the same {what} as {texts[1]!r} at {place}"
        where = column.sheet.where(row, column.header)
        column.problems.append(Problem(code, "error", where, found, hint))
    _tell_more(column, code, len(twice), f"rows name a {what} that an earlier row names", hint)


def _tell_more(column: CellColumn, code: str, count: int, found: str, hint: str) -> None:
    if count > MOST_PROBLEMS:
        where = Where(column.sheet.file, column.sheet.name, 0, column.header)
        column.problems.append(
            Problem(code, "error", where, f"{count - MOST_PROBLEMS:,} more {found}", hint)
        )


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ZEROS = re.compile(r"(?<![0-9.])0+(?=[0-9])")
_WHOLE = re.compile(r"([0-9]+)\.0+")


def looks_like(identifier: str) -> str:
    """What is left of an identifier when case, blanks, leading zeros and forms of letters are taken
    away.

    Two identifiers that differ in nothing else are one that was written in two ways, or two that a
    person mixes up.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", identifier)).casefold()
    text = "".join(text.split())
    whole = _WHOLE.fullmatch(text)
    return _ZEROS.sub("", whole[1] if whole else text)


def tell_look_alikes(column: CellColumn) -> None:
    """V009 for each identifier that looks like another one of its column: both are kept, and a
    person looks.
    """
    alike: dict[str, list[int]] = {}
    for index, text in enumerate(column.texts):
        if text:
            alike.setdefault(looks_like(text), []).append(index)
    # One text in two forms of Unicode is one identifier, and told as such
    pairs = [
        (other, group[0])
        for group in alike.values()
        for other in group[1:]
        if unicodedata.normalize("NFC", column.texts[other])
        != unicodedata.normalize("NFC", column.texts[group[0]])
    ]
    first = _first_rows(column, {index for pair in pairs for index in pair})
    for index, other in pairs[:MOST_PROBLEMS]:
        place = column.sheet.where(first[other], column.header)
        found = (
            f"{column.texts[index]!r} looks like {column.texts[other]!r} at {place}; they are kept"
            " as two"
        )
        where = column.sheet.where(first[index], column.header)
        hint = "If they are one, write the identifier alike and keep one row."
        column.problems.append(Problem("V009", "finding", where, found, hint))


def _first_rows(column: CellColumn, indexes: Iterable[int]) -> dict[int, int]:
    """The first row of some texts of a column."""
    wanted = set(indexes)
    first: dict[int, int] = {}
    for row, code in enumerate(column.codes.tolist()) if wanted else ():
        if code in wanted:
            first.setdefault(code, row)
    return first
