"""The registers of all cases and the sample's in one graph, on which every text of the catalogue
has rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pledgegraph.graph.embedded import FILE
from pledgegraph.graph.loading import load_embedded
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.table_files import read_tables, write_tables
from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables
from pledgegraph.workspace.workspace import Workspace

BASE = "https://example.org/together"
OWN = "^(pledge|aggregate)/"
"""Identifiers that a register gives: two cases may use one of them for two things, as they may use
one row number.
"""
FIGURES = "^country/(ETH|TCD|RWA|UGA|COL)#figure-"
"""Figures that are taken: those of the other countries, and where they come from, are ten times as
much of the same.
"""
REFERENCE = "^source/(platform-members|multistakeholder|situations|platforms)#row-"
"""Rows of what comes with the package: every case reads the same ones, so they are one row.
Otherwise they would be nine of ten nodes.
"""
MANIFEST: Mapping[str, object] = {"sources_up_to": "2026-11-23", "not_public": [], "sources": []}
"""What answers want to know of a build."""
Parts = Mapping[str, pa.Table]


def put_together(builds: Mapping[str, Workspace], folder: Path) -> None:
    """The builds under their names as one, in the files that engines open."""
    now, derived = _union(builds, "current"), _union(builds, "derived")
    write_tables(now, folder / "current")
    write_tables(derived, folder / "derived")
    load_embedded(now, derived, folder / FILE)


def read_together(folder: Path) -> tuple[Tables, Tables]:
    """The current and the derived tables that ``put_together`` wrote."""
    return read_tables(folder / "current"), read_tables(folder / "derived")


def _union(builds: Mapping[str, Workspace], part: str) -> Tables:
    found = {name: _tables(_build(made) / part) for name, made in builds.items()}
    first = next(iter(found.values()))
    nodes = {
        name: _unique(name, {case: each.nodes for case, each in found.items()}, [ID])
        for name in first.nodes
    }
    ends = [SUBJECT, OBJECT]
    links = {
        name: _unique(name, {case: each.links for case, each in found.items()}, ends)
        for name in first.links
    }
    return Tables(nodes, links)


def _tables(folder: Path) -> Tables:
    """The tables of a build. Most files are those of another case too, and read once."""
    names = schema()
    return Tables(
        {name: _table((folder / f"{name}.parquet").read_bytes()) for name in names.classes},
        {name: _table((folder / f"{name}.parquet").read_bytes()) for name in names.relations},
    )


@cache
def _table(content: bytes) -> pa.Table:
    with pq.ParquetFile(pa.BufferReader(content)) as file:
        return file.read()


def _build(made: Workspace) -> Path:
    return made.folder / "build" / (made.folder / "build" / "current").read_text("utf-8").strip()


def _unique(name: str, parts: Mapping[str, Parts], keys: list[str]) -> pa.Table:
    """One table of all builds, the first row of each key."""
    each_one = {case: each[name] for case, each in parts.items()}
    filled = {case: table for case, table in each_one.items() if table.num_rows}
    if not filled:
        return next(iter(each_one.values()))
    renamed = [_renamed(table, case, keys) for case, table in filled.items()]
    whole = pa.concat_tables(renamed).combine_chunks()
    numbered = whole.select(keys).append_column("row", pa.array(range(whole.num_rows), pa.int64()))
    first = numbered.group_by(keys).aggregate([("row", "min")])["row_min"].combine_chunks()
    rows = whole.take(first.sort())
    return rows.sort_by([(key, "ascending") for key in keys]).combine_chunks()


def _renamed(table: pa.Table, case: str, keys: list[str]) -> pa.Table:
    """The rows that are taken, with identifiers of the case's own."""
    for key in keys:
        place, field = table.column_names.index(key), table.schema.field(key)
        table = table.filter(_taken(table[key]))
        names = pc.replace_substring_regex(table[key], OWN, rf"\1/{case}-")
        own = pc.replace_substring(names, "#row-", f"#row-{case}-")
        names = pc.if_else(pc.match_substring_regex(names, REFERENCE), names, own)
        table = table.set_column(place, field, names)
    return table


def _taken(names: pa.ChunkedArray) -> pa.ChunkedArray:
    figures = pc.and_(
        pc.match_substring(names, "#figure-"), pc.invert(pc.match_substring_regex(names, FIGURES))
    )
    return pc.invert(pc.or_(figures, pc.starts_with(names, "source/population#row-")))
