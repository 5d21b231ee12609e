"""Every engine gives the same answer, byte for byte, whatever the parameters."""

from collections.abc import Iterator
from typing import Any

import pytest

from pledgegraph.graph.engine import Engine
from pledgegraph.queries.ask import ask
from pledgegraph.queries.catalogue import question_named
from pledgegraph.workspace import Workspace

SCOPES: list[dict[str, Any]] = [
    {},
    {"country": ["ETH"]},
    {"country": ["ETH", "RWA", "TCD"], "area": ["Education"]},
    {"area": ["Jobs and livelihoods", "Solutions"]},
    {"situation": ["Sudan"]},
    {"situation": ["Afghanistan situation", "Syria situation"], "country": ["PAK"]},
    {"platform": ["IGAD"]},
    {"platform": ["SSAR", "MIRPS"], "area": ["Education"]},
]
CASES = [("unsupported", scope) for scope in SCOPES]
CASES += [("joint-candidates", {"area": ["Education"], **scope}) for scope in SCOPES if scope.keys() - {"area"}]
CASES += [
    ("unsupported", {"forum": ["GRF 2019", "HLOM 2021"]}),
    ("unsupported", {"support": ["none recorded"], "country": ["RWA"]}),
    ("unsupported", {"support": ["related", "partly supported", "joint"]}),
    ("joint-candidates", {"pledge": "GRF-00515"}),
    ("joint-candidates", {"pledge": "GRF-00350"}),
    ("joint-candidates", {"country": ["BFA"], "area": ["Statelessness", "Protection capacity"]}),
]


@pytest.fixture(scope="module")
def engines(sample: Workspace) -> Iterator[list[Engine]]:
    opened = [sample.engine("embedded"), sample.engine("sparql")]
    yield opened
    for engine in opened:
        engine.close()


@pytest.mark.parametrize(("question", "parameters"), CASES, ids=lambda value: str(value))
def test_engines_agree(question: str, parameters: dict[str, Any], engines: list[Engine], sample: Workspace) -> None:
    given = {**parameters, "as_of": "2026-11-24"}
    answers = [ask(question_named(question), given, engine, sample.manifest()) for engine in engines]
    assert answers[0].to_json(envelope=True) == answers[1].to_json(envelope=True)


class Reversed:
    """An engine that gives its rows from last to first."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self.language = engine, engine.language

    def ask(self, text: str, parameters: Any, name: str = "") -> Any:
        return self._engine.ask(text, parameters, name)[::-1]

    def close(self) -> None:
        """The engine beneath is closed by who opened it."""


@pytest.mark.parametrize(("question", "parameters"), CASES[::3], ids=lambda value: str(value))
def test_the_order_of_rows_is_of_no_account(
    question: str, parameters: dict[str, Any], engines: list[Engine], sample: Workspace
) -> None:
    given = {**parameters, "as_of": "2026-11-24"}
    forward, backward = (
        ask(question_named(question), given, engine, sample.manifest()) for engine in (engines[0], Reversed(engines[0]))
    )
    assert forward.to_json(envelope=True) == backward.to_json(envelope=True)
