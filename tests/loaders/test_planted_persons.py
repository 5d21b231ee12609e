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

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.loading import load
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
