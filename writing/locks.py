"""Locks: whether a file is ours as long as this process lives."""

from __future__ import annotations

import errno
import sys

_BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)


def locked(descriptor: int) -> bool | None:
    """Whether an open file is locked now by us; None where the system has no such locks."""
    if sys.platform == "win32":  # where a file that is open cannot be removed
        return None
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        return False if problem.errno in _BUSY else None
    return True
