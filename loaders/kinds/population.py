"""UNHCR population figures: people by country of origin, country of asylum and population type, of
the latest year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.fields import POPULATION_TYPES
from pledgegraph.loaders.files.keys import MOST_PROBLEMS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_records, record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.countries import countries, suggest_country
from pledgegraph.ontology.iris import dependent, slug_and_digest
from pledgegraph.ontology.tables import Gathering

_NO_FIGURE = re.compile("0*|-")
"""Cells that hold no people: empty, UNHCR's dash for no figure, and zero."""
NO_COUNTRY = ("UNK", "XXA", "TIB")
"""UNHCR's codes for unknown, stateless and Tibetan: on purpose no country."""


def load_population(
    sheet: Sheet, layout: Layout, source: str, gathering: Gathering, problems: list[Problem]
) -> Mapping[str, Sequence[int]]:
    """The figures of the latest year as ``PopulationFigure`` nodes, one for each figure above zero.

    Origins that are no country (``Unknown``, ``Stateless``) leave ``origin`` unknown.

    Returns:
        The rows that give no figure by design, by reason: those of older years, and those without
            people.
    """
    latest, older = _latest(sheet, layout, problems)
    latest["record"] = (
        record_identifiers(source, sheet).take(pa.array(latest["row"], pa.int64())).to_pylist()
    )
    known = {code: country.id for code, country in countries().items()}
    for field in ("origin", "asylum"):
        problems += _strangers(
            sheet, layout.columns[field], latest[[field, "row"]].to_numpy(), known
        )
        latest[field] = latest[field].str.upper()
    problems += _doubles(sheet, layout, latest)
    told = latest.melt(
        ["year", "origin", "asylum", "record", "row"],
        [c for c in POPULATION_TYPES if c in latest],
        "type",
        "value",
    )
    told = told[~told["value"].str.fullmatch(_NO_FIGURE)]
    long = _numbers(sheet, layout, told, problems)
    ids = _identifiers(long, known, source)
    lines = pa.array([sheet.lines[row] for row in latest["row"]], pa.int64())
    gather_records(pa.array(latest["record"], pa.string()), lines, sheet, source, gathering)
    values = {
        "id": ids,
        "value": pa.array(long["value"].astype("int64")),
        "year": pa.array(long["year"].astype("int64")),
    }
    gathering.nodes(
        "PopulationFigure",
        source,
        {**values, "population_type": pa.array(long["type"], pa.string())},
    )
    for field in ("origin", "asylum"):
        ends = [known.get(code) for code in long[field]]
        gathering.links(field, source, ids, pa.array(ends, pa.string()))
    gathering.links("recordedIn", source, ids, pa.array(long["record"], pa.string()))
    return {"older years": older, "no people": sorted({*latest["row"]}.difference(told["row"]))}


def _identifiers(long: pd.DataFrame, known: Mapping[str, str], source: str) -> pa.Array:
    """The identifier of each figure, on its country of asylum: ``country/TCD#figure-SDN-REF-2025``.

    One without such a country hangs on its country of origin or, without that too, on its source,
    and says both codes.
    """
    rest = [long[name] for name in ("type", "year")]
    codes = [long["asylum"], long["origin"]]
    ids: list[str] = []
    for asylum, origin, *last in zip(*codes, *rest, strict=True):
        parent = known.get(asylum)
        ends = [origin] if parent is not None else [origin, asylum]
        parent = parent or known.get(origin) or source
        ids.append(dependent(parent, "figure", *map(_part, ends), *last))
    return pa.array(ids, pa.string())


def _part(code: str) -> str:
    """A code as a part of an identifier; one that is no country's may hold anything."""
    return code if code in countries() or code in NO_COUNTRY else slug_and_digest(code, code)


def _latest(
    sheet: Sheet, layout: Layout, problems: list[Problem]
) -> tuple[pd.DataFrame, list[int]]:
    """The rows of the latest year by field, with their numbers, and the rows of the years before,
    since 1951.
    """
    years = [year.strip() for year in sheet.column(layout.columns["year"])]
    read = _years(sheet, layout, years, problems)
    newest = max(read.values(), default="")
    rows = [row for row, year in read.items() if year == newest]
    columns = {
        field: sheet.column(name) for field, name in layout.columns.items() if name in sheet.header
    }
    cells = {field: [texts[row].strip() for row in rows] for field, texts in columns.items()}
    frame = pd.DataFrame(cells, dtype=object).assign(row=np.array(rows, dtype=np.int64))
    return frame, [row for row, year in read.items() if year != newest]


def _years(
    sheet: Sheet, layout: Layout, years: Sequence[str], problems: list[Problem]
) -> dict[int, str]:
    """Row → year. A year that cannot be read hides which year is the latest."""
    column = layout.columns["year"]
    read = {row: year for row, year in enumerate(years) if _YEAR.fullmatch(year)}
    bad = [row for row in range(len(years)) if row not in read] if len(read) < len(years) else []
    problems += [
        Problem(
            "V004",
            "error",
            sheet.where(row, column),
            f"{years[row]!r} is not a year",
            "Write 2025.",
        )
        for row in bad[:MOST_PROBLEMS]
    ]
    return read


_YEAR = re.compile(r"(19|20|21)[0-9]{2}")


def _strangers(
    sheet: Sheet, column: str, cells: Iterable[tuple[str, int]], known: Mapping[str, str]
) -> Iterator[Problem]:
    """N001 for each code that is no country's, at its first row; the figure is kept without the
    country.
    """
    rows: dict[str, list[int]] = {}
    for code, row in cells:
        if code.upper() not in known and code.upper() not in NO_COUNTRY:
            rows.setdefault(code, []).append(row)
    for code, found in list(rows.items())[:MOST_PROBLEMS]:
        more = f" (and in {len(found) - 1} more cells)" if len(found) > 1 else ""
        told = f"country code {code!r} is not known{more}" if code else f"no country is named{more}"
        yield Problem("N001", "finding", sheet.where(found[0], column), told, suggest_country(code))


def _doubles(sheet: Sheet, layout: Layout, latest: pd.DataFrame) -> Iterator[Problem]:
    """V001 for two rows of one year, origin and country of asylum: their figures would be taken for
    one.
    """
    keys = ["origin", "asylum"]
    first = latest.drop_duplicates(keys).set_index(keys)["row"].to_dict()
    twice = latest[latest[keys].duplicated()][[*keys, "row"]].head(MOST_PROBLEMS)
    column = layout.columns["asylum"]
    for origin, asylum, row in twice.itertuples(index=False):
        place = sheet.where(first[origin, asylum], column)
        found = f"people from {origin!r} in {asylum!r} stand here and at {place}"
        yield Problem("V001", "error", sheet.where(row, column), found, "Remove one row.")


def _numbers(
    sheet: Sheet, layout: Layout, told: pd.DataFrame, problems: list[Problem]
) -> pd.DataFrame:
    """The figures that are numbers; the others are told, and unknown."""
    is_number = told["value"].str.fullmatch(r"[0-9]{1,12}")
    bad = told[~is_number].head(MOST_PROBLEMS)
    for row, code, text in zip(bad["row"], bad["type"], bad["value"], strict=True):
        where = sheet.where(row, layout.columns[code])
        problems.append(
            Problem("V004", "error", where, f"{text!r} is not a whole number", "Correct it.")
        )
    return told[is_number]
