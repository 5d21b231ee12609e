"""Meeting: what all sheets for a meeting have, the finding as their title, the legend, and what is
said at their foot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from .captions import Captions
from .level_signs import LEVELS, RECORDED, SIGNS, WAY_SIGNS
from .measures import width, wrapped
from .sheets import MARGIN, PAPERS, Place, Rule, Section, Sheet

Pledged = Mapping[str, Any]
"""A row of the table of promises: a pledge in words."""


@dataclass(frozen=True)
class Facts:
    """What a sheet says around its rows: the subject's name, the sentence of coverage, and the
    lines at its foot. ``largest`` is the amount of the longest bar, if bars are asked for;
    with ``has_bars`` countries have one for their people. With ``are_chosen`` the rows are those of
    an answer, or pledges by name: there may be others on record. With ``lacks_room`` it says that
    something has no room.
    """

    subject: str
    coverage: str
    foot: Sequence[str]
    largest: int = 0
    has_bars: bool = False
    are_chosen: bool = False
    lacks_room: bool = False


class Layout:
    """A sheet in the making: the head and the foot that all have, and a body. ``lacks_room`` says
    whether the body left out what a reader would miss.
    """

    most_heading_lines = 1
    """How many lines the headings of columns may take."""
    captions_of_columns: Mapping[str, str] = {}
    """The captions of columns of the table that are not those of their names."""

    def __init__(
        self,
        rows: Sequence[Pledged],
        facts: Facts,
        captions: Captions,
        paper: str,
        columns: Sequence[str],
    ) -> None:
        self._rows = rows
        self._facts = facts
        self.lacks_room = False
        self._captions = captions
        self._paper = PAPERS[paper]
        self._inside = self._paper.width - 2 * MARGIN
        headings = {}
        for name in columns:
            caption = self.captions_of_columns.get(name, f"column {name}")
            headings[name] = captions.say(caption)
        self._sheet = Sheet(
            self._paper,
            captions.language.code,
            self._finding(),
            self._description(),
            headings,
            rows,
        )

    def made(self) -> Sheet:
        """The whole sheet."""
        raise NotImplementedError

    def _whole_table(self) -> Section:
        """The table of a page with all rows."""
        return Section(
            "table",
            self._captions.say("as a table"),
            self._sheet.headings,
            self._sheet.table,
        )

    @cached_property
    def _levels(self) -> Counter[str]:
        """How many of the pledges are at each level."""
        return Counter(row["level"] for row in self._rows)

    def _finding(self) -> str:
        """The title: what is recorded, and of how many."""
        recorded = sum(self._levels[level] for level in RECORDED)
        return self._captions.count(
            "support recorded for",
            len(self._rows),
            subject=self._facts.subject,
            recorded=self._captions.language.number(recorded),
        )

    def _description(self) -> str:
        """The counts in words."""
        counts = []
        for level in LEVELS:
            label = self._captions.language.label("support-levels", level)
            said = self._captions.say(
                "level count",
                level=label,
                number=self._captions.language.number(self._levels[level]),
            )
            counts.append(said)
        parts = [self._facts.coverage, ", ".join(counts) + "."]
        return " ".join(parts)

    def _head(self) -> float:
        """Put the title and the sentence of coverage; where the body begins."""
        letters = self._paper.letters
        sheet = self._sheet
        size = letters * 2
        # Somewhat smaller rather than a second line with a single word
        if width(sheet.title, size, bold=True) > self._inside:
            size = letters * 1.7
        lines = sheet.write(
            sheet.title,
            MARGIN,
            56,
            room=self._inside,
            size=size,
            most=2,
            bold=True,
        )
        y = 56 + (lines - 1) * size * 1.25 + letters * 2
        lines = sheet.write(
            self._facts.coverage,
            MARGIN,
            y,
            room=self._inside,
            size=letters * 1.1,
            most=2,
            style="soft",
        )
        y += lines * letters * 1.4 + letters * 1.2
        headings = self._headings()
        starts = [start for _, start in headings]
        ends = [*starts[1:], MARGIN + self._inside + 8]
        rooms = [end - start - 8 for (_, start), end in zip(headings, ends, strict=True)]
        names = [heading for heading, _ in headings]
        size = self._heading_size(names, rooms)
        most = 1
        for (heading, start), room in zip(headings, rooms, strict=True):
            lines = sheet.write(
                heading,
                start,
                y,
                room=room,
                size=size,
                most=self.most_heading_lines,
                bold=True,
            )
            most = max(most, lines)
        y += letters * (0.6 + 1.4 * (most - 1))
        sheet.marks.append(Rule(MARGIN, y, MARGIN + self._inside, y, "plain"))
        return y + letters * 0.7

    def _heading_size(self, headings: Sequence[str], rooms: Sequence[float]) -> float:
        """The size of the letters of headings: somewhat larger than others, if all are whole so."""
        letters = self._paper.letters
        for heading, room in zip(headings, rooms, strict=True):
            lines = wrapped(
                heading,
                letters * 1.1,
                room,
                self.most_heading_lines + 1,
                bold=True,
            )
            longest = max(width(word, letters * 1.1, bold=True) for word in _parts(heading))
            if len(lines) > self.most_heading_lines or longest > room:
                return letters
        # One size for all: a smaller heading would seem to matter less
        return letters * 1.1

    def _nothing_words(self) -> str:
        """What a frame without pledges says."""
        kind = "not listed" if self._facts.are_chosen else "legend none-recorded"
        return self._captions.say(kind)

    def _dash_legend(self, room: float) -> dict[str, str]:
        """What the legend says of a dash, if frames of a width have no room for words."""
        if width(self._nothing_words(), self._paper.letters) <= room - 10:
            return {}
        kind = "legend dash not listed" if self._facts.are_chosen else "legend dash"
        return {"dash": kind}

    def _headings(self) -> list[tuple[str, float]]:
        """The headings of the columns, and where they begin."""
        raise NotImplementedError

    def _legend(self) -> dict[str, str]:
        """The signs of the legend, each with its caption."""
        # All levels, also those that are nowhere here: a reader sees what could be
        return {level: f"legend {level}" for level in LEVELS}

    def _foot(self) -> float:
        """Put the legend, what is left out and the sources; where the body ends."""
        letters = self._paper.letters
        lines: list[str] = []
        # Over several lines and not cut: a reader must see all of what limits the picture
        for text in self._facts.foot:
            lines += wrapped(text, letters, self._inside, 3)
        y = self._paper.height - 22 - (len(lines) - 1) * letters * 1.35
        for number, text in enumerate(lines):
            self._sheet.write(
                text,
                MARGIN,
                y + number * letters * 1.35,
                room=self._inside,
                style="soft",
            )
        y -= letters * 1.9
        for line in reversed(self._legend_lines()):
            for sign, label, x, room in line:
                if _has_sign(sign):
                    self._sheet.sign(x + 10, y - letters * 0.35, sign)
                    x += 26
                self._sheet.write(label, x, y, room=room)
            y -= letters * 1.7
        return y - letters * 0.1

    def _legend_lines(self) -> list[list[tuple[str, str, float, float]]]:
        """The legend line by line: each sign with its label, where it begins and its room."""
        lines: list[list[tuple[str, str, float, float]]] = [[]]
        x = float(MARGIN)
        for sign, caption in self._legend().items():
            label = self._captions.say(caption)
            room = width(label, self._paper.letters) + 2
            # A further line rather than a label that is cut, as French needs more room
            if lines[-1] and x + 26 + room > MARGIN + self._inside:
                lines.append([])
                x = float(MARGIN)
            lines[-1].append((sign, label, x, room))
            x += room + (48 if _has_sign(sign) else 24)
        return lines

    def _people_bar(
        self,
        people: int | None,
        most: int,
        place: Place,
    ) -> None:
        """A bar at the foot of a place, as long as the people of a country are many."""
        if self._facts.has_bars and people:
            foot = place.y + place.height - 2
            length = place.width * people / most
            self._sheet.frame(Place(place.x, foot, length, 4), "size")

    def _name_line(
        self,
        text: str,
        place: Place,
        most: int,
        *,
        bold: bool = True,
    ) -> None:
        """Put the name of a line before it, in its middle."""
        letters = self._paper.letters
        lines = wrapped(
            text,
            letters,
            place.width,
            most,
            bold=bold,
        )
        self._sheet.write(
            text,
            place.x,
            place.baseline(letters, len(lines)),
            room=place.width,
            most=most,
            bold=bold,
        )

    def _count_field(
        self,
        hosts: int,
        supported: int,
        place: Place,
        opens: tuple[str, str] = ("", ""),
    ) -> None:
        """How many host-country pledges, and how many of them have support recorded, in a frame;
        ``opens`` names a section of the page, and what it shows.
        """
        if not hosts:
            self._nothing(place)
            return
        # Orange where none of them has support on record, as on the other sheets
        style = "open"
        level = "none-recorded"
        if supported:
            style = "some"
            level = "matched"
        self._sheet.frame(place, style, *opens)
        counts = self._captions.say(
            "field",
            hosts=hosts,
            supported=supported,
        )
        self._signed(level, counts, place, bold=True)

    def _nothing(self, place: Place) -> None:
        """A frame without pledges says so in words."""
        # Grey and in words: an empty field could be read as one that nobody looked at
        self._sheet.frame(place, "wash")
        nothing = self._nothing_words()
        # A dash where the words have no room: a part of them would say nothing
        if width(nothing, self._paper.letters) > place.width - 10:
            nothing = "–"
        self._sheet.write(
            nothing,
            place.x + 8,
            place.baseline(self._paper.letters),
            room=place.width - 10,
            style="soft",
        )

    def _signed(
        self,
        sign: str,
        text: str,
        place: Place,
        *,
        bold: bool = False,
    ) -> None:
        """A sign and a text next to it, in the middle of a place."""
        self._sheet.sign(place.x + 18, place.middle, sign)
        self._sheet.write(
            text,
            place.x + 36,
            place.baseline(self._paper.letters),
            room=place.width - 40,
            bold=bold,
        )


def drawn(make: Callable[[Facts], Layout], facts: Facts) -> Sheet:
    """The sheet of a layout; where something had no room it is made once more, and says so."""
    # What has no room is known only when everything has its place
    layout = make(facts)
    sheet = layout.made()
    if layout.lacks_room:
        sheet = make(replace(facts, lacks_room=True)).made()
    return sheet


def _has_sign(name: str) -> bool:
    return name in SIGNS or name in WAY_SIGNS


def _parts(text: str) -> list[str]:
    """The parts of a text that are not to be split: its words, and those that hyphens join."""
    return text.replace("-", "- ").split() or [""]
