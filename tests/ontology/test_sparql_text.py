"""Terms of a query that the ontology does not declare: they are told, and nothing else is."""

import pytest

from pledgegraph.ontology.schema import PG, ontology_terms
from pledgegraph.ontology.sparql_text import unknown_terms

NO_MATCH = "is no term of the ontology, so nothing matches it."


@pytest.mark.parametrize(
    ("text", "told"),
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
def test_unknown_terms(text: str, told: list[str]) -> None:
    found = unknown_terms(text, PG, ontology_terms())
    assert len(found) == len(told)
    assert all(notice.startswith(words) for notice, words in zip(found, told, strict=True))
