"""Objects: a document as one JSON-LD object, with its context in it, and what depends on a node
inside the object of the node.

A literal in Turtle's quotes is a text of JSON as it is: both have the same escapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pledgegraph.ontology.iris import VOCABULARY_BASE
from pledgegraph.ontology.namespaces import PG
from pledgegraph.ontology.schema import ONTOLOGY
from pledgegraph.ontology.terms import PREFIXES

from .documents import Described, Document, identifier_in

_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "schema": "https://schema.org/",
    **{short: long for long, short in PREFIXES.items()},
}
"""Those that statements are written with, and those of terms that are written in full."""
_EXACT_DIGITS = 15
_CLOSE = (",", ":")
_HOME = "\x01"
"""Stands for the base until it is known how IRIs are written: no text of JSON has this sign."""
_PUBLISHED = "\x02"
"""The same for the base of published concepts."""
_CONTEXT = '{\n"@context":{'
Pairs = Iterable[tuple[str, str]]
"""Keys of an object with the JSON of their values."""


@cache
def _terms() -> Mapping[str, tuple[str, Any]]:
    """What a term of our context stands for (``pg:title``) → the term, and what must be said of it
    where the ontology's own terms need no prefix.
    """
    text = ONTOLOGY.with_name("context.jsonld").read_text("utf-8")
    found: dict[str, tuple[str, Any]] = {}
    context = json.loads(text)["@context"]
    for name, meaning in context.items():
        own = f"pg:{name}"
        if isinstance(meaning, dict):
            term = meaning.pop("@id")
            # A term of the ontology means what it is called there
            if term != own:
                meaning["@id"] = term
            found[term] = (name, meaning)
        elif isinstance(meaning, str) and not meaning.endswith(("#", "/")):
            said = "" if meaning == own else meaning
            found[meaning] = (name, said)
    return found


@dataclass(frozen=True, slots=True)
class DataText:
    """The text of an object: JSON-LD that asks the network for nothing. Its IRIs are written out
    when it is known for whom.
    """

    text: str
    base: str

    def in_full(self) -> str:
        """With IRIs in full: whoever reads it as plain JSON need not know a base."""
        text = self.text.replace(_HOME, self.base)
        return text.replace(_PUBLISHED, VOCABULARY_BASE)

    def in_page(self) -> str:
        """With IRIs relative to a base that it says: the same in a third less."""
        text = self.text.replace(f"{_HOME}/", "")
        text = text.replace(f"{_PUBLISHED}vocabulary/", "voc:")
        said = {"@base": f"{self.base}/", "voc": f"{VOCABULARY_BASE}vocabulary/"}
        added = json.dumps(said, separators=_CLOSE)
        # The context comes first, and has a term at least
        return text.replace(_CONTEXT, f"{_CONTEXT}{added[1:-1]},", 1)


def object_of(document: Document, base: str) -> DataText:
    """The object of a document."""
    writer = ObjectWriter(_HOME, _PUBLISHED)
    pairs = writer.document(document)
    # The context last, when it is known what it must explain; it is read first
    pairs = [("@context", writer.context()), *pairs]
    lines = [f'"{name}":{text}' for name, text in pairs]
    return DataText("{\n" + ",\n".join(lines) + "\n}\n", base)


def main_object_of(document: Document, base: str) -> DataText:
    """The same without what depends on the node, for a page that has no room for it."""
    return object_of(Document(document.identifier, document.main), base)


class ObjectWriter:
    """Writes subjects as objects, and keeps the terms that they need."""

    def __init__(self, base: str, published: str = VOCABULARY_BASE) -> None:
        """Identifiers are written below ``base``, published concepts below ``published``."""
        self.base = base
        self.published = published
        self.used: dict[str, Any] = {"id": "@id", "type": "@type"}

    def document(self, document: Document) -> list[tuple[str, str]]:
        """What the object of the node has, with those that depend on it."""
        nested: dict[str, list[str]] = {}
        apart = []
        parent = document.main.identifier
        for described in document.dependants:
            # Under the property by which it names the node, turned round
            link = _link_to(described, parent)
            if not link:
                apart.append(self.node(described))
                continue
            name = self._key(link)
            # The object that it is in says the link already
            written = self.node(described, without=(link, parent))
            nested.setdefault(name, []).append(written)
        pairs = self._pairs(document.main)
        if nested:
            turned = []
            for name, texts in sorted(nested.items()):
                turned.append((name, _listed(texts)))
            pairs.append(("@reverse", _braced(turned)))
        if apart:
            pairs.append(("@included", _listed(apart)))
        return pairs

    def node(
        self,
        described: Described,
        without: tuple[str, str] = ("", ""),
    ) -> str:
        """The object of a subject; ``without`` one link to its parent."""
        return _braced(self._pairs(described, without))

    def _pairs(
        self,
        described: Described,
        without: tuple[str, str] = ("", ""),
    ) -> list[tuple[str, str]]:
        pairs = [("id", self._whole(described.identifier))]
        for predicate, objects in described.values.items():
            if predicate == without[0]:
                objects = [each for each in objects if identifier_in(each) != without[1]]
            if objects:
                pairs.append(self._pair(predicate, objects))
        return pairs

    def context(self) -> str:
        """The context: the terms that were used, and the prefixes that these need."""
        terms = json.dumps(self.used)
        # A term of the ontology means what it is called there, if nothing else is said of it
        pairs = [("@vocab", json.dumps(PG))]
        for prefix, start in _PREFIXES.items():
            # As a key, or in what a key means: either is a text that begins with it
            if f'"{prefix}:' in terms:
                pairs.append((prefix, json.dumps(start)))
        for name, meaning in sorted(self.used.items()):
            # Lists are lists in the object already: this is for programs that write objects
            if isinstance(meaning, dict) and meaning.get("@container") == "@set":
                meaning = dict(meaning)
                del meaning["@container"]
            # A name with a prefix means what its prefix says
            if meaning:
                pairs.append((name, json.dumps(meaning, separators=_CLOSE)))
        return _braced(pairs)

    def _key(self, predicate: str) -> str:
        """The name of a property in the object."""
        found = _terms().get(predicate)
        if found is None:
            name = _compact(predicate)
            self.used[name] = {}
            return name
        name, meaning = found
        self.used[name] = meaning
        return str(name)

    def _pair(self, predicate: str, objects: list[str]) -> tuple[str, str]:
        texts = []
        if predicate == "a":
            for term in objects:
                name = self._key(term)
                texts.append(json.dumps(name))
            return "type", _one_or_all(texts)
        name = self._key(predicate)
        meaning = self.used[name]
        container = meaning.get("@container")
        if container == "@language":
            return name, _by_language(objects)
        expected = meaning.get("@type", "")
        for term in objects:
            text = self._value(term, expected)
            # Where the context does not say that a text is an IRI, the object does
            if term.startswith("<") and expected != "@id":
                text = f'{{"id":{text}}}'
            texts.append(text)
        if container == "@set":
            return name, _listed(texts)
        return name, _one_or_all(texts)

    def _value(self, term: str, expected: str) -> str:
        if term.startswith("<"):
            return self._iri(term)
        # Numbers and booleans are spelled alike in Turtle and JSON
        if not term.startswith('"'):
            return self._number(term)
        end = term.rindex('"') + 1
        text, rest = term[:end], term[end:]
        if rest.startswith("@"):
            return f'{{"@value":{text},"@language":"{rest[1:]}"}}'
        kind = rest[2:]
        if not kind or kind == expected:
            return text
        self.used[kind] = {}
        return f'{{"@value":{text},"@type":"{kind}"}}'

    def _iri(self, term: str) -> str:
        name = identifier_in(term)
        if not name:
            return json.dumps(term[1:-1])
        return self._whole(name)

    def _whole(self, identifier: str) -> str:
        """The IRI of an identifier as JSON has it: no IRI has a quote mark or a backslash."""
        if identifier.startswith("vocabulary/"):
            return f'"{self.published}{identifier}"'
        return f'"{self.base}/{identifier}"'

    def _number(self, term: str) -> str:
        # JavaScript's numbers are exact up to 2^53
        if len(term) <= _EXACT_DIGITS:
            return term
        self.used["xsd:integer"] = {}
        return f'{{"@value":"{term}","@type":"xsd:integer"}}'


def _link_to(described: Described, parent: str) -> str:
    """The predicate by which what depends on a node names the node; "" if it does not."""
    for predicate, objects in described.values.items():
        for term in objects:
            if identifier_in(term) == parent:
                return predicate
    return ""


def _compact(term: str) -> str:
    """``<https://schema.org/sameAs>`` → ``schema:sameAs``."""
    name = term.strip("<>")
    for prefix, start in _PREFIXES.items():
        if name.startswith(start):
            return f"{prefix}:{name.removeprefix(start)}"
    return name


def in_full(term: str) -> str:
    """``pg:Pledge`` → its IRI."""
    prefix, _, name = term.strip("<>").partition(":")
    return f"{_PREFIXES[prefix]}{name}" if prefix in _PREFIXES else term.strip("<>")


def _by_language(objects: list[str]) -> str:
    texts: dict[str, list[str]] = {}
    for term in objects:
        end = term.rindex('"') + 1
        texts.setdefault(term[end + 1 :], []).append(term[:end])
    pairs = [(language, _one_or_all(found)) for language, found in sorted(texts.items())]
    return _braced(pairs)


def _one_or_all(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else _listed(texts)


def _listed(texts: list[str]) -> str:
    return f"[{texts[0]}]" if len(texts) == 1 else "[\n" + ",\n".join(texts) + "]"


def _braced(pairs: Pairs) -> str:
    # Names of terms and prefixes are plain
    inside = ",".join([f'"{name}":{text}' for name, text in pairs])
    return f"{{{inside}}}"
