"""Line labels: where on its line a label is written, so that it covers no card and no other one."""

from __future__ import annotations

from collections.abc import Sequence

from .curves import Bezier, point_at
from .labels import text_width
from .layout import Card

LETTERS = 13
"""The size of the letters of most labels, in pixels."""
_STEP = 0.05
_TAG = 9
"""How far the tag of an open pledge rises above its card."""
Edges = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class LineLabels:
    """The labels of lines so far, between some cards."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._taken: list[Edges] = []
        self._cards: list[Edges] = []
        for card in cards:
            edges = (card.left, card.top - _TAG, card.right, card.bottom)
            self._cards.append(edges)

    def place(
        self,
        curve: Bezier,
        label: str,
        letters: float,
        *,
        keep: bool,
    ) -> tuple[str, float]:
        """What is written on a line and where, from 0 to 1: the label nearest to its middle, else
        its beginning; nothing where neither has room. One to ``keep`` is in the way of others.
        """
        beginning = label.partition(" · ")[0]
        for text in dict.fromkeys((label, f"{beginning} …", beginning)):
            # With the blanks around it, so that two labels do not run into each other
            half_width = text_width(text) * letters / LETTERS / 2 + 4
            half_height = letters * 0.6 + 2
            for at in _places():
                x, y = point_at(curve, at)
                edges = (x - half_width, y - half_height, x + half_width, y + half_height)
                if self._is_free(edges, keep):
                    if keep:
                        self._taken.append(edges)
                    return text, at
        return "", 0.5

    def _is_free(self, edges: Edges, keep: bool) -> bool:
        others = [*self._cards, *self._taken] if keep else self._cards
        left, top, right, bottom = edges
        for other_left, other_top, other_right, other_bottom in others:
            is_beside = right <= other_left or other_right <= left
            if not is_beside and top < other_bottom and other_top < bottom:
                return False
        return True


def _places() -> list[float]:
    """Places on a line, those nearest to its middle first."""
    places = [0.5]
    for number in range(1, 10):
        off = round(number * _STEP, 2)
        places += [0.5 - off, 0.5 + off]
    return places
