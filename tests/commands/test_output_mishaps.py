"""Outputs of every command, killed and stopped at moments of their own, and on disks that are
full.
"""

import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from pledgegraph import cli
from pledgegraph.commands import failures
from pledgegraph.workspace.workspace import Workspace

from ..budget import LONG, some  # noqa: TID252 (tests are no package that could be named)
from ..seeing import seen  # noqa: TID252

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="there are no such signals and limits there"
)

MOMENTS = 24 if LONG else 1
"""How often each command is stopped."""
STOPS = {signal.SIGKILL: -9, signal.SIGINT: 130, signal.SIGTERM: 143}
COMMANDS = [
    ["export", "turtle"],
    ["export", "nquads"],
    ["export", "graphml"],
    ["export", "csv"],
    ["export", "neo4j-admin"],
    ["query", "unsupported", "--format", "csv"],
    ["query", "unsupported", "--format", "xlsx"],
    ["draw", "--country", "TCD"],
]
ALIKE = ("nquads", "graphml", "neo4j-admin")
"""Exports that are written by the same lines as Turtle, or as the folder of CSV."""
STOPPED = [each for each in COMMANDS if LONG or each[1] not in ALIKE]
FOLDERS = ("csv", "neo4j-admin")


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "pledgegraph", *map(str, arguments)]


def done(*arguments: str | Path, **given: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=120, **given)  # type: ignore[call-overload,no-any-return]


def made_here(*arguments: str | Path) -> None:
    """A command in this process, which has loaded the libraries already; it must succeed."""
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as leaving:
        patch.setattr(sys, "argv", ["pledgegraph", *map(str, arguments)])
        cli.main()
    assert not leaving.value.code


def put_old(out: Path, asked: list[str], workspace: Workspace) -> None:
    """Something that the output takes the place of: a folder of another format with a file of
    somebody's own.
    """
    if asked[1] not in FOLDERS:
        out.write_text("old")
        return
    workspace.export(FOLDERS[asked[1] == FOLDERS[0]], out)
    (out / "thesis.txt").write_text("mine")
    (out / "sub").mkdir()
    (out / "sub" / "thesis.txt").write_text("mine")


def state(out: Path) -> object:
    """What an output holds; a workbook, which holds the time too, only by its parts."""
    if out.is_dir():
        return seen(out)
    content = out.read_bytes()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            assert book.testzip() is None
            return sorted(
                (each.filename, each.CRC)
                for each in book.infolist()
                if "docProps" not in each.filename
            )
    return content


