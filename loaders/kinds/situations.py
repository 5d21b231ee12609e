"""Refugee situations: origins, and the asylum countries that a source names."""

from __future__ import annotations

from functools import partial

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cell_parts import name_and_remark, split
from pledgegraph.loaders.files.cells import BadCell, as_lists
from pledgegraph.loaders.files.fields import SITUATIONS
from pledgegraph.loaders.files.keys import need, report_repeated
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_recorded
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.countries import find_country
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import named
from pledgegraph.wording import worded

from .columns import addresses_in, columns_of, unknown_country
from .platforms import known_platform
from .single_values import values_of


def load_situations(
    sheet: Sheet,
    layout: Layout,
    source: str,
    arrangement_names: ArrangementNames,
    gathering: Gathering,
    problems: list[Problem],
) -> None:
    """Put the refugee situations of a sheet into the stated tables, and note their names."""
    column = columns_of(sheet, layout, problems, SITUATIONS)
    need(column["label_en"], worded("label"))
    ids = column["label_en"].scalar(_identifier, pa.string())
    report_repeated(ids, column["label_en"], worded("situation"))
    gather_recorded(sheet, source, ids, gathering)
    label = column["label_en"].plain()
    values = {
        **values_of(SITUATIONS, column, "Situation"),
        "id": ids,
        "name": label,
        "label_en": label,
        "evidence": as_lists(column["evidence"].many(addresses_in), len(sheet.lines)),
    }
    gathering.nodes("Situation", source, values)
    for field in ("origin", "asylum"):
        countries = column[field].many(_countries_in)
        gathering.links(
            field,
            source,
            countries.of(ids),
            countries.values,
        )
    platforms = column["platform"].many(partial(_platforms_in, arrangement_names))
    gathering.links(
        "addresses",
        source,
        platforms.values,
        platforms.of(ids),
    )
    for identifier, name in zip(ids.to_pylist(), label.to_pylist(), strict=True):
        # A row without a label is reported already
        if identifier is not None:
            arrangement_names.add_situation(identifier, [name])


def _identifier(label: str) -> str:
    return named("situation", name_and_remark(label)[0])


def _countries_in(text: str) -> list[str | BadCell]:
    return list(map(_known_country, split(text)))


def _known_country(text: str) -> str | BadCell:
    country = find_country(text)
    if country is not None:
        return country.id
    return unknown_country(text)


def _platforms_in(arrangement_names: ArrangementNames, text: str) -> list[str]:
    return list(map(partial(known_platform, arrangement_names), split(text)))
