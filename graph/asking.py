"""Asking a text that a user wrote: in a child process that can open nothing, watched for time and
memory.
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from pledgegraph.errors import BuildDamaged, NoBuildYet, QueryProblem, QueryTimeout

from .engine import Row
from .limits import Limits, size_in_words

TICK = 0.02
"""Seconds between two checks of the child."""
LONGEST_BEGINNING = 1000
"""Bytes that hold the messages that a child is reading the text, and that it has read it."""
_NARROWER = "Narrow it: a country, an area, a LIMIT; or allow more with"
_VALUES = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("decimal", "Decimal"),
    ("uuid", "UUID"),
    ("uuid", "SafeUUID"),
}
"""What an answer may contain besides plain values. The child is not trusted: to unpickle any class
would let it run code here.
"""
Answer = tuple[Sequence[str], list[Sequence[Any]]]


def ask_cypher(
    build: Path,
    text: str,
    parameters: Mapping[str, object],
    limits: Limits,
) -> list[Row]:
    """The rows of a Cypher text that reads; ``parameters`` by name, without ``$``.

    Raises:
        QueryProblem: the text is refused.
        QueryTimeout: it reached a limit, which the message names.
    """
    from .embedded import FILE, bindable

    bound = {key: bindable(key, value) for key, value in parameters.items()}
    names, rows = ask_child(
        "cypher",
        build / FILE,
        text,
        bound,
        limits,
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def ask_sparql(
    build: Path,
    base: str,
    text: str,
    limits: Limits,
) -> list[Row]:
    """The rows of a SPARQL query, nodes named by identifiers; errors as those of ``ask_cypher``."""
    from .sparql import Naming, store_folder

    names, rows = ask_child(
        "sparql",
        store_folder(build, base),
        text,
        {},
        limits,
    )
    return Naming(base).rows(names, rows)


def ask_child(
    language: str,
    store: Path,
    text: str,
    parameters: Mapping[str, object],
    limits: Limits,
    *,
    check: bool = True,
) -> Answer:
    """The columns and rows of a text, from a child.

    Without ``check``, which is for tests, only the walls of the child are left.
    """
    # Under a locale that is not UTF-8 a text may have halves of characters. This raises a clear
    # error for them; the engine would not.
    text.encode()
    question = {
        "language": language,
        "store": str(store.resolve()),
        "text": text,
        "parameters": dict(parameters),
        "seconds": limits.seconds,
        "memory": limits.memory,
        "check": check,
    }
    # -P: a file in the user's folder must not be imported as a module.
    command = [sys.executable, "-P", "-m", "pledgegraph.graph.child"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        try:
            output, errors = _watched(
                child,
                pickle.dumps(question),
                limits,
            )
        finally:
            child.kill()
    return _answer(output, errors, child.returncode, limits)


def _watched(
    child: subprocess.Popen[bytes],
    question: bytes,
    limits: Limits,
) -> tuple[bytes, bytes]:
    """What the child writes on stdout and on stderr; ``QueryTimeout`` as soon as it is over a
    limit.
    """
    assert child.stdin and child.stdout and child.stderr
    answer = _Collected(child.stdout)
    errors = _Collected(child.stderr)
    started = time.monotonic()
    try:
        child.stdin.write(question)
        child.stdin.flush()  # not closed: the child ends when it is
    except BrokenPipeError:
        # The child could not start; its stderr says why.
        with suppress(BrokenPipeError):
            child.stdin.close()
    # By our own clock: the limit would be only as good as the one of the engine
    while answer.is_alive():
        answer.join(TICK)
        if time.monotonic() - started > limits.seconds:
            raise _not_read(limits) if _is_reading(answer.whole()) else _too_long(limits)
        if answer.size > limits.memory:
            raise _too_large(limits, "the answer takes")
        if _memory(child.pid) > limits.memory:
            raise _too_large(limits, "the query takes")
    errors.join(1)
    return answer.whole(), errors.whole()


class _Collected(threading.Thread):
    """A thread that reads a pipe to its end."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._parts: list[bytes] = []
        self.size = 0
        self.start()

    def run(self) -> None:
        while part := os.read(self._pipe.fileno(), 1 << 20):
            self._parts.append(part)
            self.size += len(part)

    def whole(self) -> bytes:
        """Everything that was read so far."""
        return b"".join(self._parts)


