"""The graph as files for ``neo4j-admin database import``, the fast way into an empty database, with
scripts to run it.

The nodes carry the same keys and hashes as after a sync. The next ``pledgegraph neo4j sync`` finds
everything in place, and adds what the files cannot hold: constraints, indexes and empty lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import OBJECT, SUBJECT, Tables

from .dataset import Dataset, computed_columns
from .server import COMPUTED, KEY

DELIMITERS = ("\x1f", "\x1e", "\x1d", "\x1c", *map(chr, range(0xE000, 0xF8FF)))
"""Characters that may separate the items of a list: the first that no item has is taken."""
TYPES = {"text": "string", "integer": "long", "boolean": "boolean", "date": "string"}
READ_ME = """The graph for an empty database of Neo4j 5 or later.

1. Stop the server (`neo4j stop`), or import into a database that is not started.
2. Where `neo4j-admin` is found (or NEO4J_ADMIN names it) run one of these; `neo4j` is the database:

       sh import.sh neo4j
       powershell -ExecutionPolicy Bypass -File import.ps1 neo4j

   If the database exists already, add --overwrite-destination=true to the line. Everything in it
   is then lost.
3. Start the server and run `pledgegraph neo4j sync`. It finds all nodes in place, and adds
   constraints, indexes and empty lists, which the files cannot hold.
"""


def write_neo4j_admin(dataset: Dataset, path: Path) -> int:
    """Write a folder with a CSV for each class and relationship, and two scripts.

    Returns:
        The number of rows.
    """
    path.mkdir(parents=True, exist_ok=True)
    delimiter = delimiter_for(dataset)
    options = ["--multiline-fields=true", f"--array-delimiter=U+{ord(delimiter):04X}"]
    total = 0
    for name in schema().classes:
        count = _write_nodes(dataset, name, path, delimiter)
        total += count
        if count:
            options.append(f"--nodes={name}={name}.csv")
    for name in schema().relations:
        count = _write_links(dataset, name, path)
        total += count
        if count:
            options.append(f"--relationships={name}={name}.csv")
    for file, text in (
        ("import.sh", _shell(options)),
        ("import.ps1", _powershell(options)),
        ("README.txt", READ_ME),
    ):
        (path / file).write_text(text, "utf-8", newline="\n")
    return total


def delimiter_for(dataset: Dataset) -> str:
    """A character that no item of any list has."""
    # An empty array first, as there may be no list at all and Arrow joins at least one
    parts = [pa.array([], pa.string())]
    for tables in (dataset.current, dataset.derived):
        parts += _list_items(tables)
    items = pa.concat_arrays(parts)
    for sign in DELIMITERS:
        has_sign = pc.match_substring(items, sign)
        if not pc.any(has_sign).as_py():
            return sign
    raise AssertionError("a list has every delimiter")


def _list_items(tables: Tables) -> Iterator[pa.Array]:
    """The items of each column of lists."""
    for table in tables.nodes.values():
        for column in table.columns:
            if pa.types.is_list(column.type):
                yield pc.list_flatten(column.combine_chunks())


def _write_nodes(
    dataset: Dataset,
    name: str,
    folder: Path,
    delimiter: str,
) -> int:
    table = dataset.nodes(name)
    types = {}
    for column in schema().classes[name].columns:
        kind = TYPES[column.kind]
        types[column.name] = "string[]" if column.many else kind
    header = [f"{KEY}:ID"]
    keys = _keys(dataset, table["id"])
    columns: list[Sequence[Any]] = [keys]
    for column_name in table.column_names:
        # The identifier and the hash are columns of ours, not of the ontology
        kind = types.get(column_name, "string")
        header.append(f"{column_name}:{kind}")
        columns.append(table[column_name].to_pylist())
    computed = computed_columns(name)
    if computed:
        header.append(f"{COMPUTED}:string[]")
        columns.append([computed] * table.num_rows)
    return _write(
        folder / f"{name}.csv",
        header,
        zip(*columns, strict=True),
        delimiter,
    )


def _write_links(
    dataset: Dataset,
    name: str,
    folder: Path,
) -> int:
    relation = schema().relations[name]
    links = dataset.links(relation)
    header = [":START_ID", ":END_ID"]
    columns: list[Sequence[Any]] = [
        _keys(dataset, links[SUBJECT]),
        _keys(dataset, links[OBJECT]),
    ]
    if relation.derived:
        header.append(f"{COMPUTED}:boolean")
        columns.append([True] * links.num_rows)
    return _write(
        folder / f"{name}.csv",
        header,
        zip(*columns, strict=True),
        "",
    )


def _keys(dataset: Dataset, ids: pa.ChunkedArray) -> list[str]:
    start = dataset.start
    return [start + identifier for identifier in ids.to_pylist()]


def _write(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    delimiter: str,
) -> int:
    """A file with its header, unless there is no row; returns the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(header) + "\n")
        for row in rows:
            count += 1
            cells = [_cell(value, delimiter) for value in row]
            file.write(",".join(cells) + "\n")
    if not count:
        # A file with only a header is of no use to neo4j-admin.
        path.unlink()
    return count


def _cell(value: object, delimiter: str) -> str:
    """A cell: empty for NULL, so that the property is not made; every text in quotes."""
    if value is None:
        return ""
    # neo4j-admin reads true and false in small letters
    if isinstance(value, bool | int):
        return str(value).lower()
    text = str(value)
    if isinstance(value, list):
        text = delimiter.join(value)
    quoted = text.replace('"', '""')
    return f'"{quoted}"'


_SHELL = """#!/bin/sh
# sh import.sh [DATABASE [more options]]; README.txt says when.
set -eu
cd "$(dirname "$0")"
database="${1:-neo4j}"
[ "$#" -eq 0 ] || shift
"""
_POWERSHELL = """\
# powershell -ExecutionPolicy Bypass -File import.ps1 [DATABASE [more options]];\
 README.txt says when.
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot
$database = if ($args.Count) { $args[0] } else { 'neo4j' }
$more = @($args | Select-Object -Skip 1)
$admin = if ($env:NEO4J_ADMIN) { $env:NEO4J_ADMIN } else { 'neo4j-admin' }
"""


def _shell(options: Sequence[str]) -> str:
    command = '"${NEO4J_ADMIN:-neo4j-admin}" database import full "$database"'
    words = [command, *options, '"$@"']
    return _SHELL + " \\\n    ".join(words) + "\n"


def _powershell(options: Sequence[str]) -> str:
    lines = ["$options = @("]
    lines += [f"    '{option}'" for option in options]
    lines += [
        ")",
        "& $admin database import full $database @options @more",
        "exit $LASTEXITCODE",
    ]
    return _POWERSHELL + "\n".join(lines) + "\n"
