"""Personal data: the e-mail addresses and telephone numbers in a text, and the text without them.

An e-mail address is recognised by its form, whatever is around it. A telephone number looks much
like an amount, a project number or a list of years. In international form it counts if its country
has such numbers; in national form only after a word such as ``Tel.``, next to another address, or
in groups that no amount has.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

MAY_BE_EMAIL = (
    r"(?i)[@\x{FF20}\x{FE6B}]|%40|&#64;|&commat;|[_-]at[_-]|\barr?oba|\bdot\b"
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
    pattern = re.sub(r"\\x\{([0-9A-F]+)\}", lambda match: chr(int(match[1], 16)), pattern)
    return re.compile(pattern.replace(r"\p{L}", "a-z").replace(r"\p{Nd}", r"\d"))


_MAY_BE_EMAIL, _MAY_BE_FIGURES, _MAY_BE_NUMBER = map(
    _python, (MAY_BE_EMAIL, MAY_BE_FIGURES, MAY_BE_NUMBER)
)


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


def _counted(count: int, one: str, many: str) -> str:
    return "" if not count else one if count == 1 else f"{count} {many}"


def without_addresses(text: str, *, is_name: bool = False, is_identifier: bool = False) -> Cleaned:
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
    plain = text.translate(_PLAIN)
    emails = _emails(plain) if may_be_email else []
    shown = _blanked(plain, emails)
    telephones = _telephones(shown, bool(emails), is_name, is_identifier) if may_be_number else []
    telephones = [(_before_label(plain, start), end) for start, end in telephones]
    if not emails and not telephones:
        return Cleaned(text)
    return Cleaned(_cut(text, sorted([*emails, *telephones])), len(emails), len(telephones))


Span = tuple[int, int]


class _Plain(dict[int, int]):
    """Each character as the patterns know it, one for one: figures of any script, wide signs."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        kind = unicodedata.category(character)
        if kind == "Nd":
            self[code] = ord("0") + unicodedata.decimal(character)
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
_PLAIN = _Plain({0x3002: ord("."), 0xFF61: ord(".")})

_PART = r"[^\s@<>()\[\]{},;:\"/=?&|\\]"
_LABEL = r"[^\s@.,;:<>()\[\]{}\"'!?/\\|&=#%*+]"
_DOMAIN = rf"(?:{_LABEL}+\.)+(?![\d-]){_LABEL}{{2,}}"
_OPEN, _CLOSE = r"\s{0,3}[(\[{<]\s{0,3}", r"\s{0,3}[)\]}>]\s{0,3}"
_SPELLED_DOT = rf"(?:{_OPEN}(?:dot|point|punkt|punto|\.){_CLOSE}|\s{{1,3}}(?:dot|punkt)\s{{1,3}})"
_DOT = rf"(?:\.|{_SPELLED_DOT})"
_LOOSE_DOT = rf"(?:\s{{0,3}}\.\s{{0,3}}|{_SPELLED_DOT})"
_SIGN = "(?:@{1,2}|%40|&[#]64;|&commat;)"
_AT = rf"(?:{_OPEN}(?:at|ät|arobase|arroba|@){_CLOSE}|\s{{1,3}}(?:arobase|arroba)\s{{1,3}})"
_START = r"(?<![^\s<>()\[\]{},;:\"'/=?&|\\])(?!')"
_LAST = (  # spelled out, "dot" must stand before the end of an address: "length dot by dot" is none
    r"(?:com|edu|gov|info|int|net|ngo|org|(?!as|at|be|by|do|in|is|it|me|my|no|so|to|us)[a-z]{2})\b"
)
_EMAIL = re.compile(
    rf"""(?:mailto:\s?)?
    (?: {_START}{_PART}{{1,64}} \s{{0,10}} {_SIGN} \s{{0,10}} (?:{_DOMAIN} | \[[\d.:a-f]+\])
      | {_START}{_PART}{{1,64}} \s{{0,10}} {_SIGN} \s{{0,10}}
        {_LABEL}+(?:{_LOOSE_DOT}{_LABEL}+){{0,4}}{_LOOSE_DOT}{_LAST}
      | {_START}{_PART}{{1,64}}? (?:_at_|-at-|\ -at-\ ) {_LABEL}+(?:\.{_LABEL}+){{0,4}}\.{_LAST}
      | "[^"\n@]{{1,64}}"@{_DOMAIN}
      | {_START}{_PART}{{1,64}}(?:{_SPELLED_DOT}{_PART}{{1,64}}){{0,3}}
        {_AT} {_LABEL}+(?:{_DOT}{_LABEL}+)+
      | {_START}{_PART}{{1,64}} \s{{1,3}}at\s{{1,3}}
        {_LABEL}+(?:\s{{1,3}}dot\s{{1,3}}{_LABEL}+)* \s{{1,3}}dot\s{{1,3}}{_LAST}
      | (?<=://)[^\s/@?\#]+@(?=\w)
    )
    (?:\?(?:subject|body|cc|bcc)=\S*)?""",
    re.I | re.X,
)
_IS_FILE = re.compile(
    r"@[^.@]+\.(?:png|jpe?g|gif|svg|webp|pdf|html?|js|css|csv|xlsx?|docx?|json|xml)$", re.I
)
_WEB = re.compile(r"(?:(?:https?|ftp)://|www\.)[^\s;|<>\"]+", re.I)


