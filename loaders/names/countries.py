"""Countries and regions: ISO 3166-1 and M49, with the spellings that UNHCR and others use."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pledgegraph.errors import suggest
from pledgegraph.ontology.spelling import fold

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
    names: tuple[str, ...]
    regions: tuple[str, ...]
    seeks_support: bool

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
            names=_listed(row["names"]),
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


def name_key(text: str) -> str:
    """A country's name without case, accents, punctuation, article and footnote mark."""
    words = re.sub(r"[^\w\s]", " ", fold(text)).split()
    # "The Gambia" and "Gambia"
    return " ".join(words).removeprefix("the ")


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
def find_country(text: str) -> Country | None:
    """The country that a text names, or None: a name is never guessed. Two-letter codes are not
    names.
    """
    return _countries_by_name().get(name_key(text))


def find_region(text: str) -> Region | None:
    """The M49 region that a text names (``Southern Africa``, ``Central Asia region``)."""
    by_name = _regions_by_name()
    key = name_key(text)
    return by_name.get(key) or by_name.get(key.removesuffix(" region"))


@cache
def suggest_country(text: str) -> str:
    """``Did you mean …?`` for a name that is not known, else a way of writing it that is."""
    names: list[str] = []
    for country in countries().values():
        names += (country.name, *country.names)
    plain = "Write the country's name as UNHCR does, or its ISO 3166-1 alpha-3 code."
    return suggest(text, names) or plain
