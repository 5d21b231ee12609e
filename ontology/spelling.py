"""Spelling: texts that differ in case, accents, blanks or signs that look alike are spelled
alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SAME_SIGN = dict.fromkeys(map(ord, "‘’ʼ´`"), "'")
_SAME_SIGN |= dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
"""Apostrophes and dashes that people type or paste for one another; what is not seen goes."""
_SAME_SIGN |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")


@cache
def fold(text: str) -> str:
    """A text without case, accents and superfluous blanks, for comparing spellings; each different
    one folded once.

    Accents go from Latin and Greek letters, and the vowel points that Arabic and Hebrew may leave
    out; elsewhere a mark makes another letter: ``й`` is not ``и``, ``が`` is not ``か``.
    """
    # Most texts are plain, and need none of the steps below
    if text.isascii():
        plain = text.replace("`", "'").casefold()
        return " ".join(plain.split())
    # Apart, so that an accent is a sign of its own behind its letter
    apart = unicodedata.normalize("NFKD", text.translate(_SAME_SIGN))
    kept = []
    takes_accents = False
    for character in apart:
        if not unicodedata.combining(character):
            script = _script(character)
            takes_accents = character.isascii() or script in ("LATIN", "GREEK")
        elif takes_accents or _POINT.match(character):
            continue
        kept.append(character)
    return _cased("".join(kept))


def name_order(name: str) -> tuple[str, str]:
    """The place of a name in a list for people, in any language: É is next to E, and case does not
    count.
    """
    return fold(name), name


def as_spelled(text: str) -> str:
    """A text without case and superfluous blanks, its accents and points kept: what ``fold`` makes
    alike may differ.
    """
    return _cased(text.translate(_SAME_SIGN))


def _cased(text: str) -> str:
    together = unicodedata.normalize("NFC", text)
    words = together.casefold().split()
    return " ".join(words)


def _script(character: str) -> str:
    # Python knows no scripts: the names of letters begin with them
    name = unicodedata.name(character, "")
    return name.partition(" ")[0]


_POINT = re.compile("[\u0591-\u05c7\u064b-\u0652\u0670]")
"""Vowel points of Hebrew and Arabic; a hamza is a letter."""

SITUATION_WORDS = ("the", "situation", "crisis", "refugees", "refugee", "displacement")
"""Words that say what kind of thing a situation is, not which one."""
_SITUATION_WORD = re.compile(rf"\b({'|'.join(SITUATION_WORDS)})\b")


def situation_key(text: str) -> str:
    """The name of a situation without the words for its kind: ``the Syria crisis`` → ``syria``; may
    be empty.
    """
    kept = _SITUATION_WORD.sub(" ", fold(text))
    return " ".join(kept.split())
