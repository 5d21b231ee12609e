"""Names as people say them: a situation without the word for its kind, a country by another
spelling.
"""

import re
import unicodedata
from contextlib import closing
from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.names import Thing, like
from pledgegraph.ontology.situations import Situations
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.queries.names import names_in
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)

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
    ("SIT-AFG", "Afghanistan situation"),
    ("sit-syr", "Syria situation"),
    ("SIT-SDN", "Sudan"),
    ("Syrie", "Syria situation"),
    ("la situation en Syrie", "Syria situation"),
    ("REFUGIES ROHINGYAS", "Rohingya refugees"),
    ("Soudan", "Sudan"),
]


@pytest.mark.parametrize(("said", "name"), SAID)
def test_a_situation_is_found(sample: Workspace, said: str, name: str) -> None:
    with closing(sample.engine()) as engine:
        found = names_in(engine).resolved("situation", [said], "--situation")
    assert [thing.value for thing in found] == [name]


@pytest.mark.parametrize(("said", "name"), some(SAID, 4))
def test_an_answer_is_the_one_for_its_situation(sample: Workspace, said: str, name: str) -> None:
    asked, meant = (sample.ask("unsupported", situation=[each]) for each in (said, name))
    assert (asked.rows, asked.notices) == (meant.rows, meant.notices)


@pytest.mark.parametrize("said", ["Syra", "Afghanstan"])
def test_the_nearest_situation_is_suggested(sample: Workspace, said: str) -> None:
    with pytest.raises(UsageProblem, match="Did you mean '(Syria|Afghanistan)'"):
        sample.ask("unsupported", situation=[said])
    with pytest.raises(UsageProblem, match="Did you mean '(Syria|Afghanistan)'"):
        sample.draw_named("situation", said)


@pytest.mark.parametrize("engine", ["embedded", "sparql"])
@pytest.mark.parametrize(
    ("kind", "said", "identifier"),
    [
        ("country", "ETH", "country/ETH"),
        ("country", "country/ETH", "country/ETH"),
        ("country", "ethiopia", "country/ETH"),
        ("country", "Ethiopie", "country/ETH"),
        ("platform", "igad", "platform/igad"),
        ("platform", "Plateforme d\u2019appui de l\u2019IGAD", "platform/igad"),
        ("forum", "forum mondial sur les refugies 2019", "forum/grf-2019"),
        ("situation", "SIT-SDN", "situation/sudan"),
        ("pledge", "grf-00515", "pledge/GRF-00515"),
        ("pledge", "PF097", "pledge/GRF-00515"),
        ("actor", "denmark", "actor/government-of-denmark"),
        ("actor", "actor/unhcr", "actor/unhcr"),
    ],
)
def test_by_code_name_and_identifier_in_two_languages(
    sample: Workspace, engine: str, kind: str, said: str, identifier: str
) -> None:
    with closing(sample.engine(engine)) as opened:
        found = names_in(opened).resolved(kind, [said], f"--{kind}")
    assert [thing.id for thing in found] == [identifier]


def test_an_area_in_french(sample: Workspace) -> None:
    with closing(sample.engine()) as engine:
        found = names_in(engine).resolved(
            "area", ["éducation", "Emploi et moyens d'existence", "Sante"], "--area"
        )
    assert [thing.value for thing in found] == ["Education", "Jobs and livelihoods", "Health"]


@pytest.mark.parametrize(
    ("said", "identifier"),
    [
        ("SIT-AFG", "situation/afghanistan-situation"),
        ("SIT-SDN", "situation/sudan"),
        ("Situation en Syrie", "situation/syria-situation"),
        ("Éthiopie", "country/ETH"),
        ("MIRPS", "platform/mirps"),
        ("Forum mondial sur les réfugiés 2023", "forum/grf-2023"),
    ],
)
def test_explain_takes_the_same_names(sample: Workspace, said: str, identifier: str) -> None:
    assert sample.explain(said)[0] == identifier


