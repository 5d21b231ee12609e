"""Addresses: e-mail addresses and telephone numbers are taken out of a sheet before anybody reads
its cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem, Where
from pledgegraph.personal.addresses import (
    MAY_BE_EMAIL,
    MAY_BE_FIGURES,
    MAY_BE_NUMBER,
    Cleaned,
    without_addresses,
)
from pledgegraph.wording import Worded, worded, worded_count

from .cells import in_more_cells
from .coded_cells import coded, different
from .fields import Fields
from .layout_files import Layout
from .sheets import Sheet
from .shown_columns import is_plain, position

NAMES = ("Actor.name", "Match.supportedBy", "Match.channel")
"""Properties of fields whose cells name somebody."""
IDENTIFIERS = (
    ".code",
    ".localIdentifier",
    ".officialIdentifier",
    "Match.supports",
    ".membershipOf",
    "Pledge.amount",
    "Target.value",
    "Target.baseline",
    "PopulationFigure.value",
)
"""How the properties of fields end whose cells name a row or are a number: figures alone are an
identifier or an amount there.
"""
MOST_REPORTED = 50
"""Different cells of a column that are reported one by one; the last finding says how many more
there are.
"""
FEW = 200
"""Different cells up to which Arrow does not search: its three patterns take 5 ms to be made ready.
"""
_HINT = worded(
    "Correct it in the source: contact persons do not belong in a graph that others read."
)


def without_personal_data(
    sheet: Sheet,
    layout: Layout,
    fields: Fields,
) -> tuple[Sheet, list[Problem]]:
    """The sheet with its mapped columns cleaned, and a finding for each different cell that had an
    address.

    A cell of names that has an address is emptied: the name next to it may be that of a person.

    Args:
        sheet: as it was read.
        layout: says which column has which field.
        fields: those of its kind, with the properties that each feeds.
    """
    problems = _in_names(sheet)
    columns = list(sheet.columns)
    emptied = dict[str, set[int]]()
    mapped = _mapped(sheet, layout, fields)
    doubtful = _doubtful_of_all(columns, mapped)
    for column in mapped:
        cells = columns[column.place]
        cleaned = _cleaned(cells, column, doubtful[column.is_name])
        if cleaned:
            header = sheet.header[column.place]
            problems += _in_cells(
                sheet,
                header,
                cells,
                cleaned,
                column.is_name,
            )
            columns[column.place], rows = _without(
                cells,
                cleaned,
                column.is_name,
            )
            emptied[header] = rows
    return replace(sheet, columns=columns, emptied=emptied), problems


def _in_names(sheet: Sheet) -> list[Problem]:
    """A finding for each column whose name held an address."""
    problems = []
    for header, cleaned in sheet.taken_out.items():
        where = Where(
            sheet.file,
            sheet.name,
            sheet.header_line,
            header,
        )
        # What is left of the name may be that of a person
        if not is_plain(header):
            where = replace(where, column="", cell=position(sheet, header))
        removed = taken_out(cleaned)
        found = worded("the column's name held {cleaned}, which is taken out", cleaned=removed)
        problems.append(Problem("P001", "finding", where, found, _HINT))
    return problems


def taken_out(cleaned: Cleaned) -> Worded:
    """``2 e-mail addresses and a telephone number``: what a text held."""
    parts = []
    if cleaned.emails:
        parts.append(worded_count("an e-mail address", "{number} e-mail addresses", cleaned.emails))
    if cleaned.telephones:
        numbers = worded_count(
            "a telephone number", "{number} telephone numbers", cleaned.telephones
        )
        parts.append(numbers)
    if len(parts) == 1:
        return parts[0]
    return worded("{first} and {second}", first=parts[0], second=parts[1])


def _without(
    cells: Sequence[str],
    cleaned: Mapping[str, Cleaned],
    is_name: bool,
) -> tuple[Sequence[str], set[int]]:
    """Cells without the addresses, and the rows in which nothing is left."""
    texts = {}
    for cell, each in cleaned.items():
        # Next to an address a name may be that of a person
        texts[cell] = _emptied(cell) if is_name else each.text
    empty = {cell for cell, text in texts.items() if not text.strip()}
    column = coded(cells)
    rows = np.flatnonzero(column.where(empty.__contains__))
    return column.replaced(texts), set(rows.tolist())


@dataclass(frozen=True, slots=True)
class Mapped:
    """A column that a field is mapped to: its place in the sheet, and what its cells name."""

    place: int
    is_name: bool
    is_identifier: bool


def _mapped(
    sheet: Sheet,
    layout: Layout,
    fields: Fields,
) -> list[Mapped]:
    """The columns of a sheet that fields are mapped to, in the order of the fields."""
    found = []
    for name, field in fields.items():
        header = layout.columns.get(name)
        if header in sheet.header:
            place = sheet.header.index(header)
            is_name = not set(NAMES).isdisjoint(field.feeds)
            is_identifier = any(fed.endswith(IDENTIFIERS) for fed in field.feeds)
            found.append(Mapped(place, is_name, is_identifier and not is_name))
    return found


def _doubtful_of_all(
    columns: Sequence[Sequence[str]],
    mapped: Sequence[Mapped],
) -> dict[bool, set[str]]:
    """The cells that may have an address, of names and of others: one search of each for all
    columns.
    """
    all_of_kind: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for column in mapped:
        cells = different(columns[column.place])
        all_of_kind[column.is_name].update(dict.fromkeys(cells))
    found = {}
    for is_name, all_cells in all_of_kind.items():
        found[is_name] = set(_doubtful(list(all_cells), is_name))
    return found


def _cleaned(
    cells: Sequence[str],
    column: Mapped,
    doubtful: set[str],
) -> dict[str, Cleaned]:
    """The different cells of a column that have an address, in their order."""
    # Columns repeat few texts in many rows
    found = {}
    for cell in different(cells) if doubtful else ():
        if cell in doubtful:
            cleaned = without_addresses(
                cell,
                is_name=column.is_name,
                is_identifier=column.is_identifier,
            )
            if cleaned:
                found[cell] = cleaned
    return found


def _doubtful(
    cells: list[str],
    is_name: bool,
) -> list[str]:
    """The cells that may have an address; Arrow passes over the others."""
    if len(cells) <= FEW:
        return cells
    texts = pa.array(cells, pa.string())
    # Coarse patterns over whole columns first: the exact ones in Python are slow, and few cells
    # have an address
    with_figures = texts.filter(pc.match_substring_regex(texts, MAY_BE_FIGURES))
    if not is_name and len(with_figures):
        with_figures = with_figures.filter(pc.match_substring_regex(with_figures, MAY_BE_NUMBER))
    may_be_email = texts.filter(pc.match_substring_regex(texts, MAY_BE_EMAIL))
    return [*with_figures.to_pylist(), *may_be_email.to_pylist()]


def _emptied(cell: str) -> str:
    """Nothing but the line ends of a cell, by which the lines below are counted."""
    return "\n" * cell.count("\n")


def _in_cells(
    sheet: Sheet,
    header: str,
    cells: Sequence[str],
    cleaned: Mapping[str, Cleaned],
    is_name: bool,
) -> list[Problem]:
    """A finding for each different cell that had an address."""
    problems = []
    for cell, each in list(cleaned.items())[:MOST_REPORTED]:
        where = sheet.where(cells.index(cell), header)
        problems.append(_problem(where, each, cells.count(cell), is_name))
    others = set(list(cleaned)[MOST_REPORTED:])
    if others:
        rows = [row for row, cell in enumerate(cells) if cell in others]
        found = worded_count(
            "{number} more cell of the column held an e-mail address or a telephone number, taken"
            " out",
            "{number} more cells of the column held an e-mail address or a telephone number, taken"
            " out",
            len(rows),
        )
        where = sheet.where(rows[0], header)
        problems.append(Problem("P001", "finding", where, found, _HINT))
    return problems


def _problem(
    where: Where,
    cleaned: Cleaned,
    count: int,
    is_name: bool,
) -> Problem:
    """The finding about a cell that several rows may have."""
    more = in_more_cells(count - 1)
    removed = taken_out(cleaned)
    if is_name and any(map(str.isalpha, cleaned.text)):
        found = worded(
            "a name is written next to {cleaned}: no actor is made of the cell, and it is left"
            " out{more}",
            cleaned=removed,
            more=more,
        )
        hint = worded("Write the government or the organisation alone.")
        return Problem("P002", "finding", where, found, hint)
    return Problem(
        "P001",
        "finding",
        where,
        worded("the cell held {cleaned}, taken out{more}", cleaned=removed, more=more),
        _HINT,
    )