def _memory(pid: int) -> int:
    """The bytes of memory that a process takes; 0 where the system does not say."""
    if sys.platform == "linux":
        try:
            sizes = Path(f"/proc/{pid}/statm").read_bytes().split()
            return int(sizes[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):  # it has just ended
            return 0
    if sys.platform == "win32":
        return 0
    return memory_by_ps(pid)


def memory_by_ps(pid: int) -> int:
    """The same by a program that every POSIX system has."""
    done = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)],
        capture_output=True,
        check=False,
    )
    return int(done.stdout or 0) * 1024


def _too_long(limits: Limits) -> QueryTimeout:
    return QueryTimeout(
        f"the query took longer than {limits.seconds:g} s, its limit of time",
        f"{_NARROWER} --timeout.",
    )


def _not_read(limits: Limits) -> QueryTimeout:
    return QueryTimeout(
        f"the text of the query was not read within {limits.seconds:g} s, its limit of time",
        "Write it shorter: IN (…) or VALUES for many ||, fewer brackets; or allow more with"
        " --timeout.",
    )


def _is_reading(output: bytes) -> bool:
    """Whether the child's last message is that it is reading the text."""
    kinds = []
    with suppress(EOFError, pickle.UnpicklingError):
        for kind, _, _ in _messages(output[:LONGEST_BEGINNING]):
            kinds.append(kind)
    return kinds == ["reading"]


def _too_large(limits: Limits, what: str = "the query takes") -> QueryTimeout:
    return QueryTimeout(
        f"{what} more than {size_in_words(limits.memory)}, its limit of memory",
        f"{_NARROWER} --memory.",
    )


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _VALUES:
            raise QueryProblem(
                f"the answer has a value of the kind {module}.{name}",
                "Return it as a text or a number.",
            )
        return super().find_class(module, name)


def _messages(output: bytes) -> Iterator[tuple[str, Any, str]]:
    stream = io.BytesIO(output)
    while stream.tell() < len(output):
        yield _Unpickler(stream).load()


def _answer(
    output: bytes,
    errors: bytes,
    status: int,
    limits: Limits,
) -> Answer:
    names: Sequence[str] = ()
    rows: list[Sequence[Any]] = []
    try:
        for kind, what, hint in _messages(output):
            if kind == "names":
                names = what
            elif kind == "rows":
                rows += what
            elif kind == "end":
                return names, rows
            elif kind not in ("reading", "read"):
                raise _reported(
                    kind,
                    str(what),
                    hint,
                    limits,
                )
    except (EOFError, pickle.UnpicklingError):  # the child ended within a message
        pass
    raise _broken_off(errors, status, limits)


def _reported(
    kind: str,
    what: str,
    hint: str,
    limits: Limits,
) -> Exception:
    """The exception for an error that the child has reported."""
    from .embedded import limit_hit, translated

    problem = RuntimeError(what)
    limit = limit_hit(problem) if kind == "engine" else kind
    if limit == "time":
        return _too_long(limits)
    if limit == "memory":
        return _too_large(limits)
    if kind == "engine":
        return translated(
            problem,
            "the query",
            limits.seconds,
            limits.memory,
        )
    if kind == "NoBuildYet":
        return NoBuildYet(what, hint)
    if kind == "BuildDamaged":
        return BuildDamaged(what, hint)
    return QueryProblem(what, hint)


def _broken_off(
    errors: bytes,
    status: int,
    limits: Limits,
) -> QueryProblem | QueryTimeout:
    """The error for a child that ended without an answer: stopped by the clock of the system, for
    lack of memory, or by a fault of an engine.
    """
    if sys.platform != "win32":
        # The child's clock ends it where this process could not
        if status == -signal.SIGALRM:
            return _too_long(limits)
        if status in (-signal.SIGKILL, -signal.SIGABRT):
            return _too_large(limits, "the system has no memory left, or the query takes")
    last_line = errors.decode("utf-8", "replace").strip().rpartition("\n")[2]
    why = last_line or f"the engine ended with status {status}"
    return QueryProblem(f"the query broke off: {why}", "Write it in another way.")
