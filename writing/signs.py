"""Signs that act where a text is shown: they steer a terminal, end a line, or turn the order in
which it is read. They are spelled out, so that a reader sees that they are there.

Each output has one function: ``visible`` for texts, ``visible_line`` for one line of a terminal,
``visible_json`` for JSON, where nothing is lost. Turtle, N-Quads and Neo4j keep the signs: programs
read these.
"""

from __future__ import annotations

import re

_ACTING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters but tab and line ends, line separators, marks, embeddings, overrides and
isolates of direction, halves of characters, which no file in UTF-8 can hold, and the two code
points that XML forbids.
"""


def visible(text: str) -> str:
    """A text that only shows: ``\\x1b`` for an escape, ``\\u202e`` for what turns the order."""
    return _ACTING.sub(_spelled, text)


def visible_line(text: str) -> str:
    """The same for a terminal, where a carriage return writes over what is there."""
    return visible(text).replace("\r", "\\r")


def visible_json(text: str) -> str:
    """JSON with these signs escaped as JSON has it: who parses it gets each of them."""
    return _ACTING.sub(_escaped, text)


def _spelled(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
