"""A register with a script in every field: in a real browser none runs, in a page or an SVG."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.workspace.mark_sizes import Form
from pledgegraph.workspace.sheets import WRITERS, sheet_of
from pledgegraph.workspace.workspace import Workspace

ATTACK = (
    "\"'><script>alert(1)</script><img src=https://example.org/x onerror=alert(2)>"
    "<svg/onload=alert(3)>]]>--><a href=javascript:alert(4)>{{7*7}}"
)
CODED = set(
    "local_id forum role country_of_implementation stage_date submitting_entity is_aggregate"
    " needs_support stage standing support_extent pledge_id".split()
)
"""Fields in which nothing but a known word is loaded; the submitter is that of a host country."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    from ...conftest import write_small  # noqa: TID252 (tests are no package that could be named)

    workspace = write_small(tmp_path_factory.mktemp("attacked"))
    register = workspace.folder / "sources" / "register.csv"
    with register.open(encoding="utf-8", newline="") as file:
        header, first, second = csv.reader(file)
    rows = [header]
    for row in (first, second):
        pairs = zip(header, row, strict=True)
        rows.append([cell if name in CODED else ATTACK for name, cell in pairs])
    # A source that is a link only for who trusts it, and a partner with a name of that kind
    rows[1][header.index("source_url")] = "javascript:alert(5)"
    rows[2][header.index("submitting_entity")] = f"Bank {ATTACK}"
    with register.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    workspace.build()
    return workspace


def test_nothing_runs_in_a_page_or_a_drawing(
    attacked: Workspace, visit: Callable[..., Any], tmp_path: Path
) -> None:
    visited = visit(attacked.draw_scope({"country": ["TCD"]}))
    page = visited.page
    assert page.locator("#list tbody tr").count() >= 4
    text = page.locator("#list").text_content()
    assert text.count(ATTACK) >= 4, "it is all there, as text"
    page.locator("#list .show").first.click()
    for opened in page.locator("details.filter summary").all():
        opened.click()
    for link in page.locator("a").all():
        assert link.get_attribute("href").startswith("#thing-")
    assert page.locator("img, iframe, object").count() == 0
    assert visited.wrong == []
    sheet = sheet_of(attacked, "", {"country": ["TCD"]}, "en", Form("promises", "slide", ""))
    for ending in (".html", ".svg"):
        file = tmp_path / f"sheet{ending}"
        WRITERS[ending](sheet, file)
        visited = visit(file.read_text("utf-8"), ending=ending)
        visited.settle()
        assert "alert(1)" in visited.page.locator("svg").first.text_content()
        assert visited.wrong == []
