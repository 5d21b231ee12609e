"""Children: the process that answers ends with its parent, whichever way that one ends."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import time
from itertools import product

import pytest

from pledgegraph.graph.limits import GIB
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)
from .asked import COMMAND, ENDLESS, LANGUAGES, POSIX, children_of, is_there, store_of, wait_for

LONG_TO_READ = f"SELECT ?s {{ ?s ?p ?o FILTER({' || '.join(['?o = 1'] * 6000)}) }}"
"""rdflib needs minutes for it; Oxigraph, which would answer it, is not asked before."""

ENDINGS = list(product(LANGUAGES, [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]))


@POSIX
def test_a_text_that_is_being_read_is_stopped_at_once(small: Workspace) -> None:
    store_of(small, "sparql")
    command = [*COMMAND, str(small.folder), "sparql", LONG_TO_READ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    (child,) = wait_for(lambda: children_of(process.pid))
    time.sleep(1.5)  # so that the parser is at it
    assert is_there(child)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - begun < 1.5
    assert (process.returncode, said) == (130, b"Stopped.\n")
    wait_for(lambda: not is_there(child), 10)


@POSIX
def test_a_text_that_ends_the_engine_is_one_line(small: Workspace) -> None:
    """Brackets use up the stack of the engine's parser; the child ends, we do not. A small stack
    needs fewer.
    """
    import resource

    most = resource.getrlimit(resource.RLIMIT_STACK)[1]
    done = subprocess.run(
        [*COMMAND, str(small.folder), "cypher", "RETURN " + "(" * 300 + "1" + ")" * 300],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (2**19, most)),
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("Q001 the query broke off: the engine ended with status -")


@POSIX
@pytest.mark.parametrize(("language", "ending"), some(ENDINGS, 2))
def test_no_child_outlives_its_parent(
    small: Workspace, language: str, ending: signal.Signals
) -> None:
    store_of(small, language)
    process = subprocess.Popen(
        [*COMMAND, str(small.folder), language, ENDLESS[language]], stderr=subprocess.PIPE
    )
    (child,) = wait_for(lambda: children_of(process.pid))
    time.sleep(0.5)  # so that the engine is at it
    assert is_there(child)
    process.send_signal(ending)
    _, said = process.communicate(timeout=60)
    wait_for(lambda: not is_there(child), 10)
    if ending == signal.SIGINT:
        assert (process.returncode, said) == (130, b"Stopped.\n")


@POSIX
def test_a_child_ends_with_the_pipe_of_its_parent(small: Workspace) -> None:
    """Where the system does not tell it that the parent has ended; here the parent goes on, and
    only the pipe says.
    """
    text, store = ENDLESS["cypher"], store_of(small, "cypher")
    question = {
        "language": "cypher",
        "store": str(store),
        "text": text,
        "parameters": {},
        "seconds": 100.0,
        "memory": GIB,
        "check": True,
    }
    command = [sys.executable, "-P", "-m", "pledgegraph.graph.child"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        child.stdin.write(pickle.dumps(question))
        child.stdin.flush()
        time.sleep(1)
        assert child.poll() is None
        child.stdin.close()
        assert child.wait(30) == 1


@POSIX
def test_our_own_input_may_be_closed(small: Workspace) -> None:
    script = 'exec 0<&-; "$0" -m pledgegraph -C "$1" cypher "RETURN 1 AS x" --format json'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable, str(small.folder)], capture_output=True, check=True
    )
    assert done.stdout.split() == b'[ { "x": 1 } ]'.split()
