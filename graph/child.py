"""The child process in which a text of somebody's own runs: it opens its store, then it can open
nothing more.

What passes the check of the text still reads no file, reaches no network and starts no program: on
POSIX the process may have no further file or connection, on Linux it may not make, rename or remove
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
"""Rows that are sent at once, so that an answer does not stand in this process as a whole."""
GRACE = 5
"""Seconds beyond the limit of time after which the system ends a child that nobody ended."""
Rows = Iterator[Sequence[object]]
Opened = Callable[[str, Mapping[str, object]], tuple[Sequence[str], Rows]]
"""An open store: (text, parameters) → the names of the columns, and the rows."""
WARMING = (
    "RETURN date('2020-01-02'), timestamp('2020-01-01 10:00:00'), interval('1 day'), [1, NULL], {a:"
    " 1}, blob('a'), uuid('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), cast(1 AS INT128), cast(1.5 AS"
    " DECIMAL(5, 2)), map([1], ['a'])"
)
"""Makes Ladybug's library import what the values of any answer need, while it still can."""


def main() -> None:
    """One question on stdin, as pickled by ``asking``; its answer in batches on stdout."""
    question = pickle.load(sys.stdin.buffer)
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(
        sys.stderr.fileno(), sys.stdout.fileno()
    )  # what a library prints is no part of the answer
    _refuse_changes()  # before there is a second thread: it holds for those that are made later
    _bind_to_parent(question["seconds"])
    try:
        unreadable = _checked(question, answer)
        opened = _OPENERS[question["language"]](Path(question["store"]), question)
        _open_no_more(question["language"], Path(question["store"]))
        if unreadable:
            opened(
                question["text"], {}
            )  # which tells the place better, if it cannot read it either
            raise unreadable
        _answer(opened, question, answer)
    except (NoBuildYet, QueryProblem) as problem:
        _send(answer, (type(problem).__name__, problem.args[0], problem.hint))
    except (RuntimeError, ValueError) as problem:
        _send(answer, ("engine", str(problem), ""))
    except MemoryError:
        _send(answer, ("memory", "", ""))
    answer.flush()
    os._exit(0)  # the engine's own leaving may want files


def _checked(question: Mapping[str, Any], answer: BinaryIO) -> QueryProblem | None:
    """See ``_check``. The other end hears when it begins and when it is done: rdflib takes 0.03 s
    for each ``||`` of a long text, and who runs into the limit then must write it shorter.
    """
    if not question["check"]:
        return None
    if question["language"] == "sparql":
        _check("sparql", "ASK {}")  # rdflib is imported at the first text, which is no reading
    _send(answer, ("reading", "", ""))
    answer.flush()
    unreadable = _check(question["language"], question["text"])
    _send(answer, ("read", "", ""))
    answer.flush()
    return unreadable


def _answer(opened: Opened, question: Mapping[str, Any], answer: BinaryIO) -> None:
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


def _send(answer: BinaryIO, what: tuple[str, object, str]) -> None:
    pickle.dump(what, answer, protocol=5)


def _check(language: str, text: str) -> QueryProblem | None:
    """The first wall: the text by its grammar; what is given back, and not raised, is that it
    cannot be read.
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


def _open_cypher(store: Path, question: Mapping[str, Any]) -> Opened:
    from .embedded import EmbeddedEngine

    engine = EmbeddedEngine(store, question["seconds"], question["memory"])
    for text in (WARMING, "MATCH (n) RETURN n LIMIT 1", "MATCH ()-[e]->() RETURN e LIMIT 1"):
        list(engine.stream(text, {}, "warming")[1])
    return lambda text, parameters: engine.stream(text, parameters, "the query")


def _open_sparql(store: Path, question: Mapping[str, Any]) -> Opened:
    from pledgegraph.ontology.store import open_store, select, stream

    opened = open_store(store)
    select(opened, "SELECT * { ?s ?p ?o } LIMIT 1")
    return lambda text, parameters: stream(opened, text)


_OPENERS: Mapping[str, Callable[[Path, Mapping[str, Any]], Opened]] = {
    "cypher": _open_cypher,
    "sparql": _open_sparql,
}


def _bind_to_parent(seconds: float) -> None:
    """End when the parent ends: told by Linux, else by the pipe that it holds, else by a clock of
    the system.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends this process
    threading.Thread(target=_wait_for_end, daemon=True).start()
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if select.select([sys.stdin], [], [], 0)[
            0
        ]:  # it ended before Linux could know whom to tell
            os._exit(1)


def _wait_for_end() -> None:
    os.read(
        sys.stdin.fileno(), 1
    )  # nothing is written there any more: it returns when the parent's end is closed
    os._exit(1)


def _open_no_more(language: str, store: Path) -> None:
    """The second wall. Windows has none of it; ``docs/sparql-and-cypher.md`` says so."""
    if sys.platform == "win32":
        return
    import resource

    limits = [resource.RLIMIT_CORE, resource.RLIMIT_FSIZE]
    # A store that opens files later may open more; Oxigraph reads none but its own, and could only
    # reach the network
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
"""Numbers of system calls, the same on every architecture of Linux."""
_CHANGES = 0b1_1111_1111_0010
"""Of Landlock's rights: to write into a file, and to remove or make whatever has a name."""


def _refuse_changes() -> None:
    """Landlock, where the kernel has it: without an open file a process could still make and remove
    folders.
    """
    if sys.platform != "linux":
        return
    import ctypes

    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    libc, handled = ctypes.CDLL(None), ctypes.c_uint64(_CHANGES)
    rules = libc.syscall(_LANDLOCK_CREATE, ctypes.byref(handled), ctypes.sizeof(handled), 0)
    if rules >= 0:
        libc.syscall(_LANDLOCK_RESTRICT, rules, 0)
        os.close(rules)


_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""For a machine its number in filters of system calls, and the number of the call ``socket``."""
_LOAD, _IF_EQUAL, _RETURN, _ALLOWED, _REFUSED = 0x20, 0x15, 0x06, 0x7FFF0000, 0x00050001


def _refuse_sockets() -> bool:
    """A filter of system calls, so that this thread opens no connection any more; whether the
    system took it.
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
    packed = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(
        struct.pack("HxxxxxxP", len(steps), ctypes.addressof(packed))
    )
    where = ctypes.c_void_p(ctypes.addressof(program))
    return int(ctypes.CDLL(None).prctl(_PR_SET_SECCOMP, _SECCOMP_FILTER, where, 0, 0)) == 0


def _prctl(option: int, value: int) -> None:
    import ctypes

    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


if __name__ == "__main__":
    main()
