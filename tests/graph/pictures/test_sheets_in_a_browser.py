"""Pages for a meeting in a real browser: all of the picture at first look, one page in print, the
table first on a phone, and what a click opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pledgegraph.graph.pictures.sheets import html
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
  const { left, top, right, bottom } = document.querySelector('svg').getBoundingClientRect();
  const table = document.querySelector('table').getBoundingClientRect();
  return [left, top, right, bottom, document.documentElement.scrollWidth, table.top];
}"""


@pytest.fixture(scope="module", params=ASKED)
def visit(
    request: pytest.FixtureRequest,
    sample: Workspace,
    browser: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Visit]:
    question, given = ASKED[request.param]
    form = Form("promises" if request.param == "grouped" else request.param)
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
    visit.page.set_viewport_size({"width": 1280, "height": 720})
    links = visit.page.locator("svg a")
    if not links.count():
        # What has a card or a field for each pledge opens nothing
        assert request.node.callspec.params["visit"] in ("promises", "table")
        return
    label = links.first.get_attribute("aria-label")
    links.first.focus()
    visit.page.keyboard.press("Enter")
    opened = visit.page.locator(".opens:target")
    box = opened.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 720
    assert opened.locator("h2").inner_text() == label
    assert opened.locator("tbody tr").count() == 1
    # The next key is in what opened
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "close"
    visit.page.go_back()
    assert not opened.count()
    visit.page.go_forward()
    opened.locator(".close").click()
    assert not opened.count()


def test_axe_finds_nothing_that_keeps_people_out(visit: Visit) -> None:
    from axe_playwright_python.sync_playwright import Axe

    visit.page.set_viewport_size({"width": 1280, "height": 720})
    found = Axe().run(visit.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
