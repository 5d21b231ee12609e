"""Where the things of a picture stand and how the lines between them run: numbers only, the same
each time.

``place`` gives the cards, ``connect`` the lines. Neither knows HTML; both measures are pixels, y
grows downwards.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .labels import LINE, Kind, is_right_to_left, kind_of, text_width, wrap_label

Point = tuple[float, float]
Bezier = tuple[Point, Point, Point, Point]
Ends = Sequence[tuple[int, int]]
"""For every tie the positions, among the things, of the two that it joins."""

CARD_WIDTH = 216
_SHAPE_OF_PAGE = 1.6  # width to height: a slide, or A4 landscape below its heading


@dataclass(frozen=True)
class Card:
    """A thing as drawn: the middle of its card, its height, the lines of its label."""

    number: int
    kind: Kind
    lines: tuple[str, ...]
    right_to_left: bool
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Line:
    """A tie as drawn: an SVG path, the points of its arrowhead, the place of its label.

    ``shown``: the label stands on the line. ``bow`` is 0 for the only tie of a pair, else which way
    and how far it bends; ``swing`` how far it leaves its column.
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
    """What the ties between two kinds say, and how many; the ``usual`` one is not written on its
    lines.
    """

    start_kind: str
    end_kind: str
    label: str
    count: int
    usual: bool


def _in_columns(bands: Sequence[int], heights: Sequence[int], ends: Ends) -> list[Point]:
    """Places in columns by band; inside a band a thing stands at the height of what it is tied
    to.
    """
    present = sorted(set(bands))
    members = {band: [i for i, own in enumerate(bands) if own == band] for band in present}
    near: dict[int, list[int]] = defaultdict(list)
    for start, end in ends:
        if bands[start] != bands[end]:
            near[start].append(end)
            near[end].append(start)
    height: dict[int, float] = {}

    def settle(band: int) -> None:
        """Order a band by the mean height of its neighbours in the others."""
        wish = {
            i: sum(height[j] for j in near[i]) / len(near[i]) if near[i] else height[i]
            for i in members[band]
        }
        members[band].sort(key=lambda i: (round(wish[i], 9), i))
        height.update(
            (i, (place + 0.5) / len(members[band])) for place, i in enumerate(members[band])
        )

    for band in present:
        height.update(
            (i, (place + 0.5) / len(members[band])) for place, i in enumerate(members[band])
        )
    for band in (present + present[::-1]) * 4:
        settle(band)
    return _stack([members[band] for band in present], heights)


def _stack(bands: list[list[int]], heights: Sequence[int]) -> list[Point]:
    """Cut long bands into columns side by side so that the whole has the shape of a page; centre
    every column.
    """
    step, tall = CARD_WIDTH + 30, sum(heights) / len(heights) + 18

    def page(rows: int) -> tuple[float, int, float]:
        columns = sum(math.ceil(len(band) / rows) for band in bands)
        inside = CARD_WIDTH * len(bands) + step * (columns - len(bands))
        full = rows * tall
        gap = min(280.0, max(110.0, (full * _SHAPE_OF_PAGE - inside) / max(1, len(bands) - 1)))
        shape = (inside + gap * (len(bands) - 1)) / full
        return (
            abs(math.log(shape / _SHAPE_OF_PAGE)) + 0.25 * (columns - len(bands)) / len(bands),
            rows,
            gap,
        )

    _, rows, gap = min(page(rows) for rows in range(1, max(map(len, bands)) + 1))
    places: dict[int, Point] = {}
    x = 0.0
    for band in bands:
        columns = math.ceil(len(band) / rows)
        for column in range(columns):
            own = band[column::columns]
            filled = sum(heights[i] for i in own)
            air = min(48.0, max(18.0, (rows * tall - filled) / len(own)))
            y = -(filled + air * (len(own) - 1)) / 2 + (
                tall / 4 * (-1) ** column if columns > 1 else 0
            )
            for i in own:
                places[i] = (x, y + heights[i] / 2)
                y += heights[i] + air
            x += step
        x += CARD_WIDTH + gap - step
    return [places[i] for i in range(len(heights))]


