"""Personal data: the e-mail addresses and telephone numbers in a text, and the text without them.

Cheap tests come first, because nearly every cell has neither.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .emails import emails_in
from .spans import blanked, without_spans
from .telephones import before_label, telephones_in

MAY_BE_EMAIL = (
    r"(?i)[@\x{FF20}\x{FE6B}]|%40|&#0*64;|&#x0*40;|&commat;|[_-]at[_-]|\barr?oba|\bdot\b"
    r"|[(\[{<]\s{0,3}(?:at|ät)\s{0,3}[)\]}>]"
)
MAY_BE_FIGURES = r"\p{Nd}(?:[^\p{Nd},;]{0,10}\p{Nd}){6}"
MAY_BE_NUMBER = (
    r"(?i)[+\x{FF0B}][^\p{L}\p{Nd}]{0,3}\p{Nd}|(?:^|[^\p{L}\p{Nd}_.,+/-])\(?0\p{Nd}|wa\.me/|[?&]phone=|[?&]tel="
    r"|t[eé]l|phone|fax|whats|viber|hotline|tlf|gsm|handy|mob|cell|contact|тел|هاتف|電話|电话|전화"
    r"|[\x{660}-\x{669}\x{6F0}-\x{6F9}\x{966}-\x{96F}\x{FF10}-\x{FF19}]"
)
"""Cheap first tests: a text without a match has no address. They rule out most texts.

Written for RE2, which Arrow uses to search whole columns.
"""


def _python(pattern: str) -> re.Pattern[str]:
    """The same pattern for Python, which has no ``\\p``; it may match a little more."""
    pattern = re.sub(
        r"\\x\{([0-9A-F]+)\}",
        lambda match: chr(int(match[1], 16)),
        pattern,
    )
    return re.compile(pattern.replace(r"\p{L}", "a-z").replace(r"\p{Nd}", r"\d"))


_MAY_BE_EMAIL = _python(MAY_BE_EMAIL)
_MAY_BE_FIGURES = _python(MAY_BE_FIGURES)
_MAY_BE_NUMBER = _python(MAY_BE_NUMBER)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without its addresses, and how many of each kind it had."""

    text: str
    emails: int = 0
    telephones: int = 0

    def __bool__(self) -> bool:
        """Whether it had any."""
        return bool(self.emails or self.telephones)

    def __str__(self) -> str:
        """``2 e-mail addresses and a telephone number``; an empty text if there is none."""
        counted = (
            _counted(self.emails, "an e-mail address", "e-mail addresses"),
            _counted(self.telephones, "a telephone number", "telephone numbers"),
        )
        return " and ".join(part for part in counted if part)


def _counted(
    count: int,
    one: str,
    many: str,
) -> str:
    if count > 1:
        return f"{count} {many}"
    return one if count else ""


def without_addresses(
    text: str,
    *,
    is_name: bool = False,
    is_identifier: bool = False,
) -> Cleaned:
    """A text without e-mail addresses and telephone numbers.

    Args:
        text: any text; line ends stay, so that lines can still be counted.
        is_name: it should name somebody, so that a number alone is not an amount.
        is_identifier: it names a row, so that figures alone are not a telephone number.
    """
    may_be_email = _MAY_BE_EMAIL.search(text)
    may_be_number = _MAY_BE_FIGURES.search(text) and (is_name or _MAY_BE_NUMBER.search(text))
    if not may_be_email and not may_be_number:
        return Cleaned(text)
    # One sign for one, so that the places found in it are those of the text
    plain = text.translate(_PLAIN)
    emails = emails_in(plain) if may_be_email else []
    shown = blanked(plain, emails)
    telephones = []
    if may_be_number:
        # With the word before it: "Tel.:" alone would say that something was taken out
        for start, end in telephones_in(shown, bool(emails), is_name, is_identifier):
            telephones.append((before_label(plain, start), end))
    if not emails and not telephones:
        return Cleaned(text)
    left = without_spans(text, sorted([*emails, *telephones]))
    return Cleaned(left, len(emails), len(telephones))


class _Plain(dict[int, int]):
    """Each character as the patterns know it, one for one: figures of any script, wide signs."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        kind = unicodedata.category(character)
        if kind == "Nd":
            self[code] = ord("0") + unicodedata.decimal(character)
        # Line ends stay, so that lines can still be counted
        elif kind == "Zs" or (kind == "Cc" and character.isspace() and character != "\n"):
            self[code] = ord(" ")
        elif kind == "Cf":
            self[code] = ord(_UNSEEN)
        elif kind == "Pd" or character == "\u2212":
            self[code] = ord("-")
        else:
            is_wide = 0xFF00 < code < 0xFF5F or code == 0xFE6B
            self[code] = ord(unicodedata.normalize("NFKC", character)) if is_wide else code
        return self[code]


_UNSEEN = "\u200b"
"""Stands for every sign that is not seen, such as a zero-width space: it hides an address."""
_PLAIN = _Plain({0x3002: ord("."), 0xFF61: ord(".")})
