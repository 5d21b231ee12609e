"""Definitions: what the terms of the ontology are called and mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox

ONTOLOGY = Path(__file__).parent / "pledgegraph.ttl"
_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def definitions() -> Mapping[str, str]:
    """The last part of a term's IRI (``submittedBy``) → its definition in English."""
    return definitions_in("en")


@cache
def definitions_in(language: str) -> Mapping[str, str]:
    """The same in a language."""
    return _said(_DEFINITION, language)


@cache
def term_labels(language: str) -> Mapping[str, str]:
    """The last part of the IRI of a class or property → what it is called in a language."""
    return _said(_LABEL, language)


def _said(predicate: str, language: str) -> Mapping[str, str]:
    found = {}
    for quad in ox.parse(path=str(ONTOLOGY)):
        if quad.predicate.value != predicate or not isinstance(quad.object, ox.Literal):
            continue
        if quad.object.language == language and isinstance(quad.subject, ox.NamedNode):
            name = quad.subject.value.rpartition("#")[2]
            found[name] = quad.object.value
    return found
