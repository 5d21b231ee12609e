"""Namibia: its code ``NA`` looks like "not available". The register itself shows which of them is
meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from pledgegraph.errors import Where
from pledgegraph.loaders.files.cell_parts import name_and_remark, split
from pledgegraph.loaders.files.cells import BadCell, CellColumn
from pledgegraph.wording import worded

from .actor_lists import actor_parts
from .countries import find_country
from .governments import country_of_government

CODE, NAME = "NA", "Namibia"
_CODE_AS_PART = re.compile(rf"(?:(?<=;)|^)(\s*){CODE}(?=\s*(?:;|$))")
Elsewhere = Callable[[], Where | None]


def nowhere() -> None:
    """There is no other part of the register."""


def with_namibia(
    place: CellColumn,
    submitter: CellColumn,
    elsewhere: Elsewhere = nowhere,
) -> CellColumn:
    """A column of places that says ``Namibia`` where it says ``NA`` and the register shows that it
    means the country.

    It does where a row's submitter is Namibia's government, or where ``NA`` is one of several
    countries of a cell: a register that writes it so once means it everywhere. Cells that are read
    so because of another row are a finding. Without such a row it may be "not available": nothing
    is guessed.

    Args:
        elsewhere: looks for such a row in the other parts of the register.
    """
    coded = _coded(place)
    if not coded:
        return place
    shown = shown_at(place, submitter) or elsewhere()
    if shown is None:
        return place
    texts = list(place.texts)
    for index in coded:
        if _rests_on_another_row(place, submitter, index):
            place.report(index, _read_as_namibia(place, shown))
        # Whole parts alone: the letters may be in a name as well
        texts[index] = _CODE_AS_PART.sub(rf"\1{NAME}", texts[index])
    return replace(place, texts=texts)


def shown_at(place: CellColumn, submitter: CellColumn) -> Where | None:
    """The first cell whose ``NA`` can only be the country."""
    # The first in the sheet, as a person looks for it
    row = min(_rows_that_show(place, submitter), default=None)
    if row is None:
        return None
    return place.sheet.where(row, place.header)


def _coded(place: CellColumn) -> list[int]:
    """The different texts, by number, of which one part is the code."""
    found = []
    for index, text in enumerate(place.texts):
        # The plain search first: few texts have the letters, and splitting takes long
        if CODE in text and CODE in split(text):
            found.append(index)
    return found


def _rows_that_show(place: CellColumn, submitter: CellColumn) -> Iterator[int]:
    """The rows whose ``NA`` can only be the country."""
    for index in _coded(place):
        parts = split(place.texts[index])
        # Among countries it is one: nobody lists "not available" with Kenya
        is_listed = any(map(find_country, parts))
        for row in _rows_of(place, index):
            if is_listed or _is_by_namibia(submitter, row):
                yield row


def _rests_on_another_row(
    place: CellColumn,
    submitter: CellColumn,
    index: int,
) -> bool:
    """Whether a text is the code alone, in a row that does not show by itself what it means."""
    if place.texts[index] != CODE:
        return False
    return not all(_is_by_namibia(submitter, row) for row in _rows_of(place, index))


def _read_as_namibia(place: CellColumn, shown: Where) -> BadCell:
    where = str(shown)
    if shown.file == place.sheet.file:
        where = worded("line {line}", line=str(shown.line))
    return BadCell(
        code="N001",
        found=worded(
            "{code} is read as {name}, because {where} means the country",
            code=repr(CODE),
            name=NAME,
            where=where,
        ),
        hint=worded('Write {name}; if it means "not available", empty the cell.', name=NAME),
        severity="finding",
    )


def _rows_of(column: CellColumn, index: int) -> list[int]:
    rows: list[int] = np.flatnonzero(column.codes == index).tolist()
    return rows


def _is_by_namibia(submitter: CellColumn, row: int) -> bool:
    """Whether the government of Namibia is among the submitters of a row."""
    text = submitter.text(row)
    for part in actor_parts(text):
        name, _ = name_and_remark(part)
        country = country_of_government(name)
        if country is not None and country.name == NAME:
            return True
    return False
