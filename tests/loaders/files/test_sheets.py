"""Odd and bad files, kept in ``tests/sheets`` with what is expected beside each; the large ones are
made here.

``NAME.toml`` says how the source is stated (``encoding``, ``delimiter``, ``bad_values``), how many
``rows`` are read (none: the file is not read at all) and every problem: its code, its physical
line, its column, a part of its sentence and its severity where it is no error.
"""

import os
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.errors import Problem, SourceProblems
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.problem_codes import CODES

SHEETS = Path(__file__).resolve().parents[2] / "sheets"
EXPECTED = sorted(SHEETS.glob("*.toml"))
HEADER = (SHEETS / "plain.csv").read_text("utf-8").splitlines()[0]
ROW = (SHEETS / "plain.csv").read_text("utf-8").splitlines()[1]


def loaded(path: Path, **stated: str) -> Loading:
    source = SourceFile("register", path, f"sources/{path.name}", "pledgegraph")
    return load([replace(source, **stated)])  # type: ignore[arg-type]


def problems_of(loading: Loading) -> list[Problem]:
    """The problems but for the columns that these short sheets leave out and a register may leave
    out.
    """
    return [
        p
        for p in loading.problems
        if not (p.code == "C001" and p.found.endswith("the values are unknown"))
    ]


def test_every_file_has_its_expectation() -> None:
    files = {file.name for file in SHEETS.iterdir() if file.suffix != ".toml"}
    assert {file.stem for file in EXPECTED} == files
    assert len(files) > 50


@pytest.mark.parametrize("expectation", EXPECTED, ids=[file.stem for file in EXPECTED])
def test_a_file_gives_its_problems(expectation: Path) -> None:
    expected = tomllib.loads(expectation.read_text("utf-8"))
    stated = {
        key: expected[key] for key in ("encoding", "delimiter", "bad_values") if key in expected
    }
    loading = loaded(expectation.with_suffix(""), **stated)
    found = problems_of(loading)
    assert [_short(problem) for problem in found] == [
        _wanted(entry) for entry in expected["problems"]
    ]
    for problem, entry in zip(found, expected["problems"], strict=True):
        assert entry["found"] in problem.found
        assert problem.code in CODES
        assert problem.hint.strip()
        assert "\n" not in str(problem)
        assert problem.severity == entry.get("severity", expected.get("severity", "error"))
    if "rows" in expected:
        records = [
            row
            for row in loading.stated["SourceRecord"].to_pylist()
            if row["source"] == "source/register"
        ]
        assert len(records) == expected["rows"]


def _short(problem: Problem) -> tuple[str, int, str]:
    return problem.code, problem.where.line, problem.where.column


def _wanted(entry: dict[str, Any]) -> tuple[str, int, str]:
    return entry["code"], entry["line"], entry.get("column", "")


def only(loading: Loading) -> Problem:
    (problem,) = problems_of(loading)
    return problem


def test_a_file_that_is_not_there_and_what_is_near_it(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(HEADER)
    problem = only(loaded(tmp_path / "regster.csv"))
    assert (problem.code, problem.hint) == ("F001", "Did you mean 'register.csv'?")


def test_a_folder(tmp_path: Path) -> None:
    """As a source it is all its files; nowhere else is one read."""
    assert only(loaded(tmp_path)).code == "F003"
    with pytest.raises(SourceProblems, match=r"^F002 x: this is a folder\. Name a file in it; or"):
        read_sheets(tmp_path, "x")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "register.csv")
    assert only(loaded(tmp_path / "register.csv")).code == "F010"


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "register.csv").symlink_to("register.csv")
    assert only(loaded(tmp_path / "register.csv")).code == "F010"


@pytest.mark.parametrize("start", ["", '"'], ids=["bare", "in quotes"])
def test_a_line_of_50_mb(tmp_path: Path, start: str) -> None:
    path = tmp_path / "register.csv"
    path.write_text(f"{HEADER}\n{ROW}\n{start}{'x' * 50_000_000}\n")
    problem = only(loaded(path))
    assert (problem.code, problem.where.line) == ("F007", 3)
    assert len(str(problem)) < 500


def test_a_cell_beyond_every_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(f"{HEADER}\n{ROW.replace('Identity cards', 'x' * 300_000)}\n")
    problem = only(loaded(path))
    assert (problem.code, problem.where.line, problem.where.column) == ("F007", 2, "title")


def test_5000_bad_cells_of_a_column(tmp_path: Path) -> None:
    """Each different text is told once, at the first cell that has it."""
    path = tmp_path / "register.csv"
    cells = ROW.split(",")
    place = HEADER.split(",").index("stage_date")
    rows = []
    for number in range(5000):
        cells[0], cells[place] = f"A{number}", "soon" if number % 2 else f"day {number}"
        rows.append(",".join(cells))
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    found = problems_of(loaded(path))
    assert len(found) == 2501
    assert {problem.code for problem in found} == {"V003"}
    (repeated,) = (problem for problem in found if "soon" in problem.found)
    assert (repeated.where.line, repeated.found) == (
        3,
        "'soon' is not a date (and in 2,499 more cells)",
    )


def test_noise(tmp_path: Path) -> None:
    """Bytes that never were a sheet."""
    path = tmp_path / "register.csv"
    path.write_bytes(bytes(range(256)) * 400)
    assert {problem.code for problem in problems_of(loaded(path))} <= {
        "F004",
        "F005",
        "F006",
        "F008",
    }


@pytest.mark.parametrize(
    "data",
    [
        "Кения, вода".encode("cp1251"),
        "肯尼亚 难民".encode("gb18030"),
        "Κένυα".encode("cp1253"),
        "Café".encode() + " Caf\u00e9".encode("cp1252"),
        "Genève".encode() + " \u00e9\u00e0\u00e8".encode("cp1252"),
    ],
    ids=["Cyrillic", "Chinese", "Greek", "joined", "joined, less of it"],
)
def test_what_windows_1252_would_make_nonsense_of_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    lines = (f"{HEADER}\n{ROW}".encode(), data)
    path.write_bytes(b"\n".join(lines))
    (problem,) = loaded(path).blocking()
    assert (problem.code, problem.where.line) == ("F004", 3)
    assert "state its encoding" in problem.hint


@pytest.mark.parametrize(
    "text",
    ["Genève, été – “où”", "„Großer Spaß“ für Äcker", "NÃO, São Tomé, Coração", "«ÉTÉ À ÈZE»"],
)
def test_languages_of_the_west_are_read_in_windows_1252(text: str, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    row = ROW.replace("Identity cards", f'"{text}"')
    path.write_bytes(f"{HEADER}\n{row}\n".encode("cp1252"))
    assert loaded(path).stated["Pledge"]["title"].to_pylist() == [text]


def test_a_source_that_cannot_be_read_does_not_hide_the_problems_of_another(tmp_path: Path) -> None:
    good = SourceFile("other", SHEETS / "code_unknown.csv", "b.csv", "pledgegraph")
    found = load(
        [SourceFile("register", tmp_path / "no.csv", "a.csv", "pledgegraph"), good]
    ).blocking()
    assert [problem.code for problem in found] == ["F001", "V002"]
