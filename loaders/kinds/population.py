"""UNHCR population figures: people by country of origin, country of asylum and population type, of
the latest year, and of the years before it where many have been for long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import NamedTuple

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cells import BadCell, in_more_cells
from pledgegraph.loaders.files.fields import POPULATION_TYPES
from pledgegraph.loaders.files.keys import MOST_PROBLEMS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.numbers import whole_number
from pledgegraph.loaders.files.records import gather_records, record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.countries import countries, find_country, suggest_country
from pledgegraph.loaders.names.unhcr_codes import iso_of_unhcr
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import dependent, slug_and_digest
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded

from .latest_figures import Latest, latest_figures
from .long_series import COUNTED
from .people_numbers import with_plain_people

NOT_SHOWN = "*"
"""What UNHCR writes for figures so low that they would show who somebody is."""
_NO_FIGURE = re.compile("0*|-")
"""Cells that hold no people: empty, UNHCR's dash for no figure, and zero."""
NO_COUNTRY = ("UNK", "XXA", "TIB")
"""UNHCR's codes for unknown, stateless and Tibetan: on purpose no country."""
ENDS = ("origin", "asylum")


def load_population(
    sheet: Sheet,
    layout: Layout,
    source: str,
    gathering: Gathering,
    problems: list[Problem],
) -> Mapping[str, Sequence[int]]:
    """The figures of the latest year as ``PopulationFigure`` nodes, one for each figure above zero,
    and those of long series: see ``long_series``.

    Origins that are not countries (``Unknown``, ``Stateless``) leave ``origin`` unknown.

    A figure is a cell of a type's column or, where a layout has a column of types, a row.

    Returns:
        The rows that give no figure by design, by reason: those of older years, those without
            people, and those whose figures are not shown.
    """
    sheet = with_plain_people(sheet, layout)
    latest, older = latest_figures(
        sheet,
        layout,
        _code,
        countries(),
        problems,
    )
    rows = pa.array(latest.rows, pa.int64())
    records = record_identifiers(source, sheet).take(rows)
    problems += _make_codes(sheet, layout, latest)
    problems += _doubles(sheet, layout, latest)
    figures = list(_with_people(latest, records.to_pylist()))
    with_people = [figure for figure in figures if figure.value != NOT_SHOWN]
    own = replace(sheet, columns=(), emptied={}).only(latest.rows)
    gather_records(
        records,
        own.lines,
        own,
        source,
        gathering,
    )
    _gather_figures(
        _numbers(sheet, layout, with_people, problems),
        source,
        gathering,
    )
    of_people = set(map(attrgetter("row"), figures))
    nobody = sorted(set(latest.rows) - of_people)
    left = {"older years": older, "no people": nobody}
    hidden = of_people - set(map(attrgetter("row"), with_people))
    if hidden:
        left["figures that are not shown"] = sorted(hidden)
    return left


class Figure(NamedTuple):
    """People of one type, with the row that says how many."""

    row: int
    year: str
    origin: str
    asylum: str
    record: str
    type: str
    value: str


IS_LONG = "population_type"
"""The field of a layout in which a row has one figure."""


@cache
def _code(text: str) -> str:
    """The code of a country that a cell has or names; any other text as it is."""
    code = text.upper()
    if code in countries() or code in NO_COUNTRY:
        return code
    country = find_country(text)
    return code if country is None else country.iso3


@cache
def _type(text: str) -> str:
    """The code of a type of population; "" for a text that names none."""
    concept = vocabulary("population-types").find(text)
    return "" if concept is None else concept.notation


def _make_codes(
    sheet: Sheet,
    layout: Layout,
    latest: Latest,
) -> list[Problem]:
    """Put codes of countries and of types in the place of what cells have; what is not known."""
    problems: list[Problem] = []
    for field in ENDS:
        cells = latest.cells[field]
        # Before the codes become capitals: the finding shows them as they are written
        problems += _unknown_countries(
            sheet,
            layout.columns[field],
            zip(cells, latest.rows, strict=True),
        )
        latest.cells[field] = list(map(_code, cells))
    if IS_LONG in latest.cells:
        problems += _unknown_types(sheet, layout, latest)
        latest.cells[IS_LONG] = list(map(_type, latest.cells[IS_LONG]))
    return problems


