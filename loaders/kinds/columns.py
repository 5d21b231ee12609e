"""Columns: those of a sheet by the fields of its kind."""

from __future__ import annotations

from collections.abc import Iterable

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cell_parts import split
from pledgegraph.loaders.files.cells import BadCell, CellColumn, read_column
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.countries import suggest_country
from pledgegraph.wording import worded


def columns_of(
    sheet: Sheet,
    layout: Layout,
    problems: list[Problem],
    fields: Iterable[str],
) -> dict[str, CellColumn]:
    """The columns of a sheet by field; the ones it lacks are all unknown."""
    columns = {}
    for field in fields:
        columns[field] = read_column(
            sheet,
            layout.columns.get(field),
            (),
            problems,
            separator=layout.separator_of(field),
        )
    return columns


def unknown_country(text: str) -> BadCell:
    """What is said of a cell that should name a country, and names none that is known."""
    return BadCell(
        "N001",
        worded("country {text} is not known", text=repr(text)),
        suggest_country(text),
        "finding",
    )


def addresses_in(text: str) -> list[str]:
    """The web addresses of a cell of evidence. A semicolon alone may be part of an address."""
    return split(text, " ; ")
