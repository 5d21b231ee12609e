"""Pictures on the site: those that `draw` makes, each with its rows beside it."""

import re

import pytest

from pledgegraph.graph.pictures.sheets import svg
from pledgegraph.workspace.mark_sizes import Form
from pledgegraph.workspace.sheets import sheet_of

from .conftest import Published

FOLDERS = {"en": "", "fr": "fr/"}


@pytest.mark.parametrize(
    ("identifier", "layout", "lang"),
    [
        ("country/ETH", "promises", "en"),
        ("country/TCD", "promises", "fr"),
        ("situation/sudan", "thin", "en"),
        ("situation/somali-refugees", "thin", "fr"),
        ("platform/igad", "table", "en"),
    ],
)
def test_a_picture_is_the_one_that_draw_makes(
    identifier: str, layout: str, lang: str, published: Published
) -> None:
    given = {identifier.partition("/")[0]: [identifier]}
    sheet = sheet_of(published.workspace, "", given, lang, Form(layout))
    folder = FOLDERS[lang] + identifier
    assert published.text(f"{folder}/picture.svg") == svg(sheet)


def test_a_page_shows_its_picture_and_each_of_its_rows(published: Published) -> None:
    """Four host-country pledges of Chad, none of them with support recorded (docs/pictures.md)."""
    page = published.text("country/TCD/index.html")
    found = "Chad: support recorded for 0 of 4 host-country pledges"
    assert f"<h2>{found}</h2>" in page
    assert f'<img src="picture.svg" alt="{found}. ' in page
    # It is computed, and says so
    section = page.partition(f"<h2>{found}</h2>")[2].partition("</section>")[0]
    assert "Computed from the public records; stated by no source" in section
    rows = section.partition("<tbody>")[2].count("<tr>")
    assert rows == 4
    for number in re.findall("GRF-[0-9]{5}", section):
        assert number in published.text("country/TCD/picture.svg")


def test_where_there_is_nothing_to_draw_there_is_no_picture(published: Published) -> None:
    """Denmark supports others: no host-country pledge is for it."""
    assert not (published.folder / "country/DNK/picture.svg").exists()
    assert "<img" not in published.text("country/DNK/index.html")


def test_each_picture_is_shown_in_both_languages(published: Published) -> None:
    names = [name for name in published.files() if name.endswith("/picture.svg")]
    english = {name for name in names if not name.startswith("fr/")}
    assert {f"fr/{name}" for name in english} == set(names) - english
    for name in names:
        assert '<img src="picture.svg"' in published.text(name.replace("picture.svg", "index.html"))
