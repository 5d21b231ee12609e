"""The list that a folder of ours carries: its files and their hashes, so that what is foreign is
known as foreign.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from pledgegraph.errors import OutputRefused

LIST = ".pledgegraph-files"
"""Its name in the folder; `sha256sum -c` reads it."""
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)")


@dataclass(frozen=True)
class Listing:
    """The files of a folder that pledgegraph wrote there, by their paths from it, and their
    hashes.
    """

    files: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, known: Mapping[str, str] | None = None) -> Listing:
        """All that is in a folder; of some files whoever wrote them knows the hash."""
        start = len(str(folder)) + 1
        hashes = {}
        for file in files_in(folder):
            name = str(file)[start:].replace(os.sep, "/")
            hashes[name] = (known or {}).get(name) or _hash(file)
        return cls(hashes)

    @classmethod
    def read(cls, folder: Path) -> Listing:
        """The list in a folder; an empty one where there is no folder or nothing in it.

        Raises:
            OutputRefused: the folder has other files and no list of ours.
        """
        if not os.path.lexists(folder) or not any(folder.iterdir()):
            return cls()
        path = folder / LIST
        # A list that is a link may vouch for files that lie elsewhere
        if not _is_plain_file(path):
            raise _foreign(folder)
        files = {}
        for line in path.read_text("utf-8", "replace").splitlines():
            found = _LINE.fullmatch(line)
            # A list that somebody edited vouches for nothing
            if found is None:
                raise _foreign(folder)
            digest, name = found.groups()
            files[name] = digest
        return cls(files)

    def write(self, folder: Path) -> None:
        """Write the list into the folder, whole at once: a folder without it is not complete."""
        # The form of sha256sum, so that anybody can check the files with --check
        lines = []
        for name, digest in sorted(self.files.items()):
            lines.append(f"{digest}  {name}\n")
        waiting = folder / f"{LIST}.new"
        waiting.write_text("".join(lines), "utf-8", newline="\n")
        os.replace(waiting, folder / LIST)

    def folders(self) -> set[str]:
        """Every folder below that a file of the list is in, or in one below it."""
        found: set[str] = set()
        for name in self.files:
            folder = name.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return found

    def check_unchanged(self, folder: Path) -> None:
        """``OutputRefused`` where a file is not as it was written: somebody's work is in it."""
        for name, digest in self.files.items():
            path = folder / name
            # A file that somebody deleted cannot be lost any more
            if not os.path.lexists(path):
                continue
            is_unchanged = _is_plain_file(path) and _hash(path) == digest
            if not is_unchanged:
                raise OutputRefused(
                    f"{path} was changed after pledgegraph wrote it",
                    "Move it away to keep it, or delete it; or name another folder.",
                )

    def check_free(self, folder: Path, ours: Listing) -> None:
        """``OutputRefused`` where a foreign file has the name of one of these files."""
        for name in self.files:
            path = folder / name
            if name not in ours.files and os.path.lexists(path):
                raise OutputRefused(
                    f"{path} is in the way and not from pledgegraph",
                    "Move it away, or name another folder.",
                )


def _foreign(folder: Path) -> OutputRefused:
    return OutputRefused(
        f"{folder} has files that are not from pledgegraph",
        "Name a new folder, or an empty one: what pledgegraph wrote has a list of its files.",
    )


def _is_plain_file(path: Path) -> bool:
    """Whether there is a file, and no link to one elsewhere."""
    return path.is_file() and not path.is_symlink()


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256")
    return digest.hexdigest()


def files_in(folder: Path) -> list[Path]:
    """All files and links below a folder; links are not followed."""
    return [path for path, is_folder in _below(folder) if not is_folder]


def folders_in(folder: Path) -> list[Path]:
    """The folders below a folder, the outer before the inner."""
    return [path for path, is_folder in _below(folder) if is_folder]


def _below(folder: Path) -> list[tuple[Path, bool]]:
    """Everything below a folder, sorted, and whether it is a folder."""
    found: list[tuple[Path, bool]] = []
    # Sorted, so that the list of two equal folders is the same
    entries = sorted(os.scandir(folder), key=attrgetter("name"))
    for entry in entries:
        path = Path(entry.path)
        is_folder = entry.is_dir(follow_symlinks=False)
        found.append((path, is_folder))
        if is_folder:
            found += _below(path)
    return found


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are one file, or two files with the same content."""
    try:
        own_status = os.lstat(one)
        other_status = os.lstat(other)
        if os.path.samestat(own_status, other_status):
            return True
        # The content of a link is that of a file elsewhere
        are_plain = _is_plain_file(one) and _is_plain_file(other)
        return are_plain and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
