"""How a picture is used in a real browser: filters, search, back and forward, keyboard, phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pledgegraph.graph.pictures.composition import Picture, Thing, Tie
from pledgegraph.workspace.workspace import Workspace

Opened = Callable[..., Any]


def pledge(name: str, level: str, area: str, forum: str) -> Thing:
    return Thing(
        f"pledge/{name}",
        "Pledge",
        f"{name} On {area}",
        (("text", f"What {name} promises."), ("amount", "DKK 35,000,000"), ("stage", "planning")),
        open=level == "none-recorded",
        level=level,
        note="Financial",
        filters=(("level", (level,)), ("area", (area,)), ("forum", (forum,))),
        sources=("https://example.org/pledge", "a letter"),
    )


A = pledge("A", "none-recorded", "Education", "GRF 2019")
B = pledge("B", "matched", "Education", "GRF 2023")
C = pledge("C", "none-recorded", "Energy", "GRF 2023")
STATE = Thing("actor/state", "Actor", "Government of Chad")
BANK = Thing("actor/bank", "Actor", "A bank")
TIES = (
    *(Tie(own.id, STATE.id, "submitted by") for own in (A, B, C)),
    Tie(BANK.id, B.id, "supports · Financial", kind="supports"),
)
THREE = Picture("t", "Three", "Of 3 pledges, 3.", (A, B, C, STATE, BANK), TIES)


def shown(page: Any) -> list[str]:
    """The first words of the rows of the table that are shown."""
    names = page.locator("#list tbody tr:not([hidden]) th > bdi").all_text_contents()
    return sorted(name.split()[0] for name in names)


def chip(page: Any, name: str) -> Any:
    return page.locator(f'.chip[data-value="{name}"]')


def test_filters_narrow_picture_and_table_and_the_browser_goes_back(visit: Opened) -> None:
    visited = visit(THREE)
    page = visited.page
    assert [text.strip() for text in chip(page, "none-recorded").all_text_contents()] == [
        "none recorded 2"
    ]
    chip(page, "none-recorded").click()
    assert shown(page) == ["A", "C", "Government"], "the bank is tied to no pledge that is shown"
    assert page.locator("#found").text_content() == "3 of 5 found"
    page.locator("details.filter summary").first.click()
    chip(page, "Education").click()
    assert shown(page) == ["A", "Government"], "both filters hold"
    assert page.locator("details.filter .picked").first.text_content() == ": Education"
    chip(page, "Energy").click()
    assert shown(page) == ["A", "C", "Government"], "of one filter any value will do"
    page.keyboard.press("Escape")
    page.go_back()
    assert shown(page) == ["A", "Government"]
    page.go_back()
    assert shown(page) == ["A", "C", "Government"]
    assert chip(page, "Education").get_attribute("aria-pressed") == "false"
    page.go_back()
    assert shown(page) == ["A", "A", "B", "C", "Government"]
    page.go_forward()
    assert shown(page) == ["A", "C", "Government"]
    page.locator("#search").fill("nothing has this")
    assert page.locator("#found").text_content().startswith("Nothing here has all of this.")
    page.locator("#no-filter").click()
    assert len(shown(page)) == 5
    assert visited.wrong == []


def test_a_pledge_shows_its_text_amount_stage_and_source_and_can_be_linked_to(
    visit: Opened,
) -> None:
    visited = visit(THREE)
    page = visited.page
    page.locator("#list tr", has=page.locator("th", has_text="B On")).locator(".show").click()
    said = page.locator("#chosen").text_content()
    for text in ("What B promises.", "DKK 35,000,000", "planning", "a letter", "A bank"):
        assert text in said, text
    link = page.locator("#chosen dl a")
    assert link.get_attribute("href") == "https://example.org/pledge"
    assert link.get_attribute("rel") == "noreferrer noopener"
    page.locator("#chosen a", has_text="Government of Chad").click()
    assert page.locator("#chosen h2").text_content() == "Government of Chad"
    page.go_back()
    assert page.locator("#chosen h2").text_content() == "B On Education"
    address = page.url
    page.reload()
    page.locator("#chosen h2").wait_for()
    assert page.url == address and "#thing-" in address
    assert page.locator("#chosen h2").text_content() == "B On Education"
    page.keyboard.press("Escape")
    assert page.locator("#chosen").is_hidden()
    assert visited.wrong == []


def test_the_keyboard_reaches_search_filters_and_every_row(visit: Opened) -> None:
    page = visit(THREE).page
    page.locator("#search").focus()
    reached = []
    for _ in range(5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached[:2] == ["none recorded 2", "matched 1"]
    assert reached[2:4] == ["Area", "Forum"]
    page.locator("#list .show").nth(1).focus()
    page.keyboard.press("Enter")
    own = page.locator("#list tbody th > bdi").nth(1).text_content()
    assert page.locator("#chosen h2").text_content() == own


def test_on_a_telephone_the_table_comes_first(visit: Opened) -> None:
    page = visit(THREE, viewport={"width": 390, "height": 800}).page
    table = page.locator("#list").bounding_box()
    picture = page.locator("figure").bounding_box()
    assert table["y"] < 700 and table["y"] + table["height"] <= picture["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, "nothing is cut off"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_that_keeps_people_out(
    visit: Opened, sample: Workspace, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    text = THREE if scheme == "dark" else sample.draw_scope({"country": ["RWA"]})
    visited = visit(text, color_scheme=scheme)
    visited.page.locator("#list .show").first.click()
    found = Axe().run(visited.page).response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    said = [(each["id"], each["nodes"][0]["html"][:200]) for each in serious]
    assert said == []
    assert not [each["id"] for each in found if each["impact"] == "moderate"]
