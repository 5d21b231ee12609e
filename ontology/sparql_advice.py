"""Advice on a SPARQL query by the ontology: why its answer may lack rows."""

from __future__ import annotations

import re

from .iris import concept_of
from .namespaces import PG
from .schema import coded_properties, first_days, ontology_terms
from .sparql_text import compared_dates, unknown_terms


def sparql_advice(text: str) -> list[str]:
    """A sentence for each name that is not in the ontology, each date that cannot be compared, and
    each code that is asked for as a text.
    """
    unknown = unknown_terms(text, PG, ontology_terms())
    dates = compared_dates(text, PG, first_days())
    return [*unknown, *dates, *_codes_as_texts(text)]


def _codes_as_texts(text: str) -> list[str]:
    advice = []
    # The tables have codes, and a query in Cypher asks for these
    for name, code in re.findall(r"""\bpg:(\w+)\s+["']([\w-]+)["']""", text):
        scheme = coded_properties().get(name)
        if scheme:
            concept = concept_of(scheme, code)
            advice.append(
                f"In RDF the values of pg:{name} are concepts such as {concept}, so"
                f' "{code}" matches none. Write pg:{name}/pg:notation "{code}".'
            )
    return advice
