"""The graph as files for ``neo4j-admin database import``, the fast way into an empty database, with
a script to run it.

The nodes carry the same keys and hashes as after a sync: the next ``pledgegraph neo4j sync`` finds
everything in place and adds what the files cannot say: constraints, and lists that are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import OBJECT, SUBJECT

from .dataset import Dataset, computed_columns
from .server import COMPUTED, KEY

DELIMITERS = ("\x1f", "\x1e", "\x1d", "\x1c", *map(chr, range(0xE000, 0xF8FF)))
"""What may stand between the items of a list: the first that no item has."""
TYPES = {"text": "string", "integer": "long", "boolean": "boolean", "date": "string"}
READ_ME = """The graph for an empty database of Neo4j 5 or later.

1. Stop the server (`neo4j stop`), or import into a database that is not started.
2. Where `neo4j-admin` is found (or NEO4J_ADMIN names it) run one of these; `neo4j` is the database:

       sh import.sh neo4j
       powershell -ExecutionPolicy Bypass -File import.ps1 neo4j

   If the database exists already, add --overwrite-destination=true to the line: everything in it
   is lost then.
3. Start the server and run `pledgegraph neo4j sync`: it finds all nodes in place, and adds
   constraints, indexes and empty lists, which the files cannot hold.
"""


def write_neo4j_admin(dataset: Dataset, path: Path) -> int:
    """A folder with one CSV a class and a relationship and two scripts; returns the number of
    rows.
    """
    path.mkdir(parents=True, exist_ok=True)
    delimiter = delimiter_for(dataset)
    nodes = {name: _write_nodes(dataset, name, path, delimiter) for name in schema().classes}
    links = {name: _write_links(dataset, name, path) for name in schema().relations}
    options = ["--multiline-fields=true", f"--array-delimiter=U+{ord(delimiter):04X}"]
    options += [f"--nodes={name}={name}.csv" for name, count in nodes.items() if count]
    options += [f"--relationships={name}={name}.csv" for name, count in links.items() if count]
    for file, text in (
        ("import.sh", _shell(options)),
        ("import.ps1", _powershell(options)),
        ("README.txt", READ_ME),
    ):
        (path / file).write_text(text, "utf-8", newline="\n")
    return sum(nodes.values()) + sum(links.values())


def delimiter_for(dataset: Dataset) -> str:
    """A character that no item of any list has."""
    lists = [
        pc.list_flatten(column.combine_chunks())
        for tables in (dataset.current, dataset.derived)
        for table in tables.nodes.values()
        for column in table.columns
        if pa.types.is_list(column.type)
    ]
    items = pa.concat_arrays([pa.array([], pa.string()), *lists])
    return next(sign for sign in DELIMITERS if not pc.any(pc.match_substring(items, sign)).as_py())


def _write_nodes(dataset: Dataset, name: str, folder: Path, delimiter: str) -> int:
    table = dataset.nodes(name)
    header = [f"{KEY}:ID"]
    for column in table.column_names:
        known = next(
            (found for found in schema().classes[name].columns if found.name == column), None
        )
        kind = "string" if known is None else "string[]" if known.many else TYPES[known.kind]
        header.append(f"{column}:{kind}")
    computed = computed_columns(name)
    columns: list[Sequence[Any]] = [[dataset.start + found for found in table["id"].to_pylist()]]
    columns += [column.to_pylist() for column in table.columns]
    if computed:
        header.append(f"{COMPUTED}:string[]")
        columns.append([computed] * table.num_rows)
    return _write(folder / f"{name}.csv", header, zip(*columns, strict=True), delimiter)


def _write_links(dataset: Dataset, name: str, folder: Path) -> int:
    relation = schema().relations[name]
    links = dataset.links(relation)
    header = [":START_ID", ":END_ID"]
    columns: list[Sequence[Any]] = []
    columns += [
        [dataset.start + end for end in links[side].to_pylist()] for side in (SUBJECT, OBJECT)
    ]
    if relation.derived:
        header.append(f"{COMPUTED}:boolean")
        columns.append([True] * links.num_rows)
    return _write(folder / f"{name}.csv", header, zip(*columns, strict=True), "")


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str) -> int:
    """A file with its header, unless there is no row; returns the number of rows."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(header) + "\n")
        for row in rows:
            count += 1
            file.write(",".join(_cell(value, delimiter) for value in row) + "\n")
    if not count:
        path.unlink()
    return count


def _cell(value: object, delimiter: str) -> str:
    """A cell: nothing for NULL, so that the property is not there; all texts in quotes."""
    if value is None:
        return ""
    if isinstance(value, bool | int):
        return str(value).lower()
    text = delimiter.join(value) if isinstance(value, list) else str(value)
    return '"' + text.replace('"', '""') + '"'


def _shell(options: Sequence[str]) -> str:
    lines = [
        "#!/bin/sh",
        "# sh import.sh [DATABASE [more options]]; README.txt says when.",
        "set -eu",
    ]
    lines += ['cd "$(dirname "$0")"', 'database="${1:-neo4j}"', '[ "$#" -eq 0 ] || shift']
    call = ['"${NEO4J_ADMIN:-neo4j-admin}" database import full "$database"', *options, '"$@"']
    return "\n".join([*lines, " \\\n    ".join(call)]) + "\n"


def _powershell(options: Sequence[str]) -> str:
    lines = [
        "# powershell -ExecutionPolicy Bypass -File import.ps1 [DATABASE [more options]];"
        " README.txt says when."
    ]
    lines += ["$ErrorActionPreference = 'Stop'"]
    lines += ["Set-Location -LiteralPath $PSScriptRoot"]
    lines += [
        "$database = if ($args.Count) { $args[0] } else { 'neo4j' }",
        "$more = @($args | Select-Object -Skip 1)",
    ]
    lines += ["$admin = if ($env:NEO4J_ADMIN) { $env:NEO4J_ADMIN } else { 'neo4j-admin' }"]
    quoted = [f"'{option}'" for option in options]
    call = ["$options = @(", *(f"    {option}" for option in quoted), ")"]
    call += ["& $admin database import full $database @options @more", "exit $LASTEXITCODE"]
    return "\n".join([*lines, *call]) + "\n"
