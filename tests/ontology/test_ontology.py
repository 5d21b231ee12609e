"""The ontology: every word declared, explained in two languages, aligned where it holds, and fit
for every engine.
"""

import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    VANN,
    XSD,
    Graph,
    Literal,
    URIRef,
)
from rdflib.compare import isomorphic
from rdflib.namespace import DefinedNamespace
from rdflib.term import Node

from pledgegraph.ontology.namespaces import PG
from pledgegraph.ontology.schema import COMPUTED, ONTOLOGY, SHAPES, schema
from pledgegraph.ontology.vocabularies import VOCABULARIES

from .declared import declared, ours, short

ROOT = Path(__file__).resolve().parents[2]
HOME = URIRef("https://w3id.org/pledgegraph")
PROPERTY_TYPES = {OWL.DatatypeProperty, OWL.ObjectProperty}
RESERVED = set(
    """order in on end desc asc group union all any none single case when then else column table
    default profile macro
    install primary optional starts where with not null or and xor distinct create unwind glob hint
    join exists
    shortest""".split()
)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES).parse(COMPUTED)


def test_two_parsers_read_the_same_statements(ontology: Graph) -> None:
    quads = list(ox.parse(path=str(ONTOLOGY)))
    lines = b"".join(f"{quad.triple} .\n".encode() for quad in quads)
    assert len(quads) == len(ontology) > 0
    assert isomorphic(ontology, Graph().parse(data=lines, format="nt"))


def test_the_header(ontology: Graph) -> None:
    assert list(ontology.subjects(RDF.type, OWL.Ontology)) == [HOME]
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert sorted(
            str(getattr(text, "language", "")) for text in ontology.objects(HOME, predicate)
        ) == ["en", "fr"]
    assert ontology.value(HOME, OWL.versionInfo) == Literal("0.1.0")
    assert ontology.value(HOME, OWL.versionIRI) == URIRef(f"{HOME}/0.1.0")
    for name in ("creator", "publisher", "created", "modified", "bibliographicCitation"):
        assert ontology.value(HOME, DCTERMS[name]) is not None, name
    assert ontology.value(HOME, DCTERMS.license) == URIRef("https://spdx.org/licenses/MIT")
    assert ontology.value(HOME, VANN.preferredNamespacePrefix) == Literal("pg")
    assert ontology.value(HOME, VANN.preferredNamespaceUri) == Literal(PG)


def test_the_shapes_use_every_word_that_is_declared_and_no_other(
    ontology: Graph, shapes: Graph
) -> None:
    assert short(ours(shapes)) == short(declared(ontology))


def test_the_ontology_and_the_vocabularies_use_nothing_undeclared(ontology: Graph) -> None:
    known = declared(ontology)
    assert short(ours(ontology) - known) == set()
    for file in sorted(VOCABULARIES.glob("*.ttl")):
        assert short(ours(Graph().parse(file)) - known) == set(), file.name


def test_each_word_is_what_the_shapes_make_of_it(ontology: Graph) -> None:
    words = schema()
    expected: dict[str, URIRef] = {
        cls.iri: OWL.Class for cls in words.classes.values() if cls.iri.startswith(PG)
    }
    columns = [column for cls in words.classes.values() for column in cls.columns]
    expected |= {column.iri: OWL.DatatypeProperty for column in columns}
    expected |= {column.iri: OWL.ObjectProperty for column in columns if column.vocabulary}
    expected |= {column.first_day: OWL.DatatypeProperty for column in columns if column.first_day}
    expected |= {relation.iri: OWL.ObjectProperty for relation in words.relations.values()}
    expected |= {f"{PG}{name}": OWL.AnnotationProperty for name in ("idSegment", "hxlTag")}
    expected |= {f"{PG}Derived": SH.PropertyGroup}
    found = {str(term): set(ontology.objects(term, RDF.type)) for term in declared(ontology)}
    assert found == {iri: {kind} for iri, kind in expected.items()}


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_each_word_has_one_text_a_language(ontology: Graph, predicate: URIRef) -> None:
    for term in declared(ontology):
        texts = [text for text in ontology.objects(term, predicate) if isinstance(text, Literal)]
        languages = sorted(str(text.language) for text in texts)
        is_class = ontology.value(term, RDF.type) == OWL.Class
        assert languages == (["en", "es", "fr"] if is_class else ["en", "fr"]), term
        assert all(text.strip() == str(text) != "" for text in texts), term
        assert set(ontology.objects(term, RDFS.isDefinedBy)) == {HOME}, term


def test_definitions_are_sentences(ontology: Graph) -> None:
    for term, text in ontology.subject_objects(SKOS.definition):
        assert str(text)[0].isupper() and str(text).endswith("."), term
        assert len(str(text)) <= 400, term


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_two_words_have_the_same_label(ontology: Graph, language: str) -> None:
    by_label = defaultdict(set)
    for term, text in ontology.subject_objects(RDFS.label):
        if isinstance(text, Literal) and text.language == language:
            by_label[text.casefold()].add(str(term).removeprefix(PG))
    assert {label: sorted(terms) for label, terms in by_label.items() if len(terms) > 1} == {}


