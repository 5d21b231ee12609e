"""Layout: where the cards of a picture are, the same each time.

``place`` returns the cards, ``lines.connect`` the lines between them. Neither knows HTML. Both
measure in pixels; y grows downwards.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .labels import LINE, Kind, is_right_to_left, kind_of, wrap_label

Point = tuple[float, float]
Ends = Sequence[tuple[int, int]]
"""The two things that each tie joins, as their positions in the list of things."""

CARD_WIDTH = 216
_STEP = CARD_WIDTH + 30  # from column to column inside a band
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


def place(
    kinds: Sequence[str], labels: Sequence[str], ends: Ends, wishes: Sequence[Point] | None = None
) -> list[Card]:
    """A card for each thing.

    Without wishes the cards are in columns by band; with wishes (x and y from -1 to 1) each is near
    its own.
    """
    if not labels:
        return []
    known = list(map(kind_of, kinds))
    lines = list(map(wrap_label, labels))
    heights = [LINE * len(own) + 18 for own in lines]
    if wishes is None:
        bands = [kind.band for kind in known]
        places = _in_columns(bands, heights, ends)
    else:
        places = _nearest_free(wishes, heights)
    cards = []
    for number, (x, y) in enumerate(places):
        is_reversed = is_right_to_left(labels[number])
        card = Card(
            number,
            known[number],
            lines[number],
            is_reversed,
            round(x),
            round(y),
            heights[number],
        )
        cards.append(card)
    return cards


def runs_within_bands(kinds: Sequence[str], ends: Ends) -> bool:
    """Whether most ties join things of the same band, such as actors: then columns show little."""
    bands = [kind_of(name).band for name in kinds]
    within = 0
    for start, end in ends:
        within += bands[start] == bands[end]
    return within * 2 > len(ends)


def _in_columns(
    bands: Sequence[int],
    heights: Sequence[int],
    ends: Ends,
) -> list[Point]:
    """Places in columns by band. Inside a band a thing is near the height of the things that it is
    tied to.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for number, band in enumerate(bands):
        members[band].append(number)
    near = _in_other_bands(bands, ends)
    height: dict[int, float] = {}
    for own in members.values():
        _spread(own, height)
    present = sorted(members)
    # Forth and back, as each band moves the neighbours of the others; after four rounds hardly
    # anything changes.
    for band in (present + present[::-1]) * 4:
        _settle(members[band], near, height)
    return _stack([members[band] for band in present], heights)


def _in_other_bands(
    bands: Sequence[int],
    ends: Ends,
) -> Mapping[int, list[int]]:
    """For each thing those that it is tied to in other bands."""
    near: dict[int, list[int]] = defaultdict(list)
    for start, end in ends:
        if bands[start] != bands[end]:
            near[start].append(end)
            near[end].append(start)
    return near


def _settle(
    own: list[int],
    near: Mapping[int, list[int]],
    height: dict[int, float],
) -> None:
    """Sort a band by the mean height of each thing's neighbours in the other bands."""
    wishes = {}
    for number in own:
        heights = [height[other] for other in near.get(number, ())]
        wish = height[number]
        if heights:
            wish = sum(heights) / len(heights)
        # Rounded, because the last digits of a float differ between processors.
        wishes[number] = (round(wish, 9), number)
    own.sort(key=wishes.__getitem__)
    _spread(own, height)


def _spread(
    own: Sequence[int],
    height: dict[int, float],
) -> None:
    """Give the things of a band heights from 0 to 1, in their order."""
    for position, number in enumerate(own):
        height[number] = (position + 0.5) / len(own)


def _stack(
    bands: Sequence[Sequence[int]],
    heights: Sequence[int],
) -> list[Point]:
    """Cut long bands into columns side by side, so that the whole has the shape of a page."""
    tall = sum(heights) / len(heights) + 18
    longest = max(map(len, bands))
    choices = range(1, longest + 1)
    pages = [_page(bands, rows, tall) for rows in choices]
    _, rows, gap = min(pages)
    places: dict[int, Point] = {}
    x = 0.0
    for band in bands:
        columns = math.ceil(len(band) / rows)
        for column in range(columns):
            own = band[column::columns]
            # Neighbouring columns are shifted against each other, so that ties pass between cards.
            shift = 0.0
            if columns > 1:
                shift = tall / 4 * (-1) ** column
            _fill_column(
                places,
                own,
                heights,
                x,
                rows * tall,
                shift,
            )
            x += _STEP
        x += CARD_WIDTH + gap - _STEP
    return [places[number] for number in range(len(heights))]


def _page(
    bands: Sequence[Sequence[int]],
    rows: int,
    tall: float,
) -> tuple[float, int, float]:
    """How bad a page with this number of rows in a column is, the rows, and the gap between bands.

    It is worse the more its shape differs from that of a page, and the more bands are cut.
    """
    columns = 0
    for band in bands:
        columns += math.ceil(len(band) / rows)
    # The first column of a band is a card wide, each other one a step
    inside = CARD_WIDTH * len(bands)
    inside += _STEP * (columns - len(bands))
    full = rows * tall
    gaps = len(bands) - 1
    gap = (full * _SHAPE_OF_PAGE - inside) / max(1, gaps)
    gap = min(280.0, max(110.0, gap))
    shape = (inside + gap * gaps) / full
    misshapen = abs(math.log(shape / _SHAPE_OF_PAGE))
    cut = 0.25 * (columns - len(bands)) / len(bands)
    return misshapen + cut, rows, gap


def _fill_column(
    places: dict[int, Point],
    own: Sequence[int],
    heights: Sequence[int],
    x: float,
    full: float,
    shift: float,
) -> None:
    """Place the things of a column one below the other, centred, with air in between."""
    filled = sum(heights[number] for number in own)
    air = (full - filled) / len(own)
    air = min(48.0, max(18.0, air))
    height = filled + air * (len(own) - 1)
    y = -height / 2 + shift
    for number in own:
        places[number] = (x, y + heights[number] / 2)
        y += heights[number] + air


def _nearest_free(
    wishes: Sequence[Point],
    heights: Sequence[int],
) -> list[Point]:
    """Wishes, from -1 to 1, moved to the nearest free cell of a staggered grid: no card covers
    another.
    """
    wide = CARD_WIDTH + 60
    tall = max(heights) + 44
    cells = 1.8 * len(heights)
    # Rows for a whole that has the shape of a page
    rows = math.ceil(math.sqrt(cells * wide / tall / _SHAPE_OF_PAGE))
    columns = math.ceil(cells / rows)
    free = set()
    for row in range(rows):
        for column in range(columns):
            # Every other row is shifted by half a cell, so that ties pass between cards
            x = wide * (column + (row % 2) / 2 - columns / 2)
            free.add((x, tall * (row - rows / 2)))
    wished = []
    for x, y in wishes:
        wished.append((x * wide * columns / 2, y * tall * rows / 2))
    # Things near the middle choose first.
    far = [math.hypot(*point) for point in wished]
    order = sorted(zip(far, range(len(wished)), strict=True))
    places: dict[int, Point] = {}
    for _, number in order:
        wish = wished[number]
        distances = ((math.dist(cell, wish), cell) for cell in free)
        _, places[number] = min(distances)
        free.remove(places[number])
    return [places[number] for number in range(len(heights))]
