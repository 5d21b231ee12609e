"""The schema: which classes, columns and relationships exist, as ``shapes.ttl`` and
``computed.ttl`` say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from .namespaces import PG, RDF, SH, SKOS, XSD
from .small_graph import SmallGraph, text_of

ONTOLOGY = Path(__file__).parent / "pledgegraph.ttl"
SHAPES = Path(__file__).with_name("shapes.ttl")
COMPUTED = Path(__file__).with_name("computed.ttl")

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
    ``vocabulary`` names the scheme whose codes it has: in RDF each is a concept, not a text;
    ``hxl`` is the tag of the Humanitarian Exchange Language for it;
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
    hxl: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A property between nodes: ``name`` in tables and Cypher (``SUBMITTED_BY``), ``iri`` in RDF,
    ``hxl`` the tag of the Humanitarian Exchange Language for its ends.
    """

    name: str
    iri: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    single: bool = False
    required: bool = False
    vocabulary: str = ""
    derived: bool = False
    hxl: str = ""


@dataclass(frozen=True, slots=True)
class NodeClass:
    """A class: its name in tables and Cypher, its IRI, the segment of its identifiers, its columns.

    ``segment`` is the part of an identifier that says the class: the first one (``pledge``), or
    ``#`` and the first word of the fragment for what depends on another node (``#match``).
    ``derived`` is a class all of whose properties are computed: so are its nodes, which no source
    states. ``hxl`` is the tag of the Humanitarian Exchange Language for its identifiers.
    """

    name: str
    iri: str
    segment: str
    columns: tuple[Column, ...]
    derived: bool = False
    hxl: str = ""

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
        found = {}
        for cls in self.classes.values():
            found[cls.segment] = cls.name
        found["vocabulary"] = "Concept"
        return found

    def first_parts(self) -> dict[str, str]:
        """First part of an identifier → class, without the classes that depend on another node."""
        found = {}
        for segment, name in self.segments().items():
            is_fragment = segment.startswith("#")
            if not is_fragment:
                found[segment] = name
        return found

    def relation_of(self, property_name: str) -> Relation:
        """The relationship of a property's camelCase or UPPER_SNAKE name."""
        is_camel_case = property_name[0].islower()
        if is_camel_case:
            return self.relations[upper_snake(property_name)]
        return self.relations[property_name]


def segment_of(identifier: str) -> str:
    """The part of an identifier that says its class: ``pledge``, or ``#match`` if a fragment
    follows.
    """
    parent, sign, fragment = identifier.partition("#")
    if sign:
        first_word, _, _ = fragment.partition("-")
        return f"#{first_word}"
    first_part, _, _ = parent.partition("/")
    return first_part


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


def _is_computed(graph: SmallGraph, shape: object) -> bool:
    """Properties in a group are those of ``computed.ttl``."""
    return bool(graph.values(shape, f"{SH}group"))


def _vocabulary(graph: SmallGraph, shape: object) -> str:
    scheme = graph.text(shape, f"{SKOS}inScheme")
    return local_name(scheme)


def _columns(graph: SmallGraph, shape: object) -> list[Column]:
    """The columns of one property shape: none for a relationship, one a language for a label."""
    iri = graph.text(shape, f"{SH}path")
    datatype = graph.text(shape, f"{SH}datatype")
    if datatype == f"{RDF}langString":
        return _labels(graph, shape, iri)
    # Written in RDF only, with its date
    if datatype == f"{XSD}date":
        return []
    if datatype:
        return [_column(graph, shape, iri, KINDS[datatype])]
    # Concepts of a scheme: tables have their codes
    if graph.listed(shape, f"{SH}in"):
        return [_column(graph, shape, iri, "text")]
    # A date has one of three types, by how much of it is known
    options = graph.listed(shape, f"{SH}or")
    choices = [graph.text(option, f"{SH}datatype") for option in options]
    if f"{XSD}gYear" in choices:
        return [_column(graph, shape, iri, "date")]
    return []


def _labels(
    graph: SmallGraph,
    shape: object,
    iri: str,
) -> list[Column]:
    """A column for each language that a label may have."""
    name = snake(local_name(iri))
    columns = []
    hxl = graph.text(shape, f"{PG}hxlTag")
    for tag in map(text_of, graph.listed(shape, f"{SH}languageIn")):
        column = Column(
            f"{name}_{tag}",
            iri,
            "text",
            language=tag,
            hxl=hxl and f"{hxl}+i_{tag}",
        )
        columns.append(column)
    return columns


