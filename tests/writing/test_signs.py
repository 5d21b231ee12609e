"""Signs that act where a text is shown are spelled out, in every output."""

import csv
import io
import json
import re
import sys
import unicodedata
import zipfile
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from pledgegraph import cli
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing.signs import visible, visible_json, visible_line

ACTING = [
    *(chr(number) for number in range(0x20) if chr(number) not in "\t\n\r"),
    *(chr(number) for number in range(0x7F, 0xA0)),
    *"\u061c\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
]
ATTACK = "safe\u202egnp.exe\u202c \u2067x\u2069 \x1b[2J\x9b2J\x07\x08 end"
SEEN = r"safe\u202egnp.exe\u202c \u2067x\u2069 \x1b[2J\x9b2J\x07\x08 end"


def test_each_acting_sign_is_spelled_out() -> None:
    whole = "".join(ACTING)
    assert visible(whole).isascii() and visible(whole).isprintable()
    assert json.loads(visible_json(json.dumps(whole, ensure_ascii=False))) == whole
    assert visible_json(json.dumps(whole, ensure_ascii=False)).isascii()
    turning = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    every = map(chr, range(sys.maxunicode + 1))
    assert {s for s in every if unicodedata.bidirectional(s) in turning} <= set(ACTING)


def test_texts_of_all_languages_stay() -> None:
    for text in (
        "a\tb\nc \u00e9 \u6f22 \u0639\u0631\u0628\u064a",
        "\u05d0\u200f!",
        "\u0645\u06cc\u200c\u062e",
        "\U0001f1ea",
    ):
        assert visible(text) == visible_line(text) == visible_json(text) == text
    assert (visible("a\r"), visible_line("a\r")) == ("a\r", r"a\r")
    assert visible(SEEN) == SEEN


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    from ..conftest import write_small  # noqa: TID252 (tests are no package that could be named)

    workspace = write_small(tmp_path_factory.mktemp("signs"))
    register = workspace.folder / "sources" / "register.csv"
    text = register.read_text("utf-8").replace("Identity cards", ATTACK)
    register.write_text(text, "utf-8", newline="\n")
    workspace.build()
    return workspace


def printed(workspace: Workspace, *asked: str, capsys: Any, monkeypatch: Any) -> str:
    monkeypatch.setattr(sys, "argv", ["pledgegraph", "-C", str(workspace.folder), *asked])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0
    return str(capsys.readouterr().out)


ASKED = {
    "an answer": ("query", "unsupported"),
    "a list": ("list", "pledges"),
    "rows": ("cypher", "MATCH (p:Pledge) RETURN p.id, p.title"),
    "cells": ("explain", "A1"),
}


def found_in(form: str, text: str) -> str:
    """What a reader of the format sees."""
    if form == "csv":
        return " ".join(cell for row in csv.reader(io.StringIO(text)) for cell in row)
    if form == "markdown":
        return unescape(MarkdownIt("commonmark").enable("table").render(text))
    return text


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
@pytest.mark.parametrize("what", ASKED)
def test_what_is_printed(
    attacked: Workspace, what: str, form: str, capsys: Any, monkeypatch: Any
) -> None:
    text = printed(attacked, *ASKED[what], "--format", form, capsys=capsys, monkeypatch=monkeypatch)
    assert not set(ACTING) & set(text)
    if form == "json":
        assert any(ATTACK in str(value) for row in json.loads(text) for value in row.values())
    else:
        assert SEEN.split()[0] in found_in(form, text)


def test_files(attacked: Workspace, tmp_path: Path) -> None:
    answer = attacked.ask("unsupported")
    answer.to_xlsx(tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    shown = "".join(ElementTree.fromstring(strings).itertext())
    assert SEEN in shown and not set(ACTING) & set(shown) and "_x00" not in strings
    pages = [attacked.draw_answer("unsupported", {}), attacked.draw_named("country", "TCD")]
    for page in pages:
        # vis-network has such signs in its own script
        own = re.sub("<script>.*?</script>", "", page, flags=re.S)
        assert SEEN.split()[0] in own and not set(ACTING) & set(own)
    attacked.export("csv", tmp_path / "all")
    attacked.export("graphml", tmp_path / "x.graphml")
    for path in (tmp_path / "all" / "Pledge.csv", tmp_path / "x.graphml"):
        text = path.read_text("utf-8-sig")
        assert SEEN in text and not set(ACTING) & set(text)
    attacked.export("nquads", tmp_path / "x.nq")
    assert "\u202e" in (tmp_path / "x.nq").read_text("utf-8")
