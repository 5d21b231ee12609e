"""Builds: one folder each, complete before ``build/current`` names it; two builds never run at
once.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pledgegraph.errors import (
    BuildDamaged,
    BuildRunning,
    ForeignBuild,
    NoBuildYet,
    PledgegraphError,
    WorkspaceProblem,
)
from pledgegraph.wording import worded
from pledgegraph.writing.marks import MARKER, is_ours, mark, remove

CURRENT, MANIFEST = "current", "manifest.json"
_NAME = re.compile(r"[0-9a-f]{16}(-2)?")
_PARTIAL = re.compile(r"[0-9a-f]{16}\.partial")
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


def has_current(workspace: Path) -> bool:
    """Whether there is a build that answers."""
    try:
        current_build(workspace)
    except (PledgegraphError, OSError):
        return False
    return True


def current_build(workspace: Path) -> Path:
    """The folder of the build that answers.

    Raises:
        WorkspaceProblem: there is no such folder.
        NoBuildYet: there is none.
        BuildDamaged: ``build/current`` names something else, or a build that is not there any more.
    """
    if not workspace.is_dir():
        raise WorkspaceProblem(
            f"There is no folder {workspace}", "Use `-C DIR` with the folder of a workspace."
        )
    pointer = workspace / "build" / CURRENT
    try:
        name = pointer.read_bytes().decode("utf-8", "replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoBuildYet(
            worded("There is no build yet"), worded("Run `pledgegraph build`.")
        ) from None
    except IsADirectoryError:
        name = ""
    if not _NAME.fullmatch(name):
        raise BuildDamaged(f"{pointer} does not name a build", AGAIN)
    folder = pointer.parent / name
    if not (folder / MANIFEST).exists():
        raise BuildDamaged(f"The build {name} no longer exists", AGAIN)
    return folder


def build_before(workspace: Path) -> Path | None:
    """The folder of the build before the current one, if it is kept."""
    current = current_build(workspace)
    others = []
    for folder in current.parent.iterdir():
        is_build = _NAME.fullmatch(folder.name) and is_ours(folder)
        if is_build and folder != current and (folder / MANIFEST).exists():
            others.append(folder)
    # The last two are kept, so that there is one other at most
    return max(others, key=lambda folder: folder.stat().st_mtime_ns, default=None)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The inputs and the content of a build.

    Raises:
        BuildDamaged: the manifest cannot be read.
    """
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        found = None
    damaged = BuildDamaged(
        f"The manifest of the build {folder.name} cannot be read",
        AGAIN,
    )
    if not isinstance(found, dict):
        raise damaged
    for key, kind in _KEYS.items():
        if not isinstance(found.get(key), kind):
            raise damaged
    return found


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Report missing or damaged files of a build as such, whichever library fails on them.

    Raises:
        BuildDamaged: a file of the build is missing or was changed.
    """
    try:
        yield
    except (OSError, ValueError) as problem:
        if not _is_of_a_build(problem, folder):
            raise
        reason = " ".join(str(problem).split())[:200]
        what = f"The build {folder.name} cannot be read ({reason})"
        gone = not (folder / MANIFEST).exists()
        raise BuildDamaged(
            what, "Newer builds have replaced it: ask again." if gone else AGAIN
        ) from None


def _is_of_a_build(problem: OSError | ValueError, folder: Path) -> bool:
    """An OSError that names a file of the build, or an error of the library that reads its
    tables.
    """
    if isinstance(problem, OSError):
        return str(folder) in str(problem) or not (folder / MANIFEST).exists()
    return type(problem).__module__.partition(".")[0] == "pyarrow"


@contextlib.contextmanager
def building(workspace: Path) -> Iterator[None]:
    """Hold the workspace's lock. The system releases it when the process ends, however it ends.

    Raises:
        BuildRunning: another process holds it.
        ForeignBuild: ``build/`` is not ours.
    """
    from filelock import FileLock, Timeout

    folder = workspace / "build"
    _take(folder)
    try:
        with FileLock(folder / ".lock", timeout=0):
            for left in folder.iterdir():
                if _PARTIAL.fullmatch(left.name):
                    _remove_left(left)
            yield
    except Timeout:
        raise BuildRunning(
            "Another build of this workspace is running", "Wait until it has finished."
        ) from None


def _remove_left(partial: Path) -> None:
    """Remove the folder of a killed build, which may not have been marked yet."""
    if is_ours(partial):
        remove(partial)
    else:
        with contextlib.suppress(OSError):
            partial.rmdir()  # only works on an empty folder


def _take(folder: Path) -> None:
    """Mark ``build/`` as ours if nothing in it is in the way; files of others stay.

    Raises:
        ForeignBuild: it is a link or a file, or something that is not ours has one of our names.
    """
    is_other = os.path.lexists(folder) and not folder.is_dir()
    if folder.is_symlink() or is_other:
        found = f"{folder} is a link or a file, not a folder"
        raise ForeignBuild(found, "Builds are written there: move it away.")
    folder.mkdir(parents=True, exist_ok=True)
    for name in (MARKER, ".lock", CURRENT, f"{CURRENT}.new"):
        _check_plain(folder / name)
    if (folder / MARKER).exists():
        return
    for entry in folder.iterdir():
        if _NAME.fullmatch(entry.name) and not is_ours(entry):
            _adopt(entry)
        elif entry.name == CURRENT and not _names_a_build(entry):
            raise ForeignBuild(f"{entry} is not from pledgegraph", "Move it away.")
    mark(folder)


def _check_plain(path: Path) -> None:
    """``ForeignBuild`` if the path of one of our files is a link or a folder: writing to it would
    change something else.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        raise ForeignBuild(f"{path} is a link or not a file", "Move it away.")


