"""Keys: the cells that name what a row is about. Rows without a name and repeated names are
problems.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import pyarrow as pa

from pledgegraph.errors import Problem, Where
from pledgegraph.wording import worded, worded_count

from .cells import CellColumn

MOST_PROBLEMS = 50
"""Cells of one kind that are reported one by one; the last problem says how many more there are."""


def need(column: CellColumn, what: str) -> None:
    """V008 for each row whose cell is empty: nothing says what the row is about.

    A cell that was emptied because of an address is reported already, and stops nothing.
    """
    report_nameless(column, rows_without(column), what)


def rows_without(column: CellColumn) -> list[int]:
    """The rows whose cell is empty in the source."""
    if "" not in column.texts:
        return []
    empty = {index for index, text in enumerate(column.texts) if not text}
    # What had an address was emptied by us, and is reported there
    emptied = column.sheet.emptied.get(column.header, ())
    rows = []
    for row, code in enumerate(column.codes.tolist()):
        if code in empty and row not in emptied:
            rows.append(row)
    return rows


def report_nameless(
    column: CellColumn,
    rows: Sequence[int],
    what: str,
) -> None:
    """V008 for rows that nothing names."""
    found = worded("the row has no {what}", what=what)
    hint = worded("Write its {what}, or remove the row.", what=what)
    for row in rows[:MOST_PROBLEMS]:
        where = column.sheet.where(row, column.header)
        column.problems.append(Problem("V008", "error", where, found, hint))
    _report_more(
        column,
        "V008",
        len(rows),
        worded("rows have no {what}", what=what),
        hint,
    )


def report_rows(
    column: CellColumn,
    rows: Sequence[int],
    code: str,
    found: str,
    hint: str,
) -> None:
    """A finding at the cell of each of some rows."""
    for row in rows[:MOST_PROBLEMS]:
        where = column.sheet.where(row, column.header)
        column.problems.append(Problem(code, "finding", where, found, hint))
    more = len(rows) - MOST_PROBLEMS
    if more > 0:
        sheet = column.sheet
        where = Where(sheet.file, sheet.name, 0, column.header)
        said = worded_count(
            "{number} more row: {found}",
            "{number} more rows: {found}",
            more,
            found=found,
        )
        column.problems.append(Problem(code, "finding", where, said, hint))


def report_repeated(
    identifiers: pa.Array | Sequence[str | None],
    column: CellColumn,
    what: str,
    *,
    code: str = "V001",
    unless_equal: bool = False,
) -> None:
    """A problem for each row whose identifier an earlier row has: both cells, and what each says.

    Args:
        identifiers: one per row; None where a row has none.
        column: the cells that are shown.
        what: what the identifier is one of.
        code: the problem's.
        unless_equal: leave out rows whose cells are equal: another problem is about them.
    """
    names = identifiers.to_pylist() if isinstance(identifiers, pa.Array) else identifiers
    repeated = []
    for row, earlier in _repeated(names):
        is_equal = column.codes[row] == column.codes[earlier]
        if not (unless_equal and is_equal):
            repeated.append((row, earlier))
    hint = worded("Remove one row, or give each {what} its own name.", what=what)
    for row, earlier in repeated[:MOST_PROBLEMS]:
        place = column.sheet.where(earlier, column.header)
        text = column.text(row)
        found = worded(
            "{text} is the same {what} as {column} at {place}",
            text=repr(text),
            what=what,
            column=repr(column.text(earlier)),
            place=place,
        )
        where = column.sheet.where(row, column.header)
        column.problems.append(Problem(code, "error", where, found, hint))
    _report_more(
        column,
        code,
        len(repeated),
        worded("rows name a {what} that an earlier row names", what=what),
        hint,
    )


def _repeated(names: Sequence[str | None]) -> list[tuple[int, int]]:
    """(row, first row of the same name) of each row that repeats a name."""
    first: dict[str, int] = {}
    found = []
    for row, name in enumerate(names):
        if name is not None:
            earlier = first.setdefault(name, row)
            if earlier != row:
                found.append((row, earlier))
    return found


def _report_more(
    column: CellColumn,
    code: str,
    count: int,
    found: str,
    hint: str,
) -> None:
    """One problem for all rows that are not reported one by one."""
    if count > MOST_PROBLEMS:
        where = Where(
            column.sheet.file,
            column.sheet.name,
            0,
            column.header,
        )
        more = worded("{count} more {found}", count=count - MOST_PROBLEMS, found=found)
        column.problems.append(Problem(code, "error", where, more, hint))


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ZEROS = re.compile(r"(?<![0-9.])0+(?=[0-9])")
_WHOLE = re.compile(r"([0-9]+)\.0+")
_CYRILLIC = str.maketrans("АВЕЅІЈКМНОРСТУХасеіјорху", "ABESIJKMHOPCTYXaceijopxy")
_GREEK = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")
_LATIN = _CYRILLIC | _GREEK


def without_invisible(text: str) -> str:
    """A text without the signs in it that have no width and no ink."""
    return _INVISIBLE.sub("", text)


def looks_like(identifier: str) -> str:
    """What is left of an identifier when case, blanks, leading zeros and forms of letters, figures
    and dashes are taken away; Greek and Cyrillic letters become the Latin ones that look the same.

    Two identifiers that differ in nothing else are one that was written in two ways, or two that a
    person mixes up.
    """
    if identifier.isascii():
        # Most are: nothing in them has another form
        text = "".join(identifier.casefold().split())
    else:
        # NFKC makes full-width letters and figures plain ones
        plain = unicodedata.normalize("NFKC", identifier)
        shown = without_invisible(plain)
        # Before the case goes: it is the capitals that look alike
        shown = shown.translate(_LATIN).casefold()
        together = "".join(shown.split())
        text = "".join(map(_plain, together))
    # Spreadsheets make 7 or 7.0 of the identifier 007
    whole = _WHOLE.fullmatch(text)
    return _ZEROS.sub("", whole[1] if whole else text)


def _plain(sign: str) -> str:
    """A figure of any script as ``0`` to ``9``, and a dash as ``-``: word processors change
    dashes.
    """
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Pd" or sign == "\u2212":
        return "-"
    return sign


def report_look_alikes(column: CellColumn) -> None:
    """V009 for each identifier that looks like another one of its column: both are kept, and a
    person decides.
    """
    pairs = _look_alikes(column.texts)[:MOST_PROBLEMS]
    first = _first_rows(column, {index for pair in pairs for index in pair})
    hint = worded("If they are one, write the identifier alike and keep one row.")
    for index, other in pairs:
        text = column.texts[index]
        other_text = column.texts[other]
        place = column.sheet.where(first[other], column.header)
        found = worded(
            "{text} looks like {other_text} at {place}; they are kept as two",
            text=repr(text),
            other_text=repr(other_text),
            place=place,
        )
        where = column.sheet.where(first[index], column.header)
        column.problems.append(Problem("V009", "finding", where, found, hint))


def _look_alikes(texts: Sequence[str]) -> list[tuple[int, int]]:
    """(text, the first text that looks like it), as numbers, of each text that looks like an
    earlier one.
    """
    groups: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        if text:
            alike = groups.setdefault(looks_like(text), [])
            alike.append(index)
    found = []
    # Each is compared with the first only: of a thousand alike ones there would be half a million
    # pairs
    for first, *others in groups.values():
        for other in others:
            if not _is_same_text(texts[first], texts[other]):
                found.append((other, first))
    return found


def _is_same_text(one: str, other: str) -> bool:
    """Whether two texts are one in two forms of Unicode: one identifier, and reported as such."""
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def _first_rows(
    column: CellColumn,
    indexes: Iterable[int],
) -> dict[int, int]:
    """The first row of some texts of a column."""
    wanted = set(indexes)
    first: dict[int, int] = {}
    if not wanted:
        return first
    for row, code in enumerate(column.codes.tolist()):
        if code in wanted:
            first.setdefault(code, row)
    return first
