"""Model tables as RDF statements: sorted and unique, all in Arrow; one class of subjects after the
other, each with what depends on its nodes.

Subjects, predicates and graphs are numbered in the order of their terms, and rows are sorted by
these numbers; texts are compared only where two statements share subject and predicate. Because no
term but a literal is the beginning of another, this is the bytewise order of the lines; a literal
that is (``"a"``, ``"a"@en``) is followed by a blank, which sorts before anything that could follow
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from .labels import Repeated, concepts, hierarchy, labels, top_concepts
from .links import links_out
from .namespaces import RDF
from .provenance import RECORDED_IN, RENAMED, derived_from, replaced, replacing
from .schema import Schema, schema
from .tables import ID, OBJECT, SOURCE, SUBJECT, Tables
from .terms import Notation, check_identifiers, first_day_terms, iri_terms, joined, value_terms
from .web_addresses import web_addresses

BROADER = "BROADER"
Codes = npt.NDArray[np.int32]
BATCH = 50_000
"""Statements that are spelled at a time."""


@dataclass(frozen=True)
class Part:
    """Tables to state; ``typed`` tables say the class of their nodes, derived ones only of those
    that are computed.
    """

    tables: Tables
    typed: bool = True


@dataclass(frozen=True)
class Statements:
    """Sorted statements about one class of subjects: a row each, with codes into the lists of
    terms.
    """

    subject: Codes
    predicate: Codes
    graph: Codes
    objects: pa.Array
    subjects: pa.Array
    predicates: pa.Array
    graphs: pa.Array

    def batches(self) -> Iterator[Statements]:
        """The same statements, some at a time: texts of all of them would be written to memory that
        is not at hand.
        """
        for start in range(0, len(self.objects), BATCH):
            rows = slice(start, start + BATCH)
            yield replace(
                self,
                subject=self.subject[rows],
                predicate=self.predicate[rows],
                graph=self.graph[rows],
                objects=self.objects[rows],
            )


@dataclass(frozen=True)
class _Piece:
    """All statements of one table with one predicate; no sources in current tables."""

    ids: pa.Array
    predicate: str
    objects: pa.Array
    sources: pa.Array | None


def statements(
    parts: Sequence[Part],
    notation: Notation,
) -> Iterator[Statements]:
    """All statements of tables in the order of their subjects' terms.

    ``ValueError`` names an identifier that its table cannot have or that no IRI can hold.
    """
    words = schema()
    for part in parts:
        _check(part.tables, words)
    dependent = [cls.name for cls in words.classes.values() if cls.dependent]
    names_by_start = {}
    for first, name in words.first_parts().items():
        names_by_start[f"{first}/"] = name
    # In the order of the notation, so that the whole is sorted and no more than a class in memory
    for start in sorted(names_by_start, key=notation.start):
        name = names_by_start[start]
        # What depends on a node has the node's identifier before its own, so it is sorted with it
        names = [name, *dependent]
        pieces = []
        for part in parts:
            for piece in _pieces(part, names, start, notation):
                if len(piece.ids):
                    pieces.append(piece)
        if pieces:
            yield _sorted(pieces, notation)


def _check(tables: Tables, words: Schema) -> None:
    """That each identifier is of its class, and that an IRI can hold it."""

    def segments(names: Sequence[str]) -> tuple[str, ...]:
        found = []
        for segment, name in words.segments().items():
            if name in names:
                found.append(segment)
        return tuple(found)

    # Before anything is written, so that the error names the identifier and not a line of RDF
    for name, table in {**tables.nodes, **tables.links}.items():
        if not table.num_rows:
            continue
        if name in words.classes:
            check_identifiers(_array(table, ID), segments([name]))
        else:
            relation = words.relations[name]
            check_identifiers(_array(table, SUBJECT), segments(relation.starts))
            check_identifiers(_array(table, OBJECT), segments(relation.ends))
        if SOURCE in table.column_names:
            check_identifiers(_array(table, SOURCE), ("source",))


def _array(table: pa.Table, name: str) -> pa.Array:
    column = table[name].combine_chunks()
    if isinstance(column, pa.Array):
        return column
    return pa.concat_arrays(column.chunks)


def _starting(
    table: pa.Table,
    key: str,
    start: str,
) -> pa.Table:
    """The rows whose identifier begins like this: often all of them."""
    # Most tables of a small build have none
    if not table.num_rows:
        return table
    fit = pc.starts_with(table[key], start)
    if pc.all(fit, min_count=0).as_py():
        return table
    return table.filter(fit)


def _pieces(
    part: Part,
    names: Sequence[str],
    start: str,
    notation: Notation,
) -> Iterator[_Piece]:
    """The statements about nodes of these classes whose identifiers begin like this."""
    for name in names:
        nodes = _starting(part.tables.nodes[name], ID, start)
        if nodes.num_rows:
            yield from _node_pieces(nodes, part.typed, name, notation)
            yield from _label_pieces(nodes, part, name, start, notation)
    for relation in schema().relations.values():
        if set(names).isdisjoint(relation.starts):
            continue
        links = part.tables.links[relation.name]
        links = _starting(links, SUBJECT, start)
        if links.num_rows:
            ends = _array(links, OBJECT)
            yield _Piece(
                _array(links, SUBJECT),
                notation.name(relation.iri),
                iri_terms(ends, notation),
                _sources(links),
            )
        if links.num_rows and relation.name == BROADER:
            yield from _pieces_of(hierarchy(links, notation), links, notation)
        if links.num_rows and relation.name == RECORDED_IN:
            yield from _pieces_of(derived_from(links, notation), links, notation)
    for said, nodes in replaced(part.tables, start, notation):
        yield from _pieces_of([said], nodes, notation)


def _node_pieces(
    table: pa.Table,
    typed: bool,
    name: str,
    notation: Notation,
) -> Iterator[_Piece]:
    """The types of the nodes, then their values, column by column."""
    cls = schema().classes[name]
    ids = _array(table, ID)
    sources = _sources(table)
    if typed or cls.derived:
        type_name = pa.scalar(notation.name(cls.iri), pa.large_string())
        yield _Piece(
            ids,
            notation.predicate(f"{RDF}type"),
            pa.repeat(type_name, len(ids)),
            sources,
        )
    for column in cls.columns:
        if column.name not in table.column_names:
            continue
        values = _array(table, column.name)
        if column.many:
            # Each value of a list is a statement of its own, about the node of its row
            rows = pc.list_parent_indices(values)
            flat = pc.list_flatten(values)
        else:
            rows = pc.indices_nonzero(pc.is_valid(values))
            flat = values.drop_null()
        # Nobody states it: in a small build half of the columns
        if not len(flat):
            continue
        subjects = ids.take(rows)
        stating = None
        if sources is not None:
            stating = sources.take(rows)
        yield _Piece(
            subjects,
            notation.name(column.iri),
            value_terms(flat, column, notation),
            stating,
        )
        if column.first_day:
            yield _Piece(
                subjects,
                notation.name(column.first_day),
                first_day_terms(flat, notation),
                stating,
            )


def _label_pieces(
    nodes: pa.Table,
    part: Part,
    name: str,
    start: str,
    notation: Notation,
) -> Iterator[_Piece]:
    """What RDF says of nodes in addition to their columns: labels, and schemes of concepts."""
    cls = schema().classes[name]
    if not part.typed and not cls.derived:
        return
    yield from _pieces_of(labels(nodes, cls), nodes, notation)
    yield from _pieces_of(links_out(nodes, start), nodes, notation)
    yield from _pieces_of(web_addresses(nodes), nodes, notation)
    if name in RENAMED:
        yield from _pieces_of(replacing(nodes, notation), nodes, notation)
    if name == "Concept":
        links = part.tables.links[BROADER]
        yield from _pieces_of(concepts(nodes, notation), nodes, notation)
        yield from _pieces_of(top_concepts(nodes, links, notation), nodes, notation)


def _pieces_of(
    found: Iterable[Repeated],
    table: pa.Table,
    notation: Notation,
) -> Iterator[_Piece]:
    """Repeated statements as pieces, in the graphs of the rows that they repeat."""
    sources = _sources(table)
    for said in found:
        stating = None
        if sources is not None:
            stating = sources.take(said.rows)
        predicate = notation.predicate(said.predicate)
        yield _Piece(said.ids, predicate, said.objects, stating)


def _sources(table: pa.Table) -> pa.Array | None:
    if SOURCE in table.column_names:
        return _array(table, SOURCE)
    return None


def _coded(
    texts: Sequence[pa.Array],
    end: str,
) -> tuple[Codes, pa.Array]:
    """Each text's place among the distinct texts, which are sorted as they stand before ``end``."""
    # Numbers for texts: to sort millions of statements by number takes a fraction of the time
    encoded = pa.chunked_array(texts).dictionary_encode()
    encoded = encoded.combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0)
    distinct = encoded.dictionary
    in_order = pc.sort_indices(joined(distinct, end)).to_numpy()
    # Arrow numbers the texts as they come; from those numbers to their places in the order
    count = len(in_order)
    place = np.empty(count, np.int32)
    place[in_order] = np.arange(count, dtype=np.int32)
    codes = place[encoded.indices.to_numpy()]
    return codes, distinct.take(pa.array(in_order))