@pytest.mark.parametrize("asked", STOPPED, ids=" ".join)
def test_stopped_at_any_moment(small_built: Workspace, tmp_path: Path, asked: list[str]) -> None:
    folder, out = tmp_path / "outputs", tmp_path / "outputs" / "out"
    folder.mkdir()
    (folder / "precious.txt").write_text("mine")
    put_old(out, asked, small_built)
    old = state(out)
    whole: list[str | Path] = [*asked, "-o", out]
    made_here("-C", small_built.folder, *whole)
    new = state(out)
    assert old != new
    chance = random.Random(" ".join(asked))
    for moment in range(MOMENTS):
        shutil.rmtree(out) if out.is_dir() else out.unlink()
        put_old(out, asked, small_built)
        stop = list(STOPS)[(STOPPED.index(asked) + moment) % len(STOPS)]
        left = set(folder.glob("*.partial"))  # of the one that was killed before
        process = subprocess.Popen(
            command("-C", small_built.folder, *whole),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_for_partial(process, folder, left)
        time.sleep(chance.uniform(0, 0.05))
        process.send_signal(stop)
        reported = process.communicate(timeout=60)[1]
        assert process.returncode in (
            0,
            STOPS[stop],
            -stop,
        )  # the last while Python itself leaves, all being done
        assert "Traceback" not in reported
        assert state(out) in (old, new)
        if stop != signal.SIGKILL:
            assert sorted(path.name for path in folder.iterdir()) == ["out", "precious.txt"]
    made_here("-C", small_built.folder, *whole)
    assert state(out) == new
    assert sorted(path.name for path in folder.iterdir()) == ["out", "precious.txt"]
    assert (folder / "precious.txt").read_text() == "mine"


def wait_for_partial(process: "subprocess.Popen[str]", folder: Path, left: set[Path]) -> None:
    """Until the output begins to be made, or is done already."""
    deadline = time.monotonic() + 60
    while (
        process.poll() is None
        and not set(folder.glob("*.partial")) - left
        and time.monotonic() < deadline
    ):
        time.sleep(0.001)


@pytest.mark.parametrize("asked", some(STOPPED[::-1], 3), ids=" ".join)
def test_a_file_that_cannot_grow(small_built: Workspace, tmp_path: Path, asked: list[str]) -> None:
    """As on a full disk: the system refuses in the middle of a file."""
    import resource

    out = tmp_path / "out"
    put_old(out, asked, small_built)
    before = seen(tmp_path)
    most = 100
    refused = done(
        "-C",
        small_built.folder,
        *asked,
        "-o",
        out,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert (refused.returncode, refused.stdout) == (2, "")
    assert re.fullmatch(
        r"X001 File too large: [^\n]+\n", refused.stderr.splitlines(keepends=True)[-1]
    ), refused.stderr
    assert "Traceback" not in refused.stderr and "Exception" not in refused.stderr
    assert seen(tmp_path) == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
@pytest.mark.parametrize("asked", some([COMMANDS[6], COMMANDS[0], COMMANDS[5]], 3), ids=" ".join)
def test_devices_and_pipes(small_built: Workspace, asked: list[str]) -> None:
    at: list[str | Path] = ["-C", small_built.folder, *asked, "-o"]
    full = done(*at, "/dev/full")
    assert full.returncode == 2
    assert full.stderr.splitlines()[-1].startswith("X001 No space left on device: /dev/full.")
    assert "Traceback" not in full.stderr and "Exception" not in full.stderr
    assert done(*at, "/dev/null").returncode == 0
    piped = subprocess.run(command(*at, "/dev/stdout"), capture_output=True, timeout=120)
    assert piped.returncode == 0
    assert len(piped.stdout) > 200
    assert not piped.stdout.startswith(b"\xef\xbb\xbf")


def test_a_pipe_with_a_name(small_built: Workspace, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reading = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    sent = done(
        "-C",
        small_built.folder,
        "query",
        "unsupported",
        "--format",
        "json",
        "-o",
        tmp_path / "pipe",
    )
    reported = reading.communicate(timeout=60)[0]
    assert (sent.returncode, reported.startswith(b"[\n")) == (0, True)


STREAMS = [
    (["--version"], ">/dev/full", 2, "X001 No space left on device"),
    (["list", "countries"], ">/dev/full", 2, "X001 No space left on device"),
    (["query", "unsupported"], ">/dev/full", 2, "X001 No space left on device"),
    (["--help"], ">/dev/full", 2, "X001 No space left on device"),
    (["list", "countries"], ">&-", 2, "X001 Bad file descriptor: standard output"),
    (["check"], ">&-", 0, "0 blocking, 0 findings."),
    (["list", "pledges"], "2>&-", 0, ""),
    (["list", "pledgs"], "2>/dev/full", 2, ""),
    (["list", "countries"], ">/dev/full 2>/dev/full", 2, ""),
    (["list", "countries"], "| true", 0, ""),
]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
@pytest.mark.parametrize(
    ("asked", "stream", "status", "said"),
    some(STREAMS, 2),
    ids=[f"{' '.join(s[0])} {s[1]}" for s in some(STREAMS, 2)],
)
def test_streams_that_take_nothing(
    small_built: Workspace, asked: list[str], stream: str, status: int, said: str
) -> None:
    ended = subprocess.run(
        [
            "bash",
            "-o",
            "pipefail",
            "-c",
            f'"$@" {stream}',
            "bash",
            *command("-C", small_built.folder, *asked),
        ],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == status
    assert ended.stderr.startswith(said)
    assert ended.stderr.count("\n") == bool(said)


EARLY = """
import os, signal, sys
from importlib.abc import MetaPathFinder

module, stop = sys.argv[1:]

class Stopping(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == module:
            os.kill(os.getpid(), getattr(signal, stop))
            for turn in range(1000):
                turn += 1

sys.meta_path.insert(0, Stopping())
from pledgegraph.__main__ import main
sys.argv[1:] = ["--version"]
main()
"""


MODULES = (
    "pledgegraph.cli",
    "typer",
    "pledgegraph.commands.neo4j",
    "pledgegraph.queries.catalogue",
)
SIGNALS = (("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129))
# Of twelve every fifth: each signal and, but for one, each module
LOADED = some([(module, *each) for module in MODULES for each in SIGNALS], 5)


@pytest.mark.parametrize(("module", "name", "status"), LOADED)
def test_stopped_while_it_is_loaded(module: str, name: str, status: int) -> None:
    stopped = subprocess.run(
        [sys.executable, "-c", EARLY, module, name],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: signal.signal(
            getattr(signal, name), signal.SIG_DFL
        ),  # under nohup it would not be heard
    )
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (status, "", "Stopped.\n")


def test_a_signal_that_is_not_to_be_heard(small_built: Workspace) -> None:
    """As under ``nohup``, which lets a command go on when its terminal is closed."""
    text = EARLY.replace(
        "sys.meta_path", "signal.signal(signal.SIGHUP, signal.SIG_IGN)\nsys.meta_path", 1
    )
    going = subprocess.run(
        [sys.executable, "-c", text, "typer", "SIGHUP"], capture_output=True, text=True, timeout=60
    )
    assert (going.returncode, going.stderr) == (0, "")
    assert going.stdout.startswith("pledgegraph ")


SWALLOWED = """
import os, signal, sys
from pledgegraph.errors import NoBuildYet
from pledgegraph.workspace.workspace import Workspace

def load(workspace):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        for turn in range(1000):
            turn += 1
    except KeyboardInterrupt:
        pass
    raise FAILURE

Workspace.check = load
from pledgegraph.__main__ import main
sys.argv[1:] = ["check"]
main()
"""


@pytest.mark.parametrize(
    "failure", ["NoBuildYet('no library')", "OSError('no library')", "RuntimeError('no library')"]
)
def test_a_library_that_catches_a_stop_and_fails_was_stopped(failure: str) -> None:
    """Ladybug's does, where the stop comes while its extension is loaded."""
    stopped = subprocess.run(
        [sys.executable, "-c", SWALLOWED.replace("FAILURE", failure)],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (130, "", "Stopped.\n")


LEAVING = """
import sys
from pledgegraph import cli
from pledgegraph.workspace.workspace import Workspace

def leave(workspace):
    sys.exit(1)

Workspace.check = leave
sys.argv[1:] = ["check"]
cli.main()
"""


def test_a_library_that_ends_the_program_is_no_broken_pipe() -> None:
    left = subprocess.run(
        [sys.executable, "-c", LEAVING], capture_output=True, text=True, timeout=60
    )
    assert (left.returncode, left.stdout) == (failures.DEFECT, "")
    assert left.stderr.startswith("X003 ")
