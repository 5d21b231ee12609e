"""The shapes of vocabularies: ours keep them, and each condition can be broken."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, SKOS, Graph, Literal
from rdflib.term import Node

from pledgegraph.loaders.names.countries import countries
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
    ":s a skos:Concept .": "A scheme is not a concept (SKOS S9).",
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


def languages(graph: Graph, node: Node, predicate: Node) -> list[str]:
    """The language of each text."""
    return [getattr(text, "language", "") or "" for text in graph.objects(node, predicate)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_our_vocabularies_keep_the_shapes(file: Path) -> None:
    assert said_of(Graph().parse(file)) == set()


@pytest.mark.parametrize(("added", "message"), BREAKS.items())
def test_each_condition_can_be_broken(added: str, message: str) -> None:
    assert said_of(Graph().parse(data=WHOLE)) == set()
    assert message in said_of(Graph().parse(data=WHOLE + added))


@pytest.mark.parametrize("file", sorted(VOCABULARIES.glob("*.ttl")), ids=lambda file: file.stem)
def test_each_concept_is_said_in_spanish_and_that_it_is_ours(file: Path) -> None:
    graph = Graph().parse(file)
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            found = languages(graph, concept, predicate)
            assert found.count("es") == 1, (concept, predicate)
        note = "Spanish label and definition: our translation"
        assert (concept, SKOS.note, Literal(note, lang="en")) in graph
        # What the United Nations publish, with where
        is_arabic = "ar" in languages(graph, concept, SKOS.prefLabel)
        mark = Literal("Arabic label: UNBIS Thesaurus", lang="en")
        assert ((concept, SKOS.note, mark) in graph) == is_arabic


def test_countries_have_the_names_of_the_united_nations() -> None:
    found = countries()
    assert (found["TCD"].name_es, found["TCD"].name_ar) == ("Chad", "تشاد")
    assert (found["ETH"].name_es, found["ETH"].name_ar) == ("Etiopía", "إثيوبيا")
    assert {code for code, country in found.items() if not country.name_ar} == {"TWN", "XKX"}
    assert {code for code, country in found.items() if not country.name_es} == {"TWN", "XKX"}
