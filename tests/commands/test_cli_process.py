"""The command line as a process: what the terminal, the locale, a full disk and an impatient user
do to it.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from pledgegraph.workspace import builds
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)

ONE_LINE = re.compile(r"[A-Z]\d{3} [^\n]+\n")


def command(*arguments: str | Path) -> list[str]:
    """The command line as a process of its own."""
    return [sys.executable, "-m", "pledgegraph", *map(str, arguments)]


def test_any_locale(small_built: Workspace) -> None:
    around = os.environ | {
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
    }
    asked = command("-C", small_built.folder, "list", "countries", "rkiye", "--format", "csv")
    done = subprocess.run(asked, capture_output=True, env=around, timeout=60)
    assert (done.returncode, done.stdout.decode("utf-8"), done.stderr) == (
        0,
        'id,name\n"TUR","Türkiye"\n',
        b"",
    )
    asked = command("-C", small_built.folder, "cypher", "RETURN 'Türkiye' AS name")
    done = subprocess.run(asked, capture_output=True, env=around, timeout=60)
    assert (done.returncode, done.stdout) == (2, b"")
    assert ONE_LINE.fullmatch(done.stderr.decode("utf-8"))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break in another way there")
@pytest.mark.parametrize(
    "arguments", [["list", "countries"], ["query", "unsupported"], ["--help"]], ids=" ".join
)
def test_a_reader_that_leaves_early(small_built: Workspace, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command("-C", small_built.folder, *arguments),
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_a_full_disk_behind_stdout(small_built: Workspace) -> None:
    with open("/dev/full", "wb") as full:
        asked = command("-C", small_built.folder, "list", "countries")
        done = subprocess.run(asked, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("X001 No space left on device")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
@pytest.mark.parametrize("most", some([150_000, 8_000, 20_000, 1_000_000], 4))
def test_a_disk_that_is_full_during_a_build(small: Workspace, most: int) -> None:
    import resource

    before = builds.current_build(small.folder)
    done = subprocess.run(
        command("-C", small.folder, "build", "--force"),
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(("X001 ", "E002 The graph could not be loaded"))
    assert builds.current_build(small.folder) == before
    assert len(small.ask("unsupported").rows) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for one process there")
def test_stopped_from_the_keyboard(small: Workspace) -> None:
    process = subprocess.Popen(
        command("-C", small.folder, "build", "--force"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not list((small.folder / "build").glob("*.partial")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (
        130,
        "",
        "Stopped. The previous build still answers.\n",
    )
    assert list((small.folder / "build").glob("*.partial")) == []
    assert len(small.ask("unsupported").rows) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals there")
@pytest.mark.parametrize(("columns", "most"), [(80, 4), (200, 4)])
def test_a_terminal_shows_what_fits_at_once(sample: Workspace, columns: int, most: int) -> None:
    # On a slow machine a line of progress would be among what is read here
    asked = command("--quiet", "-C", sample.folder, "query", "unsupported")
    lines = on_a_terminal(asked, columns).splitlines()
    drawn = sum(max(1, -(-len(line) // columns)) for line in lines)
    assert drawn <= 49, "and the prompt"
    starts = [at for at, line in enumerate(lines) if re.match(r"(PF|GRF-)\d+", line)]
    assert len(starts) >= 7
    assert all(after - before <= most for before, after in pairwise(starts))
    assert f"{len(starts)} of 36 rows; --format csv gives all." in lines
    assert "People concerned: 1,511,634" in " ".join(lines)


def test_a_terminal_shows_as_many_rows_as_asked_for(sample: Workspace, small: Workspace) -> None:
    shown = on_a_terminal(command("-C", sample.folder, "query", "unsupported", "--limit", "30"))
    assert "30 of 36 rows; 6 left out by --limit 30." in shown
    shown = on_a_terminal(
        command("-C", small.folder, "cypher", "MATCH (c:Country) RETURN c.iso3", "--limit", "30")
    )
    assert "30 of 250 rows;" in shown
    assert "25 of 250 rows;" in on_a_terminal(
        command("-C", small.folder, "cypher", "MATCH (c:Country) RETURN c.iso3")
    )


def on_a_terminal(asked: list[str], columns: int = 100) -> str:
    """What a command shows on a terminal."""
    import fcntl
    import pty
    import struct
    import termios

    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    process = subprocess.Popen(asked, stdin=its, stdout=its, stderr=its)
    os.close(its)
    parts = []
    try:
        while part := os.read(ours, 65536):
            parts.append(part)
    except OSError:  # what Linux says at the end
        pass
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return b"".join(parts).decode("utf-8")


def test_completion() -> None:
    around = os.environ | {
        "_PLEDGEGRAPH_COMPLETE": "complete_bash",
        "COMP_WORDS": "pledgegraph query uns",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(command(), capture_output=True, env=around, text=True, timeout=60)
    assert done.stdout.split() == ["unsupported"]


def test_the_console_script() -> None:
    script = shutil.which("pledgegraph", path=os.path.dirname(sys.executable))
    assert script is not None
    done = subprocess.run([script, "--version"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"pledgegraph \d+\.\d+\.\d+\S*\n", done.stdout)
    alone = subprocess.run([script], capture_output=True, text=True, timeout=60)
    assert alone.returncode == 2
    assert "Usage: pledgegraph" in alone.stdout + alone.stderr
