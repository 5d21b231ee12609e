"""Builds: one folder each, complete before ``build/current`` names it; two builds never run at once."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pledgegraph.cache import CACHE, forget
from pledgegraph.errors import BuildDamaged, BuildRunning, NoBuildYet, WorkspaceProblem

CURRENT, MANIFEST = "current", "manifest.json"
_NAME = re.compile(r"[0-9a-f]{16}(-2)?")
_KEYS = {
    "base": str,
    "title": str,
    "tool": str,
    "inputs": str,
    "sources": list,
    "not_public": list,
    "replaced": list,
    "counts": dict,
    "findings": list,
}
AGAIN = "Run `pledgegraph build --force`."


def current_build(workspace: Path) -> Path:
    """The folder of the build that answers.

    Raises:
        WorkspaceProblem: there is no such folder.
        NoBuildYet: there is none.
        BuildDamaged: ``build/current`` names something else, or a build that is not there any more.
    """
    if not workspace.is_dir():
        raise WorkspaceProblem(f"There is no folder {workspace}", "Use `-C DIR` with the folder of a workspace.")
    pointer = workspace / "build" / CURRENT
    try:
        name = pointer.read_bytes().decode("utf-8", "replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoBuildYet("There is no build yet", "Run `pledgegraph build`.") from None
    except IsADirectoryError:
        name = ""
    if not _NAME.fullmatch(name):
        raise BuildDamaged(f"{pointer} does not name a build", AGAIN)
    folder = pointer.parent / name
    if not (folder / MANIFEST).exists():
        raise BuildDamaged(f"The build {name} is not there any more", AGAIN)
    return folder


def read_manifest(folder: Path) -> dict[str, Any]:
    """What a build was made of, and what it holds.

    Raises:
        BuildDamaged: the manifest cannot be read.
    """
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or any(not isinstance(found.get(key), kind) for key, kind in _KEYS.items()):
        raise BuildDamaged(f"The manifest of the build {folder.name} cannot be read", AGAIN)
    return found


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Tell files of a build that are missing or damaged as such, whichever library stumbles over them.

    Raises:
        BuildDamaged: a file of the build is not there any more, or not as it was written.
    """
    try:
        yield
    except (OSError, ValueError) as problem:
        if not _is_of_a_build(problem, folder):
            raise
        what = f"The build {folder.name} cannot be read ({' '.join(str(problem).split())[:200]})"
        gone = not (folder / MANIFEST).exists()
        raise BuildDamaged(what, "Newer builds took its place: ask again." if gone else AGAIN) from None


def _is_of_a_build(problem: OSError | ValueError, folder: Path) -> bool:
    """An OSError that names a file of the build, or an error of the library that reads its tables."""
    if isinstance(problem, OSError):
        return str(folder) in str(problem) or not (folder / MANIFEST).exists()
    return type(problem).__module__.partition(".")[0] == "pyarrow"


@contextlib.contextmanager
def building(workspace: Path) -> Iterator[None]:
    """Hold the workspace's lock; the system lets go of it when the process ends, however it ends.

    Raises:
        BuildRunning: somebody else holds it.
    """
    from filelock import FileLock, Timeout

    folder = workspace / "build"
    if folder.exists() and not folder.is_dir():
        raise WorkspaceProblem(f"{folder} is no folder", "Builds go there: move the file away.")
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
        _sync(file)
    _sync(partial)
    folder = partial.with_name(name)
    if folder.exists():
        remove(folder)
    os.rename(partial, folder)
    _sync(folder.parent)
    point_to(folder)
    return folder


def point_to(folder: Path) -> None:
    """Let ``build/current`` name a folder, and keep only the last two builds."""
    pointer = folder.parent / CURRENT
    before = pointer.read_bytes().decode("utf-8", "replace").strip() if pointer.is_file() else ""
    if pointer.is_dir():
        remove(pointer)
    waiting = folder.parent / f"{CURRENT}.new"
    waiting.write_text(folder.name + "\n", "utf-8", newline="\n")
    _sync(waiting)
    os.replace(waiting, pointer)
    _sync(folder.parent)
    for other in folder.parent.iterdir():
        if other.is_dir() and other.name not in (folder.name, before, CACHE):
            remove(other)
    forget(folder.parent, (folder.name, before))


def remove(folder: Path) -> None:
    """Remove a folder whose files may be read-only; one that another process still reads is left for next time."""
    for file in folder.rglob("*"):
        if file.is_file():
            with contextlib.suppress(OSError):
                file.chmod(stat.S_IWUSR | stat.S_IRUSR)
    shutil.rmtree(folder, ignore_errors=True)


_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}
"""What file systems say that cannot do it, and Windows of folders and of files opened to read; a full disk counts."""


def _sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:  # Windows opens no folders
        return
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in _NO_SYNC:
            raise
    finally:
        os.close(descriptor)
