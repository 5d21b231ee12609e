"""The schema: which classes, columns and relationships exist, as ``shapes.ttl`` and
``computed.ttl`` say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

ONTOLOGY = Path(__file__).parent / "pledgegraph.ttl"
SHAPES = Path(__file__).with_name("shapes.ttl")
COMPUTED = Path(__file__).with_name("computed.ttl")
PG = "https://w3id.org/pledgegraph#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

Kind = Literal["text", "integer", "boolean", "date"]
KINDS: dict[str, Kind] = {
    f"{XSD}string": "text",
    f"{XSD}integer": "integer",
    f"{XSD}boolean": "boolean",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A property with values: ``name`` in tables and Cypher (snake_case), ``iri`` in RDF.

    ``many`` is a set of texts; ``language`` is set for one column of a label (``label_fr``);
    ``derived`` values are computed and never stated by a source. ``first_day`` is the property
    (IRI) that says in RDF, where dates of different types do not compare, the first day of a date's
    day, month or year.
    """

    name: str
    iri: str
    kind: Kind
    many: bool = False
    required: bool = False
    language: str = ""
    pattern: str = ""
    allowed: tuple[str, ...] = ()
    vocabulary: str = ""
    derived: bool = False
    first_day: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A property between nodes: ``name`` in tables and Cypher (``SUBMITTED_BY``), ``iri`` in
    RDF.
    """

    name: str
    iri: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    single: bool = False
    required: bool = False
    vocabulary: str = ""
    derived: bool = False


@dataclass(frozen=True, slots=True)
class NodeClass:
    """A class: its name in tables and Cypher, its IRI, the segment of its identifiers, its columns.

    ``segment`` is the part of an identifier that says the class: the first one (``pledge``), or
    ``#`` and the first word of the fragment for what depends on another node (``#match``).
    ``derived`` is a class all of whose properties are computed: so are its nodes, which no source
    states.
    """

    name: str
    iri: str
    segment: str
    columns: tuple[Column, ...]
    derived: bool = False

    @property
    def dependent(self) -> bool:
        """Whether its nodes have a fragment behind the identifier of the node they depend on."""
        return self.segment.startswith("#")

    def column(self, name: str) -> Column:
        """The column of this name; ``KeyError`` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        return _missing(self.name, name)


@dataclass(frozen=True, slots=True)
class Schema:
    """All classes by name and all relationships by name, each sorted."""

    classes: dict[str, NodeClass]
    relations: dict[str, Relation]

    def class_of(self, identifier: str) -> str:
        """The class an identifier belongs to: ``pledge/GRF-00350`` → ``Pledge``,
        ``pledge/GRF-00350#match-world-bank`` → ``Match``. ``KeyError`` where there is none.
        """
        return self.segments()[segment_of(identifier)]

    def segments(self) -> dict[str, str]:
        """Segment of an identifier → class; ``vocabulary`` stands for published concepts."""
        found = {cls.segment: cls.name for cls in self.classes.values()}
        found["vocabulary"] = "Concept"
        return found

    def first_parts(self) -> dict[str, str]:
        """First part of an identifier → class, without the classes that depend on another node."""
        segments = self.segments().items()
        return {segment: name for segment, name in segments if not segment.startswith("#")}

    def relation_of(self, property_name: str) -> Relation:
        """The relationship of a property's camelCase or UPPER_SNAKE name."""
        return self.relations[
            upper_snake(property_name) if property_name[0].islower() else property_name
        ]


def segment_of(identifier: str) -> str:
    """The part of an identifier that says its class: ``pledge``, or ``#match`` if a fragment
    follows.
    """
    parent, sign, fragment = identifier.partition("#")
    if sign:
        return f"#{fragment.partition('-')[0]}"
    return parent.partition("/")[0]


def _missing(cls: str, name: str) -> Column:
    raise KeyError(f"{cls} has no column {name}")


def snake(name: str) -> str:
    """``targetYear`` → ``target_year``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def upper_snake(name: str) -> str:
    """``submittedBy`` → ``SUBMITTED_BY``."""
    return snake(name).upper()


def local_name(iri: str) -> str:
    """The part after the last ``#`` or ``/``."""
    return re.split(r"[#/]", iri)[-1]


