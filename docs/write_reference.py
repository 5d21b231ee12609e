"""Generate ``docs/ontology.md`` and ``ontology/context.jsonld`` from the ontology.

``python docs/write_reference.py`` writes them; with ``--check`` it fails if one of them is stale.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, URIRef

from pledgegraph.loaders.names.countries import countries
from pledgegraph.ontology.iris import VOCABULARY_BASE, concept_of
from pledgegraph.ontology.links import AUTHORITIES, coverage
from pledgegraph.ontology.namespaces import PG, XSD
from pledgegraph.ontology.namespaces import SKOS as SKOS_BASE
from pledgegraph.ontology.schema import (
    COMPUTED,
    ONTOLOGY,
    SHAPES,
    Column,
    NodeClass,
    Relation,
    local_name,
    schema,
)
from pledgegraph.ontology.vocabularies import vocabulary, vocabulary_names

ROOT = Path(__file__).resolve().parent.parent
PAGE, CONTEXT = ROOT / "docs" / "ontology.md", ROOT / "ontology" / "context.jsonld"
TYPES = {"text": "text", "integer": "integer", "boolean": "boolean", "date": "ISO date"}
CONCEPT = (
    "A concept of a vocabulary, as SKOS defines it (`skos:Concept`): a theme, a type of"
    " contribution, a region."
)
RULES = """\
## How a shape becomes a table

- A class is a table with the column `id`: `pledge/GRF-00350` is the identifier, and with the
  workspace's base before it the IRI. Published concepts (`vocabulary/...`) are under
  <https://w3id.org/pledgegraph/>.
- What depends on another node has that node's identifier and a fragment behind it, whose first word
  says the class: `pledge/GRF-00350#match-world-bank`, `country/TCD#figure-SDN-REF-2025`,
  `source/extract-2026#row-32`. A plain web host, which never sees the fragment, answers with the
  page of the pledge, country or source. Matches, targets and updates depend on their pledge,
  memberships on their platform or multi-stakeholder pledge, figures on the country of asylum
  (without one, on the country of origin, else on the source), rows on their source.
- A property with values is a column in snake_case (`target_year`); a property between nodes is a
  relationship in UPPER_SNAKE (`SUBMITTED_BY`), with the columns `subject` and `object`. In RDF
  and JSON-LD both keep their camelCase.
- Unknown is NULL, never a word, zero or "no"; a set of texts that is unknown is empty.
- A code of a vocabulary is a text in tables, Cypher and answers, and the concept itself in RDF:
  `standing` has `withdrawn`, `pg:standing` leads to `vocabulary/standings/withdrawn`. A query in
  SPARQL reads the code with `pg:standing/pg:notation`.
- A label has one column per language (`label_en`, `label_fr`).
- An ISO date is a day, a month or a year: `2023-12-13`, `2023-12`, `2023`; in RDF `xsd:date`,
  `xsd:gYearMonth` or `xsd:gYear`. These cannot be compared with each other, so RDF also has the
  first day of each date, as `xsd:date`: `pg:submittedOn "2023-12"^^xsd:gYearMonth ;
  pg:submittedOnFirstDay "2023-12-01"^^xsd:date`. It is not a column.
- Every node has a label in RDF, for readers that do not know this ontology: `rdfs:label`, of a
  concept `skos:prefLabel`. It is in each language that a label is known in, else the name or title
  as its source writes it, else the end of the identifier (`TCD: figure SDN REF 2025`). Concepts
  also have `skos:notation` and `skos:inScheme`; `skos:broader` leads within a scheme,
  `skos:broadMatch` to another one. All these repeat what columns and relationships say, so tables
  have none of them.
- Evidence that is a web address is also an IRI (`dcterms:source`), and so is the licence of a
  source where `ontology/licences.csv` knows it or the source gives its address
  (`dcterms:license`).
- `ontology/domains.ttl` says with `schema:domainIncludes` and `schema:rangeIncludes` what a
  property is used with. It is made from the shapes and entails nothing.
- The exports conform to `ontology/shapes.ttl`. *Computed* values have their shapes in
  `ontology/computed.ttl`.
- Each shape says what it asks for in English and French (`sh:message`, made by
  `docs/write_messages.py`). `ontology/skos-shapes.ttl` has the conditions of SKOS for vocabularies.
- *Computed* values are never stated by a source, and are not published by default.
- A column, a relationship and the identifiers of a class have a tag of the Humanitarian Exchange
  Language (`pg:hxlTag`, HXL 1.1). `export csv --hxl` and `export dumps --hxl` write them below the
  names of the columns.
- The tables of what sources state also have a column `source`. In N-Quads, each source has a
  named graph.
