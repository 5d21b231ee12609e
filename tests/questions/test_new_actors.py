"""``new-actors``, worked by hand from the sample register as of 2026-11-23."""

from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.queries.answers import Answer
from pledgegraph.workspace.workspace import Workspace

from .test_counted_by_hand import columns, table

AS_OF = "2026-11-23"
OPEN_GEO = (
    "The OpenGeoCommunity for GRF2023, led by the UN Smart Maps Group of the UN Open GIS Initiative"
)
UGANDA = [
    (
        "Government of the Netherlands",
        ["partner of PF077 (ETH), own contribution not stated"],
        ["Government of Denmark: PF077, PF109 and SSAR"],
    ),
    (
        "Government of the United Kingdom",
        ["PF126 (policy)", "partner of PF077 (ETH), own contribution not stated"],
        ["Government of Denmark: PF077 and SSAR"],
    ),
    (
        "Global Partnership for Education",
        ["partner of PF077 (ETH), own contribution not stated"],
        ["Government of Denmark: PF077"],
    ),
    ("Government of Japan", ["PF087 (financial, UKR)"], ["Government of Denmark: SSAR"]),
    ("Education Cannot Wait", ["PF116 (financial, technical, material)"], []),
    ("Jesuit Refugee Service", ["PF116 (financial, technical, material)"], []),
    ("Plan International", ["PF116 (financial, technical, material)"], []),
    (OPEN_GEO, ["GRF-08531 (technical)"], []),
    ("LEGO Foundation", ["PF068 (financial)"], []),
    ("Vodafone Foundation", ["PF069 (technical, material)"], []),
    ("Government of Canada", ["PF086 (policy)"], []),
]
"""Actor, what it is active through, through whom it is known."""


@pytest.mark.parametrize("engine", ["embedded", "sparql"])
def test_education_in_uganda(short_sample: Workspace, engine: str) -> None:
    answer = short_sample.ask(
        "new-actors", engine=engine, country=["UGA"], area=["Education"], as_of=AS_OF
    )
    assert columns(answer.rows, "actor", "active_through", "known_through") == UGANDA
    assert columns(table(answer, "there"), "actor", "basis", "pledges") == [
        ("Government of Denmark", "country named", ["PF076"]),
        ("Government of Uganda", "country named", ["PF026", "PF027", "PF028", "PF029", "PF030"]),
        ("PostBank Uganda", "country named", ["PF071"]),
        ("Tent Partnership for Refugees", "country named", ["PF071"]),
        ("Uber", "country named", ["PF071"]),
        ("IGAD", "by arrangement only", ["PF035", "PF036"]),
    ]
    assert columns(table(answer, "peers"), "actor", "pledges") == [
        ("Government of El Salvador", ["PF099"]),
        ("Government of Ethiopia", ["GRF-00515", "PF008"]),
        ("Government of Rwanda", ["PF098"]),
        ("Government of Turkey", ["PF054"]),
    ]
    assert "Kinds of actor with a pledge that names the place: Private sector / businesses and" in (
        " ".join(answer.notices)
    )
    assert [notice for notice in answer.notices if "ind" in notice][1:] == [
        "Kinds of actor there by arrangement only: Regional organizations.",
        "Kinds of actor active on this area elsewhere, of which no pledge is recorded there: Civil"
        " Society Organizations and Philanthropists and foundations.",
        "For Education Cannot Wait, Global Partnership for Education, Jesuit Refugee Service, Plan"
        " International, PostBank Uganda and Tent Partnership for Refugees, no kind of actor is"
        " recorded.",
    ]
    # Of PF109 and its multi-stakeholder pledge, which are one, the Netherlands has one tie
    assert [row["ties"] for row in answer.rows[:4]] == [3, 2, 1, 1]
    said = answer.to_markdown()
    for words in ("absent", "silent", "World Bank", "FOSS4G", "Eukarya", "Germany", "Sweden"):
        assert words not in said
    # The two that are only partners, without a tie, are counted
    assert answer.notices[-1].startswith("Not listed: 2 named partners")
    assert answer.coverage == (
        "11 actors with no pledge recorded for Uganda in these sources, active through 8 of 9"
        " pledges on Education, not of host countries and not ended; sources up to"
        " 2026-11-23."
    )


def test_what_is_left_out_what_has_ended_and_kinds(short_sample: Workspace) -> None:
    """Of nine pledges on education that have not ended six are of actors who are not in Ethiopia;
    PF116 is of three of them. PF040 was to be carried out by 2025.
    """
    given: dict[str, Any] = {"country": ["ETH"], "area": ["Education"], "as_of": "2026-11-23"}
    whole = names_in(short_sample.ask("new-actors", **given))
    assert len(whole) == 8
    without = short_sample.ask("new-actors", **given, exclude=["PF116"])
    of_it = {"Education Cannot Wait", "Jesuit Refugee Service", "Plan International"}
    assert whole - names_in(without) == of_it
    assert "5 of 8 pledges on Education (left out: PF116), not of host" in without.coverage
    # Denmark is there by PF077 alone, and is no new actor without it; nobody is known through it
    apart = short_sample.ask("new-actors", **given, exclude=["PF077"])
    assert "Government of Denmark" not in names_in(apart)
    (there, _) = apart.tables
    assert "Government of Denmark" not in {row["actor"] for row in there.rows}
    one = short_sample.ask("new-actors", **given, exclude=["Plan International"])
    # A pledge is left out with each who is named in it
    assert names_in(one) == names_in(without)
    ended = short_sample.ask("new-actors", **given, with_ended=True)
    (added,) = names_in(ended) - whole
    assert "FOSS4G 2025" in added and "7 of 10 pledges on Education, not of" in ended.coverage
    through = [row["active_through"] for row in ended.rows if row["actor"] == added]
    assert "PF040, ended (" in str(through)
    states = short_sample.ask("new-actors", **given, actor_type=["States"])
    assert names_in(states) == {"Government of Canada", "Government of Japan"}
    assert "Only contacts that were asked for are listed: States." in states.notices


def names_in(answer: Answer) -> set[str]:
    return {str(row["actor"]) for row in answer.rows}


def test_two_pledges_of_one_actor_and_other_places(short_sample: Workspace) -> None:
    """For the countries of IGAD the partners of PF077, for Ethiopia, are there."""
    answer = short_sample.ask("new-actors", platform=["IGAD"], area=["Education"], as_of=AS_OF)
    assert answer.rows[0]["actor"] == "Government of Japan"
    assert "Global Partnership for Education" not in {row["actor"] for row in answer.rows}


@pytest.mark.parametrize("given", [{}, {"country": ["UGA"]}, {"area": ["Education"]}])
def test_a_place_and_an_area(short_sample: Workspace, given: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem, match="by a country, situation or platform, and an area"):
        short_sample.ask("new-actors", **given)
