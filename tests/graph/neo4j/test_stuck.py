"""A server that says nothing: at the beginning, or in the middle of a sync that somebody stops."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from pledgegraph.errors import ServiceUnreachable
from pledgegraph.graph.neo4j import addresses
from pledgegraph.graph.neo4j import server as neo4j
from pledgegraph.graph.neo4j.addresses import Address
from pledgegraph.graph.neo4j.server import connected
from pledgegraph.graph.neo4j.sync import sync
from pledgegraph.workspace.workspace import Workspace

from .proxy import proxy
from .server import Server
from .tables import same, stored

SHORTER = 4.0
"""How much shorter the driver waits here than for users."""
SOON = 17.0
"""Seconds until somebody who waits is told."""
NODES = b"MERGE (n:Pledge"
"""What is written when the server gets stuck."""


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> float:
    """Seconds until somebody who waits is told, with shorter limits."""
    for limit in ("CONNECTION_SECONDS", "ANSWER_SECONDS"):
        monkeypatch.setattr(neo4j, limit, getattr(addresses, limit) / SHORTER)
    return SOON / SHORTER


def test_users_are_told_soon() -> None:
    """The driver takes a connection within one limit, and an answer within the other."""
    assert max(addresses.CONNECTION_SECONDS, addresses.ANSWER_SECONDS) < SOON


@contextlib.contextmanager
def saying_nothing() -> Iterator[int]:
    """The port of a server that takes connections and never speaks."""
    with socket.create_server(("127.0.0.1", 0), backlog=20) as listening:
        yield listening.getsockname()[1]


@contextlib.contextmanager
def taking_nothing() -> Iterator[int]:
    """A port where nobody takes a connection, as behind a firewall that drops packets: its queue is
    full.
    """
    with contextlib.ExitStack() as opened:
        listening = opened.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(3):
            waiting = opened.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        yield listening.getsockname()[1]


@pytest.mark.parametrize(
    ("server", "reported"),
    [
        (saying_nothing, "accepts the connection and then does not answer"),
        (taking_nothing, "does not answer"),
    ],
)
def test_who_waits_is_told_soon(
    server: Callable[[], contextlib.AbstractContextManager[int]], reported: str, soon: float
) -> None:
    def waiting(scheme: str) -> None:
        with pytest.raises(ServiceUnreachable, match=reported) as raised:
            with connected(Address(f"{scheme}://127.0.0.1:{port}", "", "neo4j", "x")):
                raise AssertionError("it was let in")
        assert raised.value.exit_status == 3 and "\n" not in str(raised.value)

    begun = time.monotonic()
    with server() as port, ThreadPoolExecutor() as both:
        list(both.map(waiting, ("bolt", "neo4j")))
    assert time.monotonic() - begun < soon


def test_stopped_while_the_server_is_stuck(server_to_harm: Server, small_built: Workspace) -> None:
    """Ctrl-C is heard at once, though the server answers nothing; the next sync finishes."""
    command = [sys.executable, "-m", "pledgegraph", "-C", str(small_built.folder), "neo4j", "sync"]
    stuck = contextlib.ExitStack()

    def stops_it(sent: bytes) -> bool:
        if NODES in sent and not is_stuck.is_set():
            stuck.enter_context(server_to_harm.paused())
            is_stuck.set()
        return False

    is_stuck = Event()
    with stuck, proxy(server_to_harm.address, stops_it) as line:
        environment = {
            **os.environ,
            **server_to_harm.environment(),
            "NEO4J_URI": line.address.uri,
        }
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=environment
        ) as running:
            assert is_stuck.wait(240)  # a server that has just begun, on a busy machine
            time.sleep(0.5)  # until it waits for an answer
            assert running.poll() is None
            begun = time.monotonic()
            running.send_signal(signal.SIGINT)
            reported = running.communicate(timeout=30)[1].splitlines()
            assert time.monotonic() - begun < 5
    assert reported == [
        "Stopped early. The next `pledgegraph neo4j sync` continues where this one stopped."
    ]
    assert running.returncode == 130
    made = small_built.dataset()
    nodes = server_to_harm.run("MATCH (n) RETURN count(n)")[0][0]
    assert isinstance(nodes, int) and 0 < nodes < sum(made[0].counts().values())
    done = sync(server_to_harm.address, *made)
    assert done is not None and done.differs()
    assert same(stored(server_to_harm), made[0])


def test_a_server_that_is_stuck_from_the_beginning(server_to_harm: Server, soon: float) -> None:
    def waiting(scheme: str) -> None:
        uri = server_to_harm.address.uri.replace("bolt", scheme)
        with (
            pytest.raises(ServiceUnreachable, match="may be stuck"),
            connected(Address(uri, "", "neo4j", "x")),
        ):
            raise AssertionError("it was let in")

    begun = time.monotonic()
    with server_to_harm.paused(), ThreadPoolExecutor() as both:
        list(both.map(waiting, ("bolt", "neo4j")))
    assert time.monotonic() - begun < soon
