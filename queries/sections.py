"""Sections: rows as people read them on a page: under the value that they are grouped by, and what
is the same in every row said once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from pledgegraph.ontology.languages import N_, Language

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Row, Value

    from .catalogue import Question

IN_EVERY_ROW = N_("In every row: {values}.")
LABELLED = N_("{label}: {value}")


class Readable(Protocol):
    """What sections and pages need of an answer."""

    @property
    def question(self) -> Question: ...
    @property
    def rows(self) -> Sequence[Row]: ...
    @property
    def heading(self) -> str: ...
    @property
    def coverage(self) -> str: ...
    @property
    def notices(self) -> Sequence[str]: ...
    @property
    def language(self) -> str: ...
    @property
    def tables(self) -> Sequence[Readable]: ...

    def names(self) -> list[str]:
        """The names of its columns, in order."""

    def headings(self, names: Sequence[str]) -> list[str]:
        """What people read above these columns."""

    def in_words(self, row: Row, names: Sequence[str]) -> list[str]:
        """The values of a row as people read them."""

    def cell_in_words(self, value: Value) -> str:
        """A value that is not a number as people read it."""

    def asked_with(self) -> str:
        """The command that gives it again."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows in words below their headings, under a heading of their own, ``""`` without one."""

    heading: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def sections(answer: Readable) -> list[Section]:
    """The rows of an answer, those that follow each other with one value of the card's group in one
    section.
    """
    group = answer.question.group
    alike = [*same_in_all(answer), group]
    names = [name for name in read_columns(answer) if name not in alike]
    headings = answer.headings(names)
    found = []
    for value, rows in groupby(answer.rows, key=lambda row: row.get(group)):
        shown = [answer.in_words(row, names) for row in rows]
        section = Section(
            str(value or ""),
            headings,
            shown,
        )
        found.append(section)
    return found


def said_once(answer: Readable) -> str:
    """The sentence on the columns with one value in all rows; ``""`` if there is none."""
    words = Language(answer.language).translated
    labelled = words(LABELLED)
    names = same_in_all(answer)
    parts = []
    for name in names:
        (heading,) = answer.headings([name])
        (value,) = answer.in_words(answer.rows[0], [name])
        # An empty list has no words: nothing is recorded in any row
        if value:
            part = labelled.format(label=heading, value=value)
            parts.append(part)
    if not parts:
        return ""
    return words(IN_EVERY_ROW).format(values=" · ".join(parts))


def read_columns(answer: Readable) -> list[str]:
    """The columns that people read: identifiers of the graph and what only sorts are for programs,
    unless they are chosen.
    """
    kept = []
    only_sorting = {column.name for column in answer.question.columns if column.only_sorts}
    for name in answer.names():
        is_identifier = name == "id" or name.endswith(("_id", "_ids"))
        is_unread = is_identifier or name in only_sorting
        if not is_unread or name in answer.question.table:
            kept.append(name)
    return kept


def same_in_all(answer: Readable) -> list[str]:
    """The columns that have one value in all of several rows. The first column names the rows, and
    counts stay in their table: none of them is the same thing as another.
    """
    if len(answer.rows) < 2:
        return []
    first, *others = answer.rows
    alike = []
    counted = {column.name for column in answer.question.columns if column.kind == "integer"}
    for name in read_columns(answer)[1:]:
        if name in counted:
            continue
        value = first.get(name)
        if all(row.get(name) == value for row in others):
            alike.append(name)
    return alike
