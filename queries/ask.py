"""Asking: a question, its parameters and an engine give an answer; the one place that sorts."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem, suggest
from pledgegraph.ontology.collector import collector_paused
from pledgegraph.ontology.dates import sources_date
from pledgegraph.wording import worded

from .answers import Answer
from .asked import Asked
from .behind import naming, with_identifiers
from .catalogue import EMPTY, PAGES, REASONING, Question, questions
from .coverage import date_notices
from .emptiness import nearest_question, why_empty
from .given_values import value_of
from .names import Aliases, Names, names_in, no_alias
from .phrases import Phrases
from .promised import with_promises
from .reasons import Reason, Worded, because, behind_numbers
from .result import Result, ResultRows
from .row_order import sort_key
from .selecting import select

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine, Row

SMALL_GRAPH = 20_000
"""Pledges up to which the whole graph is read to say why an answer is empty."""


def ask(
    question: Question,
    given: Mapping[str, Any],
    engine: Engine,
    manifest: Mapping[str, Any],
    language: str = "en",
    aliases: Aliases = no_alias,
    *,
    behind: bool = False,
) -> Answer:
    """The answer of a question, said in a language (``en`` or ``fr``); ``aliases`` are other names
    of things than those in the graph. With what is ``behind`` its numbers: the identifiers of the
    pledges that they count.

    Raises:
        UsageProblem: a parameter that the question has not, or a value that the graph does not
            know.
    """
    (answer,) = ask_in(
        question,
        given,
        engine,
        manifest,
        [language],
        aliases,
        behind=behind,
    )
    return answer


def ask_in(
    question: Question,
    given: Mapping[str, Any],
    engine: Engine,
    manifest: Mapping[str, Any],
    languages: Sequence[str],
    aliases: Aliases = no_alias,
    *,
    behind: bool = False,
) -> list[Answer]:
    """The answer of a question in each of several languages, worked out once; what is given is in
    words of the first. Otherwise as ``ask``.
    """
    parameters = checked(
        question,
        given,
        names_in(engine, aliases, languages[0]),
    )
    question = question.asked_with(parameters)
    wanted = str(parameters.get("as_of", ""))
    as_of = wanted or sources_date(manifest)
    if "as_of" in parameters:
        parameters |= dated(as_of)
    asked = Asked(question, parameters, engine, manifest)
    with collector_paused():  # an answer makes many rows, and no cycles
        found = _result(question, asked)
        # An actor without pledges has a page all the same
        is_complete = bool(found.rows) or question.name in PAGES
        empty = [] if is_complete else _why_empty(asked)
        around = [
            *found.notices,
            *empty,
            *date_notices(manifest, wanted, parameters),
            *_not_public(manifest),
        ]
        answers = []
        for language in languages:
            phrases = Phrases(language)
            said = _said(asked, found, around, as_of, phrases, behind)
            answers.append(said)
    return answers


def _said(
    asked: Asked,
    found: Result,
    around: Sequence[Reason | Worded],
    as_of: str,
    phrases: Phrases,
    behind: bool,
) -> Answer:
    """What was found, with the notices around it, in a language."""
    question = asked.question
    shown, rows = _shown(asked, found.rows, question, phrases, behind)
    tables = []
    for table in question.tables:
        named, listed = _shown(asked, found.tables[table.name], table, phrases, behind)
        tables.append(_table(named, listed, as_of, phrases))
    heading = phrases.translated(question.heading)
    return Answer(
        shown,
        rows,
        heading.format(dated=phrases.sentence(_dated(as_of))),
        phrases.sentence(found.coverage),
        list(map(phrases.sentence, around)),
        as_of,
        phrases.language,
        tables,
        _with_value(question, asked.parameters),
        behind=found.behind() if behind else {},
        behind_notices=list(map(behind_numbers, around)) if behind else (),
    )


def _shown(
    asked: Asked,
    rows: ResultRows,
    table: Question,
    phrases: Phrases,
    behind: bool,
) -> tuple[Question, list[Row]]:
    """A table and its rows in words; with what is ``behind`` its numbers, where it is wanted."""
    found = _sorted(asked, rows, table, phrases)
    # It reads each pledge that is counted: only who checks the numbers waits for it
    if not behind or not table.counts_pledges:
        return table, found
    with_identifiers(
        found,
        table,
        asked,
        lambda row: _in_words(row, table, phrases),
    )
    return naming(table), found


def _why_empty(asked: Asked) -> list[Reason]:
    def rows_with(parameters: Mapping[str, Any]) -> int:
        _check(asked.question, parameters)
        found = _result(asked.question, asked.with_parameters(parameters))
        return len(found.rows)

    def rows_of(other: Question) -> int:
        found = _result(other, _same_of(other, asked))
        return len(found.rows)

    pledges = asked.manifest.get("counts", {}).get("Pledge", 0)
    parameters = asked.parameters
    # The day that is taken for today unless another one is asked for need not be typed
    is_usual = parameters.get("as_of") == sources_date(asked.manifest)
    typed = {**parameters, "as_of": ""} if is_usual else parameters
    return [
        *why_empty(asked.question, parameters, rows_with, is_small=pledges <= SMALL_GRAPH),
        *nearest_question(asked.question, typed, questions().values(), rows_of),
    ]


def _same_of(other: Question, asked: Asked) -> Asked:
    """Another question, asked with the parameters that have a value."""
    parameters: dict[str, Any] = {}
    for parameter in other.parameters:
        given = asked.parameters.get(parameter.name)
        parameters[parameter.name] = given or EMPTY[parameter.kind]
    if "as_of" in parameters:
        day = parameters["as_of"] or sources_date(asked.manifest)
        parameters |= dated(str(day))
    return asked.of(other, parameters)


def _with_value(question: Question, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a question that have a value: without the others its answer is the same."""
    names = [parameter.name for parameter in question.parameters]
    return {name: parameters[name] for name in names if parameters.get(name)}


