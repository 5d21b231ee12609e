"""Even rows: Arrow reads what the careful reader reads, and nothing that it would not."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files import text_sheets
from pledgegraph.loaders.files.csv_rows import LONGEST_CELL
from pledgegraph.loaders.files.even_rows import TextRows, even_rows
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.sheets import Sheet

# Signs that readers disagree on, and some that they may be expected to
SIGNS = st.text("ab,;\" \n\r\t\ufeff\x00\x0b\u2028'é0", max_size=6)
EVEN = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=8)


def fast(text: str, delimiter: str = ",") -> TextRows | None:
    return even_rows(text, delimiter, least=0)


def read(text: str, monkeypatch: pytest.MonkeyPatch, *, carefully: bool) -> Sheet | list[str]:
    """The sheet of a text, or what is wrong with it."""

    def chosen(text: str, delimiter: str) -> TextRows | None:
        return None if carefully else fast(text, delimiter)

    monkeypatch.setattr(text_sheets, "even_rows", chosen)
    try:
        return text_sheets.text_sheet(
            text, "x.csv", encoding="utf-8", delimiter=None, check=None, ignored=()
        )
    except SourceProblems as stopped:
        return list(map(str, stopped.problems))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(SIGNS, min_size=1, max_size=3), max_size=5),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
    st.sampled_from([",", ";"]),
    st.sampled_from(["", "\n", "\n\n", '"']),
    st.sampled_from(["", "\ufeff", "\n", "sep=;\n"]),
)
def test_odd_texts_give_the_same_sheet_or_the_same_problems(
    rows: list[list[str]], line_end: str, delimiter: str, last: str, first: str
) -> None:
    lines = [delimiter.join(row) for row in [["one", "two"], *rows]]
    text = first + line_end.join(lines) + last
    with pytest.MonkeyPatch.context() as patch:
        assert read(text, patch, carefully=False) == read(text, patch, carefully=True)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(EVEN, EVEN, EVEN).map(lambda row: ("x", *row)), min_size=1, max_size=5),
    st.booleans(),
    st.sampled_from(",;\t|"),
)
def test_what_a_program_has_written_is_read_by_arrow(
    rows: list[tuple[str, ...]], is_quoted: bool, delimiter: str
) -> None:
    file = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(file, quoting=quoting, delimiter=delimiter, lineterminator="\n")
    writer.writerows([["a", "b", "c", "d"], *rows])
    found = fast(file.getvalue(), delimiter)
    assert found is not None
    assert list(zip(*found.columns, strict=True)) == rows


def test_lines_count_the_line_ends_inside_of_cells() -> None:
    found = fast('\n\na,b\n1,"x\ny"\n2,"say ""yes"""\n"3\n\n",z\n4,\n')
    assert found is not None
    assert found.top.line == 3
    assert found.lines == [4, 6, 7, 10]
    assert found.columns[1] == ["x\ny", 'say "yes"', "z", ""]


@pytest.mark.parametrize(
    "text",
    [
        'a,b\n1,x"y\n',
        'a,b\n1,"x" y\n',
        'a,b\n1,"x"y"\n',
        "a,b\n1\n",
        "a,b\n1,2,3\n",
        "a,b\n\n1,2\n",
        "a,b\n , \n1,2\n",
        "a,b\n#org,#country+code\n1,2\n",
        "a\n1\n",
        "a,b\n",
        "",
        f"a,b\n1,{'x' * (LONGEST_CELL + 1)}\n",
    ],
)
def test_what_needs_care_is_left_to_the_careful_reader(text: str) -> None:
    assert fast(text) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_in_any_encoding_are_read_by_arrow_from_some_size_on(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"P{number};Côte d'Ivoire;{number % 3}\r\n" for number in range(2_000))
    path = tmp_path / "x.csv"
    path.write_bytes(("id;pays;n\r\n" + rows).encode(encoding))
    sheet = read_sheets(path, "x.csv")[0]
    assert sheet.column("n").texts == ["0", "1", "2"]  # type: ignore[attr-defined]
    monkeypatch.setattr(text_sheets, "even_rows", lambda text, delimiter: None)
    assert read_sheets(path, "x.csv")[0] == sheet
