"""Rows: which properties of a thing a page shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .documents import Described

FIRST = (
    "pg:description",
    "pg:submittedBy",
    "pg:jointWith",
    "pg:announcedAt",
    "pg:submittedOn",
    "pg:standing",
    "pg:implementedIn",
    "pg:addresses",
    "pg:areaOfFocus",
    "pg:theme",
    "pg:contributionType",
    "pg:amount",
    "pg:currency",
    "pg:origin",
    "pg:asylum",
    "pg:populationType",
    "pg:year",
    "pg:value",
    "pg:unit",
    "pg:stage",
    "pg:reportedOn",
    "pg:updateText",
)
LAST = ("<https://schema.org/sameAs>", "rdfs:seeAlso", "pg:evidence", "pg:recordedIn")
NAMES = ("pg:label", "pg:name", "pg:fileName")
HIDDEN = frozenset(
    {
        "a",
        "rdfs:label",
        "skos:prefLabel",
        "pg:broader",
        "pg:formerIdentifier",
        "pg:notation",
        "pg:title",
        "pg:inVocabulary",
        "pg:rank",
        "pg:audience",
        "prov:wasDerivedFrom",
    }
)
"""What the heading says, or what another property says again."""


def shown_predicates(described: Described) -> Sequence[str]:
    """The properties of a subject that a page shows, in order."""
    # Evidence that is an address is stated as a text too, which the page shows as a link
    texts = described.values.get("pg:evidence", ())
    addresses = described.values.get("dcterms:source", ())
    is_shown = set(map(_as_text, addresses)) <= set(texts)
    return _in_order(tuple(described.values), is_shown)


@lru_cache(maxsize=10_000)
def _in_order(predicates: Sequence[str], is_source_shown: bool) -> Sequence[str]:
    """Those of some properties that a page shows: few subjects have others than one before."""
    found = []
    for predicate in predicates:
        if predicate == "dcterms:source" and is_source_shown:
            continue
        # The first day of a date is for programs
        if predicate not in HIDDEN and not predicate.endswith("FirstDay"):
            found.append(predicate)
    return sorted(found, key=order_of)


def _as_text(address: str) -> str:
    """``<https://…>`` → ``"https://…"``."""
    return f'"{address[1:-1]}"'


def order_of(predicate: str) -> tuple[int, str]:
    """What a reader looks for comes first, where it is from last."""
    # Everything else is between them, by its name in the ontology
    if predicate in FIRST:
        return FIRST.index(predicate), ""
    if predicate in LAST:
        return len(FIRST) + 1 + LAST.index(predicate), ""
    return len(FIRST), predicate
