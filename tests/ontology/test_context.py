"""The context of JSON-LD: a JSON document reads as meant, in two libraries."""

import json
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from rdflib import (
    Graph,
)

from pledgegraph.ontology.schema import ONTOLOGY
from pledgegraph.ontology.vocabularies import vocabulary_names

from .declared import declared, short

CONTEXT = ONTOLOGY.with_name("context.jsonld")


DOCUMENT = {
    "@id": "https://example.org/pledge/1",
    "type": "Pledge",
    "title": "Schools",
    "amount": 35000000,
    "standing": "standings:withdrawn",
    "asksForSupport": False,
    "evidence": ["https://example.org/a", "p. 3"],
    "submittedOn": {"@value": "2023-12", "@type": "xsd:gYearMonth"},
    "submittedBy": ["https://example.org/actor/a", "https://example.org/actor/b"],
    "announcedAt": {
        "id": "https://example.org/forum/f",
        "type": "Forum",
        "label": {"en": "Forum A", "fr": "Le forum A"},
        "sequence": 4,
    },
    "theme": {"id": "https://w3id.org/pledgegraph/vocabulary/themes/education", "type": "Concept"},
}


MEANT = """
@prefix pg: <https://w3id.org/pledgegraph#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/pledge/1> a pg:Pledge ; pg:title "Schools" ; pg:amount 35000000 ;
pg:standing <https://w3id.org/pledgegraph/vocabulary/standings/withdrawn> ;
pg:asksForSupport false ;
    pg:evidence "https://example.org/a", "p. 3" ; pg:submittedOn "2023-12"^^xsd:gYearMonth ;
    pg:submittedBy <https://example.org/actor/a>, <https://example.org/actor/b> ;
    pg:announcedAt <https://example.org/forum/f> ; pg:theme
    <https://w3id.org/pledgegraph/vocabulary/themes/education> .
<https://example.org/forum/f> a pg:Forum ; pg:label "Forum A"@en, "Le forum A"@fr ; pg:sequence 4 .
<https://w3id.org/pledgegraph/vocabulary/themes/education> a
<http://www.w3.org/2004/02/skos/core#Concept> .
"""


def by_rdflib(data: str) -> set[str]:
    found = Graph().parse(data=data, format="json-ld")
    return by_oxigraph(found.serialize(format="nt"), ox.RdfFormat.N_TRIPLES)


def by_oxigraph(data: str, form: ox.RdfFormat = ox.RdfFormat.JSON_LD) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(input=data, format=form)}


# rdflib's own reader of JSON-LD still builds the class that it deprecates
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("read", [by_rdflib, by_oxigraph])
def test_the_context_reads_json_as_meant(read: Callable[[str], set[str]]) -> None:
    document = {**json.loads(CONTEXT.read_text("utf-8")), **DOCUMENT}
    assert read(json.dumps(document)) == by_oxigraph(MEANT, ox.RdfFormat.TURTLE)


@pytest.mark.parametrize("native", [True, False])
def test_the_context_takes_values_back_under_their_plain_names(native: bool) -> None:
    """JSON's own numbers and booleans where they are asked for; else with their type, and under the
    same names.
    """
    lines = """<https://example.org/p/pledge/X> a pg:Pledge ; pg:amount 35000000 ;
    pg:asksForSupport false ;
        pg:submittedOn "2023-12"^^xsd:gYearMonth ; pg:submittedOnFirstDay "2023-12-01"^^xsd:date
        ."""
    prefixes = "\n".join(line for line in MEANT.splitlines() if line.startswith("@prefix"))
    graph = Graph().parse(data=f"{prefixes}\n{lines}", format="turtle")
    context = json.loads(CONTEXT.read_text("utf-8"))["@context"]
    text = graph.serialize(format="json-ld", context=context, use_native_types=native)
    found = json.loads(text)
    assert found.keys() - {"@context"} == {
        *("id", "type", "amount", "asksForSupport", "submittedOn", "submittedOnFirstDay"),
    }
    if native:
        assert (found["amount"], found["asksForSupport"]) == (35000000, False)
    assert found["submittedOn"] == {"type": "xsd:gYearMonth", "@value": "2023-12"}
    assert found["submittedOnFirstDay"] == "2023-12-01"
    assert by_oxigraph(text) == by_oxigraph(f"{prefixes}\n{lines}", ox.RdfFormat.TURTLE)


def test_terms_of_the_context() -> None:
    terms = json.loads(CONTEXT.read_text("utf-8"))["@context"]
    assert terms["Pledge"] == "pg:Pledge"
    assert terms["Concept"] == "skos:Concept"
    assert terms["recordedIn"] == {"@id": "pg:recordedIn", "@type": "@id", "@container": "@set"}
    assert terms["targetOf"] == {"@id": "pg:targetOf", "@type": "@id"}
    assert terms["origin"] == {"@id": "pg:origin", "@type": "@id", "@container": "@set"}
    assert terms["placeAsWritten"] == {"@id": "pg:placeAsWritten", "@container": "@set"}
    assert terms["label"] == {"@id": "pg:label", "@container": "@language"}
    assert terms["targetYear"] == {"@id": "pg:targetYear"}
    assert terms["refugeeLed"] == {"@id": "pg:refugeeLed"}
    assert terms["heldOnFirstDay"] == {"@id": "pg:heldOnFirstDay", "@type": "xsd:date"}
    assert terms["heldOn"] == {"@id": "pg:heldOn"}


def test_the_context_has_a_term_for_every_word_and_no_other(ontology: Graph) -> None:
    terms = set(json.loads(CONTEXT.read_text("utf-8"))["@context"])
    words = short(declared(ontology)) - {"idSegment", "hxlTag", "Derived"} | {"Concept"}
    schemes = {*vocabulary_names(), "m49"}
    assert words.isdisjoint(schemes)
    assert terms == words | schemes | {"@version", "pg", "skos", "xsd", "id", "type"}
