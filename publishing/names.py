"""Names: what the things of a site are called, in the language of a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from pledgegraph.ontology.definitions import term_labels
from pledgegraph.ontology.languages import Language
from pledgegraph.writing.signs import visible

from .captions import OTHER_TERMS
from .documents import Described, Document

LABELS = ("skos:prefLabel", "rdfs:label")
"""The predicates by which RDF says what a thing is called; see ``ontology.labels``."""


@dataclass(frozen=True)
class Names:
    """What things, classes and properties are called in one language."""

    language: Language
    things: Mapping[str, str]
    terms: Mapping[str, str] = field(repr=False)

    def thing(self, identifier: str) -> str:
        """A thing by its identifier; what has no name is called by its identifier."""
        return self.things.get(identifier, identifier)

    def term(self, term: str) -> str:
        """A class or property as Turtle writes it (``pg:title``, ``<https://…>``)."""
        if term in OTHER_TERMS:
            return self.language.translated(OTHER_TERMS[term])
        name = term.removeprefix("pg:")
        return self.terms.get(name, term.strip("<>"))


def names_in(
    documents: Mapping[str, Document],
    code: str,
) -> Names:
    """The names of everything in the documents, in a language or as it is stated."""
    found = {}
    for document in documents.values():
        for described in document.subjects:
            name = _name(described, code)
            if name:
                found[described.identifier] = name
    return Names(Language(code), found, term_labels(code))


def _name(described: Described, code: str) -> str:
    for predicate in LABELS:
        terms = described.values.get(predicate)
        if not terms:
            continue
        # One label for each language, or one without any
        by_language = {}
        for term in terms:
            text, language = text_and_language(term)
            by_language[language] = text
        # A name in no language is as its source has it
        for each in (code, "", "en"):
            if each in by_language:
                return visible(by_language[each])
    return ""


def text_and_language(term: str) -> tuple[str, str]:
    """The text of a literal, and its language or ""."""
    end = term.rindex('"') + 1
    text = term[1 : end - 1]
    # Few texts have anything that is escaped
    if "\\" in text:
        text = json.loads(term[:end])
    # Behind the quotes is a language, a type or nothing
    return text, term[end + 1 :] if term[end : end + 1] == "@" else ""
