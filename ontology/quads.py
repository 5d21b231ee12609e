"""Quads read back: N-Quads that pledgegraph wrote, as stated tables again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyoxigraph as ox

from pledgegraph.errors import UsageProblem, suggest

from .iris import identifier_of, iri
from .labels import REPEATED
from .links import MATCHES, PLACE
from .literals import Unknown, code_of, value_of
from .namespaces import RDF, SKOS
from .packed import unpacked
from .provenance import REPEATING
from .schema import Column, Relation, local_name, schema
from .tables import (
    ID,
    OBJECT,
    SOURCE,
    SUBJECT,
    Tables,
    finished_links,
    finished_nodes,
    link_schema,
    node_schema,
)
from .terms import DATE_TYPES, first_day
from .web_addresses import FOLLOWED

LARGEST = 2**30
"""Bytes of N-Quads, unpacked, that are read where nobody says how many."""


def read_nquads(path: Path, base: str, largest: int = LARGEST) -> Tables:
    """The stated tables that ``write_nquads`` wrote, in a file that may be packed.

    Raises:
        UsageProblem: what is not in the ontology, with its line.
        TooLarge: the file has more bytes, unpacked.
        OSError, EOFError: it is packed and damaged.
    """
    reading = _Reading(base)
    quad = None
    try:
        with unpacked(path, largest) as file:
            for quad in ox.parse(input=file, format=ox.RdfFormat.N_QUADS):
                reading.take(quad)
        return reading.tables()
    except SyntaxError as error:
        place = f"{path.name}:{error.lineno}"
        raise UsageProblem(f"{place}: not N-Quads: {error.msg}") from error
    except Unknown as error:
        place = path.name
        if error.in_line:
            place += f":{_line_of(quad, path, largest)}"
        raise UsageProblem(f"{place}: {error}", error.hint) from None


def _line_of(wanted: object, path: Path, largest: int) -> int:
    """The line of the first such quad, searched for only when something is wrong with it."""
    with unpacked(path, largest) as file:
        for number, line in enumerate(file, 1):
            quads = ox.parse(input=line, format=ox.RdfFormat.N_QUADS)
            if wanted in list(quads):
                return number
    return 0


_NOT_KEPT = {*REPEATED, *REPEATING, *FOLLOWED, *MATCHES.values(), PLACE}
_SCHEME = ox.NamedNode(f"{SKOS}ConceptScheme")
_Row = dict[str, object]
_Node = tuple[str, str]
"""An identifier and its class."""
_Key = tuple[str, str]
"""A subject and its source."""
_Link = tuple[str, str, str]
"""A subject, an object and their source."""


@dataclass
class _Reading:
    """What has been read of a file of quads, by class and by relationship."""

    base: str
    _nodes: dict[str, dict[_Key, _Row]] = field(default_factory=dict)
    _typed: set[_Key] = field(default_factory=set)
    _links: dict[str, list[_Link]] = field(default_factory=dict)
    _known: dict[str, _Node] = field(default_factory=dict)
    _days: list[tuple[_Row, Column, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        words = schema()
        self._classes: dict[str, str] = {}
        self._columns: dict[tuple[str, str, str], Column] = {}
        self._coded: dict[tuple[str, str], Column] = {}
        self._dates: dict[tuple[str, str], Column] = {}
        for cls in words.classes.values():
            self._classes[cls.iri] = cls.name
            for column in cls.columns:
                # Computed values are in no published dump, so no graph of a source may state one
                if column.derived:
                    continue
                self._columns[cls.name, column.iri, column.language] = column
                self._dates[cls.name, column.first_day] = column
                if column.vocabulary:
                    self._coded[cls.name, column.iri] = column
        self._relations: dict[str, Relation] = {}
        for relation in words.relations.values():
            if not relation.derived:
                self._relations[relation.iri] = relation

    def take(self, quad: ox.Quad) -> None:
        """One statement."""
        subject, name = self._node(quad.subject)
        source, source_class = self._node(quad.graph_name)
        if source_class != "Source":
            raise Unknown(
                f"{quad.graph_name} is not the graph of a source",
                f"expected {self.base}/source/…",
            )
        predicate = quad.predicate.value
        value = quad.object
        # Labels and schemes repeat what the tables say, links what our own list says
        if predicate in _NOT_KEPT or value == _SCHEME:
            return
        if predicate == f"{RDF}type":
            self._take_type(subject, source, name, value)
        elif isinstance(value, ox.Literal):
            row = self._row(name, subject, source)
            self._take_value(row, name, predicate, value)
        elif (name, predicate) in self._coded:
            row = self._row(name, subject, source)
            column = self._coded[name, predicate]
            self._keep(row, column, code_of(value, column))
        else:
            self._take_link(
                subject,
                name,
                predicate,
                value,
                source,
            )

    def _node(self, term: object) -> _Node:
        """The identifier and the class of an IRI."""
        if not isinstance(term, ox.NamedNode):
            raise Unknown(
                f"{term} is not an IRI",
                "every node of pledgegraph has one",
            )
        text = term.value
        known = self._known.get(text)
        if known is None:
            known = self._identify(text)
            self._known[text] = known
        return known

    def _identify(self, text: str) -> _Node:
        try:
            identifier = identifier_of(text, self.base)
            belongs_at = iri(identifier, self.base)
            if belongs_at != text:
                raise ValueError(f"{text} is not where {identifier} belongs")
            name = schema().class_of(identifier)
            return identifier, name
        except KeyError:
            raise Unknown(f"{text} belongs to no class") from None
        except ValueError as error:
            raise Unknown(str(error)) from None

    def _row(
        self,
        name: str,
        subject: str,
        source: str,
    ) -> _Row:
        """The row of a subject in a source; a new one where nothing has been read of it."""
        rows = self._nodes.setdefault(name, {})
        key = (subject, source)
        if key not in rows:
            rows[key] = {ID: subject, SOURCE: source}
        return rows[key]

    def _take_type(
        self,
        subject: str,
        source: str,
        name: str,
        value: object,
    ) -> None:
        stated = None
        if isinstance(value, ox.NamedNode):
            stated = self._classes.get(value.value)
        if stated != name:
            raise Unknown(
                f"{subject} cannot be of the class {value}",
                f"by its identifier it is a {name}",
            )
        self._row(name, subject, source)
        self._typed.add((subject, source))

    def _take_value(
        self,
        row: _Row,
        name: str,
        predicate: str,
        literal: ox.Literal,
    ) -> None:
        date = self._dates.get((name, predicate))
        if date is not None:
            self._take_first_day(row, date, literal)
            return
        # Language tags are compared without case (RFC 5646, section 2.1.1)
        language = (literal.language or "").lower()
        column = self._columns.get((name, predicate, language))
        if column is None:
            raise self._unknown_property(name, predicate, literal)
        self._keep(row, column, value_of(literal, column))

    def _keep(
        self,
        row: _Row,
        column: Column,
        value: str | int | bool,
    ) -> None:
        if column.many:
            values = row.setdefault(column.name, [])
            values.append(value)  # type: ignore[attr-defined]
        elif row.setdefault(column.name, value) != value:
            name_of_value = local_name(column.iri)
            raise Unknown(
                f"{row[ID]} has two values of {name_of_value} in {row[SOURCE]}",
                "one is allowed",
            )

    def _take_first_day(
        self,
        row: _Row,
        date: Column,
        literal: ox.Literal,
    ) -> None:
        if literal.datatype.value != DATE_TYPES[10]:
            name_of_day = local_name(date.first_day)
            raise Unknown(
                f"{literal} cannot be a value of {name_of_day}",
                "expected xsd:date",
            )
        # Its date may come in a later line, so it is checked at the end
        self._days.append((row, date, literal.value))

    def _take_link(
        self,
        subject: str,
        name: str,
        predicate: str,
        value: object,
        source: str,
    ) -> None:
        relation = self._relations.get(predicate)
        if relation is None or name not in relation.starts:
            raise self._unknown_property(name, predicate, value)
        target, end = self._node(value)
        if end not in relation.ends:
            name_of_link = local_name(predicate)
            raise Unknown(
                f"{name_of_link} of {subject} leads to {target}",
                _expected(relation),
            )
        links = self._links.setdefault(relation.name, [])
        links.append((subject, target, source))

    def _unknown_property(
        self,
        name: str,
        predicate: str,
        value: object,
    ) -> Unknown:
        properties = [iri for cls, iri, _ in self._columns if cls == name]
        properties += [iri for cls, iri in self._dates if cls == name]
        for relation in self._relations.values():
            if name in relation.starts:
                properties.append(relation.iri)
        given = local_name(predicate)
        if predicate in properties:
            return Unknown(f"{given} of a {name} cannot have the value {value}")
        known = map(local_name, properties)
        return Unknown(
            f"a {name} has no property {predicate} in a source's graph",
            suggest(given, known),
        )

    def _check_days(self) -> None:
        """A first day is not kept: the tables have the date itself, which must say the same."""
        for row, column, day in self._days:
            date = row.get(column.name)
            if date is not None and first_day(str(date)) == day:
                continue
            name_of_day = local_name(column.first_day)
            name_of_date = local_name(column.iri)
            raise Unknown(
                f"{name_of_day} of {row[ID]} is {day}, and {name_of_date} {date}",
                "correct the date, or leave the first day out",
                in_line=False,
            )

    def tables(self) -> Tables:
        """Everything read, as sorted tables."""
        self._check_days()
        nodes = {}
        for name in schema().classes:
            rows = self._nodes.get(name, {})
            self._check_types(rows)
            target = node_schema(name, with_source=True)
            values = list(rows.values())
            read = pa.Table.from_pylist(values, schema=target)
            nodes[name] = finished_nodes(read, target)
        links = {}
        for name in schema().relations:
            found = self._links.get(name, [])
            target = link_schema(with_source=True)
            read = _pairs(found, target)
            links[name] = finished_links(read, target)
        return Tables(nodes, links)

    def _check_types(self, rows: Mapping[_Key, object]) -> None:
        untyped = rows.keys() - self._typed
        if untyped:
            identifier, source = min(untyped)
            found = f"{identifier} has values but no rdf:type in the graph of {source}"
            raise Unknown(found, in_line=False)


def _pairs(
    found: Iterable[_Link],
    target: pa.Schema,
) -> pa.Table:
    columns = list(zip(*found, strict=True))
    if not columns:
        return target.empty_table()
    arrays = [pa.array(values, pa.string()) for values in columns]
    table = pa.table(arrays, [SUBJECT, OBJECT, SOURCE])
    return table.select(target.names)


def _expected(relation: Relation) -> str:
    classes = " or ".join(relation.ends)
    return f"expected a node of the class {classes}"
