"""UNHCR population figures: people by country of origin, country of asylum and population type, of the latest year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.ontology.tables import Gathering

from .countries import countries
from .fields import POPULATION_TYPES
from .keys import MOST_PROBLEMS
from .layout_files import Layout
from .records import gather_records, record_identifiers
from .sheets import Sheet

NO_FIGURE = ("", "-", "0")
"""Cells that hold no people: empty, UNHCR's dash for no figure, and zero."""


@dataclass(frozen=True)
class LeftAside:
    """Rows of a population file that give no figure by design: of older years, and without people."""

    older_years: int
    without_people: int


def load_population(
    sheet: Sheet, layout: Layout, source: str, gathering: Gathering, problems: list[Problem]
) -> LeftAside:
    """The figures of the latest year as ``PopulationFigure`` nodes, one for each figure above zero.

    Origins that are no country (``Unknown``, ``Stateless``) leave ``origin`` unknown.
    """
    latest = _latest(sheet, layout)
    latest["record"] = record_identifiers(source, sheet).take(pa.array(latest["row"], pa.int64())).to_pylist()
    long = latest.melt(
        ["year", "origin", "asylum", "record", "row"], [c for c in POPULATION_TYPES if c in latest], "type", "value"
    )
    long = long[~long["value"].isin(NO_FIGURE)]
    _check_numbers(sheet, layout, long)
    _check_codes(sheet, layout, latest)
    _check_keys(sheet, layout, latest)
    keys = long["asylum"] + "-" + long["origin"] + "-" + long["type"] + "-" + long["year"]
    ids = pa.array("figure/" + keys, pa.string())
    known = {code: country.id for code, country in countries().items()}
    lines = pa.array([sheet.lines[row] for row in latest["row"]], pa.int64())
    used = pa.array(latest["record"], pa.string())
    gather_records(used, lines, sheet, source, gathering)
    values = {
        "id": ids,
        "value": pa.array(long["value"].astype("int64")),
        "year": pa.array(long["year"].astype("int64")),
    }
    gathering.nodes("PopulationFigure", source, {**values, "population_type": pa.array(long["type"], pa.string())})
    for field in ("origin", "asylum"):
        ends = [known.get(code) for code in long[field]]
        gathering.links(field, source, ids, pa.array(ends, pa.string()))
    gathering.links("recordedIn", source, ids, pa.array(long["record"], pa.string()))
    return LeftAside(len(sheet.lines) - len(latest), len(latest) - long["row"].nunique())


def _latest(sheet: Sheet, layout: Layout) -> pd.DataFrame:
    """The rows of the latest year by field, with their numbers: a file holds all years, since 1951."""
    years = [year.strip() for year in sheet.column(layout.columns["year"])]
    _check_years(sheet, layout, years)
    newest = max(years)
    rows = [row for row, year in enumerate(years) if year == newest]
    columns = {field: sheet.column(name) for field, name in layout.columns.items() if name in sheet.header}
    cells = {field: [texts[row].strip() for row in rows] for field, texts in columns.items()}
    return pd.DataFrame(cells | {"row": rows})


def _check_years(sheet: Sheet, layout: Layout, years: Sequence[str]) -> None:
    """A year that cannot be read hides which year is the latest."""
    column = layout.columns["year"]
    bad = [row for row, year in enumerate(years) if not re.fullmatch(r"(19|20|21)[0-9]{2}", year)]
    if bad:
        raise SourceProblems(
            Problem("V004", "error", sheet.where(row, column), f"{years[row]!r} is not a year", "Write 2025.")
            for row in bad[:MOST_PROBLEMS]
        )


def _check_codes(sheet: Sheet, layout: Layout, latest: pd.DataFrame) -> None:
    """A code that is more than letters and figures is none, and could be part of no identifier."""
    problems = []
    for field in ("origin", "asylum"):
        column = layout.columns[field]
        bad = latest[~latest[field].str.fullmatch(r"[A-Za-z0-9]{0,8}")]
        for row, text in zip(bad["row"][:MOST_PROBLEMS], bad[field], strict=False):
            found = f"{text!r} is not a country code"
            hint = "Write an ISO 3166-1 alpha-3 code, as TCD."
            problems.append(Problem("V002", "error", sheet.where(row, column), found, hint))
    if problems:
        raise SourceProblems(problems)


def _check_keys(sheet: Sheet, layout: Layout, latest: pd.DataFrame) -> None:
    """Two rows of one year, origin and country of asylum: their figures would be taken for one."""
    keys = ["origin", "asylum"]
    first = latest.drop_duplicates(keys).set_index(keys)["row"].to_dict()
    twice = latest[latest[keys].duplicated()][[*keys, "row"]].head(MOST_PROBLEMS)
    column = layout.columns["asylum"]
    problems = []
    for origin, asylum, row in twice.itertuples(index=False):
        place = sheet.where(first[origin, asylum], column)
        found = f"people from {origin!r} in {asylum!r} stand here and at {place}"
        problems.append(Problem("V001", "error", sheet.where(row, column), found, "Remove one row."))
    if problems:
        raise SourceProblems(problems)


def _check_numbers(sheet: Sheet, layout: Layout, long: pd.DataFrame) -> None:
    bad = long[~long["value"].str.fullmatch(r"[0-9]{1,12}")]
    if len(bad):
        raise SourceProblems(
            Problem("V004", "error", _where(sheet, layout, row, code), f"{text!r} is not a whole number", "Correct it.")
            for row, code, text in zip(bad["row"][:20], bad["type"], bad["value"], strict=False)
        )


def _where(sheet: Sheet, layout: Layout, row: int, code: str) -> Where:
    return sheet.where(row, layout.columns[code])
