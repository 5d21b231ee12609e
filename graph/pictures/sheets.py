"""Sheets: one page for a meeting as marks on a ground, from which SVG and HTML are made.

A layout puts marks on a sheet; the templates say how they look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pledgegraph.writing.signs import visible_line

from .composition import Thing
from .labels import isolated, runs_from_right
from .level_signs import SIGNS, WAY_SIGNS
from .measures import has, wrapped
from .page_templates import page_template

MARGIN = 40


@dataclass(frozen=True)
class Paper:
    """The size of a sheet in pixels, and that of its smallest letters: 14 of 1280 are enough on a
    slide, A4 landscape needs 16.5 for 10 points.
    """

    width: int
    height: int
    letters: float


PAPERS: Mapping[str, Paper] = {
    "slide": Paper(1280, 720, 14),
    "a4": Paper(1280, 905, 16.5),
}


@dataclass(frozen=True)
class Place:
    """A part of a sheet, in pixels from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2

    def baseline(self, letters: float, lines: int = 1) -> float:
        """Where the first of some lines of letters begins that are in its middle."""
        above = (lines - 1) * letters * 0.625
        return self.middle + letters * 0.35 - above


@dataclass(frozen=True)
class Words:
    """Lines of a text; ``x`` is where they begin, ``y`` the foot of the first one."""

    x: float
    y: float
    lines: Sequence[str]
    size: float
    style: str = "ink"
    bold: bool = False
    room: float = 0
    about: str = ""

    @property
    def placed(self) -> list[tuple[float, float, str, str]]:
        """Each line with its place and anchor; one from right to left ends at the right edge."""
        found = []
        is_reversed = runs_from_right("".join(self.lines))
        x = self.x + self.room if is_reversed else self.x
        anchor = "end" if is_reversed else "start"
        for number, line in enumerate(self.lines):
            y = round(self.y + number * self.size * 1.25, 1)
            found.append((x, y, anchor, isolated(line, is_reversed)))
        return found


@dataclass(frozen=True)
class Box:
    """A rectangle; one with a ``link`` leads to a section or a row of the page, and its ``label``
    says to which.
    """

    x: float
    y: float
    width: float
    height: float
    style: str
    link: str = ""
    label: str = ""
    about: str = ""


@dataclass(frozen=True)
class Sign:
    """The sign of a level of support, or of a way to a seat, around a point."""

    x: float
    y: float
    level: str
    about: str = ""


@dataclass(frozen=True)
class Rule:
    """A straight line; a dashed one is for what is not recorded."""

    x: float
    y: float
    to_x: float
    to_y: float
    style: str
    about: str = ""


Mark = Words | Box | Sign | Rule
"""What is drawn. ``about`` names the section or the row of the page that it shows a part of."""


@dataclass(frozen=True)
class Section:
    """A part of the table below a picture; one that ``opens`` comes over the picture when the mark
    is clicked that leads to it. ``further`` rows are left out of it. The rows of one that
    ``sums_up`` others are counts: for each of them the section whose pledges it counts, if any.
    """

    name: str
    heading: str
    headings: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    opens: bool = False
    further: int = 0
    sums_up: Sequence[str] = ()

    def row_name(self, number: int) -> str:
        """The name of a row in the page."""
        return f"{self.name}-row-{number}"


@dataclass
class Sheet:
    """A page: what it says, and the marks on it.

    ``description`` names the counts for those who hear the picture; ``table`` are the same rows,
    with ``headings`` for its columns. ``sections`` are what a page has of them: without any the
    whole table. ``things`` are the pledges of its rows by identifier, with what a click on one
    shows; only a page needs them.
    """

    paper: Paper
    language: str
    title: str
    description: str
    headings: Mapping[str, str]
    table: Sequence[Mapping[str, Any]]
    marks: list[Mark] = field(default_factory=list)
    sections: Sequence[Section] = ()
    things: Mapping[str, Thing] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # They may name what the data calls itself, with signs that no SVG may have
        self.title = visible_line(self.title)
        self.description = visible_line(self.description)

    @contextmanager
    def about(self, name: str) -> Iterator[None]:
        """What is put on the sheet meanwhile shows a part of a section or a row of the page."""
        first = len(self.marks)
        yield
        for number in range(first, len(self.marks)):
            self.marks[number] = replace(self.marks[number], about=name)

    def frame(
        self,
        place: Place,
        style: str,
        link: str = "",
        label: str = "",
    ) -> None:
        """Put a rectangle on the sheet; one with a ``link`` leads to a section of the page."""
        box = Box(
            place.x,
            place.y,
            place.width,
            place.height,
            style,
            link,
            label,
        )
        self.marks.append(box)

    def sign(self, x: float, y: float, level: str) -> None:
        """Put a sign on the sheet, around a point."""
        self.marks.append(Sign(x, y, level))

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        room: float,
        size: float = 0,
        most: int = 1,
        style: str = "ink",
        bold: bool = False,
    ) -> int:
        """Put a text on the sheet, in at most so many lines; how many it takes."""
        # Nothing is smaller than what can be read on this paper
        size = size or self.paper.letters
        lines = wrapped(
            visible_line(text),
            size,
            room,
            most,
            bold=bold,
        )
        words = Words(
            x,
            y,
            lines,
            size,
            style,
            bold,
            room,
        )
        self.marks.append(words)
        return len(lines)

    def of_kind(self, kind: str) -> list[Any]:
        """The marks of a kind, in their order: ``Words``."""
        return [mark for mark in self.marks if type(mark).__name__ == kind]

    def letters(self) -> Iterable[str]:
        """Every letter on it, without the marks that only say where it runs."""
        for words in self.of_kind("Words"):
            for line in words.lines:
                yield from line

    def strange(self) -> str:
        """The letters on it that its own font has not."""
        found = {letter for letter in self.letters() if not has(letter)}
        return "".join(sorted(found))


def svg(sheet: Sheet, *, linked: bool = False) -> str:
    """The sheet as an SVG file, whose text stays text; in a page its marks are ``linked``."""
    template = page_template("sheet.svg")
    boxes = sheet.of_kind("Box")
    return template.render(
        sheet=sheet,
        # A picture that is one image to a reader of screens would hide the links in it
        linked=linked and any(box.link for box in boxes),
        paper=sheet.paper,
        signs={**SIGNS, **WAY_SIGNS},
    )


def cell(value: Any) -> str:
    """A cell of the table as a text: the values of a list one after the other."""
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    # Plain blanks, as everywhere in what programs read
    return visible_line(text.replace("\u00a0", " "))
