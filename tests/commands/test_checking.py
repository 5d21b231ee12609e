"""What `check` shows on a terminal and writes into files."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from pledgegraph.commands import checking
from pledgegraph.errors import Problem, Where
from pledgegraph.problem_codes import CODES
from pledgegraph.workspace.sarif_log import sarif_text
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

from .running import Run

HEADER = ["pledge", "supporter", "contribution", "extent", "status", "date", "Desk: Awa Diallo"]
NAMESPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture
def faulty(unbuilt: Workspace) -> Workspace:
    """The small register with a place that is not known, and support in a workbook whose table
    begins at B3 and has two faults.
    """
    register = unbuilt.folder / "sources" / "register.csv"
    register.write_text(register.read_text("utf-8").replace(",Chad,", ",Atlantis,", 1), "utf-8")
    with xlsxwriter.Workbook(unbuilt.folder / "sources" / "support.xlsx") as book:
        sheet = book.add_worksheet("The desk's list")
        sheet.write_string(0, 0, "Support")
        for row, cells in enumerate(
            [
                HEADER,
                ["A1", "World Bank", "financial", "most", "agreed", "2025-01", "Awa Diallo"],
                ["A2", "World Bank", "financial", "part", "agreed", "2025-13", "Awa Diallo"],
            ],
            2,
        ):
            sheet.write_row(row, 1, cells)
    with (unbuilt.folder / FILE).open("a", encoding="utf-8") as settings:
        settings.write(
            '[[sources]]\nname = "support"\nfile = "sources/support.xlsx"\nlayout = "support"\n'
        )
    return unbuilt


def test_a_terminal_shows_the_first_of_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    def problem(code: str, line: int, severity: Any = "finding") -> Problem:
        return Problem(code, severity, Where("a.csv", line=line), f"found {line}", "Do this.")

    listed = [problem("N001", line) for line in range(5)]
    listed += [problem("V003", 7), problem("V003", 8, "error"), problem("P001", 9)]
    checking.print_groups(listed)
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        f"V003: 2 × {CODES['V003']}, stops a build",
        "  a.csv:8: found 8. Do this.",
        "  a.csv:7: found 7. Do this.",
        f"N001: 5 × {CODES['N001']}",
        "  a.csv: found 0. Do this.",
        "  a.csv:1: found 1. Do this.",
        "  a.csv:2: found 2. Do this.",
        "  … 2 more",
        f"P001: {CODES['P001']}",
        "  a.csv:9: found 9. Do this.",
    ]
    assert "check -o problems.xlsx" in shown.err


def comments_of(path: Path) -> dict[str, str]:
    """The comments of a workbook by the cell that each is at."""
    found = {}
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if re.fullmatch(r"xl/comments\d+\.xml", name):
                for each in ElementTree.fromstring(packed.read(name)).iter(
                    f"{{{NAMESPACE['x']}}}comment"
                ):
                    text = "".join(part.text or "" for part in each.iter() if part.tag[-2:] == "}t")
                    found[f"{name[-5]}!{each.attrib['ref']}"] = text
    return found


def test_problems_are_marked_in_a_copy_of_the_sheets(
    run: Run, faulty: Workspace, tmp_path: Path
) -> None:
    out = tmp_path / "problems.xlsx"
    done = run("-C", faulty.folder, "check", "-o", out)
    assert done.status == 1 and done.out == ""
    comments = comments_of(out)
    # country_of_implementation is the eighth column of the register; the workbook keeps its cells
    assert sorted(comments) == ["1!H2", "2!E4", "2!G5", "2!H3"]
    assert comments["1!H2"].startswith("N00") and "Atlantis" in comments["1!H2"]
    assert comments["2!E4"].startswith("V002") and "'most'" in comments["2!E4"]
    assert comments["2!G5"].startswith("V003") and "2025-13" in comments["2!G5"]
    assert "column H, whose name is not shown" in comments["2!H3"]
    with zipfile.ZipFile(out) as packed:
        texts = "".join(packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())
    assert "Diallo" not in texts and "World Bank" in texts and "The desk's list" in texts
    assert "<f>" not in texts


def test_files_are_in_the_language_of_the_command(
    run: Run, faulty: Workspace, tmp_path: Path
) -> None:
    out = tmp_path / "problems.json"
    run("-C", faulty.folder, "check", "-o", out, "--lang", "fr")
    rows = json.loads(out.read_text("utf-8"))
    (place,) = [row for row in rows if "Atlantis" in row["found"]]
    assert place["found"] == "le lieu 'Atlantis' n'est pas connu ; il est gardé comme texte"
    assert place["hint"].startswith("Écrivez le nom du pays")


def test_the_headings_of_the_workbook_are_in_its_language(
    faulty: Workspace, tmp_path: Path
) -> None:
    out = tmp_path / "problems.xlsx"
    faulty.write_marked(out, faulty.check().problems, "fr")
    book = CalamineWorkbook.from_path(str(out))
    header, *rows = book.get_sheet_by_name("Problèmes").to_python()
    assert header[:3] == ["code", "nature", "empêche la construction"]
    assert {row[2] for row in rows} == {"oui", "non"}
    assert "une date est illisible" in {row[1] for row in rows}


def test_the_same_problems_give_the_same_workbook(faulty: Workspace, tmp_path: Path) -> None:
    problems = faulty.check().problems
    for name in ("a.xlsx", "b.xlsx"):
        faulty.write_marked(tmp_path / name, problems)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


ALLOWED = {
    "": {"$schema", "version", "runs"},
    "runs": {"tool", "columnKind", "originalUriBaseIds", "results"},
    "tool": {"driver"},
    "driver": {"name", "version", "rules"},
    "rules": {"id", "shortDescription"},
    "results": {"ruleId", "ruleIndex", "level", "message", "locations"},
    "message": {"text"},
    "shortDescription": {"text"},
    "description": {"text"},
    "originalUriBaseIds": {"WORKSPACE"},
    "WORKSPACE": {"description"},
    "locations": {"physicalLocation", "logicalLocations"},
    "physicalLocation": {"artifactLocation", "region"},
    "artifactLocation": {"uri", "uriBaseId"},
    "region": {"startLine"},
    "logicalLocations": {"name", "fullyQualifiedName"},
}
"""Keys of each object of the log, all of them known to the schema of SARIF 2.1.0."""


def check_keys(value: object, name: str = "") -> None:
    if isinstance(value, dict):
        assert value.keys() <= ALLOWED[name], name
        for key, inner in value.items():
            check_keys(inner, key)
    elif isinstance(value, list):
        for inner in value:
            check_keys(inner, name)


def test_sarif_leads_to_lines_and_cells(run: Run, faulty: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "log.sarif"
    assert run("-C", faulty.folder, "check", "-o", out).status == 1
    log = json.loads(out.read_text("utf-8"))
    check_keys(log)
    (made,) = log["runs"]
    assert log["version"] == "2.1.0" and made["tool"]["driver"]["name"] == "pledgegraph"
    rules = [rule["id"] for rule in made["tool"]["driver"]["rules"]]
    results = {result["ruleId"]: result for result in made["results"]}
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in made["results"])
    place = results["V002"]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "sources/support.xlsx"
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == (
        "sources/support.xlsx!The desk's list!E4"
    )
    assert results["V002"]["level"] == "error"
    unknown = next(one for one in made["results"] if "Atlantis" in one["message"]["text"])
    assert unknown["level"] == "warning"
    assert unknown["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "sources/register.csv", "uriBaseId": "WORKSPACE"},
        "region": {"startLine": 2},
    }


def test_sarif_of_nothing_and_of_odd_names() -> None:
    (made,) = json.loads(sarif_text([], "1"))["runs"]
    assert made["results"] == made["tool"]["driver"]["rules"] == []
    problem = Problem("F001", "error", Where("a b#c.csv"), "gone", "Find it.")
    (made,) = json.loads(sarif_text([problem], "1"))["runs"]
    location = made["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "a%20b%23c.csv"


def test_a_workbook_or_a_table_needs_the_right_place(run: Run, faulty: Workspace) -> None:
    at = ("-C", faulty.folder, "check")
    assert "A workbook needs a file" in run(*at, "--format", "xlsx").err
    refused = run(*at, "-o", "x.docx")
    assert refused.status == 2 and ".sarif" in refused.err
    assert run(*at, "-o", faulty.folder / "sources" / "x.csv").status == 2
