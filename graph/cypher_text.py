"""Texts in Cypher: which may run. The words of a text are told from its names, texts and remarks as
the engine does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pledgegraph.errors import QueryProblem

BEGINNING = frozenset("MATCH OPTIONAL RETURN UNWIND WITH".split())
READING = (
    "A text only reads the graph: MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY,"
    " SKIP, LIMIT, UNION"
)
# What may stand where a clause or an operator could: behind a value. Everything else there is
# refused, known or not.
_BEHIND_A_VALUE = BEGINNING | frozenset(
    "WHERE ORDER SKIP LIMIT UNION AND OR XOR NOT IN AS IS STARTS ENDS CONTAINS WHEN THEN ELSE END"
    " ASC ASCENDING DESC DESCENDING SHORTEST WSHORTEST TRAIL ACYCLIC".split()
)
# Behind these a value is still to come, so that the next word is a name
_OPERATORS = (_BEHIND_A_VALUE - frozenset("END ASC ASCENDING DESC DESCENDING".split())) | frozenset(
    "ALL BY CASE DISTINCT MATCH WITH".split()
)
# Refused wherever they are no property, label, parameter or name in back-quotes
_REFUSED = frozenset(
    "ALTER ANALYZE ATTACH BEGIN CALL CHECKPOINT COMMIT COPY CREATE DELETE DETACH DROP EXPLAIN"
    " EXPORT EXTENSION FORCE FOREACH FROM IMPORT INSERT INSTALL LOAD MACRO MERGE PROFILE PROJECT"
    " REMOVE ROLLBACK SET TRANSACTION UNINSTALL UPDATE USE YIELD".split()
)
_TOKEN = re.compile(
    r"""
    (?P<blank> \s+ | //[^\n\r]* | /\* .*? \*/ )
    | (?P<text> ' (?: \\. | [^'\\] )* ' | " (?: \\. | [^"\\] )* " )
    | (?P<quoted> ` [^`]* ` )
    | (?P<parameter> \$ (?: \d+ | [^\W\d]\w* | `[^`]*` ) )
    | (?P<number> \d+ (?: \.\d+ )? (?: [eE][+-]?\d+ )? | \.\d+ (?: [eE][+-]?\d+ )? )
    | (?P<word> [^\W\d] \w* )
    | (?P<sign> \.\. | /(?!\*) | [-+*%^=<>~|&!?:.,;()\[\]{}\u2013\u2014] )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


@lru_cache(256)
def check_reading(text: str, name: str = "the query") -> None:
    """``QueryProblem`` for a text that would do anything but read the graph.

    Where the engine and this reading of a text could differ, a text is refused rather than let
    pass: a number ends where its digits end (``LIMIT 1LOAD``), letters count as the plain ones that
    they look like, and behind a value only the words in ``_BEHIND_A_VALUE`` may stand.
    """
    tokens = list(_tokens(text, name))
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    if any(token.text == ";" for token in tokens):
        raise QueryProblem(f"{name} is more than one statement", "Ask them one at a time.")
    first = _spelled(tokens[0]) if tokens else "nothing"
    if first not in BEGINNING:
        raise QueryProblem(f"{name} cannot begin with {first}", f"{READING}.")
    for place, token in enumerate(tokens):
        if token.kind == "word" and not _is_name(tokens, place):
            _check_word(text, tokens, place, name)


def _tokens(text: str, name: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            what = (
                "a text or a remark that is not closed"
                if text[place] in "'\"`/"
                else f"a stray {text[place]!r}"
            )
            raise QueryProblem(f"{name} has {what} {_where(text, place)}", f"{READING}.")
        if found.lastgroup not in (None, "blank"):
            yield _Token(str(found.lastgroup), found.group(), place)
        place = found.end()


def _check_word(text: str, tokens: Sequence[_Token], place: int, name: str) -> None:
    token, word = tokens[place], _spelled(tokens[place])
    if word in _REFUSED:
        what = f"{name}: {word} is not for reading {_where(text, token.start)}"
        raise QueryProblem(what, f"{READING}. A name goes in back-quotes.")
    if place and _ends_a_value(tokens, place - 1) and word not in _BEHIND_A_VALUE:
        what = f"{name}: {token.text} is no clause {_where(text, token.start)}"
        raise QueryProblem(what, f"{READING}.")


def _spelled(token: _Token) -> str:
    """A word as the engine could read it at most: long s as S, the Kelvin sign as K, wide letters
    as plain ones.
    """
    return unicodedata.normalize("NFKC", token.text).upper() if token.kind == "word" else token.text


def _is_name(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a word is a property (``p.load``, but not ``1.load``) or a label (``:Load``)."""
    before = tokens[max(0, place - 2) : place]
    if not before or before[-1].text != ".":
        return bool(before) and before[-1].text == ":"
    owner = before[0]
    return len(before) > 1 and (
        owner.kind in ("word", "quoted", "parameter") or owner.text in (")", "]", "}")
    )


def _ends_a_value(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a value, a name or a pattern is complete with this token."""
    last = tokens[place]
    if last.text == "*":  # RETURN * and WITH *; elsewhere it multiplies, or says how long a path is
        return place > 0 and _spelled(tokens[place - 1]) in ("RETURN", "WITH", "DISTINCT")
    if last.kind == "sign":
        return last.text in (")", "]", "}")
    return last.kind != "word" or _is_name(tokens, place) or _spelled(last) not in _OPERATORS


def _where(text: str, place: int) -> str:
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    return f"at {line}:{column}"
