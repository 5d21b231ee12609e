"""Value cells: in which cell a source states a property of a node, by what has been loaded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pledgegraph.errors import Where, shortened
from pledgegraph.loaders.files.fields import FIELDS, POPULATION_TYPES
from pledgegraph.ontology.schema import local_name, schema
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT

from .explain import owners_of
from .loading import Loading
from .raw_cells import cell_name, lines_below
from .source_files import SourceFile
from .table_rows import rows_with

LONGEST_CELL = 60


class ValueCells:
    """The cells in which sources state something of nodes."""

    def __init__(
        self,
        loading: Loading,
        sources: Sequence[SourceFile],
        nodes: Collection[str],
    ) -> None:
        self._records: dict[tuple[str, str], str] = {}
        for link in rows_with(loading.stated["RECORDED_IN"], SUBJECT, nodes):
            key = (link[SUBJECT], link[SOURCE])
            self._records[key] = link[OBJECT]
        records = set(self._records.values())
        rows = rows_with(
            loading.stated["SourceRecord"],
            ID,
            records,
        )
        self._places = {row[ID]: row for row in rows}
        self._texts: dict[str, Mapping[str, Any]] = {}
        self._schemas = {name: table.schema for name, table in loading.cells.items()}
        # Each table is searched once for all nodes: where nothing differs, none is
        for source in sources:
            cells = loading.cells.get(source.id)
            if cells is None or not nodes:
                continue
            for row in rows_with(cells, "record", records):
                record = row["record"]
                self._texts[record] = row

    def of(
        self,
        identifier: str,
        name: str,
        source: SourceFile,
    ) -> tuple[Where, str]:
        """The place of the cell in which a source states a property of a node, and its text as
        written; the place of the row where no column has such cells.

        Args:
            name: of a column of the node's table, or of a relationship; "" for neither.
        """
        schema = self._schemas.get(source.id, pa.schema([]))
        header = schema.names
        column = _column(identifier, name, source, header)
        record = self._records.get((identifier, source.id))
        if record is None:  # stated in the rows of other nodes, as a platform's countries are
            return Where(source.shown, column=column), ""
        place = self._places[record]
        if source.at_site is not None:
            # What its cells say only the site knows
            return Where(source.shown, place["sheet"] or "", place["line"]), ""
        texts = self._texts.get(record, {})
        # Line ends in the cells before it move a cell down
        below = texts.get(lines_below(column)) or 0
        line = place["line"] + below
        sheet = place["sheet"] or ""
        where = Where(
            source.shown,
            sheet,
            line,
            column,
            cell_name(schema, column, sheet, line),
        )
        raw = texts.get(column) or ""
        text = shortened(raw, LONGEST_CELL)
        return where, repr(text)


def _column(
    identifier: str,
    name: str,
    source: SourceFile,
    header: Sequence[str],
) -> str:
    """The column of a source whose cells feed a property of a node."""
    if not name:
        return ""
    cls = schema().class_of(identifier)
    layout = source.read_as.fitted(header)
    fed_name = _name_in_fields(cls, name)
    fed = {f"{owner}.{fed_name}" for owner in owners_of(cls)}
    # An amount's cell may name the currency, which has a column of its own where there is one
    fields = sorted(
        FIELDS[layout.kind].items(),
        key=lambda item: item[1].feeds[:1] != (f"{cls}.{fed_name}",),
    )
    for name_of_field, field in fields:
        # Figures have one column a population type, which their identifier names
        if name_of_field in POPULATION_TYPES and f"-{name_of_field}-" not in identifier:
            continue
        column = layout.columns.get(name_of_field)
        if column is not None and fed.intersection(field.feeds):
            return column
    return ""


def _name_in_fields(cls: str, name: str) -> str:
    """What fields call a column (with its language) or a relationship."""
    relation = schema().relations.get(name)
    if relation is not None:
        return local_name(relation.iri)
    column = schema().classes[cls].column(name)
    # labelEn and labelFr are columns of one property
    return local_name(column.iri) + column.language.capitalize()
