"""Rows as texts: CSV that no spreadsheet runs, Markdown that only shows."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pledgegraph.writing.tabular import (
    Cell,
    csv_line,
    csv_text,
    harmless,
    markdown_line,
    markdown_table,
)

CELLS = {
    "=1": "'=1",
    "+1-800 call": "'+1-800 call",
    '-2+3+cmd|"/C calc"!A0': '\'-2+3+cmd|"/C calc"!A0',
    "@SUM(1+1)": "'@SUM(1+1)",
    "\tx": "'\tx",
    "\uff1d1+1": "'\uff1d1+1",
    " =1": "' =1",
    "x;=HYPERLINK(1)": "x;'=HYPERLINK(1)",
    'x;"=1+1"': 'x;\'"=1+1"',
    "x\t@y": "x\t'@y",
    "one\n=1": "one\n'=1",
    "-5": "-5",
    "-5.5": "-5.5",
    "a; b - c": "a; b - c",
    "https://example.org/?a=b;c=d": "https://example.org/?a=b;c=d",
}


@pytest.mark.parametrize(("text", "wanted"), CELLS.items(), ids=repr)
def test_a_text_gets_a_quote_mark_where_it_would_run(text: str, wanted: str) -> None:
    assert harmless(text) == wanted


def test_texts_stand_in_quote_marks_and_numbers_do_not() -> None:
    rows: list[list[Cell]] = [
        ["a", 12, -5, 1.5, "1", "1.0", "0012", "-5", 10**15, "", 'say "x"'],
        [""],
    ]
    wanted = 'name,n\n"a",12,-5,1.5,"1","1.0","0012","-5","1000000000000000",,"say ""x"""\n""\n'
    assert csv_text(["name", "n"], rows) == wanted
    assert [row for row in csv.reader(io.StringIO(wanted))][1:] == [
        ["a", "12", "-5", "1.5", "1", "1.0", "0012", "-5", "1000000000000000", "", 'say "x"'],
        [""],
    ]


@given(st.lists(st.text(alphabet="a1=+-@;,\t\n\r\"' \uff1d", max_size=12), min_size=1, max_size=4))
def test_no_cell_runs_whatever_parts_the_cells(cells: list[str]) -> None:
    for mark in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(csv_line(cells), newline=""), delimiter=mark):
            for cell in row:
                bare = cell.strip("\" \t\n\r'")
                runs = re.match(r'["\s]*[=+\-@\uff1d]', cell)
                assert not runs or re.fullmatch(r"-?\d+(\.\d+)?", bare)


SCRIPT = "<script>alert(1)</script> ![t](http://127.0.0.1/t.png) [confirm](http://evil.example)"


def test_no_tag_picture_or_link_comes_of_a_text() -> None:
    shown = markdown_table(["title"], [[SCRIPT]])
    assert (
        shown.splitlines()[2]
        == r"| &lt;script&gt;alert(1)&lt;/script&gt; \!\[t\](http\://127.0.0.1/t.png)"
        r" \[confirm\](http\://evil.example) |"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("12. a", r"12\. a"),
        ("1) a", r"1\) a"),
        ("a\nb\u2028c", "a b c"),
        ("snake_case _a_ *b* `c` | \\", r"snake_case \_a\_ \*b\* \`c\` \| \\"),
        ("www.example.org mailto:x ~~a~~ $1", r"www\.example.org mailto\:x \~\~a\~\~ \$1"),
        ("    four", "four"),
    ],
)
def test_signs_of_markdown_only_show(text: str, wanted: str) -> None:
    assert markdown_line(text) == wanted


@given(st.text(alphabet="ab1 #*_-+=|\\`~<>&[]()!:/.;\n\t\"'", max_size=30))
def test_a_reader_of_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    plain = " ".join(text.split())
    tokens = reader.parse(f"{markdown_line(text)}\n")
    assert [token.type for token in tokens] == (
        ["paragraph_open", "inline", "paragraph_close"] if plain else []
    )
    inner = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inner} <= {"text", "text_special"}
    assert " ".join("".join(child.content for child in inner).split()) == plain
    cells = reader.parse(markdown_table(["name", "other"], [[text, "x"]]))
    shown = [token for token in cells if token.type == "inline"]
    assert len(shown) == 4
    assert " ".join("".join(child.content for child in shown[2].children or ()).split()) == plain