def _emails(text: str) -> list[Span]:
    """The spans of e-mail addresses, without handles (``/@user@host``) and picture names
    (``file@2x.png``).
    """
    return [
        _with_brackets(text, match.span())
        for match in _EMAIL.finditer(text)
        if text[match.start() - 1 : match.start()] != "@" and not _IS_FILE.search(match[0])
    ]


def _with_brackets(text: str, span: Span) -> Span:
    start, end = span
    around = text[start - 1 : start] + text[end : end + 1]
    return (start - 1, end + 1) if around in ("<>", "()", "[]", "{}") else span


def _blanked(text: str, spans: list[Span]) -> str:
    """A text of the same length, with these spans blanked out."""
    for start, end in spans:
        text = f"{text[:start]}{'|' * (end - start)}{text[end:]}"
    return text


_BETWEEN = r"(?:[ .\-/()_\u200b]{0,3}|\s{1,10})"
_EXTENSION = r"(?:[ ,;(]{0,3}(?:extension|extn?|poste|x|\#)[ .:]{0,2}\d{1,6}\)?)?"
_INTERNATIONAL = re.compile(
    r"(?<![\d+])(?:tel:)?(?:\(?\+[ \u200b]?\(?|(?<![\w.,+-])\(?00[ -]?)"
    rf"(?=[1-9])(\d(?:{_BETWEEN}\d){{6,19}}){_EXTENSION}",
    re.I,
)
_LINK = re.compile(r"(?:wa\.me/|[?&](?:phone|tel)=|tel:)\+?\d[\d.()-]{5,18}\d", re.I)
_NUMBER = rf"(\(?\d(?:{_BETWEEN}\d){{6,14}})(?!{_BETWEEN}\d){_EXTENSION}(?!\w)"
_TELEPHONE = (
    r"t[eé]l(?:[eé](?:phone|fon[oe]?|f))?s?|(?:tele|smart|mobile"
    r" )?phones?|тел(?:ефон)?|هاتف|電話|电话|전화"
)
_OTHER_LABELS = r"fax|whats ?app|viber|hotline|tlf|telf|gsm|natel|handy|ph(?=[.:])"
_MOBILE = r"(?:mobile|mob|cell|contact)(?: ?(?:no|nr|number|phone)\b|[.:])"
_SURE_LABEL = re.compile(
    rf"(?<![^\W_])(?:{_TELEPHONE}|{_OTHER_LABELS}|{_MOBILE})"
    rf"([ .:\-#]*(?:(?:no|nr|n°|number|num)\b[ .:#]*)?(?:is )?){_NUMBER}",
    re.I,
)
_LABEL_NEAR = re.compile(
    r"(?<![^\W_])(?:calls?|contacts?|mobile|mob|cell|sms|dial|ring|text|phone|tel"
    r"|appele[rz]|contacte[rz]|llam[ae]r?|t|m)"
    rf"(?![^\W_])[^\d\n]{{0,50}}?(?<![\w.,+/-])(?=\(?0[1-9]){_NUMBER}",
    re.I,
)
_NATIONAL = re.compile(rf"(?<![\w.,+/-])(?=\(?0[1-9]){_NUMBER}")
_FIGURES_ALONE = re.compile(rf"(?:^|(?<=;))\s*(\(?\d(?:{_BETWEEN}\d){{6,14}})\s*(?=;|$)", re.M)


