"""Advice on a SPARQL query by the ontology: why its answer may lack rows."""

from __future__ import annotations

from .namespaces import PG
from .schema import first_days, ontology_terms
from .sparql_text import compared_dates, unknown_terms


def sparql_advice(text: str) -> list[str]:
    """Names that are not in the ontology, then dates that cannot be compared: a sentence each."""
    unknown = unknown_terms(text, PG, ontology_terms())
    return [*unknown, *compared_dates(text, PG, first_days())]
