"""Differences: where sources state different values of one node, a finding that names both
cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from operator import attrgetter

from pledgegraph.errors import Problem
from pledgegraph.ontology.current import Differences
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT, Tables
from pledgegraph.wording import worded, worded_count

from .accounts import NODES
from .loading import Loading
from .source_files import SourceFile
from .table_rows import rows_with
from .value_cells import ValueCells

CLASSES = frozenset(chain.from_iterable(NODES.values()))
"""Classes of which each node is the row of a source."""
MOST_FIGURES = 50
"""Population figures with a finding of their own: a new extract may revise thousands."""
HINT = worded("The newest source counts; `pledgegraph explain` shows both.")
_CURRENT = ""
"""The source of the values that count, which are of no one source."""

Stated = dict[str, set[object]]
"""Source → what it states of one property of a node: a value, or the ends of relationships."""


def differing_cells(
    loading: Loading,
    now: Tables,
    differences: Differences,
    sources: Sequence[SourceFile],
) -> list[Problem]:
    """S002 for each node of which sources state different values: all that differs, and both cells
    of the first such property.

    Args:
        loading: what the sources state, with their raw cells.
        now: the current tables.
        differences: as ``ontology.current.current`` finds them.
        sources: those that count, without the ones that are replaced.
    """
    differing = _properties_by_node(differences)
    named = _without_later_figures(differing)
    # One property a node: its cells are quoted, the others are listed
    first = {node: properties[0] for node, properties in named.items()}
    stated = _stated_values(loading.stated, now, first)
    cells = ValueCells(loading, sources, named)
    found = []
    for node, properties in named.items():
        problem = _problem(
            node,
            properties,
            stated[node],
            cells,
            sources,
        )
        found.append(problem)
    more = len(differing) - len(named)
    if more:
        text = worded_count(
            "sources state different values of {number} more population figure",
            "sources state different values of {number} more population figures",
            more,
        )
        found.append(
            Problem(
                code="S002",
                severity="finding",
                where=found[-1].where,
                found=text,
                hint=HINT,
            )
        )
    return found


def _properties_by_node(differences: Differences) -> dict[str, list[str]]:
    """Node → the properties of which sources state different values."""
    found: dict[str, list[str]] = {}
    for cls, identifier, name in differences:
        if cls in CLASSES:
            properties = found.setdefault(identifier, [])
            properties.append(name)
    return found


def _without_later_figures(named: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The nodes that have a finding of their own."""
    kept: dict[str, list[str]] = {}
    figures = 0
    for node, properties in named.items():
        is_figure = schema().class_of(node) == "PopulationFigure"
        figures += is_figure
        if not is_figure or figures <= MOST_FIGURES:
            kept[node] = properties
    return kept


def _stated_values(
    stated: Tables,
    now: Tables,
    named: Mapping[str, str],
) -> dict[str, Stated]:
    """For each node what each source states of one property, and what counts.

    Args:
        named: node → the property.
    """
    found: dict[str, Stated] = {}
    for node in named:
        found[node] = {}
    by_table = _nodes_by_table(stated, named)
    for (table, name), nodes in by_table.items():
        # A relationship is a table of its own, a value a column of its class
        key, value = ID, name
        if table == name:
            key, value = SUBJECT, OBJECT
        for each in (stated[table], now[table]):
            columns = [key, value]
            if SOURCE in each.column_names:
                columns.append(SOURCE)
            for row in rows_with(each.select(columns), key, nodes):
                # What a source leaves open contradicts nothing
                if row[value] is None:
                    continue
                source = row.get(SOURCE, _CURRENT)
                by_source = found[row[key]]
                values = by_source.setdefault(source, set())
                values.add(row[value])
    return found


def _nodes_by_table(
    stated: Tables,
    named: Mapping[str, str],
) -> dict[tuple[str, str], list[str]]:
    """(Table, property) → the nodes of which the table has it; each table is searched once."""
    found: dict[tuple[str, str], list[str]] = {}
    for node, name in named.items():
        table = name
        if name not in stated.links:
            table = schema().class_of(node)
        nodes = found.setdefault((table, name), [])
        nodes.append(node)
    return found


def _problem(
    node: str,
    properties: Sequence[str],
    stated: Stated,
    cells: ValueCells,
    sources: Sequence[SourceFile],
) -> Problem:
    counting, other = _two_sources(stated, sources)
    where, raw = cells.of(node, properties[0], counting)
    there, other_raw = cells.of(node, properties[0], other)
    *others, last = properties
    shown = last
    if others:
        listed = ", ".join(others)
        shown = worded("{listed} and {last}", listed=listed, last=last)
    # Cells that list other nodes, as the countries of a platform do, have no text of their own
    cited = worded(", here and in")
    if raw and other_raw:
        cited = worded(": {raw} here, {other_raw} at", raw=raw, other_raw=other_raw)
    return Problem(
        code="S002",
        severity="finding",
        where=where,
        found=worded(
            "sources state different values of {shown} for {node}{cited} {there}",
            shown=shown.lower(),
            node=node,
            cited=cited,
            there=there,
        ),
        hint=HINT,
    )


def _two_sources(
    stated: Stated,
    sources: Sequence[SourceFile],
) -> tuple[SourceFile, SourceFile]:
    """The newest source that states what counts, and the newest that states something else."""
    stating = [source for source in sources if source.id in stated]
    stating.sort(key=attrgetter("rank"), reverse=True)
    counts = stated.get(_CURRENT, set())
    # Ends of several sources may count together: then no single source states what counts
    alike = [source for source in stating if stated[source.id] == counts]
    counting = alike[0] if alike else stating[0]
    counted = stated[counting.id]
    unlike = [source for source in stating if stated[source.id] != counted]
    return counting, unlike[0] if unlike else stating[-1]
