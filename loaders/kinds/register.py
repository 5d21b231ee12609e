"""A register being read: its columns by field, and the identifiers of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cells import BadCell, CellColumn, Pairs, read_column
from pledgegraph.loaders.files.column_signs import report_cut, with_its_separator
from pledgegraph.loaders.files.fields import OF_A_PLEDGE, REGISTER
from pledgegraph.loaders.files.keys import (
    report_look_alikes,
    report_nameless,
    report_repeated,
    without_invisible,
)
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.files.unknown_words import UNKNOWN
from pledgegraph.loaders.files.values import yes_or_no
from pledgegraph.loaders.names.actor_names import ActorNames
from pledgegraph.loaders.names.namibia import Elsewhere, nowhere, shown_at, with_namibia
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import slug_and_digest
from pledgegraph.wording import worded

from .decided import NOTHING, Decided

NO_STAGE = ("no update", "no update received", "(no update received)", "no_update")
OFFICIAL = re.compile(r"GRF[-_ \u2010-\u2015\u2212]?([0-9]{5})", re.I)


@dataclass
class Register:
    """The rows of a register: ``ids`` and ``records`` are identifiers, one per row; ``aggregate``
    says which rows are about many pledges.

    ``problems`` grows as columns are read. ``day`` is the same for sources of one date; ``level``
    says how few may see the register. ``further_names``: what pledges were called that are others
    by decision → the identifier of each. ``decided_in_rows``: the identifiers among them that its
    own rows have.
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
    further_names: Mapping[str, str] = field(default_factory=dict)
    decided_in_rows: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        """How many rows the register has."""
        return len(self.sheet.lines)

    def gather_links(
        self,
        property_name: str,
        pairs: Pairs,
        gathering: Gathering,
    ) -> None:
        """Link the pledge of each row to the identifiers that a column gives for it."""
        gathering.links(
            property_name,
            self.source,
            pairs.of(self.ids),
            pairs.values,
        )

    def gather_records(
        self,
        ids: pa.Array,
        rows: pa.Array,
        gathering: Gathering,
    ) -> None:
        """Link nodes to the records of the rows that they were read from."""
        gathering.links(
            "recordedIn",
            self.source,
            ids,
            self.records.take(rows),
        )


def read_register(
    sheet: Sheet,
    layout: Layout,
    source: str,
    problems: list[Problem],
    nulls: Sequence[str] = (),
    rank: int = 0,
    namibia: Elsewhere = nowhere,
    decided: Decided = NOTHING,
) -> Register:
    """The register in a sheet: columns that the sheet lacks are all unknown.

    Args:
        namibia: looks in other parts of the register for a cell whose ``NA`` can only be the
            country.
        decided: which pledges are others, and which names stand for whom.
    """
    columns = columns_read(sheet, layout, problems, nulls)
    # "NA" as a place is Namibia or "not available": the other cells of the register decide
    columns["place"] = with_namibia(
        columns["place"],
        columns["submitter"],
        namibia,
    )
    # An empty cell is an ordinary pledge, not an unknown one
    is_aggregate = columns["is_aggregate"].scalar(yes_or_no, pa.bool_())
    aggregate = pc.fill_null(is_aggregate, False)
    official = columns["official_identifier"].scalar(
        official_identifier,
        pa.string(),
    )
    local = columns["local_identifier"].plain()
    names = pa.array(row_names(columns, official, local, layout), pa.string())
    _check_identifiers(columns, official, names, layout)
    # Part of the identifier: a statement about many pledges must never be counted as one
    segments = pc.if_else(aggregate, "aggregate", "pledge")
    ids = decided.pledges_of(pc.binary_join_element_wise(segments, names, "/"))
    return Register(
        sheet=sheet,
        source=source,
        columns=columns,
        ids=ids,
        official=official,
        aggregate=aggregate,
        records=record_identifiers(source, sheet),
        actors=ActorNames(decided.actors),
        problems=problems,
        authority=layout.authority,
        rank=rank,
    )


def columns_read(
    sheet: Sheet,
    layout: Layout,
    problems: list[Problem],
    nulls: Sequence[str],
    fields: Iterable[str] = tuple(REGISTER),
) -> dict[str, CellColumn]:
    """The columns of a register by field."""
    columns = {}
    for name in fields:
        columns[name] = read_column(
            sheet,
            layout.columns.get(name),
            nulls,
            problems,
            unknown=unknown_in(name),
            separator=layout.separator_of(name),
        )
    for name in LISTS:
        if name in columns:
            columns[name] = with_its_separator(columns[name])
    for name in ("submitter", "partners", "title"):
        if name in columns:
            report_cut(columns[name])
    return columns


