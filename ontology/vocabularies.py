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
        return label if label[:2].isupper() else label[:1].lower() + label[1:]


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
        """The English labels, sorted: what may stand in a cell."""
        return sorted(concept.name for concept in self.concepts.values())


_LAST = 10_000
"""The sequence of a concept that states none: behind those that do, by its code."""


def _local(value: object) -> str:
    return str(value.value).removeprefix(VOCABULARY_BASE) if isinstance(value, ox.NamedNode) else ""


def read_vocabulary(path: Path) -> Vocabulary:
    """The concept scheme in a Turtle file; ``ValueError`` where a spelling stands for two
    concepts.
    """
    found: dict[str, dict[str, list[object]]] = {}
    for quad in ox.parse(path=str(path)):
        if isinstance(quad.subject, ox.NamedNode):
            found.setdefault(_local(quad.subject), {}).setdefault(quad.predicate.value, []).append(
                quad.object
            )
    concepts: dict[str, Concept] = {}
    by_spelling: dict[str, Concept] = {}
    for identifier, values in found.items():
        if f"{SKOS}notation" not in values:
            continue
        concept = _concept(identifier, values)
        concepts[concept.notation] = concept
        for spelling in concept.spellings:
            if by_spelling.setdefault(spelling, concept) is not concept:
                raise ValueError(f"{path.name}: {spelling!r} stands for two concepts")
    in_order = sorted(concepts.items(), key=lambda item: (item[1].sequence or _LAST, item[0]))
    return Vocabulary(path.stem, dict(in_order), by_spelling)


def _concept(identifier: str, values: Mapping[str, list[object]]) -> Concept:
    def texts(predicate: str) -> list[ox.Literal]:
        return [value for value in values.get(predicate, ()) if isinstance(value, ox.Literal)]

    def first(predicate: str) -> str:
        return next((literal.value for literal in texts(predicate)), "")

    labels = {literal.language or "": literal.value for literal in texts(f"{SKOS}prefLabel")}
    spelled = [
        *labels.values(),
        *(t.value for p in ("altLabel", "hiddenLabel") for t in texts(f"{SKOS}{p}")),
    ]
    notation = first(f"{SKOS}notation")
    other = [label.value for label in texts(f"{SKOS}altLabel") if label.language == "en"]
    definitions = {literal.language or "": literal.value for literal in texts(f"{SKOS}definition")}
    return Concept(
        identifier,
        identifier.split("/")[1],
        notation,
        labels,
        frozenset(fold(spelling) for spelling in [*spelled, notation]),
        broader=_local(next(iter(values.get(f"{SKOS}broader", ())), None)),
        population=_local(next(iter(values.get(f"{PG}populationConcerned", ())), None)),
        held_on=first(f"{PG}heldOn"),
        sequence=int(first(f"{PG}sequence") or 0),
        definition=definitions.get("en", ""),
        other_label=next(iter(other), ""),
    )


@cache
def vocabulary(name: str) -> Vocabulary:
    """A vocabulary that ships with pledgegraph, by its scheme's code (``themes``)."""
    return read_vocabulary(VOCABULARIES / f"{name}.ttl")


@cache
def vocabulary_names() -> tuple[str, ...]:
    """The codes of all schemes, sorted."""
    return tuple(sorted(path.stem for path in VOCABULARIES.glob("*.ttl")))


def in_order(scheme: str, codes: Collection[str]) -> list[str]:
    """Codes in the order of their vocabulary; one that it has not stands last, none is lost."""
    known = [code for code in vocabulary(scheme).concepts if code in codes]
    return [*known, *sorted(set(codes).difference(known))]
