"""A small graph: Turtle that is read whole, with just enough to ask it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from .namespaces import RDF


class SmallGraph:
    """Just enough reading of small Turtle files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._out: dict[object, list[tuple[str, object]]] = {}
        for path in paths:
            self._take(ox.parse(path=str(path)))

    @classmethod
    def of_turtle(cls, text: bytes) -> SmallGraph:
        """The graph of a Turtle document; ``SyntaxError`` where it is none."""
        graph = cls(())
        graph._take(ox.parse(input=text, format=ox.RdfFormat.TURTLE))
        return graph

    def _take(self, quads: Iterable[ox.Quad]) -> None:
        for quad in quads:
            pair = (quad.predicate.value, quad.object)
            pairs = self._out.setdefault(quad.subject, [])
            pairs.append(pair)

    def of_type(self, name: str) -> list[object]:
        """The nodes of a class."""
        wanted = ox.NamedNode(name)
        found = []
        for node in self._out:
            if wanted in self.values(node, f"{RDF}type"):
                found.append(node)
        return found

    def subjects(self, predicate: str) -> Iterator[object]:
        for node in self._out:
            if self.values(node, predicate):
                yield node

    def values(self, node: object, predicate: str) -> list[object]:
        pairs = self._out.get(node, ())
        return [value for found, value in pairs if found == predicate]

    def text(self, node: object, predicate: str) -> str:
        """The first value that is an IRI or a literal, ``""`` where there is none."""
        for value in self.values(node, predicate):
            if isinstance(value, ox.NamedNode | ox.Literal):
                return text_of(value)
        return ""

    def says_once(self, node: object, predicate: str) -> bool:
        """Whether a count is given and is 1."""
        return self.text(node, predicate) == "1"

    def listed(self, node: object, predicate: str) -> list[object]:
        """The members of an RDF list, in order."""
        found: list[object] = []
        end = ox.NamedNode(f"{RDF}nil")
        rest = self.values(node, predicate)
        while rest and rest[0] != end:
            found += self.values(rest[0], f"{RDF}first")
            rest = self.values(rest[0], f"{RDF}rest")
        return found


def text_of(term: object) -> str:
    """What an IRI or a literal says, without its type or language."""
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return str(term.value)


def iri_of(term: object) -> str:
    """The IRI of a node; ``""`` of a literal or a node without name."""
    return str(term.value) if isinstance(term, ox.NamedNode) else ""
