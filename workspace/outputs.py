"""Outputs: where they may be written, decided in one place for every command."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import sys
import tempfile
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pledgegraph.errors import OutputRefused
from pledgegraph.writing.listing import Listing, files_in
from pledgegraph.writing.whole import write_file, write_folder

from .settings import FILE
from .settings_file import read_settings

T = TypeVar("T")
KEPT = ("sources", "layouts", "decisions", "build", "publications")
"""The folders of a workspace that outputs are never written to."""
_OPEN_STREAM = re.compile(r"/dev/(stdout|stderr|fd/\d+)|/proc/[^/]+(/task/\d+)?/fd/\d+")
_NOTHING: Mapping[str, str] = {}
ELSEWHERE = "Choose another place for the output."


@dataclass(frozen=True)
class Output:
    """An output of a command on a workspace: a file, or a folder of files."""

    path: Path
    workspace: Path
    folder: bool = False

    def write(
        self,
        make: Callable[[Path], T],
        known: Mapping[str, str] = _NOTHING,
    ) -> T:
        """Have ``make`` write it. At every moment either the old or the complete new one exists.
        ``known`` are the hashes of files of a folder that ``make`` knows when it is done.

        Devices and pipes receive it once it is complete. A link stays; its target is written.

        Raises:
            OutputRefused: it may not be written there.
        """
        place = self.place()
        if place is None:
            return _send(self.path, make)
        if self.folder:
            return write_folder(place, make, known)
        return write_file(place, make)

    def write_text(self, text: str) -> None:
        """Write a text in UTF-8."""
        self.write(lambda new: new.write_text(text, "utf-8", newline="\n"))

    def place(self) -> Path | None:
        """The path it is really written to; None for a device or a pipe.

        Raises:
            OutputRefused: it may not be written there.
        """
        path = self.path
        _check_name(path)
        if _is_stream(path):
            if self.folder:
                raise OutputRefused(
                    f"{path} is not a folder", "This output is a folder of files: name a folder."
                )
            return None
        # Where links lead: rules must hold for the file that is really written
        place = Path(os.path.realpath(path))
        if place.is_symlink():
            raise OSError(
                errno.ELOOP,
                os.strerror(errno.ELOOP),
                str(path),
            )
        _check_kind(path, place, self.folder)
        for home in _workspaces(place, self.workspace):
            _check_home(path, place, home)
        if self.folder:
            _check_folder(
                path,
                place,
                Path(os.path.realpath(self.workspace)),
            )
        return place


def check_new_workspace(folder: Path) -> None:
    """``OutputRefused`` if the folder is one that another workspace keeps for its own files."""
    _check_name(folder)
    place = Path(os.path.realpath(folder))
    for home in _workspaces(place, place):
        _check_home(folder, place, home)


def _send(
    path: Path,
    make: Callable[[Path], T],
) -> T:
    """Send a complete output to a device or a pipe."""
    # What was written before must come before the output, which goes past Python's own buffer
    sys.stdout.flush()
    # Whole first: a reader of a pipe must not take a half for all
    with tempfile.TemporaryDirectory(prefix="pledgegraph-") as folder:
        whole = Path(folder) / f"output{path.suffix}"
        made = make(whole)
        try:
            with whole.open("rb") as ready, path.open("ab") as stream:
                shutil.copyfileobj(ready, stream)
        except OSError as problem:
            problem.filename = str(path)
            raise
    return made


def _check_name(path: Path) -> None:
    if str(path) == "-":  # it means standard output elsewhere, and a file of that name is a slip
        raise OutputRefused("- is not a file name", "Name a file.")
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise OutputRefused(f"{path} is not UTF-8", "Use a file name in UTF-8.") from None


def _is_stream(path: Path) -> bool:
    """Whether a path is a terminal, a pipe or another stream."""
    if _OPEN_STREAM.fullmatch(os.path.normpath(path)):
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    # A block device is a whole disk, and -o /dev/sda a slip of the hand
    if stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
        raise OutputRefused(f"{path} is a disk or a socket", ELSEWHERE)
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _check_kind(
    path: Path,
    place: Path,
    folder: bool,
) -> None:
    if place.is_dir() and not folder:
        raise OutputRefused(f"{path} is a folder", "Name a file in it.")
    if folder and place.exists() and not place.is_dir():
        raise OutputRefused(
            f"{path} is a file", "This output is a folder of files: name a new one."
        )
    if _folded(place.name) == FILE:
        raise OutputRefused(f"{path} is the settings file of a workspace", ELSEWHERE)


def _check_folder(
    path: Path,
    place: Path,
    home: Path,
) -> None:
    """A folder is replaced as a whole, so refuse one that cannot be or that contains other
    files.
    """
    here = Path(os.path.realpath(os.curdir))
    if place == here or place in here.parents:
        found = f"{path} is the current folder, or above it"
        raise OutputRefused(found, "Name a folder in it or next to it.")
    if os.path.ismount(place):
        raise OutputRefused(f"{path} is the top of a file system", "Name a folder in it.")
    if (place / FILE).exists() or place in home.parents:
        raise OutputRefused(f"{path} is a workspace, or contains this one", ELSEWHERE)
    if place.exists():
        Listing.read(place)


def _workspaces(place: Path, workspace: Path) -> Iterator[Path]:
    """The current workspace, and every one that contains the place."""
    # Every workspace around it: an output may lead into one that the command does not work on
    for folder in (Path(os.path.realpath(workspace)), *place.parents):
        if (folder / FILE).is_file():
            yield folder


def _check_home(
    path: Path,
    place: Path,
    home: Path,
) -> None:
    """``OutputRefused`` if a place belongs to a workspace's own files."""
    hint = f"{', '.join(KEPT)}, {FILE} and the sources are not for outputs. {ELSEWHERE}"
    above = {}
    for each in (place, *place.parents):
        if each.exists():
            above[_identity(each)] = each
    if place == home:
        return
    in_own_folder = f"{path} is in a folder for the workspace's own files"
    inside = above.get(_identity(home))
    if inside and _folded(place.relative_to(inside).parts[0]) in KEPT:
        raise OutputRefused(in_own_folder, hint)
    for name in KEPT:
        # By identity: a folder may have another name, through a link or a mount
        if (home / name).exists() and _identity(home / name) in above:
            raise OutputRefused(in_own_folder, hint)
    for file in (home / FILE, *_source_files(home)):
        same = file.exists() and _identity(file) in above
        # One that is not there yet is compared by name
        real_name = _folded(os.path.realpath(file))
        if same or real_name == _folded(str(place)):
            raise OutputRefused(f"{path} is one of the workspace's own files", hint)
    # Only a file with several names can be one of ours under another: to compare all takes long
    if not _has_other_names(place):
        return
    for file in _kept_files(home):
        if _identity(place) == _identity(file):
            found = f"{path} is another name of one of the workspace's own files"
            raise OutputRefused(found, hint)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _folded(name: str) -> str:
    """A name as compared by file systems that ignore case and trailing spaces and dots."""
    return unicodedata.normalize("NFC", name).casefold().rstrip(" .")


def _source_files(home: Path) -> Iterator[Path]:
    """The sources in pledgegraph.toml. If it cannot be read, ``read_settings`` raises the error."""
    try:
        data = tomllib.loads((home / FILE).read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        data = {}
        read_settings(home)
    # Of settings that a build would refuse: what may be a source is kept all the same
    sources = data.get("sources", [])
    if not isinstance(sources, list):
        return
    for source in sources:
        file = source.get("file") if isinstance(source, dict) else None
        if isinstance(file, str) and file and "\0" not in file:
            yield home / file


def _has_other_names(place: Path) -> bool:
    return place.is_file() and place.stat().st_nlink > 1


def _kept_files(home: Path) -> Iterator[Path]:
    for name in KEPT:
        if (home / name).is_dir():
            yield from (file for file in files_in(home / name) if file.exists())
