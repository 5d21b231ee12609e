"""The page about one thing, with the values that the sources of the sample have."""

from typing import Any

import pytest

from pledgegraph.errors import AmbiguousName, UsageProblem
from pledgegraph.queries.answers import Answer
from pledgegraph.workspace.shown_page import shown_page
from pledgegraph.workspace.workspace import Workspace


def rows_of(answer: Answer, name: str) -> list[dict[str, Any]]:
    """The rows of a further table of a page."""
    (table,) = (each for each in answer.tables if each.question.name == name)
    return [dict(row) for row in table.rows]


def test_the_page_of_an_actor(sample: Workspace) -> None:
    page = shown_page(sample, "Government of Denmark")
    # PF109 names it among several: its submitter is what the source says, and no one actor
    assert [(row["pledge"], row["submitters"]) for row in page.rows] == [
        ("PF051", ["Government of Denmark"]),
        ("PF076", ["Government of Denmark"]),
        ("PF077", ["Government of Denmark"]),
        ("PF109", ["Multi-stakeholder (economic inclusion)"]),
    ]
    parts = [row["part"] for row in page.rows]
    assert parts == ["submitted it"] * 3 + ["named as a partner"]
    (match,) = rows_of(page, "matches")
    assert (match["pledge"], match["by_pledge"]) == ("PF050", ["PF051"])
    (member,) = rows_of(page, "memberships")
    assert member["platform"] == "SSAR"
    assert rows_of(page, "people") == []
    assert page.asked_with().startswith("pledgegraph show actor/government-of-denmark")
    assert any("unsupported --for actor/government-of-denmark" in each for each in page.notices)


def test_the_page_of_a_country(sample: Workspace) -> None:
    page = shown_page(sample, "Éthiopie", "fr")
    assert page.heading == "Éthiopie : ce que ces sources attestent au 2026-11-23"
    first_ten = [f"PF{number:03}" for number in range(1, 11)]
    assert [row["pledge"] for row in page.rows] == ["GRF-00515", *first_ten, "PF077"]
    (people,) = rows_of(page, "people")
    assert (people["country"], people["people"], people["people_year"]) == ("ETH", 1_123_453, 2025)
    updated = [row["pledge"] for row in rows_of(page, "updates")]
    assert updated == ["PF007", "PF008", "PF009", "PF010"]
    assert {row["platform"] for row in rows_of(page, "memberships")} == {"IGAD"}


def test_a_country_leads_to_its_government(sample: Workspace) -> None:
    page = sample.show("Denmark")
    # No pledge names Denmark as its place; the four of its page name its government
    assert page.coverage.startswith("On record: 0 pledges naming Denmark, ")
    assert page.notices[0] == (
        'Government of Denmark: 4 pledges; `pledgegraph show "Government of Denmark"`.'
    )
    assert len(sample.show("Government of Denmark").rows) == 4
    # Germany has submitted none of its two
    assert sample.show("DEU").notices[0].startswith("Government of Germany: 2 pledges;")
    # No source names a government of it
    assert not any("Government of" in notice for notice in sample.show("AND").notices)


def test_the_page_of_a_pledge_without_support(sample: Workspace) -> None:
    page = sample.show("GRF-00515")
    row: dict[str, Any] = dict(page.rows[0])
    assert page.heading == "GRF-00515: what these sources record as of 2026-11-23"
    assert page.coverage == (
        "GRF-00515, submitted by Government of Ethiopia; sources up to 2026-11-23."
    )
    assert (row["submitters"], row["country"]) == (["Government of Ethiopia"], ["ETH"])
    assert (row["areas"], row["contribution"]) == (["Education"], ["policy"])
    assert (row["support"], row["asks"]) == ("related", True)
    assert row["links"][0].endswith("multi-stakeholder-pledge-achieving-15")
    assert [each["reason"] for each in rows_of(page, "support")] == [
        "None recorded for this pledge.",
        "Support is publicly requested: listed by UNHCR among 'related pledges to match'.",
    ]
    (place,) = rows_of(page, "places")
    assert (place["place"], place["by"]) == ("Ethiopia", "the pledge itself")
    assert (place["people"], place["people_year"]) == (1_123_453, 2025)
    # PF077 of Denmark with three partners is the only other one on education there
    related = [(each["actor"], each["part"]) for each in rows_of(page, "related")]
    assert related == [
        ("Global Partnership for Education", "named as a partner"),
        ("Government of Denmark", "submitted it"),
        ("Government of the Netherlands", "named as a partner"),
        ("Government of the United Kingdom", "named as a partner"),
    ]
    assert any(notice.startswith("GRF-00515 and PF008 may be one") for notice in page.notices)