def _telephones(text: str, next_to_email: bool, is_name: bool, is_identifier: bool) -> list[Span]:
    """The spans of telephone numbers, in a text whose e-mail addresses are blanked out."""
    found = [match.span() for match in _LINK.finditer(text)]
    text = _blanked(text, [*found, *(match.span() for match in _WEB.finditer(text))])
    for match in _INTERNATIONAL.finditer(text):
        end = _end_of_number(text, match, is_identifier)
        if end:
            found.append((match.start(), end))
    text = _blanked(text, found)
    found += _behind_a_word(text)
    text = _blanked(text, found)
    for match in _NATIONAL.finditer(text):
        is_alone = not (found or next_to_email)
        if is_alone and (is_identifier or not _is_grouped(match[1])):
            continue
        if is_alone and _NUMBER_OF.search(text, 0, match.start()):
            continue
        if _is_national(match[1]):
            found.append(match.span())
    if is_name:
        alone = _FIGURES_ALONE.finditer(_blanked(text, found))
        found += [match.span(1) for match in alone if not _is_date_or_amount(match[1])]
    return sorted({_with_brackets(text, span) for span in found})


_LABEL_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{_TELEPHONE}|{_OTHER_LABELS}|(?:mobile|mob|cell)\b)["
    r" .:\-#]*(?:(?:no|nr|n°|number)\b[ .:#]*)?$",
    re.I,
)


def _before_label(text: str, start: int) -> int:
    """The start of a number, including a ``Tel.:`` directly before it."""
    label = _LABEL_BEFORE.search(text, max(0, start - 30), start)
    return label.start() if label else start


def _behind_a_word(text: str) -> list[Span]:
    found = []
    for match in _SURE_LABEL.finditer(text):
        is_marked = bool(re.search(r"[.:#]|no|nr|n°|num", match[1], re.I)) or match[2].lstrip(
            "("
        ).startswith("0")
        if (
            not _are_years(match[2])
            and not _DATE.match(match[2])
            and (is_marked or not _THOUSANDS.fullmatch(match[2]))
        ):
            found.append((match.start(2), match.end()))
    text = _blanked(text, found)
    near = [match for match in _LABEL_NEAR.finditer(text) if _is_national(match[1])]
    return found + [(match.start(1), match.end()) for match in near]


_THOUSANDS = re.compile(r"\d{1,3}(?:([ .])\d{3})(?:\1\d{3})*")
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"\d{{1,2}}[ ./-]\d{{1,2}}[ ./-]{_YEAR}|{_YEAR}[ ./-]\d{{1,2}}["
    rf" ./-]\d{{1,2}}|\d{{1,2}}[./-]{_YEAR}"
)


def _figures(text: str) -> str:
    return "".join(_groups(text))


