"""Ways: which way a line takes, so that it runs through as few cards as can be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from .curves import HALF_CARD, Bezier, curve_of, point_at
from .layout import Card, Point

Way = tuple[int, int]
"""The bow and the swing of a line, of which its curve is made."""
_SAMPLES = 32
"""At so many points of a curve it is looked at whether a card is there."""
_BOWS = (1, -1, 2, -2, 3, -3, 4, -4)
_PAST = (15, 30, 50, 75)
"""How far from the cards of a column a line may pass, in pixels."""
_OUTSIDE = 30
"""How far above or below all cards a line may run: further out, all would have to be smaller."""


class Ground:
    """Where the cards of a picture are, by column: a line of hundreds of cards is looked at in
    thousands of points. No card covers another.
    """

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = cards
        self.top = min((card.top for card in cards), default=0) - _OUTSIDE
        self.bottom = max((card.bottom for card in cards), default=0) + _OUTSIDE
        columns: dict[int, list[Card]] = {}
        for card in sorted(cards, key=lambda card: card.top):
            columns.setdefault(card.x, []).append(card)
        self._columns: list[tuple[int, list[int], list[Card]]] = []
        for x, column in columns.items():
            self._columns.append((x, [card.top for card in column], column))

    def at(self, point: Point) -> Iterator[int]:
        """The numbers of the cards at a point."""
        x, y = point
        for middle, tops, column in self._columns:
            if abs(x - middle) > HALF_CARD:
                continue
            # The last card that begins above the point
            last = bisect_right(tops, y) - 1
            if last >= 0 and y <= column[last].bottom:
                yield column[last].number


def way_of(
    start: Card,
    end: Card,
    bow: int,
    ground: Ground,
    taken: Collection[Way],
) -> Way:
    """The way that bends least of those that run through the fewest cards; none of the ways that
    other ties of the same two things have ``taken``.
    """
    usual = (bow, _swing(start, end, bow, ground.cards))
    if start is end:
        return usual
    least = 0
    found = usual
    for number, way in enumerate((usual, *_others(start, end, usual))):
        if way in taken:
            continue
        curve = curve_of(start, end, *way)
        _, low, high, _ = (y for _, y in curve)
        if way != usual and not (ground.top <= min(low, high) <= max(low, high) <= ground.bottom):
            continue
        covered = _covered(curve, start, end, ground)
        # The first of those that are as good bends least
        if number == 0 or covered < least or found in taken:
            least = covered
            found = way
        if least == 0:
            break
    return found


def _others(
    start: Card,
    end: Card,
    usual: Way,
) -> Iterator[Way]:
    """Other ways, those that bend least first."""
    bow, swing = usual
    if swing:
        for past in _PAST:
            for side in (1, -1):
                yield bow, side * round(HALF_CARD + past)
        return
    for more in _BOWS:
        yield bow + more, 0


def _covered(
    curve: Bezier,
    start: Card,
    end: Card,
    ground: Ground,
) -> int:
    """At how many of its points a curve runs through a card that it does not lead to."""
    own = (start.number, end.number)
    count = 0
    for step in range(1, _SAMPLES):
        point = point_at(curve, step / _SAMPLES)
        for number in ground.at(point):
            count += number not in own
    return count


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
            swing = round(HALF_CARD) + 30
            swing += 18 * abs(bow)
            return -swing if bow < 0 else swing
    return 0


def _share_a_column(one: Card, other: Card) -> bool:
    aside = abs(one.x - other.x)
    return aside <= HALF_CARD
