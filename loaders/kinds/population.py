"""UNHCR population figures: people by country of origin, country of asylum and population type, of
the latest year, and of the years before it where many have been for long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.files.fields import POPULATION_TYPES
from pledgegraph.loaders.files.keys import MOST_PROBLEMS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.numbers import whole_number
from pledgegraph.loaders.files.records import gather_records, record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.countries import countries, find_country, suggest_country
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import dependent, slug_and_digest
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded

from .long_series import COUNTED, rows_of_series

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
    latest, older = _latest(sheet, layout, problems)
    rows = latest["row"].to_numpy()
    records = record_identifiers(source, sheet)
    of_latest = records.take(pa.array(rows, pa.int64()))
    latest["record"] = of_latest.to_pylist()
    for field in ENDS:
        cells = latest[[field, "row"]].to_numpy()
        # Before the codes become capitals: the finding shows them as they are written
        problems += _unknown_countries(sheet, layout.columns[field], cells)
        latest[field] = latest[field].map(_code)
    if IS_LONG in latest:
        problems += _unknown_types(sheet, layout, latest)
        latest[IS_LONG] = latest[IS_LONG].map(_type)
    problems += _doubles(sheet, layout, latest)
    figures = _with_people(latest)
    is_shown = figures["value"] != NOT_SHOWN
    with_people = figures[is_shown]
    lines = np.array(sheet.lines, dtype=np.int64)[rows]
    names = [sheet.names[row] for row in rows] if sheet.names else ()
    gather_records(
        pa.array(latest["record"], pa.string()),
        lines,
        replace(sheet, names=names),
        source,
        gathering,
    )
    _gather_figures(
        _numbers(sheet, layout, with_people, problems),
        source,
        gathering,
    )
    nobody = set(latest["row"]).difference(figures["row"])
    hidden = set(figures["row"]).difference(with_people["row"])
    left = {"older years": older, "no people": sorted(nobody)}
    if hidden:
        left["figures that are not shown"] = sorted(hidden)
    return left


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


def _unknown_types(
    sheet: Sheet,
    layout: Layout,
    latest: pd.DataFrame,
) -> Iterator[Problem]:
    """V002 for each text that is not a type of population, at its first row."""
    is_unknown = latest[IS_LONG].map(_type) == ""
    first = latest[is_unknown].drop_duplicates(IS_LONG)
    allowed = ", ".join(vocabulary("population-types").published())
    for text, row in first[[IS_LONG, "row"]].head(MOST_PROBLEMS).itertuples(index=False):
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


def _with_people(latest: pd.DataFrame) -> pd.DataFrame:
    """A row for each figure of each type of population, those without people left out."""
    if IS_LONG in latest:
        figures = latest.rename(columns={IS_LONG: "type"})
        figures = figures[figures["type"] != ""]
    else:
        # Older files lack some types; a column that is not there is no zero
        types = [code for code in POPULATION_TYPES if code in latest]
        kept = ["year", *ENDS, "record", "row"]
        figures = latest.melt(kept, types, "type", "value")
    is_of_latest = figures["year"] == figures["year"].max()
    # Of the years before only what makes the series: the other types are those of today
    is_of_series = figures["type"].isin(COUNTED)
    has_people = ~figures["value"].str.fullmatch(_NO_FIGURE)
    is_wanted = is_of_latest | is_of_series
    found: pd.DataFrame = figures[has_people & is_wanted]
    return found


def _gather_figures(
    figures: pd.DataFrame,
    source: str,
    gathering: Gathering,
) -> None:
    """Put figures into the stated tables."""
    ids = _identifiers(figures, source)
    columns = {
        "id": ids,
        "value": pa.array(figures["value"].astype("int64")),
        "year": pa.array(figures["year"].astype("int64")),
        "population_type": pa.array(figures["type"], pa.string()),
    }
    gathering.nodes("PopulationFigure", source, columns)
    known = _country_ids()
    for field in ENDS:
        ends = list(map(known.get, figures[field]))
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
        pa.array(figures["record"], pa.string()),
    )


@cache
def _country_ids() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 code → identifier."""
    return {code: country.id for code, country in countries().items()}


