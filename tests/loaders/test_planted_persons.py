"""Persons in columns that no layout maps, in every form of file: in no table, cell or message, and
neither are addresses in columns that one maps.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from pledgegraph.commands.mapping import say_what_is_next, show_mapping
from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.files.own_layouts import layouts_of
from pledgegraph.loaders.loading import load
from pledgegraph.loaders.matched_columns import may_say_who, personal
from pledgegraph.loaders.recognising import kind_of
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.workspace.mapping import map_file

PERSON, MAIL, PHONE = "Wilhelmina Zuckerbrot", "w.zuckerbrot@desk.example", "+254 700 000 123"
PLANTED = ("Wilhelmina", "Zuckerbrot", "zuckerbrot@", "700 000 123", "700000123")
EXTRA = ("Contact person", "Mail", "Cell", "Zzz", "Nom", "Responsable", "Aaa [2]")
LAYOUTS = ("dashboard", "form_2023", "follow_ups", "support", "refugee_data_finder")
Rows = list[dict[str, str]]


def text_of(rows: Rows, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_book(path: Path, rows: Rows) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(2, 1, list(rows[0]))
        for line, row in enumerate(rows, 3):
            sheet.write_row(line, 1, list(row.values()))


def as_nested(path: Path, rows: Rows) -> None:
    person = {"name": PERSON, "mail": [MAIL]}
    path.write_text(json.dumps({"items": [row | {"desk": person} for row in rows]}), "utf-8")


def as_lines(path: Path, rows: Rows) -> None:
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")


def as_folder(path: Path, rows: Rows) -> None:
    path.mkdir()
    (path / "a.csv").write_text(text_of(rows), "utf-8")
    turned = [dict(reversed(row.items())) for row in rows]
    as_lines(path / "b.jsonl", turned)


def as_text(path: Path, rows: Rows) -> None:
    path.write_text(text_of(rows), "utf-8")


def packed(path: Path, rows: Rows) -> None:
    path.write_bytes(gzip.compress(text_of(rows, "\t").encode()))


FORMS: dict[str, Callable[[Path, Rows], None]] = {
    "x.csv": as_text,
    "x.tsv.gz": packed,
    "x.xlsx": as_book,
    "x.json": as_nested,
    "x.jsonl": as_lines,
    "x": as_folder,
}


def rows_of(layout: str) -> Rows:
    """Two rows: persons in every further column, an address in every column that is mapped."""
    mapped = list(dict.fromkeys(layouts()[layout].columns.values()))
    persons = dict(zip(EXTRA, [PERSON, MAIL, PHONE, PERSON, PERSON, PERSON, PERSON], strict=True))
    return [
        dict.fromkeys(mapped, MAIL) | persons,
        dict.fromkeys(mapped, f"7 Tel. {PHONE}") | persons,
    ]


def is_clean(text: str) -> bool:
    return not any(part in text for part in PLANTED)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_person_is_kept_or_shown(layout: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / form
    FORMS[form](path, rows_of(layout))
    if path.is_file():
        assert kind_of(path, path.name).name == layout
    loading = load([SourceFile("x", path, path.name, layout, bad_values="report")])
    shown = "\n".join(f"{problem} {problem.as_row()}" for problem in loading.problems)
    assert "C003" in shown and is_clean(shown)
    tables = {**loading.stated.nodes, **loading.stated.links, **loading.cells}
    for name, table in tables.items():
        assert is_clean(str(table.to_pydict())), name


@pytest.mark.parametrize("form", [form for form in FORMS if form != "x"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_person_is_in_a_first_layout(layout: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / form
    FORMS[form](path, rows_of(layout))
    made = map_file(tmp_path, path, layouts()[layout].kind, "mine")
    assert is_clean(made.path.read_text("utf-8"))


def test_no_person_is_kept_of_names_of_files_sheets_and_headers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The layout belongs in git: it says neither who sent a file nor whom to ask."""
    path = tmp_path / f"office {PHONE} {MAIL}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Cover").write_row(0, 0, ["Country", "Total"])
        sheet = book.add_worksheet(MAIL)
        header = [
            "Ref",
            "Entity",
            "Title",
            f"Contact: {PERSON}",
            f"Country - contact: {PERSON}",
            f"Theme (focal point {PERSON})",
            f"Remarks {MAIL}",
            "Contact person",
            PERSON,
        ]
        sheet.write_row(0, 0, header)
        sheet.write_row(1, 0, ["1", "UNHCR", "a", PERSON, PERSON, PERSON, PERSON, PERSON, "b"])
    made = map_file(tmp_path, path)
    text = made.path.read_text("utf-8")
    assert made.path.name == "office.toml" and is_clean(text)
    assert text.startswith(
        "# A first layout, written by `pledgegraph map` for office.xlsx, header in row 1.\n"
    )
    assert 'sheet = "*"    # all: the name of the one that fits has an address;' in text
    assert '"Contact person" = "a person"\n' in text
    assert "# not recognised: column I, 1 different text of up to 1 characters" in text
    assert text.count("# a column about a person, whose name may say who: not loaded") == 3
    assert set(layouts_of(tmp_path)["office"].columns.values()) == {"Ref", "Entity", "Title"}
    show_mapping(made)
    say_what_is_next(made, tmp_path, Path("FILE"))
    shown = capsys.readouterr()
    assert shown.out.startswith("office.xlsx: 1 row of the kind pledges, header in row 1\n")
    assert shown.out.count("(a column of a person)") == 3
    assert is_clean(shown.out + shown.err)


@pytest.mark.parametrize(
    "name", ["Contact person", "Prénom", "Focal point (name)", "E-mail 2", "Name of contact person"]
)
def test_words_for_a_contact_say_of_nobody_who_it_is(name: str) -> None:
    assert personal(name) and not may_say_who(name)


def test_no_person_is_in_the_message_of_a_broken_file(tmp_path: Path) -> None:
    broken = {
        "a.json": f'[{{"a": "{PERSON}" "{MAIL}"}}]',
        "b.jsonl": f'{{"a": "{PERSON}"\n',
        "c.json": f'["{PERSON}"]',
        "d.csv": f'a,b\n"{PERSON},{MAIL}\n',
        "e.json": f'{{"{MAIL}": {{"x": "{PERSON}"}}}}',
    }
    for name, text in broken.items():
        (tmp_path / name).write_text(text, "utf-8")
        with pytest.raises(SourceProblems) as stopped:
            kind_of(tmp_path / name, name)
        assert is_clean(str(stopped.value)), name
