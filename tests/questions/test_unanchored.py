"""General or thematic pledges of the sample register, worked by hand as of 2026-11-23."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from pledgegraph.queries.answers import Answer
from pledgegraph.workspace.workspace import Workspace

Ask = Callable[..., Answer]
IN_ORDER = {
    "place only in the text": "PF068 PF072 PF079",
    "place not stated": "PF105 GRF-08531 PF043 PF056 PF109 PF111 PF113 PF114 PF116 PF127 PF133"
    " PF066 PF069 PF073 PF086 PF112 PF126 PF136",
    "countries counted, not named": "PF135",
    "global by design": "PF042 PF088 PF122 PF123 PF057 PF058",
    "resettlement or pathways": "PF034 PF107 PF084 PF085 PF106 PF108 PF078",
}
ENDED = "PF040 PF044 PF045 PF046 PF047 PF048 PF049 PF065 PF070 PF134".split()
SUDAN_AND_SOMALIA = "Displacement situation in Sudan and South Sudan, Somali refugees"


@pytest.fixture(params=["embedded", "sparql"])
def ask(short_sample: Workspace, request: pytest.FixtureRequest) -> Ask:
    engine = str(request.param)
    return partial(short_sample.ask, "unanchored", as_of="2026-11-23", engine=engine)


def by_pledge(answer: Answer) -> dict[str, Mapping[str, Any]]:
    return {str(row["pledge"]): row for row in answer.rows}


def test_each_reason_in_its_order(ask: Ask) -> None:
    answer = ask()
    listed = [(row["reason"], row["pledge"]) for row in answer.rows]
    assert listed == [
        (reason, name) for reason, names in IN_ORDER.items() for name in names.split()
    ]
    assert len(listed) == 35
    assert answer.heading == (
        "General or thematic pledges: no country and no situation named as of 2026-11-23"
    )
    assert answer.coverage.startswith(
        "Pledges with no country, no situation and no region that a list defines: 45 of 98"
        " pledges, 10 of them ended; "
    )
    ended = ", ".join(ENDED[:-1])
    assert answer.notices[0] == (
        f"10 have ended and are not listed: {ended} and PF134; --with-ended lists them."
    )


def test_what_the_words_suggest(ask: Ask) -> None:
    answer = ask()
    rows = by_pledge(answer)
    found = {name: row["suggestions"] for name, row in rows.items() if row["suggestions"]}
    assert found == {
        "PF068": ["Eastern Africa (words used loosely)"],
        "PF072": [
            "Bangladesh (Rohingya refugees)",
            f"Ethiopia ({SUDAN_AND_SOMALIA})",
            "Pakistan (Afghanistan situation)",
            f"Uganda ({SUDAN_AND_SOMALIA})",
        ],
        "PF079": [f"situations of the support platform IGAD: {SUDAN_AND_SOMALIA}"],
    }
    assert rows["PF068"]["words"] == ["East Africa per Africanews"]
    assert rows["PF072"]["words"] == ["Uganda, Ethiopia, Pakistan, Bangladesh"]
    assert rows["PF072"]["note"] == ["up to; July 2020-June 2023"]
    assert rows["PF079"]["words"] == ["East and Horn of Africa"]
    assert answer.notices[1].startswith("The words of 3 of these pledges suggest a place;")


def test_what_has_ended_if_it_is_asked_for(ask: Ask) -> None:
    answer = ask(with_ended=True)
    rows = by_pledge(answer)
    assert len(answer.rows) == 45
    assert set(ENDED) == {name for name, row in rows.items() if row["ended_because"] != "no"}
    assert rows["PF070"]["reason"] == "place only in the text"
    assert rows["PF070"]["words"] == ["advocate formal employment e.g. in Ethiopia"]
    assert rows["PF070"]["suggestions"] == [f"Ethiopia ({SUDAN_AND_SOMALIA})"]
    assert not any("--with-ended" in notice for notice in answer.notices)


def test_narrowed_and_in_french(short_sample: Workspace) -> None:
    asked = partial(short_sample.ask, "unanchored", as_of="2026-11-23")
    solutions = asked(area=["Solutions"], role=["provider"], lang="fr")
    (row,) = solutions.rows
    assert (row["pledge"], row["reason"]) == ("PF079", "lieu cité dans le texte seulement")
    assert row["suggestions"] == [
        "situations de la plateforme d'appui IGAD : Displacement situation in Sudan and South"
        " Sudan, « Réfugiés somaliens »"
    ]
    with_forum = asked(forum=["HLOM 2021"])
    assert [row["pledge"] for row in with_forum.rows] == ["PF133"]
    assert with_forum.notices[0] == "1 has ended and is not listed: PF134; --with-ended lists it."
