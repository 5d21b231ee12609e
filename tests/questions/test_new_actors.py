"""``new-actors``, worked by hand from the sample register as of 2026-11-23."""

from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
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
        "No kind of actor is recorded of Education Cannot Wait, Global Partnership for Education,"
        " Jesuit Refugee Service, Plan International, PostBank Uganda and Tent Partnership for"
        " Refugees.",
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


def test_two_pledges_of_one_actor_and_other_places(short_sample: Workspace) -> None:
    """For the countries of IGAD the partners of PF077, for Ethiopia, are there."""
    answer = short_sample.ask("new-actors", platform=["IGAD"], area=["Education"], as_of=AS_OF)
    assert answer.rows[0]["actor"] == "Government of Japan"
    assert "Global Partnership for Education" not in {row["actor"] for row in answer.rows}


@pytest.mark.parametrize("given", [{}, {"country": ["UGA"]}, {"area": ["Education"]}])
def test_a_place_and_an_area(short_sample: Workspace, given: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem, match="by a country, situation or platform, and an area"):
        short_sample.ask("new-actors", **given)
