"""Workspaces that are built once for the whole run, and the engines that are to give the same
answers.
"""

import gc
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main

from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.workspace import starting
from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing import whole as writing

from .budget import LONG, load_profile
from .chromium import running_browser
from .figures import shorten_figures, shorten_solutions
from .graph.neo4j.server import Server, line_of_questions, running
from .groups import GroupScheduling, place
from .shared import Share, common_folder, in_common, opened_once

load_profile()
gc.disable()  # what is imported and collected stays to the end: to search it costs a fifth
SHEETS = Path(__file__).resolve().parent / "sheets"
ENGINES = ("embedded", "sparql", "neo4j")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first; tests marked ``long`` are for long runs."""
    if not LONG:
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    items.sort(key=lambda item: place(item.nodeid))


def pytest_collection_finish() -> None:
    """Python searches what tests make, not what was there before them."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> GroupScheduling:
    """With ``-n`` tests go to workers in groups. (``--dist loadgroup`` finds no groups under pytest
    9.2.)
    """
    return GroupScheduling(config, log)


@pytest.fixture(scope="session")
def share(tmp_path_factory: pytest.TempPathFactory) -> Share:
    """Makes a named folder once a run, for all workers."""
    return in_common(tmp_path_factory)


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Builds and outputs do not wait until they are on the disk; tests of that run processes of
    their own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "sync", lambda path: None)
        patch.setattr(writing, "_sync_file_system", lambda folder: True)
        yield


@pytest.fixture(scope="session", autouse=True)
def options_read_once() -> Iterator[None]:
    """Typer makes the commands of the app anew each time that it runs, which takes as long as many
    a command.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.main.get_command", cache(typer.main.get_command))
        yield


@pytest.fixture(scope="session", autouse=True)
def graphs_opened_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Those that tests share, which nobody changes."""
    with opened_once(common_folder(tmp_path_factory)):
        yield


@pytest.fixture(scope="session")
def sample(share: Share) -> Workspace:
    """A built workspace with the sample register; nobody writes into it."""
    return Workspace(share("sample", lambda folder: starting.demo(folder / "w").build()) / "w")


@pytest.fixture(scope="session")
def short_sample(share: Share) -> Workspace:
    """The sample with the figures of five countries, a tenth of its nodes: for databases, where
    each takes its time.
    """
    return Workspace(
        share("short-sample", lambda folder: write_short_sample(folder / "w").build()) / "w"
    )


def write_short_sample(folder: Path) -> Workspace:
    made = starting.demo(folder)
    shorten_figures(folder / "sources" / "population.csv.gz")
    shorten_solutions(folder / "sources" / "solutions_2025.csv")
    return made


def write_small(folder: Path) -> Workspace:
    """A workspace with a register of two pledges and nothing else, which builds in about a
    second.
    """
    (folder / "sources").mkdir(parents=True)
    header, *rows = (SHEETS / "plain.csv").read_text("utf-8").splitlines()
    missing = sorted(set(layouts()["pledgegraph"].columns.values()) - set(header.split(",")))
    lines = [",".join([header, *missing]), *(row + "," * len(missing) for row in rows)]
    (folder / "sources" / "register.csv").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    source = SourceSettings(
        "register", "sources/register.csv", "pledgegraph", retrieved="2026-11-01"
    )
    settings = Settings("https://example.org/pledges", "Small", "", "", (source,))
    (folder / FILE).write_text(settings_text(settings, {}), "utf-8", newline="\n")
    return Workspace(folder)


@pytest.fixture(scope="session")
def small_built(share: Share) -> Workspace:
    """The small workspace, built; nobody writes into it."""
    return Workspace(share("small", lambda folder: write_small(folder / "w").build()) / "w")


@pytest.fixture
def small(small_built: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the small workspace with its build, to be changed and broken."""
    cache = shutil.ignore_patterns("cache")  # another worker may just be making a store in it
    shutil.copytree(small_built.folder, tmp_path / "w", ignore=cache)
    return Workspace(tmp_path / "w")


@pytest.fixture
def unbuilt(tmp_path: Path) -> Workspace:
    """The small workspace without a build."""
    return write_small(tmp_path / "w")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The browser of all tests of a worker."""
    yield from running_browser()


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server on which questions are asked, one for the whole run; what it holds is whatever the
    last test left. Tests of ``tests/graph/neo4j`` have another one.
    """
    yield from running(line_of_questions(), tmp_path_factory.mktemp("neo4j"))


@pytest.fixture
def neo4j_answers(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server as the environment names it; a remark of the server on any text fails the test."""
    from pledgegraph.graph.neo4j import server as neo4j
    from pledgegraph.graph.neo4j.states import STATE_QUESTION

    reported: list[str] = []
    for name, value in neo4j_server.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(neo4j, "on_notification", reported.append)
    yield neo4j_server
    assert [text for text in reported if not text.startswith(STATE_QUESTION)] == []


@pytest.fixture
def neo4j_empty(neo4j_answers: Server) -> Server:
    """The server, with nothing in it."""
    neo4j_answers.empty()
    return neo4j_answers


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    return str(request.param)


@pytest.fixture
def answering(engine: str, request: pytest.FixtureRequest) -> Callable[[Workspace], Workspace]:
    """Makes a workspace ready to answer on ``engine``: Neo4j has to hold it first."""
    if engine != "neo4j":
        return lambda workspace: workspace
    server: Server = request.getfixturevalue("neo4j_answers")

    def synced(workspace: Workspace) -> Workspace:
        from pledgegraph.graph.neo4j.sync import sync

        sync(server.address, *workspace.dataset(), yes=True)
        return workspace

    return synced
