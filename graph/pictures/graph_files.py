"""Graph files: the network of a picture for Gephi, yEd and other programs, as GraphML or GEXF, with
the places and colours that the picture has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from .colours import KIND_COLOURS, OTHER
from .composition import Picture, composed
from .layout import CARD_WIDTH
from .level_signs import COLOURS
from .page_templates import page_template

if TYPE_CHECKING:
    from .composition import Composition, Thing
    from .layout import Card
    from .lines import Line

_TIE_COLOUR = "#6b7785"
_OWN_FACTS = ("identifier", "kind", "level", "open", "central")


@dataclass(frozen=True)
class Node:
    """A thing as such a file has it: ``facts`` by the number of their column."""

    number: int
    identifier: str
    label: str
    x: int
    y: int
    size: int
    colour: tuple[int, int, int]
    facts: Mapping[int, str]


@dataclass(frozen=True)
class Edge:
    """A tie between the numbers of two nodes; a computed one is dashed."""

    number: int
    start: Node
    end: Node
    label: str
    kind: str
    computed: bool


def graphml(picture: Picture) -> str:
    """The picture as GraphML. Gephi reads places and colours from the values x, y, r, g and b.

    Raises:
        UsageProblem: a thing is there twice, or the end of a tie is missing.
    """
    return _rendered("network.graphml", picture)


def gexf(picture: Picture) -> str:
    """The picture as GEXF 1.3, with the colours and places that it has names for.

    Raises:
        UsageProblem: a thing is there twice, or the end of a tie is missing.
    """
    return _rendered("network.gexf", picture)


def _rendered(template: str, picture: Picture) -> str:
    composition = composed(picture)
    names = _names_of_facts(composition.things)
    nodes = _nodes(composition, names)
    said = composition.picture
    # A heading has no full stop, and everything here is one text
    about = [f"{said.heading}.", said.coverage, *said.left_out, said.foot]
    return page_template(template).render(
        description=" ".join(filter(None, about)),
        names=names,
        nodes=nodes,
        edges=list(_edges(composition, nodes)),
        tie_colour=_channels(_TIE_COLOUR),
        value=_value,
        token=_token,
    )


def _names_of_facts(things: Sequence[Thing]) -> list[str]:
    """The names of all values that nodes have; first those that every picture has."""
    named = dict.fromkeys(_OWN_FACTS)
    for thing in things:
        for name, _ in thing.facts:
            named[name] = None
    return list(named)


def _nodes(
    composition: Composition,
    names: Sequence[str],
) -> list[Node]:
    columns = {name: number for number, name in enumerate(names)}
    nodes = []
    for card in composition.cards:
        thing = composition.things[card.number]
        facts = {}
        for name, text in _facts(thing):
            facts[columns[name]] = text
        node = Node(
            card.number,
            thing.id,
            thing.label or thing.id,
            card.x,
            # In Gephi y grows upwards
            y=-card.y,
            size=CARD_WIDTH // 8,
            colour=_channels(_colour(thing, card)),
            facts=facts,
        )
        nodes.append(node)
    return nodes


def _facts(thing: Thing) -> Iterator[tuple[str, str]]:
    """Names and values; first what is known of each thing, in the words of the model."""
    yield "identifier", thing.id
    yield "kind", thing.kind
    if thing.level:
        yield "level", thing.level
    yield "open", str(thing.open).lower()
    yield "central", str(thing.central).lower()
    yield from thing.facts


def _colour(thing: Thing, card: Card) -> str:
    """A pledge has the colour of its level, anything else that of its kind."""
    if thing.level in COLOURS:
        return COLOURS[thing.level]
    return KIND_COLOURS.get(card.kind.style, OTHER).light


def _channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour such as ``#0b5a94``, each up to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _edges(
    composition: Composition,
    nodes: Sequence[Node],
) -> Iterator[Edge]:
    line: Line
    for number, line in enumerate(composition.lines):
        yield Edge(
            number,
            nodes[line.start],
            nodes[line.end],
            line.label,
            line.kind,
            line.computed,
        )


def _token(name: str) -> str:
    """A name that the schema of GraphML allows: it has no blank."""
    return re.sub(
        r"[^\w.-]+",
        "_",
        name,
    )


def _value(text: str) -> Markup:
    """A text inside an attribute, where XML would make a blank of each line end."""
    safe = escape(text)
    return Markup(safe.replace("\r", "&#13;").replace("\n", Markup("&#10;")))
