"""CSV on the Web: tables as CSV, with the metadata by which a program reads them as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .hxl import link_tags, node_tags
from .tables_as_csv import SEPARATOR, write_table

if TYPE_CHECKING:
    import pyarrow as pa

    from pledgegraph.ontology.schema import Column
    from pledgegraph.ontology.tables import Tables

METADATA = "csv-metadata.json"
"""The name by which a program finds the metadata of the tables of a folder."""
_TYPES = {"text": "string", "integer": "integer", "boolean": "boolean", "date": "string"}


def write_part(
    tables: Tables,
    base: str,
    folder: Path,
    hxl: bool = False,
) -> None:
    """Each table that has rows as a file, with a row of HXL tags where that is wanted, and what
    their columns mean.
    """
    from pledgegraph.ontology.schema import schema

    folder.mkdir(parents=True, exist_ok=True)
    described = []
    for name, table, tags in tagged(tables):
        write_table(table, folder / f"{name}.csv", tags if hxl else ())
        if name in schema().classes:
            columns = [_identifier("id")]
            for column in schema().classes[name].columns:
                if column.name in table.column_names:
                    columns.append(_column(column))
            described.append(_table(name, columns, "id"))
        else:
            columns = [_identifier("subject"), _identifier("object")]
            iri = schema().relations[name].iri
            columns[1] |= {"propertyUrl": iri, "aboutUrl": f"{base}/{{+subject}}"}
            described.append(_table(name, columns, ""))
    metadata: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:description": "Identifiers are under the base with which IRIs begin; a text that a"
        " spreadsheet would take for a formula has a quote mark before it.",
        "schema:identifier": f"{base}/",
        "tables": described,
    }
    if hxl:
        # Tags begin as comments do by default: here they are a second header
        metadata["dialect"] = {"headerRowCount": 2, "commentPrefix": None}
    text = json.dumps(metadata, indent=2, ensure_ascii=False)
    (folder / METADATA).write_text(text + "\n", "utf-8")


def tagged(tables: Tables) -> Iterator[tuple[str, pa.Table, list[str]]]:
    """Each table that has rows, with its name and the HXL tags of its columns."""
    for name, table in tables.nodes.items():
        # A class without nodes gets no file: a header alone would say nothing
        if table.num_rows:
            yield name, table, node_tags(name, table.column_names)
    for name, table in tables.links.items():
        if table.num_rows:
            yield name, table, link_tags(name)


def _table(
    name: str,
    columns: list[dict[str, Any]],
    key: str,
) -> dict[str, Any]:
    content: dict[str, Any] = {"columns": columns}
    if key:
        content["primaryKey"] = key
    return {"url": f"{name}.csv", "tableSchema": content}


def _identifier(name: str) -> dict[str, Any]:
    return {"name": name, "titles": name, "datatype": "string", "required": True}


def _column(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "datatype": _TYPES[column.kind],
        "propertyUrl": column.iri,
    }
    if column.many:
        found["separator"] = SEPARATOR
    if column.language:
        found["lang"] = column.language
    return found
