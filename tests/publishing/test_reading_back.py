"""`publish --check`: what the host of a running site gets wrong, asked over a real server."""

import contextlib
import http.server
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgegraph import cli
from pledgegraph.errors import UsageProblem
from pledgegraph.publishing.reading_back import read_back

from .conftest import Published


class Host(http.server.SimpleHTTPRequestHandler):
    """A server that does everything right."""

    protocol_version = "HTTP/1.1"
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".ttl": "text/turtle",
        ".jsonld": "application/ld+json",
    }

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Plain(Host):
    """One that does not know Turtle."""

    extensions_map = {**Host.extensions_map, ".ttl": "application/octet-stream"}


class NoScripts(Host):
    """One that sends scripts as texts."""

    extensions_map = {**Host.extensions_map, ".js": "text/plain"}


class NoProgram(Host):
    """One that was given no program for the page for SPARQL."""

    def do_GET(self) -> None:
        if self.path.endswith(".wasm.gz"):
            self.send_error(404)
            return
        super().do_GET()


class Closed(Host):
    """One whose files no other page may read."""

    def end_headers(self) -> None:
        http.server.SimpleHTTPRequestHandler.end_headers(self)


class Astray(Host):
    """One that leads from pages to a file of the machine."""

    def do_GET(self) -> None:
        if self.path.endswith((".json", ".ttl", ".jsonld", ".gz")):
            super().do_GET()
            return
        self.send_response(302)
        self.send_header("Location", "file:///etc/passwd")
        self.send_header("Content-Length", "0")
        self.end_headers()


class Circle(Host):
    """One whose pages lead to themselves."""

    def do_GET(self) -> None:
        if self.path.endswith((".json", ".ttl", ".jsonld", ".gz")):
            super().do_GET()
            return
        self.send_response(302)
        self.send_header("Location", self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()


class Elsewhere(Host):
    """One whose list of things names other hosts."""

    def do_GET(self) -> None:
        if not self.path.endswith("/search.json"):
            super().do_GET()
            return
        things = [["a", "", "latest/meta-data"]]
        starts = ["http://192.0.2.1/", "//192.0.2.1/", "../../", "file:///etc/"] * 20
        text = json.dumps([{"start": start, "things": things} for start in starts]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine is asked without others in between."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@contextlib.contextmanager
def hosted(folder: Path, host: type[Host]) -> Iterator[str]:
    """The address of a site on such a host."""

    def handler(*given: object) -> Host:
        return host(*given, directory=str(folder))  # type: ignore[arg-type]

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("host", "found"),
    [
        (Host, set()),
        (Plain, {"type application/octet-stream"}),
        (NoScripts, {"type text/plain"}),
        (NoProgram, {"status 404"}),
        (Closed, {"no Access-Control-Allow-Origin"}),
        (Astray, {"status 302"}),
        (Circle, {"status 302"}),
    ],
)
def test_what_a_host_gets_wrong(host: type[Host], found: set[str], published: Published) -> None:
    with hosted(published.folder, host) as address:
        count, findings = read_back(address)
    assert count > 60
    assert {each.found for each in findings} == found


def test_a_site_leads_to_no_other_host(published: Published) -> None:
    with hosted(published.folder, Elsewhere) as address:
        count, findings = read_back(f"{address}caf\u00e9/../")
    # The things of forty kinds, with three files each, two of the site, and five of the page for
    # SPARQL: itself, our scripts and Oxigraph
    assert count == 40 * 3 + 2 + 5
    assert {each.address.startswith(f"{address}caf%C3%A9/../") for each in findings} == {True}


def test_the_command_says_it(
    published: Published, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with hosted(published.folder, Plain) as address:
        monkeypatch.setattr(sys, "argv", ["pledgegraph", "publish", "--check", address])
        with pytest.raises(SystemExit) as left:
            cli.main()
    out, err = capsys.readouterr()
    assert left.value.code == 1
    assert f"{address}void.ttl: type application/octet-stream. It must be text/turtle" in out
    assert "findings." in err


@pytest.mark.parametrize("address", ["", "data", "file:///etc", "ftp://example.org/", "http://"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageProblem, match="not an address"):
        read_back(address)


def test_where_no_site_is(tmp_path: Path) -> None:
    with hosted(tmp_path, Host) as address:
        with pytest.raises(UsageProblem, match="There is no site of pledgegraph .* 404"):
            read_back(address)
    # Nobody listens there any more
    with pytest.raises(UsageProblem, match="no answer"):
        read_back(address)


@pytest.mark.parametrize("arguments", [[], ["site", "--check", "http://127.0.0.1/"]])
def test_a_folder_or_an_address(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["pledgegraph", "publish", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    assert "publish needs a folder, or the address of a running site" in capsys.readouterr().err
