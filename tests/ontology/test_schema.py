"""The reading of shapes: hand-made files of shapes, and exactly the columns and relationships they
mean.
"""

from pathlib import Path

import pytest

from pledgegraph.ontology.schema import (
    Column,
    NodeClass,
    Relation,
    local_name,
    read_schema,
    schema,
    snake,
    upper_snake,
)

PREFIXES = """
@prefix ex: <https://example.org/words#> .
@prefix pg: <https://w3id.org/pledgegraph#> .
@prefix pgv: <https://w3id.org/pledgegraph/vocabulary/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
EX = "https://example.org/words#"
BOOK = (
    '[] a sh:NodeShape ; sh:targetClass ex:Book ; pg:idSegment "book" ; sh:property [ sh:path ex:{}'
    " ; {} ] ."
)


def shapes_file(folder: Path, body: str) -> Path:
    file = folder / "shapes.ttl"
    file.write_text(PREFIXES + body, "utf-8", newline="\n")
    return file


@pytest.mark.parametrize(
    ("path", "constraints", "expected"),
    [
        (
            "title",
            "sh:datatype xsd:string ; sh:maxCount 1",
            [Column("title", EX + "title", "text")],
        ),
        (
            "pageCount",
            "sh:datatype xsd:integer ; sh:maxCount 1",
            [Column("page_count", EX + "pageCount", "integer")],
        ),
        (
            "outOfPrint",
            "sh:datatype xsd:boolean ; sh:maxCount 1",
            [Column("out_of_print", EX + "outOfPrint", "boolean")],
        ),
        (
            "keyword",
            "sh:datatype xsd:string",
            [Column("keyword", EX + "keyword", "text", many=True)],
        ),
        (
            "keyword",
            "sh:datatype xsd:string ; sh:maxCount 3",
            [Column("keyword", EX + "keyword", "text", many=True)],
        ),
        (
            "title",
            "sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1",
            [Column("title", EX + "title", "text", required=True)],
        ),
        (
            "title",
            "sh:datatype xsd:string ; sh:minCount 0 ; sh:maxCount 1",
            [Column("title", EX + "title", "text", required=False)],
        ),
        (
            "shelfMark",
            'sh:datatype xsd:string ; sh:maxCount 1 ; sh:pattern "^[A-Z]{2}$"',
            [Column("shelf_mark", EX + "shelfMark", "text", pattern="^[A-Z]{2}$")],
        ),
        (
            "binding",
            (
                "sh:datatype xsd:string ; sh:maxCount 1 ; skos:inScheme pgv:bindings ; sh:in ("
                ' "soft" "hard" "none" )'
            ),
            [
                Column(
                    "binding",
                    EX + "binding",
                    "text",
                    allowed=("soft", "hard", "none"),
                    vocabulary="bindings",
                )
            ],
        ),
        (
            "issuedOn",
            (
                "sh:maxCount 1 ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYearMonth ] ["
                " sh:datatype xsd:gYear ] )"
            ),
            [Column("issued_on", EX + "issuedOn", "date", first_day=EX + "issuedOnFirstDay")],
        ),
        ("issuedOnFirstDay", "sh:datatype xsd:date ; sh:maxCount 1", []),
        (
            "readers",
            "sh:datatype xsd:integer ; sh:maxCount 1 ; sh:group pg:Derived",
            [Column("readers", EX + "readers", "integer", derived=True)],
        ),
        (
            "shortTitle",
            'sh:datatype rdf:langString ; sh:languageIn ( "en" "fr" ) ; sh:uniqueLang true',
            [
                Column("short_title_en", EX + "shortTitle", "text", language="en"),
                Column("short_title_fr", EX + "shortTitle", "text", language="fr"),
            ],
        ),
    ],
)
def test_a_datatype_is_a_column(
    tmp_path: Path, path: str, constraints: str, expected: list[Column]
) -> None:
    found = read_schema(shapes_file(tmp_path, BOOK.format(path, constraints)))
    computed = bool(expected) and all(column.derived for column in expected)
    assert found.classes == {
        "Book": NodeClass("Book", EX + "Book", "book", tuple(expected), computed)
    }
    assert found.relations == {}


@pytest.mark.parametrize(
    ("path", "constraints", "expected"),
    [
        (
            "writtenBy",
            "sh:class ex:Author",
            Relation("WRITTEN_BY", EX + "writtenBy", ("Book",), ("Author",)),
        ),
        (
            "partOf",
            "sh:class ex:Series ; sh:maxCount 1",
            Relation("PART_OF", EX + "partOf", ("Book",), ("Series",), single=True),
        ),
        (
            "heldBy",
            "sh:class ex:Library ; sh:minCount 1",
            Relation("HELD_BY", EX + "heldBy", ("Book",), ("Library",), required=True),
        ),
        (
            "about",
            "sh:class skos:Concept ; skos:inScheme pgv:subjects",
            Relation("ABOUT", EX + "about", ("Book",), ("Concept",), vocabulary="subjects"),
        ),
        (
            "paidBy",
            (
                "sh:or ( [ sh:class ex:Library ] [ sh:class ex:Author ] ) ; sh:minCount 1 ;"
                " sh:maxCount 1"
            ),
            Relation(
                "PAID_BY",
                EX + "paidBy",
                ("Book",),
                ("Author", "Library"),
                single=True,
                required=True,
            ),
        ),
        (
            "likelySameAs",
            "sh:class ex:Book ; sh:group pg:Derived",
            Relation("LIKELY_SAME_AS", EX + "likelySameAs", ("Book",), ("Book",), derived=True),
        ),
    ],
)
def test_a_class_is_a_relationship(
    tmp_path: Path, path: str, constraints: str, expected: Relation
) -> None:
    found = read_schema(shapes_file(tmp_path, BOOK.format(path, constraints)))
    assert found.relations == {expected.name: expected}
    assert found.classes["Book"].columns == ()


TWO_SHAPES = """
[] a sh:NodeShape ; sh:targetClass ex:Shelf ; pg:idSegment "shelf" ;
    sh:property [ sh:path ex:near ; sh:class ex:Shelf ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path ex:about ; sh:class skos:Concept ; skos:inScheme pgv:subjects ;
    sh:maxCount 1 ] ;
    sh:property [ sh:path ex:order ; sh:class skos:Concept ; sh:maxCount 1 ] ;
    sh:property [ sh:path ex:note ; sh:datatype xsd:string ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetClass ex:Book ; pg:idSegment "book" ;
    sh:property [ sh:path ex:title ; sh:datatype xsd:string ; sh:maxCount 1 ] ;
    sh:property [ sh:path ex:about ; sh:class skos:Concept ; sh:group pg:Derived ] ;
    sh:property [
        sh:path ex:order ; sh:class skos:Concept ; skos:inScheme pgv:orders ; sh:minCount 1 ;
        sh:maxCount 1
    ] ;
    sh:property [ sh:path ex:author ; sh:datatype xsd:string ] ;
    sh:property [
        sh:path ex:near ; sh:or ( [ sh:class ex:Shelf ] [ sh:class ex:Book ] ) ; sh:minCount 1 ;
        sh:maxCount 1
    ] .
"""


def test_a_property_of_several_shapes_is_one_relationship(tmp_path: Path) -> None:
    found = read_schema(shapes_file(tmp_path, TWO_SHAPES))
    assert found.relations == {
        "ABOUT": Relation(
            "ABOUT", EX + "about", ("Book", "Shelf"), ("Concept",), vocabulary="subjects"
        ),
        "NEAR": Relation(
            "NEAR", EX + "near", ("Book", "Shelf"), ("Book", "Shelf"), single=True, required=True
        ),
        "ORDER": Relation(
            "ORDER", EX + "order", ("Book", "Shelf"), ("Concept",), single=True, vocabulary="orders"
        ),
    }
    assert list(found.relations) == ["ABOUT", "NEAR", "ORDER"]


def test_classes_and_columns_are_sorted_by_name(tmp_path: Path) -> None:
    found = read_schema(shapes_file(tmp_path, TWO_SHAPES))
    assert list(found.classes) == ["Book", "Shelf"]
    assert [column.name for column in found.classes["Book"].columns] == ["author", "title"]
    assert [column.name for column in found.classes["Shelf"].columns] == ["note"]


def test_identifiers_and_names_lead_to_classes_and_relationships(tmp_path: Path) -> None:
    found = read_schema(shapes_file(tmp_path, TWO_SHAPES))
    assert found.segments() == {"book": "Book", "shelf": "Shelf", "vocabulary": "Concept"}
    assert found.class_of("book/the-rain/2") == "Book"
    assert found.class_of("vocabulary/subjects/rain") == "Concept"
    with pytest.raises(KeyError):
        found.class_of("lamp/1")
    assert found.relation_of("near") is found.relation_of("NEAR") is found.relations["NEAR"]
    with pytest.raises(KeyError):
        found.relation_of("far")
    assert found.classes["Book"].column("title") == Column("title", EX + "title", "text")
    with pytest.raises(KeyError, match="Book has no column note"):
        found.classes["Book"].column("note")


@pytest.mark.parametrize(
    ("name", "column", "relation"),
    [
        ("targetYear", "target_year", "TARGET_YEAR"),
        ("origin", "origin", "ORIGIN"),
        ("implementedIn", "implemented_in", "IMPLEMENTED_IN"),
        ("sha256", "sha256", "SHA256"),
        ("MultistakeholderPledge", "multistakeholder_pledge", "MULTISTAKEHOLDER_PLEDGE"),
    ],
)
def test_the_case_of_names(name: str, column: str, relation: str) -> None:
    assert snake(name) == column
    assert upper_snake(name) == relation


def test_local_names() -> None:
    assert local_name("https://w3id.org/pledgegraph#submittedBy") == "submittedBy"
    assert local_name("https://w3id.org/pledgegraph/vocabulary/m49") == "m49"


def test_the_schema_that_ships() -> None:
    words = schema()
    pledge = words.classes["Pledge"]
    home = "https://w3id.org/pledgegraph#"
    assert pledge.iri == home + "Pledge" and pledge.segment == "pledge"
    assert pledge.column("official_identifier") == Column(
        "official_identifier",
        home + "officialIdentifier",
        "text",
        pattern="^GRF-[0-9]{5}$",
        hxl="#activity+code+official",
    )
    assert pledge.column("brings_support") == Column(
        "brings_support", home + "bringsSupport", "boolean", required=True, derived=True
    )
    assert words.classes["Concept"].iri == "http://www.w3.org/2004/02/skos/core#Concept"
    assert words.relations["SUPPORTED_BY"] == Relation(
        "SUPPORTED_BY",
        home + "supportedBy",
        ("Match",),
        ("Actor", "Pledge"),
        required=True,
        hxl="#meta+supporter+id",
    )
    assert words.classes["Country"].hxl == "#country+id"
    assert words.classes["Country"].column("label_fr").hxl == "#country+name+i_fr"
    assert words.relations["ORIGIN"] == Relation(
        "ORIGIN",
        home + "origin",
        ("PopulationFigure", "Situation"),
        ("Country",),
        hxl="#country+origin+id",
    )
