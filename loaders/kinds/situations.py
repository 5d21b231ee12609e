"""Refugee situations: origins, and the asylum countries that a source names."""

from __future__ import annotations

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cells import BadCell, name_and_remark, split
from pledgegraph.loaders.files.fields import SITUATIONS
from pledgegraph.loaders.files.keys import need, tell_apart
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_recorded
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.countries import find_country, suggest_country
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.tables import Gathering

from .arrangements import columns_of, known_platform
from .pledges import as_lists


def load_situations(
    sheet: Sheet,
    layout: Layout,
    source: str,
    arrangement_names: ArrangementNames,
    gathering: Gathering,
    problems: list[Problem],
) -> None:
    """Named refugee situations: origins, and the asylum countries that a source names."""
    column = columns_of(sheet, layout, problems, SITUATIONS)
    need(column["label_en"], "label")
    ids = column["label_en"].scalar(
        lambda text: named("situation", name_and_remark(text)[0]), pa.string()
    )
    tell_apart(ids, column["label_en"], "situation")
    gather_recorded(sheet, source, ids, gathering)
    gathering.nodes(
        "Situation",
        source,
        {
            "id": ids,
            "name": column["label_en"].plain(),
            "code": column["code"].plain(),
            "label_en": column["label_en"].plain(),
            "label_fr": column["label_fr"].plain(),
            "note": column["definition"].plain(),
            "evidence": as_lists(
                column["evidence"].many(lambda text: split(text, " ; ")), len(sheet.lines)
            ),
        },
    )
    for field in ("origin", "asylum"):
        countries = column[field].many(lambda text: [_known_country(part) for part in split(text)])
        gathering.links(field, source, countries.of(ids), countries.values)
    platforms = column["platform"].many(
        lambda text: [known_platform(arrangement_names, part) for part in split(text)]
    )
    gathering.links("addresses", source, platforms.values, platforms.of(ids))
    for identifier, label in zip(
        ids.to_pylist(), column["label_en"].plain().to_pylist(), strict=True
    ):
        if identifier is not None:
            arrangement_names.add_situation(identifier, [label])


def _known_country(text: str) -> str | BadCell:
    country = find_country(text)
    if country is not None:
        return country.id
    return BadCell("N001", f"country {text!r} is not known", suggest_country(text), "finding")
