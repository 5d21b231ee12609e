"""A register being read: its columns by field, and the identifiers of its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem
from pledgegraph.ontology.iris import slug_and_digest

from .actors import ActorNames
from .cells import UNKNOWN, BadCell, CellColumn, read_column, yes_or_no
from .mapping import Layout
from .namibia import with_namibia
from .records import record_identifiers
from .sheets import Sheet

FIELDS: Mapping[str, tuple[str, ...]] = {
    "local_identifier": ("Pledge.localIdentifier",),
    "official_identifier": ("Pledge.officialIdentifier",),
    "forum": ("Pledge.announcedAt",),
    "year": ("Pledge.announcedYear",),
    "submitter": ("Pledge.submittedBy", "Pledge.submitterAsWritten", "Actor.name", "Actor.represents"),
    "entity_type": ("Actor.actorType",),
    "role": ("Pledge.submitterRole",),
    "submitter_country": ("Actor.basedIn",),
    "title": ("Pledge.title",),
    "description": ("Pledge.description",),
    "contribution": ("Pledge.contributionType", "Pledge.contributionNote"),
    "theme": ("Pledge.theme", "Pledge.areaOfFocus", "Pledge.populationConcerned"),
    "objective": ("Pledge.gcrObjective",),
    "place": ("Pledge.implementedIn", "Pledge.implementedAcross", "Pledge.placeAsWritten"),
    "population": ("Pledge.populationConcerned", "Pledge.concernsPeopleFrom"),
    "situation": ("Pledge.addresses",),
    "multistakeholder_pledge": ("Pledge.partOf",),
    "partners": ("Pledge.jointWith", "Pledge.partnerAsWritten", "Actor.name", "Actor.represents"),
    "target_value": ("Target.value", "Pledge.note"),
    "target_unit": ("Target.unit",),
    "target_year": ("Target.targetYear",),
    "baseline": ("Target.baseline",),
    "amount": ("Pledge.amount", "Pledge.amountNote"),
    "currency": ("Pledge.currency",),
    "amount_note": ("Pledge.amountNote",),
    "stage": ("ImplementationUpdate.stage",),
    "stage_date": ("ImplementationUpdate.reportedOn",),
    "stage_basis": ("ImplementationUpdate.basis",),
    "stage_note": ("ImplementationUpdate.updateText",),
    "asks": ("Pledge.asksForSupport",),
    "asks_words": ("Pledge.asksWords",),
    "matched_with": ("Match.supports", "Match.supportedBy", "Match.contributionType", "Match.status", "Match.remark"),
    "extent": ("Match.extent",),
    "standing": ("Pledge.standing",),
    "submitted_on": ("Pledge.submittedOn",),
    "pledge_count": ("PledgeAggregate.pledgeCount",),
    "is_aggregate": (),
    "note": ("Pledge.note",),
    "evidence": ("Pledge.evidence", "Match.evidence"),
    "more_evidence": ("Pledge.evidence",),
}
"""Each field of a register and the properties that its cells feed."""

NO_STAGE = ("no update", "no update received", "(no update received)", "no_update")
OFFICIAL = re.compile(r"GRF[-_ \u2010-\u2015\u2212]?(\d{5})", re.I)


@dataclass
class Register:
    """The rows of a register: ``ids`` and ``records`` (identifiers, one a row), ``aggregate`` where it tells of many.

    ``problems`` grows as columns are read.
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

    @property
    def rows(self) -> int:
        """How many rows the register has."""
        return len(self.sheet.lines)


def read_register(
    sheet: Sheet, layout: Layout, source: str, problems: list[Problem], nulls: Sequence[str] = (), rank: int = 0
) -> Register:
    """The register in a sheet: columns that the sheet lacks are all unknown."""
    columns = {
        field: read_column(sheet, layout.columns.get(field), nulls, problems, separator=layout.separator)
        for field in FIELDS
    }
    # "not stated" is a value of the list of extents: somebody looked, and the source does not say.
    columns["extent"] = read_column(sheet, layout.columns.get("extent"), nulls, problems, unknown=())
    # "No update" is not a stage.
    columns["stage"] = read_column(sheet, layout.columns.get("stage"), nulls, problems, (*UNKNOWN, *NO_STAGE))
    columns["place"] = with_namibia(columns["place"], columns["submitter"])
    aggregate = pc.fill_null(columns["is_aggregate"].scalar(yes_or_no, pa.bool_()), False)
    official = columns["official_identifier"].scalar(official_identifier, pa.string())
    local = columns["local_identifier"].plain()
    for field, values in (("local_identifier", local), ("official_identifier", official)):
        _report_duplicates(columns[field], values, problems)
    names = pa.array(_names(columns, official, local, layout.authority), pa.string())
    ids = pc.binary_join_element_wise(pc.if_else(aggregate, "aggregate", "pledge"), names, "/")
    records = record_identifiers(source, sheet)
    return Register(
        sheet, source, columns, ids, official, aggregate, records, ActorNames(), problems, layout.authority, rank
    )


def _names(columns: Mapping[str, CellColumn], official: pa.Array, local: pa.Array, authority: str) -> list[str]:
    pairs = zip(official.to_pylist(), local.to_pylist(), strict=True)
    return [
        pledge_name(number, own, authority) if number or own else _made_name(columns, row)
        for row, (number, own) in enumerate(pairs)
    ]


def pledge_name(official: str | None, local: str | None, authority: str) -> str:
    """The last part of a pledge's identifier: its official number, else what its authority calls it."""
    return official or slug_and_digest(local or "", authority, local or "")


def official_identifier(text: str) -> str:
    """``GRF_00350`` → ``GRF-00350``."""
    match = OFFICIAL.fullmatch(text)
    if match is None:
        raise BadCell("V006", f"{text!r} is not an official identifier", "Official ones look like GRF-00350.")
    return f"GRF-{match[1]}"


def _made_name(columns: Mapping[str, CellColumn], row: int) -> str:
    """An identifier for a row that has none: readable parts and a hash of submitter, title, forum and text."""
    fields = [columns[f].texts[columns[f].codes[row]] for f in ("submitter", "title", "forum", "description", "place")]
    return slug_and_digest(f"{fields[0]} {fields[1]}", *fields)


def _report_duplicates(column: CellColumn, values: pa.Array, problems: list[Problem]) -> None:
    series = pd.Series(values.to_pylist(), dtype=object)
    repeated = series[series.notna() & series.duplicated(keep=False)]
    for text, rows in repeated.groupby(repeated).groups.items():
        first, *others = (column.sheet.where(int(row), column.header) for row in rows)
        for other in others:
            found = f"{text!r} stands here and at {first}"
            problems.append(Problem("V001", "error", other, found, "Remove one row, or give it its own identifier."))
