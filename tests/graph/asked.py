"""Questions that do not end, and the processes that are at them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph.embedded import FILE
from pledgegraph.graph.sparql import store_folder
from pledgegraph.workspace import builds
from pledgegraph.workspace.workspace import Workspace

POSIX = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no such wall, as the docs say"
)


ENDLESS = {
    "cypher": (
        "UNWIND range(1, 3000000) AS x UNWIND range(1, 3000000) AS y WITH x, y WHERE x = -y RETURN"
        " count(*) AS n"
    ),
    "sparql": (
        "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + " }"
    ),
}


LANGUAGES = ["cypher", "sparql"]


def store_of(workspace: Workspace, language: str) -> Path:
    build = builds.current_build(workspace.folder)
    return (
        build / FILE if language == "cypher" else store_folder(build, workspace.manifest()["base"])
    )


COMMAND = [sys.executable, "-m", "pledgegraph", "-C"]


def children_of(pid: int) -> list[int]:
    """By the process table: the processes whose parent is ``pid``."""
    done = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, check=True)
    table = [line.split() for line in done.stdout.decode().splitlines()]
    return [int(child) for child, parent in table if int(parent) == pid]


def wait_for(what: Any, seconds: float = 30) -> Any:
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
    return found


def is_there(pid: int) -> bool:
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    return done.stdout.strip() not in (b"", b"Z")
