"""Builds: whenever one is killed the previous one answers and the next one succeeds; the same
input, the same bytes.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pledgegraph.errors import BuildDamaged, BuildRunning, NoBuildYet
from pledgegraph.workspace import builds
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing.marks import MARKER

from ..budget import LONG, some  # noqa: TID252 (tests are no package that could be named)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

STEPS = ("load", "tables", "graph", "finish")
MOMENTS = 24 if LONG else 1
"""How often the command is killed."""
DRIVER = """
import os, signal, sys
from pathlib import Path
from pledgegraph.workspace.workspace import Workspace

folder, place, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
calls = 0

def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

def dying(function):
    def called(*given, **named):
        global calls
        calls += 1
        if calls == count:
            die()
        return function(*given, **named)
    return called

def on_step(name):
    if name == place:
        die()

def switching(*given, **named):
    switch(*given, **named)
    os.fsync = die

if place == "switch":
    switch = os.replace
    os.replace = switching
elif place in ("fsync", "rename", "replace"):
    setattr(os, place, dying(getattr(os, place)))
Workspace(Path(folder)).build(force=True, on_step=on_step)
"""
"""Builds, and kills itself at a step, at the n-th call of a function of the system, or at the first
sync after the switch.
"""


def change(workspace: Workspace, number: int) -> None:
    """Another input, so that the next build is another one."""
    with (workspace.folder / "sources" / "register.csv").open("a", encoding="utf-8") as file:
        first = (workspace.folder / "sources" / "register.csv").read_text("utf-8").splitlines()[1]
        file.write(first.replace("A1", f"B{number}") + "\n")


def pledges(workspace: Workspace) -> int:
    """What the current build says, from its tables and from its graph."""
    count = workspace.tables["Pledge"].num_rows
    with contextlib.closing(workspace.engine()) as opened:
        assert opened.ask("MATCH (p:Pledge) RETURN count(*) AS n", {}) == [{"n": count}]
    assert workspace.manifest()["counts"]["Pledge"] == count
    return int(count)


def check_next_build(workspace: Workspace, wanted: int) -> None:
    """The next build succeeds, and leaves nothing behind of one that was killed."""
    workspace.build()
    assert pledges(workspace) == wanted
    assert not workspace.is_stale()
    left = {path.name for path in (workspace.folder / "build").iterdir()}
    assert not {name for name in left if name.endswith((".partial", ".new"))}
    assert len(left - {"current", ".lock", "cache", MARKER}) <= 2, "the last two builds are kept"


def killed_at(workspace: Workspace, place: str, count: int = 1) -> int:
    command = [sys.executable, "-c", DRIVER, str(workspace.folder), place, str(count)]
    return subprocess.run(
        command, cwd=workspace.folder, capture_output=True, timeout=120
    ).returncode


@pytest.mark.parametrize("step", some((*STEPS[1:], STEPS[0]), 4))
def test_killed_at_a_step(small: Workspace, step: str) -> None:
    change(small, 1)
    assert killed_at(small, step) == -signal.SIGKILL
    assert pledges(small) == 2
    check_next_build(small, 3)


@pytest.mark.parametrize(
    ("place", "count"),
    some([("fsync", 40), ("fsync", 1), ("replace", 1), ("rename", 1)], 2),
    ids=lambda value: str(value),
)
def test_killed_while_it_finishes(small: Workspace, place: str, count: int) -> None:
    """Before the first file is synced, amid them, before the folder gets its name, before
    ``current`` names it.
    """
    change(small, 1)
    assert killed_at(small, place, count) == -signal.SIGKILL
    assert pledges(small) == 2
    check_next_build(small, 3)


def test_killed_after_the_switch(small: Workspace) -> None:
    """The last folder synced is the one of the builds, after ``current`` names the new one: it
    answers.
    """
    change(small, 1)
    assert killed_at(small, "switch") == -signal.SIGKILL
    assert pledges(small) == 3
    check_next_build(small, 3)


def test_killed_at_moments_spread_over_the_build(small: Workspace) -> None:
    """The command itself, killed at moments of its own; one more is left to end."""
    command = [sys.executable, "-m", "pledgegraph", "-C", str(small.folder), "build", "--force"]
    change(small, 1)
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    length = time.monotonic() - started
    before = 3
    killed = 0
    for moment in range(MOMENTS):
        change(small, moment + 2)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(length * (moment + 0.5) / MOMENTS)
        process.kill()
        killed += process.wait(timeout=60) == -signal.SIGKILL
        now = pledges(small)
        assert now in (
            before,
            moment + 4,
        )  # the previous one, or one that was done before it was killed
        before = now
    assert killed >= MOMENTS / 2
    # The last one may have been done: only a build that has something to do clears away
    change(small, MOMENTS + 2)
    check_next_build(small, MOMENTS + 4)


def test_a_failed_build_leaves_the_previous_one(small: Workspace) -> None:
    change(small, 1)
    (small.folder / "sources" / "register.csv").write_bytes(b"\0")
    done = subprocess.run(
        [sys.executable, "-m", "pledgegraph", "-C", str(small.folder), "build"],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("F005 sources/register.csv:1: ")
    assert pledges(small) == 2
    assert small.is_stale()
    assert list((small.folder / "build").glob("*.partial")) == []


def test_two_builds_at_once(small: Workspace) -> None:
    """One goes on, the other is told so; the lock ends with its process."""
    with builds.building(small.folder):
        done = subprocess.run(
            [sys.executable, "-m", "pledgegraph", "-C", str(small.folder), "build"],
            capture_output=True,
            text=True,
        )
    assert done.returncode == 2
    assert (
        done.stderr
        == "B002 Another build of this workspace is running. Wait until it has finished.\n"
    )
    with pytest.raises(BuildRunning), builds.building(small.folder), builds.building(small.folder):
        pass
    small.build(force=True)


def test_the_same_input_is_built_once(small: Workspace) -> None:
    steps: list[str] = []
    small.build(on_step=steps.append)
    assert steps == []
    small.build(force=True, on_step=steps.append)
    assert tuple(steps) == STEPS


def test_the_last_two_builds_are_kept(small: Workspace) -> None:
    names = [builds.current_build(small.folder).name]
    for number in range(2):
        change(small, number)
        small.build()
        names.append(builds.current_build(small.folder).name)
        folders = {path.name for path in (small.folder / "build").iterdir() if path.is_dir()}
        assert folders == set(names[-2:])
    assert len(set(names)) == 3


def test_what_is_read_stays_while_a_build_ends(small: Workspace) -> None:
    """A reader that has resolved ``current`` gets one build's answers, though another one took its
    place.
    """
    reader = small.reading()
    change(small, 1)
    small.build()
    assert (pledges(reader), pledges(small)) == (2, 3)


def test_no_build_yet(unbuilt: Workspace) -> None:
    with pytest.raises(NoBuildYet):
        unbuilt.manifest()
    assert unbuilt.check().blocking() == []
    assert not (unbuilt.folder / "build").exists()


@pytest.mark.parametrize(
    "content",
    some([b"../../etc", b"", b"0123456789abcdef\n", b"\xff\xfe", b"\0" * 17], 3),
    ids=repr,
)
def test_a_damaged_pointer(small: Workspace, content: bytes) -> None:
    (small.folder / "build" / "current").write_bytes(content)
    with pytest.raises(BuildDamaged, match="--force"):
        small.cypher("MATCH (p:Pledge) RETURN p.id")
    check_next_build(small, 2)


def test_a_damaged_manifest(small: Workspace) -> None:
    """However it is damaged, nothing answers; the next build reads it as the questions do."""
    manifest = builds.current_build(small.folder) / "manifest.json"
    for content in (b"", b"{}", b"[]", b'{"base": 1', b"\xff", b"[" * 100_000):
        manifest.write_bytes(content)
        with pytest.raises(BuildDamaged, match="--force"):
            small.ask("unsupported")
    check_next_build(small, 2)


@pytest.mark.parametrize(
    "content", [None, b"", b"PAR1 and no more"], ids=["gone", "empty", "damaged"]
)
def test_damaged_tables(small: Workspace, content: bytes | None) -> None:
    for name in ("Pledge", "Source"):
        path = builds.current_build(small.folder) / "stated" / f"{name}.parquet"
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    with pytest.raises(BuildDamaged, match="--force"):
        small.explain("A1")
    with pytest.raises(BuildDamaged, match="--force"):
        small.export("turtle", small.folder / "x.ttl")


def test_a_build_that_is_removed_while_it_is_read(small: Workspace) -> None:
    reader = small.reading()
    shutil.rmtree(builds.current_build(small.folder))
    with pytest.raises(BuildDamaged):
        reader.explain("A1")
    with pytest.raises(BuildDamaged):
        small.manifest()


def test_a_source_that_is_written_while_it_is_read(small: Workspace) -> None:
    """The manifest would name other bytes than those in the graph."""

    def on_step(name: str) -> None:
        if name == "graph":
            change(small, 99)

    change(small, 1)
    with pytest.raises(
        Exception, match="F011 sources/register.csv: it changed while it was being read"
    ):
        small.build(on_step=on_step)
    assert pledges(small) == 2
    check_next_build(small, 4)


def bytes_of(workspace: Workspace) -> dict[str, bytes]:
    """Every file of the current build but the embedded graph, whose bytes differ from build to
    build.
    """
    folder = builds.current_build(workspace.folder)
    files = (path for path in folder.rglob("*") if path.is_file() and "graph.lbug" not in path.name)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_same_sources_give_the_same_bytes(short_sample: Workspace, tmp_path: Path) -> None:
    """In another folder, with other hash seeds, time zones and languages, and with files that have
    other dates.
    """
    elsewhere = [
        ("4242", "Pacific/Kiritimati", "tr_TR.UTF-8"),
        ("1", "America/New_York", "C"),
    ]
    for seed, zone, language in some(elsewhere, 2):
        folder = tmp_path / f"elsewhere {seed}"
        shutil.copytree(
            short_sample.folder,
            folder,
            ignore=shutil.ignore_patterns("build"),
            copy_function=shutil.copyfile,
        )
        around = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": language,
            "LANG": language,
        }
        command = [sys.executable, "-m", "pledgegraph", "-C", str(folder), "build"]
        subprocess.run(
            command, check=True, capture_output=True, env=around, cwd=tmp_path, timeout=300
        )
        made, wanted = bytes_of(Workspace(folder)), bytes_of(short_sample)
        assert wanted.keys() == made.keys()
        assert [name for name in made if made[name] != wanted[name]] == []
        assert json.loads(made["manifest.json"])["inputs"] == short_sample.input_hash()


@pytest.mark.parametrize(
    ("file", "change"), [(FILE, b'title = "Small"'), ("sources/register.csv", b"Identity cards")]
)
def test_every_change_is_seen(small: Workspace, file: str, change: bytes) -> None:
    assert not small.is_stale()
    path = small.folder / file
    before = path.read_bytes()
    path.write_bytes(before.replace(change, change.replace(b"S", b"T").replace(b"I", b"T"), 1))
    assert path.read_bytes() != before and small.is_stale()


def test_a_comment_in_the_settings_is_no_change(small: Workspace) -> None:
    with (small.folder / FILE).open("ab") as opened:
        opened.write(b"\n# a remark\n")
    assert not small.is_stale()
