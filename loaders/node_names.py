"""Names of nodes: the node of a build that a name stands for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pledgegraph.errors import UsageProblem
from pledgegraph.loaders.names.countries import find_country, name_key
from pledgegraph.ontology.names import Thing, near, the_one
from pledgegraph.ontology.schema import schema, segment_of
from pledgegraph.ontology.situations import Situations, country_in
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.tables import ID

from .table_rows import TableRow, built_rows

_NUMBERS = ("official_identifier", "local_identifier")
_ARRANGEMENT = ("code", "name", "label_fr")
NAMED_BY = {
    "Pledge": _NUMBERS,
    "PledgeAggregate": _NUMBERS,
    "Actor": ("name",),
    "Situation": _ARRANGEMENT,
    "SupportPlatform": _ARRANGEMENT,
    "MultistakeholderPledge": _ARRANGEMENT,
    "Forum": ("name", "label_fr"),
}
"""The classes whose nodes can be found by name, besides countries, and the columns with the names.
"""


def identifier_of(build: Path, name: str) -> str:
    """The identifier of the node that a name stands for.

    Args:
        build: the folder of a build.
        name: an official number, a register's own identifier, an identifier (``actor/unhcr``), or
            the name of a country, an actor or an arrangement.

    Raises:
        UsageProblem: no node has this name; with suggestions.
    """
    if _is_identifier(build, name):
        return name
    found: set[str] = set()
    known: set[str] = set()
    for cls, columns in NAMED_BY.items():
        table = pq.read_table(build / "stated" / f"{cls}.parquet", columns=[ID, *columns])
        found |= _called(table, cls, name, columns)
        for column in columns:
            known |= set(table[column].drop_null().to_pylist())
    country = find_country(name)
    if country is not None:
        found.add(country.id)
    # short names of situations come last: Sudan is the country before it is the situation
    found = found or _situations_called(build, name)
    things = [Thing(identifier, identifier) for identifier in sorted(found)]
    one = the_one(name, things, "pledgegraph explain")
    if one is None:
        hint = near(name, known) or "`pledgegraph list` finds identifiers."
        raise UsageProblem(f"Nothing is called {name!r}", hint)
    return one.id


def _is_identifier(build: Path, name: str) -> bool:
    if "/" not in name or segment_of(name) not in schema().segments():
        return False
    return bool(built_rows(build, schema().class_of(name), ID, [name]))


def _called(
    table: pa.Table,
    cls: str,
    name: str,
    columns: tuple[str, ...],
) -> set[str]:
    """The nodes of a class that have a name, or an identifier that ends so."""
    identifier = f"{schema().classes[cls].segment}/{name}"
    found = set(_named(table, identifier, ID, str.lower))
    for column in columns:
        found.update(_named(table, name, column, fold))
        if cls == "Actor":  # governments are found as countries are: "the Republic of Chad"
            found.update(_named(table, name, column, name_key))
    return found


def _named(
    table: pa.Table,
    name: str,
    column: str,
    key: Callable[[str], str],
) -> list[str]:
    """The identifiers of the rows with a name in a column. Names with the same ``key`` are one."""
    wanted = key(name)
    if not wanted:
        return []
    rows = []
    for row, text in enumerate(table[column].to_pylist()):
        if text is not None and key(text) == wanted:
            rows.append(row)
    found: list[str] = table[ID].take(pa.array(rows, pa.int64())).to_pylist()
    return found


def _situations_called(build: Path, name: str) -> set[str]:
    """The situations with a short name, or with that of a country: ``Rohingya``, ``SIT-SDN``."""
    path = build / "stated" / "Situation.parquet"
    rows = pq.read_table(path, columns=[ID, "name", "label_fr"]).to_pylist()
    situations = Situations(map(_situation, rows))
    names = [name]
    country = find_country(country_in(name))
    if country is not None:
        names += [country.name, country.name_fr]
    found = set()
    for each in names:
        for thing in situations.called(each):
            found.add(thing.id)
    return found


def _situation(row: TableRow) -> Thing:
    spellings = (row["name"], row["label_fr"] or "")
    return Thing(row[ID], row[ID], spellings)