def test_computed_words_say_so_and_no_others_do(ontology: Graph, shapes: Graph) -> None:
    grouped = {
        shapes.value(shape, SH.path) for shape in shapes.subjects(SH.group, URIRef(f"{PG}Derived"))
    }
    texts = defaultdict(set)
    for term, text in ontology.subject_objects(SKOS.scopeNote):
        texts[term].add(text)
    note = {
        Literal("Computed by pledgegraph, never stated by a source.", lang="en"),
        Literal("Calculé par pledgegraph, jamais énoncé par une source.", lang="fr"),
    }
    assert len(grouped) >= 8
    grouped |= {URIRef(cls.iri) for cls in schema().classes.values() if cls.derived}
    assert URIRef(f"{PG}Cell") in grouped
    assert texts == {term: note for term in grouped}


def test_what_is_computed_has_its_shapes_in_a_file_of_its_own() -> None:
    """The dumps have no computed values, so the shapes that they conform to ask for none."""
    facts, computed = Graph().parse(SHAPES), Graph().parse(COMPUTED)
    assert set(facts.subjects(SH.group)) == set()
    asked = set(computed.objects(None, SH.property))
    assert asked and set(computed.subjects(SH.group, URIRef(f"{PG}Derived"))) == asked
    assert set(facts.objects(None, SH.path)) & set(computed.objects(None, SH.path)) == set()
    for node in computed.subjects(RDF.type, SH.NodeShape):
        assert computed.value(node, SH.targetClass) == (facts + computed).value(
            node, SH.targetClass
        )


def test_every_date_has_a_first_day_beside_it(shapes: Graph) -> None:
    """In every shape: xsd:date, xsd:gYearMonth and xsd:gYear do not compare."""
    for node in shapes.subjects(RDF.type, SH.NodeShape):
        found = {
            str(shapes.value(shape, SH.path)): shape for shape in shapes.objects(node, SH.property)
        }
        dates = {path for path, shape in found.items() if is_date(shapes, shape)}
        days = {
            path for path, shape in found.items() if shapes.value(shape, SH.datatype) == XSD.date
        }
        assert days == {f"{path}FirstDay" for path in dates}, node
    columns = [column for cls in schema().classes.values() for column in cls.columns]
    assert {column.name for column in columns if column.first_day} == {
        c.name for c in columns if c.kind == "date"
    }


def is_date(shapes: Graph, shape: Node) -> bool:
    heads = list(shapes.objects(shape, SH["or"]))
    return XSD.gYear in {
        shapes.value(option, SH.datatype) for head in heads for option in shapes.items(head)
    }


def test_shapes_alone_say_domains_and_ranges(ontology: Graph) -> None:
    assert (
        list(ontology.subject_objects(RDFS.domain))
        == list(ontology.subject_objects(RDFS.range))
        == []
    )


# Alignments
# --------------------------------------------------------------------------------------------------

NAMESPACES: tuple[type[DefinedNamespace], ...] = (DCTERMS, FOAF, ORG, PROV, SDO, SKOS)
TAKES_TEXT = {
    *(DCTERMS.dateSubmitted, DCTERMS.identifier),
    *(
        SDO.alternateName,
        SDO.amount,
        SDO.citation,
        SDO.currency,
        SDO.description,
        SDO.endDate,
        SDO.name,
        SDO.position,
        SDO.sha256,
        SDO.startDate,
        SDO.unitText,
        SDO.value,
    ),
    *(SKOS.notation, SKOS.note, SKOS.prefLabel),
}
TAKES_NODE = {
    *(DCTERMS.isPartOf, DCTERMS.isReferencedBy, DCTERMS.spatial, DCTERMS.subject),
    *(
        ORG.member,
        ORG.organization,
        PROV.wasAttributedTo,
        SDO.about,
        SDO.location,
        SKOS.semanticRelation,
    ),
}
ENTAILED: dict[URIRef, tuple[URIRef | None, URIRef | None]] = {
    DCTERMS.spatial: (None, DCTERMS.Location),
    ORG.member: (ORG.Membership, FOAF.Agent),
    ORG.organization: (ORG.Membership, ORG.Organization),
    PROV.wasAttributedTo: (PROV.Entity, PROV.Agent),
    SKOS.semanticRelation: (SKOS.Concept, SKOS.Concept),
}
"""What the published definitions of these properties make of their subjects and objects."""
ABROAD = {ORG.OrganizationalCollaboration: {ORG.Organization}}
"""What other vocabularies say of their own classes."""