@pytest.mark.parametrize(
    "name",
    ["Éthiopie", "Côte d’Ivoire", "İzmir", "naïve  approach", "実践", "A.B (c) [d] e+f?", "Ā ´"],
)
def test_a_pattern_has_all_that_is_spelled_alike(name: str) -> None:
    """Whatever an engine leaves out by it could not have been meant."""
    spelled = {name, name.upper(), fold(name), unicodedata.normalize("NFD", name), f" {name} "}
    assert all(re.search(like([each]), other) for each in spelled for other in spelled)
    assert re.search(like([name]), f"country/{name}")
    assert not re.search(like([name]), "Chad")
    assert re.search(like([name], within=True), f"the {name} situation")


def test_no_pattern_of_nothing() -> None:
    assert [like([]), like(["", " "]), like(["x" * 201])] == ["", "", ""]


def test_what_names_two_is_no_short_name() -> None:
    names = ("Syria situation", "SYRIA crisis", "Mali situation", "Refugees")
    assert Situations(Thing(name, f"situation/{name}", (name,)) for name in names).short == {"Mali"}


def test_pictures_take_the_same_names(sample: Workspace) -> None:
    assert sample.draw_named("situation", "Afghanistan") == sample.draw_named(
        "situation", "Afghanistan situation"
    )
    assert sample.draw_named("country", "Turkey") == sample.draw_named("country", "TUR")


SPELLED = [
    ("forum", "GRF2019", "GRF 2019"),
    ("forum", "Global Refugee Forum 2023", "GRF 2023"),
    ("area", "Livelihoods", "Jobs and livelihoods"),
    (
        "area",
        "Arrangements for burden\u2011 and responsibility\u2010sharing",
        "Arrangements for burden- and responsibility-sharing",
    ),
    ("support", "None  Recorded", "none recorded"),
]


@pytest.mark.parametrize(("option", "said", "meant"), SPELLED)
def test_an_option_takes_what_a_cell_takes(
    sample: Workspace, option: str, said: str, meant: str
) -> None:
    asked: list[dict[str, Any]] = [
        {option: [name], "as_of": "2026-11-23"} for name in (said, meant)
    ]
    found, known = (sample.ask("unsupported", **each) for each in asked)
    assert found.to_json(envelope=True) == known.to_json(envelope=True)


@pytest.mark.parametrize("scheme", ["forums", "areas-of-focus", "themes"])
def test_every_spelling_of_a_concept_is_taken(sample: Workspace, scheme: str) -> None:
    option = "forum" if scheme == "forums" else "area"
    with closing(sample.engine()) as engine:
        said = vocabulary(scheme).by_spelling
        found = names_in(engine).resolved(option, list(said), f"--{option}")
    taken = [thing.value for thing in found]
    labels = {spelling: {concept.name} for spelling, concept in said.items()}
    if scheme == "areas-of-focus":  # a spelling of a theme too means the theme, as in a cell
        themes = vocabulary("themes").by_spelling
        labels = {
            spelling: {themes[spelling].name} if spelling in themes else names
            for spelling, names in labels.items()
        }
    assert {spelling: {name} for spelling, name in zip(said, taken, strict=True)} == labels


def test_a_forum_that_is_not_there_is_refused(sample: Workspace) -> None:
    with pytest.raises(UsageProblem, match="forum 'GRF 2018' is not known"):
        sample.ask("unsupported", forum=["GRF 2018"])


@pytest.mark.parametrize(
    ("written", "language", "suggested"),
    [("Soudn", "en", "'Sudan'"), ("Soudn", "fr", "'Soudan'"), ("Ethiopi", "fr", "'Éthiopie'")],
)
def test_names_are_suggested_in_the_language_of_the_answer(
    sample: Workspace, written: str, language: str, suggested: str
) -> None:
    with pytest.raises(UsageProblem) as raised:
        sample.ask("unsupported", lang=language, country=[written])
    hint = str(raised.value).partition("Did you mean ")[2]
    assert hint.startswith(suggested)
    assert len({"Sudan", "Soudan"} & set(re.findall("'(.*?)'", hint))) < 2
