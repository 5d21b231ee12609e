"""Mentions: which documents name a thing, and by which property. Pages list them; the data of a
page has only what is stated about its own subjects.
"""

from __future__ import annotations

from collections.abc import Mapping

from .documents import Document, identifier_in

Mentions = Mapping[str, Mapping[tuple[str, str], list[str]]]
"""Identifier → (first part of those that name it, property) → their identifiers, in order."""
LEFT_OUT = frozenset(
    {
        "a",
        "dcterms:isReplacedBy",
        "dcterms:replaces",
        "pg:broader",
        "pg:fromSource",
        "pg:inRegion",
        "pg:recordedIn",
        "prov:wasDerivedFrom",
        "skos:hasTopConcept",
        "skos:inScheme",
        "skos:topConceptOf",
    }
)
"""Properties that say nothing new from the other end, or too much: every row names its source."""
_FIGURE = "figure-"


def mentions_in(documents: Mapping[str, Document]) -> Mentions:
    """All mentions of things by other documents."""
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for identifier, document in documents.items():
        segment = document.segment
        for described in document.subjects:
            # Ten thousand figures name a country of origin
            if described.identifier.partition("#")[2].startswith(_FIGURE):
                continue
            for predicate, objects in described.values.items():
                if predicate in LEFT_OUT or not objects[0].startswith("<"):
                    continue
                for term in objects:
                    named = identifier_in(term).partition("#")[0]
                    if named not in documents or named == identifier:
                        continue
                    by_key = found.setdefault(named, {})
                    listed = by_key.setdefault((segment, predicate), [])
                    # Several parts of a document may name one thing
                    if not listed or listed[-1] != identifier:
                        listed.append(identifier)
    return found
