"""LibreOffice opens the workbook of every question and page: all rows, filters and links are there,
and it prints on A4, broad.
"""

import csv
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.queries.answers import Answer
from pledgegraph.queries.catalogue import questions
from pledgegraph.workspace.workspace import Workspace

from .programs import office

GIVEN: dict[str, dict[str, Any]] = {
    "joint-candidates": {"country": ["ETH"], "area": ["Education"]},
    "new-actors": {"country": ["ETH"], "area": ["Education"]},
}
# Every sheet as a file of its own, commas between cells, UTF-8
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
PAGES = ("Ethiopia", "GRF-00515")


@pytest.mark.parametrize("name", [*questions(), *PAGES])
def test_a_workbook_opens_with_all_that_is_in_it(
    sample: Workspace, tmp_path: Path, name: str
) -> None:
    answer: Answer = sample.show(name) if name in PAGES else sample.ask(name, **GIVEN.get(name, {}))
    path = tmp_path / "answer.xlsx"
    answer.to_xlsx(path)
    office(path, CSV, tmp_path)
    with (tmp_path / "answer-Answer.csv").open(encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert len(rows) == len(answer.rows)
    assert [row[0] for row in rows] == [
        answer.in_words(row, answer.names()[:1])[0].replace(",", "") for row in answer.rows
    ]
    assert len(header) == len(set(header))
    office(path, "pdf", tmp_path)
    sizes = set(
        re.findall(rb"/MediaBox ?\[ ?0 0 (\d+)[\d.]* (\d+)", (tmp_path / "answer.pdf").read_bytes())
    )
    assert sizes == {(b"841", b"595")}
    office(path, "ods", tmp_path)
    with zipfile.ZipFile(tmp_path / "answer.ods") as book:
        content = book.read("content.xml").decode()
    # As many as in the file that was opened: nothing was repaired away
    with zipfile.ZipFile(path) as book:
        sheets = [each for each in book.namelist() if each.startswith("xl/worksheets/sheet")]
        links = sum(book.read(each).count(b"<hyperlink ") for each in sheets)
        filters = sum(book.read(each).count(b"<autoFilter ") for each in sheets)
    assert content.count("<table:database-range ") >= filters == len(sheets) - 1
    assert content.count("<text:a ") == links
