"""What is in a folder: every thing below it with its rights and its content, links as they are."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

Seen = dict[str, tuple[int, bytes | str]]


def seen(folder: Path) -> Seen:
    """Path from the folder -> (mode, content)."""
    return dict(_seen(folder, folder))


def _seen(folder: Path, top: Path) -> Iterator[tuple[str, tuple[int, bytes | str]]]:
    for path in sorted(folder.iterdir()):
        mode = path.lstat().st_mode
        content: bytes | str = ""
        if stat.S_ISLNK(mode):
            content = os.readlink(path)
        elif stat.S_ISREG(mode):
            content = path.read_bytes()
        yield path.relative_to(top).as_posix(), (mode, content)
        if stat.S_ISDIR(mode):
            yield from _seen(path, top)
