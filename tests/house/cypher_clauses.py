"""Clauses of a Cypher text, as the linter of the catalogue's texts reads them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TRAPS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("cypher_traps.toml").read_text("utf-8")
)
CLAUSES, KEYWORDS, FUNCTIONS, WRITING, RESERVED = (
    set(TRAPS["words"][name].split())
    for name in ("clauses", "keywords", "functions", "writing", "reserved")
)
TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?P<quoted>`[^`]*`)
    |(?P<parameter>\$\w+)|(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z_]\w*)|(?P<sign><>|<=|>=|=~|\.\.|<-|->|\S)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    kind: str
    text: str

    def __eq__(self, other: object) -> bool:
        return self.text.upper() == other.upper() if isinstance(other, str) else self is other


@dataclass
class Clause:
    """``name`` in capitals; ``inner`` the subqueries that stand in it."""

    name: str
    tokens: list[Token]
    inner: "list[Part]" = field(default_factory=list)


@dataclass
class Part:
    """A whole text, or the inside of ``EXISTS { }`` or ``COUNT { }``; ``depth`` counts those around
    it.
    """

    depth: int
    clauses: list[Clause]

    def all(self) -> "Iterator[Part]":
        yield self
        for clause in self.clauses:
            for part in clause.inner:
                yield from part.all()

    def every_clause(self) -> Iterator[Clause]:
        return (clause for part in self.all() for clause in part.clauses)


@dataclass(frozen=True)
class Step:
    """A relationship of a pattern between two nodes, each known by its variable, or by a number if
    it has none.
    """

    start: str
    kind: str
    end: str
    directed: bool
    many: bool


def tokens_of(text: str) -> list[Token]:
    found = (Token(match.lastgroup or "", match.group()) for match in TOKEN.finditer(text))
    return [token for token in found if token.kind != "comment"]


def closing(tokens: list[Token], start: int) -> int:
    """Where the bracket that opens at ``start`` closes."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].text in ("(", "[", "{")
        depth -= tokens[place].text in (")", "]", "}")
        if depth == 0:
            return place
    raise AssertionError(
        f"a bracket is never closed: {' '.join(token.text for token in tokens[start:])}"
    )


def parsed(tokens: list[Token], depth: int = 0) -> Part:
    """The clauses of a text and, inside them, its subqueries."""
    part = Part(depth, [Clause("", [])])
    place = 0
    while place < len(tokens):
        token, before = tokens[place], tokens[place - 1] if place else Token("", "")
        begins = token.kind == "word" and token.text.upper() in CLAUSES
        if begins and before.text.upper() not in ("OPTIONAL", "STARTS", "ENDS", "AS", "."):
            part.clauses.append(Clause(token.text.upper(), []))
        end = closing(tokens, place) if token.text in ("(", "[", "{") else place
        part.clauses[-1].tokens += tokens[place : end + 1]
        part.clauses[-1].inner += _subqueries(tokens[max(place - 1, 0) : end + 1], depth)
        place = end + 1
    return part


def _subqueries(tokens: list[Token], depth: int) -> Iterator[Part]:
    """The insides of the braces of EXISTS and COUNT, those inside them left to them."""
    place = 1
    while place < len(tokens):
        if tokens[place] == "{" and (tokens[place - 1] == "EXISTS" or tokens[place - 1] == "COUNT"):
            end = closing(tokens, place)
            yield parsed(tokens[place + 1 : end], depth + 1)
            place = end
        place += 1


def is_match(clause: Clause) -> bool:
    return clause.name in ("MATCH", "OPTIONAL")


def pattern(clause: Clause) -> tuple[list[tuple[str, list[str]]], list[Step]]:
    """The nodes (name, labels) and the steps of a MATCH."""
    nodes: list[tuple[str, list[str]]] = []
    waiting: tuple[bool, bool, list[Token]] | None = None
    steps: list[Step] = []
    tokens, place = clause.tokens, 0
    while place < len(tokens):
        token = tokens[place]
        if token == "(":
            end = closing(tokens, place)
            nodes.append(_node(tokens[place + 1 : end], len(nodes)))
            if waiting is not None:
                steps.append(_step(nodes[-2][0], nodes[-1][0], *waiting))
            waiting, place = None, end
        elif token.text in ("-", "<-") and nodes:
            inside: list[Token] = []
            if tokens[place + 1] == "[":
                end = closing(tokens, place + 1)
                inside, place = tokens[place + 2 : end], end
            waiting, place = (token == "<-", tokens[place + 1] == "->", inside), place + 1
        place += 1
    return nodes, steps


def _node(inside: list[Token], number: int) -> tuple[str, list[str]]:
    ends = [place for place, token in enumerate(inside) if token == "{"] or [len(inside)]
    head = inside[: ends[0]]
    named = bool(head) and head[0].kind in ("word", "quoted")
    labels = [token.text for token in head[1 if named else 0 :] if token.kind in ("word", "quoted")]
    return head[0].text if named else str(number), labels


def _step(left: str, right: str, backward: bool, forward: bool, inside: list[Token]) -> Step:
    kind = "".join(token.text for token in inside).partition("{")[0].partition(":")[2]
    start, end = (right, left) if backward else (left, right)
    return Step(start, kind, end, backward != forward, any(token == "*" for token in inside))


def runs(tokens: list[Token], *texts: str) -> bool:
    """Whether the texts follow each other somewhere."""
    return any(
        all(token == text for token, text in zip(tokens[place:], texts, strict=False))
        for place in range(len(tokens) - len(texts) + 1)
    )
