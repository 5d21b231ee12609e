"""Behind: the identifiers of the pledges that the numbers of an answer count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pledgegraph.ontology.languages import N_

from .asked import Asked
from .catalogue import AnswerColumn, Question
from .grouping import Lists
from .selecting import rows_of

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Row

IDENTIFIERS = N_("Identifiers of the pledges")
InWords = Callable[[Mapping[str, Any]], "Row"]


def with_identifiers(
    rows: list[Row],
    table: Question,
    asked: Asked,
    in_words: InWords,
) -> None:
    """Adds to each row, for each of its numbers of pledges, their identifiers as ``NAME_ids``.

    The same texts are asked once more, with a row for each pledge: what is listed is what was
    counted.
    """
    listing = asked.with_parameters({**asked.parameters, "listed": True})
    identifier = AnswerColumn("id", "text", "", "")
    with_id = replace(table, columns=(*table.columns, identifier))
    (key, *_) = table.columns
    counted = _counted(table)
    found: dict[Any, Lists] = {}
    for pledge in rows_of(with_id, listing):
        words = in_words(pledge)
        lists = found.setdefault(words[key.name], {})
        for column in counted:
            # A text counts a pledge once or not at all
            if words[column.name]:
                ids = lists.setdefault(column.name, [])
                ids.append(pledge["id"])
    for row in rows:
        lists = found.get(row[key.name], {})
        for column in counted:
            ids = lists.get(column.name, [])
            row[_name(column)] = sorted(ids)


def naming(table: Question) -> Question:
    """The table with the columns for these identifiers."""
    columns = list(table.columns)
    for column in _counted(table):
        columns.append(
            AnswerColumn(
                name=_name(column),
                kind="list",
                help="Identifiers of the pledges that are counted.",
                label=IDENTIFIERS,
            )
        )
    return replace(table, columns=tuple(columns))


def _counted(table: Question) -> list[AnswerColumn]:
    """The columns that count pledges; one that only sorts counts nothing."""
    if not table.counts_pledges:
        return []
    columns = []
    for column in table.columns:
        if column.kind == "integer" and not column.only_sorts:
            columns.append(column)
    return columns


def _name(column: AnswerColumn) -> str:
    return f"{column.name}_ids"
