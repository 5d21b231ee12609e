"""Updates: what a register reports of the implementation of its pledges."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.files.cells import CellColumn
from pledgegraph.loaders.files.fields import REGISTER
from pledgegraph.loaders.files.records import gather_records
from pledgegraph.ontology.gathering import Gathering

from .dependents import dependents
from .register import Register
from .single_values import values_of


def gather_updates(register: Register, gathering: Gathering) -> None:
    """Put the updates of a register into the stated tables."""
    gather_updates_of(
        register.columns,
        register.ids,
        register.records,
        register.source,
        gathering,
    )


def gather_updates_of(
    columns: Mapping[str, CellColumn],
    pledges: pa.Array,
    records: pa.Array,
    source: str,
    gathering: Gathering,
) -> None:
    """Put what rows report into the stated tables.

    Args:
        columns: by field, those of updates among them.
        pledges: that of each row; a row without one reports on nothing.
        records: the identifier of each row.
    """
    table = _updates(columns, pledges, records)
    stated = (table[name].to_pylist() for name in ("stage", "reported_on", "update_text"))
    ids = dependents(
        table["pledge"],
        "update",
        zip(*stated, strict=True),
    )
    of_rows = ("pledge", "record")
    values = {name: table[name] for name in table.column_names if name not in of_rows}
    gathering.nodes(
        "ImplementationUpdate",
        source,
        {"id": ids, **values},
    )
    gathering.links(
        "updateOf",
        source,
        ids,
        table["pledge"],
    )
    gathering.links(
        "recordedIn",
        source,
        ids,
        table["record"],
    )


def gather_recorded_updates(register: Register, gathering: Gathering) -> None:
    """The updates of rows that report again on a pledge, with the records of the rows."""
    gather_records(
        register.records,
        register.sheet.lines,
        register.sheet,
        register.source,
        gathering,
    )
    gathering.links(
        "recordedIn",
        register.source,
        register.ids,
        register.records,
    )
    gather_updates(register, gathering)


def _updates(
    column: Mapping[str, CellColumn],
    pledges: pa.Array,
    records: pa.Array,
) -> pa.Table:
    """The rows that report something: an official stage, a date of report, or words alone."""
    values = {
        **values_of(REGISTER, column, "ImplementationUpdate"),
        "pledge": pledges,
        "record": records,
    }
    table = pa.table(values)
    # Words alone are kept too: answers show them as reported, not official
    has_stage = pc.is_valid(table["stage"])
    has_date = pc.is_valid(table["reported_on"])
    has_text = pc.is_valid(table["update_text"])
    has_words = pc.or_(has_text, pc.is_valid(table["challenge"]))
    return table.filter(pc.or_(pc.or_(has_stage, has_date), has_words))
