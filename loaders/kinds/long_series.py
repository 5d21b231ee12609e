"""Long series: the figures of earlier years that show since when many refugees are in a country."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.ontology.protraction import OTHERS, PEOPLE, REFUGEES, YEARS
from pledgegraph.ontology.vocabularies import vocabulary

COUNTED = (REFUGEES, OTHERS)
Pair = tuple[str, str]
"""Country of origin and country of asylum, by their codes."""
_NUMBER = re.compile("[0-9]+")


def rows_of_series(
    sheet: Sheet,
    layout: Layout,
    years: Mapping[int, str],
    code: Callable[[str], str],
    known: Mapping[str, object],
) -> list[int]:
    """The rows of the years before the newest one that belong to a series: refugees and others in
    need of international protection of one nationality in one country, so many in each year that
    their situation may be protracted.

    Args:
        years: row → its year.
        code: a cell of a country → its code.
        known: what is a country, by code. An unknown origin is not a nationality.
    """
    newest = max(map(int, years.values()), default=0)
    # Five years of 75: most rows are passed over by their year alone
    wanted: dict[str, int] = {}
    for back in range(YEARS):
        year = newest - back
        wanted[str(year)] = year
    people = _people(sheet, layout)
    by_year: dict[int, dict[Pair, int]] = {}
    for year in wanted.values():
        by_year[year] = {}
    rows: dict[Pair, list[int]] = {}
    origins = sheet.column(layout.columns["origin"])
    asylums = sheet.column(layout.columns["asylum"])
    for row, text in years.items():
        if text not in wanted:
            continue
        year = wanted[text]
        count = people(row)
        if not count:
            continue
        origin = origins[row].strip()
        asylum = asylums[row].strip()
        pair = code(origin), code(asylum)
        of_year = by_year[year]
        of_year[pair] = of_year.get(pair, 0) + count
        # Those of the newest year are loaded in any case
        if year != newest:
            earlier = rows.setdefault(pair, [])
            earlier.append(row)
    kept: list[int] = []
    figures = list(by_year.values())
    for pair in _in_each_year(figures):
        if known.keys() >= set(pair):
            kept += rows[pair]
    return sorted(kept)


def _in_each_year(by_year: Sequence[Mapping[Pair, int]]) -> Iterator[Pair]:
    """The pairs that have enough people in each of the years."""
    newest, *earlier = by_year
    for pair, count in newest.items():
        # One year below is enough to end a series
        counts = [of_year.get(pair, 0) for of_year in earlier]
        if min(count, *counts) >= PEOPLE:
            yield pair


def _people(
    sheet: Sheet,
    layout: Layout,
) -> Callable[[int], int]:
    """What gives the refugees and others of a row."""
    if "population_type" in layout.columns:
        return _people_of_type(sheet, layout)
    columns = []
    for field in COUNTED:
        name = layout.columns.get(field)
        # Older files do not count the others
        if name in sheet.header:
            columns.append(sheet.column(name))

    def people(row: int) -> int:
        count = 0
        for cells in columns:
            count += _number(cells[row])
        return count

    return people


def _people_of_type(
    sheet: Sheet,
    layout: Layout,
) -> Callable[[int], int]:
    """The same where a row has one type."""
    types = sheet.column(layout.columns["population_type"])
    values = sheet.column(layout.columns["value"])
    concepts = vocabulary("population-types")
    # Each spelling is looked up once: there are a dozen in 100,000 rows
    counted: dict[str, bool] = {}
    for text in set(types):
        concept = concepts.find(text.strip())
        counted[text] = concept is not None and concept.notation in COUNTED

    def people(row: int) -> int:
        return _number(values[row]) if counted[types[row]] else 0

    return people


@cache
def _number(cell: str) -> int:
    """The people in a cell; none where it is not a plain number."""
    text = cell.strip()
    return int(text) if _NUMBER.fullmatch(text) else 0
