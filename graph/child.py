"""Child: the process in which a text that a user wrote runs. It opens its store, then it can open
nothing more.

A text that passes the check can still not read a file, reach a network or start a program: on POSIX
the process may open no further file or connection, and on Linux it may not make, rename or remove
anything either. It ends with the process that started it. ``asking`` is the other end: it watches
time and memory.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from pledgegraph.errors import NoBuildYet, QueryProblem

BATCH = 5_000
"""Rows that are sent at a time, so that a large answer is never in this process as a whole."""
GRACE = 5
"""Seconds over the limit of time after which the system ends a child that nobody has ended."""
Streamed = tuple[Sequence[str], Iterator[Sequence[object]]]
"""The names of the columns, and the rows."""
Opened = Callable[[str, Mapping[str, object]], Streamed]
"""An open store: a function of a text and its parameters that returns the names of the columns, and
the rows.
"""
WARMING = (
    "RETURN date('2020-01-02'), timestamp('2020-01-01 10:00:00'), interval('1 day'), [1, NULL], {a:"
    " 1}, blob('a'), uuid('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), cast(1 AS INT128), cast(1.5 AS"
    " DECIMAL(5, 2)), map([1], ['a'])"
)
"""A value of each type: Ladybug's library imports modules for them, which it cannot do later."""


def main() -> None:
    """Read one question from stdin, as pickled by ``asking``, and write its answer to stdout."""
    question = pickle.load(sys.stdin.buffer)
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints goes to stderr: it would break the answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # First, as only threads that are started later get these limits too.
    _refuse_changes()
    _bind_to_parent(question["seconds"])
    language = question["language"]
    store = Path(question["store"])
    try:
        unreadable = _checked(question, answer)
        opened = _OPENERS[language](store, question)
        _open_no_more(language, store)
        if unreadable:
            # If the engine cannot read the text either, its message names the place better.
            opened(question["text"], {})
            raise unreadable
        _answer(opened, question, answer)
    except (NoBuildYet, QueryProblem) as problem:
        _send(answer, (type(problem).__name__, problem.args[0], problem.hint))
    except (RuntimeError, ValueError) as problem:
        _send(answer, ("engine", str(problem), ""))
    except MemoryError:
        _send(answer, ("memory", "", ""))
    answer.flush()
    os._exit(0)  # a usual end could make the engine open files


def _checked(
    question: Mapping[str, Any],
    answer: BinaryIO,
) -> QueryProblem | None:
    """See ``_check``. The other end gets a message before and after it: rdflib takes 0.03 s for
    each ``||`` of a long text, so a user who reaches the limit here must write a shorter one.
    """
    if not question["check"]:
        return None
    if question["language"] == "sparql":
        _check("sparql", "ASK {}")  # the first text imports rdflib, which is not reading
    _send(answer, ("reading", "", ""))
    answer.flush()
    unreadable = _check(question["language"], question["text"])
    _send(answer, ("read", "", ""))
    answer.flush()
    return unreadable


