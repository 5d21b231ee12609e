"""Neo4j from the command line, and what it leaves behind in the process."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from pledgegraph.cli import main
from pledgegraph.workspace.workspace import Workspace

from .conftest import Here
from .server import Server

RUN = """
import json, runpy, sys
sys.argv = ["pledgegraph", *json.loads(sys.argv[1])]
try:
    runpy.run_module("pledgegraph", run_name="__main__")
except SystemExit as leaving:
    sys.stderr.write(f"status {leaving.code or 0}\\n")
heavy = {"pandas", "pyarrow", "numpy", "neo4j"}
print(*sorted({name.partition(".")[0] for name in sys.modules} & heavy), file=sys.stderr)
"""


def command(*words: str) -> tuple[str, list[str]]:
    """What a command of ``pledgegraph`` prints, and its lines on stderr, the modules it loaded
    last.
    """
    asked = [sys.executable, "-c", RUN, json.dumps(words)]
    done = subprocess.run(
        asked, capture_output=True, text=True, encoding="utf-8", timeout=300, check=True
    )
    return done.stdout, done.stderr.splitlines()


def test_from_the_command_line(small_built: Workspace, neo4j_empty: Server, here: Here) -> None:
    where = ("-C", str(small_built.folder))
    assert here(*where, "query", "unsupported", "--engine", "neo4j") == (
        2,
        "",
        ["E002 Neo4j does not hold https://example.org/pledges. Run `pledgegraph neo4j sync`."],
    )
    status, printed, reported = here(*where, "neo4j", "sync", "--dry-run")
    assert "Pledge                   add         2   change         0   delete         0" in printed
    printed, reported = command(*where, "neo4j", "sync")
    assert (printed, reported[0][:44]) == ("", "Neo4j holds this build: nodes 419 added; rel")
    assert here(*where, "neo4j", "sync")[2] == ["Nothing to do: Neo4j holds this build."]
    status, printed, reported = here(*where, "neo4j", "status")
    assert printed.splitlines()[1] == "419 nodes, 673 relationships, for public."
    assert "Nothing to do; 1,092" in printed
    printed, reported = command(
        *where, "query", "unsupported", "--engine", "neo4j", "--format", "json"
    )
    assert json.loads(printed)
    assert reported[-2:] == ["status 0", "neo4j numpy pandas pyarrow"]  # the driver's own
    status, printed, reported = here(*where, "neo4j", "status", "--uri", "bolt://127.0.0.1:1")
    assert (status, printed, len(reported)) == (3, "", 1)


def test_ctrl_c_says_that_the_next_sync_goes_on(
    small_built: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pledgegraph.graph.neo4j.sync.sync", stopped)
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    monkeypatch.setattr(
        sys, "argv", ["pledgegraph", "-C", str(small_built.folder), "neo4j", "sync"]
    )
    with pytest.raises(SystemExit) as raised:
        main()
    reported = [
        "Stopped early. The next `pledgegraph neo4j sync` continues where this one stopped."
    ]
    assert (raised.value.code, capsys.readouterr().err.splitlines()) == (130, reported)


AFTERWARDS = """
import json, os, sys
from pledgegraph.graph.neo4j.addresses import address
from pledgegraph.graph.neo4j.server import Neo4jEngine
with_ours = lambda: {name for name, module in sys.modules.items() if module is None}
before = with_ours()
engine = Neo4jEngine(address(os.environ))
rows = engine.ask("RETURN 7 AS n", {})
engine.close()
import neo4j, numpy, pandas, pyarrow
auth = os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]
with neo4j.GraphDatabase.driver(os.environ["NEO4J_URI"], auth=auth) as driver:
    frame = driver.execute_query("RETURN 8 AS n", result_transformer_=neo4j.Result.to_df)
told = [rows, int(frame["n"].sum()), int(numpy.arange(3).sum()), pyarrow.array([4]).to_pylist()]
print(json.dumps([*told, sorted(with_ours() - before)]))
"""


def test_other_libraries_are_as_they_were_after_the_engine(neo4j_answers: Server) -> None:
    """In a notebook the driver still gives data frames, and nothing stands in for a library."""
    asked = [sys.executable, "-c", AFTERWARDS]
    environment = {**os.environ, **neo4j_answers.environment()}
    done = subprocess.run(
        asked, capture_output=True, text=True, check=True, timeout=120, env=environment
    )
    assert json.loads(done.stdout) == [[{"n": 7}], 8, 3, [4], []]
