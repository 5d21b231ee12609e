"""Texts: the Cypher and the SPARQL of questions, made for what is asked.

A text is a file in ``questions/``. Lines that begin with ``//:`` (Cypher) or ``#:`` (SPARQL) are no
part of it: ``if country`` keeps the lines up to ``end`` only where a country is asked for,
``include scope`` puts the lines of ``_scope`` in, ``ids NAME`` says which text finds the
identifiers that this one takes as ``$ids``. Texts that merely list a class or a relationship are
made from the schema.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem

if TYPE_CHECKING:
    from pledgegraph.ontology.schema import NodeClass

QUESTIONS = Path(__file__).parent / "questions"
ENDINGS = {"cypher": "cypher", "sparql": "rq"}
MARKS = {"cypher": "//:", "sparql": "#:"}


def text_of(name: str, language: str, given: Collection[str]) -> str:
    """A text by name, as it is asked where only these parameters have a value.

    Raises:
        UsageProblem: the text does not exist in that language.
    """
    return "\n".join(_lines(name, language, given)) + "\n"


def with_value(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that have a value."""
    return {name: value for name, value in parameters.items() if value}


def named_in(text: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those values whose ``$name`` a text has: an engine refuses others."""
    return {name: value for name, value in values.items() if f"${name}" in text}


def _lines(name: str, language: str, given: Collection[str]) -> Iterator[str]:
    mark = MARKS[language]
    kept = True
    for line in _read(name, language).splitlines():
        words = line.strip().removeprefix(mark).split()
        if not line.strip().startswith(mark):
            if kept:
                yield line
        elif words[0] == "if":
            kept = words[1] in given
        elif words[0] == "end":
            kept = True
        elif words[0] == "include" and kept:
            yield from _lines(f"_{words[1]}", language, given)


def text_names() -> list[str]:
    """The names of all texts that are asked, without those that are only parts of others."""
    names = {path.stem for path in QUESTIONS.glob(f"*.{ENDINGS['cypher']}")}
    return sorted(names - {f"_{part}" for name in names for part in _directives(name, "include")})


def text_before(name: str) -> str:
    """The text that finds the identifiers which a text takes; "" for one that takes none."""
    return next(iter(_directives(name, "ids")), "")


def parameters_of(name: str) -> list[str]:
    """The parameters that a text or one of its parts takes, sorted."""
    parts = [
        _read(name, "cypher"),
        *(_read(f"_{part}", "cypher") for part in _directives(name, "include")),
    ]
    return sorted({found for part in parts for found in re.findall(r"\$(\w+)", part)})


def _directives(name: str, kind: str) -> list[str]:
    lines = (line.strip() for line in _read(name, "cypher").splitlines())
    marked = (
        line.removeprefix(MARKS["cypher"]).split()
        for line in lines
        if line.startswith(MARKS["cypher"])
    )
    return [words[1] for words in marked if words[0] == kind]


@cache
def _read(name: str, language: str) -> str:
    path = QUESTIONS / f"{name}.{ENDINGS[language]}"
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise UsageProblem(
            f"This question has no {language} text {name}", "Use `--engine embedded`."
        ) from None


def nodes_text(name: str, columns: Sequence[str], language: str) -> str:
    """The text that lists ``id`` and columns of the nodes of a class whose identifiers are
    ``$ids``.
    """
    from pledgegraph.ontology.schema import schema

    cls = schema().classes[name]
    if language == "cypher":
        return (
            f"UNWIND $ids AS wanted MATCH (n:{name}) WHERE n.id = wanted\nRETURN"
            f" {_returned('n', columns)}"
        )
    values = "".join(_optional("?id", cls, column) for column in columns)
    return _select(["id", *columns], f"VALUES ?id {{ $ids }}\n  ?id a <{cls.iri}> .{values}")


def links_text(
    relation: str,
    start: str,
    end: str,
    columns: Sequence[str],
    language: str,
    *,
    backwards: bool = False,
    only: str = "",
) -> str:
    """The text that lists ``id``, ``other`` and columns of the other end of links, from the nodes
    ``$ids``.

    ``backwards`` asks for the links that come to these nodes; the other end is then the one they
    start from. ``only`` names a column that must be true of the other end.
    """
    from pledgegraph.ontology.schema import schema

    one, two = (end, start) if backwards else (start, end)
    cls, known = schema().classes[two], schema().relations[relation]
    if language == "cypher":
        arrow = f"<-[:{relation}]-" if backwards else f"-[:{relation}]->"
        condition = f" AND b.{only}" if only else ""
        values = "".join(f", b.{column} AS {column}" for column in columns)
        return (
            f"UNWIND $ids AS wanted MATCH (a:{one}){arrow}(b:{two}) WHERE a.id ="
            f" wanted{condition}\nRETURN a.id AS id, b.id AS other{values}"
        )
    link = f"?other <{known.iri}> ?id" if backwards else f"?id <{known.iri}> ?other"
    values = "".join(_optional("?other", cls, column) for column in columns)
    if only:
        link += f" . ?other <{cls.column(only).iri}> true"
    return _select(
        ["id", "other", *columns],
        f"VALUES ?id {{ $ids }}\n  {link} . ?other a <{cls.iri}> .{values}",
    )


def _returned(node: str, columns: Sequence[str]) -> str:
    return ", ".join(f"{node}.{column} AS {column}" for column in ("id", *columns))


def _optional(node: str, cls: NodeClass, name: str) -> str:
    column = cls.column(name)
    language = f' FILTER (LANG(?{name}) = "{column.language}")' if column.language else ""
    return f"\n  OPTIONAL {{ {node} <{column.iri}> ?{name}{language} }}"


def _select(names: Sequence[str], pattern: str) -> str:
    from pledgegraph.ontology.schema import PG

    return (
        f"PREFIX pg: <{PG}>\nSELECT {' '.join(f'?{name}' for name in names)} WHERE {{\n "
        f" {pattern}\n}}"
    )
