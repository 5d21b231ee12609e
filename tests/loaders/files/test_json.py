"""JSON and JSON Lines: records as rows, each place a record and a key, nothing lost in silence."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.loading import load
from pledgegraph.loaders.recognising import kind_of
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.workspace.adding import add
from pledgegraph.workspace.workspace import Workspace

RECORDS: list[dict[str, Any]] = [
    {"Pledge ID": "GRF-01547", "Follow-up date": "2026-02-01", "Progress": "a\r\nb"},
    {},
    {
        "Progress": None,
        "Pledge ID": 7,
        "Challenges": ["x", None, "y (z; z)"],
        "Follow-up date": 2.50,
    },
]
TEXTS = {
    "updates.json": json.dumps(RECORDS, indent=1),
    "updates": json.dumps({"page": 1, "tags": ["a"], "items": RECORDS}),
    "updates.jsonl": "\n".join(map(json.dumps, RECORDS)),
    "updates.txt": "\n\n".join(map(json.dumps, RECORDS)) + "\n",
}


def read(path: Path, **options: Any) -> Sheet:
    (sheet,) = read_sheets(path, path.name, **options)
    return sheet


def stopped(path: Path, text: str, **options: Any) -> str:
    path.write_text(text, "utf-8")
    with pytest.raises(SourceProblems) as problems:
        read(path, **options)
    return str(problems.value.problems[0])


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("packed", [False, True])
def test_records_are_rows(name: str, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / (f"{name}.gz" if packed else name)
    data = TEXTS[name].encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    sheet = read(path)
    assert dict(zip(sheet.header, sheet.columns, strict=True)) == {
        "Pledge ID": ["GRF-01547", "7"],
        "Follow-up date": ["2026-02-01", "2.5"],
        "Progress": ["a\nb", ""],
        "Challenges": ["", "x; y (z; z)"],
    }
    last = 5 if name == "updates.txt" else 3
    assert (sheet.lines, sheet.blank) == ([1, last], [3 if name == "updates.txt" else 2])
    word = "record" if name in ("updates.json", "updates") else "line"
    assert str(sheet.where(1, "Challenges")) == f'{path.name}!{word} {last}, "Challenges"'


def test_numbers_are_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"a": 12345678901234567890, "b": 1.50, "c": 1e5, "d": true, "e": NaN}]')
    assert [cells[0] for cells in read(path).columns] == [
        "12345678901234567890",
        "1.50",
        "1e5",
        "true",
        "NaN",
    ]


def test_values_within_values_are_reported_and_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    secret = {"contact": {"name": "Jeanne Martin"}, "a": "b"}
    path.write_text(json.dumps([secret, {"a": [["Paul Durand"]], "contact": secret}]))
    sheet = read(path)
    assert [str(problem) for problem in sheet.findings] == [
        'F018 a.json!record 1, "contact": the value is made of values itself, and is not loaded'
        " (and in 1 more record). Write it as a text, a number or a list of texts, if it matters.",
        'F018 a.json!record 2, "a": the value is made of values itself, and is not loaded. Write it'
        " as a text, a number or a list of texts, if it matters.",
    ]
    assert sheet.columns == [["b"]] or sheet.column("a") == ["b"]


BROKEN = [
    ("a.json", '[{"a": "Jeanne Martin"\n}, {]', "F017 a.json:2: this is not valid JSON: at column"),
    ("a.json", "[" * 100_000, "F017 a.json: this is not valid JSON: its values are nested too"),
    ("a.jsonl", '{"a": 1}\n{"a": \n', "F017 a.jsonl:2: this is not valid JSON: at column 7."),
    ("a.json", '[{"a": 1}, "Jeanne Martin"]', "F017 a.json: record 2 is not a record"),
    ("a.jsonl", '{"a": 1}\n[2]', "F017 a.jsonl: line 2 is not a record"),
    ("a.json", '[{"a": 1, "a": 2}]', 'C002 a.json: a record has the key "a" twice.'),
    ("a.json", '[{"a  b": 1, "a b": 2}]', 'C002 a.json, column "a b": column "a b" is there twice'),
    ("a.json", '{"a": 1}', "F008 a.json: the file has no list of records."),
    ("a.json", '{"a": [{}], "b": [{"c": 1}]}', 'F014 a.json: several keys have records: "a", "b".'),
    ("a.json", "[]", "F003 a.json: no record has a key."),
    ("a.json", "", "F003 a.json: the file is empty."),
    ("a.json", "[{}]", "F003 a.json: no record has a key."),
]


@pytest.mark.parametrize(("name", "text", "said"), BROKEN)
def test_what_is_broken_has_its_place(name: str, text: str, said: str, tmp_path: Path) -> None:
    problem = stopped(tmp_path / name, text)
    assert problem.startswith(said), problem
    assert "Martin" not in problem


def test_which_list_of_several(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"a": [{"x": 1}], "b": [{"c": 1}]}')
    assert read(path, wanted="b").header == ["c"]
    assert stopped(path, path.read_text(), wanted="c").startswith(
        'F014 a.json: there is no list of records "c".'
    )


def test_the_answer_of_unhcrs_interface(tmp_path: Path) -> None:
    """Keys as its programming interface has them; its dashes and texts of zero are no people."""
    item = {"year": 2024, "coo_id": 176, "coo_name": "Sudan", "coo": "SUD", "coo_iso": "SDN"}
    item |= {"coa_id": 36, "coa_name": "Chad", "coa": "CHD", "coa_iso": "TCD"}
    figures = {"refugees": 1100000, "asylum_seekers": "0", "idps": "-", "oip": None}
    path = tmp_path / "population.json"
    path.write_text(json.dumps({"page": 1, "maxPages": 1, "items": [item | figures]}))
    assert kind_of(path, path.name).name == "population"
    loading = load([SourceFile("x", path, path.name, "population")])
    assert loading.blocking() == []
    assert loading.stated["PopulationFigure"]["id"].to_pylist() == [
        "country/TCD#figure-SDN-REF-2024"
    ]


def test_a_source_in_json_from_file_to_explanation(small: Workspace, tmp_path: Path) -> None:
    """Its places are in findings, in the account and in what is explained; nobody's name is."""
    path = tmp_path / "follow-ups.json"
    person = {"Reported by": "Jeanne Martin", "mail": "jeanne@example.org", "Zzz": "Paul Durand"}
    known = small.tables["Pledge"]["local_identifier"].to_pylist()[0]
    rows = [
        {"Pledge ID": known, "Follow-up date": "2026-02-01", "Progress": "Line\nend"} | person,
        {"Pledge ID": "Z9", "Follow-up date": "soon", "Progress": "x"} | person,
    ]
    path.write_text(json.dumps(rows))
    add(small, [path])
    manifest = small.build()
    text = json.dumps(manifest)
    assert manifest["sources"][-1]["rows"] == {
        "rows": 2,
        "loaded": {"ImplementationUpdate": 1},
        "aside": {},
        "not_loaded": 1,
    }
    places = [finding["cell"] for finding in manifest["findings"] if finding["code"] == "R003"]
    assert places == ['record 2, "Pledge ID"']
    (update,) = small.tables["ImplementationUpdate"]["id"].to_pylist()[-1:]
    _, explained = small.explain(update)
    shown = {str(entry.where): entry.raw for entry in explained}
    assert shown['sources/follow-ups.json!record 1, "Progress"'] == "Line\nend"
    for word in ("Jeanne", "jeanne@", "Durand"):
        assert word not in text
        for file in (small.folder / "build").rglob("*"):
            assert not file.is_file() or word.encode() not in file.read_bytes(), file
