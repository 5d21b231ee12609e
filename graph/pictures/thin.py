"""Where support is thin: countries and areas as a field of counts, each with the host-country
pledges recorded there and those of them with support recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from .captions import Captions
from .field_columns import FIELDS_FROM, GAP, MOST_COUNTRIES, FieldColumns
from .meeting import Facts, Layout, Pledged, drawn
from .sheets import MARGIN, Place, Section, Sheet
from .text_blocks import Part, put_block

COLUMNS = ("country", "people", "year", "area", "hosts", "supported", "pledges")
OF_PLEDGES = ("pledge", "title", "text", "support", "recorded", "who", "facts")
"""The columns of the pledges that a field opens."""

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
        of_country = by_country.setdefault(each["country"], [])
        of_country.append(each)
    said = captions.say("fields")
    further = len(by_country) - MOST_COUNTRIES
    if further > 0:
        said += " " + captions.count("further countries", further)
    shown = list(by_country.values())
    make = partial(
        _Fields,
        rows,
        captions=captions,
        paper=paper,
        countries=shown[:MOST_COUNTRIES],
        table=fields,
    )
    return drawn(make, replace(facts, foot=[said, *facts.foot]))


class _Fields(Layout):
    """A sheet of fields in the making."""

    most_heading_lines = 5
    captions_of_columns = MappingProxyType({"people": "hosted"})

    def __init__(
        self,
        rows: Sequence[Pledged],
        facts: Facts,
        captions: Captions,
        paper: str,
        countries: Sequence[Sequence[Field]],
        table: Sequence[Field],
    ) -> None:
        self._countries = countries
        self._table = table
        super().__init__(
            rows,
            facts,
            captions,
            paper,
            COLUMNS,
        )

    def made(self) -> Sheet:
        """The whole sheet: the fields of each country in a line."""
        countries = self._countries
        self._areas_shown = [each["area"] for each in countries[0]]
        self._most_people = countries[0][0]["people"] or 1
        self._pledges = {row["pledge"]: row for row in self._rows}
        self._sheet.table = self._table
        self._sections: list[Section] = []
        self._links: dict[tuple[str, str], str] = {}
        foot = self._foot()
        top = self._head()
        letters = self._paper.letters
        step = min((foot - top) / len(countries), letters * 4)
        for number, fields in enumerate(countries):
            self._country(
                fields,
                top + number * step,
                step - GAP,
            )
        # What a row counts is known when each field has its section
        links = []
        for row in self._table:
            field = (row["country"], row["area"])
            links.append(self._links.get(field, ""))
        whole = replace(self._whole_table(), sums_up=links)
        self._sheet.sections = [whole, *self._sections]
        return self._sheet

    def _headings(self) -> list[tuple[str, float]]:
        """The areas above their columns."""
        headings = [(self._captions.say("column country"), float(MARGIN))]
        for number, area in enumerate(self._areas_shown):
            heading = area[:1].upper() + area[1:]
            headings.append(
                (
                    heading,
                    self._place(
                        number,
                        0,
                        0,
                    ).x,
                )
            )
        return headings

    def _legend(self) -> dict[str, str]:
        kind = "legend not listed" if self._facts.are_chosen else "legend no pledge"
        room = self._place(0, 0, 0).width
        return {
            "none-recorded": "legend no support",
            "matched": "legend some support",
            **self._dash_legend(room),
            "empty": kind,
            "not stated": "legend no figure",
        }

    def _place(
        self,
        number: int,
        y: float,
        height: float,
    ) -> Place:
        """The field of an area in a line."""
        columns = FieldColumns(
            self._inside,
            len(self._areas_shown),
        )
        return columns.place(
            number,
            y,
            height,
        )

    def _country(
        self,
        fields: Sequence[Field],
        y: float,
        height: float,
    ) -> None:
        """The name of a country with its people, and its fields."""
        letters = self._paper.letters
        first = fields[0]
        place = Place(
            MARGIN,
            y,
            FIELDS_FROM * self._inside - 12,
            height,
        )
        parts = [Part(first["country"], bold=True), self._people(first)]
        is_whole = put_block(
            self._sheet,
            parts,
            place,
            letters,
        )
        # People without room would be read as people that nobody has counted
        self.lacks_room |= not is_whole
        self._people_bar(
            first["people"],
            self._most_people,
            place,
        )
        for number, each in enumerate(fields):
            self._field(
                each,
                self._place(
                    number,
                    y,
                    height,
                ),
            )

    def _people(self, field: Field) -> Part:
        """The people of a country and the year of the figure; in a low line as numbers."""
        if field["people"] is None:
            nothing = self._captions.say("not stated")
            return Part(
                nothing,
                style="soft",
                short=nothing,
            )
        number = self._captions.language.number(field["people"])
        in_words = self._captions.count(
            "people in",
            field["people"],
            year=field["year"],
        )
        return Part(
            in_words,
            style="soft",
            short=f"{number} ({field['year']})",
        )

    def _field(
        self,
        field: Field,
        place: Place,
    ) -> None:
        """The counts of a field; in a page they open its pledges."""
        link = ""
        heading = f"{field['country']}, {field['area']}"
        if field["hosts"]:
            link = f"field-{len(self._sections) + 1}"
            self._links[field["country"], field["area"]] = link
            section = Section(
                link,
                heading,
                self._headings_of_pledges(),
                [self._pledges[name] for name in field["pledges"]],
                opens=True,
            )
            self._sections.append(section)
        with self._sheet.about(link):
            self._count_field(
                field["hosts"],
                field["supported"],
                place,
                (link, heading),
            )

    def _headings_of_pledges(self) -> dict[str, str]:
        return {name: self._captions.say(f"column {name}") for name in OF_PLEDGES}
