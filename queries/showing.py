"""Showing: the texts of a question as they are asked, each ready to be run by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem, suggest_of
from pledgegraph.wording import worded

from .ask import checked, dated, reasoning
from .catalogue import PROMISED, Question
from .grouping import Lists, values_in
from .names import Aliases, names_in, no_alias
from .texts import MARKS, named_in, text_before, text_of, with_value

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine


def shown(
    question: Question,
    given: Mapping[str, Any],
    language: str,
    engine: Engine,
    base: str,
    aliases: Aliases = no_alias,
    today: str = "",
) -> str:
    """The texts of ``filled_texts`` below each other, with a remark before each."""
    filled = filled_texts(
        question,
        given,
        language,
        engine,
        base,
        aliases,
        today,
    )
    parts = []
    remark = MARKS[language].removesuffix(":")
    for number, (name, body) in enumerate(filled, start=1):
        # A remark of the language, so that what is copied runs with it
        parts.append(f"{remark} {number} of {len(filled)}: {name}\n{body}")
    return "\n".join(parts)


def filled_texts(
    question: Question,
    given: Mapping[str, Any],
    language: str,
    engine: Engine,
    base: str,
    aliases: Aliases = no_alias,
    today: str = "",
) -> list[tuple[str, str]]:
    """Name and text of each text of a question in ``cypher`` or ``sparql`` with its parameters
    filled in, in their order. ``today`` is the day that counts as today where none is given.

    One that takes the identifiers of another is filled with those that this one finds.

    Raises:
        UsageProblem: there is no such language, or a parameter or value that is not known.
    """
    if language not in MARKS:
        found = worded("There is no text in {name}", name=repr(language))
        raise UsageProblem(found, suggest_of(language, MARKS))
    parameters = checked(question, given, names_in(engine, aliases))
    if "as_of" in parameters:
        parameters |= dated(parameters["as_of"] or today)
    parameters = {"year": 0, **with_value(parameters)}
    finder = Finder(parameters, engine)
    texts = _asked_for(question, language, parameters)
    filled: list[tuple[str, str]] = []
    listing = _listing(question)
    for name, text in texts.items():
        ids = finder.taken_by(name)
        body = _with_values(text, {**parameters, "ids": ids}, language, base)
        filled.append((name, body))
    # Last, and for each table by itself: what the pledges that it lists promise
    for table in listing:
        # A module lists what its first text finds; else each text lists rows
        listing_texts = table.texts if reasoning(table) is None else table.texts[:1]
        ids = finder.listed(listing_texts)
        text = text_of(PROMISED, language, parameters)
        body = _with_values(text, {"ids": ids}, language, base)
        name = PROMISED.removeprefix("_")
        filled.append((name, body))
    return filled


def _listing(question: Question) -> list[Question]:
    """The tables of a question whose rows are pledges."""
    tables = (question, *question.tables)
    return [table for table in tables if table.promised]


def _asked_for(
    question: Question,
    language: str,
    parameters: Mapping[str, Any],
) -> Mapping[str, str]:
    """The texts of a question by name, without those for a parameter that has no value."""
    found = {}
    for name in question.every_text():
        text = text_of(name, language, parameters)
        # A text whose parameter is not given is empty when its lines are left out
        if text.strip():
            found[name] = text
    return found


def _with_values(
    text: str,
    values: Mapping[str, Any],
    language: str,
    base: str,
) -> str:
    if language == "cypher":

        def value(found: re.Match[str]) -> str:
            return in_cypher(values[found[1]])

        return re.sub(r"\$(\w+)", value, text)
    return _in_sparql(text, values, base)


class Finder:
    """The identifiers that texts find for others; each text is asked once."""

    def __init__(
        self,
        parameters: Mapping[str, Any],
        engine: Engine,
    ) -> None:
        self._parameters = parameters
        self._engine = engine
        self._found: Lists = {}

    def taken_by(self, name: str) -> list[str]:
        """The identifiers that a text takes from the one that it names, if it names any."""
        before = text_before(name)
        return self._ids(before) if before else []

    def listed(self, names: Sequence[str]) -> list[str]:
        """The identifiers that the texts of a table list: those of its texts that take none."""
        found: set[str] = set()
        for name in names:
            if not text_before(name):
                found.update(self._ids(name))
        return sorted(found)

    def _ids(self, name: str) -> list[str]:
        if name not in self._found:
            text = text_of(
                name,
                self._engine.language,
                self._parameters,
            )
            # A text may take identifiers of another one, which takes those of a third
            ids = self.taken_by(name)
            values = {**self._parameters, "ids": ids}
            rows = self._engine.ask(
                text,
                named_in(text, values),
                name,
            )
            found = values_in(rows, "id")
            self._found[name] = sorted(found)
        return self._found[name]


def in_cypher(value: Any) -> str:
    """A value as Cypher writes it: a text, a whole number, a truth value, or a list of them."""
    if isinstance(value, list):
        items = ", ".join(map(in_cypher, value))
        return f"[{items}]"
    # Before numbers: in Python a truth value is one
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    # Backslashes first, or those that escape a quote mark would be doubled too
    backslashes = str(value).replace("\\", "\\\\")
    escaped = backslashes.replace("'", "\\'")
    return f"'{escaped}'"


def _in_sparql(
    text: str,
    values: Mapping[str, Any],
    base: str,
) -> str:
    from pledgegraph.ontology.sparql_text import bind, with_iris

    return bind(text, with_iris(values, base))
