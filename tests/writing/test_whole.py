"""Writing: killed before each thing it does to a file, an output is the old one or the whole new
one.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.errors import OutputRefused
from pledgegraph.writing import whole as writing
from pledgegraph.writing.listing import LIST, Listing

from ..seeing import seen  # noqa: TID252

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGKILL, no fork and no such links"
)

DRIVER = """
import json, os, shutil, signal, sys
from pathlib import Path
from pledgegraph.writing import whole as writing

kind, in_one_step, top = sys.argv[1], sys.argv[2] == "one", Path(sys.argv[3])
writing.sync = lambda path: None  # the system goes on living
if not in_one_step:
    writing._exchanged = lambda one, other: False
FILES = ("open", "os.", "shutil.", "ctypes.dlsym")
calls = deadly = 0

def counted(event, given):
    global calls
    if deadly and event.startswith(FILES):
        calls += 1
        if calls == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(counted)

def make(words):
    def made(new):
        new.mkdir()
        for name in words:
            new.joinpath(name).write_text(words[name])
    return made

def write(place, generation):
    if kind == "file":
        writing.write_text(place, generation * 1000)
    else:
        words = {f"{generation}.csv": generation, "both.csv": generation}
        words["more.csv"] = generation * 1000
        writing.write_folder(place, make(words))

def foreign(place):
    (place / "mine" / "deep").mkdir(parents=True)
    (place / "mine" / "deep" / "notes.txt").write_text("mine")
    (place / "mine" / "empty").mkdir()
    (place / "thesis.txt").write_text("mine")
    (place / "link").symlink_to("thesis.txt")
    os.mkfifo(place / "mine" / "pipe")

def forked(generation, at):
    global calls, deadly
    child = os.fork()
    if not child:
        deadly = at
        try:
            write(folder / "out", generation)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]

def told():
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if ".partial" not in name:
            plain = path.is_file() and not path.is_symlink()
            plain = plain and path.name != ".pledgegraph-files"
            found[name] = path.read_text()[:3] if plain else ""
    return found

at = 0
while True:
    at += 1
    folder = top / str(at)
    folder.mkdir()
    write(folder / "out", "old")
    if kind == "folder":
        foreign(folder / "out")
    ended = forked("new", at)
    after = told()
    ended_again = forked("end", 0)
    left = [path.name for path in folder.iterdir() if ".partial" in path.name]
    found = {"ended": ended, "after": after, "again": ended_again, "then": told(), "left": left}
    print(json.dumps(found))
    shutil.rmtree(folder)
    if not ended:
        break
