"""Names of nodes: what the sources of a build call the things that can be named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pledgegraph.loaders.names.countries import countries
from pledgegraph.ontology.schema import schema, segment_of
from pledgegraph.ontology.tables import ID

from .table_rows import TableRow, built_rows


class _NamedBy(NamedTuple):
    """A class whose nodes have names: its column of codes, and the columns of what each is
    called.
    """

    cls: str
    value: str
    spellings: Mapping[str, str]


_NUMBERS = {"official": "official_identifier", "spelling": "local_identifier"}
_ARRANGEMENT = {"spelling": "name", "french": "label_fr", "code": "code"}
NAMED_BY = {
    "pledge": _NamedBy("Pledge", ID, _NUMBERS),
    "aggregate": _NamedBy("PledgeAggregate", ID, _NUMBERS),
    "actor": _NamedBy("Actor", ID, {"spelling": "name"}),
    "situation": _NamedBy("Situation", "name", _ARRANGEMENT),
    "platform": _NamedBy("SupportPlatform", "code", _ARRANGEMENT),
    "multi-stakeholder pledge": _NamedBy("MultistakeholderPledge", ID, _ARRANGEMENT),
    "forum": _NamedBy("Forum", "name", {"spelling": "label_en", "french": "label_fr"}),
}
"""Kind of thing → its class and names. They are read from the stated tables, which have what a
newer source has replaced too.
"""
KINDS = (*NAMED_BY, "country")


def is_node(build: Path, name: str) -> bool:
    """Whether a name is the identifier of a node: ``actor/unhcr``, ``source/register#row-2``."""
    if "/" not in name or segment_of(name) not in schema().segments():
        return False
    cls = schema().class_of(name)
    rows = built_rows(build, cls, ID, [name])
    return bool(rows)


def named_rows(
    build: Path,
    kind: str,
    pattern: str,
) -> Iterable[TableRow]:
    """The things of a kind whose names fit a regular expression, all of them without one: their
    ``value``, ``id`` and names, as the texts of questions give them.
    """
    if kind == "country":
        return _countries()
    named = NAMED_BY[kind]
    columns = {
        "value": named.value,
        "id": ID,
        **named.spellings,
    }
    path = build / "stated" / f"{named.cls}.parquet"
    needed = sorted(set(columns.values()))
    table = pq.read_table(path, columns=needed)
    # In Arrow before in Python: of thousands of names few fit
    if pattern:
        table = table.filter(_fits(table, pattern))
    rows = []
    for row in table.to_pylist():
        found = {name: row[column] for name, column in columns.items()}
        # A platform without a code is asked for by its identifier
        found["value"] = found["value"] or row[ID]
        rows.append(found)
    return rows


def _fits(table: pa.Table, pattern: str) -> pa.ChunkedArray:
    """Whether a row has a text that fits."""
    fits = None
    for column in table.columns:
        matches = pc.match_substring_regex(column, pattern)
        # NULL of a text that is not known would be NULL with any other as well
        here = pc.fill_null(matches, False)
        fits = here if fits is None else pc.or_(fits, here)
    return fits


def _countries() -> Iterable[TableRow]:
    """The countries of our own list, which every build has."""
    rows = []
    for country in countries().values():
        row = {
            "value": country.iso3,
            "id": country.id,
            "spelling": country.name,
            "french": country.name_fr,
        }
        rows.append(row)
    return rows
