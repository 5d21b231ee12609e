"""Currencies: their codes, and the names and signs by which people write them."""

from __future__ import annotations

import re

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

_IN_USE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK
LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF
YER ZAR ZMW ZWG
"""
CODES = frozenset(_IN_USE.split())
"""The currencies of ISO 4217 that people pay with."""
THOUSANDTHS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
"""The currencies that are divided by a thousand; others have at most hundredths."""
_WORDS = frozenset(["ALL", "TOP"])
"""Codes that are words in capitals as well: next to a figure they name no currency."""
_NAMES = {
    "USD": "usd|us$|us $|$us|usd$|usd ($)|us dollar|us dollars|u.s. dollar|u.s. dollars|dollar us"
    "|dollars us|dollars americains|united states dollar|united states dollars"
    "|dolares estadounidenses",
    "EUR": "eur|euro|euros|\u20ac|eur \u20ac|eur (\u20ac)",
    "GBP": "gbp|pound sterling|pounds sterling|british pound|british pounds|livres sterling",
    "CHF": "chf|swiss franc|swiss francs|francs suisses|sfr",
    "JPY": "jpy|japanese yen|yen",
    "DKK": "dkk|danish krone|danish kroner|couronnes danoises",
    "NOK": "nok|norwegian krone|norwegian kroner|couronnes norvegiennes",
    "SEK": "sek|swedish krona|swedish kronor|couronnes suedoises",
    "CAD": "cad|canadian dollar|canadian dollars|can$|ca$|dollars canadiens",
    "AUD": "aud|australian dollar|australian dollars|au$|a$|dollars australiens",
}
_SHARED = {
    "$|dollar|dollars|dolares": "USD CAD AUD NZD SGD HKD LRD NAD BBD BSD BZD FJD GYD JMD KYD SBD"
    " SRD TTD TWD XCD BMD BND ARS CLP COP CUP DOP MXN UYU",
    "\u00a3|pound|pounds|livres": "GBP EGP FKP GIP LBP SDG SHP SSP SYP",
    "kr|krone|kroner|krona|kronor|couronnes": "DKK ISK NOK SEK",
    "\u00a5": "CNY JPY",
    "franc|francs": "BIF CDF CHF DJF GNF KMF RWF XAF XOF XPF",
    "fcfa|cfa|francs cfa|cfa francs": "XAF XOF",
    "rs|rupee|rupees|roupies": "INR LKR MUR NPR PKR SCR",
    "shilling|shillings": "KES SOS TZS UGX",
    "dinar|dinars": "BHD DZD IQD JOD KWD LYD RSD TND",
    "peso|pesos": "ARS CLP COP CUP DOP MXN PHP UYU",
}


def _by_word() -> dict[str, frozenset[str]]:
    found = {}
    for code, words in _NAMES.items():
        for word in words.split("|"):
            found[word] = frozenset([code])
    for words, codes in _SHARED.items():
        for word in words.split("|"):
            found[word] = frozenset(codes.split())
    return found


_BY_WORD = _by_word()


def currencies_named(text: str) -> frozenset[str]:
    """The currencies that a text may name, by their codes: one for ``US$``, several for ``$``, none
    where it names none.
    """
    # "U.S. dollars." as people end a cell
    word = fold(text).rstrip(".:")
    if word in _BY_WORD:
        return _BY_WORD[word]
    code = text.rstrip(".:")
    if code in CODES and code not in _WORDS:
        return frozenset([code])
    # "USD $", "US dollars (USD)": each part narrows what is meant
    parts = re.findall(r"\([^()]+\)|[^\s()]+", text)
    return _by_parts(parts) if len(parts) > 1 else frozenset()


def _by_parts(parts: list[str]) -> frozenset[str]:
    """What the first words and the last part name together."""
    head = currencies_named(" ".join(parts[:-1]))
    tail = currencies_named(parts[-1].strip("()"))
    return head & tail


def currency_code(text: str) -> str:
    """An ISO 4217 code: three letters, or a name or sign that one currency alone has."""
    word = fold(text).rstrip(".")
    named = _BY_WORD.get(word, frozenset())
    if len(named) == 1:
        (code,) = named
        return code
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        found = worded("{text} is not a currency code", text=repr(text))
        raise BadCell("V002", found, worded("Write an ISO 4217 code, as USD."))
    return text.upper()
