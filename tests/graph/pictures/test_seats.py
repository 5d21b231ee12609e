"""Who sits at the table of a platform: the same as the answer to the question on platforms."""

from __future__ import annotations

from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.pictures.captions import Captions
from pledgegraph.graph.pictures.meeting import Facts
from pledgegraph.graph.pictures.seating import WAYS as SEAT_WAYS
from pledgegraph.graph.pictures.seating import Seating
from pledgegraph.graph.pictures.seats import seat_sheet
from pledgegraph.graph.pictures.sheets import Sheet, svg
from pledgegraph.workspace.mark_sizes import Form
from pledgegraph.workspace.sheets import sheet_of
from pledgegraph.workspace.workspace import Workspace

from .test_promises import texts  # noqa: TID252 (tests are no package that could be named)

IGAD = {"platform": ["IGAD"]}
WAYS = {"pledges": "countries", "matches": "match_countries", "text_only": "mentioned_countries"}
"""A way in which a pledge ties a member to countries → the column of the answer with these."""


def drawn(sample: Workspace, lang: str = "en", **given: Any) -> Sheet:
    return sheet_of(sample.reading(), "", given, lang, Form("table"))


def set_of(value: object) -> set[str]:
    """The values of a list of an answer, which is None where it has none."""
    return set(value) if isinstance(value, list) else set()


@pytest.mark.parametrize("platform", ["IGAD", "SSAR", "MIRPS", "CARSSP"])
def test_the_members_of_the_answer(sample: Workspace, platform: str) -> None:
    found = drawn(sample, platform=[platform])
    answer = sample.ask("platforms", platform=[platform])
    codes = {str(row["id"]): str(row["country"]) for row in answer.rows}
    names = {
        row["country"]: codes[row["id"]] for row in found.table if row["kind"] == "covered country"
    }
    members = [row for row in found.table if row["kind"] == "member"]
    (listed, *_) = answer.tables
    for seat in listed.rows:
        own = [row for row in members if row["id"] == seat["member_id"]]
        for way, countries in WAYS.items():
            pledges = {name for row in own for name in row[way]}
            assert pledges == set_of(seat[way])
            assert {names[row["country"]] for row in own if row[way]} == set_of(seat[countries])
        # The answer names a pledge that names a country there once, and the picture too
        region = {name for row in own for name in row["by_arrangement"]}
        assert region == set_of(seat["by_arrangement"])
    assert {row["id"] for row in members} == {row["member_id"] for row in listed.rows}
    hosts = {names[row["country"]]: row for row in found.table if row["id"].startswith("country/")}
    for row in answer.rows:
        assert len(hosts[str(row["country"])]["pledges"]) == row["host_count"]


def test_what_the_sheet_says(sample: Workspace) -> None:
    """By hand, from case 6: the United States' PF089 names Kenya; four members support PF101."""
    found = drawn(sample, platform=["IGAD"])
    said = texts(svg(found))
    assert found.title == "IGAD: pledges recorded for 1 of 6 members, and matches alone for 3"
    assert said.count("PF101") == 4 and said.count("PF089") == 1
    assert said.count("PF072") == 2, "in the words of the World Bank: Uganda and Ethiopia"
    assert "Switzerland" in said and "Not members: Denmark, Uber" in said
    assert "2 members have no own pledge and no match recorded there." in found.description
    assert any("In no field: 2 pledges in scope" in each for each in said), "PF035, PF036"
    assert any("Shown but not in scope: 1 pledge" in each for each in said), "PF072"
    silent = drawn(sample, platform=["SSAR"])
    assert silent.title == "SSAR: pledges recorded for 0 of 16 members"
    french = drawn(sample, "fr", platform=["MIRPS"])
    assert french.title == "MIRPS : engagements attestés pour 2 des 14 membres"
    assert "Mexique" in texts(svg(french))


def test_within_an_area_alone(sample: Workspace) -> None:
    found = drawn(sample, platform=["IGAD"], area=["Education"])
    pledges = {name for row in found.table for name in row["pledges"]}
    # Uganda's and Ethiopia's on education, and the support for them
    assert pledges == {"PF028", "PF008", "GRF-00515", "PF076", "PF077"}
    assert found.title.endswith("0 of 6 members")


def test_french_counts_one_of_several(sample: Workspace) -> None:
    title = drawn(sample, "fr", platform=["IGAD"]).title
    assert title == "IGAD : engagements attestés pour 1 des 6 membres, appariements seuls pour 3"


def test_a_dash_is_in_the_legend(sample: Workspace) -> None:
    """In eleven columns on a slide the words have no room."""
    countries = [{"country": f"C{number}", "people": 5, "year": 2025} for number in range(11)]
    members = [seat("M", "C1", pledges=["P1"]), seat("N", "")]
    for language, says in (("en", "–: none recorded"), ("fr", "– : aucun attesté")):
        captions = Captions(language)
        found = seat_sheet(
            Seating(countries, [], members, []), Facts("x", "x", ["x"]), captions, "a4"
        )
        said = texts(svg(found))
        assert said.count("–") == 10 and says in said
    assert "–: none recorded" not in texts(svg(drawn(sample, platform=["IGAD"])))


