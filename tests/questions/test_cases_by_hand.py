"""Three cases worked by hand from the sample register, as of 2026-11-23."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from pledgegraph.queries.answers import Answer, shown
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
    reported = next(notice for notice in answer.notices if "PF101" in notice)
    assert "extent not stated; support requested" in reported
    for supporter in ("European Union (financial)", "United States", "Sweden", "Germany"):
        assert supporter in reported


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
    assert (
        "PF008 and GRF-00515 may be one pledge: decide. If they are one, the support recorded for"
        " PF008 is support for GRF-00515 too; if not, none is recorded for GRF-00515."
        in answer.notices
    )
    assert any(
        "PF008 is jointly supported through PF077 by Government of Denmark" in n
        for n in answer.notices
    )
    assert any("population.csv.gz" in notice for notice in answer.notices)


def test_who_could_join_in_ethiopia(ask: Ask) -> None:
    """Already involved, pledge by pledge: in PF008 all of PF077; in GRF-00515 Ethiopia alone.

    So Denmark, GPE, the Netherlands and the United Kingdom can still join GRF-00515: PF077 names
    Ethiopia and education.
    """
    answer = ask("joint-candidates", country=["ETH"], area=["Education"], contacts="all")
    denmark = answer.rows[0]
    assert (denmark["serves"], denmark["already_in"]) == (["GRF-00515"], ["Government of Ethiopia"])
    assert denmark["lacking"] == ["financial", "technical", "material"]
    gpe, netherlands, united_kingdom = (
        "Global Partnership for Education",
        "Government of the Netherlands",
        "Government of the United Kingdom",
    )
    # Denmark states its contribution. The partners do not; they share PF077 with Ethiopia alike, so
    # their names decide
    assert tier(answer, "place and area recorded") == [
        ("Government of Denmark", "PF077"),
        (gpe, "PF077"),
        (netherlands, "PF077"),
        (united_kingdom, "PF077"),
    ]
    # The core group of IGAD. With those in PF008 and GRF-00515 they share: Germany IGAD (1/13),
    # Climate Action (1/5), Economic Inclusion (1/8), mental health (1/16), SSAR (1/19); the United
    # States IGAD, Economic Inclusion, SSAR; Switzerland, World Bank, European Union IGAD and SSAR
    # (a State as Denmark; its text names Ethiopia; neither); Sweden IGAD only
    assert [actor for actor, _ in tier(answer, "place recorded, area open")] == [
        "Government of Germany",
        "Government of the United States",
        "Government of Switzerland",
        "World Bank",
        "European Union",
        "Government of Sweden",
    ]


def test_who_else_could_join_in_ethiopia(ask: Ask) -> None:
    answer = ask("joint-candidates", country=["ETH"], area=["Education"], contacts="all")
    # With a pledge on education: Jesuits (with the Netherlands on mental health) bring support,
    # Canada (with the United Kingdom, two lead Securing sustainable futures) states policy only.
    # Then those without one, nearest first
    others = tier(answer, "works with someone already involved")
    assert others[:4] == [
        ("Jesuit Refugee Service", "PF116"),
        ("Government of Canada", "PF086"),
        ("Government of Somalia", None),
        ("IFRC", None),
    ]
    geo = (
        "The OpenGeoCommunity for GRF2023, led by the UN Smart Maps Group of the UN Open GIS"
        " Initiative"
    )
    # Three lacking types, two, one with the place in its text, one
    assert tier(answer, "area recorded, place open") == [
        ("Education Cannot Wait", "PF116"),
        ("Plan International", "PF116"),
        ("Vodafone Foundation", "PF069"),
        ("LEGO Foundation", "PF068"),
        (geo, "GRF-08531"),
    ]
    assert [pledge for _, pledge in tier(answer, "peer host")] == [
        "PF028",
        "PF098",
        "PF099",
        "PF054",
    ]
    assert "Government of Ethiopia" not in {row["actor"] for row in answer.rows}
    assert (
        "PF008 and GRF-00515 may be one pledge: decide. If they are one, Government of Denmark,"
        " Global Partnership for Education, Government of the Netherlands and Government of the"
        " United Kingdom are already involved and are not contacts." in answer.notices
    )


def test_each_criterion_is_a_sentence(ask: Ask) -> None:
    rows = {
        row["actor"]: row
        for row in ask("joint-candidates", country=["ETH"], area=["Education"]).rows
    }
    lego = (
        'the text of PF068 says "East Africa", words that are also used for Ethiopia: a hint, no'
        " place"
    )
    reported = {
        "LEGO Foundation": ["it names no place", "brings what is lacking: financial", lego],
        "Government of Canada": [
            "PF086 is policy only",
            "works with Government of the United Kingdom in the",
        ],
        "Global Partnership for Education": [
            "named partner of PF077; its own contribution is not stated"
        ],
        "World Bank": [
            'the text of PF072 says "Ethiopia"',
            "in the support platform IGAD (13 participants)",
        ],
        "Government of Germany": [
            "same kind of actor (States) as Government of Denmark, Government of the Netherlands"
        ],
    }
    for actor, sentences in reported.items():
        for words in sentences:
            assert words in shown(rows[actor]["reasons"]), (actor, words)
    assert "brings" not in str(rows["Government of Canada"]["reasons"])


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


def test_people_of_a_situation_beside_all(ask: Ask) -> None:
    """Uganda: 1,936,719 refugees, 35,249 others; 92,692 of the refugees are from Sudan."""
    rows = ask("unsupported", situation=["Sudan"]).rows
    (row,) = [row for row in rows if row["pledge"] == "PF028"]
    assert (row["people"], row["people_from"]) == (1_971_968, 92_692)
    assert "Of the 1,971,968 people, 92,692 are refugees from Sudan." in str(
        row["support_sentence"]
    )
    assert ask("unsupported", country=["UGA"]).rows[0]["people_from"] is None


def test_whom_the_text_names_and_the_figure_does_not_count(ask: Ask) -> None:
    """PF022 strengthens the framework "for refugees, stateless persons and IDPs"; its figure is of
    refugees.
    """
    rows = {
        row["pledge"]: str(row["support_sentence"])
        for row in ask("unsupported", country=["BFA"]).rows
    }
    left_out = (
        "The text also names internally displaced persons and stateless persons, whom the figure of"
        " people"
    )
    assert left_out in rows["PF022"]
    assert "The text also names" not in rows["PF024"]


def test_a_stage_has_its_date_and_a_note_is_not_official(ask: Ask) -> None:
    (row,) = ask("unsupported", country=["RWA"]).rows
    assert (row["stage"], row["stage_on"]) == ("In progress", "2020-12")
    rows = {row["pledge"]: row for row in ask("unsupported", country=["TCD"]).rows}
    assert rows["PF021"]["stage"] is rows["PF021"]["stage_on"] is None
    reported = "Reported, not official: implementing decree of the 2020 asylum law signed in 2023."
    assert reported in str(rows["PF021"]["support_sentence"])


def test_own_means_come_last_of_those_that_do_not_ask(ask: Ask) -> None:
    """Türkiye's PF054 builds schools itself: after all others, although 2,492,911 people are
    there.
    """
    rows = ask("unsupported").rows
    assert (rows[-1]["pledge"], rows[-1]["own_means"]) == ("PF054", ["material"])


def test_who_could_join_in_rwanda(ask: Ask) -> None:
    """No other pledge names Rwanda, and no platform covers it. Denmark is in: who works with
    Denmark is known.
    """
    answer = ask("joint-candidates", pledge="PF050", contacts="all")
    assert answer.rows[0]["already_in"] == ["Government of Denmark", "Government of Rwanda"]
    assert (
        tier(answer, "place and area recorded") == tier(answer, "place recorded, area open") == []
    )
    # First the partners of PF109 (jobs), each an actor. With Denmark: Germany Economic Inclusion
    # (1/8), Climate Action (1/5), SSAR (1/19); Netherlands Economic Inclusion, PF077 (1/5), SSAR;
    # United States without the fifth; the others Economic Inclusion, Mexico a State as Denmark.
    # Then, without a pledge on jobs, the nearest: the United Kingdom PF077 and SSAR; Somalia (a
    # State) and IFRC Climate Action, GPE PF077
    assert tier(answer, "works with someone already involved")[:10] == [
        ("Government of Germany", "PF109"),
        ("Government of the Netherlands", "PF109"),
        ("Government of the United States", "PF109"),
        ("Government of Mexico", "PF109"),
        ("RSRI", "PF109"),
        ("UNHCR", "PF109"),
        ("Government of the United Kingdom", None),
        ("Government of Somalia", None),
        ("Global Partnership for Education", None),
        ("IFRC", None),
    ]
    # Pledged under Economic Inclusion, which Denmark leads: no shared work, and a place that is
    # open
    assert tier(answer, "area recorded, place open") == [("Women's Refugee Commission", "PF056")]
    assert [pledge for _, pledge in tier(answer, "peer host")] == ["PF005", "PF061"]
    assert "also PF004 (policy)" in str(answer.rows[-2]["reasons"])
    actors = {str(row["actor"]) for row in answer.rows}
    out = (
        "IGAD",
        "Uber",
        "Ingka Group",
        "Inter IKEA Group",
        "IKEA Foundation",
        "H&M Group",
        "Eukarya Inc.",
        "Multi-",
    )
    assert not [actor for actor in actors if actor.startswith(out)]


def test_gpe_for_education_in_uganda(ask: Ask) -> None:
    """Denmark's PF076 names Uganda; GPE works on education with Denmark in PF077."""
    answer = ask("joint-candidates", pledge="PF028")
    assert tier(answer, "place and area recorded") == [("Government of Denmark", "PF076")]
    partners = tier(answer, "works with someone already involved")
    assert ("Global Partnership for Education", "PF077") in partners


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
    assert (
        tier(answer, "works with someone already involved") == []
    )  # Chad works with nobody else in these sources
    # Australia states its contribution; the core group of CAR-SSP does not, and shares it with Chad
    # alike: by name
    assert [actor for actor, _ in tier(answer, "place recorded, area open")] == [
        "Government of Australia",
        "African Development Bank",
        "Coalition Amohoro",
        "European Union",
        "Government of France",
        "Government of Switzerland",
        "UNHCR",
        "Government of the United States",
        "World Bank",
    ]
    reported = str(answer.rows[0]["reasons"])
    assert "PF033: 1,330,950 of the 1,502,263 refugees in Chad are from Sudan (89 %)" in reported
    assert "PF033 states no area" in reported
    assert "CARSSP addresses: Central African Republic 140,062" in str(answer.rows[1]["reasons"])
    assert [pledge for _, pledge in tier(answer, "peer host")] == ["PF023", "PF006"]
    assert not [row for row in answer.rows if "UN Common Pledge" in str(row["actor"])]


