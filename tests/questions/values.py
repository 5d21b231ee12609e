"""What texts are asked with: every parameter with each of its values, and which of them in CI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pledgegraph.ontology.names import like
from pledgegraph.queries.catalogue import questions
from pledgegraph.queries.texts import QUESTIONS, parameters_of, text_names

from ..budget import LONG, some  # noqa: TID252 (tests are no package that could be named)

TEXTS = text_names()
_FIRST = {name.partition(".")[0]: name for name in reversed(TEXTS)}
_SOME = {*some(TEXTS, 3), *_FIRST.values()}
ON_SERVER = [name for name in TEXTS if name in _SOME]
"""Texts that a server is asked: in CI the first of each question and every third."""
GIVEN: Mapping[str, list[Any]] = {
    "country": [["ETH"], ["TCD", "RWA"]],
    "area": [["Education"], ["Jobs and livelihoods", "Documentation"]],
    "situation": [["Afghanistan situation", "Syria situation"], ["Sudan"]],
    "platform": [["IGAD"], ["SSAR", "MIRPS"]],
    "region": [["Eastern Africa"], ["Africa", "Americas", "Southern Asia"]],
    "forum": [["GRF 2023"], ["GRF 2019", "HLOM 2021"]],
    "support": [["none-recorded"], ["related", "partly-supported", "joint"]],
    "like": [
        like(
            [
                "ethiopie",
                "EDUCATION",
                "grf 2023",
                "igad",
                "GRF-00515",
                "Eastern Africa",
                "government of denmark",
            ]
        ),
        like(["afghanistan"], within=True),
    ],
    "actor": [["actor/government-of-ethiopia"], ["actor/unhcr", "actor/government-of-denmark"]],
    "actor_type": [["state"], ["multi-stakeholder", "private-sector"]],
    "role": [["host"], ["donor", "provider"]],
    "with_ended": [True],
    "exclude": [["actor/unhcr", "pledge/sample-GRF-00515"], ["actor/government-of-ethiopia"]],
    "objective": [["3"], ["2", "4"]],
    "reason": [["place-in-text"], ["global", "not-stated"]],
    "year": [2026, 2023],
    "named": [["pledge/sample-pf050-e56cdd7b", "pledge/sample-GRF-00350"]],
    "pledge": [
        f"pledge/sample-{name}" for name in ("pf050-e56cdd7b", "GRF-00515", "pf007-f460022a")
    ],
}
"""Values to try of each parameter; a question takes those it has."""


def parameter_sets(names: Iterable[str]) -> list[dict[str, Any]]:
    """No value for any parameter of a text, then each of them with each of its values; without any
    it is asked once.
    """
    none: dict[str, Any] = {name: nothing(GIVEN[name][0]) for name in names if name in GIVEN}
    return [none, *(none | {name: value} for name in none for value in GIVEN[name])]


def nothing(value: Any) -> Any:
    """What a parameter is where no value is given: an empty list or text, no year, no."""
    return type(value)()


def aims() -> list[dict[str, Any]]:
    """What contacts are sought for: a pledge, or a place with an area."""
    pledges = [{"pledge": pledge} for pledge in GIVEN["pledge"]]
    places = [
        {name: place, "area": area}
        for name in ("country", "platform", "situation")
        for place in GIVEN[name]
        for area in GIVEN["area"]
    ]
    return [*pledges, *places]


def all_values(name: str) -> list[dict[str, Any]]:
    """What a text can be asked with."""
    if name.startswith("joint-candidates."):
        return aims()
    if name.startswith("new-actors"):
        # Of an area, each kind of place once, and a forum
        areas = [given for given in aims() if given.get("area") == GIVEN["area"][0]]
        year = {"year": GIVEN["year"][0]}
        return [
            year | areas[0] | {"forum": GIVEN["forum"][1]},
            year | areas[0] | {"exclude": GIVEN["exclude"][0], "with_ended": True},
            *(year | each for each in areas[::2]),
        ]
    every = parameter_sets(parameters_of(name))
    question = questions().get(name.partition(".")[0])
    if question is not None and question.counts_pledges:
        every.insert(1, every[0] | {"listed": True})
    return every


def values_for(name: str, *, on_server: bool) -> list[dict[str, Any]]:
    """What a text is asked with; in CI some of it, fewer on a server, which plans each text anew.
    Every kind of place, or parameter, is asked of one text or another.
    """
    every = all_values(name)
    if LONG:
        return every
    texts = ON_SERVER if on_server else TEXTS
    if name.startswith("new-actors"):
        chosen = every[texts.index(name) % 2 :: 4 if on_server else 2]
    elif name.startswith("joint-candidates."):
        chosen = every[len(name) % 3 :: 9 if on_server else 3]
    elif on_server:
        chosen = one_or_two(name, every)
    else:
        listed = [given for given in every if given.get("listed")]
        apart = min(4, max(1, len(every) // 2))
        chosen = [every[0], *listed, *every[1 + len(name) % apart :: apart]]
    # What only this text has is asked of it, and what all have of the first
    for condition in sorted(own_conditions(name) | first_asked(name, texts)):
        with_it = [given for given in every if given.get(condition)]
        if not any(given.get(condition) for given in chosen):
            chosen = [*chosen, *with_it[:1]]
    return chosen


def one_or_two(name: str, every: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One of the ways in which a text is narrowed; of every third text that, and without any."""
    place = ON_SERVER.index(name)
    chosen = every[1 + place % (len(every) - 1)] if len(every) > 1 else every[0]
    return [chosen] if place % 3 else [every[0], chosen]


def own_conditions(name: str) -> set[str]:
    """The parameters that a text has conditions for, without what it includes."""
    text = (QUESTIONS / f"{name}.cypher").read_text("utf-8")
    return set(re.findall(r"^//: if (\w+)", text, re.M))


def first_asked(name: str, texts: Sequence[str]) -> set[str]:
    """The parameters that no text before this one has."""
    before = texts[: texts.index(name)]
    return set(parameters_of(name)).difference(*map(parameters_of, before)) & GIVEN.keys()
