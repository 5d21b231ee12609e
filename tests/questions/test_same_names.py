"""A name that two things have chooses neither; an answer's names can be asked for; a part of a
label is no label.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pledgegraph.errors import AmbiguousName, UsageProblem, did_you_mean
from pledgegraph.ontology.names import (
    Thing,
    nearest_names,
    segment_in,
    the_one,
    things_called,
)
from pledgegraph.queries.name_forms import things_meant
from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.workspace import Workspace

from ..loaders.reading import written  # noqa: TID252 (tests are no package that could be named)
from ..shared import Share  # noqa: TID252

HOST = {
    "forum": "GRF 2023",
    "submitting_entity": "Government of Ethiopia",
    "entity_type": "State",
    "role": "host",
}
HOST |= {
    "contribution_type": "policy",
    "theme": "Education",
    "country_of_implementation": "Ethiopia",
}
OFFICES = {
    "office-a": [
        HOST | {"local_id": "1", "title": "Schools of the first office", "theme": "Energy/cash"},
        HOST | {"local_id": "abc", "title": "In small letters"},
        HOST | {"local_id": "São", "title": "With an accent"},
        HOST | {"local_id": "7", "title": "Alone"},
    ],
    "office-b": [
        HOST | {"local_id": "1", "title": "Schools of the second office"},
        HOST | {"local_id": "ABC", "title": "In capitals"},
        HOST | {"local_id": "Sao", "title": "Without an accent"},
        HOST | {"local_id": "9", "title": "Withdrawn", "standing": "withdrawn"},
        HOST | {"local_id": "8", "title": "Alone, too"},
    ],
    "office-c": [HOST | {"local_id": "9", "title": "Not withdrawn"}],
}
SITUATIONS = ("Syria situation", "Syria crisis", "Mali situation", "Mali")
PAIRS = {
    "syria": [("syria-crisis", 3), ("syria-situation", 2)],
    "mali": [("mali", 5), ("mali-situation", 4)],
}
"""Situations that people call alike: the end of the identifier, and the line."""


@pytest.fixture(scope="module")
def offices(share: Share) -> Workspace:
    """Three registers that number their pledges alike."""
    return Workspace(share("offices", lambda folder: write_offices(folder / "w").build()) / "w")


def write_offices(folder: Path) -> Workspace:
    (folder / "sources").mkdir(parents=True)
    sources = []
    for name, rows in OFFICES.items():
        written(folder / "sources" / f"{name}.csv", "pledgegraph", rows)
        sources.append(SourceSettings(name, f"sources/{name}.csv", "pledgegraph", authority=name))
    written(
        folder / "sources" / "situations.csv",
        "situations",
        [{"label_en": name} for name in SITUATIONS],
    )
    sources.append(SourceSettings("situations", "sources/situations.csv", "situations"))
    settings = Settings("https://example.org/pledges", "Offices", "", "", tuple(sources))
    (folder / FILE).write_text(settings_text(settings, {}), "utf-8", newline="\n")
    return Workspace(folder)


def both(offices: Workspace, number: str) -> list[tuple[str, str]]:
    """(identifier, place) of the pledges of one number, in the order of their identifiers."""
    named = offices.cypher(
        "MATCH (p:Pledge) RETURN p.id AS id, p.local_identifier AS number, p.title AS title"
    )
    spelled = {"1": ("1",), "abc": ("abc", "ABC"), "sao": ("São", "Sao"), "9": ("9",)}[number]
    places = {
        row["title"]: f"sources/{name}.csv:{line}"
        for name, rows in OFFICES.items()
        for line, row in enumerate(rows, 2)
    }
    return sorted((row["id"], places[row["title"]]) for row in named if row["number"] in spelled)


SAID = [
    ("1", "1"),
    (" 1 ", "1"),
    ("abc", "abc"),
    ("Abc", "abc"),
    ("ABC", "abc"),
    ("sao", "sao"),
    ("São", "sao"),
]


@pytest.mark.parametrize(("said", "number"), SAID)
def test_a_number_of_two_offices_is_refused(offices: Workspace, said: str, number: str) -> None:
    (first, place), (second, other) = both(offices, number)
    reported = f"2 things are called {said!r}: {first} ({place}), {second} ({other}). "
    with pytest.raises(AmbiguousName) as refused:
        offices.explain(said)
    assert str(refused.value) == f"{reported}Ask for one of them: pledgegraph explain {first}"
    for engine in ("embedded", "sparql"):
        with pytest.raises(AmbiguousName) as refused:
            offices.ask("joint-candidates", pledge=said, engine=engine)
        assert str(refused.value) == f"{reported}Ask for one of them: --pledge {first}"
        assert (refused.value.code, refused.value.exit_status) == ("U003", 2)


def test_a_number_of_two_offices_is_drawn_and_shown_for_none(offices: Workspace) -> None:
    refused: list[Callable[[], object]] = [
        lambda: offices.texts("joint-candidates", "cypher", pledge="1"),
        lambda: offices.draw("pledge", ["7", "1"], "Two"),
    ]
    for ask in refused:
        with pytest.raises(AmbiguousName, match="2 things are called '1'"):
            ask()
    listed = {row["id"] for row in offices.listed("pledges", "1")}
    assert listed >= {identifier for identifier, _ in both(offices, "1")}


def test_each_is_had_by_its_identifier(offices: Workspace) -> None:
    for identifier, place in both(offices, "1"):
        assert (
            offices.explain(identifier)[0]
            == offices.explain(segment_in(identifier))[0]
            == identifier
        )
        assert {
            f"{entry.where.file}:{entry.where.line}" for entry in offices.explain(identifier)[1]
        } == {place}
        assert (
            offices.ask("joint-candidates", pledge=identifier).notices[0]
            == f"1 host-country pledge: {identifier}."
        )
    assert offices.ask("joint-candidates", pledge="7").notices[0] == "1 host-country pledge: 7."


def test_answers_and_lists_tell_them_apart(offices: Workspace) -> None:
    """What an answer calls a pledge is what it can be asked for by, and what is drawn."""
    shared = {
        identifier for number in ("1", "abc", "sao") for identifier, _ in both(offices, number)
    }
    (nine,) = (identifier for identifier, place in both(offices, "9") if "office-c" in place)
    names = [str(row["pledge"]) for row in offices.ask("unsupported").rows]
    assert set(names) == {"7", "8", nine} | shared
    listed = {row["id"] for row in offices.listed("pledges")}
    assert listed == {"7", "8"} | shared | {identifier for identifier, _ in both(offices, "9")}
    for name in names:
        assert (
            offices.ask("joint-candidates", pledge=name).notices[0]
            == f"1 host-country pledge: {name}."
        )
    html = offices.draw_answer("unsupported", {"area": ["Energy/cash"]})
    assert "Schools of the first office" in html
    assert "Schools of the second office" not in html


@pytest.mark.parametrize("engine", ["embedded", "sparql"])
def test_an_area_is_a_whole_label(offices: Workspace, engine: str) -> None:
    whole = offices.ask("unsupported", area=["energy/CASH"], engine=engine).rows
    assert [row["title"] for row in whole] == ["Schools of the first office"]
    for part in ("cash", "Energy/", "/cash", "Energy/cash/"):
        reported = f"area {part!r} is not known. Did you mean 'Energy/cash'"
        with pytest.raises(UsageProblem, match=re.escape(reported)):
            offices.ask("unsupported", area=[part], engine=engine)


def test_situations_of_one_short_name_are_refused(offices: Workspace) -> None:
    for name in SITUATIONS:
        assert offices.ask("unsupported", situation=[name.upper()]).coverage.startswith(
            "Of 0 pledges in countries of"
        )
    asked = offices.ask("unsupported", situation=["situation/syria-crisis"]).coverage
    assert "of the situation Syria crisis" in asked
    for said, reported in (
        ("Syria", "syria"),
        ("the Syria refugees", "syria"),
        ("mali crisis", "mali"),
    ):
        pair = ", ".join(
            f"situation/{each} (sources/situations.csv:{line})" for each, line in PAIRS[reported]
        )
        with pytest.raises(
            AmbiguousName, match=re.escape(f"2 things are called {said!r}: {pair}. ")
        ):
            offices.ask("unsupported", situation=[said])
        with pytest.raises(
            AmbiguousName, match=re.escape(f"{pair}. Ask for one of them: --situation situation/")
        ):
            offices.draw_named("situation", said)


def test_of_two_of_one_name_none_is_found() -> None:
    names = {"actor/a-1": "Hope", "actor/b-2": "Hope", "actor/chad": "Chad"}
    things = [Thing(identifier, identifier, (name,)) for identifier, name in names.items()]
    things.append(
        Thing(
            "actor/government-of-chad", "actor/government-of-chad", ("Government of Chad", "Chad")
        )
    )
    for said in ("actor/b-2", "government of chad"):
        found = the_one(said, things_meant("actor", said, things), "--actor")
        assert found is not None and found.id == {"actor/b-2": said}.get(
            said, "actor/government-of-chad"
        )
    for said, reported in (
        ("hope", "actor/a-1, actor/b-2"),
        ("Chad", "actor/chad, actor/government-of-chad"),
    ):
        with pytest.raises(
            AmbiguousName, match=f"2 things are called {said!r}: {reported}. .*: --actor actor/"
        ):
            the_one(said, things_meant("actor", said, things), "--actor")


def test_only_an_identifier_has_parts() -> None:
    assert segment_in("actor/unhcr") == "unhcr"
    assert [segment_in(label) for label in ("Energy/cash", "cash", "actor/", "")] == [
        "Energy/cash",
        "cash",
        "actor/",
        "",
    ]
    things = [Thing("Energy/cash", ""), Thing("platform/x", "platform/x", ("X", "The X"))]
    assert [things_called(said, things) for said in ("cash", "", " ", "\u200b")] == [[]] * 4
    assert [things_called(said, things) for said in ("x", "the x", "platform/x")] == [
        things[1:]
    ] * 3


def test_a_name_with_the_word_in_it_is_suggested() -> None:
    known = ["Energy/cash", "Cash for work", "Cashew growers", "Education"]

    def near(said: str) -> str:
        return did_you_mean(nearest_names(said, known))

    assert near("Cash") == "Did you mean 'Energy/cash' or 'Cash for work'?"
    assert near("Educaton") == "Did you mean 'Education'?"
    assert [near(said) for said in ("ash", "", "-", "water")] == [""] * 4
