"""Updates: what a register reports of the implementation of its pledges."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.files.dates import dates_of
from pledgegraph.loaders.files.records import gather_records
from pledgegraph.ontology.gathering import Gathering

from .codes import code_of
from .dependents import dependents
from .register import Register


def gather_updates(register: Register, gathering: Gathering) -> None:
    """Put the updates of a register into the stated tables."""
    table = _updates(register)
    stated = (table[name].to_pylist() for name in ("stage", "reported_on", "update_text"))
    ids = dependents(
        table["pledge"],
        "update",
        zip(*stated, strict=True),
    )
    values = {name: table[name] for name in ("stage", "reported_on", "basis", "update_text")}
    gathering.nodes(
        "ImplementationUpdate",
        register.source,
        {"id": ids, **values},
    )
    gathering.links(
        "updateOf",
        register.source,
        ids,
        table["pledge"],
    )
    gathering.links(
        "recordedIn",
        register.source,
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


def _updates(register: Register) -> pa.Table:
    """The rows that report something: an official stage, a date of report, or words alone."""
    column = register.columns
    values = {
        "stage": column["stage"].scalar(code_of("implementation-stages"), pa.string()),
        "reported_on": column["stage_date"].scalar(dates_of(column["stage_date"]), pa.string()),
        "basis": column["stage_basis"].plain(),
        "update_text": column["stage_note"].plain(),
        "pledge": register.ids,
        "record": register.records,
    }
    table = pa.table(values)
    has_stage = pc.is_valid(table["stage"])
    has_date = pc.is_valid(table["reported_on"])
    has_words = pc.is_valid(table["update_text"])
    return table.filter(pc.or_(pc.or_(has_stage, has_date), has_words))
