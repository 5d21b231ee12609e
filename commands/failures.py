"""Failures: each becomes one line on stderr and an exit status, never a traceback."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

from pledgegraph.errors import PledgegraphError, Problem, SourceProblems, shortened
from pledgegraph.ontology.languages import LANGUAGES, Language
from pledgegraph.wording import Worded, said, worded_count

from .console import say

LISTED = 20
"""How many problems a failed build lists."""
_REPORT = " Please report it, with the output of `pledgegraph --debug …`."
STOPPED, DEFECT = 130, 70
"""Exit statuses: stopped from the keyboard; a failure that is not in ``errors``."""


class FileProblems(SourceProblems):
    """Problems of a file that is not a source yet: ``check`` does not list them."""


class _Closed(io.TextIOBase):
    """A standard stream that was closed before the command began: writing to it is an error."""

    def write(self, text: str) -> int:
        raise OSError(
            errno.EBADF,
            os.strerror(errno.EBADF),
            "standard output",
        )


_language = "en"
"""The language of the command that runs."""
_still_true: list[str] = []
"""Sentences on what a stop leaves unchanged."""


def speak(language: str) -> str:
    """Say failures in a language from now on; one that there is not is refused by the command."""
    global _language
    _language = language if language in LANGUAGES else "en"
    return language


@contextlib.contextmanager
def saying_if_stopped(*sentences: str) -> Iterator[None]:
    """Add sentences to the message of a stop: Typer passes on nothing of an interrupt."""
    _still_true[:] = sentences
    yield
    _still_true.clear()


def prepare_streams() -> None:
    """Set both streams to UTF-8 whatever the locale, and replace a closed one."""
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


def guarded(
    run: Callable[[], object],
    *,
    debug: Callable[[], bool] = lambda: False,
    was_stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Run a command and return its exit status; each failure is one line on stderr, no traceback.

    Args:
        run: the command; it returns its exit status, or None for 0.
        debug: whether an unexpected failure shows its traceback.
        was_stopped: whether a signal has asked to stop: a library may have caught the exception,
            and fail for it later.
    """

    def run_or_stop() -> object:
        try:
            return run()
        except BrokenPipeError:
            raise
        except Exception as problem:
            if was_stopped() or _was_stopped(problem):
                raise KeyboardInterrupt from problem
            raise

    try:
        return _status(run_or_stop, debug)
    except OSError:  # stderr cannot be written: its disk is full, or its reader is gone
        return PledgegraphError.exit_status
    finally:
        _still_true.clear()
        speak("en")
        _let_go()


def _status(
    run: Callable[[], object],
    debug: Callable[[], bool],
) -> int:
    try:
        # Before the status is known nothing is lost: a full disk is found when the stream is
        # flushed
        status = run()
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except PledgegraphError as problem:
        _tell(problem)
        return problem.exit_status
    except BrokenPipeError:  # the reader has stopped reading
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
        hint = "Check path, permissions and free space."
        say(" ".join([f"X001 {reason}.", hint, *_notes(problem)]))
        return PledgegraphError.exit_status
    except UnicodeEncodeError:  # an argument was not text in the locale's encoding
        say("U001 The command line is not valid UTF-8. Use a terminal and a locale in UTF-8.")
        return PledgegraphError.exit_status
    except Exception as problem:
        if debug():
            raise
        from pledgegraph.personal.addresses import without_addresses

        # The message of a library may quote a cell
        message = " ".join(f"{type(problem).__name__}: {problem}".split())
        what = without_addresses(message).text
        say(f"X003 This is a defect of pledgegraph ({shortened(what)}).{_REPORT}")
        return DEFECT


def _notes(problem: BaseException) -> list[str]:
    """Sentences on what a failure could not clean up."""
    return getattr(problem, "__notes__", [])


def _was_stopped(problem: BaseException) -> bool:
    """Whether a stop caused it: Python 3.11 wraps one that comes while a class is being created."""
    behind: BaseException | None = problem
    while behind is not None:
        if isinstance(behind, KeyboardInterrupt):
            return True
        behind = behind.__cause__ or behind.__context__
    return False


def _let_go() -> None:
    """Flush both streams now: Python flushes them when it exits, and would print a failure in its
    own way.
    """
    streams = ((sys.stdout, sys.__stdout__), (sys.stderr, sys.__stderr__))
    for stream, own in streams:
        try:
            stream.flush()
            if own is not None:
                own.flush()
        except (OSError, ValueError):
            if own is not None:
                # Python flushes it once more at its end, which must find a stream that takes all
                nothing = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nothing, own.fileno())


def tell(text: Worded) -> None:
    """Say a text on stderr, in the language of the command."""
    say(text.said(Language(_language)))


def translated(text: str) -> str:
    """A text in the language of the command, if it is worded; others are the same in all."""
    return said(text, Language(_language))


def spoken(problem: Problem) -> Problem:
    """The problem with what was found and what to do in the language of the command, for files."""
    speech = Language(_language)
    found = said(problem.found, speech)
    hint = said(problem.hint, speech)
    return replace(problem, found=found, hint=hint)


def in_language(problem: Problem) -> str:
    """A problem in the language of the command, as far as the catalogue has its texts."""
    return problem.said(Language(_language))


def _tell(problem: PledgegraphError) -> None:
    if not isinstance(problem, SourceProblems):
        say(f"{problem.code} {problem.said(Language(_language))}")
        return
    for one in problem.problems[:LISTED]:
        say(in_language(one))
    more = len(problem.problems) - LISTED
    if more <= 0:
        return
    if isinstance(problem, FileProblems):
        tell(worded_count("{number} more problem.", "{number} more problems.", more))
        return
    tell(
        worded_count(
            "{number} more problem: `pledgegraph check` lists them all.",
            "{number} more problems: `pledgegraph check` lists them all.",
            more,
        )
    )
