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
    def of(cls, folder: Path) -> Listing:
        """All that is in a folder."""
        hashes = {}
        for file in files_in(folder):
            hashes[file.relative_to(folder).as_posix()] = _hash(file)
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
        is_there = path.is_file() and not path.is_symlink()
        lines = path.read_text("utf-8", "replace").splitlines() if is_there else []
        found = [_LINE.fullmatch(line) for line in lines]
        if not is_there or None in found:
            hint = (
                "Name a new folder, or an empty one: what pledgegraph wrote has a list of its"
                " files."
            )
            raise OutputRefused(f"{folder} has files that are not from pledgegraph", hint)
        return cls({line[2]: line[1] for line in found if line})

    def write(self, folder: Path) -> None:
        """Write the list into the folder, whole at once: a folder without it is not complete."""
        # The form of sha256sum, so that anybody can check the files with --check
        lines = [f"{digest}  {name}\n" for name, digest in sorted(self.files.items())]
        text = "".join(lines)
        waiting = folder / f"{LIST}.new"
        waiting.write_text(text, "utf-8", newline="\n")
        os.replace(waiting, folder / LIST)

    def has_in(self, folder: str) -> bool:
        """Whether a file of the list is in a folder below."""
        return any(name.startswith(f"{folder}/") for name in self.files)

    def check_unchanged(self, folder: Path) -> None:
        """``OutputRefused`` where a file is not as it was written: somebody's work is in it."""
        for name, digest in self.files.items():
            path = folder / name
            if os.path.lexists(path) and (
                path.is_symlink() or not path.is_file() or _hash(path) != digest
            ):
                hint = "Move it away to keep it, or delete it; or name another folder."
                raise OutputRefused(f"{path} was changed after pledgegraph wrote it", hint)

    def check_free(self, folder: Path, ours: Listing) -> None:
        """``OutputRefused`` where a foreign file has the name of one of these files."""
        for name in self.files:
            if name not in ours.files and os.path.lexists(folder / name):
                hint = "Move it away, or name another folder."
                raise OutputRefused(f"{folder / name} is in the way and not from pledgegraph", hint)


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def files_in(folder: Path) -> list[Path]:
    """All files and links below a folder; links are not followed."""
    return [path for path, is_folder in _below(folder) if not is_folder]


def folders_in(folder: Path) -> list[Path]:
    """The folders below a folder, the outer before the inner."""
    return [path for path, is_folder in _below(folder) if is_folder]


def _below(folder: Path) -> list[tuple[Path, bool]]:
    found: list[tuple[Path, bool]] = []
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        path = Path(entry.path)
        is_folder = entry.is_dir(follow_symlinks=False)
        found.append((path, is_folder))
        if is_folder:
            found += _below(path)
    return found


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are one file, or two files with the same content."""
    try:
        if os.path.samestat(os.lstat(one), os.lstat(other)):
            return True
        # The content of a link is that of a file elsewhere
        if one.is_symlink() or other.is_symlink():
            return False
        plain = one.is_file() and other.is_file()
        return plain and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
