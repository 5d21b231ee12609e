"""A folder as a source, and sheets with columns in other orders: each row keeps its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

HEADER = ["Pledge ID", "Submitting entity", "Country - Submitting Entity", "Pledge name"]


def book(path: Path, sheets: dict[str, list[list[str]]]) -> None:
    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four files of the dashboard's layout, each with its columns in another order, and others."""
    made = tmp_path / "extracts"
    made.mkdir()
    plain = [",".join(HEADER), 'GRF-00001,UNHCR,,"Two\nlines"', "GRF-00002,UNHCR,,b"]
    (made / "a.csv").write_text("\n".join(plain), "utf-8")
    turned = [
        "PLEDGE NAME;Contact;Pledge_ID;Submitting entity;Country - Submitting Entity;Amount",
        '"c\nd";Jeanne Martin;GRF-00003;Kenyya;;"1\n1"',
        "",
        "e;Paul Durand;GRF-00004;UNHCR;;5",
    ]
    (made / "b.csv").write_text("\n".join(turned), "utf-8")
    order = [HEADER[3], HEADER[0], HEADER[2], HEADER[1]]
    book(made / "c.xlsx", {"Data": [[], order, ["f", "GRF-00005", "", "UNHCR"]]})
    record = dict(zip(HEADER, ["GRF-00006", "UNHCR", "", "g"], strict=True))
    (made / "d.json").write_text(json.dumps([record | {"Contact": "Jeanne Martin"}]))
    (made / "notes.pdf").write_bytes(b"%PDF")
    (made / ".hidden.csv").write_text("x")
    (made / "~$c.xlsx").write_text("x")
    return made


def loaded(path: Path) -> Loading:
    return load([SourceFile("x", path, "sources/extracts", "dashboard")])


def test_all_files_are_one_source(folder: Path) -> None:
    loading = loaded(folder)
    assert loading.blocking() == []
    names = loading.stated["Pledge"].select(["official_identifier", "title", "amount"])
    assert [tuple(row.values()) for row in names.to_pylist()] == [
        ("GRF-00001", "Two\nlines", None),
        ("GRF-00002", "b", None),
        ("GRF-00003", "c\nd", None),
        ("GRF-00004", "e", 5),
        ("GRF-00005", "f", None),
        ("GRF-00006", "g", None),
    ]
    account = loading.accounts[0]
    assert (account.rows, account.loaded, account.not_loaded) == (6, {"Pledge": 6}, 0)
    records = loading.stated["SourceRecord"].to_pylist()
    assert {(row["sheet"], row["line"]) for row in records} == {
        ("a.csv", 2),
        ("a.csv", 4),
        ("b.csv", 2),
        ("b.csv", 6),
        ("c.xlsx!Data", 3),
        ("d.json", 1),
    }


def test_findings_are_at_their_file_and_cell(folder: Path) -> None:
    problems = [str(problem) for problem in loaded(folder).problems]
    shown = "\n".join(problems)
    for place in (
        'C003 sources/extracts/b.csv:1, column "Contact": column "Contact" is not mapped',
        'C003 sources/extracts/d.json, column "Contact": column "Contact" is not mapped',
        "F016 sources/extracts: not read, as they are not tables: notes.pdf.",
        # two line ends in the cells before it, in the order of its own file
        "V004 sources/extracts!b.csv:3, column \"Amount\": '1\\n1' is not a whole number",
        "R002 sources/extracts/b.csv:5: the row is blank.",
    ):
        assert place in shown or place.replace("\\n", "\n") in shown, (place, shown)
    assert "Martin" not in shown and "Durand" not in shown


def test_what_is_wrong_in_each_file_is_said(folder: Path) -> None:
    (folder / "b.csv").write_text("a,b\n1,2\n")
    (folder / "d.json").write_text("[{")
    problems = [str(problem)[:40] for problem in loaded(folder).blocking()]
    assert [problem.partition(":")[0] for problem in problems] == [
        "C001 sources/extracts/b.csv",
        "F017 sources/extracts/d.json",
    ]
    for path in folder.iterdir():
        path.unlink()
    (problem,) = loaded(folder).blocking()
    assert str(problem).startswith("F003 sources/extracts: the folder has no file to read.")


def test_a_folder_in_a_workspace(small: Workspace, folder: Path) -> None:
    folder.rename(small.folder / "sources" / "extracts")
    entry = '\n[[sources]]\nname = "x"\nfile = "sources/extracts"\nlayout = "dashboard"\n'
    with (small.folder / FILE).open("a", encoding="utf-8") as file:
        file.write(entry)
    small.build()
    places = {}
    for number in ("GRF-00003", "GRF-00005", "GRF-00006"):
        _, explained = small.explain(number)
        places[number] = {entry.property: str(entry.where) for entry in explained}["title"]
    assert places == {
        "GRF-00003": 'sources/extracts!b.csv:2, column "Pledge name"',
        "GRF-00005": "sources/extracts!c.xlsx!Data!A3",
        "GRF-00006": 'sources/extracts!d.json!record 1, "Pledge name"',
    }
    assert not small.is_stale()
    (small.folder / "sources" / "extracts" / "e.csv").write_text(",".join(HEADER) + "\n")
    assert small.is_stale()


def test_sheets_by_a_pattern_with_columns_in_other_orders(tmp_path: Path) -> None:
    path = tmp_path / "years.xlsx"
    first = [HEADER, ["GRF-00001", "UNHCR", "", "a"]]
    turned = [[name.upper() for name in reversed(HEADER)], ["b", "", "UNHCR", "XXX"]]
    book(path, {"y2024": first, "y2025": turned})
    source = SourceFile("x", path, "years.xlsx", "dashboard", sheet="y*")
    loading = load([source])
    problems = [str(problem) for problem in loading.problems if problem.code == "V006"]
    assert problems[0].startswith("V006 years.xlsx!y2025!D2: 'XXX' is not an official identifier.")
    assert loading.stated["Pledge"]["title"].to_pylist() == ["a", "b"]
