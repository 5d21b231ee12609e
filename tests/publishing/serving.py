"""A plain server of files on this machine, with a site under a path, as on GitHub Pages."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

UNDER = "/register/of/pledges"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Python's plain server of files, with connections that stay open and no log."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        """Files are under a path of the host, as on GitHub Pages."""
        if not path.startswith(f"{UNDER}/"):
            return super().translate_path("/nowhere")
        return super().translate_path(path.removeprefix(UNDER))

    policy = ""

    def end_headers(self) -> None:
        """With the policy of a host that is strict, if there is one."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Strict(Quiet):
    """A host that lets nothing run but the scripts of the site, and WebAssembly."""

    policy = (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"
        " img-src 'self'; connect-src 'self'; worker-src 'self'"
    )


@contextlib.contextmanager
def serving(folder: Path, kind: type[Quiet] = Quiet) -> Iterator[int]:
    """The port at which a site is served."""
    handler = functools.partial(kind, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
