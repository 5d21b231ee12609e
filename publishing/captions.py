"""Captions: what a page of the site says of its own, in English; the catalogue has it in French."""

from __future__ import annotations

from collections.abc import Mapping

from pledgegraph.ontology.languages import N_

CAPTIONS: Mapping[str, str] = {
    "all_data": N_("All data"),
    "also": N_("Data of this page"),
    "and_more": N_("Further ones, not shown here: {number}."),
    "answers": N_("Answers computed from these records"),
    "classes": N_("Classes"),
    "cite": N_("Cite as"),
    "computed": N_("Computed from the public records; stated by no source, and not in the data."),
    "dates": N_("Sources up to {date}."),
    "gone": N_("This pledge is no longer in these records as of {date}."),
    "iri": N_("Identifier"),
    "licence": N_("Licence"),
    "named_in": N_("{things}: {property}"),
    "no_licence": N_("No licence is stated."),
    "nothing": N_("Only the name is known."),
    "not_unhcr": N_(
        "This site is not a product of UNHCR. It shows what its sources record; what is not shown"
        " may exist all the same."
    ),
    "rows_in_data": N_("Further rows, in the Turtle file of this page: {number}."),
    "ontology": N_("Terms used in the data"),
    "properties": N_("Properties"),
    "search": N_("Search for a name or a number"),
    "search_failed": N_("The list of names could not be read. Open the site from a web server."),
    "skip": N_("Skip to the content"),
    "successor": N_("It is now recorded as"),
    "things": N_("Browse"),
    "yes": N_("yes"),
    "no": N_("no"),
}
"""Key in a template → text."""

SECTIONS: Mapping[str, str] = {
    "pledge": N_("Pledges"),
    "aggregate": N_("Statements about many pledges"),
    "actor": N_("Actors"),
    "country": N_("Countries and territories"),
    "situation": N_("Situations"),
    "platform": N_("Support platforms"),
    "multistakeholder-pledge": N_("Multi-stakeholder pledges"),
    "national-arrangement": N_("National arrangements"),
    "forum": N_("Forums"),
    "vocabulary": N_("Vocabularies"),
    "concept": N_("Other concepts"),
    "source": N_("Sources"),
}
"""First part of an identifier → what its things are called together, in the order of the menu."""

OTHER_TERMS: Mapping[str, str] = {
    "<https://schema.org/sameAs>": N_("the same as"),
    "dcterms:bibliographicCitation": N_("place in the document"),
    "rdfs:seeAlso": N_("see also"),
    "skos:Concept": N_("Concept"),
    "skos:ConceptScheme": N_("Vocabulary"),
    "skos:broader": N_("broader concept"),
    "skos:broadMatch": N_("broader concept of another vocabulary"),
    "skos:closeMatch": N_("close concept of another vocabulary"),
    "skos:exactMatch": N_("the same concept in another vocabulary"),
    "skos:narrowMatch": N_("narrower concept of another vocabulary"),
    "skos:hasTopConcept": N_("top concept"),
    "skos:inScheme": N_("in vocabulary"),
    "skos:notation": N_("code"),
    "skos:prefLabel": N_("label"),
    "skos:topConceptOf": N_("top concept of"),
}
"""Terms of other vocabularies, as Turtle writes them → what they are called."""
