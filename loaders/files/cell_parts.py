"""Cell parts: the values that a cell with several separates, and the remark behind a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

SEPARATOR = ";"
"""What separates the values of a cell, unless its layout says otherwise."""
_NO_SEPARATOR = "\x1f"
"""Takes the place of a semicolon that separates nothing, while another separator is written as
ours.
"""
LONGEST_BLANK = 100
"""Blanks in a row between the values of a cell. More are read as one: the time that the patterns
below take grows with the square of their number.
"""
_LONG_BLANK = re.compile(rf"\s{{{LONGEST_BLANK},}}")


def with_our_separator(text: str, separator: str) -> str:
    """``A | B; C`` of a layout with ``|`` so that ``split`` finds ``A`` and ``B; C``."""
    if len(text) > LONGEST_BLANK:
        text = _LONG_BLANK.sub(lambda blank: "\n" if "\n" in blank[0] else " ", text)
    if separator == SEPARATOR:
        return text
    parts = [part.replace(SEPARATOR, _NO_SEPARATOR) for part in split(text, separator)]
    return f"{SEPARATOR} ".join(parts)


def split(text: str, separator: str = SEPARATOR) -> list[str]:
    """The parts of a cell, separated outside brackets; blanks and stray commas around them and
    empty parts are dropped.

    A bracket that is never closed is read as any other sign.
    """
    if separator not in text:
        return _trimmed([text])
    if "(" not in text:
        return _trimmed(text.split(separator))
    parts = []
    depth = 0
    start = 0
    for position, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        # Inside brackets a separator belongs to the remark: "Denmark (2020; revised)"
        if depth == 0 and position >= start and text.startswith(separator, position):
            parts.append(text[start:position])
            start = position + len(separator)
    if depth:  # a bracket was never closed
        return _trimmed(text.split(separator))
    return _trimmed([*parts, text[start:]])


def _trimmed(parts: Iterable[str]) -> list[str]:
    """Parts without blanks around them. ``Education – X;, Solutions – Y;`` as dashboards write it
    has a comma before each part but the first.
    """
    found = []
    for part in parts:
        stripped = part.strip(" ,\t\n\r\u00a0")
        if stripped:
            found.append(stripped.replace(_NO_SEPARATOR, SEPARATOR))
    return found


_AND = re.compile(r"\s*,\s*(?:(?:and|et|y)\s+)?|\s+(?:and|et|y)\s+|\s*&\s*|\s*/\s*|\s*\n\s*")


def enumerated(part: str) -> list[str]:
    """``Bangladesh, Colombia and Kenya`` → its three names; whether they are names is for the
    caller to know.
    """
    return _trimmed(_AND.split(part))


def name_and_remark(part: str) -> tuple[str, str]:
    """``Government of Denmark (financial)`` → the name and the text in the closing brackets."""
    start = _last_bracket(part)
    end = len(part) - 1
    if part.count("(") == 1 and ")" not in part:
        start, end = part.index("("), len(part)  # the bracket is never closed
    name = part[: max(start, 0)].strip()
    if not name:
        return part, ""
    return name, part[start + 1 : end].strip()


def _last_bracket(part: str) -> int:
    """Where the bracket opens that closes at the end of a text; -1 where none does."""
    if not part.endswith(")"):
        return -1
    depth = 0
    for position in range(len(part) - 1, -1, -1):
        if part[position] == ")":
            depth += 1
        elif part[position] == "(":
            depth -= 1
        if depth == 0:
            return position
    return -1
