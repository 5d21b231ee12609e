"""What a message calls a column that no layout maps."""

import csv
import json
from pathlib import Path

import pytest
import xlsxwriter

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.files.shown_columns import is_plain
from pledgegraph.loaders.loading import load
from pledgegraph.loaders.matched_columns import NAMES
from pledgegraph.loaders.source_files import SourceFile

PERSON = "Wilhelmina Zuckerbrot"
HEADERS = (PERSON, f"Contact: {PERSON}", "zuckerbrot_w", f"{PERSON} w.z@desk.example")
MAPPED = {
    "pledge": "GRF-00001",
    "supporter": "UNHCR",
    "contribution": "financial",
    "extent": "part",
}


def written(path: Path, headers: tuple[str, ...]) -> SourceFile:
    row = MAPPED | dict.fromkeys(headers, "x")
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([list(row), list(row.values())])
    elif path.suffix == ".json":
        nested = MAPPED | {header: {"a": 1} for header in headers}
        path.write_text(json.dumps([nested]), "utf-8")
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Support")
            sheet.write_row(0, 0, list(row))
            sheet.write_row(1, 0, list(row.values()))
    return SourceFile("x", path, path.name, "support")


def shown_of(source: SourceFile) -> list[str]:
    problems = load([source]).problems
    rows = [str(problem.as_row()) for problem in problems]
    assert "uckerbrot" not in "".join(rows)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("form", ["x.csv", "x.xlsx", "x.json"])
def test_a_person_in_a_header_is_in_no_message(form: str, tmp_path: Path) -> None:
    shown = shown_of(written(tmp_path / form, HEADERS))
    assert "uckerbrot" not in "\n".join(shown)
    # Four columns behind the four that are mapped
    first = "column E" if form == "x.xlsx" else "column 5"
    hint = f'add ignore = ["{first}"] to the source'
    assert sum("C003" in line for line in shown) == 4
    assert sum(hint in line for line in shown) == 1


def test_a_column_without_a_name_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    header = ",".join(["pledge", "", "supporter", "contribution", "extent", PERSON])
    path.write_text(f"{header}\nGRF-00001,,UNHCR,financial,part,x\n", "utf-8")
    source = SourceFile("x", path, path.name, "support")
    assert any("column 6, whose name is not shown" in line for line in shown_of(source))
    ignoring = SourceFile("x", path, path.name, "support", ignore=("column 6",))
    assert not any("C003" in line for line in shown_of(ignoring))


def test_a_person_twice_in_the_header_is_told_by_position(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"pledge,{PERSON},supporter,{PERSON}\n1,,UNHCR,\n", "utf-8")
    with pytest.raises(SourceProblems) as stopped:
        raise SourceProblems(load([SourceFile("x", path, path.name, "support")]).problems)
    assert "the columns 2, 4 have one name" in str(stopped.value)
    assert "uckerbrot" not in str(stopped.value)


def test_names_that_columns_have_are_plain() -> None:
    for layout in layouts().values():
        assert [name for name in layout.columns.values() if not is_plain(name)] == []
    with NAMES.open(encoding="utf-8", newline="") as file:
        names = [name for row in csv.DictReader(file) for name in row["names"].split("|")]
    assert [name for name in names if not is_plain(name)] == []
    assert is_plain("Desk officer") and is_plain("Date [2]") and is_plain("PledgeStage")
    assert not is_plain("Contact: Awa Diallo") and not is_plain("diallo")


def test_a_header_again_is_one_problem_though_an_address_was_taken_out(tmp_path: Path) -> None:
    """What was taken out of the first header is still in the one below."""
    path = tmp_path / "x.csv"
    header = "pledge,supporter,contribution,extent,Contact w.z@desk.example"
    path.write_text(f"{header}\nGRF-1,UNHCR,financial,part,\n{header}\n", "utf-8")
    shown = shown_of(SourceFile("x", path, path.name, "support"))
    assert [line for line in shown if ":3" in line] == [
        "R002 x.csv:3: the row is the header again. Remove the row."
    ]


def test_a_header_again_with_another_name_in_it_is_one_problem(tmp_path: Path) -> None:
    """A year's block that was put below another one: its amounts have a unit."""
    path = tmp_path / "x.csv"
    header = "pledge,supporter,contribution,amount,extent"
    again = header.replace("amount", "amount (USD)")
    rows = f"{header}\nGRF-1,UNHCR,financial,5,part\n{again}\nGRF-2,UNHCR,financial,5,part\n"
    path.write_text(rows, "utf-8")
    shown = shown_of(SourceFile("x", path, path.name, "support"))
    assert [line[:4] for line in shown if "csv:3" in line] == ["R002"]
