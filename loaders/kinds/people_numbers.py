"""Numbers of people: the cells of a population file as plain figures, however they are grouped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pledgegraph.loaders.files.coded_cells import coded
from pledgegraph.loaders.files.fields import POPULATION_TYPES
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.sheets import Sheet

# There is no part of a person: three figures behind a mark are thousands, other than in an amount
_GROUPS = re.compile("[0-9]{1,3}(?:([,. \u00a0\u202f\u2009'\u2019])[0-9]{3})(?:\\1[0-9]{3})*")
_WHOLE = re.compile(r"([0-9]+)[.,]0{1,2}")
_MARKS = re.compile("[^0-9]")


def with_plain_people(sheet: Sheet, layout: Layout) -> Sheet:
    """The sheet with ``1,200,000`` and ``12.0`` in its columns of people as figures alone; other
    cells stay as they are.
    """
    wanted = set()
    for field in (*POPULATION_TYPES, "value"):
        wanted.add(layout.columns.get(field))
    columns = list[Sequence[str]]()
    for name, cells in zip(sheet.header, sheet.columns, strict=True):
        columns.append(_plain(cells) if name in wanted else cells)
    return replace(sheet, columns=columns)


def _plain(cells: Sequence[str]) -> Sequence[str]:
    column = coded(cells)
    plain = {}
    for text in column.texts:
        figures = _figures(text.strip())
        if figures:
            plain[text] = figures
    return column.replaced(plain) if plain else cells


def _figures(text: str) -> str:
    """The figures of a number that is grouped, or has a fraction of zero; else nothing."""
    # Most cells are figures alone
    if text.isdecimal():
        return ""
    if _GROUPS.fullmatch(text):
        return _MARKS.sub("", text)
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else ""
