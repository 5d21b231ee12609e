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
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


@cache
def countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 alpha-3 code."""
    return {
        row["iso3"]: Country(
            row["iso3"],
            row["unhcr_code"],
            row["name_en"],
            row["name_fr"],
            _listed(row["names"]),
            tuple(
                row[key] for key in ("region_m49", "subregion_m49", "intermediate_m49") if row[key]
            ),
            row["seeks_support"] == "yes",
        )
        for row in _rows(HERE / "countries.csv")
    }


@cache
def regions() -> dict[str, Region]:
    """Every region of M49 by its code."""
    return {
        row["m49"]: Region(
            row["m49"],
            row["name_en"],
            row["name_fr"],
            row["parent_m49"],
            _listed(row["names"]),
            _listed(row["text_names"]),
        )
        for row in _rows(HERE / "regions.csv")
    }


def name_key(text: str) -> str:
    """A country's name without case, accents, punctuation, article and footnote mark."""
    return re.sub(r"^the ", "", " ".join(re.sub(r"[^\w\s]", " ", fold(text)).split()))


@cache
def _countries_by_name() -> dict[str, Country]:
    found = {}
    for country in countries().values():
        for name in (country.iso3, country.name, country.name_fr, *country.names):
            found[name_key(name)] = country
    return found


@cache
def _regions_by_name() -> dict[str, Region]:
    return {
        name_key(n): region
        for region in regions().values()
        for n in (region.name, region.name_fr, *region.names)
    }


@cache
def find_country(text: str) -> Country | None:
    """The country that a text names, or None: a name is never guessed. Two-letter codes are not
    names.
    """
    return _countries_by_name().get(name_key(text))


def find_region(text: str) -> Region | None:
    """The M49 region that a text names (``Southern Africa``, ``Central Asia region``)."""
    key = name_key(text)
    return _regions_by_name().get(key) or _regions_by_name().get(key.removesuffix(" region"))


@cache
def suggest_country(text: str) -> str:
    """``Did you mean …?`` for a name that is not known, else what would do."""
    names = [name for country in countries().values() for name in (country.name, *country.names)]
    return (
        suggest(text, names)
        or "Write the country's name as UNHCR does, or its ISO 3166-1 alpha-3 code."
    )
