"""Where support is thin: countries and areas as a field of counts, each with the host-country
pledges recorded there and those of them with support recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .captions import Captions
from .meeting import Facts, Layout, Pledged
from .sheets import MARGIN, Place, Sheet

MOST_COUNTRIES = 11
"""More countries cannot be read on a slide; those with most people are shown."""
COLUMNS = ("country", "people", "year", "area", "hosts", "supported", "pledges")
_FIELDS = 0.19  # where the fields begin, of the whole width

Field = Mapping[str, Any]


def thin_sheet(
    fields: Sequence[Field],
    rows: Sequence[Pledged],
    facts: Facts,
    captions: Captions,
    paper: str,
) -> Sheet:
    """The sheet of fields, country by country; ``rows`` are the same pledges for the counts."""
    by_country: dict[str, list[Field]] = {}
    for each in fields:
        by_country.setdefault(each["country"], []).append(each)
    foot = [captions.say("fields"), *facts.foot]
    further = len(by_country) - MOST_COUNTRIES
    if further > 0:
        foot[0] += " " + captions.count("further countries", further)
    layout = _Fields(
        rows,
        replace(facts, foot=foot),
        captions,
        paper,
        COLUMNS,
    )
    shown = list(by_country.values())[:MOST_COUNTRIES]
    return layout.with_fields(shown, fields)


class _Fields(Layout):
    """A sheet of fields in the making."""

    most_heading_lines = 2

    def with_fields(
        self,
        countries: Sequence[Sequence[Field]],
        table: Sequence[Field],
    ) -> Sheet:
        """The whole sheet: the fields of each country in a line."""
        self._areas_shown = [each["area"] for each in countries[0]]
        foot = self._foot()
        top = self._head()
        letters = self._paper.letters
        step = min((foot - top) / len(countries), letters * 4)
        for number, fields in enumerate(countries):
            self._country(fields, top + number * step, step)
        self._sheet.table = table
        return self._sheet

    def _headings(self) -> list[tuple[str, float]]:
        """The areas above their columns."""
        headings = [(self._captions.say("column country"), float(MARGIN))]
        for number, area in enumerate(self._areas_shown):
            headings.append((area, self._left(number)))
        return headings

    def _legend(self) -> dict[str, str]:
        return {"none-recorded": "legend none-recorded", "matched": "column supported"}

    def _left(self, number: int) -> float:
        """Where a column of fields begins."""
        width = (1 - _FIELDS) * self._inside / len(self._areas_shown)
        return MARGIN + _FIELDS * self._inside + number * width

    def _country(self, fields: Sequence[Field], y: float, step: float) -> None:
        letters = self._paper.letters
        first = fields[0]
        middle = y + (step - 6) / 2
        room = _FIELDS * self._inside - 12
        has_people = first["people"] is not None and step > letters * 2.8
        baseline = middle - letters * 0.2 if has_people else middle + letters * 0.35
        self._sheet.write(first["country"], MARGIN, baseline, room=room, bold=True)
        if has_people:
            people = self._captions.count("people in", first["people"], year=first["year"])
            self._sheet.write(people, MARGIN, baseline + letters * 1.2, room=room, style="soft")
        for number, each in enumerate(fields):
            self._field(each, self._left(number), y, step - 6)

    def _field(
        self,
        field: Field,
        x: float,
        y: float,
        height: float,
    ) -> None:
        width = self._left(1) - self._left(0) - 6
        place = Place(x, y, width, height)
        self._count_field(field["hosts"], field["supported"], place)
