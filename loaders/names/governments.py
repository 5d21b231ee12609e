"""Governments: the forms in which cells name the government of a country."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

from .countries import Country, countries, find_country, is_code, suggest_country

AGENCIES = Path(__file__).parent / "agencies.csv"
GOVERNMENT = re.compile(
    r"(?:the )?(?:(?:royal|federal|transitional)"
    r" )?(?:government|govt\.?|gov['’]t\.?|gov\.?|gouvernement|gobierno)s? "
    r"(?:of|du|de la|de l['’]|del|des|de|d['’])\s*(?:the )?(.+)",
    re.I,
)
"""``Government of Chad``, ``Gouvernement du Tchad``: the group is the country."""
_TURNED = re.compile(
    r"(.+?)\s*[(,]\s*(?:the )?(?:government|govt\.?|gouvernement|gobierno)"
    r"(?: (?:of|du|de|de la|des|del|de l['’]|d['’])(?: the)?\b)?( .+)?\)?",
    re.I,
)
"""``Chad, Government of``, as lists of donors write it."""
_WHOSE_GOVERNMENT = re.compile(r"(?:the )?(.+?)(?:['’]s)? government", re.I)
_PROPER = re.compile(
    r"(Government|Gouvernement|Gobierno) ((of|du|de|la|des|del|the) |[ld]['’])*[^\W\d_a-z]"
)
"""How the name of a government starts where its spelling may be shown. All other spellings are
shown as ``Government of ...``.
"""
_WITH_ARTICLE = (
    "Bahamas",
    "Central African Republic",
    "Comoros",
    "Democratic",
    "Dominican Republic",
    "Gambia",
    "Holy See",
    "Isle of Man",
    "Lao PDR",
    "Maldives",
    "Marshall Islands",
    "Netherlands",
    "Philippines",
    "Republic",
    "Solomon Islands",
    "State of",
    "United",
)
"""How the names of countries start that take an article."""


@cache
def country_of_government(name: str, *, is_state: bool = False) -> Country | None:
    """The country whose government a name means: ``Netherlands``, ``Govt of Chad``, ``Ethiopia's
    Government``, ``KOICA``.

    Args:
        is_state: whether its row says that it is a State. Only then a code or an abbreviation alone
            is one: ``DRC`` is an organisation, too.
    """
    country = government_named(name)
    if country is not None:
        return country
    # Only the row can say whether it is the country or an organisation
    if is_code(name) and not is_state:
        return None
    return find_country(name) or agencies().get(fold(name))


@cache
def government_named(name: str) -> Country | None:
    """The country of a name that says that it is a government's."""
    for form in (GOVERNMENT, _WHOSE_GOVERNMENT):
        match = form.fullmatch(name)
        country = find_country(match[1]) if match else None
        if country is not None:
            return country
    match = _TURNED.fullmatch(name)
    if match is None:
        return None
    # "Sudan, Government of the Republic of the"
    words = match[2] or ""
    whole = f"{words} {match[1]}"
    return find_country(whole.strip(" )"))


@cache
def agencies() -> dict[str, Country]:
    """The country of each reviewed agency or ministry, by every accepted spelling (folded)."""
    found = {}
    with AGENCIES.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    for row in csv.DictReader(lines):
        country = countries()[row["iso3"]]
        for name in row["names"].split("|"):
            found[fold(name)] = country
    return found


def unknown_government(name: str) -> BadCell | None:
    """The problem of a name that has the form of a government's, but of a country that is not
    known.
    """
    government = GOVERNMENT.fullmatch(name) or _TURNED.fullmatch(name)
    if government is None:
        return None
    if country_of_government(name) is not None:
        return None
    country = government[1]
    return BadCell(
        code="N001",
        found=worded("country {country} is not known", country=repr(country)),
        hint=suggest_country(country),
        severity="finding",
    )


def shown_spelling(name: str) -> str:
    """The name of a government as a cell spells it, empty where it may not be shown so."""
    return name if _PROPER.match(name) else ""


def government_of(country: str) -> str:
    """The name of the government of a country (identifier) that cells name by the country alone."""
    iso3 = country.removeprefix("country/")
    name = countries()[iso3].name
    return f"Government of {with_article(name)}"


def with_article(country: str) -> str:
    """``United Kingdom`` → ``the United Kingdom``."""
    if country.startswith(_WITH_ARTICLE):
        return f"the {country}"
    return country