def test_a_place_and_an_area_without_a_pledge(ask: Ask) -> None:
    """That is how a new pledge begins: South Sudan itemises none here."""
    answer = ask("joint-candidates", country=["SSD"], area=["Education"])
    assert answer.notices[0].startswith(
        "No host-country pledge on this place and area is in these sources"
    )
    assert {row["suggested_for"] for row in answer.rows} == {"SSD: Education"}
    assert ("LEGO Foundation", "PF068") in tier(answer, "area recorded, place open")
    assert "World Bank" in {actor for actor, _ in tier(answer, "place recorded, area open")}
    assert "Government of South Sudan" not in {row["actor"] for row in answer.rows}


def test_the_platform_through_which_most_people_are_covered(ask: Ask) -> None:
    """In Sudan most refugees are from South Sudan: IGAD is named, not the platform for the Central
    African Republic.
    """
    answer = ask("joint-candidates", country=["SDN"], area=["Jobs and livelihoods"])
    (european_union,) = [row for row in answer.rows if row["actor"] == "European Union"]
    reported = shown(european_union["reasons"])
    assert "member of the core group of IGAD, which covers Sudan" in reported
    assert "member of the core group of CARSSP" not in reported


def test_an_unresolved_region_is_no_open_place(ask: Ask) -> None:
    """PF079 is for the "East and Horn of Africa": nobody for Lebanon."""
    answer = ask("joint-candidates", country=["LBN"], area=["Solutions"])
    assert "Norwegian Refugee Council" not in {row["actor"] for row in answer.rows}


def test_a_state_of_the_region_could_join_a_regional_pledge(ask: Ask) -> None:
    """PF121 is for Latin America and names no country; Argentina is in the core group of MIRPS."""
    answer = ask("joint-candidates", pledge="PF121")
    placed = {actor for actor, _ in tier(answer, "place recorded, area open")}
    assert "Government of Argentina" in placed
    assert "Government of Brazil" not in {row["actor"] for row in answer.rows}