def _identifiers(figures: pd.DataFrame, source: str) -> pa.Array:
    """The identifier of each figure, on its country of asylum: ``country/TCD#figure-SDN-REF-2025``.

    One without such a country hangs on its country of origin or, without that too, on its source,
    and says both codes.
    """
    known = _country_ids()
    rows = zip(
        figures["asylum"],
        figures["origin"],
        figures["type"],
        figures["year"],
        strict=True,
    )
    ids: list[str] = []
    for asylum, origin, *last in rows:
        parent = known.get(asylum)
        ends = [origin]
        if parent is None:
            ends.append(asylum)
            parent = known.get(origin, source)
        parts = [*map(_part, ends), *last]
        ids.append(dependent(parent, "figure", *parts))
    return pa.array(ids, pa.string())


def _part(code: str) -> str:
    """A code as a part of an identifier; one that is not a country's may be any text."""
    if code in countries() or code in NO_COUNTRY:
        return code
    return slug_and_digest(code, code)


def _latest(
    sheet: Sheet,
    layout: Layout,
    problems: list[Problem],
) -> tuple[pd.DataFrame, list[int]]:
    """The rows of the latest year and of long series by field, with their numbers, and the other
    rows of the years before, since 1951.
    """
    years = _years(sheet, layout, problems)
    newest = max(years.values(), default="")
    series = rows_of_series(
        sheet,
        layout,
        years,
        _code,
        countries(),
    )
    of_series = frozenset(series)
    rows = list[int]()
    older = list[int]()
    for row, year in years.items():
        if year == newest or row in of_series:
            rows.append(row)
        else:
            older.append(row)
    # Only these go into a data frame: the figures of all years are some 139,000 lines
    frame = pd.DataFrame({"row": np.array(rows, dtype=np.int64)})
    for field, name in layout.columns.items():
        if name in sheet.header:
            texts = sheet.column(name)
            cells = [texts[row].strip() for row in rows]
            frame[field] = pd.Series(cells, dtype=object)
    return frame, older


_YEAR = re.compile(r"(19|20|21)[0-9]{2}")


def _years(
    sheet: Sheet,
    layout: Layout,
    problems: list[Problem],
) -> dict[int, str]:
    """Row → year. A year that cannot be read hides which year is the latest."""
    column = layout.columns["year"]
    cells = sheet.column(column)
    # Some 75 different texts in 139,000 rows
    read = dict[str, str]()
    for cell in set(cells):
        text = cell.strip()
        if _YEAR.fullmatch(text):
            read[cell] = text
    years = dict[int, str]()
    bad = list[tuple[int, str]]()
    for row, cell in enumerate(cells):
        if cell in read:
            years[row] = read[cell]
        else:
            bad.append((row, cell.strip()))
    for row, text in bad[:MOST_PROBLEMS]:
        where = sheet.where(row, column)
        found = worded("{text} is not a year", text=repr(text))
        problems.append(Problem("V004", "error", where, found, worded("Write 2025.")))
    return years


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
        if others:
            found += worded(" (and in {others} more cells)", others=len(others))
        yield Problem(
            "N001",
            "finding",
            sheet.where(first, column),
            found,
            suggest_country(code),
        )


def _doubles(
    sheet: Sheet,
    layout: Layout,
    latest: pd.DataFrame,
) -> Iterator[Problem]:
    """V001 for two rows of one year, origin and country of asylum: their figures would be taken for
    one.
    """
    ends = ["year", *ENDS]
    if IS_LONG in latest:
        ends.append(IS_LONG)
    unique = latest.drop_duplicates(ends)
    first = unique.set_index(ends)["row"].to_dict()
    repeated = latest[latest[ends].duplicated()]
    column = layout.columns["asylum"]
    reported = repeated[[*ends, "row"]].head(MOST_PROBLEMS)
    for year, origin, asylum, *more, row in reported.itertuples(index=False):
        place = sheet.where(first[year, origin, asylum, *more], column)
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
    figures: pd.DataFrame,
    problems: list[Problem],
) -> pd.DataFrame:
    """The figures that are numbers; the others are reported, and unknown."""
    figures = figures.assign(value=figures["value"].map(_in_figures))
    # Nobody counts more people than twelve figures hold: a longer one is a slip
    is_number = figures["value"].str.fullmatch(r"[0-9]{1,12}")
    bad = figures[~is_number].head(MOST_PROBLEMS)
    places = zip(
        bad["row"],
        bad["type"],
        bad["value"],
        strict=True,
    )
    for row, code, text in places:
        column = layout.columns.get(code) or layout.columns["value"]
        where = sheet.where(row, column)
        found = worded("{text} is not a whole number", text=repr(text))
        problems.append(Problem("V004", "error", where, found, worded("Correct it.")))
    return figures[is_number]


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
