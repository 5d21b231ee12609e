"""Countries and regions: ISO 3166-1 and M49, with the spellings that UNHCR and others use."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pledgegraph.errors import did_you_mean
from pledgegraph.wording import worded

from .country_forms import name_key, two_names, without_form, words_of
from .country_hints import CountryWords

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Country:
    """A territory: ISO 3166-1 alpha-3 code, published names, M49 regions, whether it is on the list
    of hosts.
    """

    iso3: str
    m49: str
    unhcr_code: str
    name: str
    name_fr: str
    listed: tuple[str, ...]
    regions: tuple[str, ...]
    seeks_support: bool
    others: tuple[str, ...] = ()
    name_es: str = ""
    name_ar: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Other spellings than the two published ones, in the languages of the United Nations."""
        return (*self.listed, *self.others)

    @property
    def id(self) -> str:
        """``country/ETH``."""
        return f"country/{self.iso3}"


@dataclass(frozen=True, slots=True)
class Region:
    """A region of M49; ``text_names`` are loose wordings: they point at a text and never place a
    pledge.
    """

    m49: str
    name: str
    name_fr: str
    parent: str
    names: tuple[str, ...]
    text_names: tuple[str, ...]

    @property
    def id(self) -> str:
        """``vocabulary/m49/014``."""
        return f"vocabulary/m49/{self.m49}"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines)


def _listed(text: str) -> tuple[str, ...]:
    parts = map(str.strip, text.split("|"))
    return tuple(filter(None, parts))


@cache
def countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 alpha-3 code."""
    others = {}
    for row in _rows(HERE / "country_names.csv"):
        code = row["iso3"]
        others[code] = _listed(row["names"])
    labels = {row["iso3"]: row for row in _rows(HERE / "country_labels.csv")}
    found = {}
    for row in _rows(HERE / "countries.csv"):
        code = row["iso3"]
        region_codes = (
            row["region_m49"],
            row["subregion_m49"],
            row["intermediate_m49"],
        )
        found[code] = Country(
            iso3=code,
            m49=row["m49"],
            unhcr_code=row["unhcr_code"],
            name=row["name_en"],
            name_fr=row["name_fr"],
            listed=_listed(row["names"]),
            others=others.get(code, ()),
            regions=tuple(filter(None, region_codes)),
            seeks_support=row["seeks_support"] == "yes",
            name_es=labels.get(code, {}).get("name_es", ""),
            name_ar=labels.get(code, {}).get("name_ar", ""),
        )
    return found


@cache
def regions() -> dict[str, Region]:
    """Every region of M49 by its code."""
    found = {}
    for row in _rows(HERE / "regions.csv"):
        found[row["m49"]] = Region(
            m49=row["m49"],
            name=row["name_en"],
            name_fr=row["name_fr"],
            parent=row["parent_m49"],
            names=_listed(row["names"]),
            text_names=_listed(row["text_names"]),
        )
    return found


@cache
def _countries_by_name() -> dict[str, Country]:
    found = {}
    for country in countries().values():
        # Not UNHCR's own code: AUS is Austria there and Australia in ISO 3166-1
        names = (country.iso3, country.name, country.name_fr, *country.names)
        for name in names:
            found[name_key(name)] = country
    return found


@cache
def _regions_by_name() -> dict[str, Region]:
    found = {}
    for region in regions().values():
        names = (region.name, region.name_fr, *region.names)
        for name in names:
            found[name_key(name)] = region
    return found


@cache
def _countries_by_words() -> dict[tuple[str, ...], Country | None]:
    """The country of each set of words; None for one that several countries have."""
    found: dict[tuple[str, ...], Country | None] = {}
    for country in countries().values():
        for name in (country.name, country.name_fr, *country.names):
            words = words_of(name)
            # "Korea" alone may be either of two: it names none
            first = found.setdefault(words, country)
            if first is not country:
                found[words] = None
    for name in SHARED:
        found[words_of(name)] = None
    return found


SHARED = ("Korea", "Virgin Islands", "Saint Martin", "Micronesia")
"""Names that several territories or a region have: they name none of them."""


@cache
def _written_with() -> dict[str, str]:
    """Territory → the State whose name is written with it, by code."""
    return {row["iso3"]: row["with"] for row in _rows(HERE / "territories.csv")}


@cache
def find_country(text: str) -> Country | None:
    """The country that a text names, or None: a name is never guessed. Two-letter codes are not
    names.
    """
    return _named(text) or _of_two_names(text)


def _named(text: str) -> Country | None:
    """By its name, its words in another order, or its formal name."""
    # From the exact name to looser forms: a looser one never overrules it
    by_name = _countries_by_name()
    country = by_name.get(name_key(text))
    if country is not None:
        return country
    words = words_of(text)
    country = _countries_by_words().get(words)
    if country is not None:
        return country
    short = without_form(text)
    return by_name.get(name_key(short)) if short else None


def _of_two_names(text: str) -> Country | None:
    """The one place that two names make: a territory with its State (``Macau, China``), or a
    country whose bracket says which (``Congo (DRC)``).
    """
    names = two_names(text)
    if names is None:
        return None
    one, other = names
    first = _named(one)
    second = _named(other)
    if first is None or second is None:
        return None
    # The territory is the place, in whichever order the two are written
    state_of = _written_with()
    if first is second or state_of.get(first.iso3) == second.iso3:
        return first
    if state_of.get(second.iso3) == first.iso3:
        return second
    # Behind a comma two countries are a list; only a bracket may say which of two Congos is meant
    is_bracket = not text.rstrip()[-1].isalnum()
    if not is_bracket:
        return None
    shared = set(words_of(one))
    for name in (second.name, *second.names):
        if shared.issubset(words_of(name)):
            return second
    return None


@cache
def is_code(text: str) -> bool:
    """Whether a text is the code or the abbreviation of a country and no name: ``GRC``, ``DRC``,
    ``UK``.
    """
    return name_key(text) in _codes()


@cache
def _codes() -> frozenset[str]:
    found = set()
    for country in countries().values():
        found.add(name_key(country.iso3))
        for name in country.names:
            letters = "".join(filter(str.isalnum, name))
            if len(letters) <= LONGEST_CODE and letters.isupper():
                found.add(name_key(name))
    # A published name stays a name, however short it is
    names = [name_key(country.name) for country in countries().values()]
    return frozenset(found.difference(names))


LONGEST_CODE = 5
"""Letters of an abbreviation, as in ``DPRK``."""


def find_region(text: str) -> Region | None:
    """The M49 region that a text names (``Southern Africa``, ``Central Asia region``)."""
    by_name = _regions_by_name()
    key = name_key(text)
    return by_name.get(key) or by_name.get(key.removesuffix(" region"))


@cache
def suggest_country(text: str) -> str:
    """``Did you mean …?`` for a name that is not known, else a way of writing it that is."""
    return did_you_mean(_words().nearest(text)) or WRITE_AS


WRITE_AS = worded("Write the country's name as UNHCR does, or its ISO 3166-1 alpha-3 code.")


@cache
def _words() -> CountryWords:
    spellings = {}
    for country in countries().values():
        spellings[country.name] = (country.name, country.name_fr, *country.names)
    return CountryWords(spellings)