def _names_a_build(pointer: Path) -> bool:
    text = pointer.read_bytes()[:100].decode("utf-8", "replace")
    return bool(_NAME.fullmatch(text.strip()))


def _adopt(folder: Path) -> None:
    """Mark a build that was made before builds had marks."""
    try:
        made = (
            folder.is_dir()
            and not folder.is_symlink()
            and read_manifest(folder)["tool"].startswith("pledgegraph ")
        )
    except BuildDamaged:
        made = False
    if made:
        mark(folder)


def begin(workspace: Path, name: str) -> Path:
    """A new folder for a build, not yet in use.

    Raises:
        ForeignBuild: something that is not ours has its name.
    """
    partial = workspace / "build" / f"{name}.partial"
    foreign = ForeignBuild(f"{partial} is not from pledgegraph", "Move it away.")
    # Looked at first: from here on what has this name is ours, and goes if we are stopped
    if os.path.lexists(partial):
        raise foreign
    try:
        # Within: a stop may come as soon as the folder is there
        partial.mkdir()
        mark(partial)
    except FileExistsError:
        raise foreign from None
    except BaseException:  # a full disk, or a stop
        remove(partial)
        raise
    return partial


def finish(partial: Path, names: Sequence[str]) -> Path:
    """Make a complete folder the current build: synced, renamed, then named by ``current`` in one
    step.

    Args:
        partial: the folder.
        names: names to try; it gets the first one that is free or ours.

    Raises:
        ForeignBuild: none of the names is free.
    """
    from pledgegraph.writing.whole import sync

    for file in partial.rglob("*"):
        sync(file)
    sync(partial)
    folders = [partial.with_name(name) for name in names]
    free = []
    for folder in folders:
        if is_ours(folder) or not os.path.lexists(folder):
            free.append(folder)
    if not free:
        raise ForeignBuild(f"{folders[-1]} is not from pledgegraph", "Move it away.")
    remove(free[0])
    os.rename(partial, free[0])
    sync(partial.parent)
    point_to(free[0])
    return free[0]


def point_to(folder: Path) -> None:
    """Let ``build/current`` name a folder, and keep only the last two builds."""
    from pledgegraph.writing.cache import forget
    from pledgegraph.writing.whole import sync

    pointer = folder.parent / CURRENT
    waiting = folder.parent / f"{CURRENT}.new"
    for each in (pointer, waiting):
        _check_plain(each)
    before = pointer.read_bytes().decode("utf-8", "replace").strip() if pointer.exists() else ""
    waiting.unlink(missing_ok=True)
    with waiting.open("x", encoding="utf-8", newline="\n") as file:
        file.write(folder.name + "\n")
    sync(waiting)
    os.replace(waiting, pointer)
    sync(folder.parent)
    for other in folder.parent.iterdir():
        if (
            _NAME.fullmatch(other.name)
            and other.name not in (folder.name, before)
            and is_ours(other)
        ):
            remove(other)
    forget(folder.parent, (folder.name, before))
