"""A picture of a part of the graph: one HTML file that opens offline, prints, and says what it
leaves out.

``draw`` takes things and ties and gives the text of the file. Where everything stands is computed
here, so the picture is the same each time, on screen (vis-network, from pyvis's own wheel), on
paper and with scripts off (SVG).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pledgegraph.errors import PledgegraphError, UsageProblem
from pledgegraph.writing.signs import visible

from .captions import Captions
from .labels import KINDS, OPEN_SIGN
from .layout import (
    CARD_WIDTH,
    Card,
    Line,
    Point,
    box_around,
    connect,
    count_words,
    place,
    runs_within_bands,
)

READABLE = 600
"""Above so many things a picture says that it is too full to be read at once."""

_SPRING_MOST = 499  # from 500 nodes on networkx needs scipy, which we do not ship
_SEED = 20191217
VIS_NETWORK = "pyvis/lib/vis-9.1.2/vis-network.min.js"


@dataclass(frozen=True)
class Thing:
    """A node of the picture. ``id`` is the model's (``pledge/GRF-00515``), ``kind`` a class of the
    ontology.

    ``label`` is shortened on its card; it stands in full, with the ``facts`` (name, value), in list
    and tooltip. ``open``: it is open to matching, and its card has the sign of that.
    """

    id: str
    kind: str
    label: str
    facts: tuple[tuple[str, str], ...] = ()
    focus: bool = False
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
    """What is drawn, and the sentences that keep it honest: coverage, what is left out, as of
    when. ``open_means`` is what the legend says of the sign of things that are open to matching.
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
    order = {name: i for i, name in enumerate(KINDS)}
    return sorted(
        picture.things,
        key=lambda thing: (
            order.get(thing.kind, len(order)),
            thing.kind,
            not thing.focus,
            thing.label,
            thing.id,
        ),
    )


def _numbers(things: Sequence[Thing], ties: Sequence[Tie]) -> dict[str, int]:
    """The position of every id. The page knows things by it alone, because an id is data and may be
    anything.
    """
    number = {thing.id: i for i, thing in enumerate(things)}
    if len(number) < len(things):
        twice = next(
            name for name, count in Counter(thing.id for thing in things).items() if count > 1
        )
        raise UsageProblem(
            f"{twice!r} stands twice among the things of a picture", "Give each thing once"
        )
    missing = sorted({name for tie in ties for name in (tie.start, tie.end) if name not in number})
    if missing:
        raise UsageProblem(
            f"a tie leads to {missing[0]!r}, which is not in the picture", "Leave such ties out"
        )
    return number


@cache
def vis_network() -> str:
    """vis-network as pyvis ships it, at a place that pyvis promises to nobody: pyproject.toml
    bounds its version.

    Found by the list of installed packages: ``importlib.resources`` would import pyvis, which takes
    0.6 s.
    """
    hint = "Install the one that it needs: pip install 'pyvis>=0.3.2,<0.4'"
    try:
        pyvis = distribution("pyvis")
    except PackageNotFoundError:
        raise PledgegraphError(
            "pyvis is not installed, whose script a picture holds", hint
        ) from None
    try:
        script = Path(str(pyvis.locate_file(VIS_NETWORK))).read_text("utf-8")
    except OSError:
        raise PledgegraphError(
            f"pyvis {pyvis.version} has no {VIS_NETWORK}, which a picture holds", hint
        ) from None
    # a browser's tools would ask the network for the map
    return re.sub(r"\n//# sourceMappingURL=\S*", "", script).strip()


