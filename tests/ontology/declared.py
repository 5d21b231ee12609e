"""What the ontology declares."""

from rdflib import (
    RDF,
    Graph,
    URIRef,
)

from pledgegraph.ontology.namespaces import PG


def ours(graph: Graph) -> set[URIRef]:
    """Every word of our namespace that a graph uses anywhere."""
    return {
        term
        for triple in graph
        for term in triple
        if isinstance(term, URIRef) and term.startswith(PG)
    }


def declared(ontology: Graph) -> set[URIRef]:
    return {
        term
        for term in ontology.subjects(RDF.type)
        if isinstance(term, URIRef) and term.startswith(PG)
    }


def short(terms: set[URIRef]) -> set[str]:
    return {term.removeprefix(PG) for term in terms}