def test_a_sign_says_what_the_legend_says(sample: Workspace) -> None:
    """A ring is of a member without pledges: Uganda has five, and a tick would be its match."""
    found = drawn(sample, platform=["IGAD"])
    counts = {words.lines[0]: words.y for words in found.of_kind("Words")}
    assert not [sign for sign in found.of_kind("Sign") if abs(sign.y - counts["5 / 0"]) < 15]


def seat(actor: str, country: str, **ways: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {name: [] for name in (*SEAT_WAYS, "supported")}
    return {**row, "actor": actor, "kind": "member", "country": country, "id": actor, **ways}


def test_further_members_have_the_signs_of_their_ways() -> None:
    """Of forty members most are in one line: their matches are no pledges of their own."""
    members = [seat(f"M{number:02}", "Chad", matches=[f"P{number % 3}"]) for number in range(40)]
    members[0]["pledges"] = ["P9"]
    others = [seat("Somebody", "Chad", by_arrangement=["P7"])]
    countries = [{"country": "Chad", "people": 5, "year": 2025}]
    hosts = [seat("Chad", "Chad", pledges=["P0", "P1", "P2"])]
    seating = Seating(countries, hosts, members, others)
    found = seat_sheet(seating, Facts("x", "x", ["x", "x"]), Captions(), "slide")
    said = texts(svg(found))
    assert "Of several ways in a field the first of the legend" in " ".join(said)
    (line,) = [each for each in found.of_kind("Words") if "further members" in each.lines[0]]
    signs = [sign.level for sign in found.of_kind("Sign") if abs(sign.y - line.y) < 15]
    assert signs == ["matches"]
    assert [sign.level for sign in found.of_kind("Sign")].count("by_arrangement") == 2
    assert "P0, P1, P2" in said


@pytest.mark.parametrize(
    ("given", "members"),
    [
        ({"actor": ["Sweden"]}, {"Sweden"}),
        # Kenya's PF101, which they support, is of a host
        ({"role": ["donor"]}, {"European Union", "Germany", "Sweden", "United States"}),
        ({"actor_type": ["Private sector"]}, {"European Union", "Germany"}),
    ],
)
def test_a_match_is_there_whoever_submitted_the_pledge(
    sample: Workspace, given: dict[str, Any], members: set[str]
) -> None:
    found = drawn(sample, **{**IGAD, **given})
    supporters = {row["actor"] for row in found.table if row["matches"] == ["PF101"]}
    assert members <= supporters
    assert "covered country" not in {row["kind"] for row in found.table}, (
        "of some actors alone it would say that Uganda has no pledge"
    )
    said = texts(svg(found))
    assert "Host-country pledges" not in said and not any("Countries:" in each for each in said)


def test_a_platform_where_nothing_is_recorded(sample: Workspace) -> None:
    found = drawn(sample, platform=["SSAR"], country=["Iran"])
    assert found.title == "Iran, SSAR: pledges recorded for 0 of 16 members"
    assert "16 members: no pledge" in texts(svg(found))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"country": ["Chad"]}, "one support platform"),
        ({"platform": ["IGAD", "SSAR"]}, "one support platform"),
        ({**IGAD, "actor": ["Denmark"]}, "names Government of Denmark as a member of IGAD other"),
        # It is one, as a country that is covered
        ({**IGAD, "actor": ["Uganda"]}, "as a member of IGAD other than as a country"),
        ({**IGAD, "actor": ["Sweden"], "exclude": ["Sweden"]}, "Every member of IGAD that is"),
        ({**IGAD, "country": ["Chad"]}, "No source says that IGAD covers Chad"),
    ],
)
def test_what_is_no_table(sample: Workspace, given: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageProblem, match=says):
        drawn(sample, **given)


def test_governments_have_the_french_names_of_their_countries(sample: Workspace) -> None:
    """No vocabulary names the European Union or Uber in French: they stay as the register has them.
    The situation Sudan is called as the country from which people fled.
    """
    reader = sample.reading()
    table = sheet_of(reader, "", {"platform": ["IGAD"]}, "fr", Form("table"))
    actors = {row["actor"] for row in table.table}
    assert {"Allemagne", "États-Unis", "Danemark", "European Union", "Uber"} <= actors
    assert not {"Germany", "Denmark"} & actors
    promised = sheet_of(reader, "", {"country": ["Ethiopia"]}, "fr", Form())
    assert ["Danemark"] in [row["who"] for row in promised.table]
    thin = sheet_of(reader, "", {"situation": ["Sudan"]}, "fr", Form("thin"))
    assert thin.title.startswith("Soudan : soutien attesté")
    network = reader.draw_scope({"country": ["Kenya"]}, lang="fr", ending=".csv")
    assert "Suède (gouvernement)" in network and "Government of Sweden" not in network
