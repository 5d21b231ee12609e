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
from pledgegraph.wording import worded

if TYPE_CHECKING:
    from pledgegraph.ontology.schema import NodeClass

QUESTIONS = Path(__file__).parent / "questions"
ENDINGS = {"cypher": "cypher", "sparql": "rq"}
MARKS = {"cypher": "//:", "sparql": "#:"}


def text_of(
    name: str,
    language: str,
    given: Collection[str],
) -> str:
    """A text by name, as it is asked where only these parameters have a value.

    Raises:
        UsageProblem: the text does not exist in that language.
    """
    return "\n".join(_lines(name, language, given)) + "\n"


def with_value(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that have a value."""
    return {name: value for name, value in parameters.items() if value}


def named_in(
    text: str,
    values: Mapping[str, Any],
) -> dict[str, Any]:
    """Those values whose ``$name`` a text has: an engine refuses others."""
    return {name: value for name, value in values.items() if f"${name}" in text}


def _lines(
    name: str,
    language: str,
    given: Collection[str],
) -> Iterator[str]:
    mark = MARKS[language]
    kept = True
    for line in _read(name, language).splitlines():
        words = _directive(line, mark)
        if not words:
            if kept:
                yield line
        elif words[0] == "if":
            kept = words[1] in given
        elif words[0] == "unless":
            kept = words[1] not in given
        elif words[0] == "end":
            kept = True
        elif words[0] == "include" and kept:
            yield from _lines(f"_{words[1]}", language, given)


def _directive(line: str, mark: str) -> list[str]:
    """The words of a line that is no part of a text; none for any other line."""
    line = line.strip()
    if not line.startswith(mark):
        return []
    return line.removeprefix(mark).split()


def text_names() -> list[str]:
    """The names of all texts that are asked, without those that are only parts of others."""
    names: set[str] = set()
    parts: set[str] = set()
    # The Cypher files are the list: a question may lack a text in SPARQL
    for path in QUESTIONS.glob(f"*.{ENDINGS['cypher']}"):
        names.add(path.stem)
        parts.update(_parts(path.stem))
    return sorted(names - parts)


def text_before(name: str) -> str:
    """The text that finds the identifiers which a text takes; "" for one that takes none."""
    return next(iter(_directives(name, "ids")), "")


def parameters_of(name: str) -> list[str]:
    """The parameters that a text or one of its parts takes, sorted."""
    found: set[str] = set()
    for part in [name, *_parts(name)]:
        found.update(re.findall(r"\$(\w+)", _read(part, "cypher")))
    return sorted(found)


def _parts(name: str) -> list[str]:
    """The names of the texts whose lines a text includes."""
    return [f"_{part}" for part in _directives(name, "include")]


def _directives(name: str, kind: str) -> list[str]:
    """The second word of each line ``//: kind NAME`` of a text."""
    found = []
    for line in _read(name, "cypher").splitlines():
        words = _directive(line, MARKS["cypher"])
        if words and words[0] == kind:
            found.append(words[1])
    return found


@cache
def _read(name: str, language: str) -> str:
    path = QUESTIONS / f"{name}.{ENDINGS[language]}"
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise UsageProblem(
            worded("This question has no {language} text {name}", language=language, name=name),
            worded("Use `--engine embedded`."),
        ) from None


def nodes_text(
    name: str,
    columns: Sequence[str],
    language: str,
) -> str:
    """The text that lists ``id`` and columns of the nodes of a class whose identifiers are
    ``$ids``.
    """
    from pledgegraph.ontology.schema import schema

    if language == "cypher":
        match = f"MATCH (n:{name}) WHERE n.id = wanted"
        returned = _returned("n", ["id", *columns])
        return f"UNWIND $ids AS wanted {match}\nRETURN {returned}"
    cls = schema().classes[name]
    # Optional, because RDF has no NULL: a row without a value would be missing
    values = _optionals("?id", cls, columns)
    return _select(
        ["id", *columns],
        f"VALUES ?id {{ $ids }}\n  ?id a <{cls.iri}> .{values}",
    )


def links_text(
    relation: str,
    start: str,
    end: str,
    columns: Sequence[str],
    language: str,
    *,
    backwards: bool = False,
    only: str = "",
    few: bool = False,
) -> str:
    """The text that lists ``id``, ``other`` and columns of the other end of links, from the nodes
    ``$ids``.

    ``backwards`` asks for the links that come to these nodes; the other end is then the one they
    start from. ``only`` names a column that must be true of the other end. ``few``: the nodes are
    few of their class.
    """
    one, two = (end, start) if backwards else (start, end)
    if language == "cypher":
        arrow = f"<-[:{relation}]-" if backwards else f"-[:{relation}]->"
        match = _one_by_one if few else _joined
        values = f", {_returned('b', columns)}" if columns else ""
        returned = f"RETURN a.id AS id, b.id AS other{values}"
        return f"UNWIND $ids AS wanted {match(one, arrow, two, only)}\n{returned}"
    return _links_in_sparql(
        relation,
        two,
        columns,
        backwards=backwards,
        only=only,
    )


def _joined(one: str, arrow: str, two: str, only: str) -> str:
    """All links of the relationship are read and joined with the wanted nodes."""
    condition = f" AND b.{only}" if only else ""
    return f"MATCH (a:{one}){arrow}(b:{two}) WHERE a.id = wanted{condition}"


def _one_by_one(one: str, arrow: str, two: str, only: str) -> str:
    """Each wanted node is looked up by its key, and only its links are read: the embedded engine
    plans what is optional after what is not.
    """
    condition = f"b.{only}" if only else "b.id IS NOT NULL"
    node = f"MATCH (a:{one}) WHERE a.id = wanted"
    return f"{node}\nOPTIONAL MATCH (a){arrow}(b:{two})\nWITH a, b WHERE {condition}"


def _links_in_sparql(
    relation: str, other: str, columns: Sequence[str], *, backwards: bool, only: str
) -> str:
    from pledgegraph.ontology.schema import schema

    cls = schema().classes[other]
    known = schema().relations[relation]
    link = f"?other <{known.iri}> ?id" if backwards else f"?id <{known.iri}> ?other"
    if only:
        link += f" . ?other <{cls.column(only).iri}> true"
    values = _optionals("?other", cls, columns)
    pattern = f"VALUES ?id {{ $ids }}\n  {link} . ?other a <{cls.iri}> .{values}"
    return _select(["id", "other", *columns], pattern)


def _returned(node: str, columns: Sequence[str]) -> str:
    return ", ".join(f"{node}.{column} AS {column}" for column in columns)


def _optionals(node: str, cls: NodeClass, columns: Sequence[str]) -> str:
    """The lines that ask for columns of a node which may have no value."""
    lines = []
    for name in columns:
        column = cls.column(name)
        language = f' FILTER (LANG(?{name}) = "{column.language}")' if column.language else ""
        lines.append(f"\n  OPTIONAL {{ {node} <{column.iri}> ?{name}{language} }}")
    return "".join(lines)


def _select(names: Sequence[str], pattern: str) -> str:
    from pledgegraph.ontology.schema import PG

    variables = " ".join(f"?{name}" for name in names)
    return f"PREFIX pg: <{PG}>\nSELECT {variables} WHERE {{\n  {pattern}\n}}"
