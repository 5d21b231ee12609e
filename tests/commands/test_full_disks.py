"""Full disks: what finds no room says where in one line, and leaves nothing half made."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from pledgegraph.workspace import starting, templates
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)

Ended = subprocess.CompletedProcess[str]
OnDisk = Callable[..., Ended]
ROOMY = "96M"
"""A disk that holds a build with all that was made of it, and is then filled to its end."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such disks there")


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "pledgegraph", *map(str, arguments)]


def no_disk() -> NoReturn:
    """Skip on a laptop, fail where services are required."""
    if os.environ.get("PLEDGEGRAPH_REQUIRE_SERVICES") == "1":
        pytest.fail("no small disk can be made: unshare and tmpfs are needed")
    pytest.skip("no small disk can be made here")


@pytest.fixture
def on_disk(tmp_path: Path) -> OnDisk:
    """Runs a command with a small disk at ``disk``, which a line of shell prepares and which goes
    with the command; on standard output is all that the disk has then.
    """
    disk = tmp_path / "disk"
    disk.mkdir()

    def run(size: str, prepare: str, asked: list[str]) -> Ended:
        mount = f'mount -t tmpfs -o size={size} tmpfs "{disk}" || exit 99'
        script = f'{mount}; cd "{disk}"; {prepare}; "$@" >/dev/null; status=$?; find . | sort'
        begin = ["unshare", "-Urm", "sh", "-c", f"{script}; exit $status", "sh"]
        if shutil.which("unshare") is None:
            no_disk()
        ended = subprocess.run([*begin, *asked], capture_output=True, text=True, timeout=120)
        if ended.returncode in (1, 99) and ended.stderr.startswith(("unshare", "mount")):
            no_disk()
        return ended

    return run


def check_line(ended: Ended, place: Path) -> None:
    hint = "Check path, permissions and free space."
    assert ended.stderr == f"X001 No space left on device: {place}. {hint}\n"
    assert ended.returncode == 2


@pytest.mark.parametrize(
    "asked", some([["draw", "--country", "TCD"], ["export", "turtle"]], 2), ids=" ".join
)
def test_an_output(
    small_built: Workspace, tmp_path: Path, on_disk: OnDisk, asked: list[str]
) -> None:
    out = tmp_path / "disk" / "out"
    whole = command("-C", small_built.folder, *asked, "-o", out)
    ended = on_disk("64k", "echo old > out", [*whole])
    check_line(ended, out)
    assert ended.stdout.split() == [".", "./out"]


@pytest.mark.parametrize("size", some(["16k", "100k", "3M"], 2))
def test_a_build(unbuilt: Workspace, tmp_path: Path, on_disk: OnDisk, size: str) -> None:
    """Full at its mark, in its tables and its graph."""
    disk = tmp_path / "disk"
    prepare = f'cp -r "{unbuilt.folder}" w'
    ended = on_disk(size, prepare, command("-C", disk / "w", "build"))
    check_line(ended, disk / "w" / "build")
    made = {line for line in ended.stdout.split() if line.startswith("./w/build/")}
    assert made <= {"./w/build/.lock", "./w/build/.pledgegraph"}


def test_a_build_leaves_the_one_before(
    small_built: Workspace, tmp_path: Path, on_disk: OnDisk
) -> None:
    disk = tmp_path / "disk"
    fill = f'cp -r "{small_built.folder}" w; cat /dev/zero > full 2> no'
    ended = on_disk(ROOMY, fill, command("-C", disk / "w", "build", "--force"))
    check_line(ended, disk / "w" / "build")
    name = (small_built.folder / "build" / "current").read_text().strip()
    lines = ended.stdout.split()
    assert f"./w/build/{name}/manifest.json" in lines
    assert not [line for line in lines if ".partial" in line]


@pytest.mark.parametrize("size", some(["300k", "16k"], 2))
def test_init_leaves_nothing(tmp_path: Path, on_disk: OnDisk, size: str) -> None:
    new = tmp_path / "disk" / "a" / "new"
    ended = on_disk(size, "true", command("init", new))
    assert ended.stderr.startswith(f"X001 No space left on device: {new / 'sources'}/")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert ended.stdout.split() == ["."]


def test_init_leaves_what_was_there(tmp_path: Path, on_disk: OnDisk) -> None:
    disk = tmp_path / "disk"
    ended = on_disk(
        "40k",
        "mkdir -p new/sources; echo mine > new/sources/notes.txt",
        command("init", disk / "new"),
    )
    assert ended.returncode == 2
    assert ended.stdout.split() == [".", "./new", "./new/sources", "./new/sources/notes.txt"]


def test_the_first_question_in_sparql(
    small_built: Workspace, tmp_path: Path, on_disk: OnDisk
) -> None:
    """Its store goes to a temporary folder, as where a disk can only be read."""
    disk = tmp_path / "disk"
    fill = f'cp -r "{small_built.folder}" w; rm -rf w/build/cache; cat /dev/zero > full 2> no'
    asked = command("-C", disk / "w", "sparql", "SELECT * { ?s ?p ?o } LIMIT 1")
    ended = on_disk(ROOMY, fill, asked)
    assert (ended.returncode, ended.stderr) == (0, "")


def refuse(path: Path, missing_ok: bool = False) -> None:
    raise PermissionError(path)


def test_a_stopped_init_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped when all but the template is there; what cannot be removed is named."""
    texts: list[Path] = []

    def write(path: Path, text: str) -> None:
        texts.append(path)
        if len(texts) == 2:
            raise KeyboardInterrupt
        path.write_text(text)

    for module in (starting, templates):
        monkeypatch.setattr(module, "write_text", write)
    with pytest.raises(KeyboardInterrupt) as stop:
        starting.init(tmp_path / "a" / "new", [], "support.csv")
    assert [path.name for path in texts] == ["pledgegraph.toml", "support.csv"]
    assert (list(tmp_path.iterdir()), getattr(stop.value, "__notes__", [])) == ([], [])
    texts.clear()
    (tmp_path / "new").mkdir()
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(KeyboardInterrupt) as stop:
        starting.init(tmp_path / "new", [], "support.csv")
    [note] = stop.value.__notes__
    assert note.startswith(f"Left: {tmp_path / 'new' / 'sources'}, ")
    assert str(tmp_path / "new" / "pledgegraph.toml") in note
