"""Labels: how a class is shown in a picture, and how a label is split into lines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .measures import width, wrapped

LINE, _FONT = 16, 13  # height of a line of a label, and of its letters
TEXT_WIDTH, _MOST_LINES, _MOST_READ = 168, 3, 400


CUT = "…"


@dataclass(frozen=True)
class Kind:
    """How a class is shown.

    Attributes:
        style: the name of its colour in the CSS.
        band: its place from left to right: who, through what, which pledge, where and under what.
        path: an SVG path within 20 by 20 pixels around 0,0.
    """

    name: str
    style: str
    band: int
    path: str


KINDS: dict[str, Kind] = {
    "Actor": Kind("Actor", "actor", 0, "M-8 0A8 8 0 1 0 8 0A8 8 0 1 0-8 0Z"),
    "Match": Kind("Match", "match", 1, "M0-9.5L9.5 0L0 9.5L-9.5 0Z"),
    "Membership": Kind("Membership", "membership", 1, "M-9-7.5H9L0 8.5Z"),
    "Pledge": Kind("Pledge", "pledge", 2, "M-7-9H2L7-4V9H-7Z"),
    "PledgeAggregate": Kind(
        "Statement about several pledges",
        "aggregate",
        2,
        "M-8-8H8V-4H-8ZM-8-2H8V2H-8ZM-8 4H8V8H-8Z",
    ),
    "Country": Kind(
        "Country", "country", 3, "M0 9.5C-3 4-7 1-7-2.5A7 7 0 0 1 7-2.5C7 1 3 4 0 9.5Z"
    ),
    "Situation": Kind("Situation", "situation", 3, "M0-8.5L9 7.5H-9Z"),
    "SupportPlatform": Kind(
        "Support platform", "platform", 3, "M-9.5 0L-4.75-8.2H4.75L9.5 0L4.75 8.2H-4.75Z"
    ),
    "MultistakeholderPledge": Kind(
        "Multi-stakeholder pledge",
        "multistakeholder",
        3,
        "M0-10L2.5-3.4L9.5-3.1L4 1.3L5.9 8.1L0 4.2L-5.9 8.1L-4 1.3L-9.5-3.1L-2.5-3.4Z",
    ),
    "NationalArrangement": Kind(
        "National arrangement", "arrangement", 3, "M-8-8H8V0C8 5 3 8 0 9C-3 8-8 5-8 0Z"
    ),
    "Forum": Kind("Forum", "forum", 3, "M-9-8H9V4H1L-4 9V4H-9Z"),
    "Concept": Kind("Area or theme", "concept", 3, "M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z"),
    "ImplementationUpdate": Kind("Update reported", "update", 3, "M-8-8H1L9 0L1 8H-8L0 0Z"),
    "Target": Kind(
        "Target",
        "target",
        3,
        "M-9 0A9 9 0 1 0 9 0A9 9 0 1 0-9 0ZM-4 0A4 4 0 1 1 4 0A4 4 0 1 1-4 0Z",
    ),
    "PopulationFigure": Kind(
        "Population figure", "population", 3, "M-9 9V1H-4V9ZM-2.5 9V-4H2.5V9ZM4 9V-9H9V9Z"
    ),
}
"""Every class that has a shape of its own, in the order of the legend."""
_OTHER_PATH = "M-8-8H8V8H-8Z"


def kind_of(name: str) -> Kind:
    """How a class is shown; one without a shape of its own is a grey square with its own name."""
    if name in KINDS:
        return KINDS[name]
    # A class that the table above lacks is shown all the same
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = spaced[:1] + spaced[1:].lower()
    return Kind(words, "other", 3, _OTHER_PATH)


def text_width(text: str) -> float:
    """The width of a text on a card or a line in pixels."""
    return width(text, _FONT)


def wrap_label(label: str, size: float = _FONT, most: int = _MOST_LINES) -> tuple[str, ...]:
    """The lines of a label on its card, at most so many; a label that is cut ends in ``CUT``."""
    text = label[:_MOST_READ]
    lines = wrapped(text, size, TEXT_WIDTH, most)
    if lines[0] == CUT:
        # Nothing is left of an identifier that is cut: it alone says more than that
        lines = text.split()[:1]
    return tuple(lines)


_ISOLATE, _END = "\u2067", "\u2069"
_SCRIPTS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_NAMES = re.compile(rf"[{_SCRIPTS}]+(?:\s+[{_SCRIPTS}]+)*")
"""Words of scripts that run from right to left, as Unicode has set their blocks aside."""


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is one of a script such as Arabic."""
    # Figures and signs have no direction of their own
    for direction in map(unicodedata.bidirectional, text):
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def runs_from_right(text: str) -> bool:
    """Whether most letters of a text are of a script such as Arabic: an English sentence that
    begins with an Arabic name is not such a text.
    """
    right = 0
    left = 0
    for direction in map(unicodedata.bidirectional, text):
        if direction == "L":
            left += 1
        elif direction in ("R", "AL"):
            right += 1
    return right > left


def isolated(line: str, is_reversed: bool = False) -> str:
    """A line with marks around what runs from right to left: the whole of one that is reversed,
    else each name, so that what follows the name does not become a part of it.
    """
    if is_reversed:
        return f"{_ISOLATE}{line}{_END}"
    return _NAMES.sub(rf"{_ISOLATE}\g<0>{_END}", line)
