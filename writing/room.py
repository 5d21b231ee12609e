"""Room on the disk: what a full disk is known by, and the output that a failure names."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

_NO_ROOM = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Have what the system refuses name the output at ``path``, which a reader knows.

    Libraries often name nothing, or the folder in which the output is made. A copy that finds the
    disk full names the file that it reads.
    """
    try:
        yield
    except OSError as problem:
        # Users know the output by the name that they gave, not by the folder in which it is made
        is_aside = problem.filename is None or ".partial" in str(problem.filename)
        number = no_room(problem)
        if number:
            # pyarrow puts words of its own around the system's, or has no number
            problem.errno = number
            problem.strerror = os.strerror(number)
        if number or is_aside:
            problem.filename = str(path)
            # A copy names the file that it reads as well, which has room enough
            problem.filename2 = None
        raise


def no_room(problem: BaseException) -> int:
    """The system's number for a disk, a quota or a limit that leaves no room for a file; 0 for any
    other problem. Some libraries keep only the words.
    """
    if isinstance(problem, OSError) and problem.errno is not None:
        if problem.errno in _NO_ROOM:
            return problem.errno
        return 0
    words = str(problem)
    return next((number for number in _NO_ROOM if os.strerror(number) in words), 0)