def _groups(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _are_years(text: str) -> bool:
    return all(re.fullmatch(_YEAR, group) for group in _groups(text))


def _is_date_or_amount(text: str) -> bool:
    return bool(_are_years(text) or _DATE.match(text) or _THOUSANDS.fullmatch(text))


def _is_national(text: str) -> bool:
    """``022 739 81 11``: nine to twelve figures that begin with one zero, and no date."""
    return (
        9 <= len(_figures(text)) <= 12
        and not _DATE.match(text.lstrip("("))
        and not _are_years(text)
    )


def _is_grouped(text: str) -> bool:
    """Whether only a telephone number is grouped like this: spaces between three or more groups of
    different lengths.
    """
    groups = _groups(text)
    return (
        bool(re.fullmatch(r"[\d()\s]+", text))
        and len(groups) > 2
        and len(groups[0]) in (3, 4)
        and len({len(group) for group in groups}) > 1
        and min(map(len, groups)) > 1
    )


def _end_of_number(text: str, match: re.Match[str], is_identifier: bool) -> int:
    """Where a number in international form ends; 0 if it is an amount, a difference or a
    coordinate.

    Groups that do not belong to it, such as a year after it, are kept.
    """
    country = match[1]
    is_marked = "+" in match[0] or match[0].lower().startswith("tel:")
    if not is_marked and (is_identifier or _NUMBER_OF.search(text, 0, match.start())):
        return 0
    if _is_money(text, match.start(), match.end(1), country):
        return 0
    ends = [group.end() for group in re.finditer(r"\d+", country)]
    for end in reversed(ends):
        if _is_assigned(country[:end]):
            return match.end() if end == ends[-1] else match.start(1) + end
    after = text[match.end(1) : match.end(1) + 1]
    if not is_marked or after.isdigit() or match.start() and text[match.start() - 1].isalnum():
        return 0
    figures = _figures(country)
    if (
        _THOUSANDS.fullmatch(country)
        or _are_years(country)
        or re.fullmatch(r"\d{1,3}\.\d+", country)
    ):
        return 0
    is_long = len(figures) > 10 and not figures.endswith("000000")
    is_parted = len(ends) > 2 and max(map(len, _groups(country)[1:])) > 2
    return match.end() if 8 <= len(figures) <= 17 and (is_long or is_parted) else 0


_CURRENCY = (
    r"USD|US\$|EUR|GBP|CHF|JPY|CNY|CAD|AUD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|TRY|RUB|INR|PKR|BDT|KRW"
    r"|AED|SAR|QAR|KWD|JOD|LBP|EGP|IQD|IRR|AFN|ETB|KES|UGX|TZS|RWF|SDG|SSP|XAF|XOF|NGN|ZAR|MRU|BRL"
    r"|MXN|COP|PEN|[$€£¥]"
)
_BEFORE_MONEY = re.compile(rf"(?:{_CURRENCY})\s*$")
_BEHIND_MONEY = re.compile(
    rf"\s*(?:{_CURRENCY}|dollars?|euros?|francs?|kron(?:a|er|or)|shillings?|pounds?|people|persons"
    r"|refugees|households|children|million|billion|%)(?!\w)"
)
_NUMBER_OF = re.compile(
    r"\b(?:no|nr|n°|num|number|id|ref|reference|grant|project|contract|account|case|code|iban|vat)"
    r"[.:#]?\s{1,3}$",
    re.I,
)
"""A word directly before figures that says what the number is; after ``Tel.`` it does not apply."""


def _is_money(text: str, start: int, end: int, figures: str) -> bool:
    """Whether figures in groups of three are an amount: millions, a currency or a number of
    people.
    """
    if not _THOUSANDS.fullmatch(figures):
        return False
    is_round = _figures(figures).endswith("000000")
    return is_round or bool(_BEFORE_MONEY.search(text, 0, start) or _BEHIND_MONEY.match(text, end))


@cache
def _is_assigned(country_and_number: str) -> bool:
    """Whether a country has such numbers."""
    import phonenumbers

    if re.fullmatch(r"\d{1,3}\.\d{1,7}", country_and_number):  # a coordinate
        return False
    try:
        number = phonenumbers.parse(f"+{country_and_number.replace(chr(0x200B), '')}", None)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number(number))


def _cut(text: str, spans: list[Span]) -> str:
    """A text without these spans; line ends stay.

    Two spaces that meet become one, and no comma is left at an end.
    """
    kept, done = "", 0
    for start, end in spans:
        before = text[done:start] if start > done else ""
        kept += before + "\n" * text[max(start, done) : end].count("\n")
        if kept.endswith((" ", "\u00a0")) and text[end : end + 1] in ("", *" \u00a0,;."):
            kept = kept[:-1]
        done = max(done, end)
    kept += text[done:]
    if spans[0][0] == 0:
        kept = kept.lstrip(" ,;\u00a0")
    return kept.rstrip(" ,;\u00a0") if done == len(text) else kept
