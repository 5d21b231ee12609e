"""Seats: the members of a support platform and the countries that it covers as a field, each with
the pledges recorded there, and below it the members for whom none is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from types import MappingProxyType

from .captions import Captions
from .field_columns import FIELDS_FROM, GAP, MOST_COUNTRIES, FieldColumns
from .measures import width
from .meeting import Facts, Layout, drawn
from .seat_sections import SeatSections
from .seating import COUNTED, OWN, WAYS, Seat, Seating, by_actor, in_countries, most_ways, ways_of
from .sheets import MARGIN, Place, Sheet

MOST_COLUMNS = 5
"""Of names next to each other where nothing is recorded."""
FEW_LINES = 5
MOST_NAMED = 4
"""Of more actors that are not members the number is said."""
SHOWN_ONLY = ("as_partner", "text_only")
"""The ways that are not counted; their frames are of dots."""
COLUMNS = ("actor", "kind", "country", "people", "year", *WAYS, "supported", "id")

Line = tuple[Callable[[float, float], None], int]
"""What draws a line, given where it begins and its height, and how many parts of the height."""


def seat_sheet(
    seating: Seating,
    facts: Facts,
    captions: Captions,
    paper: str,
) -> Sheet:
    """The sheet of who sits at the table of a platform."""
    said = captions.say("seats" if seating.hosts else "seats of some")
    further = len(seating.countries) - MOST_COUNTRIES
    if further > 0:
        said += " " + captions.count("further countries", further)
    make = partial(_Seats, seating, captions=captions, paper=paper)
    return drawn(make, replace(facts, foot=[said, *facts.foot]))


class _Seats(Layout):
    """A sheet of seats in the making."""

    most_heading_lines = 3
    captions_of_columns = MappingProxyType({"people": "hosted"})

    def __init__(
        self,
        seating: Seating,
        facts: Facts,
        captions: Captions,
        paper: str,
    ) -> None:
        self._seating = seating
        self._countries = seating.countries[:MOST_COUNTRIES]
        self._opened = SeatSections(seating, captions)
        if facts.lacks_room:
            first, *others = facts.foot
            first += " " + captions.say("firmest way")
            facts = replace(facts, foot=[first, *others])
        super().__init__(
            seating.rows(),
            facts,
            captions,
            paper,
            COLUMNS,
        )

    def made(self) -> Sheet:
        """The whole sheet, from above: people, host-country pledges, members, others, and the
        members without any pledge there.
        """
        # The foot first: the legend takes its place from below, the body what is left
        foot = self._foot()
        y = self._head()
        letters = self._paper.letters
        names = self._names_shown((foot - y) * 0.4)
        columns = self._columns_of_names(names)
        in_column = -(-len(names) // columns)
        # Names need a line each at least; the fields above them take the rest, up to their most
        below = letters * max(3.2, 1.6 * in_column + 0.8) if names else 0
        lines = self._lines(foot - y - below)
        parts = sum(part for _, part in lines)
        # Few lines are higher, so that the sheet is not half empty
        most = 3.8 if parts > FEW_LINES else 5.2
        step = min((foot - y - below) / parts, letters * most)
        for draw, part in lines:
            draw(y, part * step - GAP)
            y += part * step
        if names:
            wanted = letters * (3.4 * in_column + 1.6)
            self._names(names, columns, y, min(foot - y, wanted) - GAP)
        table = self._whole_table()
        self._sheet.sections = self._opened.with_table(table, self._seating.rows())
        return self._sheet

    def _lines(self, height: float) -> list[Line]:
        """The lines of the field, each with the number of parts of a height that it takes."""
        least = self._paper.letters * 1.45 + GAP
        lines: list[Line] = [(self._people, 1)]
        if self._seating.hosts:
            lines.append((self._promised, 1))
        others = by_actor(self._seating.others)
        # Others take a line too, if there are any
        room = int(height / least) - len(lines) - bool(others)
        members = self._seating.seated()
        shown = len(members)
        if shown > room:
            shown = room - 1
        together = [(self._named(rows), in_countries(rows)) for rows in members[:shown]]
        if members[shown:]:
            label = self._captions.count("further members", len(members) - shown)
            together.append((label, in_countries(chain(*members[shown:]))))
        if others:
            fields = in_countries(self._seating.others)
            together.append((self._others(others), fields))
        parts = [most_ways(fields) for _, fields in together]
        # Where not all ways have a line, the firmest is shown; the table has all
        self._is_short = sum(parts) > room + bool(others)
        self.lacks_room |= self._is_short and max(parts) > 1
        for (label, fields), most in zip(together, parts, strict=True):
            draw = partial(self._tied, label, fields)
            lines.append((draw, 1 if self._is_short else most))
        return lines

    def _named(self, rows: Sequence[Seat]) -> str:
        return str(rows[0]["actor"])

    def _others(self, actors: Mapping[str, Sequence[Seat]]) -> str:
        """What the line of those who are not members is called."""
        names = list(map(self._named, actors.values()))
        caption = "other actors"
        # Of many names the first would be read as all of them
        if len(names) > MOST_NAMED:
            caption = "many other actors"
        return self._captions.count(
            caption,
            len(names),
            names=", ".join(names),
        )

    def _names_shown(self, height: float) -> list[str]:
        """The members without any pledge there, as many as a height has room for; the last says how
        many there are more.
        """
        names = self._seating.silent()
        lines = max(1, int(height / (self._paper.letters * 1.6)))
        most = lines * self._columns_of_names(names)
        if len(names) <= most:
            return names
        further = self._captions.count("further names", len(names) - most + 1)
        return [*names[: most - 1], further]

    def _finding(self) -> str:
        own = self._seating.number_with(OWN)
        matched = self._seating.number_with(COUNTED) - own
        finding = self._captions.count(
            "pledges recorded for members",
            len(self._seating.by_member),
            subject=self._facts.subject,
            recorded=self._captions.language.number(own),
        )
        if matched:
            finding += self._captions.count("matches of others", matched)
        return finding

    def _description(self) -> str:
        counted = self._seating.number_with(COUNTED)
        nothing = len(self._seating.by_member) - counted
        said = self._captions.count("members without", nothing)
        return f"{self._facts.coverage} {said}"

    def _headings(self) -> list[tuple[str, float]]:
        headings = [(self._captions.say("member"), float(MARGIN))]
        for number, country in enumerate(self._countries):
            place = self._place(number, 0, 0)
            headings.append((country["country"], place.x))
        return headings

    def _legend(self) -> dict[str, str]:
        legend = {}
        # Only those that are here: with all, a reader would look for what is not there
        for way in self._seating.used():
            legend[way] = f"way {way}"
        legend["none-recorded"] = "legend none-recorded"
        room = self._place(0, 0, 0).width
        return {**legend, **self._dash_legend(room)}

    def _place(
        self,
        number: int,
        y: float,
        height: float,
    ) -> Place:
        """The field of a country in a line."""
        columns = FieldColumns(self._inside, len(self._countries))
        return columns.place(number, y, height)

    def _label(
        self,
        text: str,
        y: float,
        height: float,
        *,
        bold: bool = True,
    ) -> None:
        """Put the name of a line before it, in as many lines as it has room for."""
        place = Place(
            MARGIN,
            y,
            FIELDS_FROM * self._inside - 12,
            height,
        )
        # The last line needs no room below it
        most = int((height + 2) / (self._paper.letters * 1.25))
        self._name_line(text, place, max(1, most), bold=bold)

    def _people(self, y: float, height: float) -> None:
        """How many people each country hosts."""
        years = set()
        for each in self._countries:
            if each["people"] is not None:
                years.add(each["year"])
        # One year is said once; of several each figure says its own
        label = self._captions.say("hosted")
        if len(years) == 1:
            label = self._captions.say("hosted in", year=min(years))
        self._label(
            label,
            y,
            height,
            bold=False,
        )
        for number, each in enumerate(self._countries):
            text = self._captions.say("not stated")
            if each["people"] is not None:
                text = self._captions.language.number(each["people"])
                if len(years) > 1:
                    text += f" ({each['year']})"
            place = self._place(number, y, height)
            self._sheet.write(
                text,
                place.x,
                place.baseline(self._paper.letters),
                room=place.width,
                style="soft",
            )
            self._people_bar(each["people"], self._countries[0]["people"], place)

    def _promised(self, y: float, height: float) -> None:
        """The host-country pledges of each country, and those with support recorded."""
        self._label(self._captions.say("column hosts"), y, height)
        # One row for each country, in their order
        for number, row in enumerate(self._seating.hosts[:MOST_COUNTRIES]):
            place = self._place(number, y, height)
            if not row["pledges"]:
                self._nothing(place)
                continue
            # Without a sign: in this legend a ring and a tick are of members
            heading = f"{row['actor']}, {row['country']}"
            link = self._opened.add(heading, row)
            with self._sheet.about(link):
                self._counts(row, place, (link, heading))

    def _counts(
        self,
        row: Seat,
        place: Place,
        opens: tuple[str, str],
    ) -> None:
        self._sheet.frame(place, "card", *opens)
        counts = self._captions.say(
            "field",
            hosts=len(row["pledges"]),
            supported=len(row["supported"]),
        )
        self._sheet.write(
            counts,
            place.x + 8,
            place.baseline(self._paper.letters),
            room=place.width - 10,
            bold=True,
        )

    def _tied(
        self,
        label: str,
        fields: Mapping[str, Seat],
        y: float,
        height: float,
    ) -> None:
        """The fields of a member, or of several together: in each the pledges recorded, by the way
        in which they are.
        """
        self._label(label, y, height)
        for number, each in enumerate(self._countries):
            place = self._place(number, y, height)
            found = fields.get(each["country"])
            if not found:
                self._nothing(place)
                continue
            heading = f"{label}, {each['country']}"
            link = self._opened.add(heading, found)
            with self._sheet.about(link):
                self._field(found, place, (link, heading))

    def _field(
        self,
        row: Seat,
        place: Place,
        opens: tuple[str, str],
    ) -> None:
        ways = ways_of(row)
        if self._is_short:
            ways = ways[:1]
        is_shown_only = ways[0] in SHOWN_ONLY
        self._sheet.frame(place, "near" if is_shown_only else "some", *opens)
        height = place.height / len(ways)
        for number, way in enumerate(ways):
            line = replace(
                place,
                y=place.y + number * height,
                height=height,
            )
            pledges = self._pledges(row[way], line)
            self._signed(
                way,
                pledges,
                line,
                bold=way in COUNTED,
            )

    def _pledges(self, names: Sequence[str], place: Place) -> str:
        """Pledges by name, or how many where the names have no room."""
        text = ", ".join(names)
        # A number rather than a part of the names, which would read as all of them
        number = self._captions.language.number(len(names))
        counted = self._captions.count("pledge count", len(names))
        for said in (text, counted):
            if width(said, self._paper.letters, bold=True) <= place.width - 42:
                return said
        return number

    def _columns_of_names(self, names: Sequence[str]) -> int:
        """In how many columns names can be next to each other, so that none is cut."""
        widest = 0.0
        for name in names:
            widest = max(widest, width(name, self._paper.letters))
        room = (1 - FIELDS_FROM) * self._inside - 16
        fitting = int(room / (widest + 44))
        return max(1, min(MOST_COLUMNS, fitting, len(names)))

    def _names(
        self,
        names: Sequence[str],
        columns: int,
        y: float,
        height: float,
    ) -> None:
        """The members for whom nothing is recorded there, in one frame."""
        count = len(self._seating.silent())
        label = self._captions.count("no pledge there", count)
        self._label(label, y, height)
        left = self._place(0, y, height).x
        frame = Place(
            left,
            y,
            MARGIN + self._inside - GAP - left,
            height,
        )
        self._sheet.frame(frame, "none")
        letters = self._paper.letters
        in_column = -(-len(names) // columns)
        step = min((height - letters * 0.4) / in_column, letters * 3.2)
        top = frame.middle - in_column * step / 2
        room = (frame.width - 10) / columns
        for number, name in enumerate(names):
            # Down the columns, as names are looked for
            column, line = divmod(number, in_column)
            place = Place(
                left + column * room,
                top + line * step,
                room,
                step,
            )
            self._signed("none-recorded", name, place)
