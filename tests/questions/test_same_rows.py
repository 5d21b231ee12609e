"""Every question with every kind of parameter: the other engines give what the embedded one gives."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from pledgegraph.queries.catalogue import question_named, questions
from pledgegraph.workspace import Workspace

GIVEN: dict[str, list[Any]] = {
    "country": [["ETH"], ["TCD", "RWA"]],
    "area": [["Education"], ["Jobs and livelihoods", "Documentation"]],
    "situation": [["Afghanistan situation"], ["Sudan"]],
    "platform": [["IGAD"]],
    "forum": [["GRF 2023"]],
    "pledge": ["PF050"],
}
"""Values to try of each parameter; a question takes those it has."""


def combinations() -> list[tuple[str, dict[str, Any]]]:
    """Every question with nothing, with each value alone, with two parameters together, and these with an area."""
    found: list[tuple[str, dict[str, Any]]] = []
    for name, question in questions().items():
        known = [p.name for p in question.parameters if p.name in GIVEN]
        single = [{parameter: value} for parameter in known for value in GIVEN[parameter]]
        pairs = [a | b for a, b in product(single, single) if list(a) < list(b)]
        threes = [{"area": ["Education"]} | pair for pair in pairs if "area" not in pair and "pledge" not in pair]
        found += [(name, given) for given in [{}, *single, *pairs, *threes]]
    return found


@pytest.mark.parametrize("engine", ["sparql", "neo4j"], indirect=True)
def test_the_same_rows(sample: Workspace, engine: str, answering: Callable[[Workspace], Workspace]) -> None:
    opened = {name: answering(sample).engine(name) for name in ("embedded", engine)}
    seen = 0
    for name, given in combinations():
        found = [sample_answer(sample, name, given, each) for each in opened.values()]
        assert found[0] == found[1], (name, given)
        seen += isinstance(found[0], tuple) and bool(found[0][0])
    for each in opened.values():
        each.close()
    assert seen > 10


def sample_answer(sample: Workspace, name: str, given: dict[str, Any], engine: Any) -> Any:
    """Rows, coverage and notices, or what is told instead."""
    from pledgegraph.errors import PledgegraphError
    from pledgegraph.queries.ask import ask

    try:
        answer = ask(question_named(name), {**given, "as_of": "2026-11-23"}, engine, sample.manifest())
    except PledgegraphError as problem:
        return str(problem)
    return answer.rows, answer.coverage, answer.notices
