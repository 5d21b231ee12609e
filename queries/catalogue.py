"""The catalogue: each question a card and its texts, read from ``questions/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pledgegraph.errors import UsageProblem, suggest, suggest_of
from pledgegraph.wording import worded

from .texts import QUESTIONS

REASONING = Path(__file__).parent / "reasoning"
ParameterKind = Literal["list", "text", "date"]
ColumnKind = Literal["text", "integer", "boolean", "list"]
CARD_KEYS = {"title", "heading", "answers", "texts", "order", "table", "parameters", "columns"}
PARAMETER_KEYS = {"kind", "help", "known", "choices", "vocabulary"}
COLUMN_KEYS = {"label", "kind", "help"}
WHOLE_CARD = "CONTRIBUTING.md shows a whole card."


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    ``known`` names the text that lists its values, ``vocabulary`` the scheme whose codes they are,
    ``choices`` lists them outright.
    """

    name: str
    kind: ParameterKind
    help: str
    known: str = ""
    choices: tuple[str, ...] = ()
    vocabulary: str = ""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of an answer. ``name`` is what programs know it by, ``label`` is for people, and is
    translated.
    """

    name: str
    kind: ColumnKind
    help: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question: ``texts`` names the engine texts that select, in order; a later one may take what
    an earlier found.

    One that argues has a module with its name in ``reasoning/``; else the rows of its text
    are the answer. ``order`` names columns, with ``-`` the largest first, with ``!`` a yes last;
    ``table`` the columns that fit a screen.
    """

    name: str
    title: str
    heading: str
    answers: str
    texts: tuple[str, ...]
    order: tuple[str, ...]
    table: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[AnswerColumn, ...]


def read_question(path: Path) -> Question:
    """The question on a card; its keys are closed.

    Raises:
        UsageProblem: what is on the card cannot be used; it names the card.
    """
    try:
        card = tomllib.loads(path.read_text("utf-8"))
        _closed(path.name, card, CARD_KEYS)
        # An unknown key is a misspelt one, whose value would be missed in silence
        for parameter in card.get("parameters", {}).values():
            _closed(path.name, parameter, PARAMETER_KEYS)
        for column in card.get("columns", {}).values():
            _closed(path.name, column, COLUMN_KEYS)
        return _question(path, card)
    except tomllib.TOMLDecodeError as problem:
        message = f"{path.name} is not valid TOML: {problem}"
        raise UsageProblem(message, "Correct the line.") from None
    except KeyError as problem:
        raise UsageProblem(
            f"{path.name} lacks the key {problem}",
            WHOLE_CARD,
        ) from None
    except (AttributeError, TypeError, ValueError) as problem:
        raise UsageProblem(
            f"{path.name} cannot be read: {problem}",
            WHOLE_CARD,
        ) from None


def _question(
    path: Path,
    card: Mapping[str, Any],
) -> Question:
    parameters = []
    for name, entry in card.get("parameters", {}).items():
        parameters.append(_parameter(name, entry))
    columns = []
    for name, entry in card["columns"].items():
        columns.append(_column(name, entry))
    return Question(
        name=path.stem,
        title=card["title"],
        heading=card["heading"],
        answers=card["answers"],
        texts=tuple(card.get("texts", (path.stem,))),
        order=tuple(card["order"]),
        table=tuple(card["table"]),
        parameters=tuple(parameters),
        columns=tuple(columns),
    )


def _parameter(
    name: str,
    entry: Mapping[str, Any],
) -> Parameter:
    return Parameter(
        name=name,
        kind=entry["kind"],
        help=entry["help"],
        known=entry.get("known", ""),
        choices=tuple(entry.get("choices", ())),
        vocabulary=entry.get("vocabulary", ""),
    )


def _column(
    name: str,
    entry: Mapping[str, Any],
) -> AnswerColumn:
    """A column; one without a label of its own is called by its name in plain words."""
    in_words = name.replace("_", " ").capitalize()
    label = entry.get("label", in_words)
    return AnswerColumn(
        name,
        entry["kind"],
        entry["help"],
        label,
    )


def _closed(
    file: str,
    entry: Mapping[str, object],
    keys: set[str],
) -> None:
    for key in entry.keys() - keys:
        raise UsageProblem(
            f"{file} has an unknown key {key!r}",
            suggest(key, keys),
        )


@cache
def questions() -> Mapping[str, Question]:
    """Every question by name."""
    found = {}
    # Sorted, for the help: a folder gives its files in no order
    for path in sorted(QUESTIONS.glob("*.toml")):
        found[path.stem] = read_question(path)
    return found


def question_named(name: str) -> Question:
    """The question of this name.

    Raises:
        UsageProblem: there is none; with suggestions.
    """
    found = questions().get(name)
    if found is None:
        unknown = worded("There is no question {name}", name=repr(name))
        raise UsageProblem(unknown, suggest_of(name, questions()))
    return found
