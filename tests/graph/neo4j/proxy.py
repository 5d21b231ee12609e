"""A proxy between driver and server that breaks the line at a chosen moment, as a network does."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from threading import Event, Thread

from pledgegraph.graph.neo4j.addresses import Address

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""How Bolt says that a transaction is to be committed."""
ROUTE = b"\xb3\x66"
"""How Bolt asks which member of a cluster does what."""
ANSWER_SECONDS = 10.0
"""How long an answer that is to be lost is waited for."""


@dataclass
class Proxy:
    """``cut``: told what the client sends, before the server is; the line breaks if it says so.

    ``stays_down``: no new line after that, until ``mend``. ``passes_on``: the server still hears
    it, and its answer is lost. ``holds``: the line does not break; the server never hears it, and
    says nothing.
    """

    server: Address
    cut: Callable[[bytes], bool]
    stays_down: bool = False
    passes_on: bool = False
    holds: bool = False
    cuts: int = 0
    port: int = 0

    @property
    def address(self) -> Address:
        return replace(self.server, uri=f"bolt://127.0.0.1:{self.port}")

    def mend(self) -> None:
        """From now on the line holds."""
        self.cut, self.stays_down = (lambda sent: False), False

    def serve(self, listening: socket.socket) -> None:
        """Take connections until the socket is closed."""
        host, _, port = self.server.uri.partition("//")[2].rpartition(":")
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            if self.stays_down and self.cuts:
                client.close()
                continue
            server = socket.create_connection((host, int(port)))
            broken, lost = Event(), Event()
            Thread(target=self._forth, args=(client, server, broken, lost), daemon=True).start()
            Thread(target=self._back, args=(server, client, broken, lost), daemon=True).start()

    def _forth(
        self, client: socket.socket, server: socket.socket, broken: Event, lost: Event
    ) -> None:
        with contextlib.suppress(OSError), client, server:
            while sent := client.recv(1 << 20):
                if self.cut(sent):
                    self.cuts += 1
                    while self.holds and client.recv(1 << 20):
                        pass  # until the client goes
                    broken.set()
                    if self.passes_on:
                        server.sendall(sent)
                        lost.wait(ANSWER_SECONDS)
                    for end in (client, server):
                        end.shutdown(
                            socket.SHUT_RDWR
                        )  # closing alone says nothing while the other thread listens
                    return
                server.sendall(sent)

    def _back(
        self, server: socket.socket, client: socket.socket, broken: Event, lost: Event
    ) -> None:
        with contextlib.suppress(OSError):
            while (sent := server.recv(1 << 20)) and not broken.is_set():
                client.sendall(sent)
        lost.set()


@contextlib.contextmanager
def proxy(
    server: Address,
    cut: Callable[[bytes], bool],
    *,
    stays_down: bool = False,
    passes_on: bool = False,
    holds: bool = False,
) -> Iterator[Proxy]:
    """A proxy to a server that is named by ``bolt://HOST:PORT``."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Proxy(server, cut, stays_down, passes_on, holds, port=listening.getsockname()[1])
        Thread(target=made.serve, args=(listening,), daemon=True).start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)


def at(words: bytes, times: int = 1) -> Callable[[bytes], bool]:
    """Cut where the client sends these words for the ``times``-th time, and never again."""
    left = [times]

    def cut(sent: bytes) -> bool:
        left[0] -= words in sent
        return words in sent and left[0] == 0

    return cut
