"""Site files: the files of a new site, which keep those of the site before that are the same."""

from __future__ import annotations

import os
from pathlib import Path


class SiteFiles:
    """Writes files into a new folder. One that is the same in the folder before is the same file,
    with its time: who copies what changed copies nothing of it.
    """

    def __init__(self, new: Path, before: Path) -> None:
        self.new = new
        self.before = before
        self.count = 0
        self.bytes = 0
        self._folders: set[str] = set()
        self._has_before = before.is_dir()

    def write(self, path: str, text: str) -> None:
        """Write a text in UTF-8 to a path below the folder."""
        self.write_bytes(path, text.encode())

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write bytes to a path below the folder."""
        # Most files have a folder that is known already: to ask the system each time is slow
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(self.new / folder, exist_ok=True)
            self._folders.add(folder)
        place = f"{self.new}/{path}"
        if not (self._has_before and self._keep(path, place, data)):
            with open(place, "wb") as file:
                file.write(data)
        self.count += 1
        self.bytes += len(data)

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
