"""A server that may be killed, paused and configured anew: the one of the other tests goes on
meanwhile.
"""

from collections.abc import Iterator

import pytest

from .server import LONG_TERM, Server


@pytest.fixture(scope="session")
def server_to_harm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """It is started when a test first needs it."""
    server = Server(LONG_TERM, tmp_path_factory.mktemp("own"))
    server.prepare()
    yield server
    server.kill()


@pytest.fixture
def own_server(server_to_harm: Server) -> Server:
    """The server to harm, running, with nothing in it."""
    if not server_to_harm.is_running():
        server_to_harm.start()
    server_to_harm.empty()
    return server_to_harm
