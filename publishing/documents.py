"""Documents: what a build states, grouped by the address that answers for it. What depends on a
node has a fragment behind the node's identifier, and so is in the document of its parent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from pledgegraph.ontology.iris import VOCABULARY_BASE
from pledgegraph.ontology.statements import Part, Statements, statements
from pledgegraph.ontology.tables import Tables
from pledgegraph.ontology.terms import turtle_notation

REPLACED_BY = "dcterms:isReplacedBy"


@dataclass(slots=True)
class Described:
    """A subject: its identifier, and its predicates with their objects, as Turtle writes them."""

    identifier: str
    values: dict[str, list[str]] = field(default_factory=dict)
    turtle: str = ""
    """Its statements as Turtle, once they are written."""

    def first(self, predicate: str) -> str:
        """The first object of a predicate, "" where there is none."""
        for value in self.values.get(predicate, ()):
            return value
        return ""


@dataclass(slots=True)
class Document:
    """All subjects that one address answers for: ``main``, and what depends on it."""

    identifier: str
    main: Described
    dependants: list[Described] = field(default_factory=list)

    @property
    def subjects(self) -> list[Described]:
        """All of them; without the node itself where nothing is stated about it."""
        if self.main.values:
            return [self.main, *self.dependants]
        return self.dependants

    @property
    def is_former(self) -> bool:
        """Whether all that is stated is what the thing is now: it is another one by decision."""
        return not self.dependants and list(self.main.values) == [REPLACED_BY]

    @property
    def segment(self) -> str:
        """The first part of the identifier, which says the class."""
        return self.identifier.partition("/")[0]


def documents_of(current: Tables) -> dict[str, Document]:
    """Identifier → document, for every subject of the tables, in the order of their classes."""
    found: dict[str, Document] = {}
    for group in statements([Part(current)], turtle_notation()):
        for described in _described(group):
            parent, sign, _ = described.identifier.partition("#")
            # What depends on a node may come before the node itself
            document = found.get(parent)
            if document is None:
                document = found[parent] = Document(parent, Described(parent))
            if sign:
                document.dependants.append(described)
            else:
                document.main = described
    return found


def _described(group: Statements) -> Iterator[Described]:
    """The subjects of sorted statements, one after the other."""
    subjects = group.subjects.to_pylist()
    predicates = group.predicates.to_pylist()
    objects = group.objects.to_pylist()
    # A run of statements has one subject and one predicate
    is_new = np.diff(group.subject, prepend=-1) != 0
    is_new |= np.diff(group.predicate, prepend=-1) != 0
    starts = np.flatnonzero(is_new).tolist()
    ends = [*starts[1:], len(objects)]
    of_subject = group.subject[starts].tolist()
    of_predicate = group.predicate[starts].tolist()
    described = Described("")
    before = -1
    for start, end, subject, predicate in zip(
        starts,
        ends,
        of_subject,
        of_predicate,
        strict=True,
    ):
        if subject != before:
            if before >= 0:
                yield described
            described = Described(identifier_in(subjects[subject]))
            before = subject
        described.values[predicates[predicate]] = objects[start:end]
    if before >= 0:
        yield described


def identifier_in(term: str) -> str:
    """``<pledge/GRF-00350>`` → ``pledge/GRF-00350``; "" for what is not in the site."""
    if not term.startswith("<"):
        return ""
    name = term[1:-1].removeprefix(VOCABULARY_BASE)
    # What has a scheme is of somebody else: no identifier of ours has a colon in its first part
    if ":" in name.partition("/")[0]:
        return ""
    return name
