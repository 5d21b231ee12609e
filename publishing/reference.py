"""The reference: a page with the classes and properties of the ontology, and its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pledgegraph.ontology.definitions import definitions_in, term_labels
from pledgegraph.ontology.namespaces import PG
from pledgegraph.ontology.schema import ONTOLOGY, SHAPES

from .addresses import INDEX
from .frames import Frames

FOLDER = "ontology"


@dataclass(frozen=True)
class Term:
    """A class or a property: the last part of its IRI, what it is called and what it means."""

    name: str
    label: str
    definition: str


def reference_page(frames: Frames) -> str:
    """The page, with a place for each term that its fragment leads to."""
    terms = list(_terms(frames.language.code))
    # Classes begin with a capital letter, properties do not
    classes = [term for term in terms if term.name[0].isupper()]
    properties = [term for term in terms if not term.name[0].isupper()]
    frame = frames.frame(f"{FOLDER}/{INDEX}", frames.texts["ontology"])
    return frames.rendered(
        "reference.html",
        frame,
        namespace=PG,
        groups=[(frames.texts["classes"], classes), (frames.texts["properties"], properties)],
    )


def ontology_files() -> Iterator[tuple[str, str]]:
    """Path and text of the ontology's own files."""
    for file in (ONTOLOGY, SHAPES):
        yield f"{FOLDER}/{file.name}", file.read_text("utf-8")


def _terms(language: str) -> Iterator[Term]:
    labels = term_labels(language)
    meanings = definitions_in(language)
    for name in sorted(labels, key=str.casefold):
        yield Term(name, labels[name], meanings.get(name, ""))
