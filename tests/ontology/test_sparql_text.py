"""Terms of a query that the ontology does not declare: they are told, and nothing else is."""

import time

import pytest

from pledgegraph.ontology.namespaces import PG
from pledgegraph.ontology.schema import ontology_terms
from pledgegraph.ontology.sparql_advice import sparql_advice
from pledgegraph.ontology.sparql_text import check_query, compared_dates, unknown_terms
from pledgegraph.queries.texts import QUESTIONS

NO_MATCH = "is not a term of the ontology, so nothing matches it."


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("SELECT ?p { ?p a pg:Pledge ; pg:title ?t ; pg:hostCountryPledge true }", []),
        ("SELECT ?p { ?p pg:titel ?t }", [f"pg:titel {NO_MATCH} Did you mean 'title'"]),
        ("SELECT ?p { ?p a pg:Pledges }", [f"pg:Pledges {NO_MATCH} Did you mean 'Pledge"]),
        (
            f"SELECT ?p {{ ?p <{PG}submitedBy> ?a }}",
            [f"pg:submitedBy {NO_MATCH} Did you mean 'submittedBy'"],
        ),
        ("SELECT ?p { ?p pg:xyzzy ?t }", [f"pg:xyzzy {NO_MATCH}"]),
        ('SELECT ?p { ?p pg:title "pg:titel" } # pg:nothing', []),
        ("PREFIX pg: <https://example.org/> SELECT ?p { ?p pg:titel ?t }", []),
        (f"PREFIX pg: <{PG}> SELECT ?p {{ ?p pg:title ?t }}", []),
    ],
)
def test_unknown_terms(text: str, reported: list[str]) -> None:
    found = unknown_terms(text, PG, ontology_terms())
    assert len(found) == len(reported)
    assert all(notice.startswith(words) for notice, words in zip(found, reported, strict=True))


PARTS = [
    "a",
    "a-",
    "a:",
    "^^<a",
    "PREFIX pg:<",
    "'",
    '"' * 3,
    "'" * 3 + "a",
    "<",
    "\\'",
    "?a ",
    "# ",
]


@pytest.mark.parametrize("part", PARTS)
def test_no_text_takes_long_however_often_a_part_of_it_is_said(part: str) -> None:
    """These run in this process, where nothing stops them."""
    text = "SELECT * { ?s ?p 1 } # ^^xsd:date " + part * (200_000 // len(part))
    begun = time.monotonic()
    check_query(text)
    unknown_terms(text, PG, [])
    compared_dates(text, PG, {})
    check_query(text.replace("#", "\n"))
    compared_dates(text.replace("xsd:date", ""), PG, {})
    assert time.monotonic() - begun < 5


def test_a_code_that_is_asked_for_as_a_text_matches_nothing_and_is_said_so() -> None:
    (said,) = sparql_advice('SELECT * { ?p pg:standing "withdrawn" ; pg:code "IGAD" }')
    assert said == (
        "In RDF the values of pg:standing are concepts such as vocabulary/standings/withdrawn, so"
        ' "withdrawn" matches none. Write pg:standing/pg:notation "withdrawn".'
    )
    assert sparql_advice('SELECT * { ?p pg:standing/pg:notation "withdrawn" }') == []


def test_no_text_of_ours_asks_for_a_code_as_a_text() -> None:
    for path in QUESTIONS.glob("*.rq"):
        assert sparql_advice(path.read_text("utf-8")) == [], path.name
