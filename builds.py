"""Builds: one folder each, complete before ``build/current`` names it; two builds never run at once."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from pledgegraph.errors import BuildRunning, NoBuildYet

CURRENT = "current"
KEPT = 2


def current_build(workspace: Path) -> Path:
    """The folder of the build that answers.

    Raises:
        NoBuildYet: there is none.
    """
    pointer = workspace / "build" / CURRENT
    try:
        folder = pointer.parent / pointer.read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoBuildYet("There is no build yet", "Run `pledgegraph build`.") from None
    if not (folder / "manifest.json").exists():
        raise NoBuildYet(f"The build {folder.name} is not there any more", "Run `pledgegraph build`.")
    return folder


@contextlib.contextmanager
def building(workspace: Path) -> Iterator[None]:
    """Hold the workspace's lock; the system lets go of it when the process ends, however it ends.

    Raises:
        BuildRunning: somebody else holds it.
    """
    folder = workspace / "build"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=0):
            for left in folder.glob("*.partial"):
                remove(left)
            yield
    except Timeout:
        raise BuildRunning("Another build of this workspace is running", "Wait until it is done.") from None


def finish(partial: Path, name: str) -> Path:
    """Make a complete folder the current build: synced, renamed, then named by ``current`` in one step."""
    for file in partial.rglob("*"):
        if file.is_file():
            _sync(file)
    folder = partial.with_name(name)
    if folder.exists():
        remove(folder)
    os.rename(partial, folder)
    point_to(folder)
    return folder


def point_to(folder: Path) -> None:
    """Let ``build/current`` name a folder, and keep only the last two builds."""
    pointer = folder.parent / CURRENT
    before = pointer.read_text("utf-8").strip() if pointer.exists() else ""
    waiting = folder.parent / f"{CURRENT}.new"
    waiting.write_text(folder.name + "\n", "utf-8", newline="\n")
    _sync(waiting)
    os.replace(waiting, pointer)
    for other in folder.parent.iterdir():
        if other.is_dir() and other.name not in (folder.name, before):
            remove(other)


def remove(folder: Path) -> None:
    """Remove a folder whose files may be read-only; one that another process still reads is left for next time."""
    for file in folder.rglob("*"):
        if file.is_file():
            with contextlib.suppress(OSError):
                file.chmod(stat.S_IWUSR | stat.S_IRUSR)
    shutil.rmtree(folder, ignore_errors=True)


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
