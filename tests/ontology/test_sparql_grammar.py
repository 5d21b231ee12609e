"""SPARQL by its grammar: what would write, leave the graph or hide it from one of two readers is
refused.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pledgegraph.errors import QueryProblem
from pledgegraph.ontology.sparql_grammar import check_by_grammar
from pledgegraph.ontology.sparql_text import bind
from pledgegraph.queries.texts import parameters_of, text_names, text_of

from ..budget import some  # noqa: TID252 (tests are no package that could be named)
from .test_store import ALLOWED, REFUSED

ROOT = Path(__file__).resolve().parents[2]
SERVICE = "SERVICE <http://127.0.0.1:9/none> { ?x ?y ?z }"
NESTED = [
    f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {SERVICE} }} }}",
    f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {{ SELECT ?x {{ {SERVICE} }} }} }} }}",
    (
        f"SELECT * {{ {{ {{ OPTIONAL {{ ?s ?p ?o MINUS {{ {SERVICE} }} }} }} }} UNION {{ ?a ?b ?c"
        " } }"
    ),
    f"SELECT * {{ GRAPH ?g {{ {SERVICE} }} }}",
    f"SELECT (1 AS ?n) {{ BIND(EXISTS {{ {SERVICE} }} AS ?b) }}",
    f"SELECT * {{ ?s ?p ?o }} HAVING (EXISTS {{ {SERVICE} }})",
    f"SELECT * {{ ?s ?p ?o }} ORDER BY (EXISTS {{ {SERVICE} }})",
    f"ASK {{ {SERVICE} }}",
    f"CONSTRUCT {{ ?x ?y ?z }} WHERE {{ {SERVICE} }}",
    f"DESCRIBE ?x WHERE {{ {SERVICE} }}",
    f"SELECT * {{ ?s ?p ?o }} # remark\r{{ {SERVICE} }}",
    "DESCRIBE <a:b> FROM <file:///etc/passwd>",
    "CONSTRUCT FROM <http://127.0.0.1:9/> WHERE { ?s ?p ?o }",
    "ASK FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ; INSERT DATA { <a:b> <a:c> 1 }",
    "COPY <a:b> TO <a:c>",
    "MOVE DEFAULT TO <a:c>",
    "ADD <a:b> TO DEFAULT",
    "CREATE GRAPH <a:b>",
    "DROP ALL",
    "DELETE WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", REFUSED + NESTED)
def test_what_would_write_or_reach_elsewhere_is_refused(text: str) -> None:
    with pytest.raises(QueryProblem) as raised:
        check_by_grammar(text)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("text", ALLOWED)
def test_the_words_in_texts_names_and_comments_are_harmless(text: str) -> None:
    check_by_grammar(text)


@pytest.mark.parametrize(
    "text", [text for text in NESTED if "SERVICE" in text and "HAVING" not in text]
)
def test_the_grammar_alone_sees_a_service(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from pledgegraph.ontology import sparql_grammar

    monkeypatch.setattr(sparql_grammar, "check_query", lambda text: None)
    with pytest.raises(QueryProblem, match="SERVICE is not allowed|cannot be read"):
        check_by_grammar(text)


def taking() -> list[tuple[str, list[str]]]:
    """The texts that take parameters."""
    return [(name, parameters_of(name)) for name in text_names() if parameters_of(name)]


def test_every_text_of_ours_is_let_pass() -> None:
    # With all its parameters, below, a text has all its parts
    alone = [name for name in text_names() if not parameters_of(name)]
    # A page is about something: its texts are never asked without
    optional = [name for name, _ in taking() if not name.startswith("_show")]
    bare = [*alone, *some(optional, 8)]
    texts = [bind(text_of(name, "sparql", ()), {"ids": ["x"], "year": 1}) for name in bare]
    for name, names in some(taking(), 4):
        # A page is asked for with one parameter: its text is another one for each
        for given in [[one] for one in names] if name.startswith("_show") else [names]:
            values = dict.fromkeys(given, ["x"]) | {"year": 1}
            texts.append(bind(text_of(name, "sparql", given), values))
    texts = [re.sub(r"\$(\w+)_any", "true", text) for text in texts]
    for page in (ROOT / "docs").glob("*.md"):
        texts += re.findall(r"```sparql\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert len(texts) > 30
    for text in filter(str.strip, texts):
        check_by_grammar(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT *\n{ ?s ?p }", "the query cannot be read: error at 2:3"),
        ("SELECT", "the query cannot be read: error at 1:7"),
        (
            "SELECT * {" + "{" * 500 + "}" * 501,
            "the query has too many brackets inside one another",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(QueryProblem) as raised:
        check_by_grammar(text)
    assert raised.value.args[0] == said
