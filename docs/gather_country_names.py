"""Gather the names of countries in the six languages of the United Nations, for
``loaders/names/country_names.csv``.

``python docs/gather_country_names.py TAXONOMY.csv`` writes it from Babel's names of territories
(CLDR) and the Countries and Territories Taxonomy that hdx-python-country brings as
``hdx/location/Countries & Territories Taxonomy MVP - C&T Taxonomy.csv``. A name that two countries
or a region share is left out.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import babel
from babel import Locale

from pledgegraph.loaders.names.countries import SHARED, Country, countries, regions
from pledgegraph.loaders.names.country_forms import name_key

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "loaders" / "names" / "country_names.csv"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh", "zh_Hant")
TERMS = ("Preferred Term", "ISO Alt Term", "DGACM Alt Term", "HPC Tools Alt Term", "RW Short Name")
SHORT = tuple(
    f"{language} Short"
    for language in ("English", "French", "Spanish", "Russian", "Chinese", "Arabic")
)
M49 = tuple(
    f"M49 {language}"
    for language in ("English", "French", "Spanish", "Russian", "Chinese", "Arabic")
)
HEAD = """\
# Names of countries in Arabic, Chinese, English, French, Russian and Spanish, accepted on intake
# next to those of countries.csv. Made by docs/gather_country_names.py; a name that two countries
# or a region share is left out.
# Sources:
#   Unicode CLDR, names of territories, by Babel {version}. Copyright 1991-2025 Unicode, Inc.
#   Unicode License V3, https://www.unicode.org/license.txt
#   OCHA, Countries and Territories Taxonomy (names of UNTERM and of M49), by hdx-python-country
#   4.2.5. Copyright 2016 Michael Rans. MIT License, https://github.com/OCHA-DAP/hdx-python-country
# The designations imply no opinion on the legal status of any country or territory.
"""


def of_cldr(country: Country, iso2: str) -> Iterator[str]:
    """The names of a country in CLDR."""
    for language in LANGUAGES:
        name = Locale.parse(language).territories.get(iso2)
        if name:
            yield name


def of_regions() -> Iterator[str]:
    """The names of regions, which are never a country's."""
    for region in regions().values():
        yield from (region.name, region.name_fr, *region.names, *region.text_names)
        for language in LANGUAGES:
            yield Locale.parse(language).territories.get(region.m49, "")


def of_taxonomy(path: Path) -> dict[str, list[str]]:
    """ISO 3166-1 alpha-3 code → the names that the taxonomy has."""
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Deprecated"] != "Y":
                names = [row[column] for column in (*TERMS, *SHORT, "English Formal", *M49)]
                found.setdefault(row["ISO 3166-1 Alpha 3-Codes"], []).extend(names)
    return found


def codes() -> dict[str, str]:
    """Alpha-3 → alpha-2."""
    with (TARGET.parent / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["iso3"]: row["iso2"] for row in rows}


def main() -> None:
    """Write the file."""
    taxonomy = of_taxonomy(Path(sys.argv[1]))
    iso2 = codes()
    taken = {name_key(name): "" for name in of_regions()}
    for country in countries().values():
        own = (country.iso3, country.name, country.name_fr, *country.listed)
        taken.update((name_key(name), country.iso3) for name in own)
    taken.update((name_key(name), "") for name in (*SHARED, "NA"))
    found: dict[str, dict[str, str]] = {}
    claimed: dict[str, set[str]] = {}
    for iso3, country in countries().items():
        names = [*of_cldr(country, iso2[iso3]), *taxonomy.get(iso3, ())]
        for name in map(str.strip, names):
            key = name_key(name)
            if key and "|" not in name and key not in taken:
                found.setdefault(iso3, {}).setdefault(key, name)
                claimed.setdefault(key, set()).add(iso3)
    lines = [HEAD.format(version=babel.__version__), "iso3,names\n"]
    for iso3 in sorted(found):
        kept = [name for key, name in found[iso3].items() if len(claimed[key]) == 1]
        if kept:
            listed = "|".join(sorted(kept)).replace('"', '""')
            lines.append(f'{iso3},"{listed}"\n')
    TARGET.write_text("".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
