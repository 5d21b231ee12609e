"""Site files: the files of a new site, which keep those of the site before that are the same."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

MOST_WAITING = 16_000_000
"""Bytes that wait to be written. Many files one after the other take the system half as long as one
file after each page that is made.
"""


class SiteFiles:
    """Writes files into a new folder, the last ones with ``finish``. One that is the same in the
    folder before is the same file, with its time: who copies what changed copies nothing of it.
    """

    def __init__(
        self,
        new: Path,
        before: Path,
        hashes: dict[str, str] | None = None,
    ) -> None:
        """Files of a folder ``new``, of which the one ``before`` has some; ``hashes`` gets that of
        each by its path.
        """
        self.new = new
        self.before = before
        self.count = 0
        self.bytes = 0
        self.hashes = {} if hashes is None else hashes
        self._folders: set[str] = set()
        self._waiting: list[tuple[str, bytes]] = []
        self._waiting_bytes = 0
        self._has_before = before.is_dir()

    def write(self, path: str, text: str) -> None:
        """Write a text in UTF-8 to a path below the folder."""
        self.write_bytes(path, text.encode())

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write bytes to a path below the folder; they are there after ``finish``."""
        self._waiting.append((path, data))
        self._waiting_bytes += len(data)
        self.count += 1
        self.bytes += len(data)
        if self._waiting_bytes > MOST_WAITING:
            self.finish()

    def finish(self) -> None:
        """Write what waits."""
        # By path: files of one folder come together
        for path, data in sorted(self._waiting):
            self._write(path, data)
        self._waiting.clear()
        self._waiting_bytes = 0

    def _write(self, path: str, data: bytes) -> None:
        # Most files have a folder that is known already: to ask the system each time is slow
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            _make_folder(f"{self.new}/{folder}")
            self._folders.add(folder)
        place = f"{self.new}/{path}"
        if not (self._has_before and self._keep(path, place, data)):
            _write_new(place, data)
        # So that the list of the folder need not read everything again
        self.hashes[path] = hashlib.sha256(data).hexdigest()

    def _keep(
        self,
        path: str,
        place: str,
        data: bytes,
    ) -> bool:
        before = f"{self.before}/{path}"
        try:
            with open(before, "rb") as file:
                if file.read() != data:
                    return False
            os.link(before, place, follow_symlinks=False)
        except OSError:
            # Not there, or on a file system that gives a file no second name
            return False
        return True


def _make_folder(place: str) -> None:
    """Make a folder: that above it is there already but for the first of its kind."""
    try:
        os.mkdir(place)
    except OSError:
        os.makedirs(place, exist_ok=True)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""Never a file that is there: it may be one with a second name in the site before."""


def _write_new(place: str, data: bytes) -> None:
    """Write a new file: to open one as Python does takes longer than to write a small one."""
    descriptor = os.open(place, _NEW, 0o666)
    try:
        left = memoryview(data)
        while left:
            written = os.write(descriptor, left)
            left = left[written:]
    finally:
        os.close(descriptor)
