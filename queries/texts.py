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
    lines = _lines(name, language, given)
    return "\n".join(lines) + "\n"


def with_value(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that have a value."""
    return {name: value for name, value in parameters.items() if value}


def named_in(
    text: str,
    values: Mapping[str, Any],
) -> dict[str, Any]:
    """Those values whose ``$name`` a text has: an engine refuses others."""
    named = {}
    for name, value in values.items():
        if f"${name}" in text:
            named[name] = value
    return named


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
            part = f"_{words[1]}"
            yield from _lines(part, language, given)


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
    ending = ENDINGS["cypher"]
    for path in QUESTIONS.glob(f"*.{ending}"):
        names.add(path.stem)
        parts.update(_parts(path.stem))
    return sorted(names - parts)


def text_before(name: str) -> str:
    """The text that finds the identifiers which a text takes; "" for one that takes none."""
    return next(iter(_directives(name, "ids")), "")


def parameters_of(name: str) -> list[str]:
    """The parameters that a text or one of its parts takes, sorted."""
    found: set[str] = set()
    # Of the Cypher, as above
    for part in [name, *_parts(name)]:
        text = _read(part, "cypher")
        found.update(re.findall(r"\$(\w+)", text))
    return sorted(found)


def _parts(name: str) -> list[str]:
    """The names of the texts whose lines a text includes, also by way of another."""
    found = []
    for part in _directives(name, "include"):
        found.append(f"_{part}")
        found += _parts(f"_{part}")
    return found


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
    ending = ENDINGS[language]
    path = QUESTIONS / f"{name}.{ending}"
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
    one, two = start, end
    arrow = f"-[:{relation}]->"
    if backwards:
        one, two = end, start
        arrow = f"<-[:{relation}]-"
    if language == "cypher":
        pattern = _one_by_one if few else _joined
        match = pattern(one, arrow, two, only)
        values = ""
        if columns:
            returned = _returned("b", columns)
            values = f", {returned}"
        return f"UNWIND $ids AS wanted {match}\nRETURN a.id AS id, b.id AS other{values}"
    return _links_in_sparql(
        relation,
        two,
        columns,
        backwards=backwards,
        only=only,
    )


def _joined(
    one: str,
    arrow: str,
    two: str,
    only: str,
) -> str:
    """All links of the relationship are read and joined with the wanted nodes."""
    condition = f" AND b.{only}" if only else ""
    match = f"MATCH (a:{one}){arrow}(b:{two})"
    return f"{match} WHERE a.id = wanted{condition}"


def _one_by_one(
    one: str,
    arrow: str,
    two: str,
    only: str,
) -> str:
    """Each wanted node is looked up by its key, and only its links are read: the embedded engine
    plans what is optional after what is not.
    """
    condition = f"b.{only}" if only else "b.id IS NOT NULL"
    node = f"MATCH (a:{one}) WHERE a.id = wanted"
    links = f"OPTIONAL MATCH (a){arrow}(b:{two})"
    # What is optional gives a row without links too: the condition takes it out again
    return f"{node}\n{links}\nWITH a, b WHERE {condition}"


def _links_in_sparql(
    relation: str,
    other: str,
    columns: Sequence[str],
    *,
    backwards: bool,
    only: str,
) -> str:
    from pledgegraph.ontology.schema import schema

    cls = schema().classes[other]
    known = schema().relations[relation]
    link = f"?id <{known.iri}> ?other"
    if backwards:
        link = f"?other <{known.iri}> ?id"
    if only:
        condition = cls.column(only)
        link += f" . ?other <{condition.iri}> true"
    values = _optionals("?other", cls, columns)
    ids = "VALUES ?id { $ids }"
    # The class too: one relationship may have ends of several classes
    pattern = f"{ids}\n  {link} . ?other a <{cls.iri}> .{values}"
    return _select(["id", "other", *columns], pattern)


def _returned(node: str, columns: Sequence[str]) -> str:
    return ", ".join(f"{node}.{column} AS {column}" for column in columns)


def _optionals(
    node: str,
    cls: NodeClass,
    columns: Sequence[str],
) -> str:
    """The lines that ask for columns of a node which may have no value."""
    lines = []
    for name in columns:
        column = cls.column(name)
        # In RDF a code is a concept
        path = f"<{column.iri}>/pg:notation" if column.vocabulary else f"<{column.iri}>"
        value = f"{node} {path} ?{name}"
        # Labels in two languages are two columns of one property
        if column.language:
            value += f' FILTER (LANG(?{name}) = "{column.language}")'
        lines.append(f"\n  OPTIONAL {{ {value} }}")
    return "".join(lines)


def _select(names: Sequence[str], pattern: str) -> str:
    from pledgegraph.ontology.namespaces import PG

    variables = " ".join(f"?{name}" for name in names)
    return f"PREFIX pg: <{PG}>\nSELECT {variables} WHERE {{\n  {pattern}\n}}"