def runs_within_bands(kinds: Sequence[str], ends: Ends) -> bool:
    """Whether most ties join things of one band (actors among actors), for which columns say
    little.
    """
    bands = [kind_of(name).band for name in kinds]
    return sum(bands[start] == bands[end] for start, end in ends) * 2 > len(ends)


def _nearest_free(wishes: Sequence[Point], heights: Sequence[int]) -> list[Point]:
    """Wishes, from -1 to 1, moved to the nearest free cell of a staggered grid: no card covers
    another.
    """
    wide, tall = CARD_WIDTH + 60, max(heights) + 44
    rows = math.ceil(math.sqrt(1.8 * len(heights) * wide / tall / _SHAPE_OF_PAGE))
    columns = math.ceil(1.8 * len(heights) / rows)
    free = {
        (wide * (c + (r % 2) / 2 - columns / 2), tall * (r - rows / 2))
        for r in range(rows)
        for c in range(columns)
    }
    wished = [(x * wide * columns / 2, y * tall * rows / 2) for x, y in wishes]
    places: dict[int, Point] = {}
    for i in sorted(range(len(wished)), key=lambda i: (math.hypot(*wished[i]), i)):
        places[i] = min(free, key=lambda cell: (math.dist(cell, wished[i]), cell))
        free.remove(places[i])
    return [places[i] for i in range(len(heights))]


def place(
    kinds: Sequence[str], labels: Sequence[str], ends: Ends, wishes: Sequence[Point] | None = None
) -> list[Card]:
    """A card for every thing: in columns by band, or near its wish (x and y from -1 to 1) where
    wishes are given.
    """
    if not labels:
        return []
    known = [kind_of(name) for name in kinds]
    lines = [wrap_label(label) for label in labels]
    heights = [LINE * len(own) + 18 for own in lines]
    if wishes is None:
        places = _in_columns([kind.band for kind in known], heights, ends)
    else:
        places = _nearest_free(wishes, heights)
    return [
        Card(i, known[i], lines[i], is_right_to_left(labels[i]), round(x), round(y), heights[i])
        for i, (x, y) in enumerate(places)
    ]


def _swing(start: Card, end: Card, bow: int, cards: Sequence[Card]) -> int:
    """How far, in pixels, a tie between two cards of one column swings out so as not to run under
    those between.
    """
    if start is end or abs(start.x - end.x) > CARD_WIDTH / 2:
        return 0
    low, high = sorted((start.y, end.y))
    if not any(low < card.y < high and abs(card.x - start.x) <= CARD_WIDTH / 2 for card in cards):
        return 0
    return (CARD_WIDTH // 2 + 30 + 18 * abs(bow)) * (-1 if bow < 0 else 1)


def _curve(start: Card, end: Card, bow: int, swing: int) -> Bezier:
    """The line between the middles of two cards; the cards are drawn over its ends. The page's
    script repeats this.
    """
    (x, y), (u, v) = (start.x, start.y), (end.x, end.y)
    if start is end:
        side, rise = x + CARD_WIDTH / 2, start.height * (1 + abs(bow) / 2)
        return (side - 30, y), (side + 60, y - rise), (side - 110, y - rise * 1.5), (side - 60, y)
    if swing != 0:
        return (x, y), (x + swing / 0.75, y), (u + swing / 0.75, v), (u, v)
    dx, dy = u - x, v - y
    far = math.hypot(dx, dy) or 1.0
    aside = bow * min(0.35 * far, 60.0) / far
    if abs(dx) > CARD_WIDTH:
        return (
            (x, y),
            (x + dx / 2 - dy * aside, y + dx * aside),
            (u - dx / 2 - dy * aside, v + dx * aside),
            (u, v),
        )
    bent_x, bent_y = -dy * aside, dx * aside
    return (
        (x, y),
        (x + dx / 3 + bent_x, y + dy / 3 + bent_y),
        (u - dx / 3 + bent_x, v - dy / 3 + bent_y),
        (u, v),
    )


def _at(curve: Bezier, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True))
        for axis in (0, 1)
    )
    return x, y


