"""What the help and docs/commands.md list works: each format of each command, each format of the
export.
"""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from pledgegraph import cli
from pledgegraph.graph.export import FORMATS
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)

GIVEN = {
    "check": [],
    "diff": ["WORKSPACE"],
    "cypher": ["MATCH (p:Pledge) RETURN p.title AS title"],
    "sparql": ["PREFIX pg: <https://w3id.org/pledgegraph#> SELECT ?title { ?p pg:title ?title }"],
    "explain": ["D1"],
    "list": ["pledges"],
    "resolve": [],
    "show": ["Ethiopia"],
    "status": [],
    "query unsupported": [],
    "query joint-candidates": ["--pledge", "D1"],
    "query new-actors": ["--country", "ETH", "--area", "Education"],
}
"""Commands with a choice of formats, and what else they must be given."""
WITHOUT_ROWS = (
    "query new-actors",
    "query new-partnerships",
    "query platforms",
    "query stalled",
    "query unanchored",
    "resolve",
    "diff",
)
"""Commands that have nothing to show of the small register: each format says so."""
READ: dict[str, Callable[[str], object]] = {
    "table": str.strip,
    "csv": lambda text: list(csv.DictReader(io.StringIO(text))),
    "json": json.loads,
    "markdown": lambda text: "|---" in text,
    "sarif": json.loads,
    "html": lambda text: "<html" in text,
}
"""How each format is read; an output that it is not, or that holds nothing, fails."""


def listed() -> Iterator[tuple[str, str]]:
    """Every command with a format that it lists."""
    todo: list[tuple[str, Any]] = [("", typer.main.get_command(cli.whole_app()))]
    while todo:
        path, command = todo.pop()
        todo += [
            (f"{path} {name}".strip(), inner)
            for name, inner in getattr(command, "commands", {}).items()
        ]
        for option in command.params:
            if "--format" in option.opts:
                yield from ((path, str(member)) for member in option.type.choices)


QUERIES = [each for each in sorted(listed()) if each[0].startswith("query ")]
OTHERS = [each for each in sorted(listed()) if not each[0].startswith("query ")]


# Commands share how a format is written: in CI each question has one or two of the six, the next
# another, and other commands have half of theirs
@pytest.mark.parametrize(("command", "form"), [*some(OTHERS, 2), *some(QUERIES, 7)])
def test_each_format_that_is_listed_works(
    command: str,
    form: str,
    tried: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> None:
    arguments = [
        "-C",
        str(tried.folder),
        *command.split(),
        *(one.replace("WORKSPACE", str(tried.folder)) for one in GIVEN.get(command, [])),
        "--format",
        form,
    ]
    workbook = tmp_path / "x.xlsx"
    monkeypatch.setattr(
        sys, "argv", ["pledgegraph", *arguments, *(["-o", str(workbook)] if form == "xlsx" else [])]
    )
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == (1 if command == "check" else 0)
    if form == "xlsx":
        assert workbook.read_bytes().startswith(b"PK")
    else:
        text = capsys.readouterr().out
        assert READ[form](text) or command in WITHOUT_ROWS
        assert not text.startswith("\ufeff")


@pytest.mark.parametrize("name", FORMATS)
def test_each_export_that_is_listed_works(name: str, tried: Workspace, tmp_path: Path) -> None:
    path = tmp_path / f"x{FORMATS[name].ending}"
    assert tried.export(name, path) > 0
    assert path.is_file() if FORMATS[name].ending else any(path.iterdir())


def test_csv_files_begin_with_a_mark_that_our_own_reader_takes_away(
    tried: Workspace, tmp_path: Path
) -> None:
    tried.export("csv", tmp_path / "all")
    files = sorted((tmp_path / "all").glob("*.csv"))
    assert len(files) > 20
    assert {file.read_bytes()[:4] for file in files} == {
        b"\xef\xbb\xbfi",
        b"\xef\xbb\xbfs",
    }  # id, subject
    (sheet,) = read_sheets(tmp_path / "all" / "Pledge.csv", "Pledge.csv")
    assert sheet.header[0] == "id"


def test_the_import_tools_csv_has_none(tried: Workspace, tmp_path: Path) -> None:
    tried.export("neo4j-admin", tmp_path / "all")
    assert not any(
        file.read_bytes().startswith(b"\xef\xbb\xbf") for file in (tmp_path / "all").rglob("*.csv")
    )
