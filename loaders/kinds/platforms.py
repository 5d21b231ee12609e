"""Support platforms: their names, priorities and start."""

from __future__ import annotations

from functools import partial

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cell_parts import name_and_remark, split
from pledgegraph.loaders.files.cells import BadCell, as_lists
from pledgegraph.loaders.files.fields import PLATFORMS
from pledgegraph.loaders.files.keys import need, report_repeated
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_recorded
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded

from .columns import addresses_in, columns_of
from .single_values import values_of
from .themes import area_of


def load_platforms(
    sheet: Sheet,
    layout: Layout,
    source: str,
    arrangement_names: ArrangementNames,
    gathering: Gathering,
    problems: list[Problem],
) -> None:
    """Put the support platforms of a sheet into the stated tables, and note their names."""
    column = columns_of(sheet, layout, problems, PLATFORMS)
    need(column["code"], worded("code"))
    need(column["label_en"], worded("label"))
    ids = column["code"].scalar(partial(named, "platform"), pa.string())
    report_repeated(ids, column["code"], worded("support platform"))
    gather_recorded(sheet, source, ids, gathering)
    rows = len(sheet.lines)
    label = column["label_en"].plain()
    values = {
        **values_of(PLATFORMS, column, "SupportPlatform"),
        "id": ids,
        "name": label,
        "label_en": label,
        "priority_as_written": as_lists(column["priorities"].many(split), rows),
        "evidence": as_lists(column["evidence"].many(addresses_in), rows),
    }
    gathering.nodes("SupportPlatform", source, values)
    themes = column["priorities"].many(_themes_named)
    gathering.links(
        "theme",
        source,
        themes.of(ids),
        themes.values,
    )
    areas = column["priorities"].many(_areas_named)
    gathering.links(
        "areaOfFocus",
        source,
        areas.of(ids),
        areas.values,
    )
    # Names that cells of other sources use: they are read after this one
    codes = column["code"].plain().to_pylist()
    labels = label.to_pylist()
    for identifier, code, text in zip(ids.to_pylist(), codes, labels, strict=True):
        # Cells write "IGAD", "IGAD Support Platform" and "Nairobi Process", its remark
        names = (code, text, *name_and_remark(text or ""))
        if identifier is not None:
            arrangement_names.add_platform(identifier, filter(None, names))


def _themes_named(text: str) -> list[str]:
    """The published themes among the priorities of a cell (identifiers); a remark in brackets is
    left aside.
    """
    found = []
    for part in split(text):
        name, _ = name_and_remark(part)
        concept = vocabulary("themes").find(name)
        if concept is not None:
            found.append(concept.id)
    return found


def _areas_named(text: str) -> list[str]:
    """The areas of focus of these themes."""
    found = []
    for theme in _themes_named(text):
        found += area_of(theme)
    return found


def known_platform(arrangement_names: ArrangementNames, text: str) -> str:
    """The support platform that a cell names.

    Raises:
        BadCell: no source of platforms has it (V002).
    """
    found = arrangement_names.region(text)
    if found is None or not found.startswith("platform/"):
        hint = worded("Add it to a source of kind platforms.")
        raise BadCell("V002", worded("support platform {text} is not known", text=repr(text)), hint)
    return found