def _json(value: object) -> Markup:
    """JSON that cannot end a script element, nor be cut by a line separator."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _springs(count: int, ends: Sequence[tuple[int, int]]) -> list[Point]:
    """Where springs along the ties would draw so many things, from -1 to 1."""
    net = nx.Graph()
    net.add_nodes_from(range(count))
    net.add_edges_from(ends)
    found = nx.spring_layout(net, k=1.6 / count**0.5, seed=_SEED, iterations=150)
    # Rounded, because the last digits of a float differ between processors.
    return [(round(float(found[i][0]), 4), round(float(found[i][1]), 4)) for i in range(count)]


def _cards(things: Sequence[Thing], ends: Sequence[tuple[int, int]]) -> list[Card]:
    kinds, labels = [thing.kind for thing in things], [thing.label or thing.id for thing in things]
    springs = ends and len(things) <= _SPRING_MOST and runs_within_bands(kinds, ends)
    return place(kinds, labels, ends, _springs(len(things), ends) if springs else None)


def _for_script(
    things: Sequence[Thing], cards: Sequence[Card], lines: Sequence[Line]
) -> dict[str, object]:
    """What the page's script needs to draw; names and facts it reads from the list, as text."""
    return {
        "box": box_around(cards, lines),
        "width": CARD_WIDTH,
        "openSign": OPEN_SIGN,
        "cards": [
            {
                "x": card.x,
                "y": card.y,
                "height": card.height,
                "lines": card.lines,
                "path": card.kind.path,
                "style": card.kind.style,
                "focus": things[card.number].focus,
                "open": things[card.number].open,
                "rightToLeft": card.right_to_left,
            }
            for card in cards
        ],
        "lines": [
            {
                "start": line.start,
                "end": line.end,
                "label": line.label,
                "computed": line.computed,
                "shown": line.shown,
                "bow": line.bow,
                "swing": line.swing,
            }
            for line in lines
        ],
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
    facts = tuple((visible(name), visible(value)) for name, value in thing.facts)
    return replace(
        thing,
        id=visible(thing.id),
        kind=visible(thing.kind),
        label=visible(thing.label),
        facts=facts,
    )


def _tie_with_all_seen(tie: Tie) -> Tie:
    return Tie(visible(tie.start), visible(tie.end), visible(tie.label), tie.computed)


def _render(picture: Picture, **context: object) -> str:
    """The template with our own style and scripts, which alone the page's policy lets run."""
    room = files("pledgegraph.graph.pictures") / "templates"
    style, *own = (
        (room / name).read_text("utf-8") for name in ("picture.css", "picture.js", "slide.js")
    )
    scripts = [vis_network(), *own]
    pages = Environment(
        loader=PackageLoader("pledgegraph.graph.pictures"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return pages.get_template("picture.html").render(
        picture=picture,
        style=Markup(style),
        scripts=[Markup(text) for text in scripts],
        style_digest=_digest(style),
        script_digests=" ".join(map(_digest, scripts)),
        **context,
    )


def draw(picture: Picture, language: str = "en") -> str:
    """The whole HTML file: same picture, same text, whatever the order of its things and ties.

    Raises UsageProblem for a thing that stands twice or a tie whose end is missing.
    """
    captions, picture = Captions(language), _with_all_seen(picture)
    things = _sorted_things(picture)
    number = _numbers(things, picture.ties)
    ties = sorted(
        picture.ties, key=lambda tie: (number[tie.start], number[tie.end], tie.label, tie.computed)
    )
    ends = [(number[tie.start], number[tie.end]) for tie in ties]
    said = [(tie.label, tie.computed) for tie in ties]
    cards = _cards(things, ends)
    lines = connect(said, ends, cards)
    return _render(
        picture,
        things=things,
        ties_of=[
            [line for line in lines if i in (line.start, line.end)] for i in range(len(things))
        ],
        cards=cards,
        lines=lines,
        legend=list(dict.fromkeys(card.kind for card in cards)),
        words=count_words(said, ends, cards),
        box=box_around(cards, lines),
        width=CARD_WIDTH,
        open_sign=OPEN_SIGN,
        readable=READABLE,
        captions=captions,
        say=captions.say,
        data=_json({**_for_script(things, cards, lines), "words": captions.in_scripts()}),
    )
