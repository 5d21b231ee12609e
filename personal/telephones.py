"""Telephone numbers, which look much like amounts, project numbers or lists of years.

In international form one counts if its country has such numbers; in national form only after a word
such as ``Tel.``, next to another address, or in groups that no amount has.
"""

from __future__ import annotations

import re
from functools import cache

from .spans import Span, blanked, with_brackets

_WEB = re.compile(r"(?:(?:https?|ftp)://|www\.)[^\s;|<>\"]+", re.I)


_COORDINATES = re.compile(
    r"(?<![\w.])[+-]?\d{1,3}\.\d{4,}(?:[,;] ?| {1,2})[+-]?\d{1,3}\.\d{4,}(?![\w.])"
)


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


_FIGURES_ALONE = re.compile(
    rf"(?:^|(?<=;))\s*(\(?\d(?:{_BETWEEN}\d){{6,14}})\s*(?=;|$)",
    re.M,
)


def telephones_in(
    text: str,
    next_to_email: bool,
    is_name: bool,
    is_identifier: bool,
) -> list[Span]:
    """The spans of telephone numbers, in a text whose e-mail addresses are blanked out."""
    found = _spans(_LINK, text)
    # Numbers in an address of the web name a page
    text = blanked(text, _spans(_WEB, text))
    # Two numbers with many decimals are a place
    text = blanked(text, _spans(_COORDINATES, text))
    text = blanked(text, found)
    for match in _INTERNATIONAL.finditer(text):
        end = _end_of_number(text, match, is_identifier)
        if end:
            found.append((match.start(), end))
    text = blanked(text, found)
    found += _behind_a_word(text)
    text = blanked(text, found)
    for match in _NATIONAL.finditer(text):
        number = match[1]
        is_alone = not (found or next_to_email)
        # Without another address beside it, figures must look like nothing but a telephone number
        if is_alone:
            if is_identifier or not _is_grouped(number):
                continue
            if _NUMBER_OF.search(text, 0, match.start()):
                continue
        if _is_national(number):
            found.append(match.span())
    if is_name:
        rest = blanked(text, found)
        for match in _FIGURES_ALONE.finditer(rest):
            if not _is_date_or_amount(match[1]):
                found.append(match.span(1))
    spans = {with_brackets(text, span) for span in found}
    return sorted(spans)


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


_LABEL_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{_TELEPHONE}|{_OTHER_LABELS}|(?:mobile|mob|cell)\b)["
    r" .:\-#]*(?:(?:no|nr|n°|number)\b[ .:#]*)?$",
    re.I,
)


def before_label(text: str, start: int) -> int:
    """The start of a number, including a ``Tel.:`` directly before it."""
    # A label stands close before its number
    near = max(0, start - 30)
    label = _LABEL_BEFORE.search(text, near, start)
    return label.start() if label else start


LEAST_OF_LONG = 10
"""Figures behind a word such as phone that are a number, however they are grouped."""


def _behind_a_word(text: str) -> list[Span]:
    found = []
    for match in _SURE_LABEL.finditer(text):
        label, number = match.groups()
        # "Contact 2023-05-01" is when, not whom
        if _are_years(number) or _DATE.match(number):
            continue
        is_marked = re.search(r"[.:#]|no|nr|n°|num", label, re.I) is not None
        is_national = number.lstrip("(").startswith("0")
        # "contact 12 000 people" is an amount, "Tel.: 12 000 345" a number, and nobody has a
        # thousand million phones
        is_long = len(_figures(number)) >= LEAST_OF_LONG
        is_grouped = _THOUSANDS.fullmatch(number) is not None
        if is_marked or is_national or is_long or not is_grouped:
            found.append((match.start(2), match.end()))
    text = blanked(text, found)
    for match in _LABEL_NEAR.finditer(text):
        if _is_national(match[1]):
            found.append((match.start(1), match.end()))
    return found


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
    groups = _groups(text)
    return all(re.fullmatch(_YEAR, group) for group in groups)


