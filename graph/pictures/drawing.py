"""Drawing: a picture of a part of the graph as one HTML file that opens offline, prints, and says
what it leaves out.

``draw`` takes things and ties and returns the text of the file. All places are computed here, so
that the picture is the same each time: on screen (vis-network, from the wheel of pyvis), on paper
and with scripts off (SVG).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

import networkx as nx
from markupsafe import Markup

from pledgegraph.errors import PledgegraphError, UsageProblem
from pledgegraph.ontology.spelling import name_order
from pledgegraph.writing.signs import visible

from .captions import Captions
from .labels import KINDS, OPEN_SIGN
from .layout import CARD_WIDTH, Card, Ends, Point, place, runs_within_bands
from .lines import Line, box_around, connect, count_words
from .page_templates import page_template

READABLE = 600
"""With more things than that a picture says that it is too full to read as a whole."""

_SPRING_MOST = 499  # from 500 nodes on networkx needs scipy, which we do not ship
_SEED = 20191217
VIS_NETWORK = "pyvis/lib/vis-9.1.2/vis-network.min.js"


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
    """

    id: str
    kind: str
    label: str
    facts: tuple[tuple[str, str], ...] = ()
    central: bool = False
    open: bool = False


@dataclass(frozen=True)
class Tie:
    """A line from one thing's ``id`` to another's: "submitted by". A computed one is dashed."""

    start: str
    end: str
    label: str
    computed: bool = False


@dataclass(frozen=True)
class Picture:
    """What is drawn, and sentences about its limits: coverage, what is left out, the date.

    ``open_means``: what the legend says of the sign for things that are open to matching.
    """

    title: str
    heading: str
    coverage: str
    things: tuple[Thing, ...]
    ties: tuple[Tie, ...]
    left_out: tuple[str, ...] = ()
    as_of: str = ""
    open_means: str = ""


