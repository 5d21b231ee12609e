"""Names as people say them: a situation without the word for its kind, a country by another spelling."""

from contextlib import closing
from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.names import Thing
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.queries.ask import resolved
from pledgegraph.queries.catalogue import question_named
from pledgegraph.queries.lists import LISTS, find
from pledgegraph.queries.situations import Situations
from pledgegraph.workspace import Workspace

SAID = [
    ("Syria", "Syria situation"),
    ("syria situation", "Syria situation"),
    ("Afghanistan", "Afghanistan situation"),
    ("Rohingya", "Rohingya refugees"),
    ("sahel", "Sahel Crisis"),
    ("Venezuela", "Venezuela situation (Quito Process: 14 countries)"),
    ("Sudan", "Sudan"),
    ("the Syria crisis", "Syria situation"),
    ("Rohingya displacement", "Rohingya refugees"),
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


def test_what_names_two_is_no_short_name() -> None:
    names = ("Syria situation", "SYRIA crisis", "Mali situation", "Refugees")
    assert Situations(Thing(name, f"situation/{name}", (name,)) for name in names).short == {"Mali"}


def test_pictures_take_the_same_names(sample: Workspace) -> None:
    assert sample.draw_named("situation", "Afghanistan") == sample.draw_named("situation", "Afghanistan situation")
    assert sample.draw_named("country", "Turkey") == sample.draw_named("country", "TUR")


SPELLED = [
    ("forum", "GRF2019", "GRF 2019"),
    ("forum", "Global Refugee Forum 2023", "GRF 2023"),
    ("area", "Livelihoods", "Jobs and livelihoods"),
    ("area", "Arrangements for burden\u2011 and responsibility\u2010sharing",
     "Arrangements for burden- and responsibility-sharing"),
    ("support", "None  Recorded", "none recorded"),
]  # fmt: skip


@pytest.mark.parametrize(("option", "said", "meant"), SPELLED)
def test_an_option_takes_what_a_cell_takes(sample: Workspace, option: str, said: str, meant: str) -> None:
    asked: list[dict[str, Any]] = [{option: [name], "as_of": "2026-11-23"} for name in (said, meant)]
    found, known = (sample.ask("unsupported", **each) for each in asked)
    assert found.to_json(envelope=True) == known.to_json(envelope=True)


@pytest.mark.parametrize("scheme", ["forums", "areas-of-focus", "themes"])
def test_every_spelling_of_a_concept_is_taken(sample: Workspace, scheme: str) -> None:
    option = "forum" if scheme == "forums" else "area"
    (parameter,) = (p for p in question_named("unsupported").parameters if p.name == option)
    with closing(sample.engine()) as engine:
        said = vocabulary(scheme).by_spelling
        taken = resolved(parameter, list(said), engine)
    labels = {spelling: {concept.name} for spelling, concept in said.items()}
    if scheme == "areas-of-focus":  # a spelling of a theme too means the theme, as in a cell
        themes = vocabulary("themes").by_spelling
        labels = {
            spelling: {themes[spelling].name} if spelling in themes else names for spelling, names in labels.items()
        }
    assert {spelling: {name} for spelling, name in zip(said, taken, strict=True)} == labels


def test_a_forum_that_is_not_there_is_refused(sample: Workspace) -> None:
    with pytest.raises(UsageProblem, match="forum 'GRF 2018' is not known"):
        sample.ask("unsupported", forum=["GRF 2018"])
