"""The server of all tests where it is paused, killed and configured anew: modules that do so are
its last ones.
"""

from collections.abc import Iterator

import pytest

from .server import LONG_TERM, GivenServer, Server, running


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the long-term line for all tests here."""
    yield from running(LONG_TERM, tmp_path_factory.mktemp("long-term"))


@pytest.fixture
def server_to_harm(neo4j_server: Server) -> Server:
    """The server, running, with nothing in it. One that was killed is started: an own one would
    take as long twice.
    """
    if isinstance(neo4j_server, GivenServer):
        pytest.skip("the server of somebody else is left alone")
    if not neo4j_server.is_running():
        neo4j_server.start()
    neo4j_server.empty()
    return neo4j_server
