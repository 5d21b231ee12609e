"""Addresses: e-mail addresses and telephone numbers are taken out of a sheet before anybody reads
its cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem, Where
from pledgegraph.personal import (
    MAY_BE_EMAIL,
    MAY_BE_FIGURES,
    MAY_BE_NUMBER,
    Cleaned,
    without_addresses,
)

from .layout_files import Layout
from .sheets import Sheet

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
MOST_TOLD = 50
"""Different cells of a column that are told one by one; the last finding says how many more there
are.
"""
AT_ONCE = 20_000
"""Cells up to which all columns are searched together: to begin a search takes longer than to
search so many.
"""
_HINT = "Correct it in the source: contact persons do not belong into a graph that others read."


def without_personal_data(
    sheet: Sheet, layout: Layout, fields: Mapping[str, Sequence[str]]
) -> tuple[Sheet, list[Problem]]:
    """The sheet with its mapped columns cleaned, and a finding for each different cell that had an
    address.

    A cell of names that has an address is emptied: who stands beside it may be a person.

    Args:
        sheet: as it was read.
        layout: says which column has which field.
        fields: the properties that each field feeds.
    """
    problems = [
        Problem(
            "P001",
            "finding",
            Where(sheet.file, sheet.name, sheet.header_line, header),
            _told_header(had),
            _HINT,
        )
        for header, had in sheet.taken_out.items()
    ]
    columns, emptied = list(sheet.columns), dict[str, set[int]]()
    mapped = _mapped(sheet, layout, fields)
    doubtful = _doubtful_of_all(columns, mapped)
    for column in mapped:
        cells, is_name = columns[column.place], column.is_name
        cleaned = _found(cells, column, doubtful)
        if cleaned:
            header = sheet.header[column.place]
            problems += _told(sheet, header, cells, cleaned, is_name)
            texts = {
                cell: _emptied(cell) if is_name else each.text for cell, each in cleaned.items()
            }
            emptied[header] = {
                row for row, cell in enumerate(cells) if cell in texts and not texts[cell].strip()
            }
            columns[column.place] = [texts.get(cell, cell) for cell in cells]
    return replace(sheet, columns=columns, emptied=emptied), problems


@dataclass(frozen=True, slots=True)
class Mapped:
    """A column that a field is mapped to: its place in the sheet, and what its cells name."""

    place: int
    is_name: bool
    is_identifier: bool


def _mapped(sheet: Sheet, layout: Layout, fields: Mapping[str, Sequence[str]]) -> list[Mapped]:
    """The columns of a sheet that fields are mapped to, in the order of the fields."""
    found = []
    for field, properties in fields.items():
        header = layout.columns.get(field)
        if header in sheet.header:
            is_name = any(name in NAMES for name in properties)
            is_identifier = not is_name and any(name.endswith(IDENTIFIERS) for name in properties)
            found.append(Mapped(sheet.header.index(header), is_name, is_identifier))
    return found


def _doubtful_of_all(
    columns: Sequence[Sequence[str]], mapped: Sequence[Mapped]
) -> dict[bool, set[str]]:
    """The cells that may have an address, of names and of others; nothing where there are too many
    for one search.
    """
    if sum(len(columns[column.place]) for column in mapped) > AT_ONCE:
        return {}
    found = {}
    for is_name in {column.is_name for column in mapped}:
        cells: dict[str, None] = {}
        for column in mapped:
            if column.is_name == is_name:
                cells.update(dict.fromkeys(columns[column.place]))
        found[is_name] = set(_doubtful(list(cells), is_name))
    return found


def _found(
    cells: Sequence[str], column: Mapped, doubtful: Mapping[bool, set[str]]
) -> dict[str, Cleaned]:
    """The different cells of a column that have an address, in their order."""
    different, known = list(dict.fromkeys(cells)), doubtful.get(column.is_name)
    if known is None:
        known = set(_doubtful(different, column.is_name))
    found = {}
    for cell in different if known else ():
        if cell in known:
            cleaned = without_addresses(
                cell, is_name=column.is_name, is_identifier=column.is_identifier
            )
            if cleaned:
                found[cell] = cleaned
    return found


def _doubtful(cells: list[str], is_name: bool) -> list[str]:
    """The cells that may have an address; Arrow passes over the others."""
    texts = pa.array(cells, pa.string())
    with_figures = texts.filter(pc.match_substring_regex(texts, MAY_BE_FIGURES))
    if not is_name and len(with_figures):
        with_figures = with_figures.filter(pc.match_substring_regex(with_figures, MAY_BE_NUMBER))
    may_be_email = texts.filter(pc.match_substring_regex(texts, MAY_BE_EMAIL))
    return [*with_figures.to_pylist(), *may_be_email.to_pylist()]


def _emptied(cell: str) -> str:
    """Nothing but the line ends of a cell, by which the lines below are counted."""
    return "\n" * cell.count("\n")


def _told_header(had: Cleaned) -> str:
    return f"the column's name held {had}, which is taken out"


def _told(
    sheet: Sheet, header: str, cells: list[str], cleaned: Mapping[str, Cleaned], is_name: bool
) -> list[Problem]:
    problems = []
    for cell, had in list(cleaned.items())[:MOST_TOLD]:
        count = cells.count(cell)
        more = f" (and in {count - 1:,} more cells)" if count > 1 else ""
        where = sheet.where(cells.index(cell), header)
        if is_name and any(map(str.isalpha, had.text)):
            found = (
                f"a name stands beside {had}: no actor is made of the cell, and it is left"
                f" out{more}"
            )
            hint = "Write the government or the organisation alone."
            problems.append(Problem("P002", "finding", where, found, hint))
        else:
            problems.append(
                Problem("P001", "finding", where, f"the cell held {had}, taken out{more}", _HINT)
            )
    left = list(cleaned)[MOST_TOLD:]
    if left:
        where = sheet.where(cells.index(left[0]), header)
        among = set(left)
        count = sum(cell in among for cell in cells)
        found = (
            f"{count:,} more cells of the column held an e-mail address or a telephone number,"
            " taken out"
        )
        problems.append(Problem("P001", "finding", where, found, _HINT))
    return problems
