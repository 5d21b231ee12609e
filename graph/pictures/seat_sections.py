"""Seat sections: the pledges behind each field of who sits at the table, which a page opens."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from .captions import Captions
from .composition import Thing
from .seating import WAYS, Seat, Seating
from .sheets import Section

OF_PLEDGES = ("pledge", "title", "support", "facts")
"""The columns of the pledges that a field opens."""


class SeatSections:
    """The sections of a page of seats so far; there are none where no page needs them."""

    def __init__(self, seating: Seating, captions: Captions) -> None:
        self._seating = seating
        self._captions = captions
        self._names: dict[tuple[str, Sequence[str]], str] = {}
        self._made: list[Section] = []

    def add(self, heading: str, row: Seat) -> str:
        """Add the pledges of a row, if a page needs them; the name of their section, else nothing.

        ``heading`` says whose they are and where.
        """
        if not self._seating.things:
            return ""
        pledges = tuple(dict.fromkeys(chain(*(row[way] for way in WAYS))))
        key = (heading, pledges)
        # Of a member that has a line of its own the field and the row of the table are one
        if key not in self._names and pledges:
            name = f"seat-{len(self._made) + 1}"
            self._names[key] = name
            section = Section(
                name,
                heading,
                {column: self._captions.say(f"column {column}") for column in OF_PLEDGES},
                list(map(self._row, pledges)),
                opens=True,
            )
            self._made.append(section)
        return self._names.get(key, "")

    def with_table(self, table: Section, rows: Sequence[Seat]) -> list[Section]:
        """The table of a page, whose rows count pledges, and all sections."""
        links = []
        for row in rows:
            heading = f"{row['actor']}, {row['country']}"
            links.append(self.add(heading, row))
        whole = Section(
            table.name,
            table.heading,
            table.headings,
            table.rows,
            sums_up=links if self._seating.things else (),
        )
        return [whole, *self._made]

    def _row(self, name: str) -> dict[str, Any]:
        """A pledge in the words of its facts."""
        thing = self._seating.things[name]
        return {
            "pledge": name,
            "title": self._fact(thing, "title"),
            "support": self._fact(thing, "recorded support"),
            "facts": thing.note,
            "id": thing.id,
        }

    def _fact(self, thing: Thing, name: str) -> str:
        facts = dict(thing.facts)
        return facts.get(self._captions.word(name), "")
