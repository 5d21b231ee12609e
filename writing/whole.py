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
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pledgegraph.errors import OutputRefused

from .left_over import settle, settle_left_over
from .listing import LIST, Listing, files_in, folders_in
from .locks import locked
from .marks import mark
from .room import naming

T = TypeVar("T")
_NOTHING: Mapping[str, str] = {}
MANY_FILES = 200
"""From this number on a folder is synced with its whole file system."""
MOST_TRIES = 20
"""How often a folder for an output is tried: another run may take it for one that was left. Under
/proc none can be made, though the place is there.
"""


def write_file(
    path: Path,
    make: Callable[[Path], T],
) -> T:
    """Have ``make`` write a file, and move it to ``path`` (not a link) once it is complete."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(
            errno.EACCES,
            os.strerror(errno.EACCES),
            str(path),
        )
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


def write_folder(
    path: Path,
    make: Callable[[Path], T],
    known: Mapping[str, str] = _NOTHING,
) -> T:
    """Have ``make`` write a folder, and put it in place when it is whole, with a list of its files;
    the hashes of those that ``known`` has by then are not worked out again.

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
        listing = Listing.of(new, known)
        # Before anything is moved: a file of somebody else must not be hidden by one of ours
        listing.check_free(path, ours)
        _take_foreign(path, ours, new)
        listing.write(new)
        _take_rights(path, new)
        _sync_folder(new, listing)
        put_in_place(path, new, folder / "old" / path.name)
        sync(path.parent)
    return made


def _sync_folder(new: Path, listing: Listing) -> None:
    """Have the system write a whole folder to the disk."""
    # One by one, the ten thousand files of a site take minutes
    if len(listing.files) > MANY_FILES and _sync_file_system(new):
        return
    for each in (*new.rglob("*"), new):
        # What is foreign was on the disk before, and may not be ours to open
        name = each.relative_to(new).as_posix()
        if each.is_dir() or name in listing.files or name == LIST:
            sync(each)


def _sync_file_system(folder: Path) -> bool:
    """Have the system write everything of the file system that a folder is on; False where this
    cannot be had.
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    call = getattr(ctypes.CDLL(None), "syncfs", None)
    if call is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return bool(call(descriptor) == 0)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _made_aside(path: Path) -> Iterator[Path]:
    """A folder in which an output is made; what is left in it goes, and problems name the
    output.
    """
    settle_left_over(path.parent)
    with naming(path):
        folder, lock = _partial(path.parent)
        try:
            (folder / "new").mkdir()
            (folder / "old").mkdir()
            yield folder
        finally:
            _end(folder, lock)


_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL


def _partial(parent: Path) -> tuple[Path, int]:
    """A new folder that only its owner can read, and its lock, which the system lets go when the
    process ends.
    """
    refused = OSError(
        errno.EBUSY,
        os.strerror(errno.EBUSY),
        str(parent),
    )
    for _ in range(MOST_TRIES):
        folder = parent / f".pledgegraph-{os.urandom(8).hex()}.partial"
        try:
            folder.mkdir(mode=0o700)
            mark(folder)
            lock = os.open(folder / "lock", _NEW, 0o600)
            if locked(lock) is not False and (folder / "lock").exists():
                return folder, lock
            os.close(lock)
        except FileNotFoundError as problem:
            if not parent.exists():
                raise
            refused = problem
        except BaseException:  # stopped in the midst of it
            settle(folder)
            raise
        # another run took the empty folder for one that was left, or nothing can be made there
    raise refused


def _end(folder: Path, lock: int) -> None:
    if sys.platform == "win32":  # which removes no open file
        os.close(lock)
    try:
        settle(folder)
    except BaseException:  # stopped in the midst of it
        settle(folder)
        raise
    finally:
        if sys.platform != "win32":
            os.close(lock)


@contextlib.contextmanager
def _listed(path: Path) -> Iterator[Listing]:
    """What is ours in a folder that is there, which no other run writes meanwhile."""
    listing = Listing.read(path)
    # Windows renames no folder with an open file
    if sys.platform == "win32" or not os.path.lexists(path / LIST):
        yield listing
        return
    with (path / LIST).open("rb") as file:
        # Another run may have put a new folder here before the lock was had
        is_same = os.path.samestat(os.fstat(file.fileno()), (path / LIST).stat())
        if locked(file.fileno()) is False or not is_same:
            found = f"Another run of pledgegraph writes {path}"
            raise OutputRefused(found, "Wait until it is done.")
        yield Listing.read(path)


def _take_foreign(
    path: Path,
    ours: Listing,
    new: Path,
) -> None:
    """Give foreign files a second name in the new folder, so that they are in both when the two
    change places.
    """
    if not path.exists():
        return
    kept = []
    for file in files_in(path):
        name = file.relative_to(path).as_posix()
        if name not in ours.files and name != LIST:
            kept.append(file)
    # A folder in which we had a file goes with it, unless something foreign is in it too
    with_foreign = {folder for file in kept for folder in file.parents}
    with_ours = ours.folders()
    folders = []
    for folder in folders_in(path):
        has_ours = folder.relative_to(path).as_posix() in with_ours
        if not has_ours or folder in with_foreign:
            folders.append(folder)
    for folder in folders:
        (new / folder.relative_to(path)).mkdir(exist_ok=True)
    for file in kept:
        inside = new / file.relative_to(path)
        try:
            os.link(file, inside, follow_symlinks=False)
        except (OSError, NotImplementedError):
            # a file system without such names, or a file of somebody else
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
            # Only an administrator may give files away; else the new one is of whoever writes it
            os.chown(new, found.st_uid, found.st_gid)
    new.chmod(stat.S_IMODE(found.st_mode))


def put_in_place(
    path: Path,
    new: Path,
    old: Path,
) -> None:
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


_NO_EXCHANGE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
"""What an old system says, or a file system that cannot let two folders change places."""


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where this cannot be had."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    rename = getattr(
        ctypes.CDLL(None, use_errno=True),
        "renameat2",
        None,
    )
    if rename is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    problem = ctypes.get_errno()
    if problem in _NO_EXCHANGE:
        return False
    raise OSError(problem, os.strerror(problem), str(other))


_NO_SYNC = {
    errno.EINVAL,
    errno.ENOTSUP,
    errno.EBADF,
    errno.EACCES,
    errno.EPERM,
}
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
