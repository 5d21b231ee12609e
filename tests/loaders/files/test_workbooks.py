"""Workbooks: the eight of ``tests/workbooks`` as somebody saved them, and others made here.

What must come out of the eight was worked out by hand, by opening them.
"""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.sheet_marks import column_of, letters_of
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.loading import load
from pledgegraph.loaders.recognising import kind_of
from pledgegraph.loaders.source_files import SourceFile

BOOKS = Path(__file__).resolve().parents[2] / "workbooks"
REGISTER = Path(__file__).resolve().parents[3] / "examples"


def read(name: str, **options: Any) -> Sheet:
    (sheet,) = read_sheets(BOOKS / name, name, check=only_pledges, **options)
    return sheet


def only_pledges(sheet: Sheet) -> list[Problem]:
    """The columns by which a layout would know a register."""
    if {"Pledge ID", "Grant No"}.intersection(sheet.header):
        return []
    return [Problem("F008", "error", Where(sheet.file), "no register", "Try another.")]


def row(sheet: Sheet, number: int) -> dict[str, str]:
    return {name: cells[number] for name, cells in zip(sheet.header, sheet.columns, strict=True)}


def findings(sheet: Sheet) -> list[str]:
    return [f"{problem.code} {problem.where}: {problem.found}" for problem in sheet.findings]


def test_dates_since_1904() -> None:
    sheet = read("dates_1904.xlsx")
    first = row(sheet, 0)
    assert first["Pledge submission date"] == "2023-12-11"
    assert first["Follow-up Submitted"] == "2024-09-30"


def test_headers_over_two_lines_and_a_name_twice() -> None:
    with pytest.raises(SourceProblems) as raised:
        read("duplicate_header_newline.xlsx")
    (problem,) = raised.value.problems
    assert problem.code == "C002" and problem.where.sheet == "Pledges, MAIN DATA"
    assert problem.found == 'the columns D, F have one name, "Date of signature"'
    assert 'ignore = ["Date of signature"]' in problem.hint
    sheet = read("duplicate_header_newline.xlsx", ignored=["Date of signature"])
    assert sheet.header == ["Pledge ID", "Submitting entity", "Cancelled?", "Amount"]
    assert (sheet.lines, sheet.blank, sheet.letters) == ([3], [2], ["A", "B", "C", "E"])
    assert row(sheet, 0)["Submitting entity"] == "Government of\nKenya"
    assert str(sheet.where(0, "Amount")) == "duplicate_header_newline.xlsx!Pledges, MAIN DATA!E3"


def test_errors_and_formulas_without_a_result_are_told() -> None:
    sheet = read("errors_formula_escapes.xlsx")
    assert findings(sheet) == [
        "F015 errors_formula_escapes.xlsx!Pledges!C3: the cell shows the error #N/A",
        "F015 errors_formula_escapes.xlsx!Pledges!B2: the result of the formula is not stored in"
        " the workbook",
        "F015 errors_formula_escapes.xlsx!Pledges!I2: the result of the formula is not stored in"
        " the workbook",
    ]
    first, second = row(sheet, 0), row(sheet, 1)
    assert (first["Pledge name"], first["Flag"], first["Share"]) == (
        "Line one\nline two",
        "TRUE",
        "0.15",
    )
    assert (first["Submitting entity"], first["Amount"]) == ("", "")
    assert second["Pledge submission date"] == "2024-02-29"


def test_a_merged_cell_holds_for_all_its_rows() -> None:
    sheet = read("merged_submitter.xlsx")
    assert sheet.column("Submitting entity") == ["Government of Kenya"] * 3
    assert sheet.column("Pledge ID") == ["GRF-01540", "GRF-01541", "GRF-01542"]


def test_hidden_sheets_are_not_loaded_and_hidden_rows_are() -> None:
    sheet = read("pivot_first_hidden_sheet.xlsx")
    assert (sheet.name, sheet.lines) == ("Pledges", [2, 3, 4])
    expected = 'the sheets are not loaded: "Overview", "old (hidden)", "lists (hidden)"'
    assert findings(sheet)[0] == f"F016 pivot_first_hidden_sheet.xlsx: {expected}"
    assert findings(sheet)[2].endswith("!Pledges:3: hidden rows are loaded like the others: 3")
    assert read("pivot_first_hidden_sheet.xlsx", wanted="old").lines == [2]


