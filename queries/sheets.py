"""Sheets: an answer as the sheets of a workbook. Its tables come first, then one row for each
actor, country or area of a row, so that a pivot table counts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pledgegraph.ontology.languages import N_, Language

from .sections import read_columns
from .workbook import Cell, Sheet, check_rows

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Row, Value

    from .catalogue import AnswerColumn
    from .sections import Readable

SHEET = N_("Answer")


def sheets_of(answer: Readable) -> list[Sheet]:
    """A sheet for each table of an answer, and the further ones of its first table."""
    words = Language(answer.language).translated
    found = [_sheet(answer, words(SHEET))]
    for table in answer.tables:
        found.append(_sheet(table, table.heading))
    found += _one_by_one(answer)
    return found


def _sheet(answer: Readable, name: str) -> Sheet:
    # Before a million rows are put into words
    check_rows(len(answer.rows))
    columns = _shown(answer)
    names = [column.name for column in columns]
    rows = [_cells(answer, row, names) for row in answer.rows]
    read = read_columns(answer)
    # Identifiers of the graph come last: on paper nobody follows them
    printed = max(place for place, each in enumerate(names, 1) if each in read)
    return Sheet(
        name,
        answer.headings(names),
        rows,
        [column.kind == "integer" for column in columns],
        [column.links for column in columns],
        printed=printed,
    )


def _shown(answer: Readable) -> list[AnswerColumn]:
    """The columns of an answer without those that only sort, unless these are chosen."""
    chosen = answer.question.table
    kept = []
    for column in answer.question.columns:
        if column.name in chosen or not column.only_sorts:
            kept.append(column)
    return kept


def _cells(
    answer: Readable,
    row: Row,
    names: Sequence[str],
) -> list[Cell]:
    """Numbers as numbers, nothing where it is unknown, and all else in words."""
    cells: list[Cell] = []
    for name in names:
        value = row.get(name)
        # A truth value is a number too in Python, and has words
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if value is None or is_number:
            cells.append(value)  # type: ignore[arg-type]
        else:
            cells.append(answer.cell_in_words(value))
    return cells


def _one_by_one(answer: Readable) -> Iterator[Sheet]:
    """For each column with several things in a cell a sheet with one of them in a row, after what
    names the row. It has no numbers: they would be added up once for each thing.
    """
    columns = _shown(answer)
    first = columns[0].name
    # A pledge by its number alone says nothing to who reads the pivot
    title = [column.name for column in columns if column.name == "title"]
    named = list(dict.fromkeys([first, *title]))
    for column in answer.question.columns:
        if not column.each or column.name == first:
            continue
        (heading,) = answer.headings([column.name])
        rows = []
        for row in answer.rows:
            before = _cells(answer, row, named)
            for one in _values(row.get(column.name)):
                rows.append([*before, one])
        yield Sheet(
            heading,
            [*answer.headings(named), heading],
            rows,
            repeats=True,
        )


def _values(value: Value) -> Sequence[str | None]:
    """The things in a cell, each once; of none a row without one: a pivot has every pledge."""
    # Some cells have their codes in one text
    if isinstance(value, str):
        value = value.split("; ")
    if not isinstance(value, list) or not value:
        return [None]
    return list(dict.fromkeys(value))