def _column(
    graph: SmallGraph,
    shape: object,
    iri: str,
    kind: Kind,
) -> Column:
    allowed = map(_code, graph.listed(shape, f"{SH}in"))
    is_date = kind == "date"
    return Column(
        snake(local_name(iri)),
        iri,
        kind,
        many=not graph.says_once(shape, f"{SH}maxCount"),
        required=graph.says_once(shape, f"{SH}minCount"),
        pattern=graph.text(shape, f"{SH}pattern"),
        allowed=tuple(allowed),
        vocabulary=_vocabulary(graph, shape),
        derived=_is_computed(graph, shape),
        first_day=f"{iri}FirstDay" if is_date else "",
        hxl=graph.text(shape, f"{PG}hxlTag"),
    )


def _code(term: object) -> str:
    """What tables have for a term that is allowed: of a concept its code, which ends its IRI."""
    return local_name(text_of(term))


def _relation(
    graph: SmallGraph,
    shape: object,
    start: str,
) -> Relation | None:
    """The relationship of one property shape; none where its values are not nodes."""
    direct = graph.text(shape, f"{SH}class")
    ends = [direct]
    if not direct:
        options = graph.listed(shape, f"{SH}or")
        ends = [graph.text(option, f"{SH}class") for option in options]
    # The options may also be the types of a date, which are not classes
    if not ends or not all(ends):
        return None
    iri = graph.text(shape, f"{SH}path")
    names = sorted(map(local_name, ends))
    return Relation(
        upper_snake(local_name(iri)),
        iri,
        (start,),
        tuple(names),
        single=graph.says_once(shape, f"{SH}maxCount"),
        required=graph.says_once(shape, f"{SH}minCount"),
        vocabulary=_vocabulary(graph, shape),
        derived=_is_computed(graph, shape),
        hxl=graph.text(shape, f"{PG}hxlTag"),
    )


def _joined(one: Relation, other: Relation) -> Relation:
    """One relationship table a property, whichever shapes use it."""
    starts = {*one.starts, *other.starts}
    ends = {*one.ends, *other.ends}
    return Relation(
        one.name,
        one.iri,
        tuple(sorted(starts)),
        tuple(sorted(ends)),
        single=one.single and other.single,
        required=one.required and other.required,
        vocabulary=one.vocabulary or other.vocabulary,
        derived=one.derived and other.derived,
        hxl=one.hxl or other.hxl,
    )


def read_schema(*shapes: Path) -> Schema:
    """The schema that files of SHACL node shapes describe together."""
    graph = SmallGraph(shapes)
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
            if relation is None:
                continue
            # Several classes may begin one relationship, each in its own shape
            known = relations.get(relation.name)
            if known is not None:
                relation = _joined(known, relation)
            relations[relation.name] = relation
        # By name: the order of columns is part of every table, and a file of Turtle has none
        columns.sort(key=attrgetter("name"))
        segment = graph.text(node, f"{PG}idSegment")
        is_computed = all(_is_computed(graph, shape) for shape in properties)
        classes[name] = NodeClass(
            name,
            iri,
            segment,
            tuple(columns),
            is_computed,
            graph.text(node, f"{PG}hxlTag"),
        )
    return Schema(
        dict(sorted(classes.items())),
        dict(sorted(relations.items())),
    )


@cache
def schema() -> Schema:
    """The schema of this version of pledgegraph."""
    return read_schema(SHAPES, COMPUTED)


@cache
def ontology_terms() -> frozenset[str]:
    """The local names of all classes and properties that the ontology declares, computed ones
    too.
    """
    names = set()
    for quad in ox.parse(path=str(ONTOLOGY)):
        # A blank node has no IRI
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        iri = quad.subject.value
        if iri.startswith(PG):
            names.add(iri.removeprefix(PG))
    return frozenset(names)


@cache
def first_days() -> dict[str, str]:
    """The local name of each date and that of the property which says its first day."""
    found = {}
    for cls in schema().classes.values():
        for column in cls.columns:
            if column.first_day:
                date = local_name(column.iri)
                found[date] = local_name(column.first_day)
    return found


@cache
def coded_properties() -> dict[str, str]:
    """The local name of each property whose values are concepts of one scheme and stand as codes in
    tables, and the name of that scheme.
    """
    found = {}
    for cls in schema().classes.values():
        for column in cls.columns:
            if column.vocabulary:
                found[local_name(column.iri)] = column.vocabulary
    return found
