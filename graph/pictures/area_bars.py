"""Area bars: host-country pledges as one line of counts an area, a part for each level of support;
in a page each part opens the pledges that it counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from .level_signs import LEVELS
from .meeting import Layout, Pledged
from .sheets import MARGIN, Place, Section, Sheet

MOST_AREAS = 16
"""Of more areas those with the fewest pledges are one line."""
_AREA, _COUNT, _BAR = 0, 0.25, 0.36  # where columns begin, of the whole width
LIGHT = ("joint", "matched")
"""The levels whose parts are dark: what is written on them is white."""


class AreaBars(Layout):
    """The lines of areas in the making."""

    def made(self) -> Sheet:
        """The whole sheet."""
        foot = self._foot()
        top = self._head()
        letters = self._paper.letters
        step = min((foot - top) / len(self._groups), letters * 4)
        self._unit = self._unit_of_bars()
        for number, area in enumerate(self._groups):
            place = Place(
                MARGIN,
                top + number * step,
                self._inside,
                step - letters * 0.5,
            )
            self._area(area, place)
        self._sheet.sections = self._sections()
        return self._sheet

    def _headings(self) -> list[tuple[str, float]]:
        places = {"area": _AREA, "pledges": _COUNT, "recorded": _BAR}
        headings = []
        for name, place in places.items():
            heading = self._captions.say(f"column {name}")
            headings.append((heading, MARGIN + place * self._inside))
        return headings

    @cached_property
    def _groups(self) -> Mapping[str, Mapping[str, list[Pledged]]]:
        """Area → level → its pledges, in the order of the rows; the smallest areas together where
        they are many.
        """
        sizes = Counter(row["area"] for row in self._rows)
        kept = set(sizes)
        if len(sizes) > MOST_AREAS:
            # Counting keeps the order of areas with as many pledges
            largest = sizes.most_common(MOST_AREAS - 1)
            kept = {area for area, _ in largest}
        others = self._captions.count("further areas", len(sizes) - len(kept))
        found: dict[str, dict[str, list[Pledged]]] = {}
        last: dict[str, list[Pledged]] = {}
        for row in self._rows:
            levels = last
            if row["area"] in kept:
                levels = found.setdefault(row["area"], {})
            of_level = levels.setdefault(row["level"], [])
            of_level.append(row)
        if last:
            found[others] = last
        return found

    def _unit_of_bars(self) -> float:
        """The width of one pledge."""
        most = 1
        for levels in self._groups.values():
            most = max(most, _size(levels))
        return (1 - _BAR) * self._inside / most

    def _area(
        self,
        area: str,
        place: Place,
    ) -> None:
        """The name of an area, how many pledges it has, and its bar."""
        letters = self._paper.letters
        levels = self._groups[area]
        room = (_COUNT - 0.02) * self._inside
        # Also between the bars, as a name has no frame
        most = int((place.height + letters * 0.6) / (letters * 1.2))
        self._name_line(
            area,
            Place(
                place.x,
                place.y,
                room,
                place.height,
            ),
            max(1, most),
        )
        self._sheet.write(
            self._captions.language.number(_size(levels)),
            MARGIN + _COUNT * self._inside,
            place.baseline(letters),
            room=(_BAR - _COUNT - 0.01) * self._inside,
        )
        x = MARGIN + _BAR * self._inside
        for level in LEVELS:
            if level in levels:
                count = len(levels[level])
                part = Place(
                    x,
                    place.y,
                    count * self._unit - 2,
                    place.height,
                )
                link = self._name(area, level)
                with self._sheet.about(link):
                    self._sheet.frame(
                        part,
                        f"bar-{level}",
                        link,
                        self._title(area, level),
                    )
                    self._number(
                        count,
                        level,
                        part,
                    )
                x += count * self._unit

    def _number(
        self,
        count: int,
        level: str,
        part: Place,
    ) -> None:
        letters = self._paper.letters
        # Sign and number are in the bar where it is long enough for both
        has_sign = part.width > 56
        if has_sign:
            self._sheet.sign(
                part.x + 16,
                part.middle,
                level,
            )
        elif part.width < letters:
            # The table has it: a number that ran over the next part would be read as that one's
            return
        self._sheet.write(
            self._captions.language.number(count),
            part.x + (32 if has_sign else 4),
            part.baseline(letters),
            room=part.width,
            style="light" if level in LIGHT else "ink",
            bold=True,
        )

    def _name(
        self,
        area: str,
        level: str,
    ) -> str:
        """The name of a group in the page: by numbers, as an area is data and may be any text."""
        areas = list(self._groups)
        return f"group-{areas.index(area) + 1}-{LEVELS.index(level) + 1}"

    def _title(
        self,
        area: str,
        level: str,
    ) -> str:
        count = len(self._groups[area][level])
        return self._captions.say(
            "group",
            area=area,
            level=self._captions.language.label("support-levels", level),
            pledges=self._captions.count("pledge count", count),
        )

    def _sections(self) -> list[Section]:
        """The table in parts, one for each group: in the order of the picture."""
        sections = []
        for area, levels in self._groups.items():
            for level in LEVELS:
                if level in levels:
                    section = Section(
                        self._name(area, level),
                        self._title(area, level),
                        self._sheet.headings,
                        levels[level],
                        opens=True,
                    )
                    sections.append(section)
        return sections


def _size(levels: Mapping[str, list[Pledged]]) -> int:
    return sum(map(len, levels.values()))
