"""pledgegraph.toml: each wrong line is told with its number, its code and what would do; what we
write is read back.
"""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgegraph.errors import SourceProblems, WorkspaceProblem
from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.settings_file import read_settings

GOOD = """[graph]
base = "https://example.org/pledges"
title = "Pledges"

[[sources]]
name = "register"
file = "sources/register.csv"
layout = "pledgegraph"
retrieved = "2026-11-01"

[[sources]]
name = "older"
file = "sources/older.csv"
layout = "pledgegraph"
"""
LAYOUTS = ("pledgegraph", "support")


def problems_of(folder: Path, text: str) -> list[tuple[str, int, str]]:
    """(code, line, message with hint) of each problem."""
    (folder / FILE).write_text(text, "utf-8", newline="\n")
    try:
        read_settings(folder, LAYOUTS)
    except SourceProblems as stopped:
        return [(p.code, p.where.line, f"{p.found}. {p.hint}") for p in stopped.problems]
    return []


CASES = [
    ("title =", "titel =", "W002", 3, "Did you mean 'title'?"),
    ("retrieved =", "retreived =", "W002", 9, "Did you mean 'retrieved'?"),
    ("[graph]", "[grahp]\n[graph]", "W002", 1, "Did you mean 'graph'?"),
    ('"https://example.org/pledges"', "3", "W004", 2, "graph.base is a number"),
    ('base = "https://example.org/pledges"\n', "", "W003", 1, "graph.base is missing"),
    ("/pledges", "/pledges/", "W004", 2, "without a slash at the end"),
    ("https://example.org", "ftp://example.org", "W004", 2, "cannot be a base"),
    ("example.org/pledges", "example.org/a b", "W004", 2, "cannot be a base"),
    ("example.org/pledges", "example.org/a%zz", "W004", 2, "cannot be a base"),
    ("example.org/pledges", "", "W004", 2, "cannot be a base"),
    ("example.org/pledges", "example.org/a/../b", "W004", 2, 'Write the path without "." and ".."'),
    ("example.org/pledges", "example.org/..", "W004", 2, 'Write the path without "." and ".."'),
    ("example.org/pledges", "example.org/./b", "W004", 2, 'Write the path without "." and ".."'),
    (
        "example.org/pledges",
        "example.org/a/%2e%2E/b",
        "W004",
        2,
        'Write the path without "." and ".."',
    ),
    ("example.org/pledges", "example.org/.%2e", "W004", 2, 'Write the path without "." and ".."'),
    ("example.org/pledges", "example.org//b", "W004", 2, "without a slash at the end"),
    ("example.org/pledges", "me@example.org/b", "W004", 2, "without a slash at the end"),
    ("example.org/pledges", "example.org/b?c", "W004", 2, "without a slash at the end"),
    ("example.org/pledges", "exämple.org/b", "W004", 2, '"https://xn--exmple-cua.org/b"'),
    ("example.org/pledges", "پناه.example/b", "W004", 2, '"https://xn--mgb5de1t.example/b"'),
    ("example.org/pledges", "straße.example/b", "W004", 2, "in lower-case ASCII"),
    ("example.org/pledges", "Example.ORG:8080/b", "W004", 2, '"https://example.org:8080/b"'),
    (
        "example.org/pledges",
        "example.org:443/b",
        "W004",
        2,
        'Leave the port out: "https://example.org/b"',
    ),
    (
        "https://example.org",
        "http://example.org:80",
        "W004",
        2,
        'Leave the port out: "http://example.org/pledges"',
    ),
    ("example.org/pledges", "example.org:08080/b", "W004", 2, "Leave the port out"),
    ("example.org/pledges", "example.org:99999/b", "W004", 2, "Leave the port out"),
    ("example.org/pledges", "example.org/pla\u0308ne", "W004", 2, "as one character"),
    ('"Pledges"', "2026-01-01", "W004", 3, "graph.title is a table, a date or a time"),
    ('"Pledges"', "[]", "W004", 3, "graph.title is a list"),
    ('"Pledges"', "true", "W004", 3, "graph.title is true or false"),
    ('name = "register"\n', "", "W003", 5, "source 1 has no name"),
    ('layout = "pledgegraph"\nret', "ret", "W003", 5, "source 1 has no layout"),
    ('"register"', '"../register"', "W004", 6, "is not valid"),
    ('"register"', '"vocabularies"', "W004", 6, "Choose another name"),
    ('"register"', "7", "W004", 6, "sources.name is a number"),
    ('"older"', '"register"', "W004", 12, "its name is used twice: source 1 has it too"),
    ("sources/register.csv", "../register.csv", "W004", 7, "outside the workspace"),
    ("sources/register.csv", "sources/../../register.csv", "W004", 7, "outside the workspace"),
    (
        "sources/register.csv",
        "/etc/register.csv",
        "W004",
        7,
        "not a path from the workspace's folder",
    ),
    (
        "sources/register.csv",
        "C:/register.csv",
        "W004",
        7,
        "not a path from the workspace's folder",
    ),
    ("sources/register.csv", "", "W004", 7, "is not a path"),
    ("sources/register.csv", "a\\u0000b", "W004", 7, "is not a path"),
    ('"pledgegraph"\nret', '"pledgegrap"\nret', "W004", 8, "Did you mean 'pledgegraph'?"),
    ('"2026-11-01"', '"01/11/2026"', "W004", 9, "Write 2026-11-23."),
    ('"2026-11-01"', '"20261101"', "W004", 9, "is not a date"),
    ('"2026-11-01"', '"2026-W44-7"', "W004", 9, "is not a date"),
    ('"2026-11-01"', "2026-11-01T10:00:00", "W004", 9, "sources.retrieved is"),
    ("retrieved =", 'audience = "pubilc"\nretrieved =', "W004", 9, "Did you mean 'public'?"),
    ("retrieved =", 'bad_values = "ignore"\nretrieved =', "W004", 9, "One of stop, report."),
    ("retrieved =", 'delimiter = ";;"\nretrieved =', "W004", 9, "cannot separate cells"),
    ("retrieved =", 'delimiter = "a"\nretrieved =', "W004", 9, "cannot separate cells"),
    ("retrieved =", 'delimiter = "\\n"\nretrieved =', "W004", 9, "cannot separate cells"),
    (
        "retrieved =",
        'encoding = "klingon"\nretrieved =',
        "W004",
        9,
        "encoding 'klingon' is not known",
    ),
    (
        "retrieved =",
        'encoding = "base64"\nretrieved =',
        "W004",
        9,
        "encoding 'base64' is not known",
    ),
    ("retrieved =", 'encoding = "unicode_escape"\nretrieved =', "W004", 9, "is not known"),
    (
        "retrieved =",
        'replaces = "older"\nretrieved =',
        "W004",
        9,
        "sources.replaces is a text. Write a list",
    ),
    ("retrieved =", 'replaces = ["odler"]\nretrieved =', "W004", 9, "Did you mean 'older'?"),
    (
        "retrieved =",
        'replaces = ["register"]\nretrieved =',
        "W004",
        9,
        "which replaces it",
    ),
    ("retrieved =", "ignore = [1, 2]\nretrieved =", "W004", 9, "Write a list of texts"),
    ("title =", "title", "W001", 3, "not valid TOML"),
    ("title =", "base = 1\ntitle =", "W001", 3, "not valid TOML: Cannot overwrite a value"),
    ("title =", "title = [" + "[" * 5000, "W001", 0, "nested too deep"),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "said"), CASES, ids=[f"{c[2]} {c[1][:40]!r}" for c in CASES]
)
def test_a_wrong_line_is_told(
    tmp_path: Path, old: str, new: str, code: str, line: int, said: str
) -> None:
    assert old in GOOD
    found = problems_of(tmp_path, GOOD.replace(old, new, 1))
    assert [(c, n) for c, n, _ in found] == [(code, line)]
    assert said in found[0][2]


