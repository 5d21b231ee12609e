"""Asylum: the countries in which the refugees of a situation are, by a source or else by UNHCR's figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .facts import Rows, newest

FEWEST = 25_000
"""Refugees and asylum-seekers from a situation's origins that make a country one of its asylum countries, where no
source names any: what UNHCR takes to call a situation protracted."""


class Asylum:
    """The asylum countries of situations; ``notices`` tell which of them no source names."""

    def __init__(self, texts: Mapping[str, Rows], situations: Iterable[str]) -> None:
        self.countries: set[str] = set()
        self.notices: list[str] = []
        for situation in sorted(situations):
            named = {row["country"] for row in texts["_asylum"] if row["situation"] == situation}
            self.countries |= named or self._by_figures(texts["_displaced"], situation)

    def _by_figures(self, rows: Rows, situation: str) -> set[str]:
        figures = newest(rows)
        found = {row["country"] for row in figures if row["situation"] == situation and row["value"] >= FEWEST}
        if found:
            year = figures[0]["year"]
            self.notices.append(
                f"Asylum countries of {situation} by UNHCR's figures of {year}: {', '.join(sorted(found))} "
                f"({FEWEST:,} or more refugees and asylum-seekers from there); no source names them."
            )
        else:
            self.notices.append(f"No source names an asylum country of {situation}, nor do UNHCR's figures show one.")
        return found
