"""Differences: where sources state different values of one node, a finding that names both
cells.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem, Where, shortened
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.ontology.current import Differences
from pledgegraph.ontology.schema import local_name, schema
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT, Tables

from .accounts import NODES
from .loading import Loading
from .raw_cells import lines_below
from .source_files import SourceFile

CLASSES = {name for names in NODES.values() for name in names}
"""Classes of which each node is the row of a source."""
MOST_FIGURES = 50
"""Population figures that are told one by one: a new extract may revise thousands."""
LONGEST_CELL = 60
HINT = "The newest source counts; `pledgegraph explain` shows both."

Said = frozenset[object]
"""What a source states of a property: one value, or the ends of its relationships."""


def differing_cells(
    loading: Loading, now: Tables, differences: Differences, sources: Sequence[SourceFile]
) -> list[Problem]:
    """S002 for each node of which sources state different values: all that differs, and both cells
    of the first such property.

    Args:
        loading: what the sources state, with their raw cells.
        now: the current tables.
        differences: as ``ontology.current.current`` finds them.
        sources: those that count, without the ones that are replaced.
    """
    named: dict[str, list[str]] = {}
    for cls, identifier, name in differences:
        if cls in CLASSES:
            named.setdefault(identifier, []).append(name)
    figures = [each for each in named if schema().class_of(each) == "PopulationFigure"]
    left = set(figures[MOST_FIGURES:])
    told = {each: names for each, names in named.items() if each not in left}
    words = _words(loading.stated, now, {each: names[0] for each, names in told.items()})
    cells = _Cells(loading, sources, told)
    found = [_problem(each, names, words[each], cells, sources) for each, names in told.items()]
    if left:
        text = f"sources state different values of {len(left):,} more population figures"
        found.append(Problem("S002", "finding", found[-1].where, text, HINT))
    return found


def _words(stated: Tables, now: Tables, named: Mapping[str, str]) -> dict[str, dict[str, Said]]:
    """For each node what each source states of a property of its, and what counts (under an empty
    name).
    """
    tables: dict[tuple[str, str], list[str]] = {}
    for identifier, name in named.items():
        cls = schema().class_of(identifier)
        tables.setdefault((name if name in stated.links else cls, name), []).append(identifier)
    found: dict[str, dict[str, set[object]]] = {each: {} for each in named}
    for (table, name), identifiers in tables.items():
        key, value = (SUBJECT, OBJECT) if table == name else (ID, name)
        for each in (stated[table], now[table]):
            columns = [column for column in (key, value, SOURCE) if column in each.column_names]
            for row in _rows_with(each.select(columns), key, identifiers):
                if row[value] is not None:
                    found[row[key]].setdefault(row.get(SOURCE, ""), set()).add(row[value])
    return {
        node: {source: frozenset(said) for source, said in by_source.items()}
        for node, by_source in found.items()
    }


def _problem(
    identifier: str,
    names: Sequence[str],
    words: Mapping[str, Said],
    cells: _Cells,
    sources: Sequence[SourceFile],
) -> Problem:
    counts = words.get("", frozenset())
    stating = sorted((s for s in sources if s.id in words), key=lambda s: -s.rank)
    heard = [source for source in stating if words[source.id] == counts] or stating
    differing = (source for source in stating if words[source.id] != words[heard[0].id])
    other = next(differing, stating[-1])
    here, raw = cells.of(identifier, names[0], heard[0])
    there, other_raw = cells.of(identifier, names[0], other)
    shown = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])).lower()
    cited = f": {raw} here, {other_raw} at" if raw and other_raw else ", here and in"
    found = f"sources state different values of {shown} for {identifier}{cited} {there}"
    return Problem("S002", "finding", here, found, HINT)


class _Cells:
    """The cells in which sources tell of nodes."""

    def __init__(
        self, loading: Loading, sources: Sequence[SourceFile], nodes: Collection[str]
    ) -> None:
        self._records: dict[tuple[str, str], str] = {}
        for link in _rows_with(loading.stated["RECORDED_IN"], SUBJECT, nodes):
            self._records[link[SUBJECT], link[SOURCE]] = link[OBJECT]
        records = set(self._records.values())
        rows = _rows_with(loading.stated["SourceRecord"], ID, records)
        self._places = {row[ID]: row for row in rows}
        self._texts: dict[str, Mapping[str, Any]] = {}
        for source in sources if nodes else ():
            if source.id in loading.cells:
                texts = _rows_with(loading.cells[source.id], "record", records)
                self._texts |= {row["record"]: row for row in texts}

    def of(self, identifier: str, name: str, source: SourceFile) -> tuple[Where, str]:
        """The place of the cell in which a source states a property of a node, and what it says, as
        it is written.
        """
        record = self._records.get((identifier, source.id))
        if record is None:  # told in the rows of other nodes, as a platform's countries are
            return Where(source.shown, column=_column(identifier, name, source)), ""
        place, texts = self._places[record], self._texts.get(record, {})
        column = _column(identifier, name, source)
        line = place["line"] + (texts.get(lines_below(column)) or 0)
        where = Where(source.shown, place["sheet"] or "", line, column)
        return where, repr(shortened(texts.get(column) or "", LONGEST_CELL))


def _column(identifier: str, name: str, source: SourceFile) -> str:
    """The column of a source whose cells feed a property of a node."""
    cls, layout = schema().class_of(identifier), layouts()[source.layout]
    relation = schema().relations.get(name)
    iri = schema().classes[cls].column(name).iri if relation is None else relation.iri
    language = "" if relation else schema().classes[cls].column(name).language.capitalize()
    owners = (cls, "Pledge" if cls == "PledgeAggregate" else cls)
    fed = {f"{owner}.{local_name(iri)}{language}" for owner in owners}
    fields = [field for field, feeds in FIELDS[layout.kind].items() if fed.intersection(feeds)]
    if cls == "PopulationFigure":  # one column a population type
        fields = [field for field in fields if f"-{field}-" in identifier]
    return next((layout.columns[field] for field in fields if field in layout.columns), "")


def _rows_with(table: pa.Table, column: str, values: Collection[str]) -> list[dict[str, Any]]:
    wanted = pa.array(sorted(values), pa.string())
    rows: list[dict[str, Any]] = table.filter(pc.is_in(table[column], wanted)).to_pylist()
    return rows
