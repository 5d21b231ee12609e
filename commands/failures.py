"""Failures: every one a line on stderr and an exit status, never a traceback."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Iterator

from pledgegraph.errors import PledgegraphError, SourceProblems, shortened
from pledgegraph.personal import without_addresses

from .console import say

TOLD = 20
"""Problems that a failed build tells one by one."""
_REPORT = " `pledgegraph --debug …` shows where; please report it."
STOPPED, DEFECT = 130, 70
"""Exit statuses: stopped from the keyboard; a failure that is not in the tree of ``errors``."""


class _Closed(io.TextIOBase):
    """A standard stream that was closed before the command began: what is written there is lost,
    and that is told.
    """

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard output")


_still_true: list[str] = []
"""What a stop leaves as it was, in sentences."""


@contextlib.contextmanager
def saying_if_stopped(*sentences: str) -> Iterator[None]:
    """What else is said of a stop that comes meanwhile: Typer keeps nothing of an interrupt."""
    _still_true[:] = sentences
    yield
    _still_true.clear()


def prepare_streams() -> None:
    """UTF-8 on both streams whatever the locale, and a stream for one that is closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(
                sys,
                name,
                _Closed() if name == "stdout" else open(os.devnull, "w", encoding="utf-8"),
            )
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace"
            )  # a file's name may hold surrogates


def guarded(run: Callable[[], object], *, debug: Callable[[], bool] = lambda: False) -> int:
    """What a command's failures are: one line on stderr each, never a traceback; the exit status.

    Args:
        run: the command; it gives its exit status, or None for 0.
        debug: whether a failure that nobody foresaw shows where it happened.
    """
    try:
        return _status(run, debug)
    except OSError:  # stderr takes no line: its disk is full, or nobody reads it
        return PledgegraphError.exit_status
    finally:
        _still_true.clear()
        _let_go()


def _status(run: Callable[[], object], debug: Callable[[], bool]) -> int:
    try:
        status = run()
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except PledgegraphError as problem:
        _tell(problem)
        return problem.exit_status
    except BrokenPipeError:  # the reader has seen enough
        return 0
    except KeyboardInterrupt as stop:
        say(" ".join(["Stopped.", *_still_true, *_notes(stop)]))
        return STOPPED
    except MemoryError:
        say("X002 Out of memory. Narrow the question, or use a machine with more memory.")
        return PledgegraphError.exit_status
    except OSError as problem:
        place = f": {problem.filename}" if problem.filename else ""
        reason = shortened(f"{problem.strerror or problem}{place}")
        hint = "Check the path, your rights and the room on the disk."
        say(" ".join([f"X001 {reason}.", hint, *_notes(problem)]))
        return PledgegraphError.exit_status
    except UnicodeEncodeError:  # what the shell gave was not text in the locale's encoding
        say(
            "U001 A text of the command line is not valid UTF-8. Use a terminal and a locale in"
            " UTF-8."
        )
        return PledgegraphError.exit_status
    except Exception as problem:
        if _was_stopped(problem):
            say("Stopped.")
            return STOPPED
        if debug():
            raise
        what = without_addresses(" ".join(f"{type(problem).__name__}: {problem}".split())).text
        say(f"X003 This is a defect of pledgegraph ({shortened(what)}).{_REPORT}")
        return DEFECT


def _notes(problem: BaseException) -> list[str]:
    """What a failure leaves behind that nobody wants, in sentences."""
    return getattr(problem, "__notes__", [])


def _was_stopped(problem: BaseException) -> bool:
    """Whether a stop is behind it: Python 3.11 wraps one that comes while a class is made."""
    behind: BaseException | None = problem
    while behind is not None:
        if isinstance(behind, KeyboardInterrupt):
            return True
        behind = behind.__cause__ or behind.__context__
    return False


def _let_go() -> None:
    """Python flushes both streams once more as it leaves, and would tell in its own way what cannot
    be written.
    """
    for stream, own in ((sys.stdout, sys.__stdout__), (sys.stderr, sys.__stderr__)):
        try:
            stream.flush()
            if own is not None:
                own.flush()
        except (OSError, ValueError):
            if own is not None:
                os.dup2(os.open(os.devnull, os.O_WRONLY), own.fileno())


def _tell(problem: PledgegraphError) -> None:
    if not isinstance(problem, SourceProblems):
        say(f"{problem.code} {problem}")
        return
    for one in problem.problems[:TOLD]:
        say(str(one))
    more = len(problem.problems) - TOLD
    if more > 0:
        say(f"{more:,} more problems like these: `pledgegraph check` tells them all.")
