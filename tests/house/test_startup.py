"""What is loaded when: a command that only needs to print its help does not wait for libraries of
tables and graphs.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pledgegraph.workspace.workspace import Workspace

HEAVY = {
    "jinja2",
    "ladybug",
    "neo4j",
    "networkx",
    "numpy",
    "pandas",
    "pyarrow",
    "pyoxigraph",
    "pyshacl",
    "pyvis",
    "rdflib",
}
RUN = """
import json, runpy, sys
sys.argv = ["pledgegraph", *json.loads(sys.argv[1])]
status = 0
try:
    runpy.run_module("pledgegraph", run_name="__main__")
except SystemExit as leaving:
    status = leaving.code
libraries = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps([status or 0, libraries]), file=sys.stderr)
"""


def loaded_by(command: list[str], folder: Path) -> tuple[set[str], str]:
    """The top-level modules in memory after a command that ended with status 0, and what it
    printed.
    """
    asked = [sys.executable, "-c", RUN, json.dumps(command)]
    done = subprocess.run(
        asked, capture_output=True, text=True, encoding="utf-8", cwd=folder, timeout=120
    )
    status, names = json.loads(done.stderr.splitlines()[-1])
    assert status == 0, done.stderr
    return set(names), done.stdout


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    text = (
        "import pledgegraph, sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    names = set(done.stdout.split())
    assert "pledgegraph" in names
    assert names & (HEAVY | {"typer", "rich"}) == set()


@pytest.mark.parametrize(
    "command", [["--help"], ["query", "--help"], ["query", "unsupported", "--help"], ["--version"]]
)
def test_help_loads_nothing_heavy(command: list[str], tmp_path: Path) -> None:
    names, printed = loaded_by(command, tmp_path)
    assert "pledgegraph" in printed
    assert "typer" in names
    assert names & HEAVY == set()


@pytest.mark.parametrize("asked", [["query", "unsupported"], ["list", "situations"]], ids=" ".join)
def test_a_question_or_a_list_loads_no_tables(
    sample: Workspace, tmp_path: Path, asked: list[str]
) -> None:
    command = ["-C", str(sample.folder), *asked, "--format", "json"]
    names, printed = loaded_by(command, tmp_path)
    assert json.loads(printed), "the sample register has host-country pledges open to matching"
    assert "ladybug" in names
    assert names & (HEAVY - {"ladybug", "pyoxigraph"}) == set()


def test_the_check_sees_a_heavy_library(tmp_path: Path) -> None:
    text = RUN.replace("status = 0\n", "status = 0\nimport networkx\n", 1)
    done = subprocess.run(
        [sys.executable, "-c", text, '["--version"]'], capture_output=True, text=True, cwd=tmp_path
    )
    assert "networkx" in json.loads(done.stderr.splitlines()[-1])[1]
