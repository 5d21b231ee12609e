"""Templates as workbooks: drop-downs, texts, and errors at the cells of what is filled in."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layouts import KINDS
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.workbook_files import OWN_SHEETS
from pledgegraph.loaders.recognising import kind_of
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.workspace import starting, template_columns
from pledgegraph.workspace.template_columns import template_columns as columns_of
from pledgegraph.workspace.template_workbooks import LONGEST_MESSAGE, write_template
from pledgegraph.workspace.templates import template_of
from pledgegraph.workspace.workspace import Workspace


def filled(path: Path, *rows: dict[str, str]) -> None:
    """Fill in a template as somebody at a desk would: cells below the header, nothing else."""
    sheet = read_sheets(path, path.name, wanted=path.stem)[0]
    letters = dict(zip(sheet.header, sheet.letters, strict=True))
    xml = ""
    for line, row in enumerate(rows, 2):
        cells = "".join(
            f'<c r="{letters[name]}{line}" t="inlineStr"><is><t>{row[name]}</t></is></c>'
            for name in letters
            if name in row
        )
        xml += f'<row r="{line}">{cells}</row>'
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", xml.encode() + b"</sheetData>")
    with zipfile.ZipFile(path, "w") as book:
        for part, data in parts.items():
            book.writestr(part, data)


def test_what_is_filled_in_comes_back_with_errors_at_its_cells(small: Workspace) -> None:
    starting.init(small.folder, [], "support")
    path = small.folder / "sources" / "support.xlsx"
    good = {"pledge": "A1", "supporter": "Government of Japan", "contribution": "Financial"}
    filled(
        path,
        good | {"extent": "full", "amount": "250000", "currency": "USD", "date": "2025-02"},
        good | {"pledge": "A2", "extent": "whole", "amount": "much"},
    )
    problems = [str(problem) for problem in small.check().problems]
    shown = [line for line in problems if "support.xlsx" in line]
    assert [line.partition(":")[0] for line in shown] == [
        "V004 sources/support.xlsx!support!E3",
        "V002 sources/support.xlsx!support!G3",
    ]


def test_a_filled_template_is_loaded(small: Workspace) -> None:
    starting.init(small.folder, [], "support")
    path = small.folder / "sources" / "support.xlsx"
    row = {"pledge": "A1", "supporter": "Government of Japan", "contribution": "Financial"}
    filled(path, row | {"extent": "full", "date": "2025-02"})
    manifest = small.build()
    assert [finding for finding in manifest["findings"] if "support" in finding["file"]] == []
    (match,) = small.tables["Match"].to_pylist()
    assert (match["extent"], match["matched_on"]) == ("full", "2025-02")


def made(folder: Path, kind: str) -> dict[str, str]:
    layout, ending = template_of(kind)
    path = folder / f"{kind}{ending}"
    write_template(path, kind, columns_of(layout))
    assert kind_of(path, path.name).name == layout.name
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_columns_explained(kind: str, tmp_path: Path) -> None:
    layout, _ = template_of(kind)
    made(tmp_path, kind)
    path = tmp_path / f"{kind}.xlsx"
    (sheet,) = read_sheets(path, path.name, wanted=kind)
    assert sheet.header == list(dict.fromkeys(layout.columns.values()))
    (explained,) = read_sheets(path, path.name, wanted=OWN_SHEETS[0])
    assert explained.column("column") == sheet.header
    meanings = explained.column("what its cells say")
    assert all(meanings)
    # Excel shows no more of it beside the cell
    assert max(map(len, meanings)) <= LONGEST_MESSAGE
    # a steward knows spreadsheets, not the graph
    for word in ("NULL", "property", "No link", "On a theme", "behind its own"):
        assert not [meaning for meaning in meanings if word in meaning]


def test_columns_are_explained_in_plain_words() -> None:
    meanings = {}
    for kind in ("pledges", "population", "situations"):
        layout, _ = template_of(kind)
        meanings[kind] = {column.name: column.meaning for column in columns_of(layout)}
    assert meanings["pledges"]["role"] == (
        "The role of the submitter in the pledge, as stated by the source."
        " Leave it empty if the source does not say."
    )
    assert meanings["pledges"]["matched_with"] == (
        "Who supports the pledge, as the source names them. Write ; between several."
        " A remark on one goes behind it, in brackets."
        " For example: Government of Denmark (financial)."
    )
    assert meanings["population"]["hst"] == (
        "How many there are, as a whole number."
        " People who live where refugees, displaced or returned people are taken in."
    )
    assert meanings["situations"]["label_fr"].startswith("The name in French.")


def test_words_of_a_list_are_a_drop_down(tmp_path: Path) -> None:
    parts = made(tmp_path, "support")
    sheet = parts["xl/worksheets/sheet1.xml"]
    rules = dict(re.findall(r'<dataValidation ([^>]*)sqref="([A-Z]+)2:[A-Z]+5001"', sheet))
    by_column = {letter: rule for rule, letter in rules.items()}
    assert 'type="list"' in by_column["G"] and "errorStyle" not in by_column["G"]
    # several contributions may be written, so that Excel asks and does not refuse
    assert 'type="list" errorStyle="information"' in by_column["D"]
    assert 'type="whole"' in by_column["E"] and 'errorStyle="warning"' in by_column["E"]
    assert 'type="list"' not in by_column["A"]
    words = read_sheets(tmp_path / "support.xlsx", "x", wanted=OWN_SHEETS[1])[0]
    assert (
        list(filter(None, words.column("match extents"))) == vocabulary("match-extents").published()
    )


def test_every_field_that_is_named_is_one() -> None:
    known = {field for fields in FIELDS.values() for field in fields}
    named = {
        *template_columns.OPEN,
        *template_columns.EXAMPLES,
        *template_columns.OWN_WORDS,
    }
    assert named - known == set()


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    layout, _ = template_of("pledges")
    for name in ("a", "b"):
        write_template(tmp_path / name, "pledges", columns_of(layout))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert template_of("population")[0].name == "population"


def test_no_other_file_is_a_template(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="A template cannot be a .pdf file"):
        starting.init(tmp_path / "w", [], "support.pdf")
    assert not (tmp_path / "w").exists()
