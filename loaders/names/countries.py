"""Countries and regions: ISO 3166-1 and M49, with the spellings that UNHCR and others use."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pledgegraph.errors import did_you_mean

from .country_forms import name_key, two_names, without_form, words_of
from .country_hints import CountryWords

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Country:
    """A territory: ISO 3166-1 alpha-3 code, published names, M49 regions, whether it is on the list
    of hosts.
    """

    iso3: str
    unhcr_code: str
    name: str
    name_fr: str
    listed: tuple[str, ...]
    regions: tuple[str, ...]
    seeks_support: bool
    others: tuple[str, ...] = ()

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
    others = {row["iso3"]: _listed(row["names"]) for row in _rows(HERE / "country_names.csv")}
    found = {}
    for row in _rows(HERE / "countries.csv"):
        region_codes = (
            row["region_m49"],
            row["subregion_m49"],
            row["intermediate_m49"],
        )
        found[row["iso3"]] = Country(
            iso3=row["iso3"],
            unhcr_code=row["unhcr_code"],
            name=row["name_en"],
            name_fr=row["name_fr"],
            listed=_listed(row["names"]),
            others=others.get(row["iso3"], ()),
            regions=tuple(filter(None, region_codes)),
            seeks_support=row["seeks_support"] == "yes",
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
        found.update(dict.fromkeys(map(name_key, names), country))
    return found


@cache
def _regions_by_name() -> dict[str, Region]:
    found = {}
    for region in regions().values():
        names = (region.name, region.name_fr, *region.names)
        found.update(dict.fromkeys(map(name_key, names), region))
    return found


@cache
def _countries_by_words() -> dict[tuple[str, ...], Country | None]:
    """The country of each set of words; None for one that several countries have."""
    found: dict[tuple[str, ...], Country | None] = {}
    for country in countries().values():
        for name in (country.name, country.name_fr, *country.names):
            words = words_of(name)
            if found.setdefault(words, country) is not country:
                found[words] = None
    found.update(dict.fromkeys(map(words_of, SHARED)))
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
    by_name = _countries_by_name()
    country = by_name.get(name_key(text))
    if country is None:
        country = _countries_by_words().get(words_of(text))
    if country is None:
        short = without_form(text)
        country = by_name.get(name_key(short)) if short else None
    return country


def _of_two_names(text: str) -> Country | None:
    """The one place that two names make: a territory with its State (``Macau, China``), or a
    country whose bracket says which (``Congo (DRC)``).
    """
    names = two_names(text)
    if names is None:
        return None
    first = _named(names[0])
    second = _named(names[1])
    if first is None or second is None:
        return None
    if first is second or _written_with().get(first.iso3) == second.iso3:
        return first
    if _written_with().get(second.iso3) == first.iso3:
        return second
    is_bracket = not text.rstrip()[-1].isalnum()
    shared = set(words_of(names[0]))
    if is_bracket and any(shared.issubset(words_of(name)) for name in (second.name, *second.names)):
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


WRITE_AS = "Write the country's name as UNHCR does, or its ISO 3166-1 alpha-3 code."


@cache
def _words() -> CountryWords:
    spellings = {}
    for country in countries().values():
        spellings[country.name] = (country.name, country.name_fr, *country.names)
    return CountryWords(spellings)
