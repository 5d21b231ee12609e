"""National arrangements: what countries have set up for their own response, as sources name it."""

from __future__ import annotations

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cell_parts import split
from pledgegraph.loaders.files.cells import BadCell, CellColumn, as_lists
from pledgegraph.loaders.files.fields import NATIONAL
from pledgegraph.loaders.files.keys import need, report_repeated
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_recorded
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.countries import find_country
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded

from .columns import addresses_in, columns_of, unknown_country
from .single_values import values_of

KINDS = "arrangement-kinds"


def load_national_arrangements(
    sheet: Sheet,
    layout: Layout,
    source: str,
    arrangement_names: ArrangementNames,
    gathering: Gathering,
    problems: list[Problem],
) -> None:
    """Put the national arrangements of a sheet into the stated tables. No cell of another source
    names them, so ``arrangement_names`` learns nothing.
    """
    column = columns_of(sheet, layout, problems, NATIONAL)
    need(column["country"], worded("country"))
    need(column["name"], worded("name"))
    # Two countries may have a secretariat of one name: the country is a part of the identifier
    countries = column["country"].scalar(_country_in, pa.string())
    ids = _identifiers(countries, column["name"])
    report_repeated(ids, column["name"], worded("national arrangement"))
    gather_recorded(sheet, source, ids, gathering)
    rows = len(sheet.lines)
    values = {
        **values_of(NATIONAL, column, "NationalArrangement"),
        "id": ids,
        "other_name": as_lists(column["other_names"].many(split), rows),
        "arrangement_kind": as_lists(column["kind"].many(_kinds_in), rows),
        "evidence": as_lists(column["evidence"].many(addresses_in), rows),
    }
    gathering.nodes("NationalArrangement", source, values)
    gathering.links(
        "inCountry",
        source,
        ids,
        countries,
    )


def _identifiers(countries: pa.Array, names: CellColumn) -> pa.Array:
    """An identifier for each row that has a name: two countries may call theirs alike."""
    found = []
    for country, name in zip(
        countries.to_pylist(),
        names.plain().to_pylist(),
        strict=True,
    ):
        identifier = None
        if name:
            code = (country or "").removeprefix("country/")
            identifier = named("national-arrangement", f"{code} {name}".strip())
        found.append(identifier)
    return pa.array(found, pa.string())


def _country_in(text: str) -> str:
    country = find_country(text)
    if country is None:
        raise unknown_country(text)
    return country.id


def _kinds_in(text: str) -> list[str | BadCell]:
    found: list[str | BadCell] = []
    kinds = vocabulary(KINDS)
    for part in split(text):
        concept = kinds.find(part)
        if concept is not None:
            found.append(concept.notation)
            continue
        problem = worded("{part} is not one of the kinds of national arrangements", part=repr(part))
        allowed = kinds.words()
        found.append(
            BadCell("V002", problem, worded("Write one of: {allowed}.", allowed=allowed), "finding")
        )
    return found