def _arrow(curve: Bezier, end: Card) -> str:
    """The SVG points of the arrowhead where the line meets the card it leads to."""

    def is_under(t: float) -> bool:
        x, y = _at(curve, t)
        return abs(x - end.x) <= CARD_WIDTH / 2 + 1 and abs(y - end.y) <= end.height / 2 + 1

    t = 1.0
    while t > 0 and is_under(t):
        t -= 0.004
    (x, y), (u, v) = _at(curve, max(0.0, t)), _at(curve, max(0.0, t - 0.02))
    way = math.atan2(y - v, x - u)
    corners = [(x - 9 * math.cos(way + turn), y - 9 * math.sin(way + turn)) for turn in (-0.4, 0.4)]
    return " ".join(f"{px:.1f},{py:.1f}" for px, py in [(x, y), *corners])


def count_words(said: Sequence[tuple[str, bool]], ends: Ends, cards: Sequence[Card]) -> list[Word]:
    """What the ties (label, computed) say, counted by the kinds they join."""
    counted = Counter(
        (cards[i].kind.name, cards[j].kind.name, label)
        for (label, _), (i, j) in zip(said, ends, strict=True)
    )
    words: list[Word] = []
    for (start, end, label), count in sorted(
        counted.items(), key=lambda item: (item[0][:2], -item[1], item[0][2])
    ):
        usual = not words or (words[-1].start_kind, words[-1].end_kind) != (start, end)
        words.append(Word(start, end, label, count, usual))
    return words


def connect(said: Sequence[tuple[str, bool]], ends: Ends, cards: Sequence[Card]) -> list[Line]:
    """A line for every tie (label, computed). Those of one pair bend apart, so that each can be
    seen.
    """
    usual = {
        (word.start_kind, word.end_kind, word.label)
        for word in count_words(said, ends, cards)
        if word.usual
    }
    total = Counter(frozenset(pair) for pair in ends)
    seen: Counter[frozenset[int]] = Counter()
    lines = []
    for (label, computed), (i, j) in zip(said, ends, strict=True):
        pair = frozenset((i, j))
        bow = (2 * seen[pair] - total[pair] + 1) * (1 if i <= j else -1)
        seen[pair] += 1
        swing = _swing(cards[i], cards[j], bow * (1 if i <= j else -1), cards)
        curve = _curve(cards[i], cards[j], bow, swing)
        points = [f"{x:.1f} {y:.1f}" for x, y in curve]
        way = f"M{points[0]}C{points[1]} {points[2]} {points[3]}"
        shown = len(ends) <= 12 or (cards[i].kind.name, cards[j].kind.name, label) not in usual
        lines.append(
            Line(
                i,
                j,
                label,
                computed,
                shown,
                bow,
                swing,
                way,
                _arrow(curve, cards[j]),
                _at(curve, 0.5),
            )
        )
    return lines


def box_around(cards: Sequence[Card], lines: Sequence[Line]) -> tuple[int, int, int, int]:
    """x, y, width and height of the whole picture, with a margin: cards, lines that swing out,
    words on them.
    """
    if not cards:
        return 0, 0, 400, 100
    half = CARD_WIDTH / 2
    reach = [(line.middle[0], text_width(line.label) / 2 if line.shown else 0.0) for line in lines]
    reach += [
        (float(card.x), half + 60 if any(i.start == i.end == card.number for i in lines) else half)
        for card in cards
    ]
    left, right = (
        round(min(x - wide for x, wide in reach)),
        round(max(x + wide for x, wide in reach)),
    )
    loops = [
        cards[line.start].y - cards[line.start].height * (2 + abs(line.bow))
        for line in lines
        if line.start == line.end
    ]
    top = min([card.y - card.height // 2 for card in cards] + loops)
    bottom = max(card.y + card.height // 2 for card in cards)
    return left - 24, top - 24, right - left + 48, bottom - top + 48
