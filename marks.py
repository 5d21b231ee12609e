"""Marks: a folder that is made and removed here carries one, so that nobody else's is ever removed."""

from __future__ import annotations

import contextlib
import stat
from pathlib import Path

MARKER = ".pledgegraph"
"""The file that says that a folder is ours: in ``build/``, in each build, and in what is made of it."""
_TEXT = "pledgegraph made this folder, and removes it when it is not needed any more.\n"


def mark(folder: Path) -> None:
    """Say in a folder that it is ours."""
    with contextlib.suppress(FileExistsError), (folder / MARKER).open("x", encoding="utf-8", newline="\n") as file:
        file.write(_TEXT)


def is_ours(folder: Path) -> bool:
    """Whether a folder is a real one that carries our mark."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    try:
        return stat.S_ISREG((folder / MARKER).lstat().st_mode)
    except OSError:
        return False
