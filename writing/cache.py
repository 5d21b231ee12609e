"""The cache: what is made from a finished build on first use. It is next to the builds, so that no
reader writes into a build.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .marks import is_ours, mark, remove
from .room import naming, no_room

if TYPE_CHECKING:
    from filelock import BaseFileLock

CACHE = "cache"
"""The folder next to the builds; its part for a build is removed with the build."""
VIEW = "for-"
"""The start of the folder name of an audience's view, in the build or in its cache."""
SLOW_SECONDS = 2.0
"""How long something may take to be made before the user is informed."""
_temporary: dict[tuple[Path, str], Path] = {}
_tell: Callable[[], object] | None = None


def tell_if_slow(tell: Callable[[], object] | None) -> None:
    """Call a function once for all that takes longer than ``SLOW_SECONDS`` to be made; None: no
    more.
    """
    global _tell
    _tell = tell


def made_of(
    build: Path,
    name: str,
    files: Sequence[str],
    version: str,
    make: Callable[[Path], object],
) -> Path:
    """The folder that ``make`` fills, made once for a build, complete or not at all.

    If nothing can be written next to the builds, or the disk is full, it is a temporary folder,
    which is removed when this process ends.

    Args:
        build: the folder of a finished build, or of a view of one.
        name: its name in the cache.
        files: the files of the build that it is made of; if one of them changes, it is made again.
        version: of the program that makes it; another one may not read it.
        make: writes all of it into a folder that is not there yet.
    """
    # The key in the name: a build that was changed, or another program, finds nothing and makes its
    # own
    called = f"{name}-{_key(build, files, version)}"
    cache = _cache_of(build)
    called = called if cache.name == build.name else f"{build.name}-{called}"
    if (cache / called).is_dir() and _is_ours(cache):
        return cache / called
    try:
        _take(cache)
        lock = locked(cache)
    except (
        OSError,
        NotImplementedError,
    ):  # a disk or a folder that is only for reading, or that knows no locks
        return _made_elsewhere(build, called, make)
    try:
        _made_here(cache, called, make)
    except OSError as problem:
        if not no_room(problem):
            raise
        return _made_elsewhere(build, called, make)
    finally:
        lock.release()
    return cache / called


def _cache_of(build: Path) -> Path:
    """The folder in the cache for a build: of a view that of the whole build, because nobody writes
    into that.
    """
    whole = build.parent
    if build.name.startswith(VIEW) and is_ours(whole):
        if whole.parent.name == CACHE:
            return whole
        return whole.parent / CACHE / whole.name
    return whole / CACHE / build.name


def _is_ours(cache: Path) -> bool:
    """Whether it is ours, and neither a link nor inside one."""
    return is_ours(cache) and not cache.parent.is_symlink()


def _take(cache: Path) -> None:
    """Make the folder for a build; ``NotADirectoryError`` where something is that is not ours."""
    if not os.path.lexists(cache) and not cache.parent.is_symlink():
        cache.parent.mkdir(exist_ok=True)
        cache.mkdir(exist_ok=True)
    is_folder = cache.is_dir() and not cache.is_symlink()
    # An empty folder is taken over: a run may have died before it marked its own
    if is_folder and not any(cache.iterdir()):
        mark(cache)
    if not _is_ours(cache):
        raise NotADirectoryError(cache)


def _key(
    build: Path,
    files: Sequence[str],
    version: str,
) -> str:
    state = hashlib.sha256(version.encode())
    for name in files:
        found = (build / name).stat()
        # Size and time are enough: a finished build is never changed
        words = f" {name} {found.st_size} {found.st_mtime_ns}"
        state.update(words.encode())
    return state.hexdigest()[:16]


def locked(cache: Path) -> BaseFileLock:
    """The lock of a build's cache, held; the system lets go of it when the process ends, however it
    ends.
    """
    from filelock import FileLock

    lock: BaseFileLock = FileLock(cache / ".lock")
    lock.acquire()
    return lock


def _made_here(
    cache: Path,
    called: str,
    make: Callable[[Path], object],
) -> None:
    """Under the lock: made under another name and renamed when it is whole."""
    if (cache / called).is_dir():  # another process has made it meanwhile
        return
    # A new name each time: what a killed process left must not be taken for whole
    new = cache / f"{called}.new{secrets.token_hex(4)}"
    for left in cache.glob(f"{called}.new*"):  # of a process that was killed
        remove(left)
    try:
        _interruptible(make, new)
        new.rename(cache / called)
    finally:
        remove(new)


def _made_elsewhere(
    build: Path,
    called: str,
    make: Callable[[Path], object],
) -> Path:
    if (build, called) not in _temporary:
        folder = Path(tempfile.mkdtemp(prefix="pledgegraph-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        with naming(folder):
            _interruptible(make, folder / called)
        _temporary[build, called] = folder / called
    return _temporary[build, called]


def _interruptible(
    make: Callable[[Path], object],
    folder: Path,
) -> None:
    """In a thread, so that Ctrl-C does not wait until a library comes back; what it leaves is
    removed next time.
    """
    failed: list[BaseException] = []

    def run() -> None:
        try:
            make(folder)
        except BaseException as problem:
            failed.append(problem)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    tell = _tell
    told_at = time.monotonic() + SLOW_SECONDS
    while thread.is_alive():
        thread.join(0.1)
        if tell and time.monotonic() >= told_at:
            tell()
            tell = None
    if failed:
        raise failed[0]


def forget(builds: Path, kept: Sequence[str]) -> None:
    """Remove from the folder of builds what was made of those that are not kept."""
    cache = builds / CACHE
    if cache.is_symlink() or not cache.is_dir():
        return
    for made in cache.iterdir():
        # A folder without our mark is somebody else's, whatever its name
        if made.name not in kept and is_ours(made):
            remove(made)
