"""Namibia: its code ``NA`` looks like "not available"; what the register itself says tells which of
them is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from pledgegraph.errors import Where
from pledgegraph.loaders.files.cells import BadCell, CellColumn, name_and_remark, split

from .actors import actor_parts, country_of_government
from .countries import find_country

CODE, NAME = "NA", "Namibia"
Elsewhere = Callable[[], Where | None]


def nowhere() -> None:
    """There is no other part of the register."""


def with_namibia(
    place: CellColumn, submitter: CellColumn, elsewhere: Elsewhere = nowhere
) -> CellColumn:
    """A column of places that says ``Namibia`` where it says ``NA`` and the register shows that it
    means the country.

    It does where a row's submitter is Namibia's government, or where ``NA`` stands among other
    countries of a cell: a register that writes it so once means it everywhere. Cells that rest on
    another row's word are a finding. Without such a row it may be "not available": nothing is
    guessed.

    Args:
        elsewhere: looks for such a row in the other parts of the register.
    """
    coded = _coded(place)
    shown = (shown_at(place, submitter) or elsewhere()) if coded else None
    if shown is None:
        return place
    for index in coded:
        rows = np.flatnonzero(place.codes == index).tolist()
        if place.texts[index] == CODE and not all(_is_by_namibia(submitter, row) for row in rows):
            where = f"line {shown.line}" if shown.file == place.sheet.file else str(shown)
            found = f"{CODE!r} is read as {NAME}, as {where} means it"
            hint = f'Write {NAME}; if it means "not available", empty the cell.'
            place.report(index, BadCell("N001", found, hint, "finding"))
    written = [
        re.sub(rf"(?:(?<=;)|^)(\s*){CODE}(?=\s*(?:;|$))", rf"\1{NAME}", text)
        for text in place.texts
    ]
    return replace(
        place, texts=[written[i] if i in set(coded) else text for i, text in enumerate(place.texts)]
    )


def shown_at(place: CellColumn, submitter: CellColumn) -> Where | None:
    """The first cell whose ``NA`` can only be the country."""
    row = min(_rows_that_show(place, submitter, _coded(place)), default=None)
    return None if row is None else place.sheet.where(row, place.header)


def _coded(place: CellColumn) -> list[int]:
    return [index for index, text in enumerate(place.texts) if CODE in text and CODE in split(text)]


def _rows_that_show(place: CellColumn, submitter: CellColumn, coded: list[int]) -> Iterator[int]:
    """The rows whose ``NA`` can only be the country."""
    for index in coded:
        is_listed = any(find_country(part) is not None for part in split(place.texts[index]))
        for row in np.flatnonzero(place.codes == index).tolist():
            if is_listed or _is_by_namibia(submitter, row):
                yield row


def _is_by_namibia(submitter: CellColumn, row: int) -> bool:
    names = (
        name_and_remark(part)[0] for part in actor_parts(submitter.texts[submitter.codes[row]])
    )
    governments = (country_of_government(name) for name in names)
    return any(country is not None and country.name == NAME for country in governments)
