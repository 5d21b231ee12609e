"""Headers: the names of the columns of a sheet, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pledgegraph.errors import Problem, Where
from pledgegraph.personal.addresses import Cleaned, without_addresses
from pledgegraph.wording import worded

from .csv_rows import clean_name
from .layout_files import header_key
from .sheets import Check
from .shown_columns import is_plain, listed_columns

HEADER_ROWS = 50
"""Rows in which a header is looked for: registers have titles and notes above it."""


@dataclass(frozen=True)
class Looking:
    """How a header is looked for.

    Attributes:
        check: accepts a header.
        numbered: keys of names that several columns may have.
        line: where it is; 0 where it is to be looked for.
    """

    check: Check | None
    numbered: Collection[str]
    line: int


def header_of(cells: Sequence[str]) -> list[str]:
    """The names of the columns; one that held an address gets its number, so that it stays a name
    of its own.
    """
    cleaned = names_taken_out(cells)
    names = list[str]()
    for number, cell in enumerate(cells, 1):
        name = clean_name(cell)
        if number in cleaned:
            name = f"{name} (column {number})".strip()
        names.append(name)
    return names


def numbered_names(
    header: Sequence[str],
    numbered: Collection[str],
) -> list[str]:
    """The names of the columns, each of those that share a name with its number: ``Date [2]``.

    Args:
        numbered: the keys of the names that a layout knows by number; others stay as they are.
    """
    if not numbered:
        return list(header)
    seen = Counter[str]()
    names = []
    # A name that comes once needs no number, even if the layout has one for it
    several = {name for name in repeated(header) if header_key(name) in numbered}
    for name in header:
        seen[name] += 1
        names.append(f"{name} [{seen[name]}]" if name in several else name)
    return names


def names_taken_out(cells: Sequence[str]) -> dict[int, Cleaned]:
    """By the number of a column (from 1): the addresses that its name held."""
    found = {}
    for number, cell in enumerate(cells, 1):
        cleaned = without_addresses(cell)
        if cleaned:
            found[number] = cleaned
    return found


def used_names(
    header: Sequence[str],
    ignored: Collection[str],
) -> list[str]:
    """The names of the columns; "" for those that share a name and that a workspace ignores."""
    left_out = set(repeated(header)).intersection(ignored)
    return ["" if name in left_out else name for name in header]


def taken_out_by_name(
    cells: Sequence[str],
    header: Sequence[str],
) -> dict[str, Cleaned]:
    """By the name of a column: the addresses that its cell in the header row held."""
    found = {}
    for number, cleaned in names_taken_out(cells).items():
        found[header[number - 1]] = cleaned
    return found


def repeated_names(
    header: Sequence[str],
    top: Where,
    letters: Sequence[str] = (),
) -> list[Problem]:
    """C002 for each name that several columns have.

    Args:
        letters: of the columns, in a workbook.
    """
    problems = []
    for name in repeated(header):
        where = replace(top, column=name)
        same = listed_columns(header, name, letters)
        found = (
            worded('{same} have one name, "{name}"', same=same, name=name)
            if letters
            else worded('column "{name}" is there twice', name=name)
        )
        hint = worded(
            'Rename one, or leave them out with ignore = ["{name}"] in pledgegraph.toml.', name=name
        )
        # The name itself may be a person's
        if not is_plain(name):
            where = top
            found = worded(
                "{same} have one name, which is not shown, as it may be a person's", same=same
            )
            hint = worded("Rename one, or leave them out: write their name under ignore.")
        problems.append(
            Problem(
                "C002",
                "error",
                where,
                found,
                hint,
            )
        )
    return problems


def nameless_columns(
    header: Sequence[str],
    columns: Sequence[Sequence[str]],
    top: Where,
    letters: Sequence[str] = (),
) -> list[Problem]:
    """C003 for each column that has cells and no name, and does not count the rows."""
    problems = []
    for number, (name, cells) in enumerate(
        zip(
            header,
            columns,
            strict=True,
        ),
        1,
    ):
        # A column that counts the rows has a finding of its own
        if not name and any(map(str.strip, cells)) and not _counts_rows(cells):
            shown = letters[number - 1] if letters else number
            found = worded("column {shown} has cells and no name", shown=shown)
            hint = worded("Name the column, or remove it.")
            problems.append(
                Problem(
                    "C003",
                    "error",
                    top,
                    found,
                    hint,
                )
            )
    return problems


def index_columns(
    header: Sequence[str],
    columns: Sequence[Sequence[str]],
    top: Where,
    letters: Sequence[str] = (),
) -> list[Problem]:
    """C003, as a finding, for each column without a name that counts the rows, as programs write
    their index.
    """
    problems = []
    for number, (name, cells) in enumerate(
        zip(
            header,
            columns,
            strict=True,
        ),
        1,
    ):
        if not name and _counts_rows(cells):
            shown = letters[number - 1] if letters else number
            found = worded(
                "column {shown} has no name and counts the rows; it is not loaded", shown=shown
            )
            problems.append(
                Problem(
                    "C003",
                    "finding",
                    top,
                    found,
                    worded("Remove the column."),
                )
            )
    return problems


def _counts_rows(cells: Sequence[str]) -> bool:
    first = cells[0].strip() if cells else ""
    if first not in ("0", "1"):
        return False
    # From 0 as pandas writes its index, or from 1 as R does
    start = int(first)
    return all(cell.strip() == str(number) for number, cell in enumerate(cells, start))


def repeated(header: Sequence[str]) -> list[str]:
    """The names that are there more than once, sorted."""
    counts = Counter(filter(None, header))
    return sorted(name for name, count in counts.items() if count > 1)
