"""Stated cells: which cells of a row say what is less than a row, as a person finds them.

A pledge is a row; a match, a target, an update, a member and a figure are each read from a cell or
a few.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.files.fields import FIELDS, POPULATION_TYPES
from pledgegraph.loaders.files.sheets import LINE
from pledgegraph.ontology.classes import are_of
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT, Tables, lists_from

from .raw_cells import CELL_NAMES, FIELDS_FED, lines_below

STATED_IN = "stated_in_cell"
STATING: Mapping[str, tuple[str, ...]] = {
    "Match": ("supportedBy",),
    "Target": ("value", "unit", "targetYear"),
    "ImplementationUpdate": ("stage", "reportedOn", "updateText", "challenge"),
    "Membership": ("memberActor",),
    "PopulationFigure": ("value",),
}
"""Class → the properties whose cells a node is read from."""


@dataclass(frozen=True)
class RawSource:
    """A source as it was read: what its file is called, its kind, and its raw cells."""

    source: str
    file: str
    kind: str
    cells: pa.Table


def with_stated_cells(
    stated: Tables,
    sources: Sequence[RawSource],
) -> Tables:
    """The stated tables with the cells of each node that is less than a row."""
    nodes = dict(stated.nodes)
    recorded = stated["RECORDED_IN"]
    places = [_Places(source, stated["SourceRecord"]) for source in sources]
    for cls in STATING:
        table = nodes[cls]
        links = recorded.filter(are_of(recorded[SUBJECT], cls))
        found = list[pa.Table]()
        for of_source in places:
            own = links.filter(pc.equal(links[SOURCE], of_source.source.source))
            if own.num_rows:
                found += _said(cls, own, of_source)
        if found:
            nodes[cls] = _with_lists(table, pa.concat_tables(found))
    return replace(stated, nodes=nodes)


def _said(
    cls: str,
    links: pa.Table,
    places: _Places,
) -> Iterator[pa.Table]:
    """The cells (``text``) that nodes of one source are read from, field by field."""
    source = places.source
    records = source.cells["record"].combine_chunks()
    row = pc.index_in(links[OBJECT], records).combine_chunks()
    for name, field in FIELDS[source.kind].items():
        column = places.columns.get(name)
        if column is None or not _says(cls, field.feeds):
            continue
        texts = places.of_cells(column).take(row)
        is_read = pc.is_valid(texts)
        if name in POPULATION_TYPES:
            # A row has a figure for each type, which the identifier names
            of_type = pc.match_substring(links[SUBJECT], f"-{name}-")
            is_read = pc.and_(is_read, of_type.combine_chunks())
        said = links.select([SUBJECT, SOURCE]).append_column("text", pa.chunked_array([texts]))
        yield said.filter(is_read)


def _says(cls: str, feeds: Sequence[str]) -> bool:
    return any(f"{cls}.{name}" in feeds for name in STATING[cls])


def _columns(raw: pa.Table) -> dict[str, str]:
    """Field → the column that has its cells."""
    found = {}
    for column in raw.schema:
        fed = (column.metadata or {}).get(FIELDS_FED.encode(), b"")
        for name in fed.decode().split():
            found[name] = column.name
    return found


class _Places:
    """The places of the cells of one source."""

    def __init__(self, source: RawSource, records: pa.Table) -> None:
        self.source = source
        self.columns = _columns(source.cells)
        raw = source.cells
        place = pc.index_in(raw["record"], records[ID].combine_chunks())
        place = place.combine_chunks()
        # A row that no node comes from has no record: its cells are asked for by nobody
        self._lines = records["line"].combine_chunks().take(place)
        sheets = pc.fill_null(records["sheet"].combine_chunks().take(place), "")
        self._sheets = sheets.dictionary_encode()

    def of_cells(self, column: str) -> pa.Array:
        """The place of each cell of a column, NULL where it is empty."""
        raw = self.source.cells
        said = raw.schema.field(column).metadata or {}
        patterns = json.loads(said.get(CELL_NAMES.encode(), b"{}"))
        before = []
        behind = []
        for sheet in self._sheets.dictionary.to_pylist():
            place = f"{self.source.file}!{sheet}" if sheet else self.source.file
            start, _, end = patterns.get(sheet, "").partition(LINE)
            # Where cells have no names, as errors.Where writes it
            is_named = bool(patterns.get(sheet))
            before.append(f"{place}!{start}" if is_named else f"{place}:")
            behind.append(end if is_named else f', column "{column}"')
        lines = self._lines
        if lines_below(column) in raw.column_names:
            lines = pc.add(lines, raw[lines_below(column)].combine_chunks())
        places = pc.binary_join_element_wise(
            pa.array(before, pa.string()).take(self._sheets.indices),
            lines.cast(pa.string()),
            pa.array(behind, pa.string()).take(self._sheets.indices),
            "",
        )
        is_empty = pc.equal(pc.utf8_trim_whitespace(raw[column].combine_chunks()), "")
        return pc.if_else(is_empty, pa.scalar(None, pa.string()), places)


def _with_lists(table: pa.Table, said: pa.Table) -> pa.Table:
    """A table of nodes with the texts that are said of each, sorted, as a list column."""
    keys = _keys(table[SOURCE], table[ID])
    row = pc.index_in(_keys(said[SOURCE], said[SUBJECT]), keys)
    texts = pa.table({"row": row.cast(pa.int64()), "text": said["text"]})
    texts = texts.drop_null().group_by(["row", "text"]).aggregate([])
    texts = texts.sort_by([("row", "ascending"), ("text", "ascending")])
    lists = lists_from(texts["row"], texts["text"], table.num_rows)
    place = table.column_names.index(STATED_IN)
    return table.set_column(place, table.schema.field(STATED_IN), lists)


def _keys(sources: pa.ChunkedArray, identifiers: pa.ChunkedArray) -> pa.Array:
    # A node may be in several sources, and each says it in its own cells
    return pc.binary_join_element_wise(
        sources.combine_chunks(),
        identifiers.combine_chunks(),
        " ",
    )
