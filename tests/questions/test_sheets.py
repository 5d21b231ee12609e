"""An answer as the sheets of a workbook: what leads to sources, and what a pivot table counts."""

import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from pledgegraph.queries import workbook
from pledgegraph.queries.answers import Answer
from pledgegraph.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def answer(sample: Workspace) -> Answer:
    return sample.ask("unsupported", country=["ETH"], as_of="2026-11-23")


def sheets(answer: Answer, folder: Path) -> dict[str, list[list[Any]]]:
    path = folder / "answer.xlsx"
    answer.to_xlsx(path)
    book = load_workbook(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def links(folder: Path) -> list[str]:
    with zipfile.ZipFile(folder / "answer.xlsx") as book:
        name = "xl/worksheets/_rels/sheet2.xml.rels"
        if name not in book.namelist():
            return []
        return re.findall(r'Target="(.*?)"', book.read(name).decode())


def test_each_related_actor_country_and_area_has_a_row(answer: Answer, tmp_path: Path) -> None:
    found = sheets(answer, tmp_path)
    assert list(found) == ["About", "Answer", "Country", "Areas", "Related actors"]
    header, *rows = found["Related actors"]
    assert header == ["Pledge", "Title", "Related actors"]
    by_pledge = {row["pledge"]: row["related_actors"] for row in answer.rows}
    assert [row[2] for row in rows if row[0] == "GRF-00515"] == [
        "Government of Denmark",
        "Global Partnership for Education",
        "Government of the Netherlands",
        "Government of the United Kingdom",
    ]
    counted = Counter(str(row[0]) for row in rows)
    for pledge, names in by_pledge.items():
        assert isinstance(names, list)
        assert counted[str(pledge)] == max(1, len(names)), pledge
    assert {row[2] for row in found["Country"][1:]} == {"ETH"}
    assert len(found["Country"]) == len(found["Answer"]) == 11


def test_a_link_leads_to_the_source_and_a_long_one_stays_a_text(
    answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sheets(answer, tmp_path)
    place = found["Answer"][0].index("Source of the pledge")
    assert links(tmp_path) == [row[place].split("; ")[0] for row in found["Answer"][1:]]
    (first, *_) = answer.rows
    given = [
        [f"https://example.org/{'x' * 2_060}"],
        ["https://example.org/a (page 2)", "https://example.org/b"],
        ["javascript:alert(1)", "file:///etc/passwd"],
        ["https://example.org/c"],
    ]
    odd = replace(answer, rows=[{**first, "links": each} for each in given])
    for most, expected in (
        (65_530, ["https://example.org/a", "https://example.org/c"]),
        (1, ["https://example.org/a"]),
    ):
        monkeypatch.setattr(workbook, "SHEET_LINKS", most)
        rows = sheets(odd, tmp_path)["Answer"][1:]
        assert [row[place] for row in rows] == ["; ".join(each) for each in given]
        assert links(tmp_path) == expected


def test_no_column_that_only_sorts_and_a_total_is_marked(sample: Workspace, tmp_path: Path) -> None:
    ties = sample.ask("partnerships")
    header = sheets(ties, tmp_path)["Answer"][0]
    assert "Order of the forum" not in header and "Source of the pledge" in header
    assert (
        "Order of the forum"
        in sheets(ties.choosing(["pledge", "forum_place"]), tmp_path)["Answer"][0]
    )
    header, *rows = sheets(sample.ask("progress"), tmp_path)["Answer"]
    marked, pledges = header.index("Counts all"), header.index("Pledges")
    assert [row[0] for row in rows if row[marked] == "yes"] == ["all pledges"]
    parts = [row[pledges] for row in rows if row[marked] == "no"]
    assert sum(parts) == rows[-1][pledges] == 98


def test_a_sheet_is_printed_to_be_read(answer: Answer, tmp_path: Path) -> None:
    """Forty columns on one page wide cannot be read, and identifiers are for programs."""
    header = sheets(answer, tmp_path)["Answer"][0]
    with zipfile.ZipFile(tmp_path / "answer.xlsx") as book:
        areas = re.findall(
            r"Print_Area\" localSheetId=\"1\">Answer!\$A\$1:\$([A-Z]+)\$(\d+)<",
            book.read("xl/workbook.xml").decode(),
        )
        answer_sheet = book.read("xl/worksheets/sheet2.xml").decode()
        cover = book.read("xl/worksheets/sheet1.xml").decode()
    last = header.index("Source of the pledge")
    assert header[last + 1] == "Identifier"
    assert areas == [(workbook_column(last), str(len(answer.rows) + 1))]
    wide = re.search(r'fitToWidth="(\d+)" fitToHeight="0"', answer_sheet)
    assert wide and int(wide[1]) > 2
    # A text of several lines has their height, also where a program does not work it out
    heights = re.findall(r'<row r="(\d+)"[^>]* ht="(\d+)"', cover)
    assert heights and all(int(height) > 15 for _, height in heights)


def workbook_column(place: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


@pytest.mark.parametrize(
    ("texts", "widths", "height"),
    [
        (["short", None, 5], [10, 10, 10], 15),
        (["x" * 95, "y"], [100, 10], 30),
        (["x" * 80], [100], 15),
        (["one\ntwo\nthree"], [60], 45),
        # No more lines than fit into the 409 points that Excel allows
        (["x" * 100_000], [60], 405),
    ],
)
def test_the_height_of_a_row(texts: list[Any], widths: list[int], height: int) -> None:
    assert workbook.height_of(texts, widths) == height


def test_how_many_pages_columns_take() -> None:
    assert [workbook.pages_wide([width] * 4) for width in (10, 50, 51, 60)] == [1, 1, 2, 2]
