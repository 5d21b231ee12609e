"""Unknown words: cells that say no more than an empty one, and blanks of all kinds."""

from __future__ import annotations

UNKNOWN = (
    "unknown",
    "not known",
    "not stated",
    "not specified",
    "not available",
    "not applicable",
    "not yet known",
    "not provided",
    "data not available",
    "no data",
    "n/a",
    "n.a.",
    "n.d.",
    "null",
    "nil",
    "multiple",
    "to be confirmed",
    "to be determined",
    "sans objet",
    "non precise",
    "non disponible",
    "no disponible",
    "no aplica",
    "sin datos",
    "tbc",
    "tbd",
    "-",
    "--",
    "?",
)
"""Cells that say no more than an empty one. ``NA`` is not among them: it may be Namibia."""
LONGEST_UNKNOWN = 20
_SPACES = [chr(code) for code in range(0x3001) if chr(code).isspace()]
_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BLANK = "".join(_SPACES) + "\u200b\u2060\ufeff" + _MARKS
"""What may surround a text unseen: blanks of all kinds, signs without a width, and marks that set
the direction of writing, which come along when a cell is copied from a page in Arabic.
"""