def test_the_contacts_of_a_page_are_those_of_the_question(sample: Workspace) -> None:
    page = sample.show("GRF-00515")
    asked = sample.ask("joint-candidates", pledge="GRF-00515")
    wanted = [(row["rank"], row["actor"], row["reasons"]) for row in asked.rows]
    found = rows_of(page, "candidates")
    assert [(row["rank"], row["actor"], row["reasons"]) for row in found] == wanted
    assert any("joint-candidates --pledge pledge/" in notice for notice in page.notices)


def test_the_page_of_a_pledge_that_is_matched_and_of_the_one_that_supports_it(
    sample: Workspace,
) -> None:
    supported = sample.show("PF050")
    assert [each["reason"] for each in rows_of(supported, "support")] == [
        "Supported: Government of Denmark (financial, PF051), extent not stated."
    ]
    supporting = sample.show("PF051", engine="sparql")
    # Given and received: both pages have the one match
    assert rows_of(supporting, "matches") == rows_of(supported, "matches")
    assert [each["reason"] for each in rows_of(supporting, "support")] == [
        "It is not a host-country pledge: levels of support are worked out for those only."
    ]
    assert rows_of(supporting, "candidates") == rows_of(supporting, "related") == []
    assert any("unsupported --for actor/government-of-den" in n for n in supporting.notices)


def test_the_updates_of_a_pledge(sample: Workspace) -> None:
    whole = rows_of(sample.show("Ethiopia"), "updates")
    (row,) = rows_of(sample.show("PF007"), "updates")
    (same,) = (each for each in whole if each["pledge"] == "PF007")
    assert {name: row[name] for name in ("reported_on", "stage", "update_text")} == {
        name: same[name] for name in ("reported_on", "stage", "update_text")
    }


def test_a_page_is_chosen_sorted_and_narrowed_as_answers_are(sample: Workspace) -> None:
    page = sample.show("Government of Denmark").sorted_by(["-pledge"]).choosing(["pledge", "part"])
    assert [row["pledge"] for row in page.rows] == ["PF109", "PF077", "PF076", "PF051"]
    assert page.asked_with() == (
        "pledgegraph show actor/government-of-denmark --sort -pledge --columns pledge,part"
    )
    with pytest.raises(UsageProblem, match="show has no table 'poeple'. Did you mean 'people'"):
        page.narrowed("poeple")
    with pytest.raises(UsageProblem, match="show has no column 'parts'. Did you mean 'part'"):
        page.choosing(["parts"])


def test_an_audience_is_named_where_it_is_asked_for(sample: Workspace) -> None:
    home = sample.show("Denmark")
    public = sample.show("Denmark", audience="public")
    assert not any("--audience" in line for line in (home.asked_with(), *home.notices))
    commands = [line for line in public.notices if "`pledgegraph " in line]
    # To its government, to what is open there, and to contacts
    assert len(commands) == 3 and all("--audience public" in line for line in commands)


def test_a_table_without_rows_says_so(sample: Workspace) -> None:
    page = sample.show("PF050")
    # One match is recorded of it, and no update
    assert page.narrowed("updates").notices == ["This table has no rows.", *page.notices]
    assert page.narrowed("matches").notices == page.notices


def test_a_computed_situation_has_no_page_and_its_country_has(sample: Workspace) -> None:
    with pytest.raises(UsageProblem) as refused:
        sample.show("protracted-situation/TCD-SDN")
    assert refused.value.hint == (
        "It is computed, so no pledge names it. See its country of asylum: `pledgegraph show TCD`."
    )


def test_a_situation_and_a_platform_have_pages(sample: Workspace) -> None:
    assert shown_page(sample, "SSAR").rows
    assert shown_page(sample, "Syria").rows


def test_what_names_no_one_thing_is_refused(sample: Workspace) -> None:
    with pytest.raises(AmbiguousName, match="country/SDN"):
        shown_page(sample, "Soudan")
    with pytest.raises(UsageProblem, match="Did you mean 'Government of Denmark'"):
        shown_page(sample, "Goverment of Denmark")
