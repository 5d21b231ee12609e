"""The files for ``neo4j-admin``: imported by the real tool into an empty store, they are the same graph."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph.admin_import import delimiter_for, write_neo4j_admin
from pledgegraph.graph.dataset import Dataset
from pledgegraph.graph.neo4j import Neo4jEngine
from pledgegraph.graph.sync import sync
from pledgegraph.ontology.schema import schema
from pledgegraph.queries.ask import ask
from pledgegraph.queries.catalogue import questions
from pledgegraph.workspace import Workspace

from ..ontology.strategies import ODD_TEXTS  # noqa: TID252 (tests are no package that could be named)
from .server import LONG_TERM, NEWER, Server
from .tables import dataset, held, same

ODD = [text for text in ODD_TEXTS if text.strip()]


@pytest.fixture(scope="module", params=[LONG_TERM, NEWER])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
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


def run_script(store: Server, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run import.sh with the real tool."""
    tool = store.folder / "neo4j-admin"
    tool.write_text(f'#!/bin/sh\nexec {shlex.join(store.admin_command())} "$@"\n', "utf-8")
    tool.chmod(0o755)
    environment = {**store.admin_environment(), "PATH": f"{store.folder}{os.pathsep}{os.environ['PATH']}"}
    command = ["sh", str(folder / "import.sh"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_odd_values_and_then_the_sample_in_their_place(store: Server, sample: Workspace, tmp_path: Path) -> None:
    pledges = [{"id": f"pledge/P{n}", "title": text, "note": text * 2, "amount": n} for n, text in enumerate(ODD)]
    pledges[1] |= {"evidence": ODD, "place_as_written": [";", ",", '"'], "submitted_on": "2020-12"}
    pledges[2] |= {"asks_for_support": False, "amount": -(2**63)}
    updates = [{"id": f"update/{n}", "update_text": f"\n{text}\r\n"} for n, text in enumerate(ODD)]
    odd = dataset({"Pledge": pledges, "ImplementationUpdate": updates}, {"UPDATE_OF": [("update/1", "pledge/P1")]})
    write_neo4j_admin(odd, tmp_path / "odd")
    done = run_script(store, tmp_path / "odd")
    assert done.returncode == 0, done.stdout + done.stderr
    store.start()
    assert not same(held(store), odd), "empty lists are not there yet"
    assert said(held(store)) == said(odd)
    store.kill()

    assert sample.export("neo4j-admin", tmp_path / "sample") == 57_343
    refused = run_script(store, tmp_path / "sample", "neo4j")
    assert refused.returncode != 0 and "overwrite-destination" in refused.stdout + refused.stderr
    done = run_script(store, tmp_path / "sample", "neo4j", "--overwrite-destination=true")
    assert done.returncode == 0, done.stdout + done.stderr
    store.start()
    made, label = sample.dataset()
    assert said(held(store)) == said(made)
    engine = Neo4jEngine(store.address)
    asked: dict[str, Any] = {"as_of": "2026-11-23", "country": ["ETH"], "area": ["Education"]}
    for question in questions().values():
        rows = ask(question, asked, engine, sample.manifest()).rows
        assert rows and rows == sample.ask(question.name, **asked).rows
    engine.close()
    plan = sync(store.address, made, label)
    assert plan is not None and not plan.differs()
    assert same(held(store), made)


def test_both_scripts_call_the_same(sample: Workspace, tmp_path: Path) -> None:
    sample.export("neo4j-admin", tmp_path / "out")
    shell = set(re.findall(r"--\S+", (tmp_path / "out" / "import.sh").read_text("utf-8")))
    windows = set(re.findall(r"--[^\s']+", (tmp_path / "out" / "import.ps1").read_text("utf-8")))
    assert shell == windows
    files = {file.name for file in (tmp_path / "out").glob("*.csv")}
    assert {option.rpartition("=")[2] for option in shell if option.endswith(".csv")} == files


def test_the_delimiter_is_in_no_list() -> None:
    items = [f"a{chr(code)}b" for code in range(1, 0x20)]
    assert delimiter_for(dataset({"Pledge": [{"id": "pledge/A", "evidence": items}]}, {})) == "\ue000"
    assert delimiter_for(dataset({}, {})) == "\x1f"
