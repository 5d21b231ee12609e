"""Long series: the figures of earlier years that show since when many refugees are in a country."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from pledgegraph.loaders.files.coded_cells import Numbers, coded
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.ontology.protraction import OTHERS, PEOPLE, REFUGEES, YEARS
from pledgegraph.ontology.vocabularies import vocabulary

COUNTED = (REFUGEES, OTHERS)
_NUMBER = re.compile("[0-9]{1,12}")
"""Nobody counts more people than twelve figures hold."""


def rows_of_series(
    sheet: Sheet,
    layout: Layout,
    years: Numbers,
    code: Callable[[str], str],
    known: Mapping[str, object],
) -> Numbers:
    """The rows of the years before the newest one that belong to a series: refugees and others in
    need of international protection of one nationality in one country, so many in each year that
    their situation may be protracted.

    Args:
        years: the year of each row; 0 where it cannot be read.
        code: a cell of a country → its code.
        known: what is a country, by code. An unknown origin is not a nationality.
    """
    newest = years.max(initial=0)
    # Five years of 75: most rows are passed over by their year alone
    rows = np.flatnonzero(years > max(newest - YEARS, 0))
    people = _people(sheet, layout, rows)
    rows = rows[people > 0]
    people = people[people > 0]
    origins = _codes(sheet, layout.columns["origin"], rows, code, known)
    asylums = _codes(sheet, layout.columns["asylum"], rows, code, known)
    pairs, pair = np.unique(np.stack([origins, asylums]), axis=1, return_inverse=True)
    pair = pair.reshape(-1)
    # One year below is enough to end a series
    by_year = np.zeros((YEARS, pairs.shape[1]), dtype=np.int64)
    np.add.at(by_year, (newest - years[rows], pair), people)
    has_many: Numbers = np.all(by_year >= PEOPLE, axis=0)
    is_known: Numbers = np.all(pairs >= 0, axis=0)
    is_series = has_many & is_known
    # Those of the newest year are loaded in any case
    is_earlier = years[rows] != newest
    earlier: Numbers = rows[is_series[pair] & is_earlier]
    return earlier


def _codes(
    sheet: Sheet,
    column: str,
    rows: Numbers,
    code: Callable[[str], str],
    known: Mapping[str, object],
) -> Numbers:
    """The country of each row as a number; -1 where it is not one."""
    cells = coded(sheet.column(column)).only(rows)
    numbers = {name: number for number, name in enumerate(known)}
    of_texts = [numbers.get(code(text.strip()), -1) for text in cells.texts]
    return np.array(of_texts, dtype=np.int64)[cells.codes]


def _people(
    sheet: Sheet,
    layout: Layout,
    rows: Numbers,
) -> Numbers:
    """The refugees and others of each row."""
    if "population_type" in layout.columns:
        types = coded(sheet.column(layout.columns["population_type"])).only(rows)
        values = _numbers(sheet, layout.columns["value"], rows)
        return np.where(types.where(_is_counted), values, 0)
    people = np.zeros(len(rows), dtype=np.int64)
    for field in COUNTED:
        name = layout.columns.get(field)
        # Older files do not count the others
        if name in sheet.header:
            people += _numbers(sheet, name, rows)
    return people


def _is_counted(text: str) -> bool:
    concept = vocabulary("population-types").find(text.strip())
    return concept is not None and concept.notation in COUNTED


def _numbers(
    sheet: Sheet,
    column: str,
    rows: Numbers,
) -> Numbers:
    cells = coded(sheet.column(column)).only(rows)
    return np.array(list(map(_number, cells.texts)), dtype=np.int64)[cells.codes]


@cache
def _number(cell: str) -> int:
    """The people in a cell; none where it is not a plain number."""
    text = cell.strip()
    return int(text) if _NUMBER.fullmatch(text) else 0
