"""Network sheets: the network of a picture as one drawing for itself, with the finding as
its title, a legend, and what is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .captions import Captions
from .colours import KIND_COLOURS, LEVEL_COLOURS, OTHER
from .composition import Composition, Picture, composed
from .labels import Kind, isolated
from .layout import CARD_WIDTH
from .level_signs import LEVELS, SIGNS
from .lines import word_size
from .measures import has, width
from .page_templates import page_template
from .sheets import MARGIN, Paper, Sheet

WIDTH = 1280
"""The width of a small network; a larger one is as wide as its cards need, with larger letters."""
LETTERS = 14
"""The size of the smallest letters around the cards where a picture is 1280 pixels wide."""
LARGEST = 1.4
"""How much larger than usual the cards of a small network may be, as it would look lost."""


@dataclass(frozen=True)
class LegendMark:
    """A mark of the legend with its label: the sign of a level, the form of a kind, or a line."""

    label: str
    level: str = ""
    form: str = ""
    colour: str = ""
    line: str = ""


@dataclass(frozen=True)
class PlacedLegendMark:
    """A mark of the legend and where it is."""

    mark: LegendMark
    x: float
    y: float


def network_svg(picture: Picture, language: str = "en") -> str:
    """The network as an SVG file, whose text stays text.

    Raises:
        UsageProblem: a thing is there twice, or the end of a tie is missing.
    """
    return _NetworkSheet(composed(picture), Captions(language)).made()


def strange_letters(drawing: str) -> str:
    """The letters of an SVG file that its own font has not."""
    found = ""
    for letter in sorted(set(drawing)):
        if letter != "\n" and not has(letter):
            found += letter
    return found


class _NetworkSheet:
    """A drawing in the making."""

    def __init__(self, composition: Composition, captions: Captions) -> None:
        self._composition = composition
        self._captions = captions
        _, _, wide, _ = composition.box
        self._width = max(WIDTH, wide + 2 * MARGIN)
        # One pixel of a picture that is shown 1280 pixels wide
        self._unit = self._width / WIDTH
        self._inside = self._width - 2 * MARGIN * self._unit
        self._sheet = Sheet(
            Paper(self._width, 0, LETTERS * self._unit),
            captions.language.code,
            composition.picture.heading,
            self._description(),
            {},
            [],
        )

    def made(self) -> str:
        """The SVG file."""
        composition = self._composition
        top = self._head()
        left, upper, wide, tall = composition.box
        scale = min(LARGEST, self._inside / wide)
        legend, y = self._legend(top + tall * scale + 30 * self._unit)
        y = self._foot(y)
        self._sheet.paper = replace(self._sheet.paper, height=round(y))
        x = (self._width - wide * scale) / 2
        template = page_template("network.svg")
        return template.render(
            sheet=self._sheet,
            unit=self._unit,
            legend=legend,
            signs=SIGNS,
            scale=scale,
            x=x - left * scale,
            y=top - upper * scale,
            composition=composition,
            card_width=CARD_WIDTH,
            word_size=word_size(composition.box),
            kind_colour=_kind_colour,
            levels={level: colour.light for level, colour in LEVEL_COLOURS.items()},
            tag=self._captions.say("open tag"),
            tag_width=round(width(self._captions.say("open tag"), 12, bold=True)) + 16,
            isolated=isolated,
        )

    def _levels(self) -> Mapping[str, int]:
        return Counter(thing.level for thing in self._composition.things if thing.level)

    def _description(self) -> str:
        """The counts in words."""
        captions = self._captions
        composition = self._composition
        counts = []
        for level, number in self._levels().items():
            label = captions.language.label("support-levels", level)
            counts.append(captions.say("level count", level=label, number=number))
        things = captions.count("things", len(composition.things))
        ties = captions.count("tie count", len(composition.lines))
        said = [f"{things}, {ties}.", f"{', '.join(counts)}." if counts else ""]
        return " ".join([composition.picture.coverage, *filter(None, said)])

    def _write(
        self,
        text: str,
        y: float,
        size: float,
        most: int,
        style: str = "ink",
    ) -> float:
        """Put a text over the whole width; where the next one begins."""
        letters = size * self._unit
        lines = self._sheet.write(
            text,
            MARGIN * self._unit,
            y,
            room=self._inside,
            size=letters,
            most=most,
            style=style,
            bold=size > LETTERS * 1.5,
        )
        return y + lines * letters * 1.3

    def _head(self) -> float:
        """Put the title, the sentence of coverage and the date; where the cards begin."""
        picture = self._composition.picture
        y = self._write(picture.heading, 46 * self._unit, 26, 2)
        y = self._write(picture.coverage, y, 15, 2, "soft")
        # The sentence of coverage has it, unless an answer is of another day
        if picture.as_of and picture.as_of not in picture.coverage:
            day = f"{self._captions.say('as of')} {picture.as_of}"
            y = self._write(day, y, LETTERS, 1, "soft")
        return y

    def _marks(self) -> Sequence[LegendMark]:
        """The marks of the legend: levels, kinds, lines."""
        composition = self._composition
        captions = self._captions
        counts = self._levels()
        marks = []
        for level in LEVELS:
            if level in counts:
                label = captions.language.label("support-levels", level)
                marks.append(LegendMark(f"{label} ({counts[level]})", level=level))
        # What has a level is known by its sign
        kinds: dict[Kind, None] = {}
        for card in composition.cards:
            if composition.things[card.number].level not in SIGNS:
                kinds[card.kind] = None
        for kind in kinds:
            colour = _kind_colour(kind.style)
            marks.append(LegendMark(captions.word(kind.name), form=kind.path, colour=colour))
        marks.append(LegendMark(captions.say("recorded"), line="plain"))
        if any(line.kind == "supports" for line in composition.lines):
            marks.append(LegendMark(captions.say("column recorded"), line="support"))
        if any(line.computed for line in composition.lines):
            marks.append(LegendMark(captions.say("computed"), line="computed"))
        return marks

    def _legend(self, y: float) -> tuple[list[PlacedLegendMark], float]:
        """The legend from a height on, and where the next text begins."""
        letters = LETTERS * self._unit
        placed = []
        x = MARGIN * self._unit
        for mark in self._marks():
            # A line needs more room than a sign
            before = (40 if mark.line else 26) * self._unit
            room = width(mark.label, letters) + 2
            if x + before + room > self._width - MARGIN * self._unit:
                x = MARGIN * self._unit
                y += letters * 1.7
            placed.append(PlacedLegendMark(mark, x, y - letters * 0.35))
            self._sheet.write(mark.label, x + before, y, room=room)
            x += before + room + 20 * self._unit
        return placed, y + letters * 1.7

    def _foot(self, y: float) -> float:
        """Put what the marks mean, what is left out and the sources; where the page ends."""
        composition = self._composition
        picture = composition.picture
        captions = self._captions
        texts = []
        if any(thing.open for thing in composition.things):
            means = picture.open_means or captions.say("open")
            texts.append(f"“{captions.say('open tag')}” – {means}")
        ties = []
        for word in composition.words:
            start = captions.word(word.start_kind)
            end = captions.word(word.end_kind)
            ties.append(f"{start} {word.label} {end} ({word.count})")
        texts.append(" · ".join(ties))
        if picture.left_out:
            texts.append(captions.say("left out, on a slide", texts=" ".join(picture.left_out)))
        texts.append(picture.foot)
        for text in filter(None, texts):
            y = self._write(text, y, LETTERS, 3, "soft")
        return y + 6 * self._unit


def _kind_colour(style: str) -> str:
    return KIND_COLOURS.get(style, OTHER).light
