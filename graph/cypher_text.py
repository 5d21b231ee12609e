"""Texts in Cypher: which may run. A text is split into words, names, quoted texts and comments as
the engine does it.
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
    "A text may only read the graph: MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY,"
    " SKIP, LIMIT, UNION"
)
# The words that may follow a value, where a clause or an operator can begin. Any other word there
# is refused, known or not.
_BEHIND_A_VALUE = BEGINNING | frozenset(
    "WHERE ORDER SKIP LIMIT UNION AND OR XOR NOT IN AS IS STARTS ENDS CONTAINS WHEN THEN ELSE END"
    " ASC ASCENDING DESC DESCENDING SHORTEST WSHORTEST TRAIL ACYCLIC".split()
)
# After these a value must follow, so the next word is a name.
_OPERATORS = (_BEHIND_A_VALUE - frozenset("END ASC ASCENDING DESC DESCENDING".split())) | frozenset(
    "ALL BY CASE DISTINCT MATCH WITH".split()
)
# Refused unless they are a property, a label, a parameter or a name in back-quotes.
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

    Where the engine might read a text in another way than this check, the text is refused: a number
    ends where its digits end (``LIMIT 1LOAD``), letters count as the plain letters that they look
    like, and only the words in ``_BEHIND_A_VALUE`` may follow a value.
    """
    tokens = list(_tokens(text, name))
    # People end a statement with a semicolon; one inside would begin a second statement
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
            sign = text[place]
            what = f"a stray {sign!r}"
            if sign in "'\"`/":
                what = "a text or a comment that is not closed"
            found_problem = f"{name} has {what} {_where(text, place)}"
            raise QueryProblem(found_problem, f"{READING}.")
        if found.lastgroup not in (None, "blank"):
            yield _Token(
                str(found.lastgroup),
                found.group(),
                place,
            )
        place = found.end()


def _check_word(
    text: str,
    tokens: Sequence[_Token],
    place: int,
    name: str,
) -> None:
    token = tokens[place]
    word = _spelled(token)
    if word in _REFUSED:
        what = f"{name}: {word} is not for reading {_where(text, token.start)}"
        raise QueryProblem(what, f"{READING}. A name goes in back-quotes.")
    if place and _ends_a_value(tokens, place - 1) and word not in _BEHIND_A_VALUE:
        what = f"{name}: {token.text} is not a clause {_where(text, token.start)}"
        raise QueryProblem(what, f"{READING}.")


def _spelled(token: _Token) -> str:
    """A word as the engine could possibly read it: long s as S, the Kelvin sign as K, wide letters
    as plain ones.
    """
    if token.kind != "word":
        return token.text
    return unicodedata.normalize("NFKC", token.text).upper()


def _is_name(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a word is a property (``p.load``, but not ``1.load``) or a label (``:Load``)."""
    before = tokens[max(0, place - 2) : place]
    if not before or before[-1].text != ".":
        return bool(before) and before[-1].text == ":"
    if len(before) < 2:
        return False
    owner = before[0]
    if owner.kind in ("word", "quoted", "parameter"):
        return True
    return owner.text in (")", "]", "}")


def _ends_a_value(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a value, a name or a pattern is complete with this token."""
    last = tokens[place]
    if last.text == "*":
        # RETURN * and WITH *; elsewhere a star multiplies, or gives the length of a path.
        before = _spelled(tokens[place - 1]) if place else ""
        return before in ("RETURN", "WITH", "DISTINCT")
    if last.kind == "sign":
        return last.text in (")", "]", "}")
    if last.kind != "word" or _is_name(tokens, place):
        return True
    return _spelled(last) not in _OPERATORS


def _where(text: str, place: int) -> str:
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    return f"at {line}:{column}"