"""


def json_context() -> dict[str, object]:
    """The JSON-LD 1.1 context: a term for each class and property, under its name in RDF.

    A date has no type here: its precision says which, so a date is written as a value object.
    Numbers and booleans have none either: JSON's own are read as xsd:integer and xsd:boolean, and a
    term with a type would not take them back.
    """
    terms: dict[str, object] = {
        "@version": 1.1,
        "pg": PG,
        "skos": SKOS_BASE,
        "xsd": XSD,
        "id": "@id",
        "type": "@type",
    }
    # So that a code can be written standings:withdrawn
    for scheme in [*vocabulary_names(), "m49"]:
        terms[scheme] = VOCABULARY_BASE + concept_of(scheme, "")
    words = schema()
    terms |= {name: compact(cls.iri) for name, cls in words.classes.items()}
    columns = [column for cls in words.classes.values() for column in cls.columns]
    properties = {column.iri: column_term(column) for column in columns}
    properties |= {column.first_day: day_term(column) for column in columns if column.first_day}
    properties |= {relation.iri: relation_term(relation) for relation in words.relations.values()}
    return {"@context": terms | {local_name(iri): term for iri, term in sorted(properties.items())}}


def compact(iri: str) -> str:
    """``pg:`` or ``skos:`` and the local name."""
    return iri.replace(PG, "pg:").replace(SKOS_BASE, "skos:")


def column_term(column: Column) -> dict[str, str]:
    """How JSON-LD reads the values of a column."""
    term = {"@id": compact(column.iri)}
    if column.language or column.many:
        term["@container"] = "@language" if column.language else "@set"
    if column.vocabulary:
        term["@type"] = "@id"
    return term


def day_term(column: Column) -> dict[str, str]:
    """How JSON-LD reads the first day of a date."""
    return {"@id": compact(column.first_day), "@type": "xsd:date"}


def relation_term(relation: Relation) -> dict[str, str]:
    """How JSON-LD reads the ends of a relationship."""
    term = {"@id": compact(relation.iri), "@type": "@id"}
    return term if relation.single else {**term, "@container": "@set"}


class Words:
    """Labels, definitions and alignments of the ontology, and counts of the shapes, by IRI."""

    def __init__(self) -> None:
        self._graph = Graph().parse(ONTOLOGY)
        self._shapes = Graph().parse(SHAPES).parse(COMPUTED)

    def text(self, iri: str, predicate: URIRef, language: str) -> str:
        """The one text in a language, or an empty one."""
        found = self._graph.objects(URIRef(iri), predicate)
        return next(
            (str(text) for text in found if getattr(text, "language", None) == language), ""
        )

    def aligned(self, iri: str) -> str:
        """``(aligned with ...)``, or an empty text."""
        parts = (RDFS.subClassOf, RDFS.subPropertyOf)
        found = sorted(str(end) for part in parts for end in self._graph.objects(URIRef(iri), part))
        names = ", ".join(f"`{self._graph.namespace_manager.curie(end)}`" for end in found)
        return f" Narrower than {names}." if names else ""

    def how_many(self, cls: str, path: str) -> str:
        """How many ends a relationship has from one node of this class."""
        shapes = self._shapes.objects(
            self._shapes.value(predicate=SH.targetClass, object=URIRef(cls)), SH.property
        )
        shape = next(
            found for found in shapes if self._shapes.value(found, SH.path) == URIRef(path)
        )
        least, most = (
            self._shapes.value(shape, bound) is not None for bound in (SH.minCount, SH.maxCount)
        )
        return (
            ("one" if most else "one or more")
            if least
            else ("at most one" if most else "any number")
        )

    def header(self) -> dict[str, str]:
        """The ontology's own title, description and version."""
        iri = next(self._graph.subjects(RDF.type, OWL.Ontology))
        version = str(self._graph.value(iri, OWL.versionInfo))
        found = {
            name: self.text(str(iri), DCTERMS[name], "en") for name in ("title", "description")
        }
        return {**found, "version": version}


LINKS_TEXT = """\
## Links to other data

`ontology/links.csv` lists what others call what every publisher has: each link read in a source and
reviewed, with the source (`ontology/link_sources.csv`) and the day. Of a country it is in RDF
`schema:sameAs` where two sources were read and agree, else `rdfs:seeAlso`: SKOS's matches would
make concepts of countries. Of a concept it is `skos:exactMatch` where labels and meaning were
compared, else `skos:closeMatch` or `skos:narrowMatch`. A part of a document that has no address of
its own is `rdfs:seeAlso` to the document, and `dcterms:bibliographicCitation` says where in it. In
N-Quads the links are in the graph of `source/vocabularies`. What is not listed is not linked:
nothing is linked by its spelling. The regions are a scheme of SKOS in `ontology/m49.ttl`.

"""


def links_section() -> str:
    """How many countries and concepts have a link to another publisher's data."""
    known = {country.id for country in countries().values()}
    lines = []
    for code in ("wikidata", "eu"):
        checked, linked = coverage(known, code)
        name = AUTHORITIES[code]
        lines.append(
            f"- countries to {name}: {linked} of {len(known)}, {checked} of them by two sources\n"
        )
    coded = [country for country in countries().values() if country.m49]
    lines.append(f"- countries with their M49 code: {len(coded)} of {len(known)}\n")
    for scheme in vocabulary_names():
        known = {concept.id for concept in vocabulary(scheme).concepts.values()}
        for code, name in AUTHORITIES.items():
            checked, linked = coverage(known, code)
            same = f", {checked} of them the same" if checked else ""
            if linked:
                lines.append(f"- `{scheme}` to {name}: {linked} of {len(known)}{same}\n")
    return (
        f"{LINKS_TEXT}{''.join(lines)}- forums, support platforms: 0, as no source was found that"
        " says what others call them\n"
    )


