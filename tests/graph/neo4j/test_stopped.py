"""Ctrl-C while an answer of the server is waited for, at each kind of step."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from pledgegraph.workspace.workspace import Workspace

from ...budget import some  # noqa: TID252 (tests are no package that could be named)
from .proxy import COMMIT, ROUTE, at, proxy
from .server import Server

IN_THE_MIDDLE = "Stopped early. The next `pledgegraph neo4j sync` continues where this one stopped."
OURS = """
SHOW INDEXES YIELD name, owningConstraint
WHERE name STARTS WITH 'pledgegraph_' AND owningConstraint IS NULL
RETURN name
"""
NOT_WRITTEN = "Stopped."


@pytest.mark.parametrize(
    ("words", "times", "scheme", "arguments", "reported"),
    some(
        [
            (b"PledgegraphDataset", 1, "bolt", ("neo4j", "sync"), IN_THE_MIDDLE),
            (b"awaitIndexes", 1, "bolt", ("neo4j", "sync"), IN_THE_MIDDLE),
            (b"MERGE (n:Pledge", 1, "bolt", ("neo4j", "sync"), IN_THE_MIDDLE),
            (COMMIT, 1, "bolt", ("neo4j", "sync"), IN_THE_MIDDLE),
            (COMMIT, 20, "bolt", ("neo4j", "sync"), IN_THE_MIDDLE),
            (ROUTE, 1, "neo4j", ("neo4j", "sync"), IN_THE_MIDDLE),
            (COMMIT, 2, "bolt", ("neo4j", "status"), NOT_WRITTEN),
            (COMMIT, 1, "bolt", ("query", "unsupported", "--engine", "neo4j"), NOT_WRITTEN),
        ],
        3,
    ),
    ids=some(
        ("looking", "indexes", "nodes", "first commit", "late commit", "route", "status", "query"),
        3,
    ),
)
def test_stopped_while_any_answer_is_waited_for(
    neo4j_empty: Server,
    small_built: Workspace,
    words: bytes,
    times: int,
    scheme: str,
    arguments: Sequence[str],
    reported: str,
) -> None:
    """A driver that is stopped gives its connection back, and would wait until the server has heard
    of it.
    """
    for (name,) in (
        neo4j_empty.run(OURS) if words == b"awaitIndexes" else ()
    ):  # nobody waits for those that are there
        neo4j_empty.run(f"DROP INDEX {name}")
    command = [sys.executable, "-m", "pledgegraph", "-C", str(small_built.folder), *arguments]
    with proxy(neo4j_empty.address, at(words, times), holds=True) as line:
        uri = line.address.uri.replace("bolt", scheme)
        environment = {**os.environ, **neo4j_empty.environment(), "NEO4J_URI": uri}
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=environment
        ) as running:
            until = time.monotonic() + 120
            while not line.cuts:
                assert time.monotonic() < until and running.poll() is None
                time.sleep(0.05)
            time.sleep(0.3)  # until it waits for an answer
            begun = time.monotonic()
            running.send_signal(signal.SIGINT)
            try:
                assert running.communicate(timeout=20)[1].splitlines() == [reported]
            finally:
                running.kill()
            assert time.monotonic() - begun < 5
    assert running.returncode == 130
