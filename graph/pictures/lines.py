"""Lines: how the ties of a picture run between its cards, and what is written on them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .labels import text_width
from .layout import CARD_WIDTH, Card, Ends, Point

Bezier = tuple[Point, Point, Point, Point]
Said = Sequence[tuple[str, bool]]
"""The label of each tie, and whether it is computed."""

FEW_LINES = 12
"""With so many lines at most each has its label."""
HALF_CARD = CARD_WIDTH / 2
LOOP_WIDTH = 60
"""How far a tie from a thing to itself leaves its card."""
MARGIN = 24
LABEL_HEIGHT = 16
_PLACES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.35, 0.65, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9)


@dataclass(frozen=True)
class Line:
    """A tie as drawn: an SVG path, the points of its arrowhead, the place of its label.

    ``shown``: the label is written on the line. ``bow`` is 0 for the only tie of a pair, else the
    side to which it bends and how far; ``swing``: how far it leaves its column. ``middle`` is the
    place of its label, and ``at`` how far on its way that is, from 0 to 1. ``kind`` is that of its
    tie. A ``faint`` one is drawn lightly.
    """

    start: int
    end: int
    label: str
    computed: bool
    shown: bool
    bow: int
    swing: int
    path: str
    arrow: str
    middle: Point
    at: float = 0.5
    kind: str = ""
    faint: bool = False


@dataclass(frozen=True)
class Word:
    """A label between two kinds, and how many ties have it; the ``usual`` one is not written on its
    lines.
    """

    start_kind: str
    end_kind: str
    label: str
    count: int
    usual: bool


def count_words(
    said: Said,
    ends: Ends,
    cards: Sequence[Card],
) -> list[Word]:
    """The labels of the ties, counted by the kinds that they join; the most frequent first."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for (label, _), (start, end) in zip(said, ends, strict=True):
        # By kinds, because one label means another thing between others: "supported by"
        start_kind = cards[start].kind.name
        end_kind = cards[end].kind.name
        counted[start_kind, end_kind, label] += 1
    in_order = []
    for (start_kind, end_kind, label), count in counted.items():
        in_order.append((start_kind, end_kind, -count, label))
    in_order.sort()
    words: list[Word] = []
    known = set()
    for start_kind, end_kind, count, label in in_order:
        kinds = start_kind, end_kind
        # The first word of two kinds is the most frequent one
        is_usual = kinds not in known
        known.add(kinds)
        word = Word(
            start_kind,
            end_kind,
            label,
            -count,
            is_usual,
        )
        words.append(word)
    return words


def connect(
    said: Said,
    ends: Ends,
    cards: Sequence[Card],
    always: Collection[int] = (),
) -> list[Line]:
    """A line for each tie. Those of one pair bend apart, so that each can be seen. ``always`` are
    the numbers of the ties whose labels are shown, also where a label is usual.
    """
    # The legend says what the usual lines are: written on each of them, labels would cover the
    # picture
    usual = set()
    for word in count_words(said, ends, cards):
        if word.usual:
            usual.add((word.start_kind, word.end_kind, word.label))
    are_few = len(ends) <= FEW_LINES
    total = Counter(map(frozenset, ends))
    seen: Counter[frozenset[int]] = Counter()
    lines = []
    for number, (label, computed) in enumerate(said):
        start, end = ends[number]
        pair = frozenset((start, end))
        # Of three ties -2, 0 and 2; of two -1 and 1: the same to either side
        bow = 2 * seen[pair] - total[pair] + 1
        seen[pair] += 1
        one = cards[start]
        other = cards[end]
        said_here = (one.kind.name, other.kind.name, label)
        is_shown = are_few or number in always or said_here not in usual
        line = _line(
            cards,
            one,
            other,
            label,
            computed,
            is_shown,
            bow,
        )
        lines.append(line)
    return lines


def _line(
    cards: Sequence[Card],
    start: Card,
    end: Card,
    label: str,
    computed: bool,
    shown: bool,
    bow: int,
) -> Line:
    """A line that bends by ``bow``, to the same side whichever way the tie goes."""
    swing = _swing(start, end, bow, cards)
    # The side is that of the pair: of two ties there and back each keeps its own
    is_backwards = start.number > end.number
    own_bow = -bow if is_backwards else bow
    curve = _curve(start, end, own_bow, swing)
    at = _free_place(curve, label, cards) if shown else 0.5
    return Line(
        start.number,
        end.number,
        label,
        computed,
        shown,
        own_bow,
        swing,
        path=_path(curve),
        arrow=_arrow(curve, end),
        middle=_at(curve, at),
        at=at,
    )


def _free_place(
    curve: Bezier,
    label: str,
    cards: Sequence[Card],
) -> float:
    """Where on a line its label covers no card: nearest to the middle, else there."""
    # First for letters as large as they are when all is seen at once
    for larger in (1.5, 1):
        half_word = text_width(label) * larger / 2
        half_height = LABEL_HEIGHT * larger / 2
        for at in _PLACES:
            x, y = _at(curve, at)
            is_free = True
            for card in cards:
                off_x = abs(x - card.x) - half_word
                off_y = abs(y - card.y) - half_height
                if off_x < HALF_CARD and off_y < card.height / 2:
                    is_free = False
                    break
            if is_free:
                return at
    return 0.5


