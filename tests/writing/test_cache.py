"""What is made of a build at its first use: beside the build, and there whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pledgegraph.ontology.table_files import read_table
from pledgegraph.workspace import builds
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing import cache
from pledgegraph.writing.cache import made_of
from pledgegraph.writing.marks import MARKER

COUNT = "SELECT (COUNT(*) AS ?n) { ?p a <https://w3id.org/pledgegraph#Pledge> }"
STOPPING = """
import sys, time
from pathlib import Path
from pledgegraph.graph import sparql

def stop(folder, *statements):
    assert all(path.stat().st_size for path in statements)
    folder.mkdir()
    (folder / "half").write_text("")
    folder.with_name(folder.name + ".7.new").mkdir()
    print("half", flush=True)
    time.sleep(600)

sparql.build_store = stop
sparql.store_folder(Path(sys.argv[1]), sys.argv[2])
"""


@pytest.fixture
def small(small: Workspace) -> Workspace:
    """The small workspace, of whose build nothing has been made yet."""
    shutil.rmtree(small.folder / "build" / "cache", ignore_errors=True)
    return small


def asking(folder: Path, **more: str) -> subprocess.Popen[bytes]:
    """The first question in SPARQL, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "pledgegraph",
        "-C",
        str(folder),
        "sparql",
        COUNT,
        "--format",
        "json",
    ]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | more
    )


def answered(process: subprocess.Popen[bytes]) -> object:
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, b""), err
    return json.loads(out)


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its size and when it was written."""
    found = {path: path.stat() for path in [folder, *folder.rglob("*")]}
    return {str(path): (each.st_size, each.st_mtime_ns) for path, each in found.items()}


def made(workspace: Workspace) -> list[str]:
    """What the cache holds of the current build, but its lock."""
    folder = workspace.folder / "build" / "cache" / builds.current_build(workspace.folder).name
    return sorted(path.name for path in folder.iterdir() if path.name not in (".lock", MARKER))


def test_no_reader_writes_into_a_build(small: Workspace, tmp_path: Path) -> None:
    build = builds.current_build(small.folder)
    before = state(build)
    small.sparql(COUNT)
    small.cypher("MATCH (p:Pledge) RETURN p.id")
    for engine in ("embedded", "sparql"):
        small.ask("unsupported", engine=engine)
    small.explain("A1")
    actor = small.cypher("MATCH (a:Actor) RETURN a.id AS id")[0]["id"]
    small.draw_named("actor", str(actor))
    for name in ("turtle", "nquads", "graphml", "csv"):
        small.export(name, tmp_path / name)
    small.dataset()
    assert small.manifest() and not small.is_stale()
    assert state(build) == before


def test_two_first_questions_at_once(small: Workspace) -> None:
    processes = [asking(small.folder) for _ in range(2)]
    assert [answered(process) for process in processes] == [[{"n": 2}]] * 2
    assert len(made(small)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_first_question_that_is_killed_leaves_nothing_half(small: Workspace) -> None:
    command = [
        sys.executable,
        "-c",
        STOPPING,
        str(builds.current_build(small.folder)),
        small.manifest()["base"],
    ]
    stopped = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert stopped.stdout is not None and stopped.stdout.readline() == b"half\n"
    waiting = asking(small.folder)  # it waits for the lock that the other holds
    stopped.send_signal(signal.SIGKILL)
    stopped.wait(60)
    stopped.stdout.close()
    assert answered(waiting) == [{"n": 2}]
    (name,) = made(small)
    assert ".new" not in name


def test_where_nothing_can_be_written_the_store_is_temporary(
    small: Workspace, tmp_path: Path
) -> None:
    (small.folder / "build" / "cache").write_text("somebody's")
    (tmp_path / "temporary").mkdir()
    around = {"TMPDIR": str(tmp_path / "temporary"), "TEMP": str(tmp_path / "temporary")}
    assert answered(asking(small.folder, **around)) == [{"n": 2}]
    assert list((tmp_path / "temporary").iterdir()) == []
    assert (small.folder / "build" / "cache").read_text() == "somebody's"


@pytest.mark.skipif(sys.platform == "win32", reason="rights work in another way there")
def test_a_workspace_that_is_only_for_reading_answers(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (small.folder / "build", builds.current_build(small.folder)):
        path.chmod(0o555)
    temporary: dict[tuple[Path, str], Path] = {}
    monkeypatch.setattr(cache, "_temporary", temporary)
    if os.geteuid() == 0:  # whom no rights hold
        monkeypatch.setattr(Path, "mkdir", refusing(small.folder))
    try:
        assert small.sparql(COUNT) == [{"n": 2}]
        ((folder, _),) = temporary
        assert folder == builds.current_build(small.folder)
    finally:
        for path in (small.folder / "build", builds.current_build(small.folder)):
            path.chmod(0o755)
    assert not (small.folder / "build" / "cache").exists()


def refusing(folder: Path) -> Callable[..., None]:
    """Makes a folder, but not inside this one."""
    kept = Path.mkdir

    def make(path: Path, *given: object, **named: object) -> None:
        if folder in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        kept(path, *given, **named)  # type: ignore[arg-type]

    return make


def test_a_linked_cache_is_left_alone(small: Workspace, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_text("precious")
    (small.folder / "build" / "cache").symlink_to(tmp_path / "precious")
    assert small.sparql(COUNT) == [{"n": 2}]
    small.build(force=True)
    assert [path.name for path in (tmp_path / "precious").iterdir()] == ["file"]


def test_what_was_made_of_a_build_goes_with_it(small: Workspace) -> None:
    first = small.folder / "build" / "cache" / builds.current_build(small.folder).name
    small.sparql(COUNT)
    assert first.is_dir()
    small.build(force=True)
    assert first.is_dir(), "the build before is kept"
    second = small.folder / "build" / "cache" / builds.current_build(small.folder).name
    assert second != first and not second.exists()
    with (small.folder / "sources" / "register.csv").open("ab") as file:
        file.write(b"\n")
    small.build()
    assert not first.exists()
    assert small.sparql(COUNT) == [{"n": 2}]


def test_a_build_that_was_changed_is_read_anew(small: Workspace) -> None:
    build = builds.current_build(small.folder)
    small.sparql(COUNT)
    pledges = read_table(build / "current" / "Pledge.parquet")
    pq.write_table(pledges.slice(1), build / "current" / "Pledge.parquet")
    assert small.sparql(COUNT) == [{"n": 1}]


def test_only_what_takes_long_is_reported_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    shown = threading.Event()

    def tell() -> None:
        heard.append("slow")
        shown.set()

    def make(folder: Path) -> None:
        assert shown.wait(60)
        folder.mkdir()

    cache.tell_if_slow(tell)
    try:
        made_of(tmp_path / "b", "quick", [], "1", Path.mkdir)
        assert heard == []
        monkeypatch.setattr(cache, "SLOW_SECONDS", 0)
        made_of(tmp_path / "b", "slow", [], "1", make)
        made_of(tmp_path / "b", "slow", [], "1", make)
        assert heard == ["slow"]
    finally:
        cache.tell_if_slow(None)


def test_the_manifest_is_read_once_a_question(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    kept = builds.read_manifest

    def counted(folder: Path) -> object:
        read.append(folder)
        return kept(folder)

    monkeypatch.setattr(builds, "read_manifest", counted)
    for engine in ("embedded", "sparql"):
        small.ask("unsupported", engine=engine)
    assert len(read) == 2
