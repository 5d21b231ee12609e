"""Mentions: countries and regions that only the words of a pledge name. A person decides whether
they are its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from .numbered import Numbered
from .own_names import own_names
from .place_names import PlaceNames
from .rows import Rows, rows_with
from .unplaced import IN_TEXT, names_of, no_place_reasons, without

_BREAK = re.compile(r"[;():\n]|[.!?]\s+(?=[A-Z])")
"""Where one part of a sentence ends and the next begins."""
AROUND = 50
"""Signs on each side of a name that are quoted of a longer part."""


Texts = list[tuple[str, str]]
"""Texts as they are written and as they are searched."""


@dataclass
class Mentions:
    """(pledge, country) and (pledge, region), the region being M49's or a support platform; pledge
    → the words that name them.
    """

    countries: list[tuple[int, int]] = field(default_factory=list)
    regions: list[tuple[int, int]] = field(default_factory=list)
    words: dict[int, list[str]] = field(default_factory=dict)


Reasons = dict[int, tuple[str, bool]]
"""Pledge → why it names no place, and whether its place is open."""


def in_words(
    graph: Numbered,
    pledges: Rows,
    placed: Rows,
    state_countries: Mapping[str, str],
) -> tuple[Reasons, Mentions]:
    """Why pledges name no place, and what their words name instead.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``role``.
        placed: (pledge, country, basis), as ``places`` gives it.
        state_countries: State → country, both as identifiers.
    """
    names = PlaceNames(graph)
    own = own_names(
        graph,
        pledges,
        state_countries,
        names,
    )
    reasons = no_place_reasons(
        graph,
        pledges["pledge"],
        placed,
        names,
        own,
    )
    mentioned = mentions(
        graph,
        reasons,
        names,
        own,
    )
    return reasons, mentioned


def mentions(
    graph: Numbered,
    reasons: Mapping[int, tuple[str, bool]],
    names: PlaceNames,
    own: Mapping[int, Collection[str]],
) -> Mentions:
    """What title, text or place cell name, the submitter's own name aside, of the pledges whose
    place is in their words only.

    Args:
        graph: the current tables.
        reasons: pledge → why it names no place, as ``no_place_reasons`` gives it.
        names: how texts call places.
        own: pledge → names of its submitters' countries, which say who pledges.
    """
    found = Mentions()
    in_text = []
    for pledge, why in reasons.items():
        reason, _ = why
        if reason == IN_TEXT:
            in_text.append(pledge)
    if not in_text:  # to make a pattern of all names takes longer than the rest
        return found
    pattern = re.compile(names.pattern)
    for pledge, texts in _texts(graph, in_text):
        parts: set[str] = set()
        own_of_it = own.get(pledge, ())
        for text, searched in texts:
            for match in pattern.finditer(searched):
                name = match[0]
                # "South Sudan" is not the own name of Sudan: whole names are compared
                if name in own_of_it:
                    continue
                _add(
                    found,
                    pledge,
                    name,
                    names,
                )
                start, end = match.span()
                part = _part(
                    text,
                    start,
                    end,
                )
                parts.add(part)
        found.words[pledge] = _shortest(parts)
    return found


def linked(
    pairs: list[tuple[int, int]],
    end: str,
) -> Rows:
    """Pairs as the links of a relationship."""
    numbers = np.array(pairs, np.int64)
    # Without any the array has no second dimension
    both = numbers.reshape(-1, 2)
    columns = {
        "pledge": both[:, 0],
        end: both[:, 1],
    }
    return Rows(**columns)


def _add(
    found: Mentions,
    pledge: int,
    name: str,
    names: PlaceNames,
) -> None:
    country = names.countries.get(name)
    if country is not None:
        pair = pledge, country
        found.countries.append(pair)
    for region in names.regions.get(name, ()):
        pair = pledge, region
        found.regions.append(pair)


def _texts(
    graph: Numbered,
    pledges: list[int],
) -> Iterable[tuple[int, Texts]]:
    """Pledges with each of their texts, and the same with blanks for the submitter's name."""
    columns = [
        "title",
        "description",
        "submitter_as_written",
        "place_as_written",
    ]
    every = graph.nodes("Pledge", columns, "pledge")
    wanted = np.array(pledges, np.int64)
    rows = rows_with(every, "pledge", wanted)
    for pledge, title, description, submitter, places in rows.tuples():
        submitters = names_of(submitter or "")
        texts = []
        stated = [title, description, *places]
        for text in filter(None, stated):
            searched = without(text, submitters)
            texts.append((text, searched))
        yield pledge, texts


def _part(
    text: str,
    start: int,
    end: int,
) -> str:
    """The part of a sentence that a name is in, of a long one only what is around it."""
    first = 0
    last = len(text)
    for each in _BREAK.finditer(text):
        if each.end() <= start:
            first = each.end()
        elif each.start() >= end:
            last = each.start()
            break
    before = text[first:start]
    after = text[end:last]
    # Cut at a blank, so that no word is quoted in half
    if len(before) > AROUND:
        _, _, near = before[-AROUND:].partition(" ")
        before = f"… {near}"
    if len(after) > AROUND:
        near, _, _ = after[:AROUND].rpartition(" ")
        after = f"{near} …"
    name = text[start:end]
    return f"{before}{name}{after}".strip()


def _shortest(parts: set[str]) -> list[str]:
    """Parts without those that say the whole of another and more."""
    kept = []
    for part in sorted(parts):
        # The cell for the place is often a part of the title too
        others = parts - {part}
        if not any(other in part for other in others):
            kept.append(part)
    return kept
