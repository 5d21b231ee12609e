"""One resolver: parameters, lists, pictures, explain and Python take a name for the same thing, or
refuse it alike.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from pledgegraph.errors import AmbiguousName, UsageProblem
from pledgegraph.queries.lists import KINDS
from pledgegraph.workspace.workspace import Workspace

from ..budget import LONG  # noqa: TID252 (tests are no package that could be named)

SEVERAL, NONE = "several", "none"
LISTS = {kind: what for what, kind in KINDS.items()}
QUESTIONS = {
    "country": "unsupported",
    "situation": "unsupported",
    "platform": "unsupported",
    "pledge": "joint-candidates",
}
"""Kind of thing → a question that takes it; none takes an actor."""

SUDAN = {"country": "country/SDN", "situation": "situation/sudan"}
SYRIA = {"country": "country/SYR", "situation": "situation/syria-situation"}
ETHIOPIA = {"country": "country/ETH", "actor": "actor/government-of-ethiopia"}
DENMARK = {"country": "country/DNK", "actor": "actor/government-of-denmark"}
IGAD = {"platform": "platform/igad", "actor": "actor/igad"}
PLEDGE = {"pledge": "pledge/GRF-00515", "country": NONE}
NAMED: list[tuple[str, Mapping[str, str], str]] = [
    ("Sudan", SUDAN, SEVERAL),
    ("Soudan", SUDAN, SEVERAL),
    (" SOUDAN", SUDAN, SEVERAL),
    ("SDN", SUDAN, "country/SDN"),
    ("SIT-SDN", {"country": NONE, "situation": "situation/sudan"}, "situation/sudan"),
    ("crise au Soudan", {"country": NONE, "situation": "situation/sudan"}, "situation/sudan"),
    ("Syria", SYRIA, "country/SYR"),
    ("Syrie", SYRIA, "country/SYR"),
    ("Situation en Syrie", {"country": NONE, "situation": SYRIA["situation"]}, SYRIA["situation"]),
    ("Ethiopia", ETHIOPIA, "country/ETH"),
    ("Éthiopie", ETHIOPIA, "country/ETH"),
    ("ethiopie", ETHIOPIA, "country/ETH"),
    ("country/ETH", {"country": "country/ETH", "situation": NONE}, "country/ETH"),
    ("Turkey", {"country": "country/TUR", "situation": NONE}, "country/TUR"),
    ("turquie", {"country": "country/TUR", "situation": NONE}, "country/TUR"),
    ("Ivory Coast", {"country": "country/CIV"}, "country/CIV"),
    ("cote d'ivoire", {"country": "country/CIV"}, "country/CIV"),
    ("Danemark", DENMARK, "country/DNK"),
    ("gouvernement du Danemark", DENMARK | {"country": NONE}, "actor/government-of-denmark"),
    ("HCR", {"actor": "actor/unhcr", "country": NONE}, "actor/unhcr"),
    (
        "Haut Commissariat des Nations Unies pour les refugies",
        {"actor": "actor/unhcr"},
        "actor/unhcr",
    ),
    ("IGAD", IGAD, SEVERAL),
    ("Plateforme d’appui de l’IGAD", {"platform": "platform/igad", "actor": NONE}, "platform/igad"),
    ("grf-00515", PLEDGE, "pledge/GRF-00515"),
    ("PF097", PLEDGE, "pledge/GRF-00515"),
    ("https://example.org/pledges/pledge/GRF-00515", PLEDGE, "pledge/GRF-00515"),
    ("Soudann", dict.fromkeys((*SUDAN, "actor", "platform", "pledge"), NONE), NONE),
]
"""A name, the thing of each kind that it means, and the one that it means where no kind is said."""


Way = Callable[[Workspace, str, str, str], str]
"""What is made of a workspace, a kind of thing, a name and a language."""


def answered(sample: Workspace, kind: str, name: str, lang: str) -> str:
    given: Any = name if kind == "pledge" else [name]
    return sample.ask(QUESTIONS[kind], lang=lang, **{kind: given}).to_json(envelope=True)


def filled_in(sample: Workspace, kind: str, name: str, lang: str) -> str:
    given: Any = name if kind == "pledge" else [name]
    return sample.texts(QUESTIONS[kind], "cypher", **{kind: given})


def drawn(sample: Workspace, kind: str, name: str, lang: str) -> str:
    return sample.draw(kind, [name], "the same", lang=lang)


def drawn_by_name(sample: Workspace, kind: str, name: str, lang: str) -> str:
    return sample.draw_named(kind, name, lang=lang)


WAYS: Mapping[str, Sequence[tuple[Way, str]]] = {
    "country": [(answered, "en"), (filled_in, "fr"), (drawn_by_name, "fr")],
    "situation": [(answered, "fr"), (drawn, "en")],
    "actor": [(drawn_by_name, "en")],
    "platform": [(answered, "en"), (filled_in, "fr")],
    "pledge": [(answered, "fr"), (filled_in, "en")],
}
"""Kind of thing → what takes it, and in which language."""


Asked = tuple[str, Way, str]
"""A kind of thing, what takes its name, and in which language."""


def turn(kinds: Sequence[str], name: str) -> Sequence[Asked]:
    """All ways of all kinds in a long run, else one that is the name's turn: each takes a third of
    a second.
    """
    ways = [(kind, way, lang) for kind in kinds for way, lang in WAYS[kind]]
    return ways if LONG else [ways[len(name) % len(ways)]]


@cache
def of_identifier(way: Way, sample: Workspace, kind: str, identifier: str, lang: str) -> str:
    try:
        return way(sample, kind, identifier, lang)
    except UsageProblem as problem:
        return str(problem)


def outcome(way: Way, sample: Workspace, kind: str, name: str, lang: str, expected: str) -> str:
    """What asking with a name comes to: the expected thing, if the answer is the one for it."""
    try:
        answer = way(sample, kind, name, lang)
    except AmbiguousName:
        return SEVERAL
    except UsageProblem as problem:
        if "is not known" in str(problem):
            return NONE
        answer = str(problem)  # nothing to draw
    assert expected != NONE, answer
    return expected if answer == of_identifier(way, sample, kind, expected, lang) else "another"


@pytest.mark.parametrize(("name", "things", "alone"), NAMED, ids=[each[0] for each in NAMED])
def test_a_name_is_one_thing_wherever_it_is_given(
    sample: Workspace, name: str, things: Mapping[str, str], alone: str
) -> None:
    for kind, way, lang in turn([*things], name):
        meant_by = things[kind]
        assert outcome(way, sample, kind, name, lang, meant_by) == meant_by, (kind, way)
    for kind, identifier in things.items():
        listed = [row["id"] for row in sample.listed(LISTS[kind], name)]
        meant = [row["id"] for row in sample.listed(LISTS[kind], identifier)]
        assert set(meant) <= set(listed)
        assert bool(listed) == (identifier != NONE), (kind, listed)
    try:
        found = sample.explain(name)[0]
    except AmbiguousName as problem:
        found = SEVERAL
        assert set(problem.things) == set(things.values())
    except UsageProblem as problem:
        found = NONE
        assert str(problem).startswith(f"Nothing is called {name!r}")
    assert found == alone
