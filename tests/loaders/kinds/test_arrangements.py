"""Platforms with members, multi-stakeholder pledges with leads, situations, and UNHCR's figures."""

from pathlib import Path

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files.reading import read_sheets

from ..reading import codes, links, loaded, node, written  # noqa: TID252 (tests are no package that could be named)

PLATFORM = {
    "code": "IGAD",
    "label_en": "IGAD Support Platform (Nairobi Process)",
    "priority_areas": "Education (2017); fish",
}


def test_members_are_actors_and_covered_countries_are_places(tmp_path: Path) -> None:
    members = [
        {"platform_code": "IGAD", "member": "Kenya", "role": "country covered"},
        {
            "platform_code": "Nairobi Process",
            "member": "UNHCR (co-chair)",
            "role": "core group / supporting member",
        },
        {
            "platform_code": "IGAD",
            "member": "United States of America (named April 2023)",
            "role": "core group",
        },
    ]
    tables = loaded(tmp_path, platforms=[PLATFORM], platform_members=members).stated
    assert links(tables, "COVERS") == {("platform/igad", "country/KEN")}
    roles = {row["remark"]: row["member_role"] for row in tables["Membership"].to_pylist()}
    assert roles["co-chair"] == "co-chair"
    who = {end for _, end in links(tables, "MEMBER_ACTOR")}
    assert who == {"actor/government-of-kenya", "actor/unhcr", "actor/government-of-united-states"}
    assert {end for start, end in links(tables, "THEME") if start == "platform/igad"} == {
        "vocabulary/themes/education"
    }
    assert node(tables, "SupportPlatform")["priority_as_written"] == ["Education (2017)", "fish"]


def test_a_platform_nobody_defines_is_told(tmp_path: Path) -> None:
    member = {"platform_code": "XYZ", "member": "Kenya", "role": "country covered"}
    assert "V002" in codes(loaded(tmp_path, platforms=[PLATFORM], platform_members=[member]))


def test_situations_have_the_origins_and_asylum_countries_of_their_source(tmp_path: Path) -> None:
    row = {
        "code": "S",
        "label_en": "Rohingya refugees",
        "origin_iso3": "MMR",
        "asylum_iso3_named_by_source": "BGD;IND;XXX",
    }
    loading = loaded(tmp_path, situations=[row])
    assert links(loading.stated, "ORIGIN") == {("situation/rohingya-refugees", "country/MMR")}
    assert {end for _, end in links(loading.stated, "ASYLUM")} == {"country/BGD", "country/IND"}
    assert codes(loading) == ["N001"]


FIGURES = [
    {"year": "2024", "coo_iso": "SDN", "coa_iso": "TCD", "refugees": "1"},
    {
        "year": "2025",
        "coo_iso": "SDN",
        "coa_iso": "TCD",
        "refugees": "1330950",
        "asylum_seekers": "-",
        "idps": "0",
    },
    {"year": "2025", "coo_iso": "UNK", "coa_iso": "AUS", "refugees": "5"},
]


def test_figures_of_the_latest_year_by_iso_code(tmp_path: Path) -> None:
    tables = loaded(tmp_path, population=FIGURES).stated
    figures = {
        (f["id"], f["population_type"], f["value"]) for f in tables["PopulationFigure"].to_pylist()
    }
    assert figures == {
        ("country/TCD#figure-SDN-REF-2025", "REF", 1_330_950),
        ("country/AUS#figure-UNK-REF-2025", "REF", 5),
    }
    asylum = dict(links(tables, "ASYLUM"))
    assert (
        asylum["country/AUS#figure-UNK-REF-2025"] == "country/AUS"
    )  # Australia: UNHCR's own code AUS is Austria
    assert "country/AUS#figure-UNK-REF-2025" not in dict(links(tables, "ORIGIN"))


def test_a_figure_that_is_no_number_is_told_with_its_line(tmp_path: Path) -> None:
    loading = loaded(
        tmp_path,
        population=[*FIGURES, {"year": "2025", "coo_iso": "SDN", "coa_iso": "EGY", "idps": "many"}],
    )
    assert loading.blocking() == []
    (problem,) = loading.problems
    assert (problem.code, problem.where.line) == ("V004", 5)
    assert problem.where.column == "idps"


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "empty.csv", "population", [], ["year"])
    path.write_text("", "utf-8")
    with pytest.raises(SourceProblems):
        read_sheets(path, "empty.csv")


def test_the_number_of_a_pledge_is_no_member_and_no_lead(tmp_path: Path) -> None:
    member = {"platform_code": "IGAD", "member": "GRF-00012", "role": "co-chair"}
    pledge = {"code": "M", "label_en": "Jobs", "leads_or_cosponsors": "grf_12 (lead); UNHCR"}
    loading = loaded(
        tmp_path,
        platforms=[PLATFORM],
        platform_members=[member],
        multistakeholder_pledges=[pledge],
    )
    assert {actor["id"] for actor in loading.stated["Actor"].to_pylist()} == {"actor/unhcr"}
    found = [(p.code, p.where.file, p.severity) for p in loading.problems if p.code == "N003"]
    assert found == [
        ("N003", "multistakeholder_pledges.csv", "finding"),
        ("N003", "platform_members.csv", "finding"),
    ]
