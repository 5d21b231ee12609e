"""The vocabularies: SKOS concept schemes, one file each; published labels and the spellings
accepted on intake.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from .iris import VOCABULARY_BASE
from .schema import PG, SKOS
from .spelling import fold

VOCABULARIES = Path(__file__).parent / "vocabularies"


@dataclass(frozen=True)
class Concept:
    """A concept of a scheme: ``id`` (``vocabulary/themes/education``), its code and its labels."""

    id: str
    vocabulary: str
    notation: str
    labels: Mapping[str, str]
    spellings: frozenset[str] = frozenset()
    broader: str = ""
    population: str = ""
    held_on: str = ""
    sequence: int = 0
    definition: str = ""
    other_label: str = ""

    @property
    def name(self) -> str:
        """The published English label."""
        return self.labels["en"]

    @property
    def in_text(self) -> str:
        """What a sentence calls it: the other English label where there is one, in small letters
        but for acronyms.
        """
        label = self.other_label or self.name
        if label[:2].isupper():
            return label
        return label[:1].lower() + label[1:]


@dataclass(frozen=True)
class Vocabulary:
    """A concept scheme: its concepts by code, in their sequence, and by every accepted spelling
    (folded).
    """

    name: str
    concepts: Mapping[str, Concept]
    by_spelling: Mapping[str, Concept] = field(repr=False)

    def find(self, text: str) -> Concept | None:
        """The concept that a text spells, without regard to case, accents and repeated blanks."""
        return self.by_spelling.get(fold(text))

    def published(self) -> list[str]:
        """The English labels, sorted: the words that cells may have."""
        return sorted(concept.name for concept in self.concepts.values())


_LAST = 10_000
"""The sequence of a concept that states none: after those that do, by its code."""


def _local(value: object) -> str:
    if not isinstance(value, ox.NamedNode):
        return ""
    return str(value.value).removeprefix(VOCABULARY_BASE)


def read_vocabulary(path: Path) -> Vocabulary:
    """The concept scheme in a Turtle file; ``ValueError`` where two concepts have one spelling."""
    found = [
        _concept(identifier, entry)
        for identifier, entry in _entries(path).items()
        if entry.has(f"{SKOS}notation")  # a scheme has none
    ]
    found.sort(key=lambda concept: (concept.sequence or _LAST, concept.notation))
    by_spelling: dict[str, Concept] = {}
    for concept in found:
        for spelling in concept.spellings:
            other = by_spelling.setdefault(spelling, concept)
            if other is not concept:
                raise ValueError(f"{path.name}: two concepts are spelled {spelling!r}")
    by_code = {concept.notation: concept for concept in found}
    return Vocabulary(path.stem, by_code, by_spelling)


class _Entry:
    """What a vocabulary's file says of one subject: predicate → objects, in the file's order."""

    def __init__(self) -> None:
        self._values: dict[str, list[object]] = {}

    def add(self, predicate: str, value: object) -> None:
        self._values.setdefault(predicate, []).append(value)

    def has(self, predicate: str) -> bool:
        return predicate in self._values

    def literals(self, predicate: str) -> list[ox.Literal]:
        values = self._values.get(predicate, ())
        return [value for value in values if isinstance(value, ox.Literal)]

    def text(self, predicate: str) -> str:
        """The first text, in whatever language."""
        literals = self.literals(predicate)
        return literals[0].value if literals else ""

    def by_language(self, predicate: str) -> dict[str, str]:
        """Language (or ``""``) → text; the last one where a language has several."""
        return {literal.language or "": literal.value for literal in self.literals(predicate)}

    def first_english(self, predicate: str) -> str:
        for literal in self.literals(predicate):
            if literal.language == "en":
                return literal.value
        return ""

    def concept(self, predicate: str) -> str:
        """The identifier of the first object, ``""`` where there is none."""
        values = self._values.get(predicate)
        return _local(values[0]) if values else ""


def _entries(path: Path) -> dict[str, _Entry]:
    """Identifier → what the file says of it."""
    found: dict[str, _Entry] = {}
    for quad in ox.parse(path=str(path)):
        if isinstance(quad.subject, ox.NamedNode):
            entry = found.setdefault(_local(quad.subject), _Entry())
            entry.add(quad.predicate.value, quad.object)
    return found


def _concept(identifier: str, entry: _Entry) -> Concept:
    labels = entry.by_language(f"{SKOS}prefLabel")
    notation = entry.text(f"{SKOS}notation")
    other_labels = entry.literals(f"{SKOS}altLabel")
    other_labels = [*other_labels, *entry.literals(f"{SKOS}hiddenLabel")]
    spellings = {fold(notation)}
    spellings.update(map(fold, labels.values()))
    spellings.update(fold(label.value) for label in other_labels)
    return Concept(
        identifier,
        identifier.split("/")[1],
        notation,
        labels,
        frozenset(spellings),
        broader=entry.concept(f"{SKOS}broader"),
        population=entry.concept(f"{PG}populationConcerned"),
        held_on=entry.text(f"{PG}heldOn"),
        sequence=int(entry.text(f"{PG}sequence") or 0),
        definition=entry.by_language(f"{SKOS}definition").get("en", ""),
        other_label=entry.first_english(f"{SKOS}altLabel"),
    )


@cache
def vocabulary(name: str) -> Vocabulary:
    """A vocabulary that ships with pledgegraph, by its scheme's code (``themes``)."""
    return read_vocabulary(VOCABULARIES / f"{name}.ttl")


@cache
def vocabulary_names() -> tuple[str, ...]:
    """The codes of all schemes, sorted."""
    return tuple(sorted(path.stem for path in VOCABULARIES.glob("*.ttl")))


def in_order(
    scheme: str,
    codes: Collection[str],
) -> list[str]:
    """Codes in the order of their vocabulary; a code that is not in it comes last, none is lost."""
    known = [code for code in vocabulary(scheme).concepts if code in codes]
    return [*known, *sorted(set(codes).difference(known))]
