"""The files for ``neo4j-admin``: imported by the real tool into an empty store, they are the same
graph.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

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


IS_LONG = bool(os.environ.get("PLEDGEGRAPH_LONG"))
"""Each run of the tool is a Java of its own: without it, one import into an empty store."""
LINES = [LONG_TERM, NEWER] if IS_LONG else [LONG_TERM]
"""Those whose tool imports; the newer one takes the same options."""


@pytest.fixture(scope="module", params=LINES)
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


def test_the_sample_and_odd_values(
    unstarted: Server, short_sample: Workspace, tmp_path: Path
) -> None:
    made = with_odd_values(short_sample.dataset()[0])
    write_neo4j_admin(odd_values() if IS_LONG else made, tmp_path / "first")
    done = run_script(unstarted, tmp_path / "first")
    assert done.returncode == 0, done.stdout + done.stderr
    if IS_LONG:  # in the place of what is there, and only if that is asked for
        write_neo4j_admin(made, tmp_path / "second")
        refused = run_script(unstarted, tmp_path / "second", "neo4j")
        assert (
            refused.returncode != 0 and "overwrite-destination" in refused.stdout + refused.stderr
        )
        done = run_script(unstarted, tmp_path / "second", "neo4j", "--overwrite-destination=true")
        assert done.returncode == 0, done.stdout + done.stderr
    unstarted.start()
    assert not same(stored(unstarted), made), "empty lists are not there yet"
    assert said(stored(unstarted)) == said(made)
    engine = Neo4jEngine(unstarted.address)
    asked: dict[str, Any] = {"as_of": "2026-11-23", "country": ["ETH"], "area": ["Education"]}
    for question in questions().values():
        rows = ask(question, asked, engine, short_sample.manifest()).rows
        assert rows and rows == short_sample.ask(question.name, **asked).rows
    engine.close()
    plan = sync(unstarted.address, made, label("1"))
    assert plan is not None and not plan.differs()
    assert same(stored(unstarted), made)


def test_both_scripts_call_the_same(short_sample: Workspace, tmp_path: Path) -> None:
    assert short_sample.export("neo4j-admin", tmp_path / "out") == 6_371
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
