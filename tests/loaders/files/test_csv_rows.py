"""Rows of a text beside what the csv module reads, and addresses in sheets of any length."""

import csv
from io import StringIO

import pytest

from pledgegraph.loaders.files import addresses
from pledgegraph.loaders.files.csv_rows import rows_of
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.files.sheets import Sheet

LINES = ["a,b,c", '1,"two', 'lines",3', "", " , ,", '"x ""y""",plain,"1,2"', "4,5,6"]
TEXT = "\n".join(LINES)


def test_lines_with_and_without_quotes_are_as_the_csv_module_reads_them() -> None:
    expected = [row for row in csv.reader(StringIO(TEXT)) if any(map(str.strip, row))]
    found = rows_of(TEXT, "sheet.csv", ",")
    assert [row.cells for row in found] == expected
    assert [row.line for row in found] == [1, 2, 6, 7]
    assert [row.number for row in found] == [0, 1, 4, 5]


@pytest.mark.parametrize("few", [0, 200])
@pytest.mark.parametrize("others", [3, 500])
def test_an_address_is_doubtful_however_many_cells_there_are(
    few: int, others: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "FEW", few)
    cells = [*map(str, range(others)), "write to a.b@example.org"]
    layout = layouts()["pledgegraph"]
    columns = [layout.columns["title"], layout.columns["description"]]
    lines = list(range(2, len(cells) + 2))
    sheet = Sheet("sheet.csv", "", columns, [cells, cells], lines, 1, "utf-8")
    cleaned, problems = addresses.without_personal_data(sheet, layout, FIELDS["pledges"])
    assert [column[-1] for column in cleaned.columns] == ["write to", "write to"]
    assert [(problem.code, problem.where.line) for problem in problems] == [
        ("P001", others + 2)
    ] * 2
