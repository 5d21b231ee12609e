"""Where support is thin: Uganda and the Rohingya refugees in the sample register, worked by hand as
of 2026-11-23.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from pledgegraph.queries.answers import Answer
from pledgegraph.workspace.workspace import Workspace

Ask = Callable[..., Answer]
COUNTS = ("financial", "technical", "material", "not_stated")


@pytest.fixture(params=["embedded", "sparql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ask(short_sample: Workspace, engine: str) -> Ask:
    return partial(short_sample.ask, "gaps", as_of="2026-11-23", engine=engine)


def by_area(answer: Answer) -> dict[str, Mapping[str, Any]]:
    return {str(row["area"]): row for row in answer.rows}


def cells(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["area"], row["host_pledges"], *(row[name] for name in COUNTS))


def test_uganda(ask: Ask) -> None:
    answer = ask(country=["UGA"])
    assert [cells(row) for row in answer.rows] == [
        ("Energy and infrastructure", ["PF030"], 0, 0, 0, 0),
        ("Protection capacity", ["PF026"], 0, 0, 0, 0),
        ("theme without an area", ["PF027", "PF029"], 0, 0, 0, 0),
        ("Education", ["PF028"], 1, 0, 0, 0),
        ("Arrangements for burden- and responsibility-sharing", [], 0, 0, 0, 0),
        ("Jobs and livelihoods", [], 0, 0, 0, 0),
        ("Solutions", [], 0, 0, 0, 0),
    ]
    assert {(row["place"], row["people"], row["people_year"]) for row in answer.rows} == {
        ("Uganda", 1_971_968, 2025)
    }
    assert [row["host_count"] for row in answer.rows] == [1, 1, 2, 1, 0, 0, 0]
    protracted = ["South Sudan", "Democratic Republic of the Congo", "Somalia", "Burundi"]
    assert all(row["protracted"] == protracted for row in answer.rows)
    assert answer.rows[3]["support"] == [
        "PF076 by Government of Denmark (financial, DKK 35,000,000 (as stated)); tie not stated"
    ]
    assert answer.heading.startswith("Where support is thin, as recorded")
    assert answer.coverage.startswith(
        "Of 7 pledges naming Uganda: 5 of host countries, 1 of others with support that has not"
        " ended; "
    )
    assert answer.notices[1:5] == [
        "Protracted here (Uganda), with 25,000 or more in each of at least five years: South Sudan,"
        " Democratic Republic of the Congo, Somalia and Burundi.",
        "Pledges counted here that state no area or theme: 0.",
        "Ended, not counted: PF071 (Jobs and livelihoods, financial, other); target year 2022"
        " passed.",
        "For a region that includes the place, by arrangement, not counted in the rows: PF035 and"
        " PF036.",
    ]
    (regional,) = answer.tables
    assert [row["pledge"] for row in regional.rows] == ["PF035", "PF036"]


def test_uganda_with_what_has_ended(ask: Ask) -> None:
    rows = by_area(ask(country=["UGA"], with_ended=True))
    assert rows["Jobs and livelihoods"]["support"] == ["PF071 by Uber (financial, other, ended)"]


def test_a_match_and_a_joint_pledge_are_support(ask: Ask) -> None:
    """Kenya's PF101 is matched; Ethiopia's PF008 and Denmark's PF077 are joint, and so is no other
    pledge of the row; PF051 is matched with PF050 of Rwanda.
    """
    answer = ask(country=["KEN", "ETH", "RWA"])
    rows: dict[tuple[str, str], Any] = {}
    for row in answer.rows:
        rows[str(row["place"]), str(row["area"])] = row
    kenya = rows["Kenya", "theme without an area"]
    assert (kenya["host_pledges"], kenya["thin"]) == (["PF101"], False)
    assert kenya["matches"] == [
        "European Union",
        "Government of Germany",
        "Government of Sweden",
        "Government of the United States",
    ]
    (education,) = rows["Ethiopia", "Education"]["support"]
    assert education.endswith("; tied to PF008")
    (jobs,) = rows["Rwanda", "Jobs and livelihoods"]["support"]
    assert jobs == "PF051 by Government of Denmark (financial); tied to PF050"


def test_each_number_is_that_of_the_list_behind_it(ask: Ask) -> None:
    answer = ask()
    assert {row["place"] for row in answer.rows} >= {"Uganda", "Ethiopia", "Chad", "Burkina Faso"}
    rows: list[Mapping[str, Any]] = list(answer.rows)
    for each in rows:
        assert each["host_count"] == len(each["host_pledge_ids"]) == len(each["host_pledges"])
        for name in COUNTS:
            assert each[name] == len(each[f"{name}_ids"])
        assert each["host_count"] or each["support"]
    places = [row["place"] for row in answer.rows]
    assert places.index("Uganda") < places.index("Rwanda") < places.index("Botswana")


def test_the_rohingya_refugees(sample: Workspace, engine: str) -> None:
    answer = sample.ask("gaps", situation=["Rohingya refugees"], as_of="2026-11-23", engine=engine)
    found = by_area(answer)
    counted = {
        area: {name: row[name] for name in COUNTS if row[name]}
        for area, row in found.items()
        if row["support"]
    }
    assert counted == {
        "Jobs and livelihoods": {"financial": 1, "technical": 1},
        "Solutions": {"technical": 1},
        "area not stated": {"financial": 1},
    }
    assert not any(row["host_count"] or row["thin"] for row in answer.rows)
    assert len(answer.rows) == 8
    jobs = [
        text.partition(" by ")[0] + text.rpartition(";")[2]
        for text in found["Jobs and livelihoods"]["support"]
    ]
    assert jobs == ["PF041 IND", "PF089 BGD"]
    assert found["area not stated"]["support"] == [
        "PF031 by Government of Australia (financial, AUD 235,000,000 (as stated)); BGD, MMR"
    ]
    assert found["Education"]["people"] is None
    assert found["Education"]["people_in"] == [
        "Bangladesh 1,178,036",
        "Malaysia 192,481",
        "India 87,022",
        "Thailand 80,411",
        "Indonesia 2,706",
    ]
    said = "\n".join(answer.notices)
    assert "People from Myanmar, by country: Bangladesh 1,178,036, Malaysia 192,481, " in said
    assert "Naming the situation (Rohingya refugees): PF031.\n" in said
    assert "Naming one of its countries only (Rohingya refugees): PF041 and PF089.\n" in said
    assert "No host-country pledge is itemised here, so no row can be read as a gap.\n" in said
    assert answer.tables[0].rows == []


def test_a_situation_in_one_country_has_one_figure(sample: Workspace) -> None:
    answer = sample.ask("gaps", situation=["Rohingya"], country=["Bangladesh"], as_of="2026-11-23")
    assert {row["people"] for row in answer.rows} == {1_178_036}
    named = [str(row["support"]) for row in answer.rows if row["support"]]
    assert ["PF089" in named[0], "PF031" in named[1], len(named)] == [True, True, 2]
    assert "Myanmar in Malaysia" not in "\n".join(answer.notices)


def test_in_french(short_sample: Workspace) -> None:
    answer = short_sample.ask("gaps", country=["Ouganda"], lang="fr", as_of="2026-11-23")
    assert answer.heading == "Où le soutien est faible, d'après ces sources au 2026-11-23"
    assert answer.rows[0]["area"] == "Énergie et infrastructures"
    assert answer.rows[3]["support"] == [
        "PF076 par Government of Denmark (aide financière, DKK 35 000 000 (montant énoncé)) ; lien"
        " non précisé"
    ]
    assert any("Soudan du Sud, République démocratique du Congo" in each for each in answer.notices)