def unknown_in(name: str) -> Sequence[str]:
    """The words of a field that say no more than an empty cell."""
    words = _UNKNOWN.get(name, UNKNOWN)
    # Only what names a place or an actor may be Namibia; a name of a row may be any text
    return words if name in _AS_WRITTEN else (*words, "na")


_AS_WRITTEN = (
    "local_identifier",
    "matched_with",
    "official_identifier",
    "partners",
    "place",
    "population",
    "submitter",
    "submitter_country",
    "title",
)
LISTS = ("submitter", *OF_A_PLEDGE)
"""Fields whose cells have several values."""
_UNKNOWN = {
    # "not stated" is a value of the list of extents: somebody looked, and the source does not say
    "extent": (),
    # "No update" is not a stage
    "stage": (*UNKNOWN, *NO_STAGE),
}
"""The words for "unknown" of fields that have other ones."""


def namibia_shown_at(
    sheet: Sheet,
    layout: Layout,
    nulls: Sequence[str] = (),
) -> Where | None:
    """The first place of a register whose ``NA`` can only be the country."""
    columns = columns_read(
        sheet,
        layout,
        [],
        nulls,
        ("place", "submitter"),
    )
    return shown_at(columns["place"], columns["submitter"])


def row_names(
    columns: Mapping[str, CellColumn],
    official: pa.Array,
    local: pa.Array,
    layout: Layout,
) -> list[str | None]:
    """The last part of each row's identifier, None for a row that nothing names."""
    names: list[str | None] = []
    numbers = zip(
        official.to_pylist(),
        local.to_pylist(),
        strict=True,
    )
    for row, (number, own) in enumerate(numbers):
        if number or own:
            names.append(pledge_name(number, own, layout.authority))
        else:
            names.append(_name_by_key(columns, row, layout))
    return names


def _name_by_key(
    columns: Mapping[str, CellColumn],
    row: int,
    layout: Layout,
) -> str | None:
    """A name for a row without an identifier: readable parts, and a hash of the cells of its
    layout's key.
    """
    key = [columns[field].text(row) for field in layout.key]
    # A hash of nothing would be the name of every empty row
    if not any(key):
        return None
    submitter = columns["submitter"].text(row)
    readable = f"{submitter} {columns['title'].text(row)}"
    return slug_and_digest(readable, layout.authority, *key)


def _check_identifiers(
    columns: Mapping[str, CellColumn],
    official: pa.Array,
    names: pa.Array,
    layout: Layout,
) -> None:
    """A problem for rows that nothing names, that have one key, or whose own identifiers are one or
    look like one.
    """
    local = columns["local_identifier"]
    shown = local if local.header else columns["official_identifier"]
    nameless = pc.indices_nonzero(pc.is_null(names))
    report_nameless(shown, nameless.to_pylist(), worded("identifier"))
    without_number = pc.is_null(official)
    if layout.key:
        by_key = pc.and_(without_number, pc.is_null(local.plain()))
        report_repeated(
            pc.if_else(by_key, names, None),
            columns[layout.key[0]],
            worded("pledge"),
        )
    report_repeated(
        pc.if_else(without_number, names, None),
        local,
        worded("pledge"),
        code="V009",
        unless_equal=True,
    )
    report_look_alikes(local)


def pledge_name(
    official: str | None,
    local: str | None,
    authority: str,
) -> str:
    """The last part of a pledge's identifier: its official number, else what its authority calls
    it.
    """
    # Two offices may number their own pledges alike: the authority is part of the hash
    own = local or ""
    return official or slug_and_digest(own, authority, own)


def official_number(text: str) -> str:
    """``GRF_00350`` → ``GRF-00350``; nothing for any other text."""
    match = OFFICIAL.fullmatch(without_invisible(text))
    return f"GRF-{match[1]}" if match else ""


def official_identifier(text: str) -> str:
    """``GRF_00350`` → ``GRF-00350``; ``BadCell`` for any other text."""
    number = official_number(text)
    if not number:
        found = worded("{text} is not an official identifier", text=repr(text))
        raise BadCell("V006", found, worded("Official ones look like GRF-00350."))
    return number
