"""Three cases worked by hand from the sample register, as of 2026-11-23."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from pledgegraph.queries.answers import Answer
from pledgegraph.workspace.workspace import Workspace

Ask = Callable[..., Answer]


@pytest.fixture
def ask(sample: Workspace) -> Ask:
    """Ask the sample."""
    return partial(sample.ask, as_of="2026-11-23")


def tier(answer: Answer, name: str) -> list[tuple[Any, Any]]:
    return [(row["actor"], row["pledge"]) for row in answer.rows if row["tier"] == name]


def test_totals_of_the_register(ask: Ask) -> None:
    answer = ask("unsupported")
    assert len(answer.rows) == 36
    asking = [row["pledge"] for row in answer.rows if row["asks"]]
    assert asking == ["PF019", "PF020", "GRF-00515", "GRF-00350", "GRF-01547"]
    related = {
        row["pledge"]: row["support"] for row in answer.rows if row["support"] != "none recorded"
    }
    assert related == {"GRF-00515": "related: PF077", "PF028": "related: PF076"}
    own_means = [
        row["pledge"] for row in answer.rows if "Own means" in str(row["support_sentence"])
    ]
    assert own_means == ["PF054"]
    listed = {row["pledge"] for row in answer.rows}
    assert not listed & {"PF008", "PF050", "PF101"}


def test_kenya_is_matched_extent_not_stated_support_requested(ask: Ask) -> None:
    answer = ask("unsupported", country=["KEN"])
    assert answer.rows == []
    told = next(notice for notice in answer.notices if "PF101" in notice)
    assert "extent not stated; support requested" in told
    for supporter in ("European Union (financial)", "United States", "Sweden", "Germany"):
        assert supporter in told


def test_education_in_ethiopia(ask: Ask) -> None:
    answer = ask("unsupported", country=["ETH"], area=["Education"])
    (row,) = answer.rows
    assert (row["pledge"], row["people"], row["people_year"]) == ("GRF-00515", 1_123_453, 2025)
    assert row["forum"] is None
    assert row["related"] == [
        "Government of Denmark (financial, PF077)",
        "Global Partnership for Education (named partner of PF077, own contribution not stated)",
        "Government of the Netherlands (named partner of PF077, own contribution not stated)",
        "Government of the United Kingdom (named partner of PF077, own contribution not stated)",
    ]
    sentence = str(row["support_sentence"])
    assert "listed by UNHCR among 'related pledges to match'" in sentence
    assert "DKK 35,000,000 (Denmark's part)" in sentence
    assert "it is not stated that it covers this pledge" in sentence
    assert "PF008 and GRF-00515 may be one pledge: decide." in answer.notices
    assert any(
        "PF008 is jointly supported through PF077 by Government of Denmark" in n
        for n in answer.notices
    )
    assert any("population.csv.gz" in notice for notice in answer.notices)


def test_who_could_join_in_ethiopia(ask: Ask) -> None:
    answer = ask("joint-candidates", country=["ETH"], area=["Education"])
    assert answer.rows[0]["already_in"] == [
        "Government of Denmark",
        "Government of Ethiopia",
        "Global Partnership for Education",
        "Government of the Netherlands",
        "Government of the United Kingdom",
    ]
    assert answer.rows[0]["lacking"] == ["technical", "material"]
    assert tier(answer, "place and area recorded") == []
    geo = (
        "The OpenGeoCommunity for GRF2023, led by the UN Smart Maps Group of the UN Open GIS"
        " Initiative"
    )
    assert tier(answer, "area recorded, place open") == [
        ("LEGO Foundation", "PF068"),
        ("Education Cannot Wait", "PF116"),
        ("Jesuit Refugee Service", "PF116"),
        ("Plan International", "PF116"),
        ("Vodafone Foundation", "PF069"),
        (geo, "GRF-08531"),
        ("Government of Canada", "PF086"),
    ]
    assert tier(answer, "place by arrangement, area open") == [
        ("World Bank", "PF072"),
        ("European Union", None),
        ("Government of Germany", None),
        ("Government of Sweden", None),
        ("Government of Switzerland", None),
        ("Government of the United States", None),
    ]
    assert [pledge for _, pledge in tier(answer, "peer host")] == [
        "PF028",
        "PF098",
        "PF099",
        "PF054",
    ]


def test_jobs_in_rwanda(ask: Ask) -> None:
    answer = ask("unsupported", country=["RWA"], area=["Jobs and livelihoods"])
    assert answer.rows == []
    assert answer.notices[0] == "1 host-country pledge in scope, 0 listed."
    assert (
        answer.notices[1]
        == "Not listed: PF050 is matched: Government of Denmark (financial, PF051), extent not"
        " stated."
    )
    assert any(
        "9 pledges" in notice and "PF118" in notice and "not counted" in notice
        for notice in answer.notices
    )
    (row,) = ask("unsupported", country=["RWA"]).rows
    assert (row["pledge"], row["stage"], row["support"], row["related"]) == (
        "PF098",
        "In progress",
        "none recorded",
        [],
    )
    assert row["people"] == 131_045


def test_who_could_join_in_rwanda(ask: Ask) -> None:
    answer = ask("joint-candidates", pledge="PF050")
    assert answer.rows[0]["already_in"] == ["Government of Denmark", "Government of Rwanda"]
    partners = (
        "Government of Germany; Government of Mexico; Government of the Netherlands; RSRI; UNHCR; "
        "Government of the United States"
    )
    assert tier(answer, "place and area recorded") == []
    assert tier(answer, "area recorded, place open") == [
        ("Women's Refugee Commission", "PF056"),
        (partners, "PF109"),
    ]
    assert tier(answer, "place by arrangement, area open") == []
    assert [pledge for _, pledge in tier(answer, "peer host")] == [
        "PF005",
        "PF004",
        "PF007",
        "PF061",
    ]


def test_documentation_in_chad(ask: Ask) -> None:
    answer = ask("unsupported", country=["TCD"], area=["Documentation"])
    assert [row["pledge"] for row in answer.rows] == ["PF019", "PF020"]
    for row in answer.rows:
        assert row["people"] == 1_511_634
        assert str(row["support_sentence"]).startswith(
            "None recorded for this pledge. Support is publicly requested"
        )
        assert "submission to UNHCR not checked" in str(row["support_sentence"])
        assert (row["related"], row["stage"]) == ([], None)
    wider = ask("unsupported", country=["TCD"], area=["Protection capacity"])
    assert [row["pledge"] for row in wider.rows] == ["PF019", "PF020", "PF021"]


def test_who_could_join_in_chad(ask: Ask) -> None:
    answer = ask("joint-candidates", country=["TCD"], area=["Documentation"])
    assert answer.rows[0]["lacking"] == ["financial", "technical", "material"]
    assert (
        tier(answer, "place and area recorded") == tier(answer, "area recorded, place open") == []
    )
    assert tier(answer, "situation recorded, area open") == [("Government of Australia", "PF033")]
    told = str(next(row["reasons"] for row in answer.rows if row["pledge"] == "PF033"))
    assert "1,330,950 of the 1,502,263 refugees in Chad are from Sudan (89 %)" in told
    assert "PF034" in told
    assert [actor for actor, _ in tier(answer, "place by arrangement, area open")] == [
        "African Development Bank",
        "Coalition Amohoro",
        "European Union",
        "Government of France",
        "Government of Switzerland",
        "UNHCR",
        "Government of the United States",
        "World Bank",
    ]
    assert [pledge for _, pledge in tier(answer, "peer host")] == ["PF023", "PF006"]
