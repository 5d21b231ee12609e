"""Sheets: one page for a meeting as marks on a ground, from which SVG and HTML are made.

A layout puts marks on a sheet; the templates say how they look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from pledgegraph.writing.signs import visible_line

from .captions import Captions
from .labels import isolated, runs_from_right
from .level_signs import SIGNS, WAY_SIGNS
from .measures import has, wrapped
from .page_templates import page_template, policy_hash

MARGIN = 40
MOST_ROWS = 1_500
"""Of more rows a page would be larger than 2 MB, as each is up to 1 kB."""


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
    """A rectangle; one with a ``link`` leads to a section of the page, whose heading is its
    ``label``.
    """

    x: float
    y: float
    width: float
    height: float
    style: str
    link: str = ""
    label: str = ""


@dataclass(frozen=True)
class Sign:
    """The sign of a level of support, or of a way to a seat, around a point."""

    x: float
    y: float
    level: str


@dataclass(frozen=True)
class Rule:
    """A straight line; a dashed one is for what is not recorded."""

    x: float
    y: float
    to_x: float
    to_y: float
    style: str


@dataclass(frozen=True)
class Section:
    """A part of the table below a picture; one that ``opens`` comes over the picture when the mark
    is clicked that leads to it. ``further`` rows are left out of it.
    """

    name: str
    heading: str
    headings: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    opens: bool = False
    further: int = 0


@dataclass
class Sheet:
    """A page: what it says, and the marks on it.

    ``description`` names the counts for those who hear the picture; ``table`` are the same rows,
    with ``headings`` for its columns. ``sections`` are what a page has of them: without any the
    whole table.
    """

    paper: Paper
    language: str
    title: str
    description: str
    headings: Mapping[str, str]
    table: Sequence[Mapping[str, Any]]
    marks: list[Words | Box | Sign | Rule] = field(default_factory=list)
    sections: Sequence[Section] = ()

    def __post_init__(self) -> None:
        # They may name what the data calls itself, with signs that no SVG may have
        self.title = visible_line(self.title)
        self.description = visible_line(self.description)

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


def html(sheet: Sheet, heading: str) -> str:
    """The sheet as one page that opens offline, with its table below it and no script at all.

    ``heading`` is that of the table.
    """
    place = files("pledgegraph.graph.pictures") / "templates" / "sheet.css"
    style = place.read_text("utf-8")
    captions = Captions(sheet.language)
    sections = sheet.sections or [Section("table", heading, sheet.headings, sheet.table)]

    def shown(name: str, value: Any) -> str:
        # A year counts nothing
        is_count = isinstance(value, int) and name != "year"
        return captions.language.number(value) if is_count else cell(value)

    # The policy of the page names its one style, and allows nothing else
    template = page_template("sheet.html")
    return template.render(
        sheet=sheet,
        picture=Markup(svg(sheet, linked=True)),
        style=Markup(style),
        digest=policy_hash(style),
        sections=_first_rows(sections),
        further=captions.count,
        close=captions.say("close"),
        cell=shown,
        # Our own sentences, in which a name may run from right to left
        own=isolated,
    )


def _first_rows(sections: Sequence[Section]) -> list[Section]:
    """The sections of a page with the first rows of those that have too many for it: as many of
    each, so that none is empty.
    """
    left = MOST_ROWS
    allowed = 0
    sizes = sorted(len(section.rows) for section in sections)
    for number, size in enumerate(sizes):
        share = left // (len(sizes) - number)
        allowed = max(1, share)
        # What a small one does not need is there for the larger ones
        left -= min(size, allowed)
    shown = []
    for section in sections:
        rows = section.rows[:allowed]
        further = len(section.rows) - len(rows)
        shown.append(replace(section, rows=rows, further=further))
    return shown


def cell(value: Any) -> str:
    """A cell of the table as a text: the values of a list one after the other."""
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    # Plain blanks, as everywhere in what programs read
    return visible_line(text.replace("\u00a0", " "))