def _unknown_types(
    sheet: Sheet,
    layout: Layout,
    latest: Latest,
) -> Iterator[Problem]:
    """V002 for each text that is not a type of population, at its first row."""
    first: dict[str, int] = {}
    for row, text in zip(latest.rows, latest.cells[IS_LONG], strict=True):
        if not _type(text):
            first.setdefault(text, row)
    allowed = vocabulary("population-types").words()
    for text, row in list(first.items())[:MOST_PROBLEMS]:
        yield Problem(
            "V002",
            "error",
            sheet.where(row, layout.columns[IS_LONG]),
            worded("{text} is not one of the population types", text=repr(text)),
            worded(
                "Write one of: {allowed}; or what it means, in [cells.{is_long}] of a layout.",
                allowed=allowed,
                is_long=IS_LONG,
            ),
        )


def _with_people(latest: Latest, records: Sequence[str]) -> Iterator[Figure]:
    """Each figure of each type of population, those without people left out."""
    cells = latest.cells
    years = cells["year"]
    if IS_LONG in cells:
        years = [year for year, kind in zip(years, cells[IS_LONG], strict=True) if kind]
    newest = max(years, default="")
    ends = zip(
        latest.rows,
        cells["year"],
        cells["origin"],
        cells["asylum"],
        records,
        strict=True,
    )
    of_rows = list(ends)
    for types, values in _types_and_values(latest):
        nobody = {text for text in set(values) if _NO_FIGURE.fullmatch(text)}
        for of_row, kind, value in zip(of_rows, types, values, strict=True):
            # Of the years before only what makes the series: the other types are those of today
            if kind and value not in nobody and (kind in COUNTED or of_row[1] == newest):
                yield Figure(*of_row, kind, value)


def _types_and_values(latest: Latest) -> Iterator[tuple[list[str], list[str]]]:
    """The type and the cell of each row: once where a column has the types, else for each type."""
    if IS_LONG in latest.cells:
        yield latest.cells[IS_LONG], latest.cells["value"]
        return
    for code in POPULATION_TYPES:
        # Older files lack some types; a column that is not there is no zero
        if code in latest.cells:
            yield [code] * len(latest.rows), latest.cells[code]


def _gather_figures(
    figures: Sequence[Figure],
    source: str,
    gathering: Gathering,
) -> None:
    """Put figures into the stated tables."""
    ids = _identifiers(figures, source)
    columns = {
        "id": ids,
        "value": list(map(int, map(attrgetter("value"), figures))),
        "year": list(map(int, map(attrgetter("year"), figures))),
        "population_type": list(map(attrgetter("type"), figures)),
    }
    gathering.nodes("PopulationFigure", source, columns)
    known = _country_ids()
    for field in ENDS:
        ends = list(map(known.get, map(attrgetter(field), figures)))
        gathering.links(
            field,
            source,
            ids,
            pa.array(ends, pa.string()),
        )
    gathering.links(
        "recordedIn",
        source,
        ids,
        list(map(attrgetter("record"), figures)),
    )


@cache
def _country_ids() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 code → identifier."""
    return {code: country.id for code, country in countries().items()}


def _identifiers(figures: Sequence[Figure], source: str) -> pa.Array:
    """The identifier of each figure, on its country of asylum: ``country/TCD#figure-SDN-REF-2025``.

    One without such a country hangs on its country of origin or, without that too, on its source,
    and says both codes.
    """
    known = _country_ids()
    ids: list[str] = []
    for figure in figures:
        parent = known.get(figure.asylum)
        ends = [figure.origin]
        if parent is None:
            ends.append(figure.asylum)
            parent = known.get(figure.origin, source)
        parts = [*map(_part, ends), figure.type, figure.year]
        ids.append(dependent(parent, "figure", *parts))
    return pa.array(ids, pa.string())


def _part(code: str) -> str:
    """A code as a part of an identifier; one that is not a country's may be any text."""
    if code in countries() or code in NO_COUNTRY:
        return code
    return slug_and_digest(code, code)


