"""Spelling: texts that differ in case, accents, blanks or signs that look alike are spelled alike."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SAME_SIGN = dict.fromkeys(map(ord, "‘’ʼ´`"), "'") | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
"""Apostrophes and dashes that people type or paste for one another; what is not seen goes."""
_SAME_SIGN |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")


@cache
def fold(text: str) -> str:
    """A text without case, accents and superfluous blanks, for comparing spellings; each different one folded once."""
    if text.isascii():
        return " ".join(text.replace("`", "'").casefold().split())
    plain = unicodedata.normalize("NFKD", text.translate(_SAME_SIGN))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


SITUATION_WORDS = ("the", "situation", "crisis", "refugees", "refugee", "displacement")
"""Words that say what kind of thing a situation is, not which one."""
_SITUATION_WORD = re.compile(rf"\b({'|'.join(SITUATION_WORDS)})\b")


def situation_key(text: str) -> str:
    """The name of a situation without the words for its kind: ``the Syria crisis`` → ``syria``; may be empty."""
    return " ".join(_SITUATION_WORD.sub(" ", fold(text)).split())
