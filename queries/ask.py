"""Asking: a question, its parameters and an engine give an answer; the one place that sorts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pledgegraph.collector import collector_paused
from pledgegraph.errors import UsageProblem, suggest
from pledgegraph.ontology.spelling import SITUATION_WORDS, fold, situation_key
from pledgegraph.ontology.vocabularies import vocabulary

from . import reasons
from .answers import Answer, sort_key
from .catalogue import Parameter, Question, text_of

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine

_SPELLINGS: Mapping[str, tuple[str, ...]] = {"forum": ("forums",), "area": ("themes", "areas-of-focus")}
"""What a parameter names → the vocabularies whose spellings it takes, as cells of a register do."""


def ask(question: Question, given: Mapping[str, Any], engine: Engine, manifest: Mapping[str, Any]) -> Answer:
    """The answer of a question.

    Raises:
        UsageProblem: a parameter that the question has not, or a value that the graph does not know.
    """
    names = [parameter.name for parameter in question.parameters]
    for name in given:
        if name not in names:
            raise UsageProblem(f"{question.name} has no parameter {name!r}", suggest(name, names))
    parameters = {p.name: _value(p, given.get(p.name), engine) for p in question.parameters}
    with collector_paused():
        found = reasons.FUNCTIONS[question.function](_Texts(question, parameters, engine), parameters, manifest)
        rows = sorted(found.rows, key=lambda row: sort_key(row, question.order))
    heading = question.heading.format_map(_Known(manifest, parameters))
    notices = [*found.notices, *_not_public(manifest)]
    return Answer(question, rows, heading, found.coverage, notices, str(parameters.get("as_of", "")))


def _not_public(manifest: Mapping[str, Any]) -> Iterator[str]:
    """A word to who may pass the answer on."""
    if manifest["not_public"]:
        yield f"Made with records that are not public: {', '.join(manifest['not_public'])}."


class _Texts(Mapping[str, Sequence[Mapping[str, Any]]]):
    """The rows of a question's texts by name; a text is asked once, when somebody first looks at its rows."""

    def __init__(self, question: Question, parameters: Mapping[str, Any], engine: Engine) -> None:
        self._question, self._parameters, self._engine = question, parameters, engine
        self._asked: dict[str, Sequence[Mapping[str, Any]]] = {}

    def __getitem__(self, name: str) -> Sequence[Mapping[str, Any]]:
        if name not in self._question.texts:
            raise KeyError(name)
        if name not in self._asked:
            text = text_of(name, self._engine.language)
            words = set(re.findall(r"\$(\w+?)(?:_any)?\b", text))
            named = {key: value for key, value in self._parameters.items() if key in words}
            self._asked[name] = self._engine.ask(text, named, self._question.name)
        return self._asked[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._question.texts)

    def __len__(self) -> int:
        return len(self._question.texts)


class _Known(dict[str, str]):
    """What a heading may name: the sources' date, the parameters."""

    def __init__(self, manifest: Mapping[str, Any], parameters: Mapping[str, Any]) -> None:
        dates = {"sources_up_to": str(manifest["sources_up_to"] or "an unstated date")}
        super().__init__(dates | {name: str(value) for name, value in parameters.items()})


def _value(parameter: Parameter, given: Any, engine: Engine) -> Any:
    if parameter.kind == "date":
        return _date(given)
    values = [given] if isinstance(given, str) else list(given or ())
    if parameter.choices:
        values = [_chosen(parameter, value) for value in values]
    if parameter.known and values:
        values = resolved(parameter, values, engine)
    if parameter.kind == "text":
        return values[0] if values else ""
    return sorted(set(values))


def _chosen(parameter: Parameter, value: str) -> str:
    found = next((choice for choice in parameter.choices if fold(choice) == fold(value)), None)
    if found is None:
        hint = suggest(value, parameter.choices) or f"One of: {', '.join(parameter.choices)}."
        raise UsageProblem(f"{parameter.name} {value!r} is not known", hint)
    return found


def _date(given: Any) -> str:
    try:
        return date.fromisoformat(given).isoformat() if given else date.today().isoformat()
    except (TypeError, ValueError):
        raise UsageProblem(f"as_of {given!r} is not a date", "Write 2026-11-24.") from None


def resolved(parameter: Parameter, values: list[str], engine: Engine) -> list[str]:
    """The values as the graph spells them."""
    rows = engine.ask(text_of(f"_known.{parameter.known}", engine.language), {}, parameter.name)
    known: dict[str, str] = {}
    for row in rows:
        value = str(row["value"])
        for spelling in (value, row["spelling"], value.rpartition("/")[2]):
            if spelling is not None:
                known.setdefault(fold(str(spelling)), value)
    for spelling, name in _spellings(parameter.known, set(known.values())):
        known.setdefault(spelling, name)
    spelled = {str(row[key]) for row in rows for key in ("value", "spelling") if row[key] is not None}
    if parameter.known == "situation":
        short = short_situations(str(row["value"]) for row in rows)
        spelled |= short.keys()
        known = {fold(name): value for name, value in short.items()} | known
        values = [value if fold(value) in known else situation_key(value) or value for value in values]
    found = []
    for value in values:
        if fold(value) not in known:
            hint = suggest(value, spelled) or f"`pledgegraph list` shows what there is to name as --{parameter.name}."
            raise UsageProblem(f"{parameter.name} {value!r} is not known", hint)
        found.append(known[fold(value)])
    return found


def _spellings(what: str, there: Collection[str]) -> Iterator[tuple[str, str]]:
    """(spelling, published label) of the concepts that a build has."""
    for scheme in _SPELLINGS.get(what, ()):
        for spelling, concept in vocabulary(scheme).by_spelling.items():
            if concept.name in there:
                yield spelling, concept.name


def short_situations(names: Iterable[str]) -> dict[str, str]:
    """How people call situations → their names: ``Syria`` → ``Syria situation``, where that is one situation only."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(set(names)):
        head = name.partition("(")[0]
        short = " ".join(word for word in head.split() if fold(word) not in SITUATION_WORDS)
        found.setdefault(situation_key(head), []).append((short, name))
    return {called[0][0]: called[0][1] for key, called in found.items() if key and len(called) == 1}
