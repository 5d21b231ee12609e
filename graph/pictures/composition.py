"""Composition: what a picture shows, and the cards and lines of it, each in its place.

All places are computed here, so that a picture is the same each time: on screen, on paper, and in
the files of other programs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.spelling import name_order
from pledgegraph.writing.signs import visible

from .labels import CUT, KINDS, wrap_label
from .layout import Card, Ends, Point, place, runs_within_bands
from .lines import FEW_LINES, Line, Word, box_around, brief_size, connect, count_words, is_brief

_SPRING_MOST = 499  # from 500 nodes on networkx needs scipy, which we do not ship
_SEED = 20191217
_SMALLER = 0.7
"""How small, against the usual ones, letters may become before a label is cut."""
_LEADING = 1.15  # from line to line, for one pixel of letters


@dataclass(frozen=True)
class Thing:
    """A node of the picture.

    Attributes:
        id: an identifier of the model, such as ``pledge/GRF-00515``.
        kind: a class of the ontology.
        label: shortened on the card, whole in the list and the tooltip.
        facts: names and values, for the list and the tooltip.
        central: the picture is about it.
        open: it is open to matching; its card has the sign for that.
        level: the level of support that is recorded for it, of ``level_signs.LEVELS``, if any.
        note: what its card says in small letters below the label.
        filters: the values by which it is found, by the name of the filter.
        sources: where it can be checked, web addresses among them.
        rank: its place among things of its kind; of two with the same, the name decides.
    """

    id: str
    kind: str
    label: str
    facts: tuple[tuple[str, str], ...] = ()
    central: bool = False
    open: bool = False
    level: str = ""
    note: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = ()
    rank: int = 0


@dataclass(frozen=True)
class Tie:
    """A line from one thing's ``id`` to another's: "submitted by". A computed one is dashed.

    ``kind`` is the label in English, by which programs know the tie in any language.
    """

    start: str
    end: str
    label: str
    computed: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Picture:
    """What is drawn, and sentences about its limits: coverage, what is left out, the date.

    ``open_means``: what the legend says of the tag of things that are open to matching; ``foot``:
    where it is from.
    """

    title: str
    heading: str
    coverage: str
    things: tuple[Thing, ...]
    ties: tuple[Tie, ...]
    left_out: tuple[str, ...] = ()
    as_of: str = ""
    open_means: str = ""
    foot: str = ""


def _sorted_things(picture: Picture) -> list[Thing]:
    order = list(KINDS)

    def position(thing: Thing) -> tuple[int, str, bool, int, str, str, str]:
        kind = len(order)
        if thing.kind in KINDS:
            kind = order.index(thing.kind)
        return (
            kind,
            thing.kind,
            not thing.central,
            thing.rank,
            *name_order(thing.label),
            thing.id,
        )

    return sorted(picture.things, key=position)


def _numbers(
    things: Sequence[Thing],
    ties: Sequence[Tie],
) -> dict[str, int]:
    """The position of each id. The page uses only these numbers, as an id is data and may be any
    text.
    """
    numbers: dict[str, int] = {}
    for number, thing in enumerate(things):
        if thing.id in numbers:
            raise UsageProblem(f"{thing.id!r} is twice in a picture", "Give each thing once")
        numbers[thing.id] = number
    ends: set[str] = set()
    for tie in ties:
        ends.update((tie.start, tie.end))
    missing = sorted(ends - numbers.keys())
    if missing:
        raise UsageProblem(
            f"a tie leads to {missing[0]!r}, which is not in the picture", "Leave such ties out"
        )
    return numbers


def _springs(count: int, ends: Ends) -> list[Point]:
    """The places, from -1 to 1, to which springs along the ties would pull so many things."""
    # Lists import this module too, and it takes a quarter of the time of one
    import networkx as nx

    net = nx.Graph()
    net.add_nodes_from(range(count))
    net.add_edges_from(ends)
    # The more things, the shorter the springs, so that the picture keeps its density
    length = 1.6 / count**0.5
    found = nx.spring_layout(
        net,
        k=length,
        seed=_SEED,
        iterations=150,
    )
    points = []
    for number in range(count):
        x, y = map(float, found[number])
        # Rounded, because the last digits of a float differ between processors.
        points.append((round(x, 4), round(y, 4)))
    return points


def _cards(
    things: Sequence[Thing],
    ends: Ends,
) -> list[Card]:
    kinds = [thing.kind for thing in things]
    labels = [thing.label or thing.id for thing in things]
    # Springs only where most ties are inside a band, as between actors: columns would show nothing
    wishes = None
    if ends and len(things) <= _SPRING_MOST and runs_within_bands(kinds, ends):
        wishes = _springs(len(things), ends)
    notes = [thing.note for thing in things]
    return place(kinds, labels, ends, wishes, notes)


def _with_all_seen(picture: Picture) -> Picture:
    """The picture with every sign of its texts to be seen, whatever part of the page has them."""
    return replace(
        picture,
        title=visible(picture.title),
        heading=visible(picture.heading),
        coverage=visible(picture.coverage),
        things=tuple(map(thing_with_all_seen, picture.things)),
        ties=tuple(map(_tie_with_all_seen, picture.ties)),
        left_out=tuple(map(visible, picture.left_out)),
        as_of=visible(picture.as_of),
        open_means=visible(picture.open_means),
        foot=visible(picture.foot),
    )


def thing_with_all_seen(thing: Thing) -> Thing:
    """A thing with every sign of its texts to be seen."""
    facts = []
    for name, value in thing.facts:
        facts.append((visible(name), visible(value)))
    filters = []
    for name, values in thing.filters:
        filters.append((name, tuple(map(visible, values))))
    return replace(
        thing,
        id=visible(thing.id),
        kind=visible(thing.kind),
        label=visible(thing.label),
        facts=tuple(facts),
        level=visible(thing.level),
        note=visible(thing.note),
        filters=tuple(filters),
        sources=tuple(map(visible, thing.sources)),
    )


def _tie_with_all_seen(tie: Tie) -> Tie:
    return Tie(
        visible(tie.start),
        visible(tie.end),
        visible(tie.label),
        tie.computed,
        visible(tie.kind or tie.label),
    )


@dataclass(frozen=True)
class Brief:
    """The lines of a label when all is seen at once, and the size of their letters."""

    lines: Sequence[str]
    size: int


@dataclass(frozen=True)
class Composition:
    """A picture with everything in its place.

    Attributes:
        picture: what it says around the drawing.
        things: in the order of their cards.
        cards: one for each thing.
        lines: one for each tie, between the numbers of two things.
        words: what the ties are called, counted.
        box: x, y, width and height of the whole.
        brief_size: the size of letters that can still be read when all is seen at once, in pixels.
        briefs: the label of each card in letters of about this size.
    """

    picture: Picture
    things: Sequence[Thing]
    cards: Sequence[Card]
    lines: Sequence[Line]
    words: Sequence[Word]
    box: tuple[int, int, int, int]
    brief_size: int
    briefs: Sequence[Brief]

    @property
    def is_brief(self) -> bool:
        """Whether labels are shown so when all is seen at once: in their own size they would be too
        small.
        """
        return is_brief(self.brief_size)


def composed(picture: Picture) -> Composition:
    """The picture with its cards and lines. They are the same whatever the order of things and
    ties.

    Raises:
        UsageProblem: a thing is there twice, or the end of a tie is missing.
    """
    picture = _with_all_seen(picture)
    things = _sorted_things(picture)
    numbers = _numbers(things, picture.ties)
    ties = []
    for tie in picture.ties:
        start = numbers[tie.start]
        end = numbers[tie.end]
        ties.append((start, end, tie.label, tie.computed, tie.kind))
    ends = []
    said = []
    tie_kinds = []
    # Sorted by place, so that the order in which they are given changes nothing
    for start, end, label, computed, kind in sorted(ties):
        ends.append((start, end))
        said.append((label, computed))
        tie_kinds.append(kind)
    cards = _cards(things, ends)
    # After the cards: where a line runs depends on what is in its way
    # What is recorded of a match is said on its line alone
    always = {number for number, kind in enumerate(tie_kinds) if kind == "supports"}
    lines = []
    for line, kind in zip(connect(said, ends, cards, always), tie_kinds, strict=True):
        lines.append(replace(line, kind=kind))
    lines = _with_faint(lines, things)
    box = box_around(cards, lines)
    size = brief_size(box)
    briefs = []
    for card in cards:
        thing = things[card.number]
        # Titles of pledges are cut anyway, and look uneven in several sizes
        least = size if thing.kind == "Pledge" else round(size * _SMALLER)
        briefs.append(_brief(thing.label or thing.id, card.height, size, least))
    return Composition(
        picture,
        things,
        cards,
        lines,
        count_words(said, ends, cards),
        box,
        size,
        briefs,
    )


def _brief(
    label: str,
    height: int,
    size: int,
    least: int,
) -> Brief:
    """A label in letters of a size; somewhat smaller if it is whole so: "Government of…" says
    nothing.
    """
    tried = []
    for smaller in range(size, least - 1, -1):
        most = max(1, int((height - 6) / (smaller * _LEADING)))
        lines = wrap_label(label, smaller, most)
        if not lines[-1].endswith(CUT):
            return Brief(lines, smaller)
        tried.append(Brief(lines, smaller))
    return tried[0]


def _with_faint(
    lines: Sequence[Line],
    things: Sequence[Thing],
) -> list[Line]:
    """The lines; where many lead to what the picture is about, which a reader knows, these are
    faint, so that the others can be seen.
    """
    usual = []
    for number, line in enumerate(lines):
        is_usual = line.usual and not line.computed
        if is_usual and things[line.end].central:
            usual.append(number)
    found = list(lines)
    if len(usual) > FEW_LINES:
        for number in usual:
            found[number] = replace(found[number], faint=True)
    return found
