"""Names as people say them: a situation without the word for its kind, a country by another spelling."""

from collections.abc import Callable

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.queries.ask import short_situations
from pledgegraph.queries.lists import LISTS, find
from pledgegraph.workspace import Workspace

SAID = [
    ("Syria", "Syria situation"),
    ("syria situation", "Syria situation"),
    ("Afghanistan", "Afghanistan situation"),
    ("Rohingya", "Rohingya refugees"),
    ("sahel", "Sahel Crisis"),
    ("Venezuela", "Venezuela situation (Quito Process: 14 countries)"),
    ("Sudan", "Sudan"),
]


@pytest.mark.parametrize(("said", "name"), SAID)
def test_a_situation_is_found(sample: Workspace, said: str, name: str) -> None:
    assert find("situations", sample.cypher(LISTS["situations"]), said)[1] == name
    asked, meant = (sample.ask("unsupported", situation=[each]) for each in (said, name))
    assert (asked.rows, asked.notices) == (meant.rows, meant.notices)


@pytest.mark.parametrize("said", ["Syra", "Afganistan"])
def test_the_nearest_situation_is_suggested(sample: Workspace, said: str) -> None:
    with pytest.raises(UsageProblem, match="Did you mean '(Syria|Afghanistan)'"):
        sample.ask("unsupported", situation=[said])
    with pytest.raises(UsageProblem, match="Did you mean '(Syria|Afghanistan)'"):
        sample.draw_named("situation", said)


@pytest.mark.parametrize("engine", ["sparql", "neo4j"], indirect=True)
def test_on_every_engine(sample: Workspace, engine: str, answering: Callable[[Workspace], Workspace]) -> None:
    answers = [
        answering(sample).ask("unsupported", engine=name, situation=["Afghanistan"]) for name in ("embedded", engine)
    ]
    assert answers[0].to_json(envelope=True) == answers[1].to_json(envelope=True)


def test_what_names_two_names_none() -> None:
    assert short_situations(["Syria situation", "SYRIA crisis", "Mali situation", "Refugees"]) == {
        "Mali": "Mali situation"
    }


def test_pictures_take_the_same_names(sample: Workspace) -> None:
    assert sample.draw_named("situation", "Afghanistan") == sample.draw_named("situation", "Afghanistan situation")
    assert sample.draw_named("country", "Turkey") == sample.draw_named("country", "TUR")