def test_titles_above_and_a_blank_column() -> None:
    sheet = read("title_rows_blank_column.xlsx")
    assert (sheet.header_line, sheet.lines, sheet.blank) == (5, [7, 8, 9], [6])
    assert str(sheet.where(0, "Submitting entity")) == "title_rows_blank_column.xlsx!Pledges!C7"
    last = row(sheet, 2)
    assert (last["Pledge ID"], last["Amount"]) == ("001", "")
    assert findings(sheet) == [
        "F015 title_rows_blank_column.xlsx!Pledges!J9: the number 1.23456789012346e+18 has more"
        " digits than a cell keeps"
    ]


def test_sheets_of_one_header_are_one_source() -> None:
    name = "year_sheets_number_habits.xlsx"
    with pytest.raises(SourceProblems, match="F014.*several sheets have these columns"):
        read(name)
    sheet = read(name, wanted="y*")
    assert sheet.column("Grant No") == ["2022/1", "2021/1", "2015/1", "2014/1", "2009/1"]
    assert str(sheet.where(2, "Country")) == f"{name}!y2015!C2"
    assert sheet.without([0, 1]).where(0, "Country") == sheet.where(2, "Country")
    assert read(name, wanted="y2014").column("Grant No") == ["2014/1"]
    with pytest.raises(SourceProblems, match='F014.*there is no sheet "y2013".*y2014'):
        read(name, wanted="y2013")


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters(column: int, letters: str) -> None:
    assert (letters_of(column), column_of(letters)) == (letters, column)


def register_rows() -> list[list[str]]:
    (path,) = REGISTER.rglob("pledges_facts.csv")
    return list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))