def _is_date_or_amount(text: str) -> bool:
    is_date = _are_years(text) or _DATE.match(text)
    is_amount = _THOUSANDS.fullmatch(text)
    return bool(is_date or is_amount)


def _is_national(text: str) -> bool:
    """``022 739 81 11``: nine to twelve figures that begin with one zero, and no date."""
    without_bracket = text.lstrip("(")
    is_date = _DATE.match(without_bracket) or _are_years(text)
    if is_date:
        return False
    figures = _figures(text)
    return 9 <= len(figures) <= 12


def _is_grouped(text: str) -> bool:
    """Whether only a telephone number is grouped like this: spaces between three or more groups of
    different lengths.
    """
    has_only_blanks_between = re.fullmatch(r"[\d()\s]+", text)
    if not has_only_blanks_between:
        return False
    lengths = [len(group) for group in _groups(text)]
    if len(lengths) < 3:
        return False
    has_area_code = lengths[0] in (3, 4)
    # Groups that are all of one length may be an amount, and a single figure is not a group
    differ = len(set(lengths)) > 1
    return has_area_code and differ and min(lengths) > 1


def _end_of_number(
    text: str,
    match: re.Match[str],
    is_identifier: bool,
) -> int:
    """Where a number in international form ends; 0 if it is an amount, a difference or a
    coordinate.

    Groups that do not belong to it, such as a year after it, are kept.
    """
    number = match[1]
    start = match.start()
    end_of_number = match.end(1)
    # 00 in front may be the start of any long number; + is not
    is_marked = "+" in match[0] or match[0].lower().startswith("tel:")
    if not is_marked:
        if is_identifier or _NUMBER_OF.search(text, 0, start):
            return 0
    if _is_money(text, start, end_of_number, number):
        return 0
    ends = [group.end() for group in re.finditer(r"\d+", number)]
    # The longest beginning that a country has is the number; what follows it is something else
    for end in reversed(ends):
        if _is_assigned(number[:end]):
            is_whole = end == ends[-1]
            if is_whole:
                return match.end()
            return match.start(1) + end
    before = text[max(0, start - 1) : start]
    after = text[end_of_number : end_of_number + 1]
    if not is_marked or after.isdigit() or before.isalnum():
        return 0
    # No country has it: it may have been mistyped, or be of a plan that the library does not know
    return match.end() if _looks_dialled(number) else 0


def _looks_dialled(number: str) -> bool:
    """Whether figures behind a ``+`` that no country has are still more like a telephone number
    than like a year, an amount or a coordinate.
    """
    is_coordinate = re.fullmatch(r"\d{1,3}\.\d+", number)
    if _THOUSANDS.fullmatch(number) or _are_years(number) or is_coordinate:
        return False
    figures = _figures(number)
    count = len(figures)
    if not 8 <= count <= 17:
        return False
    groups = _groups(number)
    is_long = count > 10 and not figures.endswith("000000")
    longest = max(map(len, groups[1:]), default=0)
    is_parted = len(groups) > 2 and longest > 2
    return is_long or is_parted


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


def _is_money(
    text: str,
    start: int,
    end: int,
    figures: str,
) -> bool:
    """Whether figures in groups of three are an amount: millions, a currency or a number of
    people.
    """
    if not _THOUSANDS.fullmatch(figures):
        return False
    are_millions = _figures(figures).endswith("000000")
    if are_millions or _BEFORE_MONEY.search(text, 0, start):
        return True
    return _BEHIND_MONEY.match(text, end) is not None


@cache
def _is_assigned(country_and_number: str) -> bool:
    """Whether a country has such numbers."""
    import phonenumbers

    if re.fullmatch(r"\d{1,3}\.\d{1,7}", country_and_number):  # a coordinate
        return False
    try:
        number = phonenumbers.parse(
            f"+{country_and_number.replace(chr(0x200B), '')}",
            None,
        )
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number(number))
