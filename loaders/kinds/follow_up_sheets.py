"""Follow-up sheets: rows that report on pledges which other sources have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cells import BadCell, CellColumn
from pledgegraph.loaders.files.keys import report_nameless, rows_without
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_records, record_identifiers
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.wording import worded

from .follow_ups import REPORTED
from .register import columns_read
from .support_names import Pledges, pledge_in
from .updates import gather_updates_of

_IDENTIFIERS = ("local_identifier", "official_identifier")


def load_follow_ups(
    sheet: Sheet,
    layout: Layout,
    source: str,
    pledges: Pledges,
    nulls: Sequence[str],
    gathering: Gathering,
    problems: list[Problem],
) -> None:
    """Each row as an update of the pledge that it names; R003 where no source has that pledge.

    Args:
        pledges: what a pledge may be called → its identifier.
    """
    fields = (*_IDENTIFIERS, *REPORTED)
    columns = columns_read(
        sheet,
        layout,
        problems,
        nulls,
        fields,
    )
    # One of the two is enough to say which pledge a row is about
    named = _naming_column(columns)
    report_nameless(named, rows_without(named), worded("identifier"))
    ids = named.scalar(partial(_pledge_reported_on, pledges), pa.string())
    records = record_identifiers(source, sheet)
    # What names no known pledge has had its finding, and is left out
    is_known = pc.is_valid(ids)
    gather_records(
        records.filter(is_known),
        pa.array(sheet.lines, pa.int64()).filter(is_known),
        sheet.only(pc.indices_nonzero(is_known).to_pylist()),
        source,
        gathering,
    )
    gather_updates_of(
        columns,
        ids,
        records,
        source,
        gathering,
    )


def _naming_column(columns: Mapping[str, CellColumn]) -> CellColumn:
    """The column that names the pledge; what its own register calls it before its number."""
    local, official = (columns[name] for name in _IDENTIFIERS)
    return local if local.header else official


def _pledge_reported_on(pledges: Pledges, cell: str) -> str:
    try:
        return pledge_in(pledges, cell)
    except BadCell as problem:
        if problem.code != "M003":
            raise
        hint = worded("Add the register that has the pledge, or correct the identifier.")
        raise BadCell("R003", problem.found, hint, "finding") from None
