"""The server of all tests where it is paused, killed and configured anew, and commands that ask it.

``tests/groups.py`` has the order of the modules.
"""

import sys
from collections.abc import Callable, Iterator

import pytest

from pledgegraph import cli
from pledgegraph.workspace.workspace import Workspace

from .server import LONG_TERM, GivenServer, Server, running
from .tables import load


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


@pytest.fixture(scope="module")
def sample_on_neo4j(short_sample: Workspace, neo4j_server: Server) -> Iterator[Server]:
    """The sample in Neo4j, with the figures of a few countries, alone; for texts that ask."""
    neo4j_server.empty()
    load(neo4j_server, short_sample.dataset()[0])
    yield neo4j_server
    neo4j_server.empty()


Here = Callable[..., tuple[int, str, list[str]]]
"""A command in this process: its status, what it prints, and its lines on stderr."""


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """Runs commands in this process, as each of its own would load the same libraries."""

    def called(*words: str) -> tuple[int, str, list[str]]:
        monkeypatch.setattr(sys, "argv", ["pledgegraph", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as leaving:
            cli.main()
        printed, reported = capsys.readouterr()
        return int(leaving.value.code or 0), printed, reported.splitlines()

    return called


Reported = Callable[..., tuple[int, str]]


@pytest.fixture
def reported(here: Here, small_built: Workspace) -> Reported:
    """Runs a command on the small workspace; its status and what it says on stderr."""

    def called(*arguments: str) -> tuple[int, str]:
        status, _, lines = here("-C", str(small_built.folder), *arguments)
        return status, "".join(f"{line}\n" for line in lines)

    return called
