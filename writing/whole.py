"""Writing: an output, a file or a folder, is always the old one or the complete new one, whatever
happens meanwhile.

Each is made in a separate folder next to its destination, synced to disk, and then moved there in
one step:

    .pledgegraph-0123456789abcdef.partial/
        lock         held by the run that makes the output: a folder whose lock nobody holds was
            left by one that died
        new/NAME     the output as it is made; once two folders have changed places, the one that
        was there before
        old/NAME     the one that was there before, where the system cannot let two folders change
        places

If a run dies, the next one that writes in the same place cleans up.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pledgegraph.errors import OutputRefused

from .listing import LIST, Listing, files_in, folders_in, same_file
from .marks import MARKER, is_ours, mark
from .room import naming

T = TypeVar("T")
PARTIAL = re.compile(r"\.pledgegraph-[0-9a-f]{16}\.partial")
"""The names of the folders in which outputs are made."""
MOST_TRIES = 20
"""How often a folder for an output is tried: another run may take it for one that was left. Under
/proc none can be made, though the place is there.
"""
_BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)


def write_file(path: Path, make: Callable[[Path], T]) -> T:
    """Have ``make`` write a file, and move it to ``path`` (not a link) once it is complete."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    with _made_aside(path) as folder:
        new = folder / "new" / path.name
        made = make(new)
        _take_rights(path, new)
        sync(new)
        os.replace(new, path)
        sync(path.parent)
    return made


def write_text(path: Path, text: str) -> None:
    """A text in UTF-8 as a file."""
    write_file(path, lambda new: new.write_text(text, "utf-8", newline="\n"))


