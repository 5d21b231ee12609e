"""The vocabularies: SKOS concept schemes, one file each; published labels and the spellings
accepted on intake.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from pledgegraph.wording import Words, words_of_list

from .iris import VOCABULARY_BASE
from .namespaces import PG, SKOS
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
    objective: str = ""
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
        is_acronym = label[:2].isupper()
        if is_acronym:
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
        names = [concept.name for concept in self.concepts.values()]
        return sorted(names)

    def words(self) -> Words:
        """The words that cells may have, for a message: in the language in which it is said."""
        return words_of_list(self.name, self.published())


_LAST = 10_000
"""The sequence of a concept that states none: after those that do, by its code."""


def _local(value: object) -> str:
    if not isinstance(value, ox.NamedNode):
        return ""
    return str(value.value).removeprefix(VOCABULARY_BASE)


def read_vocabulary(path: Path) -> Vocabulary:
    """The concept scheme in a Turtle file; ``ValueError`` where two concepts have one spelling."""
    found = []
    for identifier, entry in _entries(path).items():
        # The scheme itself is in the file too, and has no code
        if entry.has(f"{SKOS}notation"):
            found.append(_concept(identifier, entry))
    found.sort(key=_place_in_scheme)
    by_code: dict[str, Concept] = {}
    by_spelling: dict[str, Concept] = {}
    for concept in found:
        by_code[concept.notation] = concept
        for spelling in concept.spellings:
            other = by_spelling.setdefault(spelling, concept)
            if other is not concept:
                raise ValueError(f"{path.name}: two concepts are spelled {spelling!r}")
    return Vocabulary(path.stem, by_code, by_spelling)


def _place_in_scheme(concept: Concept) -> tuple[int, str]:
    sequence = concept.sequence or _LAST
    return sequence, concept.notation


class _Entry:
    """What a vocabulary's file says of one subject: predicate → objects, in the file's order."""

    def __init__(self) -> None:
        self._values: dict[str, list[object]] = {}

    def add(self, predicate: str, value: object) -> None:
        values = self._values.setdefault(predicate, [])
        values.append(value)

    def has(self, predicate: str) -> bool:
        return predicate in self._values

    def literals(self, predicate: str) -> list[ox.Literal]:
        found = []
        for value in self._values.get(predicate, ()):
            if isinstance(value, ox.Literal):
                found.append(value)
        return found

    def text(self, predicate: str) -> str:
        """The first text, in whatever language."""
        for literal in self.literals(predicate):
            return literal.value
        return ""

    def by_language(self, predicate: str) -> dict[str, str]:
        """Language (or ``""``) → text; the last one where a language has several."""
        found = {}
        for literal in self.literals(predicate):
            language = literal.language or ""
            found[language] = literal.value
        return found

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
            identifier = _local(quad.subject)
            entry = found.setdefault(identifier, _Entry())
            entry.add(quad.predicate.value, quad.object)
    return found


def _concept(identifier: str, entry: _Entry) -> Concept:
    labels = entry.by_language(f"{SKOS}prefLabel")
    notation = entry.text(f"{SKOS}notation")
    # Folded once here: a cell is compared with all of them
    spellings = {fold(notation)}
    for label in labels.values():
        spellings.add(fold(label))
    # A cell may have any of the other labels, a hidden one too: that is what it is for
    for predicate in ("altLabel", "hiddenLabel"):
        for literal in entry.literals(f"{SKOS}{predicate}"):
            spellings.add(fold(literal.value))
    _, scheme, _ = identifier.split("/", 2)
    definitions = entry.by_language(f"{SKOS}definition")
    sequence = entry.text(f"{PG}sequence")
    return Concept(
        identifier,
        scheme,
        notation,
        labels,
        frozenset(spellings),
        broader=entry.concept(f"{SKOS}broader") or entry.concept(f"{SKOS}broadMatch"),
        population=entry.concept(f"{PG}populationConcerned"),
        objective=entry.concept(f"{PG}gcrObjective"),
        held_on=entry.text(f"{PG}heldOn"),
        sequence=int(sequence or 0),
        definition=definitions.get("en", ""),
        other_label=entry.first_english(f"{SKOS}altLabel"),
    )


@cache
def vocabulary(name: str) -> Vocabulary:
    """A vocabulary that ships with pledgegraph, by its scheme's code (``themes``)."""
    return read_vocabulary(VOCABULARIES / f"{name}.ttl")


@cache
def scheme_titles(name: str) -> Mapping[str, str]:
    """Language → what a scheme is called."""
    scheme = _entries(VOCABULARIES / f"{name}.ttl")[f"vocabulary/{name}"]
    return scheme.by_language(f"{SKOS}prefLabel")


@cache
def vocabulary_names() -> tuple[str, ...]:
    """The codes of all schemes, sorted."""
    files = VOCABULARIES.glob("*.ttl")
    names = sorted(file.stem for file in files)
    return tuple(names)


def in_order(
    scheme: str,
    codes: Collection[str],
) -> list[str]:
    """Codes in the order of their vocabulary; a code that is not in it comes last, none is lost."""
    concepts = vocabulary(scheme).concepts
    # A code of a build that is older than the vocabulary, or of somebody's own, is kept
    known = [code for code in concepts if code in codes]
    unknown = set(codes).difference(known)
    return [*known, *sorted(unknown)]