def _path(curve: Bezier) -> str:
    """The curve as SVG writes it: M and its start, C and the other three points."""
    points = []
    for x, y in curve:
        points.append(f"{x:.1f} {y:.1f}")
    start, *others = points
    return f"M{start}C{' '.join(others)}"


def _swing(
    start: Card,
    end: Card,
    bow: int,
    cards: Sequence[Card],
) -> int:
    """How far a tie between two cards of a column swings out, so that it does not run under the
    cards between them.
    """
    # Only inside a column: elsewhere a line passes between the columns
    if start is end or not _share_a_column(start, end):
        return 0
    upper = min(start.y, end.y)
    lower = max(start.y, end.y)
    for card in cards:
        is_between = upper < card.y < lower
        if is_between and _share_a_column(start, card):
            swing = CARD_WIDTH // 2 + 30
            swing += 18 * abs(bow)
            return -swing if bow < 0 else swing
    return 0


def _share_a_column(one: Card, other: Card) -> bool:
    aside = abs(one.x - other.x)
    return aside <= HALF_CARD


def _curve(
    start: Card,
    end: Card,
    bow: int,
    swing: int,
) -> Bezier:
    """The line between the middles of two cards, which are drawn over its ends. The page's script
    repeats this.
    """
    if start is end:
        return _loop(start, bow)
    x, y = float(start.x), float(start.y)
    u, v = float(end.x), float(end.y)
    if swing != 0:
        # A Bézier curve goes out to three quarters of its handles
        out = swing / 0.75
        first = (x + out, y)
        second = (u + out, v)
        return (x, y), first, second, (u, v)
    dx = u - x
    dy = v - y
    far = math.hypot(dx, dy) or 1.0
    bend = min(0.35 * far, 60.0)
    aside = bow * bend / far
    bent_x = -dy * aside
    bent_y = dx * aside
    if abs(dx) > CARD_WIDTH:
        # From column to column a line leaves and arrives level
        way_x = dx / 2
        way_y = 0.0
    else:
        way_x = dx / 3
        way_y = dy / 3
    first = (x + way_x + bent_x, y + way_y + bent_y)
    second = (u - way_x + bent_x, v - way_y + bent_y)
    return (x, y), first, second, (u, v)


def _loop(card: Card, bow: int) -> Bezier:
    """The line of a tie from a thing to itself."""
    side = card.right
    y = card.y
    rise = card.height * (1 + abs(bow) / 2)
    return (
        (side - 30, y),
        (side + LOOP_WIDTH, y - rise),
        (side - 110, y - rise * 1.5),
        (side - 60, y),
    )


def _at(curve: Bezier, t: float) -> Point:
    """The point of a curve at ``t``, from 0 at its start to 1 at its end."""
    s = 1 - t
    # A cubic Bézier curve is its four points in these shares
    weights = (
        s**3,
        3 * t * s**2,
        3 * t * t * s,
        t**3,
    )
    x = y = 0.0
    for weight, point in zip(weights, curve, strict=True):
        point_x, point_y = point
        x += weight * point_x
        y += weight * point_y
    return x, y


def _arrow(curve: Bezier, end: Card) -> str:
    """The SVG points of the arrowhead, where the line meets the card it leads to."""
    # Back from the middle of the card until the line comes out from under it
    t = 1.0
    while t > 0 and _is_under(_at(curve, t), end):
        # In small steps, because where a curve leaves a rectangle has no formula that is as plain
        t -= 0.004
    tip = max(0.0, t)
    before = max(0.0, t - 0.02)
    x, y = _at(curve, tip)
    before_x, before_y = _at(curve, before)
    # As the line comes in just there: its whole way may be another one
    across = x - before_x
    down = y - before_y
    direction = math.atan2(down, across)
    # Two corners behind the tip, at an angle of 0.4 to either side of the way it came
    corners = [(x, y)]
    for turn in (-0.4, 0.4):
        back = direction + turn
        corner_x = x - 9 * math.cos(back)
        corner_y = y - 9 * math.sin(back)
        corners.append((corner_x, corner_y))
    points = [f"{x:.1f},{y:.1f}" for x, y in corners]
    return " ".join(points)


def _is_under(point: Point, card: Card) -> bool:
    x, y = point
    off_x = abs(x - card.x)
    off_y = abs(y - card.y)
    is_across = off_x <= HALF_CARD + 1
    is_down = off_y <= card.height / 2 + 1
    return is_across and is_down


def box_around(
    cards: Sequence[Card],
    lines: Sequence[Line],
) -> tuple[int, int, int, int]:
    """x, y, width and height of the whole picture with a margin: cards, lines that swing out, and
    words on them.
    """
    if not cards:
        return 0, 0, 400, 100
    across: list[float] = []
    down: list[int] = []
    for card in cards:
        across += (card.left, card.right)
        down += (card.top, card.bottom)
    for line in lines:
        half_word = 0.0
        if line.shown:
            half_word = text_width(line.label) / 2
        x, _ = line.middle
        across += (x - half_word, x + half_word)
        is_loop = line.start == line.end
        if is_loop:
            card = cards[line.start]
            high = card.height * (2 + abs(line.bow))
            across += (card.left - LOOP_WIDTH, card.right + LOOP_WIDTH)
            down.append(card.y - high)
    left = round(min(across)) - MARGIN
    right = round(max(across)) + MARGIN
    top = min(down) - MARGIN
    bottom = max(down) + MARGIN
    return left, top, right - left, bottom - top