def _unknown_countries(
    sheet: Sheet,
    column: str,
    cells: Iterable[tuple[str, int]],
) -> Iterator[Problem]:
    """N001 for each code that is not a country's, at its first row; the figure is kept without the
    country.
    """
    rows: dict[str, list[int]] = {}
    for code, row in cells:
        known = _code(code)
        if known not in countries() and known not in NO_COUNTRY:
            of_code = rows.setdefault(code, [])
            of_code.append(row)
    # One finding a code: an unknown one is in hundreds of rows
    reported = list(rows.items())[:MOST_PROBLEMS]
    for code, (first, *others) in reported:
        found = worded("no country is named")
        if code:
            found = worded("country code {code} is not known", code=repr(code))
        found += in_more_cells(len(others))
        yield Problem(
            "N001",
            "finding",
            sheet.where(first, column),
            found,
            _what_is_meant(code),
        )


def _what_is_meant(code: str) -> str:
    """How to correct a code that is not known."""
    iso3 = iso_of_unhcr(code)
    if iso3:
        return worded("It is UNHCR's code; the one of ISO 3166-1 is {code}.", code=iso3)
    return suggest_country(code)


def _doubles(
    sheet: Sheet,
    layout: Layout,
    latest: Latest,
) -> Iterator[Problem]:
    """V001 for two rows of one year, origin and country of asylum: their figures would be taken for
    one.
    """
    fields = ["year", *ENDS]
    if IS_LONG in latest.cells:
        fields.append(IS_LONG)
    first: dict[tuple[str, ...], int] = {}
    repeated = []
    keys = zip(*[latest.cells[field] for field in fields], strict=True)
    for row, key in zip(latest.rows, keys, strict=True):
        if first.setdefault(key, row) != row:
            repeated.append((row, key))
    column = layout.columns["asylum"]
    for row, key in repeated[:MOST_PROBLEMS]:
        _, origin, asylum, *_ = key
        place = sheet.where(first[key], column)
        found = worded(
            "people from {origin} in {asylum} are counted here and at {place}",
            origin=repr(origin),
            asylum=repr(asylum),
            place=place,
        )
        yield Problem(
            "V001",
            "error",
            sheet.where(row, column),
            found,
            worded("Remove one row."),
        )


def _numbers(
    sheet: Sheet,
    layout: Layout,
    figures: Sequence[Figure],
    problems: list[Problem],
) -> list[Figure]:
    """The figures that are numbers; the others are reported, and unknown."""
    good: list[Figure] = []
    bad: list[Figure] = []
    for figure in figures:
        written = figure._replace(value=_in_figures(figure.value))
        # Nobody counts more people than twelve figures hold: a longer one is a slip
        is_number = _NUMBER.fullmatch(written.value)
        (good if is_number else bad).append(written)
    for row, *_, code, text in bad[:MOST_PROBLEMS]:
        column = layout.columns.get(code) or layout.columns["value"]
        where = sheet.where(row, column)
        found = worded("{text} is not a whole number", text=repr(text))
        problems.append(Problem("V004", "error", where, found, worded("Correct it.")))
    return good


_NUMBER = re.compile(r"[0-9]{1,12}")


@cache
def _in_figures(text: str) -> str:
    """A number that a program wrote as a power, ``1e+05``, in figures; others as they are."""
    if not _POWER.fullmatch(text):
        return text
    try:
        return str(whole_number(text))
    except BadCell:
        return text


_POWER = re.compile(r"\d+(\.\d+)?[eE]\+?\d{1,2}", re.ASCII)
