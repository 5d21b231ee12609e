"""Promise and support: what a country promised, area by area, the support recorded for each pledge,
and who brings it. Above ``MOST_CARDS`` pledges each area is one line of counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .captions import Captions
from .level_signs import LEVELS, RECORDED
from .measures import wrapped
from .meeting import Facts, Layout, Pledged
from .sheets import MARGIN, Box, Rule, Sheet, Sign

MOST_CARDS = 25
STYLES = {"none-recorded": "none", "related": "near"}
"""How the frame of recorded support looks; of the other levels it is ``some``."""
COLUMNS = ("area", "pledge", "title", "support", "recorded", "who", "facts", "people", "id")
_AREA, _PROMISE, _SUPPORT, _WHO = 0, 0.16, 0.51, 0.83  # where columns begin, of the whole width
_COUNT, _BAR = 0.25, 0.4  # the same of counts
_GAP = 24
MOST_AREAS = 16
"""Of more areas those with the fewest pledges are one line."""


def promise_sheet(
    rows: Sequence[Pledged],
    facts: Facts,
    captions: Captions,
    paper: str,
) -> Sheet:
    """The sheet of host-country pledges in their order."""
    layout = _Promises(
        rows,
        facts,
        captions,
        paper,
        COLUMNS,
    )
    return layout.made()


class _Promises(Layout):
    """The cards of pledges, or the counts of areas, in the making."""

    def made(self) -> Sheet:
        """The whole sheet."""
        # The foot first: the legend takes its place from below, the body what is left
        foot = self._foot()
        top = self._head()
        if self._is_grouped():
            self._areas(top, foot)
        else:
            self._cards(top, foot)
        return self._sheet

    def _is_grouped(self) -> bool:
        """Whether there are more pledges than cards that can be read on this paper."""
        body = self._paper.height - 17 * self._paper.letters
        room = int(body / (self._paper.letters * 1.75))
        return len(self._rows) > min(MOST_CARDS, room)

    def _headings(self) -> list[tuple[str, float]]:
        places = {"area": _AREA, "title": _PROMISE, "recorded": _SUPPORT, "who": _WHO}
        if self._is_grouped():
            places = {"area": _AREA, "title": _COUNT, "recorded": _BAR}
        headings = []
        for name, place in places.items():
            heading = self._captions.say(f"column {name}")
            headings.append((heading, MARGIN + place * self._inside))
        return headings

    def _cards(self, top: float, foot: float) -> None:
        """One line a pledge, the promise on the left and its support next to it."""
        if not self._rows:
            return
        letters = self._paper.letters
        step = (foot - top) / len(self._rows)
        # With few pledges cards do not grow beyond five lines: the rest of the sheet stays empty
        step = min(step, letters * 8)
        area = ""
        for number, row in enumerate(self._rows):
            y = top + number * step
            if row["area"] != area:
                area = row["area"]
                self._area(area, y, self._room_of(number, step))
            self._card(row, y, step - letters * 0.4)

    def _room_of(self, number: int, step: float) -> int:
        """How many lines the name of an area may take that begins with a row."""
        area = self._rows[number]["area"]
        same = [row for row in self._rows if row["area"] == area]
        return max(1, int(len(same) * step / (self._paper.letters * 1.3)))

    def _area(self, area: str, y: float, most: int) -> None:
        letters = self._paper.letters
        # Not above the first area: the rule of the headings is there
        if y > self._paper.height / 3:
            self._sheet.marks.append(
                Rule(MARGIN, y - 3, MARGIN + 0.14 * self._inside, y - 3, "plain")
            )
        self._sheet.write(
            area,
            MARGIN,
            y + letters * 1.2,
            room=0.14 * self._inside,
            most=min(most, 4),
            bold=True,
        )

    def _card(self, row: Pledged, y: float, height: float) -> None:
        sheet = self._sheet
        level = row["level"]
        # What is open is warm and filled, so that it is seen first
        is_open = level not in RECORDED
        left = MARGIN + _PROMISE * self._inside
        middle = MARGIN + _SUPPORT * self._inside
        right = MARGIN + _WHO * self._inside
        card = middle - left - _GAP
        frame = right - middle - _GAP
        style = STYLES.get(level, "some")
        tie = {"none": "none", "near": "near"}.get(style, "tie")
        centre = y + height / 2
        # Drawn before the boxes, so that its ends are under their frames
        sheet.marks.append(Rule(left + card, centre, middle, centre, tie))
        sheet.marks.append(Box(left, y, card, height, "open" if is_open else "card"))
        sheet.marks.append(Box(middle, y, frame, height, style))
        sheet.marks.append(Sign(middle + 18, centre, level))
        facts = " · ".join([row["pledge"], *row["facts"]])
        title = row["title"] or row["pledge"]
        self._lines([title, facts], left + 12, y, card - 20, height)
        support = [row["support"], "; ".join(row["brief"])]
        self._lines(support, middle + 36, y, frame - 44, height)
        who = ", ".join(row["who"])
        self._lines(["", who], right, y, self._inside + MARGIN - right, height)

    def _lines(
        self,
        texts: Sequence[str],
        x: float,
        y: float,
        room: float,
        height: float,
    ) -> None:
        """Put a heading and a text below it, as far as there is room; in one line both."""
        heading, text = texts
        letters = self._paper.letters
        line = letters * 1.25
        most = max(1, int((height - letters * 0.3) / line))
        if most == 1:
            whole = " – ".join(filter(None, texts))
            foot = y + height / 2 + letters * 0.35
            self._sheet.write(whole, x, foot, room=room)
            return
        taken = 0
        wanted = self._wanted(heading, text, room, most)
        start = y + (height - wanted * line) / 2 + letters
        if heading:
            taken = self._sheet.write(
                heading,
                x,
                start,
                room=room,
                most=max(1, min(2, most - 1)),
                bold=True,
            )
        if text:
            self._sheet.write(
                text,
                x,
                start + taken * line,
                room=room,
                most=most - taken,
            )

    def _wanted(
        self,
        heading: str,
        text: str,
        room: float,
        most: int,
    ) -> int:
        """How many lines a heading and a text take."""
        letters = self._paper.letters
        above = max(1, min(2, most - 1))
        first = wrapped(heading, letters, room, above, bold=True) if heading else []
        second = wrapped(text, letters, room, most - len(first)) if text else []
        return len(first) + len(second)

    def _areas(self, top: float, foot: float) -> None:
        """One line an area: how many pledges, and how many at each level."""
        by_area = self._counts()
        most = max(counts.total() for counts in by_area.values())
        letters = self._paper.letters
        step = min((foot - top) / len(by_area), letters * 4)
        start = MARGIN + _BAR * self._inside
        unit = (MARGIN + self._inside - start) / most
        for number, (area, counts) in enumerate(by_area.items()):
            y = top + number * step
            baseline = y + step / 2 + letters * 0.1
            self._sheet.write(
                area,
                MARGIN,
                baseline,
                room=(_COUNT - 0.01) * self._inside,
                bold=True,
            )
            self._sheet.write(
                self._captions.count("pledge count", counts.total()),
                MARGIN + _COUNT * self._inside,
                baseline,
                room=0.14 * self._inside,
            )
            self._bar(area, counts, (start, y), unit, step)

    def _counts(self) -> dict[str, Counter[str]]:
        """The pledges of each area by level, in the order of the rows; the smallest areas together
        where they are many.
        """
        by_area: dict[str, Counter[str]] = {}
        for row in self._rows:
            counts = by_area.setdefault(row["area"], Counter())
            counts[row["level"]] += 1
        if len(by_area) <= MOST_AREAS:
            return by_area
        # Sorting keeps the order of areas with as many pledges
        largest = sorted(by_area, key=lambda area: -by_area[area].total())
        kept = largest[: MOST_AREAS - 1]
        others = [area for area in by_area if area not in kept]
        together = self._captions.count("further areas", len(others))
        found = {area: by_area[area] for area in by_area if area in kept}
        found[together] = Counter()
        for area in others:
            found[together].update(by_area[area])
        return found

    def _bar(
        self,
        area: str,
        counts: Counter[str],
        at: tuple[float, float],
        unit: float,
        step: float,
    ) -> None:
        """The counts of an area as parts of a bar; each leads to its first row of the table."""
        letters = self._paper.letters
        x, y = at
        height = step - letters * 0.5
        for level in LEVELS:
            count = counts[level]
            if not count:
                continue
            length = count * unit
            link = self._first_row(area, level)
            self._sheet.marks.append(Box(x, y, length - 2, height, f"bar-{level}", link))
            # Sign and number are in the bar where it is long enough for both
            if length > 2 * height:
                self._sheet.marks.append(Sign(x + 16, y + height / 2, level))
            self._number(count, level, x, y + height / 2 + letters * 0.35, length > 2 * height)
            x += length

    def _number(
        self,
        count: int,
        level: str,
        x: float,
        y: float,
        has_sign: bool,
    ) -> None:
        # White on the two dark grounds, for contrast
        style = "light" if level in ("joint", "matched") else "ink"
        number = self._captions.language.number(count)
        start = x + (32 if has_sign else 6)
        self._sheet.write(number, start, y, room=80, style=style, bold=True)

    def _first_row(self, area: str, level: str) -> str:
        # By its number in the table, as an identifier is data and may be any text
        for number, row in enumerate(self._rows, start=1):
            if (row["area"], row["level"]) == (area, level):
                return f"row-{number}"
        return ""
