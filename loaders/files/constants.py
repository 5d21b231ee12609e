"""Constants: what a layout says of every row of a file, as columns that the sheet does not have."""

from __future__ import annotations

from dataclasses import replace

from .layout_files import Layout
from .sheets import Sheet


def with_constants(sheet: Sheet, layout: Layout) -> tuple[Sheet, Layout]:
    """A sheet with a column for each constant of its layout, and the layout that maps them.

    The columns are called so that a message or an explanation leads to the layout.
    """
    if not layout.constants:
        return sheet, layout
    header = list(sheet.header)
    columns = list(sheet.columns)
    letters = list(sheet.letters)
    mapped = dict(layout.columns)
    for field, text in layout.constants.items():
        name = f"{field}, a constant of the layout {layout.name}"
        header.append(name)
        columns.append([text] * len(sheet.lines))
        if letters:
            letters.append("")  # no column of the workbook
        mapped[field] = name
    wider = replace(sheet, header=header, columns=columns, letters=letters)
    return wider, replace(layout, columns=mapped)
