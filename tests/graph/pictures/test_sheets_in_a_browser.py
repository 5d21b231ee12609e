"""Pages for a meeting in a real browser: all of the picture at first look, one page in print, the
table first on a phone, and what a click opens.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from pledgegraph.graph.pictures.sheet_pages import html
from pledgegraph.workspace.mark_sizes import Form
from pledgegraph.workspace.sheets import sheet_of
from pledgegraph.workspace.workspace import Workspace

from .conftest import Visit  # noqa: TID252 (tests are no package that could be named)

ASKED = {
    "promises": ("", {"country": ["Ethiopia"]}),
    "grouped": ("unsupported", {}),
    "thin": ("", {"situation": ["Sudan"]}),
    "table": ("", {"platform": ["IGAD"]}),
}
EDGES = """() => {
  const { left, top, right, bottom } = document.querySelector('figure svg').getBoundingClientRect();
  const table = document.querySelector('table').getBoundingClientRect();
  return [left, top, right, bottom, document.documentElement.scrollWidth, table.top];
}"""
MARKS = """() => [...document.querySelectorAll('[data-of]')]
  .map(mark => [mark.dataset.of, mark.classList.contains('quiet')])"""
"""Of each mark in the picture what it is of, and whether it is faint."""


@pytest.fixture(scope="module", params=ASKED)
def visit(
    request: pytest.FixtureRequest,
    sample: Workspace,
    browser: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Visit]:
    question, given = ASKED[request.param]
    layout = "promises" if request.param == "grouped" else request.param
    form = Form(layout, is_page=True)
    page = html(sheet_of(sample.reading(), question, given, "en", form), "rows")
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(page, "utf-8")
    opened = Visit(browser, file)
    yield opened
    assert opened.wrong == [], "nothing runs, and nothing is asked for"
    opened.context.close()


def test_all_of_it_at_first_look(visit: Visit) -> None:
    # Each size is also a resize of the one before
    for width, height in ((1280, 720), (1920, 1080), (1024, 768), (1280, 720)):
        visit.page.set_viewport_size({"width": width, "height": height})
        left, top, right, bottom, whole, table = visit.page.evaluate(EDGES)
        assert 0 <= left and right <= width and 0 <= top and bottom <= height
        assert whole <= width, "nothing is beside the window"
        assert table >= bottom
    assert right - left > 0.9 * width, "letters are as large as the window lets them be"


def test_on_a_phone_the_table_comes_first(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    _, top, _, _, whole, table = visit.page.evaluate(EDGES)
    assert table < top and whole <= 390
    assert visit.page.locator("h1").bounding_box()["y"] < table


def test_one_page_in_print(visit: Visit) -> None:
    printed = visit.page.pdf(prefer_css_page_size=True)
    # Chromium writes one object of this type for each page
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1


def test_a_count_opens_its_pledges(visit: Visit, request: pytest.FixtureRequest) -> None:
    page = visit.page
    page.set_viewport_size({"width": 1280, "height": 720})
    if request.node.callspec.params["visit"] == "promises":
        return
    first = page.locator("figure svg a").first
    label = first.get_attribute("aria-label")
    first.focus()
    page.keyboard.press("Enter")
    opened = page.locator(".opens.opened")
    box = opened.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 720
    assert opened.locator("h2").inner_text() == label
    assert opened.locator("tbody tr").count() >= 1
    # The next key is in what opened, and after it where it was
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "close"
    page.go_back()
    assert not opened.count()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == label
    page.go_forward()
    opened.locator(".close").click()
    assert not opened.count()


def test_filters_make_the_others_faint_and_the_browser_goes_back(visit: Visit) -> None:
    page = visit.page
    chip = page.locator(".chip[data-filter=level]").first
    chosen = chip.get_attribute("data-value")
    number = int(chip.locator(".count").inner_text())
    before = page.locator("[data-of].quiet").count()
    assert before == 0 and page.locator("tr[data-filters]").count() > number - 1
    chip.click()
    shown = page.locator("tr[data-filters]:not([hidden])")
    for values in shown.evaluate_all("rows => rows.map(row => row.dataset.filters)"):
        assert chosen in json.loads(values)["level"]
    keys = set(shown.evaluate_all("rows => rows.map(row => row.dataset.row)"))
    assert len(keys) == number, "a pledge counts once, in however many rows it is"
    assert page.locator("#found").text_content().startswith(f"{number} of ")
    # Of each mark that stays a pledge is shown, and of the others none
    for name, is_quiet in page.evaluate(MARKS):
        owner = page.locator(f"[id='{name}']")
        row = owner.and_(page.locator("tr"))
        own = row if row.count() else owner.locator("tr[data-filters]")
        hidden = own.evaluate_all("rows => rows.map(row => row.hidden)")
        assert all(hidden) == is_quiet, name
    page.go_back()
    assert page.locator("[data-of].quiet, tr[hidden]").count() == 0
    page.locator("#search").fill("nothing has this")
    assert page.locator("tr[data-row]:not([hidden])").count() == 0
    page.locator("#no-filter").click()
    assert page.locator("tr[hidden]").count() == 0


def test_a_pledge_shows_its_facts(visit: Visit, request: pytest.FixtureRequest) -> None:
    page = visit.page
    page.set_viewport_size({"width": 1280, "height": 720})
    link = page.locator("tr[data-filters] a[href^='#']").first
    name = link.inner_text()
    if request.node.callspec.params["visit"] == "promises":
        # The text on a card is a part of it
        page.locator("figure svg text", has_text=f"{name} · policy").first.click()
    else:
        link.click()
    panel = page.locator("#chosen")
    assert panel.locator("h2").text_content().startswith(name)
    said = panel.text_content()
    for word in ("contribution", "recorded support", "role", "Source"):
        assert f"{word}:" in said
    assert panel.locator("a[href^='https://']").first.get_attribute("rel") == "noreferrer noopener"
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    page.go_back()
    assert panel.is_visible()
    page.go_back()


def test_axe_finds_nothing_that_keeps_people_out(visit: Visit) -> None:
    from axe_playwright_python.sync_playwright import Axe

    visit.page.set_viewport_size({"width": 1280, "height": 720})
    visit.page.locator("tr[data-filters] a[href^='#']").first.click()
    found = Axe().run(visit.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
