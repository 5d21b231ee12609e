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
    "gone_undated": N_("This pledge is no longer in these records."),
    "gone_title": N_("A pledge that is no longer in these records"),
    "former_title": N_("Now recorded under another identifier"),
    "iri": N_("Identifier"),
    "licence": N_("Licence"),
    "named_in": N_("{things} that name it as “{property}”"),
    "no_licence": N_("No licence is stated."),
    "nothing": N_("Only the name is known."),
    "not_unhcr": N_(
        "This site is not a product of UNHCR. It shows what its sources record; what is not shown"
        " may exist all the same."
    ),
    "rows_in_data": N_("Rows in the Turtle file of this page, not shown here: {number}."),
    "ontology": N_("Terms used in the data"),
    "properties": N_("Properties"),
    "search": N_("Search for a name or a number"),
    "search_failed": N_("The list of names could not be read. Open the site from a web server."),
    "skip": N_("Skip to the content"),
    "sparql": N_("Ask in SPARQL"),
    "sparql_answer": N_("Answer"),
    "sparql_ask": N_("Ask"),
    "sparql_closed": N_(
        "This page needs JavaScript, and a web server: browsers do not run it from a file."
    ),
    "sparql_computed": N_("Also ask what is computed"),
    "sparql_examples": N_("Examples"),
    "sparql_facts": N_("Which facts"),
    "sparql_intro": N_(
        "Your browser answers by itself. It loads the facts of this site and asks no server; what"
        " you write stays on this page."
    ),
    "sparql_left_out": N_(
        "Further queries of this question, too long for a page because they name every pledge:"
        " {number}."
    ),
    "sparql_loads": N_("The first question loads {number} statements ({megabytes} MB)."),
    "sparql_query": N_("Query"),
    "sparql_save": N_("Save as CSV"),
    "sparql_stop": N_("Stop"),
    "successor": N_("It is now recorded as"),
    "things": N_("Browse"),
    "yes": N_("yes"),
    "no": N_("no"),
}
"""Key in a template → text."""

ASKING: Mapping[str, str] = {
    "asking": N_("Asking ({seconds} s)"),
    "answer": N_("The whole answer, in words"),
    "cut": N_(
        "{file} did not come whole ({found} bytes). Load the page again; if that does not help, its"
        " publisher has to upload the site again."
    ),
    "facts": N_("About the facts"),
    "failed": N_("The query cannot be answered: {why}"),
    "file": N_("A browser does not run this page from a file. Serve its folder with this line:"),
    "form": N_("Only SELECT, ASK, CONSTRUCT and DESCRIBE are answered; nothing can be changed."),
    "loading": N_("Loading {file}"),
    "memory": N_("The browser has no memory left for this query. Ask for less, or add a LIMIT."),
    "missing": N_(
        "{file} cannot be loaded ({why}). If it is there, load the page again; if not, its"
        " publisher has to upload the site again."
    ),
    "more": N_("Shown: the first {number}; the CSV file has all."),
    "no": N_("no"),
    "old": N_("This browser is too old for this page: it has no {what}. The dumps can be loaded."),
    "prefix": N_("The prefix {prefix} is not declared. Begin the query with PREFIX {prefix} <…>."),
    "rows": N_("Rows: {number} ({seconds} s)"),
    "part": N_("{place}: {number} statements"),
    "service": N_("SERVICE is not answered: this page asks no other server."),
    "slice": N_(
        "These are only the pledges for {place} and what they name: of other places they do not"
        " have all."
    ),
    "stopped": N_("Stopped. The next question loads the facts again."),
    "unbound": N_("SELECT names a variable that is neither bound nor in GROUP BY."),
    "wrong": N_("The query cannot be read near line {line}, column {column}: {here}"),
    "whole": N_("All of this site: {number} statements"),
    "yes": N_("yes"),
}
"""What the script of the page for SPARQL says, by the name that it knows it by."""

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

NAMED_BY: Mapping[str, str] = {
    "pg:addresses": N_("{things} that address it"),
    "pg:announcedAt": N_("{things} announced there"),
    "pg:asylum": N_("{things} with this country of asylum"),
    "pg:basedIn": N_("{things} based in this country"),
    "pg:concernsPeopleFrom": N_("{things} that concern people from this country"),
    "pg:covers": N_("{things} that cover it"),
    "pg:implementedAcross": N_("{things} with implementation across it"),
    "pg:implementedIn": N_("{things} with implementation there"),
    "pg:inCountry": N_("{things} in this country"),
    "pg:jointWith": N_("{things} with this joint partner"),
    "pg:memberActor": N_("{things} with this member"),
    "pg:origin": N_("{things} with this country of origin"),
    "pg:partOf": N_("{things} that are part of it"),
    "pg:represents": N_("{things} that represent this country"),
    "pg:submittedBy": N_("{things} by this submitter"),
    "pg:supportedBy": N_("{things} with support from this actor"),
}
"""Property → how a list of those is headed that name a thing by it. French has no agreement here: a
list may be of things of either gender.
"""

TABLES: Mapping[str, str] = {
    "pg:ImplementationUpdate": N_("Implementation updates"),
    "pg:Match": N_("Matches"),
    "pg:Membership": N_("Members"),
    "pg:PopulationFigure": N_("Population figures"),
    "pg:SourceRecord": N_("Rows of the source"),
    "pg:Target": N_("Targets"),
}
"""Class of what depends on a thing → heading of a table of them."""

OTHER_TERMS: Mapping[str, str] = {
    "dcterms:isReplacedBy": N_("now recorded as"),
    "dcterms:replaces": N_("formerly recorded as"),
    "pg:label": N_("other name"),
    "<https://schema.org/sameAs>": N_("the same as"),
    "dcterms:bibliographicCitation": N_("place in the document"),
    "dcterms:license": N_("licence (address)"),
    "dcterms:source": N_("evidence (address)"),
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
