"""What is left over: folders of runs that died before an output was whole, to be put in order."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
from pathlib import Path

from .listing import LIST, Listing, files_in, same_file
from .locks import locked
from .marks import MARKER, is_ours

PARTIAL = re.compile(r"\.pledgegraph-[0-9a-f]{16}\.partial")
"""The names of the folders in which outputs are made."""


def settle_left_over(parent: Path) -> None:
    """Put in order what runs left that were killed."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(parent):
            # Only folders of our form are looked into: the place is the user's own
            if not PARTIAL.fullmatch(entry.name):
                continue
            # Another user's folder stays: its lock cannot be opened to see whether its run lives
            if entry.is_dir(follow_symlinks=False) and _is_own(entry.stat()):
                with contextlib.suppress(OSError):
                    _settle_if_left(Path(entry.path))


def _is_own(found: os.stat_result) -> bool:
    return sys.platform == "win32" or found.st_uid == os.geteuid()


def _settle_if_left(folder: Path) -> None:
    if not is_ours(folder):
        # killed before it had a mark; one with anything in it is somebody else's, and stays
        folder.rmdir()
        return
    if sys.platform == "win32":
        (folder / "lock").unlink(missing_ok=True)  # refused while its run has it open
        settle(folder)
        return
    try:
        lock = os.open(folder / "lock", os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:  # killed before it had a lock, or after all else was gone
        _remove_marked(folder)
        return
    try:
        if locked(lock):
            settle(folder)
    finally:
        os.close(lock)


def settle(folder: Path) -> None:
    """Remove what a run left; what is not ours goes where it was, and stays here if it cannot.

    No link is followed: a folder that came with an archive may hold one that leads elsewhere.
    """
    new = folder / "new"
    before = folder / "old"
    if not before.is_symlink():
        with contextlib.suppress(OSError):
            _put_back(before, folder.parent)
    for part in (new, before):
        if part.is_symlink():
            continue
        with contextlib.suppress(OSError):
            for left in part.iterdir():
                now = folder.parent / left.name
                _clear(left, now)
            part.rmdir()
    with contextlib.suppress(OSError):
        is_empty = not (os.path.lexists(new) or os.path.lexists(before))
        if is_empty:
            (folder / "lock").unlink(missing_ok=True)
            _remove_marked(folder)


def _put_back(before: Path, parent: Path) -> None:
    """Outputs of a run that was killed between taking one away and putting the new one."""
    for old in before.iterdir():
        place = parent / old.name
        if not os.path.lexists(place):
            os.rename(old, place)


def _remove_marked(folder: Path) -> None:
    """Remove a folder in which nothing but its mark is left."""
    names = os.listdir(folder)
    if names in ([], [MARKER]):
        (folder / MARKER).unlink(missing_ok=True)
        folder.rmdir()


def _clear(left: Path, now: Path) -> None:
    """Remove an output that is not used: ``now`` is the one that is."""
    if left.is_symlink() or not left.is_dir():
        left.unlink()
        return
    # never whole: all in it is ours or has another name in the folder of before
    if not os.path.lexists(left / LIST):
        shutil.rmtree(left, ignore_errors=True)
        return
    listing = Listing.read(left)
    for file in files_in(left):
        name = file.relative_to(left).as_posix()
        place = now / name
        if name == LIST:  # goes last
            continue
        if name in listing.files or same_file(file, place):
            file.unlink()
        elif (now / LIST).exists() and not os.path.lexists(place):
            # it came while the folders changed places
            place.parent.mkdir(parents=True, exist_ok=True)
            os.rename(file, place)
    if files_in(left) == [left / LIST]:
        shutil.rmtree(left, ignore_errors=True)
