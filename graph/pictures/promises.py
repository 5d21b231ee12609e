"""Promise and support: what a country promised, area by area, the support recorded for each pledge,
and who brings it. Of more pledges than can be read as cards each area is a line of counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from .area_bars import AreaBars
from .captions import Captions
from .level_signs import RECORDED
from .measures import wrapped
from .meeting import Facts, Layout, Pledged, drawn
from .sheets import MARGIN, PAPERS, Place, Rule, Sheet
from .text_blocks import Part, put_block

MOST_CARDS = 25
STYLES = {"none-recorded": "none", "related": "near"}
"""How the frame of recorded support looks, and the line that leads to it; of the other levels the
frame is ``some`` and the line ``tie``.
"""
COLUMNS = ("area", "pledge", "title", "text", "support", "recorded", "who", "facts", "people", "id")
_AREA, _SUPPORT, _WHO = 0, 0.54, 0.83  # where columns begin, of the whole width
_PROMISES = (0.16, 0.19, 0.22, 0.25)
"""Where promises may begin: as far as the names of areas need it."""
_ALONE = 0.66  # where support begins if nobody brings any
_GAP = 24
_AROUND = 17
"""How many lines the head and the foot take at most."""
_LEAST, _MOST = 1.75, 8.6
"""The height of a card with what is above it, in letters."""
_LARGEST = 1.35
"""How much larger than the smallest letters those of a few cards are."""


def promise_sheet(
    rows: Sequence[Pledged],
    facts: Facts,
    captions: Captions,
    paper: str,
) -> Sheet:
    """The sheet of host-country pledges in their order."""
    kind = AreaBars if is_grouped(len(rows), paper) else _Cards
    make = partial(
        kind,
        rows,
        captions=captions,
        paper=paper,
        columns=COLUMNS,
    )
    return drawn(make, facts)


def is_grouped(count: int, paper: str) -> bool:
    """Whether there are more pledges than cards that can be read on a paper."""
    size = PAPERS[paper]
    body = size.height - _AROUND * size.letters
    room = int(body / (size.letters * _LEAST))
    return count > min(MOST_CARDS, room)


class _Cards(Layout):
    """One line a pledge: its area, the promise, its support next to it, and by whom."""

    def made(self) -> Sheet:
        """The whole sheet."""
        # Without anybody to name, the column of names would be empty room
        self._has_who = any(row["who"] for row in self._rows)
        self._support = _SUPPORT if self._has_who else _ALONE
        self._promise = self._start_of_promises()
        self._whole = self._whole_table()
        # The foot first: the legend takes its place from below, the body what is left
        foot = self._foot()
        top = self._head()
        letters = self._paper.letters
        step = (foot - top) / max(1, len(self._rows))
        # With few pledges cards do not grow for ever: the rest of the sheet stays empty
        step = min(step, letters * _MOST)
        self._size = letters * min(_LARGEST, max(1, step / (letters * 4.2)))
        area = ""
        for number, row in enumerate(self._rows):
            y = top + number * step
            if row["area"] != area:
                area = row["area"]
                self._area(number, y, step)
            place = Place(MARGIN, y, self._inside, step - letters * 0.3)
            link = self._whole.row_name(number)
            with self._sheet.about(link):
                self._card(row, place, link)
        self._sheet.sections = [self._whole]
        return self._sheet

    def _headings(self) -> list[tuple[str, float]]:
        places = {"area": _AREA, "title": self._promise, "recorded": self._support}
        if self._has_who:
            places["who"] = _WHO
        headings = []
        for name, place in places.items():
            heading = self._captions.say(f"column {name}")
            headings.append((heading, MARGIN + place * self._inside))
        return headings

    def _start_of_promises(self) -> float:
        """The first place at which no name of an area is cut, as long as there is one."""
        letters = self._paper.letters
        areas = Counter(row["area"] for row in self._rows)
        # Of a card at its lowest, as the head is not yet made
        step = (self._paper.height - _AROUND * letters) / len(self._rows)
        step = max(letters * _LEAST, min(step, letters * _MOST))
        for start in _PROMISES:
            is_cut = False
            for area, rows in areas.items():
                lines = wrapped(
                    area,
                    letters,
                    (start - 0.02) * self._inside,
                    9,
                    bold=True,
                )
                # An area has the height of all its cards
                most = max(1, int(rows * step / (letters * 1.3)))
                is_cut |= len(lines) > most
            if not is_cut:
                return start
        return _PROMISES[-1]

    def _legend(self) -> dict[str, str]:
        legend = super()._legend()
        # Without a sign: nothing is drawn for what no source states
        legend["not stated"] = "legend not stated"
        if self._facts.lacks_room:
            legend["not stated"] = "legend not stated or no room"
        return legend

    def _area(
        self,
        number: int,
        y: float,
        step: float,
    ) -> None:
        """The name of the area that begins with a row, in as many lines as its rows are high."""
        letters = self._paper.letters
        area = self._rows[number]["area"]
        rows = sum(row["area"] == area for row in self._rows)
        room = (self._promise - 0.02) * self._inside
        # Not above the first area: the rule of the headings is there
        if number:
            above = y - letters * 0.15
            self._sheet.marks.append(Rule(MARGIN, above, MARGIN + room, above, "plain"))
        most = max(1, int(rows * step / (self._size * 1.3)))
        self._sheet.write(
            area,
            MARGIN,
            y + self._size * 1.15,
            room=room,
            size=self._size,
            most=min(most, 4),
            bold=True,
        )

    def _card(
        self,
        row: Pledged,
        line: Place,
        link: str,
    ) -> None:
        level = row["level"]
        card = self._column(line, self._promise, self._support)
        end = _WHO if self._has_who else 1 + _GAP / self._inside
        frame = self._column(line, self._support, end)
        # Drawn before the boxes, so that its ends are under their frames
        tie = Rule(
            card.x + card.width,
            card.middle,
            frame.x,
            frame.middle,
            STYLES.get(level, "tie"),
        )
        self._sheet.marks.append(tie)
        # What is open is warm and filled, so that it is seen first
        self._sheet.frame(
            card,
            "card" if level in RECORDED else "open",
            link,
            f"{row['pledge']} {row['title']}",
        )
        self._sheet.frame(frame, STYLES.get(level, "some"))
        self._sheet.sign(frame.x + 20, frame.middle, level)
        facts = " · ".join([row["pledge"], *row["facts"]])
        promise = [
            Part(row["title"] or row["pledge"], most=2, bold=True),
            Part(
                facts,
                most=2,
                short=" · ".join(row["shortest"]),
            ),
            Part(row["text"], most=3, style="soft"),
        ]
        # Bars are below the texts
        below = 6 if self._facts.largest else 0
        support = [
            Part(row["support"], bold=True),
            # Each once: several actors may bring the same
            Part(
                _each_once(row["brief"]),
                most=4,
                short=_each_once(row["briefest"]),
            ),
        ]
        self._put(promise, _within(card, 12, below))
        self._put(support, _within(frame, 40, below))
        who = Part(", ".join(row["who"]), most=6)
        if self._has_who:
            names = self._column(line, _WHO, 1)
            self._put([who], replace(names, width=names.width + _GAP))
        self._bars(row, card, frame)

    def _put(self, parts: Sequence[Part], place: Place) -> None:
        is_whole = put_block(
            self._sheet,
            parts,
            place,
            self._size,
        )
        # A stage or an amount that has no room would be read as not stated
        self.lacks_room |= not is_whole

    def _column(
        self,
        line: Place,
        start: float,
        end: float,
    ) -> Place:
        """A part of a line, without the gap at its end."""
        x = MARGIN + start * self._inside
        width = (end - start) * self._inside - _GAP
        return Place(x, line.y, width, line.height)

    def _bars(
        self,
        row: Pledged,
        card: Place,
        frame: Place,
    ) -> None:
        """The amounts of a pledge and of its support as bars, if sizes are asked for."""
        largest = self._facts.largest
        if not largest:
            return
        for amount, place in zip(amounts_of(row), (card, frame), strict=True):
            length = (place.width - 8) * amount / largest
            # At the foot of the frame, where no text is
            bar = Place(
                place.x + 4,
                place.y + place.height - 6,
                length,
                4,
            )
            if amount:
                self._sheet.frame(bar, "size")


def amounts_of(row: Pledged) -> tuple[int, int]:
    """The amount of a pledge and that of its support, 0 where none is stated."""
    own, _ = row["own"] or (0, "")
    brought = sum(amount for amount, _ in row["brought"])
    return own, brought


def _each_once(texts: Sequence[str]) -> str:
    different = dict.fromkeys(texts)
    return "; ".join(different)


def _within(
    place: Place,
    left: float,
    below: float,
) -> Place:
    """The part of a frame in which a text is."""
    return Place(
        place.x + left,
        place.y,
        place.width - left - 8,
        place.height - below,
    )
