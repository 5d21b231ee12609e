"""Lines: how the ties of a picture run between its cards, and what is written on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from .curves import LOOP_WIDTH, Bezier, arrow_of, curve_of, path_of, point_at
from .labels import text_width
from .layout import Card, Ends, Point
from .line_labels import LETTERS, LineLabels
from .ways import Ground, Way, way_of

Said = Sequence[tuple[str, bool]]
"""The label of each tie, and whether it is computed."""

FEW_LINES = 12
"""With so many lines at most each has its label."""
MARGIN = 24
_READ_WELL = 15


@dataclass(frozen=True)
class Line:
    """A tie as drawn: an SVG path, the points of its arrowhead, the place of its label.

    ``written``: the label or its beginning, as far as the line has room for it; where it is
    ``shown`` it is there at the first look; a ``usual`` one is said in the legend. ``bow`` says to
    which side it bends and how far; ``swing``: how far it leaves its column. ``middle`` is the
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
    curve: Bezier
    middle: Point = (0, 0)
    at: float = 0.5
    written: str = ""
    usual: bool = False
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
    shown = set(always)
    for number, (label, _) in enumerate(said):
        start, end = ends[number]
        said_here = (cards[start].kind.name, cards[end].kind.name, label)
        if are_few or said_here not in usual:
            shown.add(number)
    lines = _bare(said, ends, cards)
    letters = word_size(box_around(cards, lines))
    placed = LineLabels(cards)
    # What is recorded of support first, then the other labels, then those that only a click shows

    def rank(number: int) -> tuple[bool, bool, int]:
        return number not in always, number not in shown, number

    for number in sorted(range(len(lines)), key=rank):
        line = lines[number]
        written, at = placed.place(
            line.curve,
            line.label,
            letters if number in always else LETTERS,
            keep=number in shown,
        )
        lines[number] = replace(
            line,
            shown=number in shown and written != "",
            written=written,
            usual=number not in shown,
            middle=point_at(line.curve, at),
            at=at,
        )
    return lines


def _bare(
    said: Said,
    ends: Ends,
    cards: Sequence[Card],
) -> list[Line]:
    """The lines without what is written on them. Each bends to the same side whichever way its tie
    goes.
    """
    ground = Ground(cards)
    total = Counter(map(frozenset, ends))
    seen: Counter[frozenset[int]] = Counter()
    taken: dict[frozenset[int], set[Way]] = {}
    lines = []
    for number, (label, computed) in enumerate(said):
        start, end = ends[number]
        pair = frozenset((start, end))
        # Of three ties -2, 0 and 2; of two -1 and 1: the same to either side
        bow = 2 * seen[pair] - total[pair] + 1
        seen[pair] += 1
        # The side is that of the pair: of two ties there and back each keeps its own
        side = -1 if start > end else 1
        of_pair = taken.setdefault(pair, set())
        own = {(side * other, swing) for other, swing in of_pair}
        bow, swing = way_of(
            cards[start],
            cards[end],
            side * bow,
            ground,
            own,
        )
        of_pair.add((side * bow, swing))
        curve = curve_of(
            cards[start],
            cards[end],
            bow,
            swing,
        )
        line = Line(
            start,
            end,
            label,
            computed,
            False,
            bow,
            swing,
            path=path_of(curve),
            arrow=arrow_of(curve, cards[end]),
            curve=curve,
        )
        lines.append(line)
    return lines


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
        if line.shown:
            x, _ = line.middle
            half_word = text_width(line.written) / 2
            across += (x - half_word, x + half_word)
        for step in range(9):
            x, y = point_at(line.curve, step / 8)
            across.append(x)
            down.append(round(y))
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


def brief_size(box: tuple[int, int, int, int]) -> int:
    """The size of letters that are 11 pixels high when the box is seen in a window of 1280 by 720,
    and on A4.
    """
    _, _, width, height = box
    scale = min(1232 / width, 470 / height)
    size = 11 / scale
    # Above, hardly a name fits on its card: a reader has to come closer
    return round(min(26.0, max(13.0, size)))


def is_brief(size: int) -> bool:
    """Whether labels are shown in letters of this size when all is seen at once: in their own size
    they would be too small.
    """
    return size > _READ_WELL


def word_size(box: tuple[int, int, int, int]) -> float:
    """The size of what is written on the lines of support when all of a box is seen at once."""
    size = brief_size(box)
    return size * 0.87 if is_brief(size) else LETTERS