class _Graph:
    """Just enough reading of small Turtle files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._out: dict[object, list[tuple[str, object]]] = {}
        for path in paths:
            for quad in ox.parse(path=str(path)):
                pairs = self._out.setdefault(quad.subject, [])
                pairs.append((quad.predicate.value, quad.object))

    def subjects(self, predicate: str) -> Iterator[object]:
        return (
            node
            for node, pairs in self._out.items()
            if any(found == predicate for found, _ in pairs)
        )

    def values(self, node: object, predicate: str) -> list[object]:
        pairs = self._out.get(node, ())
        return [value for found, value in pairs if found == predicate]

    def text(self, node: object, predicate: str) -> str:
        found = self.values(node, predicate)
        return str(found[0].value) if found else ""  # type: ignore[attr-defined]

    def listed(self, node: object, predicate: str) -> list[object]:
        """The members of an RDF list, in order."""
        found: list[object] = []
        heads = self.values(node, predicate)
        while heads and heads[0] != ox.NamedNode(f"{RDF}nil"):
            found += self.values(heads[0], f"{RDF}first")
            heads = self.values(heads[0], f"{RDF}rest")
        return found


def _columns(graph: _Graph, shape: object) -> list[Column]:
    """The columns of one property shape: none for a relationship, one a language for a label."""
    iri = graph.text(shape, f"{SH}path")
    datatype = graph.text(shape, f"{SH}datatype")
    options = graph.listed(shape, f"{SH}or")
    choices = [graph.text(option, f"{SH}datatype") for option in options]
    name = snake(local_name(iri))
    if datatype == f"{RDF}langString":
        listed = graph.listed(shape, f"{SH}languageIn")
        tags = [str(tag.value) for tag in listed]  # type: ignore[attr-defined]
        return [Column(f"{name}_{tag}", iri, "text", language=tag) for tag in tags]
    is_first_day = datatype == f"{XSD}date"
    is_date = f"{XSD}gYear" in choices
    # A first day is written with its date and has no column
    if is_first_day or not (datatype or is_date):
        return []
    allowed = graph.listed(shape, f"{SH}in")
    return [
        Column(
            name,
            iri,
            KINDS[datatype] if datatype else "date",
            many=graph.text(shape, f"{SH}maxCount") != "1",
            required=graph.text(shape, f"{SH}minCount") == "1",
            pattern=graph.text(shape, f"{SH}pattern"),
            allowed=tuple(str(value.value) for value in allowed),  # type: ignore[attr-defined]
            vocabulary=local_name(graph.text(shape, f"{SKOS}inScheme")),
            derived=bool(graph.values(shape, f"{SH}group")),
            first_day="" if datatype else f"{iri}FirstDay",
        )
    ]


def _relation(
    graph: _Graph,
    shape: object,
    start: str,
) -> Relation | None:
    direct = graph.text(shape, f"{SH}class")
    ends = [direct]
    if not direct:
        options = graph.listed(shape, f"{SH}or")
        ends = [graph.text(option, f"{SH}class") for option in options]
    if not all(ends) or not ends:
        return None
    iri = graph.text(shape, f"{SH}path")
    return Relation(
        upper_snake(local_name(iri)),
        iri,
        (start,),
        tuple(sorted(local_name(end) for end in ends)),
        single=graph.text(shape, f"{SH}maxCount") == "1",
        required=graph.text(shape, f"{SH}minCount") == "1",
        vocabulary=local_name(graph.text(shape, f"{SKOS}inScheme")),
        derived=bool(graph.values(shape, f"{SH}group")),
    )


def _joined(one: Relation, other: Relation) -> Relation:
    """One relationship table a property, whichever shapes use it."""
    return Relation(
        one.name,
        one.iri,
        tuple(sorted({*one.starts, *other.starts})),
        tuple(sorted({*one.ends, *other.ends})),
        single=one.single and other.single,
        required=one.required and other.required,
        vocabulary=one.vocabulary or other.vocabulary,
        derived=one.derived and other.derived,
    )


def read_schema(*shapes: Path) -> Schema:
    """The schema that files of SHACL node shapes describe together."""
    graph = _Graph(shapes)
    classes: dict[str, NodeClass] = {}
    relations: dict[str, Relation] = {}
    for node in graph.subjects(f"{SH}targetClass"):
        iri = graph.text(node, f"{SH}targetClass")
        name = local_name(iri)
        columns: list[Column] = []
        properties = graph.values(node, f"{SH}property")
        for shape in properties:
            columns += _columns(graph, shape)
            relation = _relation(graph, shape, name)
            if relation is not None:
                # Several classes may begin one relationship, each in its own shape
                known = relations.get(relation.name)
                if known is not None:
                    relation = _joined(known, relation)
                relations[relation.name] = relation
        columns.sort(key=lambda column: column.name)
        computed = all(graph.values(shape, f"{SH}group") for shape in properties)
        segment = graph.text(node, f"{PG}idSegment")
        classes[name] = NodeClass(
            name,
            iri,
            segment,
            tuple(columns),
            computed,
        )
    by_name = dict(sorted(classes.items()))
    return Schema(by_name, dict(sorted(relations.items())))


@cache
def schema() -> Schema:
    """The schema of this version of pledgegraph."""
    return read_schema(SHAPES, COMPUTED)


@cache
def ontology_terms() -> frozenset[str]:
    """The local names of all classes and properties that the ontology declares, computed ones
    too.
    """
    subjects = {
        quad.subject.value
        for quad in ox.parse(path=str(ONTOLOGY))
        if isinstance(quad.subject, ox.NamedNode)
    }
    ours = [iri for iri in subjects if iri.startswith(PG)]
    return frozenset(iri.removeprefix(PG) for iri in ours)


@cache
def first_days() -> dict[str, str]:
    """The local name of each date and that of the property which says its first day."""
    columns = [
        column for cls in schema().classes.values() for column in cls.columns if column.first_day
    ]
    return {local_name(column.iri): local_name(column.first_day) for column in columns}
