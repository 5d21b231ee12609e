"""Showing: the texts of a question as they are asked, each ready to be run by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem, suggest

from .ask import checked
from .catalogue import Question
from .texts import MARKS, text_before, text_of

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine


def shown(
    question: Question, given: Mapping[str, Any], language: str, engine: Engine, base: str
) -> str:
    """The texts of a question in ``cypher`` or ``sparql`` with its parameters filled in, in their
    order.

    One that takes the identifiers of another is filled with those that this one finds.

    Raises:
        UsageProblem: there is no such language, or a parameter or value that is not known.
    """
    if language not in MARKS:
        raise UsageProblem(
            f"There is no text in {language!r}", suggest(language, MARKS) or "cypher or sparql."
        )
    parameters = {name: value for name, value in checked(question, given, engine).items() if value}
    return "\n".join(_texts(question, parameters, language, engine, base))


def _texts(
    question: Question, parameters: Mapping[str, Any], language: str, engine: Engine, base: str
) -> Iterator[str]:
    remark = MARKS[language].removesuffix(":")
    finder = Finder(parameters, engine)
    texts = {name: text_of(name, language, parameters) for name in question.texts}
    asked = {
        name: text for name, text in texts.items() if text.strip()
    }  # some are for a parameter without a value
    for number, (name, text) in enumerate(asked.items(), 1):
        values = {**parameters, "ids": finder.taken_by(name)}
        filled = _filled(text, values) if language == "cypher" else _in_sparql(text, values, base)
        yield f"{remark} {number} of {len(asked)}: {name}\n{filled}"


class Finder:
    """The identifiers that texts find for others; each text is asked once."""

    def __init__(self, parameters: Mapping[str, Any], engine: Engine) -> None:
        self._parameters, self._engine = parameters, engine
        self._found: dict[str, list[str]] = {}

    def taken_by(self, name: str) -> list[str]:
        """The identifiers that a text takes from the one that it names, if it names any."""
        before = text_before(name)
        return self._ids(before) if before else []

    def _ids(self, name: str) -> list[str]:
        if name not in self._found:
            text = text_of(name, self._engine.language, self._parameters)
            values = {**self._parameters, "ids": self.taken_by(name)}
            bound = {key: value for key, value in values.items() if f"${key}" in text}
            rows = self._engine.ask(text, bound, name)
            self._found[name] = sorted({str(row["id"]) for row in rows})
        return self._found[name]


def _filled(text: str, values: Mapping[str, Any]) -> str:
    return re.sub(r"\$(\w+)", lambda found: in_cypher(values[found[1]]), text)


def in_cypher(value: Any) -> str:
    """A value as Cypher writes it: a text, a whole number, a truth value, or a list of them."""
    if isinstance(value, list):
        return f"[{', '.join(map(in_cypher, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _in_sparql(text: str, values: Mapping[str, Any], base: str) -> str:
    from pledgegraph.ontology.sparql_text import bind, with_iris

    return bind(text, with_iris(values, base))
