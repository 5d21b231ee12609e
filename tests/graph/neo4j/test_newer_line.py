"""The newer line of Neo4j: the sample goes there, answers the same, and comes back. Other tests ask
the newer line in CI (``line_of_questions``), and the long-term one in a long run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pledgegraph.graph.neo4j import server as neo4j
from pledgegraph.graph.neo4j.sync import planned, sync
from pledgegraph.queries.catalogue import questions
from pledgegraph.workspace.workspace import Workspace

from .server import NEWER, Server
from .tables import same, stored


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory, short_sample: Workspace) -> Iterator[Server]:
    """A server of the newer line that holds the sample."""
    server = Server(NEWER, tmp_path_factory.mktemp("newer"))
    server.prepare()
    server.start()
    sync(server.address, *short_sample.dataset())
    yield server
    server.kill()


@pytest.mark.long
def test_the_sample_comes_back_and_there_is_nothing_more_to_do(
    newer: Server, short_sample: Workspace
) -> None:
    made, reported = short_sample.dataset()
    assert same(stored(newer), made)
    assert sync(newer.address, made, reported) is None
    state, plan = planned(newer.address, made, reported)
    assert state is not None and state.inputs == short_sample.manifest()["inputs"]
    assert not plan.differs()


WITH_PARAMETERS = ("unsupported", "joint-candidates", "new-actors")
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("unsupported", {"country": ["TCD", "RWA"]}),
    ("joint-candidates", {"pledge": "PF050"}),
    ("new-actors", {"country": ["ETH"], "area": ["Education"]}),
    *((name, {}) for name in questions() if name not in WITH_PARAMETERS),
    ("unsupported", {}),
    ("unsupported", {"country": ["ETH"]}),
    ("joint-candidates", {"country": ["ETH"], "area": ["Education"]}),
    ("joint-candidates", {"country": ["TCD", "RWA"], "area": ["Documentation"]}),
]


def test_every_question_is_asked() -> None:
    assert {question for question, _ in ASKED} == questions().keys()


@pytest.mark.long
@pytest.mark.parametrize(("question", "parameters"), ASKED)
def test_the_same_rows(
    newer: Server,
    short_sample: Workspace,
    question: str,
    parameters: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reported: list[str] = []
    monkeypatch.setattr(neo4j, "on_notification", reported.append)
    for name, value in newer.environment().items():
        monkeypatch.setenv(name, value)
    names = [parameter.name for parameter in questions()[question].parameters]
    asked = parameters | ({"as_of": "2026-11-23"} if "as_of" in names else {})
    found, wanted = (
        short_sample.ask(question, engine=engine, **asked) for engine in ("neo4j", "embedded")
    )
    assert (found.rows, found.coverage, found.notices) == (
        wanted.rows,
        wanted.coverage,
        wanted.notices,
    )
    assert reported == []