def page() -> str:
    """The reference page, in Markdown."""
    words, found = Words(), schema()
    header = words.header()
    lines = [
        f"# Ontology: {header['title'][0].lower()}{header['title'][1:]}\n",
        (
            "<!-- Made by docs/write_reference.py from ontology/pledgegraph.ttl, shapes.ttl and"
            " computed.ttl. -->\n"
        ),
        f"{header['description']}\n",
        f"Namespace <{PG}>, prefix `pg:`, version {header['version']}, licence MIT.\n",
        RULES,
        links_section(),
        "## Classes\n",
    ]
    for cls in found.classes.values():
        lines += class_section(cls, words)
    lines += ["## Properties\n"]
    lines += [line for iri in property_iris() for line in property_section(iri, words)]
    return "\n".join(lines).rstrip("\n") + "\n"


def property_iris() -> list[str]:
    """Every property of the schema, by name."""
    words = schema()
    columns = [column for cls in words.classes.values() for column in cls.columns]
    values = {column.iri for column in columns} | {
        column.first_day for column in columns if column.first_day
    }
    return sorted(values | {relation.iri for relation in words.relations.values()}, key=local_name)


def class_section(cls: NodeClass, words: Words) -> Iterator[str]:
    """What a class is, its columns and the relationships that start from it."""
    yield f"### {cls.name}\n"
    if cls.iri.startswith(PG):
        yield from meaning(cls.iri, words)
    else:
        yield f"{CONCEPT}\n"
    start = f"...{cls.segment}-" if cls.dependent else f"{cls.segment}/"
    yield (f"Identifiers: `{start}...`{' or `vocabulary/...`' if cls.name == 'Concept' else ''}\n")
    if cls.columns:
        rows = ([f"`{c.name}`", link(c.iri), kind_of(c), values_of(c)] for c in cls.columns)
        yield table(["column", "property", "type", "values"], rows)
    relations = [
        relation for relation in schema().relations.values() if cls.name in relation.starts
    ]
    if relations:
        rows = (
            [*relation_row(relation), words.how_many(cls.iri, relation.iri)]
            for relation in relations
        )
        yield table(["relationship", "property", "leads to", "how many"], rows)


def property_section(iri: str, words: Words) -> Iterator[str]:
    """What a property means."""
    yield f"### {local_name(iri)}\n"
    yield from meaning(iri, words)


def meaning(iri: str, words: Words) -> Iterator[str]:
    """Labels, definitions and alignment of a term."""
    english, french = (words.text(iri, RDFS.label, language) for language in ("en", "fr"))
    computed = words.text(iri, SKOS.scopeNote, "en")
    remark = f" {computed}" if computed else ""
    yield f"**{english}**: {words.text(iri, SKOS.definition, 'en')}{remark}{words.aligned(iri)}\n"
    yield f"**{french}** : {words.text(iri, SKOS.definition, 'fr')}\n"


def link(iri: str) -> str:
    """The property's name, linked to its section."""
    name = local_name(iri)
    return f"[`{compact(iri)}`](#{name.lower()})"


def kind_of(column: Column) -> str:
    """The type of a column in words."""
    name = "code" if column.vocabulary else TYPES[column.kind]
    kind = f"set of {name}s" if column.many else name
    return f"{kind}, {column.language}" if column.language else kind


def values_of(column: Column) -> str:
    """Required, computed, which values."""
    said = ["required"] if column.required else []
    said += ["computed"] if column.derived else []
    said += [", ".join(f"`{value}`" for value in column.allowed)] if column.allowed else []
    said += [f"vocabulary `{column.vocabulary}`"] if column.vocabulary else []
    said += [f"of the form `{column.pattern}`"] if column.pattern else []
    said += [f"HXL `{column.hxl}`"] if column.hxl else []
    return "; ".join(said)


def relation_row(relation: Relation) -> list[str]:
    """Name, property and ends of a relationship."""
    ends = ", ".join(f"[{end}](#{end.lower()})" for end in relation.ends)
    vocabulary = f" (`{relation.vocabulary}`)" if relation.vocabulary else ""
    computed = "; computed" if relation.derived else ""
    return [f"`{relation.name}`", link(relation.iri), ends + vocabulary + computed]


def table(header: list[str], rows: Iterable[list[str]]) -> str:
    """A Markdown table; a bar in a cell is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines
    )


def main() -> None:
    """Write the files, or with ``--check`` compare them."""
    wanted = {
        PAGE: page(),
        CONTEXT: json.dumps(json_context(), indent=2, ensure_ascii=False) + "\n",
    }
    if "--check" in sys.argv:
        stale = [
            file.name
            for file, text in wanted.items()
            if not file.exists() or file.read_text("utf-8") != text
        ]
        sys.exit(f"stale: {', '.join(stale)}; run `python docs/write_reference.py`" if stale else 0)
    for file, text in wanted.items():
        file.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