def dated(as_of: str) -> dict[str, Any]:
    """The day that is taken for today, as texts take it: ``year`` is 0 where it is unknown: then
    none has passed, and none is ahead.
    """
    return {"as_of": as_of, "year": int(as_of[:4] or 0)}


def _sorted(
    asked: Asked,
    rows: ResultRows,
    table: Question,
    phrases: Phrases,
) -> list[Row]:
    """Rows in words, in the order of their card."""

    def place(row: Row) -> tuple[Any, ...]:
        return sort_key(row, table.order)

    whole = with_promises(rows, table, asked)
    found = [_in_words(row, table, phrases) for row in whole]
    # By the words, so that a column is in the order in which it is read
    found.sort(key=place)
    return found


def _table(
    table: Question,
    rows: list[Row],
    as_of: str,
    phrases: Phrases,
) -> Answer:
    """A further table of an answer; what is said around it is said once, for all."""
    heading = phrases.translated(table.heading)
    return Answer(
        table,
        rows,
        heading,
        "",
        (),
        as_of,
        phrases.language,
    )


def _dated(as_of: str) -> Reason:
    """Of which day an answer is."""
    if as_of:
        return because("as of", as_of=as_of)
    return because("in brackets", text=because("date not stated"))


def checked(
    question: Question,
    given: Mapping[str, Any],
    known: Names,
) -> dict[str, Any]:
    """The parameters of a question as the graph spells them, each with its value or the one it has
    by itself.
    """
    names = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in names:
            unknown = worded(
                "{question} has no parameter {name}", question=question.name, name=repr(name)
            )
            raise UsageProblem(unknown, suggest(name, names))
    parameters = {}
    for parameter in question.parameters:
        value = given.get(parameter.name)
        parameters[parameter.name] = value_of(parameter, value, known)
    _check(question, parameters)
    return parameters


def _check(question: Question, parameters: Mapping[str, Any]) -> None:
    """``UsageProblem`` if the question's module cannot answer with these parameters."""
    check = getattr(reasoning(question), "check", None)
    if check is not None:
        check(parameters)


def _result(question: Question, asked: Asked) -> Result:
    """What the question's module finds; of a question without one, what its card selects."""
    module = reasoning(question)
    if module is None:
        return select(asked)
    found: Result = module.answer(asked)
    return found


def reasoning(question: Question) -> Any:
    """The module of a question that argues, loaded when it is asked; None for one that only
    selects.
    """
    # The card of a page begins with a mark, and its module is called without it
    name = question.name.removeprefix("_").replace("-", "_")
    if not (REASONING / f"{name}.py").is_file():
        return None
    return importlib.import_module(f"{__package__}.reasoning.{name}")


def _in_words(
    row: Mapping[str, Any],
    question: Question,
    phrases: Phrases,
) -> Row:
    """The columns of a row in words."""
    found: Row = {}
    for column in question.columns:
        value = row.get(column.name)
        found[column.name] = _cell(value, column.kind, phrases)
    return found


def _cell(
    value: Any,
    kind: str,
    phrases: Phrases,
) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if not isinstance(value, list):
        return phrases.words(value)
    texts = phrases.each(value)
    return texts if kind == "list" else " ".join(texts)


def _not_public(manifest: Mapping[str, Any]) -> Iterator[Reason]:
    """A word to who may pass the answer on."""
    if manifest["not_public"]:
        yield because("not public", sources=manifest["not_public"])
