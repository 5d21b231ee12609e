"""A register being read: its columns by field, and the identifiers of its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cells import UNKNOWN, BadCell, CellColumn, read_column, yes_or_no
from pledgegraph.loaders.files.fields import REGISTER
from pledgegraph.loaders.files.keys import tell_apart, tell_look_alikes, tell_nameless
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.actor_names import ActorNames
from pledgegraph.loaders.names.namibia import Elsewhere, nowhere, shown_at, with_namibia
from pledgegraph.ontology.iris import slug_and_digest

NO_STAGE = ("no update", "no update received", "(no update received)", "no_update")
OFFICIAL = re.compile(r"GRF[-_ \u2010-\u2015\u2212]?([0-9]{5})", re.I)


@dataclass
class Register:
    """The rows of a register: ``ids`` and ``records`` (identifiers, one a row), ``aggregate`` where
    it tells of many.

    ``problems`` grows as columns are read. ``day`` is the same for sources of one date; ``level``
    says how few may see the register.
    """

    sheet: Sheet
    source: str
    columns: Mapping[str, CellColumn]
    ids: pa.Array
    official: pa.Array
    aggregate: pa.Array
    records: pa.Array
    actors: ActorNames
    problems: list[Problem]
    authority: str
    rank: int
    day: int = 0
    level: int = 0

    @property
    def rows(self) -> int:
        """How many rows the register has."""
        return len(self.sheet.lines)


def read_register(
    sheet: Sheet,
    layout: Layout,
    source: str,
    problems: list[Problem],
    nulls: Sequence[str] = (),
    rank: int = 0,
    namibia: Elsewhere = nowhere,
) -> Register:
    """The register in a sheet: columns that the sheet lacks are all unknown.

    Args:
        namibia: looks in other parts of the register for a cell whose ``NA`` can only be the
            country.
    """
    columns = {
        field: read_column(
            sheet, layout.columns.get(field), nulls, problems, separator=layout.separator
        )
        for field in REGISTER
    }
    # "not stated" is a value of the list of extents: somebody looked, and the source does not say.
    columns["extent"] = read_column(
        sheet, layout.columns.get("extent"), nulls, problems, unknown=()
    )
    # "No update" is not a stage.
    columns["stage"] = read_column(
        sheet, layout.columns.get("stage"), nulls, problems, (*UNKNOWN, *NO_STAGE)
    )
    columns["place"] = with_namibia(columns["place"], columns["submitter"], namibia)
    aggregate = pc.fill_null(columns["is_aggregate"].scalar(yes_or_no, pa.bool_()), False)
    official = columns["official_identifier"].scalar(official_identifier, pa.string())
    local = columns["local_identifier"].plain()
    for field, values in (("local_identifier", local), ("official_identifier", official)):
        _report_duplicates(columns[field], values, problems)
    names = pa.array(_names(columns, official, local, layout), pa.string())
    _check_identifiers(columns, official, names, layout)
    ids = pc.binary_join_element_wise(pc.if_else(aggregate, "aggregate", "pledge"), names, "/")
    records = record_identifiers(source, sheet)
    return Register(
        sheet,
        source,
        columns,
        ids,
        official,
        aggregate,
        records,
        ActorNames(),
        problems,
        layout.authority,
        rank,
    )


def namibia_shown_at(sheet: Sheet, layout: Layout, nulls: Sequence[str] = ()) -> Where | None:
    """The first place of a register whose ``NA`` can only be the country."""
    column = [
        read_column(sheet, layout.columns.get(field), nulls, [], separator=layout.separator)
        for field in ("place", "submitter")
    ]
    return shown_at(column[0], column[1])


def _names(
    columns: Mapping[str, CellColumn], official: pa.Array, local: pa.Array, layout: Layout
) -> list[str | None]:
    """The last part of each row's identifier, None for a row that nothing names."""
    pairs = zip(official.to_pylist(), local.to_pylist(), strict=True)
    return [
        pledge_name(number, own, layout.authority)
        if number or own
        else _name_by_key(columns, row, layout)
        for row, (number, own) in enumerate(pairs)
    ]


def _name_by_key(columns: Mapping[str, CellColumn], row: int, layout: Layout) -> str | None:
    """A name for a row without an identifier: readable parts, and a hash of the cells of its
    layout's key.
    """
    texts = {
        field: columns[field].texts[columns[field].codes[row]]
        for field in ("submitter", "title", *layout.key)
    }
    key = [texts[field] for field in layout.key]
    return (
        slug_and_digest(f"{texts['submitter']} {texts['title']}", layout.authority, *key)
        if any(key)
        else None
    )


def _check_identifiers(
    columns: Mapping[str, CellColumn], official: pa.Array, names: pa.Array, layout: Layout
) -> None:
    """A problem for rows that nothing names, that have one key, or whose own identifiers are one or
    look like one.
    """
    local = columns["local_identifier"]
    shown = local if local.header else columns["official_identifier"]
    nameless = [row for row, name in enumerate(names.to_pylist()) if name is None]
    tell_nameless(shown, nameless, "identifier")
    if layout.key:
        by_key = [not local.texts[code] for code in local.codes]
        without = pc.and_(pa.array(by_key), pc.is_null(official))
        tell_apart(pc.if_else(without, names, None), columns[layout.key[0]], "pledge")
    own = pc.if_else(pc.is_null(official), names, None)
    tell_apart(own, local, "pledge", code="V009", unless_equal=True)
    tell_look_alikes(local)


def pledge_name(official: str | None, local: str | None, authority: str) -> str:
    """The last part of a pledge's identifier: its official number, else what its authority calls
    it.
    """
    return official or slug_and_digest(local or "", authority, local or "")


def official_identifier(text: str) -> str:
    """``GRF_00350`` → ``GRF-00350``."""
    match = OFFICIAL.fullmatch(text)
    if match is None:
        raise BadCell(
            "V006", f"{text!r} is not an official identifier", "Official ones look like GRF-00350."
        )
    return f"GRF-{match[1]}"


def _report_duplicates(column: CellColumn, values: pa.Array, problems: list[Problem]) -> None:
    series = pd.Series(values.to_pylist(), dtype=object)
    repeated = series[series.notna() & series.duplicated(keep=False)]
    for text, rows in repeated.groupby(repeated).groups.items():
        first, *others = (column.sheet.where(int(row), column.header) for row in rows)
        for other in others:
            found = f"{text!r} stands here and at {first}"
            problems.append(
                Problem(
                    "V001", "error", other, found, "Remove one row, or give it its own identifier."
                )
            )
