"""Codes: cells with one value of a closed list, a currency or a year."""

from __future__ import annotations

import re
from collections.abc import Callable

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.files.numbers import whole_number
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded


def code_of(name: str) -> Callable[[str], str]:
    """A reading function for a closed list: a published label or an accepted spelling → its
    code.
    """
    concepts = vocabulary(name)

    def read(text: str) -> str:
        concept = concepts.find(text)
        if concept is None:
            found = worded(
                "{text} is not one of the {name}",
                text=repr(text),
                name=_LISTS.get(name, name.replace("-", " ")),
            )
            hint = worded("Write one of: {allowed}.", allowed=concepts.words())
            raise BadCell("V002", found, hint)
        return concept.notation

    return read


_LISTS = {
    "forums": worded("forums"),
    "gcr-objectives": worded("gcr objectives"),
    "implementation-stages": worded("implementation stages"),
    "match-extents": worded("match extents"),
    "match-statuses": worded("match statuses"),
    "membership-roles": worded("membership roles"),
    "standings": worded("standings"),
    "submitter-roles": worded("submitter roles"),
}
"""What a message calls each list of words."""


def currency_code(text: str) -> str:
    """An ISO 4217 code: three letters, or a name or sign that one currency alone has."""
    # "U.S. dollars." as people end a cell
    word = fold(text).rstrip(".")
    if word in _CURRENCIES:
        return _CURRENCIES[word]
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        found = worded("{text} is not a currency code", text=repr(text))
        raise BadCell("V002", found, worded("Write an ISO 4217 code, as USD."))
    return text.upper()


_CURRENCIES = {
    word: code
    for code, words in {
        "USD": "us$|us $|$us|usd$|usd ($)|us dollar|us dollars|u.s. dollar|u.s. dollars|dollar us"
        "|dollars us|dollars americains|united states dollar|united states dollars"
        "|dolares estadounidenses",
        "EUR": "euro|euros|\u20ac|eur \u20ac|eur (\u20ac)",
        "GBP": "pound sterling|pounds sterling|british pound|british pounds|livres sterling",
        "CHF": "swiss franc|swiss francs|francs suisses|sfr",
        "JPY": "japanese yen|yen",
        "DKK": "danish krone|danish kroner|couronnes danoises",
        "NOK": "norwegian krone|norwegian kroner|couronnes norvegiennes",
        "SEK": "swedish krona|swedish kronor|couronnes suedoises",
        "CAD": "canadian dollar|canadian dollars|can$|ca$|dollars canadiens",
        "AUD": "australian dollar|australian dollars|au$|a$|dollars australiens",
    }.items()
    for word in words.split("|")
}
"""Names and signs that one currency alone has; "$", "\u00a3", "dollars" and "kr" are of several."""


def year_of(text: str) -> int:
    """A year of the 20th to the 22nd century. Spreadsheets write ``2027.0``."""
    if not re.fullmatch(r"(19|20|21)\d\d", text.removesuffix(".0")):
        raise BadCell(
            "V004",
            worded("{text} is not a year", text=repr(text)),
            worded("Write four figures, as 2027."),
        )
    return whole_number(text)
