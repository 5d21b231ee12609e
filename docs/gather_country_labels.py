"""Gather the names of countries in Spanish and Arabic as the M49 standard has them, for
``loaders/names/country_labels.csv``.

``python docs/gather_country_labels.py TAXONOMY.csv`` writes it from the Countries and Territories
Taxonomy that hdx-python-country brings as
``hdx/location/Countries & Territories Taxonomy MVP - C&T Taxonomy.csv``.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from pledgegraph.loaders.names.countries import countries

TARGET = Path(__file__).resolve().parent.parent / "loaders" / "names" / "country_labels.csv"
HEAD = """\
# Names of countries in Spanish and Arabic, as labels: those of the M49 standard of the United
# Nations. Made by docs/gather_country_labels.py. A country that the standard does not list has
# none.
# Source: OCHA, Countries and Territories Taxonomy, by hdx-python-country 4.2.5. Copyright 2016
# Michael Rans. MIT License, https://github.com/OCHA-DAP/hdx-python-country
# The designations imply no opinion on the legal status of any country or territory.
"""


def main() -> None:
    """Write the file."""
    with Path(sys.argv[1]).open(encoding="utf-8-sig", newline="") as file:
        rows = {row["ISO 3166-1 Alpha 3-Codes"]: row for row in csv.DictReader(file)}
    with TARGET.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        written = csv.writer(file, lineterminator="\n")
        written.writerow(["iso3", "name_es", "name_ar"])
        for code in sorted(countries()):
            row = rows.get(code, {})
            names = [row.get(f"M49 {language}", "").strip() for language in ("Spanish", "Arabic")]
            if any(names):
                written.writerow([code, *names])


if __name__ == "__main__":
    main()