@pytest.mark.parametrize(
    "text", ['sources = "a.csv"\n', "sources = [1]\n", "graph = 3\n", "[sources]\nname = 'a'\n"]
)
def test_a_wrong_shape_is_told_once(tmp_path: Path, text: str) -> None:
    assert [code for code, _, _ in problems_of(tmp_path, text)] == ["W004"]


def test_two_sources_that_replace_each_other_are_told_both(tmp_path: Path) -> None:
    text = (
        GOOD.replace("retrieved =", 'replaces = ["older"]\nretrieved =')
        + 'replaces = ["register"]\n'
    )
    assert [(code, line) for code, line, _ in problems_of(tmp_path, text)] == [
        ("W004", 9),
        ("W004", 16),
    ]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace("title =", "titel =")
        .replace("2026-11-01", "soon")
        .replace("older.csv", "../../older.csv")
    )
    assert [(code, line) for code, line, _ in problems_of(tmp_path, text)] == [
        ("W002", 3),
        ("W004", 9),
        ("W004", 13),
    ]


@pytest.mark.parametrize(
    "text", [GOOD, GOOD.replace('"2026-11-01"', "2026-11-01"), GOOD.replace("\n", "\r\n")]
)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_what_editors_do_to_a_file_is_read(tmp_path: Path, text: str, mark: bytes) -> None:
    (tmp_path / FILE).write_bytes(mark + text.encode())
    settings = read_settings(tmp_path, LAYOUTS)
    assert [(s.name, s.retrieved) for s in settings.sources] == [
        ("register", "2026-11-01"),
        ("older", ""),
    ]


def test_no_file_no_folder_a_folder_and_no_text(tmp_path: Path) -> None:
    said = []
    for folder in (tmp_path / "missing", tmp_path):
        with pytest.raises(WorkspaceProblem) as stopped:
            read_settings(folder)
        said.append(str(stopped.value))
    (tmp_path / FILE).write_bytes(b'title = "\xe9"')
    with pytest.raises(WorkspaceProblem, match="not valid UTF-8 at byte 10"):
        read_settings(tmp_path)
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    with pytest.raises(WorkspaceProblem, match="is not a file"):
        read_settings(tmp_path)
    assert [text.split(" in ")[0].split("missing")[0] for text in said] == [
        f"There is no folder {tmp_path}/",
        f"There is no {FILE}",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(WorkspaceProblem, match="is not a file"):
        read_settings(tmp_path)


# TOML has no lone surrogates, and reads a carriage return only as an escape
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(title=texts, publisher=texts, ignore=st.lists(texts, max_size=3))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, publisher: str, ignore: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    source = SourceSettings(
        "a", "sources/a.csv", "support", title, ignore=tuple(ignore), audience="internal"
    )
    settings = Settings("https://example.org/p", title, "", publisher, (source,))
    (folder / FILE).write_text(settings_text(settings, {"a": "why"}), "utf-8", newline="\n")
    assert read_settings(folder, LAYOUTS) == settings
