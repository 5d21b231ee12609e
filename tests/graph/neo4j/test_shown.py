"""What ``--show cypher`` prints runs in Neo4j as it is, text by text, and finds what the embedded
graph finds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest

from pledgegraph.graph.neo4j.server import Neo4jEngine
from pledgegraph.graph.neo4j.sync import sync
from pledgegraph.queries.catalogue import questions
from pledgegraph.workspace.workspace import Workspace

from ...budget import some  # noqa: TID252 (tests are no package that could be named)
from .server import Server

GIVEN: list[dict[str, Any]] = [
    {"country": ["ETH"], "area": ["Education"]},
    {"situation": ["SIT-SDN"], "area": ["Education"], "as_of": "2026-11-23"},
    {"platform": ["IGAD"], "area": ["Éducation", "Livelihoods"], "forum": ["GRF2019"]},
    {"country": ["TCD", "Côte d'Ivoire"], "support": ["none recorded"], "area": ["Documentation"]},
    {"pledge": "GRF-00515"},
    {},
]
ASKED = [
    (question.name, given)
    for question in questions().values()
    for given in GIVEN
    if given.keys() <= {parameter.name for parameter in question.parameters}
    if question.name not in ("joint-candidates", "new-actors")
    or "pledge" in given
    or "area" in given  # they ask nobody for anything wider
]


@pytest.fixture(scope="module")
def on_neo4j(short_sample: Workspace, neo4j_server: Server) -> Iterator[Server]:
    """The sample in Neo4j, with the figures of a few countries, alone."""
    neo4j_server.empty()
    sync(neo4j_server.address, *short_sample.dataset(), yes=True)
    yield neo4j_server
    neo4j_server.empty()


def texts_in(shown: str) -> dict[str, str]:
    """The texts that are printed, by the remark above each."""
    found = re.split(r"^(// \d+ of \d+: \S+)\n", shown, flags=re.M)
    assert not found[0].strip()
    return dict(zip(found[1::2], found[2::2], strict=True))


def in_order(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Rows in an order of their own, the values of a list too: engines give them in none."""
    plain = [
        {name: sorted(value) if isinstance(value, list) else value for name, value in row.items()}
        for row in rows
    ]
    return sorted(repr(sorted(row.items())) for row in plain)


@pytest.mark.parametrize(("question", "given"), some(ASKED, 14), ids=str)
def test_the_texts_of_a_question(
    short_sample: Workspace,
    on_neo4j: Server,
    neo4j_answers: Server,
    question: str,
    given: dict[str, Any],
) -> None:
    texts = texts_in(short_sample.texts(question, "cypher", **given))
    assert list(texts)
    with closing(Neo4jEngine(on_neo4j.address)) as there, closing(short_sample.engine()) as here:
        for remark, text in texts.items():
            assert "$" not in text
            rows = [each.ask(text, {}, remark) for each in (there, here)]
            assert in_order(rows[0]) == in_order(rows[1]), remark


def test_every_question_has_rows(short_sample: Workspace) -> None:
    """A text that finds nothing would agree with anything."""
    for question in {name for name, _ in some(ASKED, 14)}:
        shown = [
            short_sample.texts(question, "cypher", **given)
            for name, given in ASKED
            if name == question
        ]
        with closing(short_sample.engine()) as engine:
            texts = (text for each in shown for text in texts_in(each).values())
            assert any(engine.ask(text, {}) for text in texts), question
