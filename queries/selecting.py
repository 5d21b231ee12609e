"""Selecting: what a question that has no module finds: the rows, the coverage and the notices that
its card names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from pledgegraph.ontology.vocabularies import vocabulary

from .asked import Asked
from .card_sentences import Count, Sentence
from .catalogue import AnswerColumn, Question
from .coverage import about, dated, up_to, without
from .grouping import values_in
from .reasons import Behind, Coded, Place, Published, Reason, Worded, because
from .result import Result, ResultRows
from .texts import text_before

Found = dict[str, Any]
"""A row that is put together from the texts of a table."""


def select(asked: Asked, apart: Collection[str] = ()) -> Result:
    """The rows of each table of the question, and what its card says around them; without the texts
    that a module reads ``apart``.
    """
    question = asked.question
    texts = [name for name in question.texts if name not in apart]
    rows = rows_of(replace(question, texts=tuple(texts)), asked)
    tables = {}
    for table in question.tables:
        tables[table.name] = rows_of(table, asked)
    notices: list[Worded] = []
    for sentence in question.notices:
        notices += _said(sentence, asked)
    return Result(
        rows,
        _coverage(asked, len(rows)),
        notices,
        tables,
        partial(_behind, asked),
    )


def rows_of(
    table: Question,
    asked: Asked,
) -> ResultRows:
    """The rows of a table, with cells that can be said in any language.

    Texts of their own give rows one below the other. One that takes the identifiers of another adds
    its columns to that one's rows, where all columns that both have agree.
    """
    by_text: dict[str, list[Found]] = {}
    for name in table.texts:
        before = text_before(name)
        if before in by_text:
            rows = by_text[before]
            ids = values_in(rows, "id")
            more = asked.rows(name, ids)
            _join(rows, more, table)
        else:
            selected = asked.rows(name)
            by_text[name] = _gathered(selected, _lists(table))
    found = []
    for rows in by_text.values():
        for row in rows:
            found.append(cells(row, table.columns))
    return found


def _gathered(rows: ResultRows, lists: Collection[str]) -> list[Found]:
    """Rows of a text, those that differ in lists only as one with all values."""
    found: dict[tuple[Any, ...], Found] = {}
    for row in rows:
        # SPARQL has a row for each value of a list, Cypher one with all of them
        key = tuple(value for name, value in row.items() if name not in lists)
        one = found.setdefault(key, {})
        add_values(one, row, lists)
    return list(found.values())


def _join(
    rows: Sequence[Found],
    more: ResultRows,
    table: Question,
) -> None:
    """Adds the columns of further rows to those that they belong to. Where a column is a list, it
    has a value for each further row.
    """
    if not rows or not more:
        return
    lists = _lists(table)
    # Lists are not compared: the one that is being put together differs from row to row
    known = rows[0].keys() - lists
    shared = [name for name in more[0] if name in known]
    places: dict[tuple[Any, ...], list[Found]] = {}
    for row in rows:
        key = _key(row, shared)
        alike = places.setdefault(key, [])
        alike.append(row)
    for other in more:
        key = _key(other, shared)
        for row in places.get(key, ()):
            add_values(row, other, lists)


def _key(
    row: Mapping[str, Any],
    names: Sequence[str],
) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def add_values(
    row: Found,
    other: Mapping[str, Any],
    lists: Collection[str],
) -> None:
    """Adds the values of a further row of a text; of columns that are lists to those known."""
    for name, value in other.items():
        if name not in lists:
            row[name] = value
        elif value not in (None, ""):
            # with its row, which may say more of it, such as a French name
            values = row.setdefault(name, {})
            values[value] = other


def _lists(table: Question) -> set[str]:
    """The columns of a table that are lists."""
    return {column.name for column in table.columns if column.kind == "list"}


def cells(
    row: Found,
    columns: Iterable[AnswerColumn],
) -> Found:
    """A row with its cells as reasons, where people read something else than the graph has."""
    found: Found = {}
    for column in columns:
        value = row.get(column.name)
        if column.counts:
            value = len(row.get(column.counts) or ())
        if column.kind == "list":
            rows = value or {}
            listed = []
            # Engines give the values of a list in no order
            for each in sorted(rows, key=str):
                cell = _cell(each, column, rows[each])
                listed.append(cell)
            found[column.name] = listed
        else:
            found[column.name] = _cell(value, column, row)
    return found


def _cell(
    value: Any,
    column: AnswerColumn,
    row: Mapping[str, Any],
) -> Any:
    # An aggregate of a text over nothing is "": SPARQL has no NULL
    if value is None or value == "":
        return None
    if column.sentence:
        values = _with_phrases(row, column.phrases)
        return Worded(column.sentence, values)
    # Before the vocabulary: a sentence of the card says more than a label
    if value in column.says:
        return Worded(column.says[value], row)
    if column.vocabulary:
        return _concept(value, column.vocabulary)
    if column.french:
        french = row.get(column.french) or ""
        return Place(value, french)
    return value


def _concept(
    value: str,
    scheme: str,
) -> Coded | Published:
    """A concept by its code, or by its published English label."""
    if value in vocabulary(scheme).concepts:
        return Coded(scheme, value)
    return Published(scheme, value)


def _coverage(
    asked: Asked,
    rows: int,
) -> Reason | Worded:
    """The sentence that opens the answer; of a card that has none how many rows there are."""
    sentence = asked.question.coverage
    if sentence is None:
        count = because("rows of", number=rows)
        return because("rows", rows=count, dated=up_to(asked.manifest))
    (said,) = _said(sentence, asked, rows)
    return said


def _behind(asked: Asked) -> Behind:
    """The identifiers behind the numbers of the sentence that opens the answer."""
    sentence = asked.question.coverage
    if sentence is None or not sentence.text:
        return {}
    return asked.behind(sentence.text)


def _said(
    sentence: Sentence,
    asked: Asked,
    listed: int = 0,
) -> Iterator[Worded]:
    """A sentence of the card with its values, if it has something to say.

    Besides the columns of its text it may name ``number``, how many rows it has; ``listed``, how
    many the answer has, where it opens it; ``scope``, the number in the column ``pledges`` in
    words; ``about``, what is asked for; ``without``, what is left out; ``dated``.
    """
    rows = asked.rows(sentence.text) if sentence.text else ()
    if sentence.text and bool(rows) == sentence.without:
        return
    values: dict[str, Any] = {"number": len(rows), "listed": listed}
    for name in rows[0] if rows else ():
        values[name] = _together(rows, name)
    if isinstance(values.get("pledges"), int):
        values["scope"] = because("pledges", number=values["pledges"])
    values["about"] = list(about(asked))
    values["without"] = list(without(asked))
    values["dated"] = dated(asked)
    values = _with_phrases(values, sentence.phrases)
    for name, count in sentence.counts.items():
        values[name] = _counted(count, values)
    yield Worded(
        sentence.sentence,
        values,
        sentence.singular,
        partial(_behind_notice, sentence, asked, rows),
    )


def _behind_notice(
    sentence: Sentence,
    asked: Asked,
    rows: ResultRows,
) -> Behind:
    """The identifiers behind the numbers of a notice."""
    if not sentence.counted:
        return {}
    # A text with a row for each thing lists what is counted already
    if "number" not in rows[0]:
        return {"number": sorted(values_in(rows, "id"))}
    lists = asked.behind(sentence.text)
    return {name: lists[name] for name in sentence.counted}


def _counted(count: Count, values: Mapping[str, Any]) -> Worded:
    """A part of a sentence in the form for its number."""
    number = values[count.number]
    return Worded(
        count.sentence,
        {**values, "number": number},
        count.singular,
    )


def _with_phrases(
    values: Mapping[str, Any],
    phrases: Mapping[str, str],
) -> dict[str, Any]:
    """Values with the parts of a sentence that they make."""
    found = dict(values)
    for name, phrase in phrases.items():
        found[name] = _phrase(phrase, values)
    return found


def _together(
    rows: ResultRows,
    name: str,
) -> Any:
    """The value of a single row, or the different values of several, in order."""
    if len(rows) == 1:
        value = rows[0][name]
        return None if value == "" else value
    # Of several rows only what they say together: each of them once
    values = values_in(rows, name) - {None}
    return sorted(map(str, values))


def _phrase(
    phrase: str,
    values: Mapping[str, Any],
) -> Worded | str:
    """A part of a sentence, or nothing where a value that it names is unknown."""
    for name, value in values.items():
        is_named = f"{{{name}}}" in phrase
        # A part about nothing, as "of which 0 are withdrawn", is better left out
        if is_named and value in (None, 0):
            return ""
    return Worded(phrase, values)
