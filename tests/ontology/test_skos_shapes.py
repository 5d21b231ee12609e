"""The shapes of vocabularies: ours keep them, and each condition can be broken."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import SH, Graph

from pledgegraph.ontology.vocabularies import VOCABULARIES

FOLDER = VOCABULARIES.parent
FILES = [*sorted(VOCABULARIES.glob("*.ttl")), FOLDER / "m49.ttl"]
SHAPES = Graph().parse(FOLDER / "skos-shapes.ttl")
WHOLE = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/v/> .
:s a skos:ConceptScheme ; skos:prefLabel "Colours"@en ; dcterms:title "Colours"@en ;
    dcterms:license <https://spdx.org/licenses/MIT> ; skos:hasTopConcept :a .
:a a skos:Concept ; skos:inScheme :s ; skos:topConceptOf :s ; skos:notation "a" ;
    skos:prefLabel "Red"@en , "Rouge"@fr ; skos:hiddenLabel "scarlet"@en .
:b a skos:Concept ; skos:inScheme :s ; skos:broader :a ; skos:notation "b" ;
    skos:prefLabel "Pink"@en .
"""
BREAKS = {
    ":s a skos:Concept .": "A scheme is no concept (SKOS S9).",
    ':s skos:prefLabel "Hues"@en .': "A scheme has one label in each language (SKOS S14).",
    ':a skos:prefLabel "Ruby"@en .': "A concept has one label in each language (SKOS S14).",
    ':a skos:hiddenLabel "Red"@en .': "No hidden label is also the label (SKOS S13).",
    ':a skos:altLabel "scarlet"@en .': "No other label is also a hidden one (SKOS S13).",
    ':a skos:altLabel "Red"@en .': "No other label is also the label (SKOS S13).",
    ':a skos:hiddenLabel "ruby" .': "A hidden label has a language.",
    ':a skos:notation "A" .': "A concept has one code.",
    ":a skos:inScheme :t . :t a skos:ConceptScheme .": "A concept is in one scheme.",
    ":b skos:related :a .": "What is broader is a concept and not a related one (SKOS S27).",
    ":b skos:exactMatch :x ; skos:broadMatch :x .": (
        "The same concept is not a broader one (SKOS S46)."
    ),
    ':c a skos:Concept ; skos:inScheme :s ; skos:notation "c" ; skos:prefLabel "Blue"@en .': (
        "A concept is a top concept or has a broader one."
    ),
}
"""What breaks a condition → what the report says."""


def said_of(data: Graph) -> set[str]:
    """The messages in English."""
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES, inplace=True)
    assert isinstance(report, Graph)
    found = report.objects(None, SH.resultMessage)
    return {str(text) for text in found if getattr(text, "language", "") == "en"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_our_vocabularies_keep_the_shapes(file: Path) -> None:
    assert said_of(Graph().parse(file)) == set()


@pytest.mark.parametrize(("added", "message"), BREAKS.items())
def test_each_condition_can_be_broken(added: str, message: str) -> None:
    assert said_of(Graph().parse(data=WHOLE)) == set()
    assert message in said_of(Graph().parse(data=WHOLE + added))
