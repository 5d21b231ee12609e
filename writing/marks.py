"""Marks: a folder that is made and removed here carries one, so that nobody else's is ever
removed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from pathlib import Path

MARKER = ".pledgegraph"
"""The file that says that a folder is ours: in ``build/``, in each build, and in what is made of
it.
"""
_TEXT = "pledgegraph made this folder, and removes it when it is not needed any more.\n"


def mark(folder: Path) -> None:
    """Say in a folder that it is ours."""
    with (
        contextlib.suppress(FileExistsError),
        (folder / MARKER).open("x", encoding="utf-8", newline="\n") as file,
    ):
        file.write(_TEXT)


def is_ours(folder: Path) -> bool:
    """Whether a folder is a real one that carries our mark."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    try:
        return stat.S_ISREG((folder / MARKER).lstat().st_mode)
    except OSError:
        return False


def remove(folder: Path) -> None:
    """Remove a folder of ours, whose files may be read-only; links in it are removed, not what they
    lead to.

    One that another process still reads is left for next time.
    """
    if folder.is_symlink() or not folder.is_dir():
        return
    _let_write(folder)
    for parent, folders, files in os.walk(folder):
        # A file's own rights stop nobody but Windows from removing it, and may be those of another
        # name of the file
        for name in (*folders, *(files if sys.platform == "win32" else ())):
            if not os.path.islink(os.path.join(parent, name)):
                _let_write(Path(parent, name))
    shutil.rmtree(folder, ignore_errors=True)


def _let_write(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.chmod(stat.S_IRWXU)