def alignments(ontology: Graph, predicate: URIRef) -> list[tuple[Node, Node]]:
    return sorted(ontology.subject_objects(predicate), key=str)


def test_alignments_point_to_words_that_exist(ontology: Graph) -> None:
    pairs = [*alignments(ontology, RDFS.subClassOf), *alignments(ontology, RDFS.subPropertyOf)]
    known = {str(term) for namespace in NAMESPACES for term in dir(namespace)}
    assert len(pairs) > 30
    assert [str(end) for _, end in pairs if str(end) not in known] == []


def test_values_align_with_values_and_links_with_links(ontology: Graph) -> None:
    for term, end in alignments(ontology, RDFS.subPropertyOf):
        kind = ontology.value(term, RDF.type)
        assert kind in PROPERTY_TYPES, term
        assert end in (TAKES_TEXT if kind == OWL.DatatypeProperty else TAKES_NODE), (term, end)


def classes_of(ontology: Graph, name: str) -> set[Node]:
    """All that a node of a class is, by our alignments and what they entail."""
    iri = URIRef(schema().classes[name].iri)
    found = {iri, *ontology.objects(iri, RDFS.subClassOf)}
    return found | {above for cls in found for above in ABROAD.get(URIRef(str(cls)), set())}


def test_each_word_of_others_is_declared_as_one_thing(ontology: Graph) -> None:
    """OWL 2 DL: a property of values, of nodes or of annotations, and never two of them."""
    kinds = {OWL.Class, OWL.AnnotationProperty, *PROPERTY_TYPES}
    aligned = {RDFS.subClassOf, RDFS.subPropertyOf}
    used = {end for predicate in aligned for _, end in alignments(ontology, predicate)}
    used |= {predicate for predicate in ontology.predicates() if str(predicate)[:4] == "http"}
    used -= {RDF.type, RDFS.label, RDFS.seeAlso, RDFS.isDefinedBy, *aligned}
    used -= {OWL.versionInfo, OWL.versionIRI}
    for word in used:
        found = kinds.intersection(ontology.objects(word, RDF.type))
        assert len(found) == 1, word
        is_annotation = found == {OWL.AnnotationProperty}
        assert is_annotation == (word in set(ontology.predicates())), word


def test_what_alignments_entail_is_what_we_say(ontology: Graph) -> None:
    relations = {URIRef(relation.iri): relation for relation in schema().relations.values()}
    checked = set()
    for term, end in alignments(ontology, RDFS.subPropertyOf):
        domain, reach = ENTAILED.get(URIRef(str(end)), (None, None))
        if term not in relations:
            continue
        for wanted, names in (
            (domain, relations[URIRef(str(term))].starts),
            (reach, relations[URIRef(str(term))].ends),
        ):
            for name in names if wanted is not None else ():
                assert wanted in classes_of(ontology, name), (term, name, wanted)
                checked.add(end)
    assert checked == set(ENTAILED)


# Fit for every engine
# -----------------------------------------------------------------------------------------------


def test_names_do_not_collide_in_a_name_space_without_case() -> None:
    words = schema()
    tables = [*words.classes, *words.relations]
    assert [
        name for name, count in Counter(name.casefold() for name in tables).items() if count > 1
    ] == []
    for cls in words.classes.values():
        columns = [column.name for column in cls.columns]
        assert len(set(columns)) == len(columns), cls.name
        assert not {"id", "source", "subject", "object"} & set(columns), cls.name
    columns_and_links = {column.iri for cls in words.classes.values() for column in cls.columns} & {
        relation.iri for relation in words.relations.values()
    }
    assert columns_and_links == set()


def test_no_name_is_a_reserved_word() -> None:
    words = schema()
    names = {
        *words.classes,
        *words.relations,
        *(c.name for cls in words.classes.values() for c in cls.columns),
    }
    assert {name for name in names if name.casefold() in RESERVED} == set()


def test_a_property_is_of_one_kind_in_every_class() -> None:
    kinds = defaultdict(set)
    for cls in schema().classes.values():
        for column in cls.columns:
            kinds[column.name].add((column.iri, column.kind, column.many, column.language))
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


def test_first_parts_of_identifiers_are_unique() -> None:
    segments = [cls.segment for cls in schema().classes.values()]
    assert all(segments) and len(set(segments)) == len(segments)
    assert "vocabulary" not in segments


# JSON-LD and the reference
# ------------------------------------------------------------------------------------------


def test_the_page_and_the_context_are_fresh() -> None:
    command = [sys.executable, str(ROOT / "docs" / "write_reference.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_page_names_every_table_and_column() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text("utf-8")
    words = schema()
    names = {
        *words.relations,
        *(column.name for cls in words.classes.values() for column in cls.columns),
    }
    assert {name for name in names if f"| `{name}` |" not in page} == set()
    assert {name for name in words.classes if f"\n### {name}\n" not in page} == set()