def _sorted(pieces: Sequence[_Piece], notation: Notation) -> Statements:
    """All pieces as one, in order and each statement once."""
    subject, ids = _coded([piece.ids for piece in pieces], ">")
    # A piece has one predicate: its number is repeated for each of its statements
    predicates = sorted({piece.predicate for piece in pieces})
    numbers = [predicates.index(piece.predicate) for piece in pieces]
    lengths = [len(piece.ids) for piece in pieces]
    predicate = np.repeat(np.array(numbers, np.int32), lengths)
    stating = [piece.sources for piece in pieces if piece.sources is not None]
    if stating:
        graph, graphs = _coded(stating, ">")
    else:
        graph = np.zeros(len(subject), np.int32)
        graphs = pa.array([], pa.string())
    objects = [piece.objects.cast(pa.large_string()) for piece in pieces]
    # One record batch: Arrow then sorts key by key, and only ties go on to the texts
    rows = pa.record_batch(
        {
            "s": pa.array(subject),
            "p": pa.array(predicate),
            "o": pa.chunked_array(objects).combine_chunks(),
            "g": pa.array(graph),
        }
    )
    keys = [(key, "ascending") for key in "spog"]
    order = pc.sort_indices(rows, sort_keys=keys)
    in_order = rows.take(order)
    rows = _unique(in_order)
    return Statements(
        subject=rows["s"].to_numpy(),
        predicate=rows["p"].to_numpy(),
        graph=rows["g"].to_numpy(),
        objects=rows["o"],
        subjects=iri_terms(ids, notation),
        predicates=pa.array(predicates, pa.large_string()),
        graphs=iri_terms(graphs, notation),
    )


def _unique(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Sorted rows without those equal to the row before."""
    is_new = np.ones(rows.num_rows, bool)
    differs = np.zeros(max(0, rows.num_rows - 1), bool)
    for key in "spog":
        column = rows[key]
        changes = pc.not_equal(column[1:], column[:-1])
        differs |= changes.to_numpy(zero_copy_only=False)
    is_new[1:] = differs
    if is_new.all():
        return rows
    return rows.filter(pa.array(is_new))
