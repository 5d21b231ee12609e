"""The files for ``neo4j-admin``: read as the tool's manual says, and, in long runs, imported by the
real tool into an empty store, they are the same graph.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import csv as pa_csv

from pledgegraph.graph.neo4j.admin_import import delimiter_for, write_neo4j_admin
from pledgegraph.graph.neo4j.dataset import Dataset
from pledgegraph.graph.neo4j.server import Neo4jEngine
from pledgegraph.graph.neo4j.sync import sync
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables
from pledgegraph.queries.ask import ask
from pledgegraph.queries.catalogue import questions
from pledgegraph.workspace.workspace import Workspace

from ...ontology.strategies import ODD_TEXTS  # noqa: TID252 (tests are no package that could be named)
from .server import LONG_TERM, NEWER, Server
from .tables import dataset, label, same, stored

ODD = [text for text in ODD_TEXTS if text.strip()]


@pytest.fixture(scope="module", params=[LONG_TERM, NEWER])
def unstarted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server that has never been started, of each line."""
    server = Server(request.param, tmp_path_factory.mktemp("store"))
    server.prepare()
    yield server
    server.kill()


def said(made: Dataset) -> list[object]:
    """Everything that a dataset says, empty lists left out."""
    whole = [row for table in made.current.nodes.values() for row in table.to_pylist()]
    rows = [{key: value for key, value in row.items() if value not in ([], None)} for row in whole]
    return [rows, *(made.links(relation).to_pylist() for relation in schema().relations.values())]


