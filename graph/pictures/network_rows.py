"""Network rows: what the network of a picture shows as the rows of a table, for whoever makes a
picture of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pledgegraph.writing.tabular import csv_text

from .captions import Captions
from .composition import Picture, Thing, composed
from .lines import Line

_OWN = ("kind", "name", "id", "level", "open", "ties", "sources")


def network_csv(picture: Picture, language: str = "en") -> str:
    """The rows of the list below a picture, as CSV with the mark by which Excel reads UTF-8.

    Raises:
        UsageProblem: a thing is there twice, or the end of a tie is missing.
    """
    captions = Captions(language)
    composition = composed(picture)
    things = composition.things
    said: list[list[str]] = [[] for _ in things]
    for line in composition.lines:
        said[line.start].append(_said(line, things))
    named: dict[str, None] = {}
    for thing in things:
        named.update(dict.fromkeys(name for name, _ in thing.facts))
    rows = []
    for thing, ties in zip(things, said, strict=True):
        facts = dict(thing.facts)
        cells = _cells(thing, ties, captions)
        rows.append([*cells, *(facts.get(name, "") for name in named)])
    return "\ufeff" + csv_text([*_OWN, *named], rows)


def _said(line: Line, things: Sequence[Thing]) -> str:
    other = things[line.end]
    return f"{line.label}: {other.label or other.id}"


def _cells(
    thing: Thing,
    ties: Sequence[str],
    captions: Captions,
) -> list[str]:
    is_open = captions.word("yes" if thing.open else "no")
    return [
        captions.word(thing.kind),
        thing.label,
        thing.id,
        thing.level,
        # Only a pledge can be open to matching
        is_open if thing.kind == "Pledge" else "",
        "; ".join(ties),
        "; ".join(thing.sources),
    ]
