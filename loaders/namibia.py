"""Namibia: its code ``NA`` looks like "not available"; what the register itself says tells which of them is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from .actors import actor_parts, country_of_government
from .cells import BadCell, CellColumn, name_and_remark, split
from .countries import find_country

CODE, NAME = "NA", "Namibia"


def with_namibia(place: CellColumn, submitter: CellColumn) -> CellColumn:
    """A column of places that says ``Namibia`` where it says ``NA`` and the register shows that it means the country.

    It does where a row's submitter is Namibia's government, or where ``NA`` stands among other countries of a cell:
    a register that writes it so once means it everywhere. Cells that rest on another row's word are a finding. Without
    such a row it may be "not available": nothing is guessed.
    """
    coded = [index for index, text in enumerate(place.texts) if CODE in text and CODE in split(text)]
    shown = next(_rows_that_show(place, submitter, coded), None) if coded else None
    if shown is None:
        return place
    for index in coded:
        rows = np.flatnonzero(place.codes == index).tolist()
        if place.texts[index] == CODE and not all(_is_by_namibia(submitter, row) for row in rows):
            found = f"{CODE!r} is read as {NAME}, as line {place.sheet.where(shown, place.header).line} means it"
            hint = f'Write {NAME}; if it means "not available", empty the cell.'
            place.report(index, BadCell("N001", found, hint, "finding"))
    written = [re.sub(rf"(?:(?<=;)|^)(\s*){CODE}(?=\s*(?:;|$))", rf"\1{NAME}", text) for text in place.texts]
    return replace(place, texts=[written[i] if i in set(coded) else text for i, text in enumerate(place.texts)])


def _rows_that_show(place: CellColumn, submitter: CellColumn, coded: list[int]) -> Iterator[int]:
    """The rows whose ``NA`` can only be the country."""
    for index in coded:
        is_listed = any(find_country(part) is not None for part in split(place.texts[index]))
        for row in np.flatnonzero(place.codes == index).tolist():
            if is_listed or _is_by_namibia(submitter, row):
                yield row


def _is_by_namibia(submitter: CellColumn, row: int) -> bool:
    names = (name_and_remark(part)[0] for part in actor_parts(submitter.texts[submitter.codes[row]]))
    governments = (country_of_government(name) for name in names)
    return any(country is not None and country.name == NAME for country in governments)
