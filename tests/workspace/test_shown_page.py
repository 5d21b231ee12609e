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
    # PF109 names it among several; nobody is said to have submitted it
    assert [(row["pledge"], row["submitters"]) for row in page.rows] == [
        ("PF051", ["Government of Denmark"]),
        ("PF076", ["Government of Denmark"]),
        ("PF077", ["Government of Denmark"]),
        ("PF109", []),
    ]
    (match,) = rows_of(page, "matches")
    assert (match["pledge"], match["by_pledge"]) == ("PF050", ["PF051"])
    (member,) = rows_of(page, "memberships")
    assert member["platform"] == "SSAR"
    assert rows_of(page, "people") == []
    assert page.asked_with().startswith("pledgegraph show actor/government-of-denmark")
    assert any("unsupported --for actor/government-of-denmark" in each for each in page.notices)


def test_the_page_of_a_country(sample: Workspace) -> None:
    page = shown_page(sample, "Éthiopie", "fr")
    assert page.heading == "Éthiopie : Ce qui est attesté au 2026-11-23"
    first_ten = [f"PF{number:03}" for number in range(1, 11)]
    assert [row["pledge"] for row in page.rows] == ["GRF-00515", *first_ten, "PF077"]
    (people,) = rows_of(page, "people")
    assert (people["country"], people["people"], people["people_year"]) == ("ETH", 1_123_453, 2025)
    updated = [row["pledge"] for row in rows_of(page, "updates")]
    assert updated == ["PF007", "PF008", "PF009", "PF010"]
    assert {row["platform"] for row in rows_of(page, "memberships")} == {"IGAD"}


def test_a_situation_and_a_platform_have_pages(sample: Workspace) -> None:
    assert shown_page(sample, "SSAR").rows
    assert shown_page(sample, "Syria").rows


def test_what_names_no_one_thing_is_refused(sample: Workspace) -> None:
    with pytest.raises(AmbiguousName, match="country/SDN"):
        shown_page(sample, "Soudan")
    with pytest.raises(UsageProblem, match="Did you mean 'Government of Denmark'"):
        shown_page(sample, "Goverment of Denmark")
