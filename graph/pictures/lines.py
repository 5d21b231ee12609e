"""Lines: how the ties of a picture run between its cards, and what is written on them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .labels import text_width
from .layout import CARD_WIDTH, Card, Ends, Point

Bezier = tuple[Point, Point, Point, Point]
Said = Sequence[tuple[str, bool]]
"""The label of each tie, and whether it is computed."""

FEW_LINES = 12
"""With so many lines at most each has its label."""
HALF_CARD = CARD_WIDTH / 2
MARGIN = 24


@dataclass(frozen=True)
class Line:
    """A tie as drawn: an SVG path, the points of its arrowhead, the place of its label.

    ``shown``: the label is written on the line. ``bow`` is 0 for the only tie of a pair, else the
    side to which it bends and how far; ``swing``: how far it leaves its column.
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
        start_name = cards[start].kind.name
        end_name = cards[end].kind.name
        counted[start_name, end_name, label] += 1
    in_order = []
    for (start_name, end_name, label), count in counted.items():
        in_order.append((start_name, end_name, -count, label))
    in_order.sort()
    words: list[Word] = []
    for start_kind, end_kind, count, label in in_order:
        before = words[-1] if words else None
        # The first word of two kinds is the most frequent one
        usual = before is None or (before.start_kind, before.end_kind) != (start_kind, end_kind)
        words.append(Word(start_kind, end_kind, label, -count, usual))
    return words


def connect(
    said: Said,
    ends: Ends,
    cards: Sequence[Card],
) -> list[Line]:
    """A line for each tie. Those of one pair bend apart, so that each can be seen."""
    usual = set()
    for word in count_words(said, ends, cards):
        if word.usual:
            usual.add((word.start_kind, word.end_kind, word.label))
    total = Counter(map(frozenset, ends))
    seen: Counter[frozenset[int]] = Counter()
    lines = []
    for (label, computed), (start, end) in zip(said, ends, strict=True):
        pair = frozenset((start, end))
        bow = 2 * seen[pair] - total[pair] + 1
        seen[pair] += 1
        one = cards[start]
        other = cards[end]
        is_usual = (one.kind.name, other.kind.name, label) in usual
        shown = len(ends) <= FEW_LINES or not is_usual
        lines.append(_line(cards, one, other, label, computed, shown, bow))
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
    own_bow = bow if start.number <= end.number else -bow
    curve = _curve(start, end, own_bow, swing)
    points = [f"{x:.1f} {y:.1f}" for x, y in curve]
    path = f"M{points[0]}C{' '.join(points[1:])}"
    return Line(
        start.number,
        end.number,
        label,
        computed,
        shown,
        own_bow,
        swing,
        path,
        _arrow(curve, end),
        _at(curve, 0.5),
    )


def _swing(
    start: Card,
    end: Card,
    bow: int,
    cards: Sequence[Card],
) -> int:
    """How far a tie between two cards of a column swings out, so that it does not run under the
    cards between them.
    """
    if start is end or abs(start.x - end.x) > HALF_CARD:
        return 0
    low, high = sorted((start.y, end.y))
    for card in cards:
        is_between = low < card.y < high
        if is_between and abs(card.x - start.x) <= HALF_CARD:
            swing = CARD_WIDTH // 2 + 30 + 18 * abs(bow)
            return -swing if bow < 0 else swing
    return 0


def _curve(
    start: Card,
    end: Card,
    bow: int,
    swing: int,
) -> Bezier:
    """The line between the middles of two cards, which are drawn over its ends. The page's script
    repeats this.
    """
    x = start.x
    y = start.y
    u = end.x
    v = end.y
    if start is end:
        return _loop(start, bow)
    if swing != 0:
        # A Bézier curve goes out to three quarters of its handles
        out = swing / 0.75
        return (x, y), (x + out, y), (u + out, v), (u, v)
    dx = u - x
    dy = v - y
    far = math.hypot(dx, dy) or 1.0
    aside = bow * min(0.35 * far, 60.0) / far
    bent_x = -dy * aside
    bent_y = dx * aside
    if abs(dx) > CARD_WIDTH:
        first = (x + dx / 2 + bent_x, y + bent_y)
        second = (u - dx / 2 + bent_x, v + bent_y)
    else:
        third_x = dx / 3
        third_y = dy / 3
        first = (x + third_x + bent_x, y + third_y + bent_y)
        second = (u - third_x + bent_x, v - third_y + bent_y)
    return (x, y), first, second, (u, v)


def _loop(card: Card, bow: int) -> Bezier:
    """The line of a tie from a thing to itself."""
    side = card.x + HALF_CARD
    rise = card.height * (1 + abs(bow) / 2)
    return (
        (side - 30, card.y),
        (side + 60, card.y - rise),
        (side - 110, card.y - rise * 1.5),
        (side - 60, card.y),
    )


def _at(curve: Bezier, t: float) -> Point:
    """The point of a curve at ``t``, from 0 at its start to 1 at its end."""
    s = 1 - t
    weights = (s**3, 3 * t * s**2, 3 * t * t * s, t**3)
    x = y = 0.0
    for weight, point in zip(weights, curve, strict=True):
        x += weight * point[0]
        y += weight * point[1]
    return x, y


def _arrow(curve: Bezier, end: Card) -> str:
    """The SVG points of the arrowhead, where the line meets the card it leads to."""
    t = 1.0
    while t > 0 and _is_under(_at(curve, t), end):
        t -= 0.004
    x, y = _at(curve, max(0.0, t))
    before_x, before_y = _at(curve, max(0.0, t - 0.02))
    way = math.atan2(y - before_y, x - before_x)
    points = [f"{x:.1f},{y:.1f}"]
    for turn in (-0.4, 0.4):
        corner_x = x - 9 * math.cos(way + turn)
        corner_y = y - 9 * math.sin(way + turn)
        points.append(f"{corner_x:.1f},{corner_y:.1f}")
    return " ".join(points)


def _is_under(point: Point, card: Card) -> bool:
    x, y = point
    off_x = abs(x - card.x)
    off_y = abs(y - card.y)
    return off_x <= HALF_CARD + 1 and off_y <= card.height / 2 + 1


def box_around(
    cards: Sequence[Card],
    lines: Sequence[Line],
) -> tuple[int, int, int, int]:
    """x, y, width and height of the whole picture with a margin: cards, lines that swing out, and
    words on them.
    """
    if not cards:
        return 0, 0, 400, 100
    lefts = []
    rights = []
    tops = []
    bottoms = []
    for card in cards:
        lefts.append(card.x - HALF_CARD)
        rights.append(card.x + HALF_CARD)
        tops.append(card.y - card.height // 2)
        bottoms.append(card.y + card.height // 2)
    for line in lines:
        wide = text_width(line.label) / 2 if line.shown else 0.0
        lefts.append(line.middle[0] - wide)
        rights.append(line.middle[0] + wide)
        if line.start == line.end:
            card = cards[line.start]
            lefts.append(card.x - HALF_CARD - 60)
            rights.append(card.x + HALF_CARD + 60)
            high = card.height * (2 + abs(line.bow))
            tops.append(card.y - high)
    left = round(min(lefts))
    right = round(max(rights))
    top = min(tops)
    bottom = max(bottoms)
    width = right - left + 2 * MARGIN
    height = bottom - top + 2 * MARGIN
    return left - MARGIN, top - MARGIN, width, height
