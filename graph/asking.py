"""Asking a text of somebody's own: in a child process that can open nothing more, watched for time
and memory.
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
from .limits import Limits, size_told

TICK = 0.02
"""Seconds between two looks at the child."""
LONGEST_BEGINNING = 1000
"""Bytes in which a child says that it reads the text, and that it has done so."""
_NARROWER = "Narrow it: a country, an area, a LIMIT; or allow more with"
_VALUES = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("decimal", "Decimal"),
    ("uuid", "UUID"),
    ("uuid", "SafeUUID"),
}
"""What an answer may hold beside plain values: the child is not trusted with more."""
Answer = tuple[Sequence[str], list[Sequence[Any]]]


def ask_cypher(
    build: Path, text: str, parameters: Mapping[str, object], limits: Limits
) -> list[Row]:
    """Rows of a reading Cypher text; ``parameters`` by name, without ``$``.

    Raises:
        QueryProblem: the text is refused.
        QueryTimeout: it ran into a limit, which the message names.
    """
    from .embedded import FILE, bindable

    bound = {key: bindable(key, value) for key, value in parameters.items()}
    names, rows = ask_child("cypher", build / FILE, text, bound, limits)
    return [dict(zip(names, row, strict=True)) for row in rows]


def ask_sparql(build: Path, base: str, text: str, limits: Limits) -> list[Row]:
    """Rows of a SPARQL query, nodes named by identifiers; errors as ``ask_cypher`` has them."""
    from .sparql import Naming, store_folder

    return Naming(base).rows(*ask_child("sparql", store_folder(build), text, {}, limits))


def ask_child(
    language: str,
    store: Path,
    text: str,
    parameters: Mapping[str, object],
    limits: Limits,
    *,
    check: bool = True,
) -> Answer:
    """The columns and rows of a text, from a child; without ``check`` what the child is held by is
    all there is.
    """
    # a locale that is not UTF-8 gives halves of characters; the engine would not say so in words
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
    # -P: a file of the user's folder must not pass for a module
    command = [sys.executable, "-P", "-m", "pledgegraph.graph.child"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        try:
            said, complaints = _watched(child, pickle.dumps(question), limits)
        finally:
            child.kill()
    return _answer(said, complaints, child.returncode, limits)


def _watched(
    child: subprocess.Popen[bytes], question: bytes, limits: Limits
) -> tuple[bytes, bytes]:
    """What the child says, and what it says on stderr; ``QueryTimeout`` as soon as it is over a
    limit.
    """
    assert child.stdin and child.stdout and child.stderr
    answer, complaints = _Collected(child.stdout), _Collected(child.stderr)
    started = time.monotonic()
    try:
        child.stdin.write(question)
        child.stdin.flush()  # it stays open: the child ends when it is closed
    except BrokenPipeError:  # the child could not even begin; it says why
        with suppress(BrokenPipeError):
            child.stdin.close()
    while answer.is_alive():
        answer.join(TICK)
        if time.monotonic() - started > limits.seconds:
            raise _not_read(limits) if _is_reading(answer.whole()) else _too_long(limits)
        if answer.size > limits.memory:
            raise _too_large(limits, "the answer takes")
        if _memory(child.pid) > limits.memory:
            raise _too_large(limits, "the query takes")
    complaints.join(1)
    return answer.whole(), complaints.whole()


class _Collected(threading.Thread):
    """All that comes out of a pipe."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._pipe, self._parts, self.size = pipe, list[bytes](), 0
        self.start()

    def run(self) -> None:
        while part := os.read(self._pipe.fileno(), 1 << 20):
            self._parts.append(part)
            self.size += len(part)

    def whole(self) -> bytes:
        """What has come."""
        return b"".join(self._parts)


def _memory(pid: int) -> int:
    """The bytes of memory in which a process is, where the system tells it."""
    if sys.platform == "linux":
        try:
            return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf(
                "SC_PAGE_SIZE"
            )
        except (OSError, IndexError):  # it has just ended
            return 0
    return 0 if sys.platform == "win32" else memory_by_ps(pid)


def memory_by_ps(pid: int) -> int:
    """The same, as every POSIX system tells it."""
    done = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False)
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


def _is_reading(said: bytes) -> bool:
    """Whether the last that a child says is that it begins to read the text."""
    kinds = []
    with suppress(EOFError, pickle.UnpicklingError):
        for kind, _, _ in _messages(said[:LONGEST_BEGINNING]):
            kinds.append(kind)
    return kinds == ["reading"]


def _too_large(limits: Limits, what: str = "the query takes") -> QueryTimeout:
    told = f"{what} more than {size_told(limits.memory)}, its limit of memory"
    return QueryTimeout(told, f"{_NARROWER} --memory.")


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _VALUES:
            raise QueryProblem(
                f"the answer has a value of the kind {module}.{name}",
                "Return it as a text or a number.",
            )
        return super().find_class(module, name)


def _messages(said: bytes) -> Iterator[tuple[str, Any, str]]:
    stream = io.BytesIO(said)
    while stream.tell() < len(said):
        yield _Unpickler(stream).load()


def _answer(said: bytes, complaints: bytes, status: int, limits: Limits) -> Answer:
    names: Sequence[str] = ()
    rows: list[Sequence[Any]] = []
    try:
        for kind, what, hint in _messages(said):
            if kind == "names":
                names = what
            elif kind == "rows":
                rows += what
            elif kind == "end":
                return names, rows
            elif kind not in ("reading", "read"):
                raise _told(kind, str(what), hint, limits)
    except (EOFError, pickle.UnpicklingError):  # it ended in the midst of a word
        pass
    raise _broken_off(complaints, status, limits)


def _told(kind: str, what: str, hint: str, limits: Limits) -> Exception:
    """What the child has told, as the exception that it stands for."""
    from .embedded import limit_hit, translated

    problem = RuntimeError(what)
    limit = limit_hit(problem) if kind == "engine" else kind
    if limit == "time":
        return _too_long(limits)
    if limit == "memory":
        return _too_large(limits)
    if kind == "engine":
        return translated(problem, "the query", limits.seconds, limits.memory)
    return {"NoBuildYet": NoBuildYet, "BuildDamaged": BuildDamaged}.get(kind, QueryProblem)(
        what, hint
    )


def _broken_off(complaints: bytes, status: int, limits: Limits) -> QueryProblem | QueryTimeout:
    """A child that ended without a word: by the clock of the system, for want of memory, or by a
    fault of an engine.
    """
    if sys.platform != "win32":
        if status == -signal.SIGALRM:
            return _too_long(limits)
        if status in (-signal.SIGKILL, -signal.SIGABRT):
            return _too_large(limits, "the system has no memory left, or the query takes")
    last = complaints.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return QueryProblem(
        f"the query broke off: {last or f'the engine ended with {status}'}",
        "Write it in another way.",
    )
