"""A layout as somebody writes it: what is wrong is told with file and line, all at once; nothing
misspelt passes.
"""

from pathlib import Path

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files.fields import FIELDS, NEEDED
from pledgegraph.loaders.files.layout_checks import MUST
from pledgegraph.loaders.files.layout_files import read_layout
from pledgegraph.loaders.files.layouts import KINDS, LAYOUTS

GOOD = """kind = "pledges"
title = "register of a desk"
authority = "desk"
fingerprint = ["No", "Who"]
required = ["Who"]
optional = ["What"]
separator = ";"

[columns]
local_identifier = "No"
submitter = "Who"
title = "What"

[ignore]
"Desk officer" = "a person"
"""
BROKEN = [
    ("kind =", "knid =", 1, "the key 'knid' is not known. Did you mean 'kind'?"),
    (
        'kind = "pledges"',
        'kind = "pledge"',
        1,
        "kind 'pledge' is not known. Did you mean 'pledges'?",
    ),
    ('"pledges"', "3", 1, 'kind is not a text. Write a text: "...".'),
    ('"register of a desk"', '" "', 2, "title is empty."),
    ('authority = "desk"\n', "", 0, "the key 'authority' is missing."),
    ('["No", "Who"]', '"No"', 4, 'fingerprint is not a list. Write a list of texts: ["a", "b"].'),
    ('["No", "Who"]', "[1]", 4, "fingerprint is not a list."),
    ('["No", "Who"]', "[]", 4, "fingerprint is empty: every sheet would fit."),
    (
        '["No", "Who"]',
        '["No", "Whom"]',
        4,
        "fingerprint names the column 'Whom', which it does not map. Did you mean",
    ),
    (
        'required = ["Who"]',
        'required = ["Wat"]',
        5,
        "required names the column 'Wat', which it does not map. Did you",
    ),
    ('optional = ["What"]', 'optional = ["Who"]', 6, "the column 'Who' is required and optional."),
    ('separator = ";"', 'separator = "\\t"', 7, "separator '\\t' cannot be seen."),
    (
        'separator = ";"',
        'separator = ";"\nkey = ["submiter"]',
        8,
        "key names the field 'submiter', which it does not",
    ),
    (
        'submitter = "Who"',
        'submiter = "Who"',
        11,
        "has no field 'submiter'. Did you mean 'submitter'",
    ),
    ('submitter = "Who"', 'submiter = "Who"', 9, "the field 'submitter' is missing."),
    (
        'submitter = "Who"',
        'submitter = ["Who"]',
        9,
        'columns is not a table. Write a table of texts: a = "b".',
    ),
    ('title = "What"', 'title = " "', 12, "the field title has no column."),
    (
        'local_identifier = "No"',
        'forum = "No"',
        9,
        "nothing names a row: neither local_identifier nor",
    ),
    (
        '"Desk officer" = "a person"',
        '"What" = "no use"',
        15,
        "the column 'What' is mapped and ignored.",
    ),
    ("[columns]", "[columns", 9, "not valid TOML:"),
]


def problems(path: Path) -> list[str]:
    with pytest.raises(SourceProblems) as refused:
        read_layout(path, "layouts/desk.toml")
    assert {(problem.code, problem.severity) for problem in refused.value.problems} == {
        ("L001", "error")
    }
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(("was", "now", "line", "found"), BROKEN)
def test_what_is_wrong_is_told(tmp_path: Path, was: str, now: str, line: int, found: str) -> None:
    path = tmp_path / "desk.toml"
    assert was in GOOD
    path.write_text(GOOD.replace(was, now, 1), "utf-8")
    place = f"layouts/desk.toml:{line}" if line else "layouts/desk.toml"
    assert [each for each in problems(path) if each.startswith(f"L001 {place}: ") and found in each]


@pytest.mark.parametrize("key", MUST)
def test_a_missing_key_is_no_traceback(tmp_path: Path, key: str) -> None:
    """Neither of the keys at the top, nor the table of columns."""
    lines = GOOD.splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{key} =")]
    text = "".join(kept) if key != "columns" else "".join(lines[:7])
    path = tmp_path / "desk.toml"
    path.write_text(text, "utf-8")
    assert any(f"the key {key!r} is missing" in each for each in problems(path))


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace('"pledges"', '"pledge"').replace('";"', '""').replace('["Who"]', '["Whom"]')
    path = tmp_path / "desk.toml"
    path.write_text(text, "utf-8")
    assert [each.partition(": ")[0] for each in problems(path)] == [
        "L001 layouts/desk.toml:1",
        "L001 layouts/desk.toml:7",
        "L001 layouts/desk.toml:5",
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (None, "the layout cannot be read (No such file or directory)"),
        (b"\xff\xfe", "not valid UTF-8 at byte 1"),
        (b"x = " + b"[" * 100_000, "lists are nested too deep"),
        (b"", "the key 'kind' is missing"),
    ],
)
def test_a_file_that_is_no_text(tmp_path: Path, content: bytes | None, found: str) -> None:
    path = tmp_path / "desk.toml"
    if content is not None:
        path.write_bytes(content)
    assert found in problems(path)[0]


@pytest.mark.parametrize("name", ["Desk", "a b", "é", ".desk"])
def test_a_layout_has_a_name(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.toml").write_text(GOOD, "utf-8")
    assert "cannot be the name of a layout" in problems(tmp_path / f"{name}.toml")[0]


def test_a_good_one_is_read_with_a_mark_or_without(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(GOOD, "utf-8-sig")
    layout = read_layout(path)
    assert (layout.name, layout.kind, layout.required, layout.optional) == (
        "desk",
        "pledges",
        ("Who",),
        ("What",),
    )
    path.write_text(GOOD.partition("[ignore]")[0].replace('required = ["Who"]\n', ""), "utf-8")
    assert (read_layout(path).ignore, read_layout(path).required) == ({}, ("No", "Who"))


def test_every_kind_has_fields() -> None:
    assert FIELDS.keys() == NEEDED.keys() == KINDS.keys()
    assert all(set(needed) <= FIELDS[kind].keys() for kind, needed in NEEDED.items())
    assert len([read_layout(path) for path in LAYOUTS.glob("*.toml")]) == len(
        list(LAYOUTS.iterdir())
    )