"""
"""Writes over an output and kills itself at its first dealing with a file, its second …, until it
comes to the end.
"""

MINE = {
    "out/link": "",
    "out/mine": "",
    "out/mine/deep": "",
    "out/mine/deep/notes.txt": "min",
    "out/mine/empty": "",
    "out/mine/pipe": "",
    "out/thesis.txt": "min",
}


def whole(kind: str, generation: str) -> dict[str, str]:
    """What is there when an output of a generation is whole."""
    if kind == "file":
        return {"out": generation}
    ours = {f"out/{name}.csv": generation for name in (generation, "both", "more")}
    return {"out": "", f"out/{LIST}": "", **ours, **MINE}


def killed_everywhere(kind: str, steps: str, folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-c", DRIVER, kind, steps, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_killed_before_each_thing_it_does(kind: str, tmp_path: Path) -> None:
    found = killed_everywhere(kind, "one", tmp_path)
    assert len(found) > {"file": 15, "folder": 60}[kind]
    assert [each["ended"] for each in found] == [9] * (len(found) - 1) + [0]
    states = [each["after"] for each in found]
    assert [
        state for state in states if state not in (whole(kind, "old"), whole(kind, "new"))
    ] == []
    assert states[0] == whole(kind, "old")
    assert states[-1] == whole(kind, "new")
    for each in found:
        assert (each["again"], each["left"], each["then"]) == (0, [], whole(kind, "end"))


def test_where_folders_change_places_in_two_steps(tmp_path: Path) -> None:
    """Between them nothing is there, and the next run puts it in order; what is foreign is never
    lost.
    """
    found = killed_everywhere("folder", "two", tmp_path)
    states = [each["after"] for each in found]
    assert [
        state
        for state in states
        if state not in (whole("folder", "old"), whole("folder", "new"), {})
    ] == []
    assert sum(state == {} for state in states) <= 2
    for each in found:
        assert (each["again"], each["left"], each["then"]) == (0, [], whole("folder", "end"))


def made(**files: str) -> Callable[[Path], int]:
    def make(new: Path) -> int:
        new.mkdir()
        for name, text in files.items():
            (new / f"{name}.csv").write_text(text)
        return len(files)

    return make


def test_a_folder_loses_what_is_gone_and_keeps_what_is_foreign(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert writing.write_folder(out, made(a="1", b="1")) == 2
    (out / "notes.txt").write_text("mine")
    (out / "closed").mkdir(mode=0o500)
    before = seen(out)
    writing.write_folder(out, made(b="2"))
    after = seen(out)
    assert after.keys() == {LIST, "b.csv", "notes.txt", "closed"}
    assert {name: after[name] for name in ("notes.txt", "closed")} == {
        name: before[name] for name in ("notes.txt", "closed")
    }
    assert (out / "b.csv").read_text() == "2"
    assert list(Listing.read(out).files) == ["b.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def other_list(out: Path) -> None:
    (out / LIST).rename(out.parent / "list")
    (out / LIST).symlink_to("../list")


def other_file(out: Path) -> None:
    (out / "a.csv").unlink()
    (out / "a.csv").symlink_to("b")


def other_folder(out: Path) -> None:
    (out / "a.csv").unlink()
    (out / "a.csv").mkdir()


REFUSALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed by hand": (lambda out: (out / "a.csv").write_text("mine"), "a.csv was changed after"),
    "made a link": (other_file, "a.csv was changed after"),
    "made a folder": (other_folder, "a.csv was changed after"),
    "in the way": (lambda out: (out / "c.csv").write_text("mine"), "c.csv is in the way"),
    "a link in the way": (lambda out: os.symlink("mine", out / "c.csv"), "c.csv is in the way"),
    "no list": (lambda out: os.unlink(out / LIST), "files that are not from pledgegraph"),
    "a list that is a link": (other_list, "files that are not from pledgegraph"),
    "a list of another tool": (
        lambda out: (out / LIST).write_text("a.csv\n"),
        "files that are not from pledgegraph",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_folder_with_somebody_s_work_is_refused(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    writing.write_folder(out, made(a="1"))
    work, said = REFUSALS[name]
    work(out)
    before = seen(tmp_path)
    with pytest.raises(OutputRefused, match=said):
        writing.write_folder(out, made(a="2", c="2"))
    assert seen(tmp_path) == before


def test_a_list_that_names_files_elsewhere_removes_none(tmp_path: Path) -> None:
    out, thesis = tmp_path / "out", tmp_path / "thesis.txt"
    thesis.write_text("mine")
    writing.write_folder(out, made(a="1"))
    digest = Listing.of(tmp_path).files["thesis.txt"]
    for name in ("../thesis.txt", str(thesis)):
        with (out / LIST).open("a") as file:
            file.write(f"{digest}  {name}\n")
    writing.write_folder(out, made(b="2"))
    assert thesis.read_text() == "mine"


def test_a_file_that_comes_at_the_last_moment_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After foreign files got their second names, before the folders change places."""
    out, switch = tmp_path / "out", writing.put_in_place
    writing.write_folder(out, made(a="1"))

    def late(path: Path, new: Path, old: Path) -> None:
        (out / "sub").mkdir()
        (out / "sub" / "late.txt").write_text("mine")
        switch(path, new, old)

    monkeypatch.setattr(writing, "put_in_place", late)
    writing.write_folder(out, made(b="2"))
    assert seen(out).keys() == {LIST, "b.csv", "sub", "sub/late.txt"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_run_beside_another_leaves_its_work(tmp_path: Path) -> None:
    """What another run is making is none that a dead one left."""

    def make(new: Path) -> None:
        writing.write_text(tmp_path / "y.csv", "y")
        with pytest.raises(OutputRefused, match="Another run"):
            writing.write_folder(tmp_path / "out", made(a="3"))
        made(a="2")(new)

    writing.write_folder(tmp_path / "out", made(a="1"))
    writing.write_folder(tmp_path / "out", make)
    assert (tmp_path / "out" / "a.csv").read_text() == "2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "y.csv"]


def test_a_failure_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    writing.write_folder(tmp_path / "out", made(a="1"))
    writing.write_text(tmp_path / "x.csv", "old")
    before = seen(tmp_path)

    def fail(new: Path) -> None:
        new.with_name("half").write_text("x")
        raise KeyboardInterrupt

    for write in (writing.write_folder, writing.write_file):
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path / ("out" if write is writing.write_folder else "x.csv"), fail)
    assert seen(tmp_path) == before


def test_folders_of_that_name_that_are_not_ours(tmp_path: Path) -> None:
    """A link, a file, and a folder that a run would not have made."""
    name = ".pledgegraph-0123456789abcde{}.partial"
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "lock").write_text("")
    (tmp_path / name.format(0)).symlink_to("precious")
    (tmp_path / name.format(1)).write_text("mine")
    (tmp_path / name.format(2)).mkdir()
    (tmp_path / name.format(2) / "thesis.txt").write_text("mine")
    before = seen(tmp_path)
    writing.write_text(tmp_path / "x.csv", "x")
    after = seen(tmp_path)
    assert {path: after[path] for path in before} == before


AS_NOBODY = """
import os, sys, tempfile
from pathlib import Path
from pledgegraph.writing import whole

with tempfile.TemporaryDirectory() as warm:
    whole.write_text(Path(warm, "x"), "")
if hasattr(os, "geteuid") and os.geteuid() == 0:  # root may write everything
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    whole.write_text(Path(sys.argv[1]), "new")
except PermissionError as problem:
    print("refused:", problem.filename)
"""
"""Everything is imported before, because this user may not read where Python is."""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder of the user of ``AS_NOBODY``; pytest's own are for who runs the tests alone."""
    with tempfile.TemporaryDirectory() as name:
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            os.chown(name, 65534, 65534)
        yield Path(name)


@pytest.mark.parametrize("mode", [0o444, 0o644])
def test_a_file_that_may_not_be_written_is_not_replaced(open_folder: Path, mode: int) -> None:
    path = open_folder / "x.csv"
    path.write_text("mine")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    path.chmod(mode)
    command = [sys.executable, "-c", AS_NOBODY, str(path)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60)
    refused, now = (f"refused: {path}\n", "mine") if mode == 0o444 else ("", "new")
    assert (said.stdout, said.stderr) == (refused, "")
    path.chmod(0o644)
    assert path.read_text() == now
    assert list(open_folder.iterdir()) == [path]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has such a folder")
def test_where_no_folder_can_be_made_though_the_place_is_there(tmp_path: Path) -> None:
    """Under /proc making one says that the place is missing; it is not tried for ever."""
    with pytest.raises(OSError, match="No such file"):
        writing.write_text(Path("/proc/picture.html"), "text")