def _answer(
    opened: Opened,
    question: Mapping[str, Any],
    answer: BinaryIO,
) -> None:
    names, rows = opened(question["text"], question["parameters"])
    _send(answer, ("names", list(names), ""))
    batch: list[Sequence[object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            _send(answer, ("rows", batch, ""))
            batch = []
    _send(answer, ("rows", batch, ""))
    _send(answer, ("end", "", ""))


def _send(
    answer: BinaryIO,
    what: tuple[str, object, str],
) -> None:
    pickle.dump(what, answer, protocol=5)


def _check(language: str, text: str) -> QueryProblem | None:
    """The first wall: the check of the text. That a text cannot be read is returned and not raised,
    as the engine may explain it better.
    """
    if language == "cypher":
        from .cypher_text import check_reading

        check_reading(text)
        return None
    from pledgegraph.ontology.sparql_grammar import Unreadable, check_by_grammar

    try:
        check_by_grammar(text)
    except Unreadable as problem:
        return problem
    return None


def _open_cypher(
    store: Path,
    question: Mapping[str, Any],
) -> Opened:
    from .embedded import EmbeddedEngine

    engine = EmbeddedEngine(
        store,
        question["seconds"],
        question["memory"],
    )
    # What a library opens or imports with its first row must be open before nothing more can be
    for text in (WARMING, "MATCH (n) RETURN n LIMIT 1", "MATCH ()-[e]->() RETURN e LIMIT 1"):
        list(engine.stream(text, {}, "warming")[1])
    return lambda text, parameters: engine.stream(text, parameters, "the query")


def _open_sparql(
    store: Path,
    question: Mapping[str, Any],
) -> Opened:
    from pledgegraph.ontology.store import open_store, select, stream

    opened = open_store(store)
    # The same for Oxigraph: its files are opened with the first reading
    select(opened, "SELECT * { ?s ?p ?o } LIMIT 1")
    return lambda text, parameters: stream(opened, text)


_OPENERS: Mapping[str, Callable[[Path, Mapping[str, Any]], Opened]] = {
    "cypher": _open_cypher,
    "sparql": _open_sparql,
}


def _bind_to_parent(seconds: float) -> None:
    """End when the parent ends: by a signal of Linux, else by the end of the pipe from the parent,
    else by a clock of the system.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets it too, and ends this process
    threading.Thread(target=_wait_for_end, daemon=True).start()
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # The parent may have ended before Linux was asked for the signal.
        readable, _, _ = select.select([sys.stdin], [], [], 0)
        if readable:
            os._exit(1)


def _wait_for_end() -> None:
    # Nothing more is written there, so this returns when the parent's end is closed.
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _open_no_more(language: str, store: Path) -> None:
    """The second wall. Windows has no such limits; ``docs/sparql-and-cypher.md`` says so."""
    if sys.platform == "win32":
        return
    import resource

    limits = [resource.RLIMIT_CORE, resource.RLIMIT_FSIZE]
    # Some stores open their files only when they are read, so files must be allowed. Oxigraph reads
    # no other files; it could only reach the network.
    later = language == "sparql" and _opens_later(store)
    if not later or (sys.platform == "linux" and not _refuse_sockets()):
        limits.append(resource.RLIMIT_NOFILE)
    for limit in limits:
        resource.setrlimit(limit, (0, 0))


def _opens_later(store: Path) -> bool:
    from pledgegraph.ontology.store import opens_later

    return opens_later(store)


_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_FILTER = 1, 38, 22, 2
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
"""Numbers of Linux: options of prctl and system calls, the same on every architecture."""
_CHANGES = 0b1_1111_1111_0010
"""The rights of Landlock to write to a file, and to make or remove files and folders."""


def _refuse_changes() -> None:
    """Landlock, where the kernel has it. Without it a process that can open no file could still
    make and remove folders.
    """
    if sys.platform != "linux":
        return
    import ctypes

    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    libc = ctypes.CDLL(None)
    handled = ctypes.c_uint64(_CHANGES)
    size = ctypes.sizeof(handled)
    rules = libc.syscall(
        _LANDLOCK_CREATE,
        ctypes.byref(handled),
        size,
        0,
    )
    # Below 0 where the system has no Landlock; the first layer alone must do then
    if rules >= 0:
        libc.syscall(_LANDLOCK_RESTRICT, rules, 0)
        os.close(rules)


_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: its number in a filter of system calls, and the number of the call ``socket``."""
_LOAD, _IF_EQUAL, _RETURN, _ALLOWED, _REFUSED = 0x20, 0x15, 0x06, 0x7FFF0000, 0x00050001


def _refuse_sockets() -> bool:
    """A filter of system calls, so that this thread cannot open a connection any more.

    Returns:
        Whether the system accepted it.
    """
    import ctypes
    import platform
    import struct

    if sys.platform != "linux" or platform.machine() not in _SOCKET:
        return False
    machine, call = _SOCKET[platform.machine()]
    steps = [
        (_LOAD, 0, 0, 4),
        (_IF_EQUAL, 0, 3, machine),
        (_LOAD, 0, 0, 0),
        (_IF_EQUAL, 0, 1, call),
        (_RETURN, 0, 0, _REFUSED),
        (_RETURN, 0, 0, _ALLOWED),
    ]
    packed = b""
    for step in steps:
        packed += struct.pack("HBBI", *step)
    code = ctypes.create_string_buffer(packed)
    header = struct.pack(
        "HxxxxxxP",
        len(steps),
        ctypes.addressof(code),
    )
    program = ctypes.create_string_buffer(header)
    where = ctypes.c_void_p(ctypes.addressof(program))
    libc = ctypes.CDLL(None)
    return int(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_FILTER, where, 0, 0)) == 0


def _prctl(option: int, value: int) -> None:
    import ctypes

    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


if __name__ == "__main__":
    main()
