"""Where support is thin, when less than all is asked for: nothing is said of what was not."""

from __future__ import annotations

from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.pictures.captions import Captions
from pledgegraph.graph.pictures.meeting import Facts
from pledgegraph.graph.pictures.sheets import Sheet, svg
from pledgegraph.graph.pictures.thin import thin_sheet
from pledgegraph.workspace.mark_sizes import Form
from pledgegraph.workspace.sheets import sheet_of
from pledgegraph.workspace.workspace import Workspace

from .test_promises import texts  # noqa: TID252 (tests are no package that could be named)


def drawn(sample: Workspace, question: str = "", **given: Any) -> Sheet:
    return sheet_of(sample.reading(), question, given, "en", Form("thin"))


@pytest.mark.parametrize(
    ("given", "countries", "areas"),
    [
        # Asylum countries of the Sudan situation are also Uganda, Ethiopia and others
        ({"situation": ["Sudan"], "country": ["Chad"]}, {"Chad"}, 7),
        ({"situation": ["Sudan"], "actor": ["Government of Chad"]}, {"Chad"}, 7),
        ({"situation": ["Sudan"], "platform": ["IGAD"]}, {"Ethiopia", "Uganda", "South Sudan"}, 7),
        ({"country": ["Chad", "Rwanda"], "region": ["Eastern Africa"]}, {"Rwanda"}, 7),
        ({"country": ["Ethiopia"], "area": ["Education"]}, {"Ethiopia"}, 1),
    ],
)
def test_nothing_is_said_of_what_is_not_asked_for(
    sample: Workspace, given: dict[str, Any], countries: set[str], areas: int
) -> None:
    found = drawn(sample, **given)
    assert {row["country"] for row in found.table} == countries
    assert len({row["area"] for row in found.table}) == areas


def test_an_answer_is_not_all_that_is_recorded(sample: Workspace) -> None:
    """Rwanda's PF050 on jobs is matched: no answer on open pledges has it."""
    found = drawn(sample, "unsupported", country=["Rwanda"])
    said = texts(svg(found))
    assert said.count("none among these") == 6 and "none recorded" not in said
    assert "none among these: other pledges may be recorded" in said


def test_what_is_in_no_field_is_counted(sample: Workspace) -> None:
    """PF035 and PF036 of IGAD are for its region: 22 in the title, 20 in fields."""
    found = drawn(sample, platform=["IGAD"])
    assert found.title == "IGAD: support recorded for 2 of 22 host-country pledges"
    assert len({name for row in found.table for name in row["pledges"]}) == 20
    (said,) = [each for each in texts(svg(found)) if "In no field" in each]
    assert "In no field: 2 host-country pledges that name no single country here." in said


@pytest.mark.parametrize(("lang", "last"), [("en", "sharing"), ("fr", "responsabilités")])
@pytest.mark.parametrize("paper", ["slide", "a4"])
def test_headings_are_whole(sample: Workspace, lang: str, last: str, paper: str) -> None:
    found = sheet_of(sample.reading(), "", {"situation": ["Sudan"]}, lang, Form("thin", paper))
    (heading,) = [each for each in found.of_kind("Words") if each.lines[-1] == last]
    assert heading.size >= found.paper.letters
    assert not [each for each in found.of_kind("Words") if each.lines[-1].endswith("…")]


@pytest.mark.parametrize("count", [1, 9, 10, 11, 14])
def test_people_are_there_in_low_lines_too(count: int) -> None:
    fields = []
    for number in range(count):
        country = {"country": f"Country {number}", "people": 1_000 + number, "year": 2025}
        fields.append({**country, "area": "Education", "hosts": 0, "supported": 0, "pledges": []})
    fields[0]["people"] = None
    said = texts(svg(thin_sheet(fields, [], Facts("x", "x", ["x"]), Captions(), "slide")))
    for number in range(1, min(count, 11)):
        figure = f"1,{number:03}"
        assert f"{figure} people, 2025" in said or f"Country {number} – {figure} (2025)" in said
    assert "not stated" in said or "Country 0 – not stated" in said


def test_pledges_of_no_country(sample: Workspace) -> None:
    """PF121 of Brazil and others is for a region."""
    with pytest.raises(UsageProblem, match="in scope of Government of Brazil names a single"):
        drawn(sample, actor=["Brazil"])
