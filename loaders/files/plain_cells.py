"""Plain cells: the cells of a sheet as its layout says that they are meant. Whoever reads them need
not know the habits of a publisher.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from pledgegraph.ontology.spelling import fold

from .cell_habits import CellHabits
from .cell_parts import split
from .cells import BadCell
from .coded_cells import coded, different
from .dates import day_of_number, iso_date
from .layout_files import Layout
from .numbers import whole_number
from .sheets import Sheet
from .unknown_words import BLANK


def plain_cells(sheet: Sheet, layout: Layout) -> Sheet:
    """A sheet whose dates, numbers and words are written as any layout has them.

    A cell that a habit does not fit stays as it is: whoever reads it says what is wrong with it.
    """
    columns = list(sheet.columns)
    for field, habits in layout.cells.items():
        name = layout.columns[field]
        if habits.change_cells() and name in sheet.header:
            place = sheet.header.index(name)
            separator = habits.separator or layout.separator
            columns[place] = _plain(columns[place], habits, separator)
    return replace(sheet, columns=columns)


def _plain(
    cells: Sequence[str],
    habits: CellHabits,
    separator: str,
) -> Sequence[str]:
    words = {fold(word): "" for word in habits.unknown}
    words.update({fold(word): meant for word, meant in habits.values.items()})
    # columns repeat few texts in many rows: each is worked out once
    texts: dict[str, str] = {}
    for cell in different(cells):
        texts[cell] = _meant(cell, words, habits, separator)
    return coded(cells).replaced(texts)


def _meant(
    cell: str,
    words: Mapping[str, str],
    habits: CellHabits,
    separator: str,
) -> str:
    """What a cell means, with as many line ends: by them the lines below are counted."""
    text = cell.strip(BLANK)
    whole = words.get(fold(text)) if text else None
    if whole is None:
        parts = split(text, separator)
        read = partial(_part, words, habits)
        meant = list(map(read, parts))
        if meant == parts:
            return cell
        whole = f"{separator} ".join(filter(None, meant))
    missing = cell.count("\n") - whole.count("\n")
    return whole + "\n" * missing


def _part(
    words: Mapping[str, str],
    habits: CellHabits,
    text: str,
) -> str:
    known = words.get(fold(text))
    if known is not None:
        return known
    for read in _readers(habits):
        with suppress(BadCell):
            return read(text)
    return text


def _readers(habits: CellHabits) -> list[Callable[[str], str]]:
    """What reads a text by a habit, or refuses it."""
    found = list[Callable[[str], str]]()
    if habits.dates.isdigit():
        found.append(partial(day_of_number, first=habits.dates))
    elif habits.dates:
        found.append(partial(iso_date, order=habits.dates))
    if habits.decimal:
        found.append(partial(_number, habits.decimal))
    return found


def _number(decimal: str, text: str) -> str:
    return str(whole_number(text, decimal))
