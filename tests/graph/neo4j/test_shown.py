"""What ``--show cypher`` prints runs in Neo4j as it is, text by text, and finds what the embedded
graph finds.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

import pytest

from pledgegraph.graph.neo4j.server import Neo4jEngine
from pledgegraph.queries.catalogue import questions
from pledgegraph.workspace.workspace import Workspace

from ...budget import LONG, some  # noqa: TID252 (tests are no package that could be named)
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
FIRST = {question: number for number, (question, _) in reversed(list(enumerate(ASKED)))}
SHOWN = ASKED if LONG else [ASKED[number] for number in FIRST.values()]
"""In CI each question once."""


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


@pytest.mark.parametrize(("question", "given"), SHOWN, ids=str)
def test_the_texts_of_a_question(
    short_sample: Workspace,
    sample_on_neo4j: Server,
    neo4j_answers: Server,
    question: str,
    given: dict[str, Any],
) -> None:
    texts = texts_in(short_sample.texts(question, "cypher", **given))
    assert texts and not any("$" in text for text in texts.values())
    where = sample_on_neo4j.address
    with closing(Neo4jEngine(where)) as there, closing(short_sample.engine()) as here:
        for remark, text in some(list(texts.items()), 4):
            rows = [each.ask(text, {}, remark) for each in (there, here)]
            assert in_order(rows[0]) == in_order(rows[1]), remark


def test_every_question_has_rows(short_sample: Workspace) -> None:
    """A text that finds nothing would agree with anything."""
    for question in {name for name, _ in SHOWN}:
        shown = [
            short_sample.texts(question, "cypher", **given)
            for name, given in ASKED
            if name == question
        ]
        with closing(short_sample.engine()) as engine:
            texts = (text for each in shown for text in texts_in(each).values())
            assert any(engine.ask(text, {}) for text in texts), question