def write_folder(path: Path, make: Callable[[Path], T]) -> T:
    """Have ``make`` write a folder, and put it in place when it is whole, with a list of its files.

    What is foreign in the folder that was there before stays in it; our files that are gone are
    gone.

    Raises:
        OutputRefused: what is there is not ours, or was changed since, or another run writes it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _made_aside(path) as folder, _listed(path) as ours:
        ours.check_unchanged(path)
        new = folder / "new" / path.name
        made = make(new)
        new.mkdir(exist_ok=True)
        listing = Listing.of(new)
        listing.check_free(path, ours)
        _take_foreign(path, ours, new)
        listing.write(new)
        _take_rights(path, new)
        for each in (*new.rglob("*"), new):
            if each.is_dir() or each.relative_to(new).as_posix() in (*listing.files, LIST):
                sync(each)
        put_in_place(path, new, folder / "old" / path.name)
        sync(path.parent)
    return made


@contextlib.contextmanager
def _made_aside(path: Path) -> Iterator[Path]:
    """A folder in which an output is made; what is left in it goes, and problems name the
    output.
    """
    _settle_left_over(path.parent)
    with naming(path):
        folder, lock = _partial(path.parent)
        try:
            (folder / "new").mkdir()
            (folder / "old").mkdir()
            yield folder
        finally:
            _end(folder, lock)


def _partial(parent: Path) -> tuple[Path, int]:
    """A new folder that only its owner can read, and its lock, which the system lets go when the
    process ends.
    """
    refused = OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(parent))
    for _ in range(MOST_TRIES):
        folder = parent / f".pledgegraph-{os.urandom(8).hex()}.partial"
        try:
            folder.mkdir(mode=0o700)
            mark(folder)
            lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            if _locked(lock) is not False and (folder / "lock").exists():
                return folder, lock
            os.close(lock)
        except FileNotFoundError as problem:
            if not parent.exists():
                raise
            refused = problem
        except BaseException:  # stopped in the midst of it
            _settle(folder)
            raise
        # another run took the empty folder for one that was left, or nothing can be made there
    raise refused


def _end(folder: Path, lock: int) -> None:
    if sys.platform == "win32":  # which removes no open file
        os.close(lock)
    try:
        _settle(folder)
    except BaseException:  # stopped in the midst of it
        _settle(folder)
        raise
    finally:
        if sys.platform != "win32":
            os.close(lock)


def _locked(descriptor: int) -> bool | None:
    """Whether an open file is locked now by us; None where the system has no such locks."""
    if sys.platform == "win32":  # where a file that is open cannot be removed
        return None
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        return False if problem.errno in _BUSY else None
    return True


def _settle_left_over(parent: Path) -> None:
    """Put in order what runs left that were killed."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(parent):
            if (
                PARTIAL.fullmatch(entry.name)
                and entry.is_dir(follow_symlinks=False)
                and _is_own(entry.stat())
            ):
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
        _settle(folder)
        return
    try:
        lock = os.open(folder / "lock", os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:  # killed before it had a lock, or after all else was gone
        _remove_marked(folder)
        return
    try:
        if _locked(lock):
            _settle(folder)
    finally:
        os.close(lock)


def _settle(folder: Path) -> None:
    """Remove what a run left; what is not ours goes where it was, and stays here if it cannot.

    No link is followed: a folder that came with an archive may hold one that leads elsewhere.
    """
    parts = [folder / name for name in ("new", "old") if not (folder / name).is_symlink()]
    with contextlib.suppress(OSError):
        for old in (folder / "old").iterdir() if folder / "old" in parts else ():
            if not os.path.lexists(
                folder.parent / old.name
            ):  # killed between taking it away and putting the new one
                os.rename(old, folder.parent / old.name)
    for part in parts:
        with contextlib.suppress(OSError):
            for left in part.iterdir():
                _clear(left, folder.parent / left.name)
            part.rmdir()
    with contextlib.suppress(OSError):
        if not os.path.lexists(folder / "new") and not os.path.lexists(folder / "old"):
            (folder / "lock").unlink(missing_ok=True)
            _remove_marked(folder)


def _remove_marked(folder: Path) -> None:
    """Remove a folder in which nothing but its mark is left."""
    if [entry.name for entry in os.scandir(folder)] in ([], [MARKER]):
        (folder / MARKER).unlink(missing_ok=True)
        folder.rmdir()


def _clear(left: Path, now: Path) -> None:
    """Remove an output that is not used: ``now`` is the one that is."""
    if left.is_symlink() or not left.is_dir():
        left.unlink()
        return
    if not os.path.lexists(
        left / LIST
    ):  # never whole: all in it is ours or has another name in the folder of before
        shutil.rmtree(left, ignore_errors=True)
        return
    listing = Listing.read(left)
    for file in files_in(left):
        name = file.relative_to(left).as_posix()
        if name == LIST:  # goes last
            continue
        if name in listing.files or same_file(file, now / name):
            file.unlink()
        elif (now / LIST).exists() and not os.path.lexists(
            now / name
        ):  # it came while the folders changed places
            (now / name).parent.mkdir(parents=True, exist_ok=True)
            os.rename(file, now / name)
    if files_in(left) == [left / LIST]:
        shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _listed(path: Path) -> Iterator[Listing]:
    """What is ours in a folder that is there, which no other run writes meanwhile."""
    listing = Listing.read(path)
    if sys.platform == "win32" or not os.path.lexists(
        path / LIST
    ):  # a folder with an open file is not renamed there
        yield listing
        return
    with (path / LIST).open("rb") as file:
        is_same = os.path.samestat(os.fstat(file.fileno()), (path / LIST).stat())
        if _locked(file.fileno()) is False or not is_same:
            raise OutputRefused(
                f"Another run of pledgegraph writes {path}", "Wait until it is done."
            )
        yield Listing.read(path)


def _take_foreign(path: Path, ours: Listing, new: Path) -> None:
    """Give foreign files a second name in the new folder, so that they are in both when the two
    change places.
    """
    if not path.exists():
        return
    kept = [
        file
        for file in files_in(path)
        if file.relative_to(path).as_posix() not in (*ours.files, LIST)
    ]
    folders = [
        folder
        for folder in folders_in(path)
        if not ours.has_in(folder.relative_to(path).as_posix())
        or any(folder in file.parents for file in kept)
    ]
    for folder in folders:
        (new / folder.relative_to(path)).mkdir(exist_ok=True)
    for file in kept:
        inside = new / file.relative_to(path)
        try:
            os.link(file, inside, follow_symlinks=False)
        except (
            OSError,
            NotImplementedError,
        ):  # a file system without such names, or a file of somebody else
            shutil.copy2(file, inside, follow_symlinks=False)
    for folder in reversed(folders):  # rights last: a folder may be there to be read only
        shutil.copystat(folder, new / folder.relative_to(path))


def _take_rights(path: Path, new: Path) -> None:
    """What replaces an output may be read by whom that could be read by."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(new, found.st_uid, found.st_gid)
    new.chmod(stat.S_IMODE(found.st_mode))


def put_in_place(path: Path, new: Path, old: Path) -> None:
    """Put the new folder where the old one is: in one step, or in two where the system has no such
    step.
    """
    if not path.exists() or not any(path.iterdir()):
        if sys.platform == "win32" and path.exists():
            path.rmdir()
        os.rename(new, path)
    elif not _exchanged(new, path):
        os.rename(path, old)
        os.rename(new, path)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where this cannot be had."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    problem = ctypes.get_errno()
    if problem in (
        errno.EINVAL,
        errno.ENOSYS,
        errno.ENOTSUP,
    ):  # an old system, or a file system that cannot do it
        return False
    raise OSError(problem, os.strerror(problem), str(other))


_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}
"""What file systems say that cannot do it, and Windows of folders and of files opened to read; a
full disk counts.
"""


def sync(path: Path) -> None:
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
