"""Level signs: how each level of recorded support is shown in every picture, by colour and by form.

The forms differ without any colour, so that a picture can be read in grey: an empty ring, a ring of
dots, a disc that is half full, one with a plus, one with a tick. The colours are an orange and a
blue that people with each kind of colour blindness can tell apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEVELS = ("none-recorded", "related", "partly-supported", "joint", "matched")
"""The levels of recorded support, the least first."""
RECORDED = ("partly-supported", "joint", "matched")
"""Those at which support is recorded; the others are open to the eye first."""

ORANGE = "#c24a00"
OCHRE = "#8a6d1a"
BLUE = "#0b5a94"
NAVY = "#0b3d66"
WHITE = "#ffffff"


@dataclass(frozen=True)
class Stroke:
    """A part of a sign, as a path of SVG around the point 0, 0 that is at most 10 pixels away; a
    browser's ``Path2D`` reads the same text.

    Attributes:
        path: the letters and numbers of the path.
        fill: the colour inside, ``none`` for no colour.
        line: the colour of the outline, ``none`` for none.
        width: that of the outline, in pixels.
        dashes: lengths of dashes and gaps in pixels; empty for a whole line.
    """

    path: str
    fill: str
    line: str = "none"
    width: float = 0
    dashes: Sequence[float] = ()


def disc(radius: float) -> str:
    """The path of a circle: an arc can only be half of it."""
    return f"M-{radius} 0A{radius} {radius} 0 0 1 {radius} 0A{radius} {radius} 0 0 1-{radius} 0Z"


SIGNS: Mapping[str, Sequence[Stroke]] = {
    "none-recorded": (Stroke(disc(7.5), WHITE, ORANGE, 3),),
    "related": (
        Stroke(disc(7.5), WHITE, OCHRE, 2, (3, 2)),
        Stroke(disc(2.5), OCHRE),
    ),
    "partly-supported": (
        Stroke(disc(8), WHITE, BLUE, 2),
        Stroke("M0-8A8 8 0 0 0 0 8Z", BLUE),
    ),
    "joint": (
        Stroke(disc(9), BLUE),
        Stroke("M-5 0H5M0-5V5", "none", WHITE, 2.5),
    ),
    "matched": (
        Stroke(disc(9), NAVY),
        Stroke("M-4.5 0.5L-1.5 3.5L4.5-3.5", "none", WHITE, 2.5),
    ),
}
"""Each level's sign, its parts from below to above."""
_SQUARE = "M-7.5-7.5H7.5V7.5H-7.5Z"
_LINES = "M-4.5-3H4.5M-4.5 0.5H4.5M-4.5 4H1"
WAY_SIGNS: Mapping[str, Sequence[Stroke]] = {
    "pledges": (
        Stroke(_SQUARE, BLUE, BLUE, 1),
        Stroke(_LINES, "none", WHITE, 1.8),
    ),
    "by_arrangement": (
        Stroke(_SQUARE, WHITE, BLUE, 2),
        Stroke(_LINES, "none", BLUE, 1.8),
    ),
    "matches": (
        Stroke(disc(9), NAVY),
        Stroke("M-4.5 0.5L-1.5 3.5L4.5-3.5", "none", WHITE, 2.5),
    ),
    "as_partner": (
        Stroke(_SQUARE, WHITE, OCHRE, 2, (3, 2)),
        Stroke("M-4 0H4M0-4V4", "none", OCHRE, 2),
    ),
    "text_only": (
        Stroke(_SQUARE, WHITE, OCHRE, 2, (3, 2)),
        Stroke(disc(2.5), OCHRE),
    ),
}
"""The sign of each way in which a pledge ties a member of a platform to a country: a sheet of paper
for a pledge, the tick for a match, dashes for what is shown and not counted.
"""
COLOURS: Mapping[str, str] = {
    "none-recorded": ORANGE,
    "related": OCHRE,
    "partly-supported": BLUE,
    "joint": BLUE,
    "matched": NAVY,
}
"""The colour of each level, for a frame or a line; each has a contrast of 4.5 on white."""
