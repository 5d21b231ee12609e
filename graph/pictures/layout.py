"""Layout: where the cards of a picture are, the same each time.

``place`` returns the cards, ``lines.connect`` the lines between them. Neither knows HTML. Both
measure in pixels; y grows downwards.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .labels import LINE, TEXT_WIDTH, Kind, is_right_to_left, kind_of, wrap_label
from .measures import wrapped

Point = tuple[float, float]
Ends = Sequence[tuple[int, int]]
"""The two things that each tie joins, as their positions in the list of things."""

CARD_WIDTH = 216
_STEP = CARD_WIDTH + 30  # from column to column inside a band
_SHAPE_OF_PAGE = 2.35  # width to height: a window or A4 landscape, between heading and legend
PLEDGES = 2
"""The band whose things stay in the order in which they are given: the least support first."""
NOTE = 16
"""The height of the note below a label."""
_FEW = 30
_LEAST_HEIGHT = 66


@dataclass(frozen=True)
class Card:
    """A thing as drawn: the middle of its card, its height, the lines of its label, and a note."""

    number: int
    kind: Kind
    lines: tuple[str, ...]
    right_to_left: bool
    x: int
    y: int
    height: int
    note: str = ""

    @property
    def left(self) -> float:
        """The x of its left side."""
        return self.x - CARD_WIDTH / 2

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + CARD_WIDTH / 2

    @property
    def top(self) -> int:
        """The y of its upper side, in whole pixels."""
        return self.y - self.height // 2

    @property
    def bottom(self) -> int:
        """The y of its lower side, in whole pixels."""
        return self.y + self.height // 2


def place(
    kinds: Sequence[str],
    labels: Sequence[str],
    ends: Ends,
    wishes: Sequence[Point] | None = None,
    notes: Sequence[str] = (),
) -> list[Card]:
    """A card for each thing, with its note if there are notes.

    Without wishes the cards are in columns by band; with wishes (x and y from -1 to 1) each is near
    its own.
    """
    if not labels:
        return []
    # Each card is as high as its label needs, so that texts are not cut to one line
    known = list(map(kind_of, kinds))
    lines = list(map(wrap_label, labels))
    short = [_cut(note) for note in notes or [""] * len(labels)]
    # In a full picture labels are shown larger and shorter, and need two lines of those
    least = _LEAST_HEIGHT if len(labels) > _FEW else 0
    heights = []
    for own, note in zip(lines, short, strict=True):
        below = NOTE if note else 0
        heights.append(max(least, LINE * len(own) + 18 + below))
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
            x=round(x),
            y=round(y),
            height=heights[number],
            note=short[number],
        )
        cards.append(card)
    return cards


def _cut(note: str) -> str:
    """A note on one line."""
    (line,) = wrapped(note, 11.5, TEXT_WIDTH, 1)
    return line


def runs_within_bands(kinds: Sequence[str], ends: Ends) -> bool:
    """Whether most ties join things of the same band, such as actors: then columns show little."""
    bands = [kind_of(name).band for name in kinds]
    within = 0
    for start, end in ends:
        if bands[start] == bands[end]:
            within += 1
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
    there_and_back = present + present[::-1]
    for band in there_and_back * 4:
        if band == PLEDGES:
            continue
        _settle(members[band], near, height)
    columns = [members[band] for band in present]
    return _stack(columns, heights)


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
        others = near.get(number, ())
        heights = [height[other] for other in others]
        if heights:
            wish = sum(heights) / len(heights)
        else:
            wish = height[number]
        # Rounded, because the last digits of a float differ between processors.
        wishes[number] = (round(wish, 9), number)
    own.sort(key=wishes.__getitem__)
    _spread(own, height)


def _spread(
    own: Sequence[int],
    height: dict[int, float],
) -> None:
    """Give the things of a band heights from 0 to 1, in their order."""
    count = len(own)
    for position, number in enumerate(own):
        height[number] = (position + 0.5) / count


def _stack(
    bands: Sequence[Sequence[int]],
    heights: Sequence[int],
) -> list[Point]:
    """Cut long bands into columns side by side, so that the whole has the shape of a page."""
    mean = sum(heights) / len(heights)
    tall = mean + 18
    longest = max(map(len, bands))
    # Every number of rows is tried, as the longest band alone does not decide how wide the whole is
    pages = []
    for choice in range(1, longest + 1):
        pages.append(_page(bands, choice, tall))
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
                up_or_down = (-1) ** column
                shift = tall / 4 * up_or_down
            full = rows * tall
            _fill_column(
                places,
                own,
                heights,
                x,
                full,
                shift,
            )
            x += _STEP
        # The last column takes its card and the gap, not a whole step
        x += CARD_WIDTH + gap - _STEP
    return _in_order(places)


def _in_order(places: Mapping[int, Point]) -> list[Point]:
    """The places by the number of their thing."""
    return [places[number] for number in range(len(places))]


def _page(
    bands: Sequence[Sequence[int]],
    rows: int,
    tall: float,
) -> tuple[float, int, float]:
    """How bad a page with this number of rows in a column is, the rows, and the gap between bands.

    It is worse the more its shape differs from that of a page, and the more bands are cut.
    """
    count = len(bands)
    columns = 0
    for band in bands:
        columns += math.ceil(len(band) / rows)
    cuts = columns - count
    # The first column of a band is a card wide, each other one a step
    inside = CARD_WIDTH * count + _STEP * cuts
    full = rows * tall
    gaps = count - 1
    room = full * _SHAPE_OF_PAGE - inside
    gap = room / max(1, gaps)
    gap = _between(110.0, gap, 280.0)
    width = inside + gap * gaps
    shape = width / full
    # By its logarithm, twice as wide is as bad as half as wide
    misshapen = abs(math.log(shape / _SHAPE_OF_PAGE))
    cut = 0.25 * cuts / count
    return misshapen + cut, rows, gap


def _between(
    least: float,
    number: float,
    most: float,
) -> float:
    return min(most, max(least, number))


def _fill_column(
    places: dict[int, Point],
    own: Sequence[int],
    heights: Sequence[int],
    x: float,
    full: float,
    shift: float,
) -> None:
    """Place the things of a column one below the other, centred, with air in between."""
    count = len(own)
    filled = sum(heights[number] for number in own)
    air = (full - filled) / count
    air = _between(18.0, air, 48.0)
    whole = filled + air * (count - 1)
    y = -whole / 2 + shift
    for number in own:
        height = heights[number]
        places[number] = (x, y + height / 2)
        y += height + air


def _nearest_free(
    wishes: Sequence[Point],
    heights: Sequence[int],
) -> list[Point]:
    """Wishes, from -1 to 1, moved to the nearest free cell of a staggered grid: no card covers
    another.
    """
    wide = CARD_WIDTH + 60
    tall = max(heights) + 44
    # More cells than things, so that most find one near their wish
    cells = 1.8 * len(heights)
    # Rows for a whole that has the shape of a page
    squares = cells * wide / tall
    rows_squared = squares / _SHAPE_OF_PAGE
    rows = math.ceil(math.sqrt(rows_squared))
    columns = math.ceil(cells / rows)
    free = set()
    for row in range(rows):
        y = tall * (row - rows / 2)
        # Every other row is shifted by half a cell, so that ties pass between cards
        shift = (row % 2) / 2
        for column in range(columns):
            x = wide * (column + shift - columns / 2)
            free.add((x, y))
    # From -1 to 1 over the whole, which has its middle at 0
    wished = []
    for x, y in wishes:
        wished_x = x * wide * columns / 2
        wished_y = y * tall * rows / 2
        wished.append((wished_x, wished_y))
    places: dict[int, Point] = {}
    # From the middle outwards: those in a crowd choose first, and the others have room outside
    for number in _nearest_the_middle_first(wished):
        cell = _nearest(wished[number], free)
        places[number] = cell
        free.remove(cell)
    return _in_order(places)


def _nearest_the_middle_first(points: Sequence[Point]) -> list[int]:
    """The numbers of points; of two that are as far away, that of the first."""
    far = [math.hypot(x, y) for x, y in points]
    return sorted(range(len(points)), key=far.__getitem__)


def _nearest(point: Point, cells: Iterable[Point]) -> Point:
    """The cell at the least distance; of two, the one further left, then further up."""
    # With the cell behind it, so that of two as near every run takes the same

    def place(cell: Point) -> tuple[float, Point]:
        return math.dist(cell, point), cell

    return min(cells, key=place)
