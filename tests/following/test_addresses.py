"""A host with several addresses: each is tried, and none is that may not be asked."""

import contextlib
import http.server
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.publishing.site_places import NotTaken, read
from pledgegraph.publishing.web_places import Patience, WebPlace


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of a host that answers at 127.0.0.1 alone."""
    (tmp_path / "a").write_text("here")

    def handler(*given: Any) -> http.server.SimpleHTTPRequestHandler:
        return http.server.SimpleHTTPRequestHandler(*given, directory=str(tmp_path))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def named(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    """Have a name mean these numbers: no name of this machine has several for sure."""

    real = socket.getaddrinfo

    def found(host: str, port: int, *given: Any, **further: Any) -> list[Any]:
        if host != "office.example":
            return real(host, port, *given, **further)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", found)


def test_the_next_address_is_tried(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody listens at the first
    named(monkeypatch, "127.0.0.2", "127.0.0.1")
    place = WebPlace(
        f"http://office.example:{port}",
        may_be_private=True,
        patience=Patience(2),
    )
    assert read(place, "a", 10) == b"here"


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["head", "body"])
def test_a_host_that_sends_a_byte_now_and_then_is_given_up(start: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection, contextlib.suppress(OSError):
                connection.sendall(start)
                while True:
                    connection.sendall(b"H")
                    time.sleep(0.02)

        thread = threading.Thread(target=answer)
        thread.start()
        place = WebPlace(
            f"http://127.0.0.1:{server.getsockname()[1]}",
            may_be_private=True,
            patience=Patience(whole=0.3),
        )
        with pytest.raises(NotTaken) as refused:
            read(place, "a", 100_000)
        assert refused.value.code == "H005"
        thread.join()


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named(monkeypatch, "93.184.215.14", "127.0.0.1")
    place = WebPlace("http://office.example", may_be_private=False)
    with pytest.raises(NotTaken) as refused:
        read(place, "a", 10)
    assert refused.value.code == "H003"