def as_xlsx(rows: list[list[str]], path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("Pledges")
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write_string(number + 2, column, cell)
        sheet.write_string(0, 0, "The register")
    return path


EXTRACTS = {
    "dates_1904.xlsx": (["GRF-01547"], {"2024-09-30"}),
    "merged_submitter.xlsx": (["GRF-01540", "GRF-01541", "GRF-01542"], {"2024-09-30"}),
    "one_row_per_follow_up.xlsx": (
        ["GRF-01547", "GRF-01548"],
        {"2021-11-02", "2024-09-30", "2025-10-01"},
    ),
    "pivot_first_hidden_sheet.xlsx": (
        ["001", "GRF-01547", "GRF-01548"],
        {"2024-09-30", "2024-12-13"},
    ),
    "title_rows_blank_column.xlsx": (
        ["001", "GRF-01547", "GRF-01548"],
        {"2024-09-30", "2024-12-13"},
    ),
}
"""Pledges by their number, and the days of their follow-ups."""


@pytest.mark.parametrize("name", EXTRACTS)
def test_an_extract_of_the_dashboard(name: str) -> None:
    numbers, days = EXTRACTS[name]
    assert kind_of(BOOKS / name, name).name == "dashboard"
    loading = load([SourceFile("extract", BOOKS / name, name, "dashboard")])
    assert not loading.blocking()
    pledges = loading.stated["Pledge"].to_pylist()
    assert sorted(row["local_identifier"] for row in pledges) == numbers
    updates = loading.stated["ImplementationUpdate"].to_pylist()
    assert {row["reported_on"] for row in updates if row["reported_on"]} == days
    (kenya,) = {
        row["submitter_as_written"]
        for row in pledges
        if row["local_identifier"] in ("GRF-01540", "GRF-01541", "GRF-01542", "GRF-01547")
    }
    assert kenya == "Government of Kenya"


ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods_cell(text: str, more: str = "") -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    lines = "".join(f"<text:p>{line}</text:p>" for line in escaped.split("\n"))
    content = lines if text else ""
    return f'<table:table-cell office:value-type="string" {more}>{content}</table:table-cell>'


def as_ods(rows: list[str], path: Path) -> Path:
    """A workbook whose rows are given as XML."""
    body = (
        f"<office:document-content {ODS_NAMES} {CALC}><office:body><office:spreadsheet>"
        f'<table:table table:name="Pledges">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", body)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def ods_row(cells: list[str], more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def loaded(path: Path) -> Any:
    return load([SourceFile("register", path, path.name, "pledgegraph")])


def test_a_register_is_the_same_from_every_kind_of_file(tmp_path: Path) -> None:
    """All but what says where it was read: the rows are two lower in the workbook."""
    rows = register_rows()
    (plain,) = REGISTER.rglob("pledges_facts.csv")
    wanted = loaded(plain).stated
    xlsx = as_xlsx(rows, tmp_path / "register.xlsx")
    ods = as_ods([ods_row([ods_cell(c) for c in cells]) for cells in rows], tmp_path / "r.ods")
    assert kind_of(xlsx, "x").name == kind_of(ods, "x").name == "pledgegraph"
    for path in (xlsx, ods):
        found = loaded(path)
        assert not found.blocking()
        for name, table in wanted.nodes.items():
            if name not in ("Source", "SourceRecord"):
                # Cells are called otherwise in each kind of file
                kept = [column for column in table.column_names if column != "stated_in_cell"]
                same = found.stated.nodes[name].select(kept)
                assert same.equals(table.select(kept)), (path.name, name)


def test_marks_of_an_ods_workbook(tmp_path: Path) -> None:
    error = ods_cell("#DIV/0!", 'table:formula="of:=1/0" calcext:value-type="error"')
    rows = [
        ods_row([ods_cell("Pledge ID"), ods_cell("Submitting entity")]),
        ods_row([ods_cell("A"), ods_cell("Kenya", 'table:number-rows-spanned="2"')]),
        ods_row([ods_cell("B"), "<table:covered-table-cell/>"], 'table:visibility="filter"'),
        ods_row([ods_cell("C").replace("C", "C<text:line-break/>two<text:tab/>d"), error]),
    ]
    path = as_ods(rows, tmp_path / "register.ods")
    (sheet,) = read_sheets(path, "register.ods", check=only_pledges)
    assert sheet.column("Submitting entity")[:2] == ["Kenya", "Kenya"]
    assert sheet.column("Pledge ID") == ["A", "B", "C\ntwo\td"]
    assert [text.partition(": ")[2] for text in findings(sheet)] == [
        "the cell shows the error #DIV/0!",
        "hidden rows are loaded like the others: 3",
    ]
    assert findings(sheet)[0].startswith("F015 register.ods!Pledges!B4")


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FAR = (
    b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
BOOK = (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    b'<sheets><sheet name="Far" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
)
MINIMAL = {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATIONS}


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (OLD, "F008", "before 2007"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "F008", "protected by a password"),
        (b"PK\x03\x04 and no more", "F010", "damaged"),
        ({"a.txt": b"x"}, "F008", "holds no workbook"),
        ({"xl/workbook.bin": b"x"}, "F008", ".xlsb"),
        ({"xl/workbook.xml": b"<broken"}, "F010", "damaged"),
        (MINIMAL | {"xl/worksheets/sheet1.xml": bytes(3_000_000)}, "F012", "2,000,000 bytes"),
        (MINIMAL | {"xl/worksheets/sheet1.xml": FAR}, "F012", "row 1,048,576 and column 16,384"),
        (b"a,b\n1,2\n", "F008", "ends in .xlsx, but the file is not a workbook"),
    ],
    ids=("old", "protected", "start", "no book", "binary", "xml", "large", "far", "text"),
)
def test_files_that_are_refused(
    tmp_path: Path, content: bytes | dict[str, bytes], code: str, found: str
) -> None:
    path = tmp_path / "bad.xlsx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        zipped(path, content)
    with pytest.raises(SourceProblems) as raised:
        read_sheets(path, "bad.xlsx", largest=2_000_000)
    (problem,) = raised.value.problems
    assert problem.code == code and found in problem.found and problem.hint


DAMAGES: dict[str, tuple[bytes, bytes, str]] = {
    "sheet is missing": (b"", b"", "F010"),
    "sheet is cut off": (b"", b"", "F010"),
    "cell without a name": (b'r="A2"', b'r=""', "F010"),
    "cell beyond all columns": (b'r="A2"', b'r="ZZZZZZ2"', "F012"),
    "cell beyond all rows": (b'r="A2"', b'r="AB99999999999"', "F012"),
    "row zero": (b'<row r="2"', b'<row r="0"', "F010"),
    "text that is not there": (b"<v>0</v>", b"<v>99999999</v>", "F010"),
    "letters that are none": (b"<v>0</v>", b"<v>\xff\xfe</v>", "F010"),
    "texts are missing": (b"", b"", "F010"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_sheet_is_refused(name: str, tmp_path: Path) -> None:
    """The workbook opens; what is wrong is found when the cells of its sheet are read."""
    before, behind, code = DAMAGES[name]
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    with xlsxwriter.Workbook(good) as book:
        sheet = book.add_worksheet("Far")
        sheet.write_row(0, 0, ["local_id", "title"])
        sheet.write_row(1, 0, ["A1", "Schools"])
    missing = {"sheet is missing": "sheet1.xml", "texts are missing": "sharedStrings.xml"}
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            is_sheet = part.endswith("sheet1.xml")
            if is_sheet and name == "sheet is cut off":
                data = data[:-60]
            elif is_sheet and before:
                data = data.replace(before, behind)
            if name not in missing or not part.endswith(missing[name]):
                new.writestr(part, data)
    with pytest.raises(SourceProblems) as raised:
        read_sheets(bad, "bad.xlsx", largest=2_000_000)
    (problem,) = raised.value.problems
    assert problem.code == code and problem.hint


def changed(path: Path, new: Path, rows: bytes, **parts: bytes) -> Path:
    """A workbook with more rows in its sheet's XML, and with more parts."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as book:
        for name in old.namelist():
            end = rows + b"</sheetData>" if name.endswith("sheet1.xml") else b"</sheetData>"
            book.writestr(name, old.read(name).replace(b"</sheetData>", end))
        for name, data in parts.items():
            book.writestr(name, data)
    return new


BLANK_ROWS = b"".join(
    b'<row r="%d"><c r="A%d" s="0"/></row>' % (row, row) for row in range(200, 60_200)
)
LINKED = (
    b'<row r="200"><c r="A200" t="str"><f>[1]Other!$A$1</f><v>T2</v></c>'
    b'<c r="B200" t="str"><f>HYPERLINK("http://127.0.0.1:9/")</f><v>GRF-00099</v></c></row>'
)
MACROS = {"xl/vbaProject.bin": OLD}
LINKS = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}


def test_blank_rows_macros_and_links_to_other_workbooks_change_nothing(tmp_path: Path) -> None:
    """Formulas keep the values they had when the workbook was saved; nothing is run or fetched."""
    plain = as_xlsx(register_rows(), tmp_path / "register.xlsx")
    wanted = loaded(plain).stated["Pledge"]
    blank = loaded(changed(plain, tmp_path / "blank.xlsx", BLANK_ROWS))
    macros = loaded(changed(plain, tmp_path / "macros.xlsm", b"", **MACROS))
    linked = loaded(changed(plain, tmp_path / "linked.xlsx", LINKED, **LINKS))
    assert blank.stated["Pledge"].equals(wanted) and macros.stated["Pledge"].equals(wanted)
    more = set(linked.stated["Pledge"]["local_identifier"].to_pylist())
    assert more - set(wanted["local_identifier"].to_pylist()) == {"T2"}


def test_a_very_wide_header(tmp_path: Path) -> None:
    """Fifty columns are named; one line says how many more there are."""
    header, *rows = register_rows()
    wide = header + [f"more {column}" for column in range(2_000)]
    found = loaded(as_xlsx([wide, *rows], tmp_path / "wide.xlsx"))
    assert found.stated["Pledge"].num_rows == 98
    unmapped = [problem.found for problem in found.problems if problem.code == "C003"]
    assert len(unmapped) == 51
    assert [text for text in unmapped if text.startswith("1,950 more columns")]
