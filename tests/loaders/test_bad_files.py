"""Bad files: each gives its problem, at its place; none crashes, and none loses a row in silence.

The files are made here: by hand from a register of one or two pledges with one thing wrong.
"""

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.loading import load
from pledgegraph.loaders.source_files import SourceFile

HEADER = list(dict.fromkeys(layouts()["pledgegraph"].columns.values()))
PLEDGE = {
    "forum": "GRF 2023",
    "submitting_entity": "Government of Chad",
    "role": "host",
    "title": "Cards",
    "contribution_type": "policy",
    "theme": "Education",
    "country_of_implementation": "Chad",
    "is_aggregate": "no",
}
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
"""The start of a protected workbook, and of one of before 2007."""
LARGEST = 10_000_000


def row(name: str, **values: str) -> dict[str, str]:
    return {**PLEDGE, "local_id": name, **values}


def text(*rows: Mapping[str, str], header: list[str] = HEADER, end: str = "\n") -> str:
    lines = [",".join(header)]
    lines += [",".join(each.get(name, "") for name in header) for each in rows]
    return end.join(lines) + end


def workbook() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [row("A1").get(name, "") for name in HEADER])
    return made.getvalue()


def workbook_with(old: bytes, new: bytes) -> bytes:
    """The workbook with something else in the XML of its sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as whole:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            for name in whole.namelist():
                data = whole.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    assert old in data
                    data = data.replace(old, new)
                packed.writestr(name, data)
    return made.getvalue()


def bomb() -> bytes:
    """A workbook of a few kilobytes with a sheet of 20 million blanks."""
    return workbook_with(b"</sheetData>", b"</sheetData>" + b" " * 2 * LARGEST)


# Of the cell A2, whose text is the one behind those of the header
FIRST = f'<c r="A2" t="s"><v>{len(HEADER)}<'.encode()
TWO = text(row("A1"), row("A2"))
AFTER_BLANKS = text(row("A1")) + "\n" * 100_000 + text(row("A2")).partition("\n")[2]
REFUSED = {
    "protected.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600), "F008", 0),
    "of_2003.xlsx": (OLE + "Workbook".encode("utf-16-le") + bytes(600), "F008", 0),
    "half.xlsx": (workbook()[:2000], "F010", 0),
    "garbage.xlsx": (b"PK\x03\x04garbage", "F010", 0),
    "text.xlsx": (TWO.encode(), "F008", 0),
    "bomb.xlsx": (bomb(), "F012", 0),
    # The reader of cells takes the first text of the workbook for it
    "text_minus_one.xlsx": (
        workbook_with(FIRST, FIRST.replace(str(len(HEADER)).encode(), b"-1")),
        "F010",
        2,
    ),
    "wide.csv": (",".join(f"c{number}" for number in range(16_385)).encode(), "F013", 1),
    "nul.csv": (TWO.replace("Cards", "Ca\0rds", 1).encode(), "F005", 2),
    "open_quote.csv": (TWO.replace("Cards", '"Cards', 1).encode(), "F006", 2),
    "two_encodings.csv": (
        text(row("A1", title="École"), row("A2", title="-")).encode().replace(b"-", b"\xc9"),
        "F004",
        3,
    ),
    "two_titles.csv": (text(row("A1"), header=[*HEADER, "title"]).encode(), "C002", 1),
    "nothing.csv": (b"", "F003", 0),
    "only_a_mark.csv": (b"\xef\xbb\xbf", "F003", 0),
    "header_alone.csv": (text().encode(), "F003", 1),
    "one_letter.csv": (b"a", "F008", 1),
    "every_byte.csv": (bytes(range(256)) * 40, "F004", 3),
    "half.csv.gz": (b"\x1f\x8b\x08\x00garbage", "F010", 0),
    "half.json": (b'{"a": [1, 2', "F017", 1),
    "deep.json": (b"[" * 100_000, "F017", 0),
    "one_identifier.csv": (
        text(row("É1"), row(unicodedata.normalize("NFD", "É1"))).encode(),
        "V009",
        3,
    ),
}
"""File → its bytes, the problem that stops it, and the line."""
LOADED = {
    "carriage_returns.csv": (text(row("A1"), row("A2"), end="\r").encode(), 2, []),
    "utf16_le.csv": (TWO.encode("utf-16-le"), 2, []),
    "utf16_be.csv": (TWO.encode("utf-16-be"), 2, []),
    "tabs.csv": (TWO.replace(",", "\t").encode(), 2, []),
    "blank_rows.csv": (AFTER_BLANKS.encode(), 2, [("R002", 3)]),
    "bell.csv": (TWO.replace("Cards", "Ca\x07rds", 1).encode(), 2, [("V012", 2)]),
    "right_to_left.csv": (
        text(row("A1", country_of_implementation="\u200fTCD\u200f")).encode(),
        1,
        [],
    ),
    "two_scripts.csv": (
        text(row("A1"), row("A2", submitting_entity="Gov\u0435rnment of Chad")).encode(),
        2,
        [("V012", 3)],
    ),
    "utf_7.csv": (text(row("A1", title="+AMk-coles")).encode(), 1, [("V012", 2)]),
    "other_case.csv": (text(row("ab-1"), row("AB-1")).encode(), 2, [("V009", 3)]),
    "no_29_february.csv": (
        text(row("A1", submission_date="2023-02-29")).encode(),
        1,
        [("V003", 2)],
    ),
    "29_february.csv": (text(row("A1", submission_date="2024-02-29")).encode(), 1, []),
    "in_words.csv": (text(row("A1", amount="five thousand")).encode(), 1, [("V004", 2)]),
}
"""File → its bytes, how many pledges it has, and the findings with their lines."""


def source_of(path: Path, data: bytes) -> SourceFile:
    path.write_bytes(data)
    return SourceFile("x", path, path.name, "pledgegraph", largest=LARGEST)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_loaded_is_said_at_its_place(name: str, tmp_path: Path) -> None:
    data, code, line = REFUSED[name]
    loading = load([source_of(tmp_path / name, data)])
    (problem,) = loading.problems
    assert (problem.code, problem.where.file, problem.where.line) == (code, name, line)
    assert problem.severity == "error" and problem.hint


@pytest.mark.parametrize("name", LOADED)
def test_what_can_be_loaded_loses_no_row(name: str, tmp_path: Path) -> None:
    data, pledges, findings = LOADED[name]
    loading = load([source_of(tmp_path / name, data)])
    found = [(problem.code, problem.where.line) for problem in loading.problems]
    assert found == findings and not loading.blocking()
    assert len(loading.stated["Pledge"]) == pledges
    (account,) = loading.accounts
    assert (account.rows, account.loaded) == (pledges, {"Pledge": pledges})


def test_a_merge_over_the_whole_table_is_said(tmp_path: Path) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = workbook_with(b"</sheetData>", merged)
    loading = load([source_of(tmp_path / "merged.xlsx", data)])
    found = [(problem.code, problem.where.cell, problem.severity) for problem in loading.problems]
    assert found == [("F003", "", "error"), ("F015", "B1", "finding")]