def _sorted_things(picture: Picture) -> list[Thing]:
    order = list(KINDS)

    def position(thing: Thing) -> tuple[int, str, bool, str, str, str]:
        kind = len(order)
        if thing.kind in KINDS:
            kind = order.index(thing.kind)
        return (
            kind,
            thing.kind,
            not thing.central,
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


@cache
def vis_network() -> str:
    """The script of vis-network from the wheel of pyvis. Its place there may change, so
    pyproject.toml limits the version.

    It is found by the list of installed packages, as ``importlib.resources`` would import pyvis,
    which takes 0.6 s.
    """
    hint = "Install the one that it needs: pip install 'pyvis>=0.3.2,<0.4'"
    try:
        pyvis = distribution("pyvis")
    except PackageNotFoundError:
        raise PledgegraphError("pyvis is not installed; a picture needs its script", hint) from None
    place = Path(str(pyvis.locate_file(VIS_NETWORK)))
    try:
        script = place.read_text("utf-8")
    except OSError:
        raise PledgegraphError(
            f"pyvis {pyvis.version} has no {VIS_NETWORK}, which a picture needs", hint
        ) from None
    # The developer tools of a browser would request the map from the network.
    return re.sub(r"\n//# sourceMappingURL=\S*", "", script).strip()


def _json(value: object) -> Markup:
    """JSON that cannot end a script element, and has no line separator of Unicode."""
    text = json.dumps(
        value,
        ensure_ascii=True,
        separators=(",", ":"),
    )
    # As escapes of JSON, which a script reads as the same text and HTML reads as nothing
    for letter in "<>&":
        escape = f"\\u{ord(letter):04x}"
        text = text.replace(letter, escape)
    return Markup(text)


def _digest(text: str) -> str:
    """The hash of a script or a style, as the policy of the page names it."""
    digest = hashlib.sha256(text.encode()).digest()
    encoded = base64.b64encode(digest).decode()
    return f"'sha256-{encoded}'"


def _springs(count: int, ends: Ends) -> list[Point]:
    """The places, from -1 to 1, to which springs along the ties would pull so many things."""
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
    return place(kinds, labels, ends, wishes)


def _for_script(
    things: Sequence[Thing],
    cards: Sequence[Card],
    lines: Sequence[Line],
) -> dict[str, object]:
    """What the page's script needs to draw; it reads names and facts from the list, as text."""
    return {
        "box": box_around(cards, lines),
        "width": CARD_WIDTH,
        "openSign": OPEN_SIGN,
        "cards": [_card_for_script(things[card.number], card) for card in cards],
        "lines": list(map(_line_for_script, lines)),
    }


def _card_for_script(
    thing: Thing,
    card: Card,
) -> dict[str, object]:
    return {
        "x": card.x,
        "y": card.y,
        "height": card.height,
        "lines": card.lines,
        "path": card.kind.path,
        "style": card.kind.style,
        "central": thing.central,
        "open": thing.open,
        "rightToLeft": card.right_to_left,
    }


def _line_for_script(line: Line) -> dict[str, object]:
    return {
        "start": line.start,
        "end": line.end,
        "label": line.label,
        "computed": line.computed,
        "shown": line.shown,
        "bow": line.bow,
        "swing": line.swing,
    }


def _with_all_seen(picture: Picture) -> Picture:
    """The picture with every sign of its texts to be seen, whatever part of the page has them."""
    return replace(
        picture,
        title=visible(picture.title),
        heading=visible(picture.heading),
        coverage=visible(picture.coverage),
        things=tuple(map(_thing_with_all_seen, picture.things)),
        ties=tuple(map(_tie_with_all_seen, picture.ties)),
        left_out=tuple(map(visible, picture.left_out)),
        as_of=visible(picture.as_of),
        open_means=visible(picture.open_means),
    )


def _thing_with_all_seen(thing: Thing) -> Thing:
    facts = []
    for name, value in thing.facts:
        facts.append((visible(name), visible(value)))
    return replace(
        thing,
        id=visible(thing.id),
        kind=visible(thing.kind),
        label=visible(thing.label),
        facts=tuple(facts),
    )


def _tie_with_all_seen(tie: Tie) -> Tie:
    return Tie(
        visible(tie.start),
        visible(tie.end),
        visible(tie.label),
        tie.computed,
    )


def _render(picture: Picture, **context: object) -> str:
    """The template with our own style and scripts; the page's policy allows no others."""
    room = files("pledgegraph.graph.pictures") / "templates"
    # In the page itself, because it opens offline, and its policy allows what these hashes name
    style = (room / "picture.css").read_text("utf-8")
    scripts = [vis_network()]
    for name in ("picture.js", "slide.js"):
        scripts.append((room / name).read_text("utf-8"))
    return page_template("picture.html").render(
        picture=picture,
        style=Markup(style),
        scripts=[Markup(text) for text in scripts],
        style_digest=_digest(style),
        script_digests=" ".join(map(_digest, scripts)),
        **context,
    )


def draw(picture: Picture, language: str = "en") -> str:
    """The whole HTML file. Its text is the same whatever the order of things and ties.

    Raises:
        UsageProblem: a thing is there twice, or the end of a tie is missing.
    """
    captions = Captions(language)
    picture = _with_all_seen(picture)
    things = _sorted_things(picture)
    numbers = _numbers(things, picture.ties)
    ties = []
    for tie in picture.ties:
        start = numbers[tie.start]
        end = numbers[tie.end]
        ties.append((start, end, tie.label, tie.computed))
    ends = []
    said = []
    # Sorted by place, so that the order in which they are given changes nothing
    for start, end, label, computed in sorted(ties):
        ends.append((start, end))
        said.append((label, computed))
    cards = _cards(things, ends)
    # After the cards: where a line runs depends on what is in its way
    lines = connect(said, ends, cards)
    kinds = dict.fromkeys(card.kind for card in cards)
    data = _for_script(things, cards, lines)
    data["words"] = captions.in_scripts()
    return _render(
        picture,
        things=things,
        ties_of=_ties_of(things, lines),
        cards=cards,
        lines=lines,
        legend=list(kinds),
        words=count_words(said, ends, cards),
        box=box_around(cards, lines),
        width=CARD_WIDTH,
        open_sign=OPEN_SIGN,
        readable=READABLE,
        captions=captions,
        say=captions.say,
        data=_json(data),
    )


def _ties_of(
    things: Sequence[Thing],
    lines: Sequence[Line],
) -> list[list[Line]]:
    """The lines of each thing, by its position."""
    ties_of: list[list[Line]] = [[] for _ in things]
    for line in lines:
        # A set, as a line may lead from a thing to itself.
        for number in {line.start, line.end}:
            ties_of[number].append(line)
    return ties_of