def run_script(
    unstarted: Server, folder: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run import.sh with the real tool."""
    tool = unstarted.folder / "neo4j-admin"
    tool.write_text(f'#!/bin/sh\nexec {shlex.join(unstarted.admin_command())} "$@"\n', "utf-8")
    tool.chmod(0o755)
    environment = {
        **unstarted.admin_environment(),
        "PATH": f"{unstarted.folder}{os.pathsep}{os.environ['PATH']}",
    }
    command = ["sh", str(folder / "import.sh"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def odd_values() -> Dataset:
    """Texts that a format for tables may lose."""
    pledges = [
        {"id": f"pledge/P{n}", "title": text, "note": text * 2, "amount": n}
        for n, text in enumerate(ODD)
    ]
    pledges[1] |= {"evidence": ODD, "place_as_written": [";", ",", '"'], "submitted_on": "2020-12"}
    pledges[2] |= {"asks_for_support": False, "amount": -(2**63)}
    updates = [
        {"id": f"pledge/P1#update-{n}", "update_text": f"\n{text}\r\n"}
        for n, text in enumerate(ODD)
    ]
    return dataset(
        {"Pledge": pledges, "ImplementationUpdate": updates},
        {"UPDATE_OF": [("pledge/P1#update-1", "pledge/P1")]},
    )


def with_odd_values(made: Dataset) -> Dataset:
    """A dataset and the odd values, so that one import and one start of the server show both."""
    odd = odd_values()
    return replace(
        made, current=_both(made.current, odd.current), derived=_both(made.derived, odd.derived)
    )


def _both(one: Tables, other: Tables) -> Tables:
    nodes = {name: pa.concat_tables([one[name], other[name]]).sort_by(ID) for name in one.nodes}
    ends = [(SUBJECT, "ascending"), (OBJECT, "ascending")]
    links = {name: pa.concat_tables([one[name], other[name]]).sort_by(ends) for name in one.links}
    return Tables(
        *({name: table.combine_chunks() for name, table in each.items()} for each in (nodes, links))
    )


def test_the_files_are_the_graph(tmp_path: Path) -> None:
    """As the manual of ``neo4j-admin database import`` has it: a header with names and types, an
    empty cell without quotes is no value.
    """
    made = odd_values()
    write_neo4j_admin(made, tmp_path / "out")
    script = (tmp_path / "out" / "import.sh").read_text("utf-8")
    delimiter = chr(int(re.findall(r"--array-delimiter=U\+(\w+)", script)[0], 16))
    for cls in ("Pledge", "ImplementationUpdate"):
        read = read_as_the_tool_does(tmp_path / "out" / f"{cls}.csv", delimiter)
        wanted = made.nodes(cls).to_pylist()
        assert [row.pop("pg_key") for row in read] == [made.start + row["id"] for row in wanted]
        assert [{key: row[key] for key in wanted[0]} for row in read] == [
            {key: value or None if isinstance(value, list) else value for key, value in row.items()}
            for row in wanted
        ]
    links = read_as_the_tool_does(tmp_path / "out" / "UPDATE_OF.csv", delimiter)
    ends = [made.start + end for end in ("pledge/P1#update-1", "pledge/P1")]
    assert links == [{":START_ID": ends[0], ":END_ID": ends[1]}]


def read_as_the_tool_does(path: Path, delimiter: str) -> list[dict[str, Any]]:
    """The rows of a file with the types that its header names."""
    table = pa_csv.read_csv(
        path,
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types={name: pa.string() for name in header_of(path)},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    read: dict[str, Callable[[str], Any]] = {
        "long": int,
        "boolean": lambda text: {"true": True, "false": False}[text],
        "string[]": lambda text: text.split(delimiter) if text else None,
    }
    rows: list[dict[str, Any]] = [{} for _ in range(table.num_rows)]
    for header in table.column_names:
        name, _, kind = header.partition(":")
        for row, text in zip(rows, table[header].to_pylist(), strict=True):
            row[name or header] = None if text is None else read.get(kind, str)(text)
    return rows


def header_of(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return file.readline().rstrip("\n").split(",")


@pytest.mark.long
def test_the_sample_and_odd_values(
    unstarted: Server, short_sample: Workspace, tmp_path: Path
) -> None:
    made = with_odd_values(short_sample.dataset()[0])
    write_neo4j_admin(odd_values(), tmp_path / "first")
    done = run_script(unstarted, tmp_path / "first")
    assert done.returncode == 0, done.stdout + done.stderr
    # in the place of what is there, and only if that is asked for
    write_neo4j_admin(made, tmp_path / "second")
    refused = run_script(unstarted, tmp_path / "second", "neo4j")
    assert refused.returncode != 0 and "overwrite-destination" in refused.stdout + refused.stderr
    done = run_script(unstarted, tmp_path / "second", "neo4j", "--overwrite-destination=true")
    assert done.returncode == 0, done.stdout + done.stderr
    unstarted.start()
    assert not same(stored(unstarted), made), "empty lists are not there yet"
    assert said(stored(unstarted)) == said(made)
    engine = Neo4jEngine(unstarted.address)
    asked: dict[str, Any] = {"as_of": "2026-11-23", "country": ["ETH"], "area": ["Education"]}
    for question in questions().values():
        names = [parameter.name for parameter in question.parameters]
        given = {name: value for name, value in asked.items() if name in names}
        rows = ask(question, given, engine, short_sample.manifest()).rows
        assert rows == short_sample.ask(question.name, **given).rows
        assert rows or question.name == "stalled"
    engine.close()
    plan = sync(unstarted.address, made, label("1"))
    assert plan is not None and not plan.differs()
    assert same(stored(unstarted), made)


def test_both_scripts_call_the_same(short_sample: Workspace, tmp_path: Path) -> None:
    (nodes,) = short_sample.cypher("MATCH (n) RETURN count(n) AS n", audience="public")
    (links,) = short_sample.cypher("MATCH ()-[r]->() RETURN count(r) AS n", audience="public")
    assert short_sample.export("neo4j-admin", tmp_path / "out") == nodes["n"] + links["n"]
    shell = set(re.findall(r"--\S+", (tmp_path / "out" / "import.sh").read_text("utf-8")))
    windows = set(re.findall(r"--[^\s']+", (tmp_path / "out" / "import.ps1").read_text("utf-8")))
    assert shell == windows
    files = {file.name for file in (tmp_path / "out").glob("*.csv")}
    assert {option.rpartition("=")[2] for option in shell if option.endswith(".csv")} == files


def test_the_delimiter_is_in_no_list() -> None:
    items = [f"a{chr(code)}b" for code in range(1, 0x20)]
    assert (
        delimiter_for(dataset({"Pledge": [{"id": "pledge/A", "evidence": items}]}, {})) == "\ue000"
    )
    assert delimiter_for(dataset({}, {})) == "\x1f"
