"""Texts of cells: entities of HTML, errors of spreadsheets, and letters that a program has
damaged.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from pledgegraph.errors import shortened
from pledgegraph.wording import worded

LONGEST = 80
"""Characters of a text that a finding quotes."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ROUNDS = 3
"""How often a text may have been encoded: ``&amp;amp;`` was twice."""
_ERRORS = re.compile(
    r"#(?:N/A|NV|ref!|value!|name\?|div/0!|null!|num!|spill!|calc!|wert!|bezug!|valeur!|nom\s?\?|"
    r"n/d|getting_data|field!|blocked!|¡ref!|¡valor!|¿nombre\?|¡div/0!)|Err:\d{3}",
    re.I,
)


def without_entities(text: str) -> str:
    """``H&amp;M`` → ``H&M``; what is not an entity of HTML stays."""
    # A text may have gone through two web pages
    for _ in range(_ROUNDS):
        plain = _ENTITY.sub(_decoded, text)
        if plain == text:
            break
        text = plain
    return text


def _decoded(entity: re.Match[str]) -> str:
    sign = html.unescape(entity[0])
    # a control character is not a text that anybody wrote
    return entity[0] if unicodedata.category(sign[0]) == "Cc" and sign not in "\n\t" else sign


_BEGIN_ERRORS = ("#", "E", "e")


def is_plain(text: str) -> bool:
    """Whether a text is neither an error of a formula nor damaged, by questions that cost next to
    nothing; most texts are.
    """
    # Letters as UTF-7 has them are plain signs too
    if "+A" in text or text.startswith(_BEGIN_ERRORS):
        return False
    return text.isascii() and text.isprintable()


def is_error_value(text: str) -> bool:
    """Whether a cell is the error of a formula, as ``#N/A``."""
    # By its first sign, most texts are none
    return text.startswith(_BEGIN_ERRORS) and _ERRORS.fullmatch(text) is not None


def damage_of(text: str) -> str:
    """What is wrong with the letters of a text, or nothing."""
    # Most texts are of this kind, and both questions cost next to nothing
    if text.isascii() and text.isprintable():
        return _damage_of_plain(text) if "+A" in text else ""
    shown = repr(shortened(text, LONGEST))
    if _CONTROL.search(text):
        return worded("{text} has control characters, which nobody can see", text=shown)
    if "\ufffd" in text:
        return worded("{text} has signs in place of letters that were lost", text=shown)
    fixed = _decoded_once(text)
    if fixed != text:
        meant = repr(shortened(fixed, LONGEST))
        return worded("{text} was decoded twice: {meant}?", text=shown, meant=meant)
    word = ""
    if _OTHER_LETTER.search(text):
        word = next(_mixed_words(text), "")
    if word:
        return worded("{word} mixes letters of two scripts that look alike", word=repr(word))
    return ""


def _damage_of_plain(text: str) -> str:
    """What is wrong with a text in plain letters, some of which UTF-7 may stand for."""
    fixed = _UTF_7.sub(_as_utf_7, text)
    if fixed == text:
        return ""
    shown = repr(shortened(text, LONGEST))
    meant = repr(shortened(fixed, LONGEST))
    return worded("{text} has letters as UTF-7 has them: {meant}?", text=shown, meant=meant)


def _as_utf_7(run: re.Match[str]) -> str:
    try:
        letters = run[0].encode().decode("utf-7")
    except UnicodeDecodeError:
        return run[0]
    # "+A1-" in a code stands for no letter
    return letters if letters.isalpha() and not letters.isascii() else run[0]


_UTF_7 = re.compile(r"\+A[A-Za-z0-9+/]{2,}-")
"""Letters of most languages of Europe begin so."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Not among them: tabs and ends of lines."""
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_SURE = "ÃÂâ"
"""How the commonest letters begin when UTF-8 was read as Windows-1252."""


def _decoded_once(text: str) -> str:
    """A text whose letters were read as Windows-1252 and are UTF-8; other texts as they are."""
    return _RUN.sub(lambda run: _as_utf_8(run[0]), text)


def _as_utf_8(run: str) -> str:
    data = bytearray()
    for sign in run:
        try:
            data += sign.encode("cp1252")
        except UnicodeEncodeError:
            if ord(sign) > 0xFF:
                return run
            data.append(ord(sign))
    try:
        fixed = data.decode("utf-8")
    except UnicodeDecodeError:
        return run
    # a closing quote behind a capital letter is not a letter: CAFÉ”
    return fixed if run[0] in _SURE or len(fixed) > 1 else run


_OTHER_LETTER = re.compile("[\u0391-\u03ff\u0400-\u04ff]")
"""Greek or Cyrillic: most texts have none, and the pattern below is slow."""
_TWO_SCRIPTS = re.compile(
    r"\w*(?:[A-Za-z][\u0391-\u03bb\u03bd-\u03ff\u0400-\u04ff]"
    r"|[\u0391-\u03bb\u03bd-\u03ff\u0400-\u04ff][A-Za-z])\w*"
)
"""Latin letters next to Greek or Cyrillic ones; a Greek mu may be a unit's."""


def _mixed_words(text: str) -> Iterator[str]:
    for match in _TWO_SCRIPTS.finditer(text):
        yield match[0]
