"""Model tables as RDF statements: sorted and unique, all in Arrow; one class of subjects after the
other, each with what depends on its nodes.

Subjects, predicates and graphs are numbered in the order of their terms, and rows are sorted by
these numbers; texts are compared only where two statements share subject and predicate. Because no
term but a literal is the beginning of another, this is the bytewise order of the lines; a literal
that is (``"a"``, ``"a"@en``) is followed by a blank, which sorts before anything that could follow
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from .schema import RDF, Schema, schema
from .tables import ID, OBJECT, SOURCE, SUBJECT, Tables
from .terms import Notation, check_identifiers, first_day_terms, iri_terms, joined, literal_terms

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
    def segments(names: Sequence[str]) -> tuple[str, ...]:
        every = words.segments().items()
        return tuple(segment for segment, name in every if name in names)

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
    for relation in schema().relations.values():
        table = part.tables.links[relation.name]
        is_start = any(name in relation.starts for name in names)
        table = _starting(table, SUBJECT, start) if is_start else table.slice(0, 0)
        if table.num_rows:
            starts = _array(table, SUBJECT)
            ends = iri_terms(_array(table, OBJECT), notation)
            yield _Piece(
                starts,
                notation.name(relation.iri),
                ends,
                _sources(table),
            )


def _node_pieces(
    table: pa.Table,
    typed: bool,
    name: str,
    notation: Notation,
) -> Iterator[_Piece]:
    cls = schema().classes[name]
    ids = _array(table, ID)
    sources = _sources(table)
    if typed or cls.derived:
        a = "a" if notation.prefixes else notation.name(f"{RDF}type")
        type_name = pa.scalar(notation.name(cls.iri), pa.large_string())
        yield _Piece(
            ids,
            a,
            pa.repeat(type_name, len(ids)),
            sources,
        )
    for column in cls.columns:
        if column.name not in table.column_names:
            continue
        values = _array(table, column.name)
        rows = (
            pc.list_parent_indices(values)
            if column.many
            else pc.indices_nonzero(pc.is_valid(values))
        )
        flat = pc.list_flatten(values) if column.many else values.drop_null()
        stating = sources.take(rows) if sources is not None else None
        yield _Piece(
            ids.take(rows),
            notation.name(column.iri),
            literal_terms(flat, column, notation),
            stating,
        )
        if column.first_day:
            yield _Piece(
                ids.take(rows),
                notation.name(column.first_day),
                first_day_terms(flat, notation),
                stating,
            )


def _sources(table: pa.Table) -> pa.Array | None:
    if SOURCE in table.column_names:
        return _array(table, SOURCE)
    return None


def _coded(
    texts: Sequence[pa.Array],
    end: str,
) -> tuple[Codes, pa.Array]:
    """Each text's place among the distinct texts, which are sorted as they stand before ``end``."""
    encoded = pa.chunked_array(texts).dictionary_encode().combine_chunks()
    encoded = encoded if isinstance(encoded, pa.Array) else encoded.chunk(0)
    order = pc.sort_indices(joined(encoded.dictionary, end)).to_numpy()
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    texts_in_order = encoded.dictionary.take(pa.array(order))
    return place[encoded.indices.to_numpy()], texts_in_order


def _sorted(pieces: Sequence[_Piece], notation: Notation) -> Statements:
    subject, ids = _coded([piece.ids for piece in pieces], ">")
    lengths = [len(piece.ids) for piece in pieces]
    predicates = sorted({piece.predicate for piece in pieces})
    places = [predicates.index(piece.predicate) for piece in pieces]
    predicate = np.repeat(np.array(places, np.int32), lengths)
    graph = np.zeros(len(subject), np.int32)
    graphs = pa.array([], pa.string())
    stating = [piece.sources for piece in pieces if piece.sources is not None]
    if stating:
        graph, graphs = _coded(stating, ">")
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
    rows = _unique(rows.take(pc.sort_indices(rows, sort_keys=keys)))
    subject, predicate, graph = (rows[key].to_numpy() for key in "spg")
    terms = (
        iri_terms(ids, notation),
        pa.array(predicates, pa.large_string()),
        iri_terms(graphs, notation),
    )
    return Statements(
        subject,
        predicate,
        graph,
        rows["o"],
        *terms,
    )


def _unique(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Sorted rows without those equal to the row before."""
    new = np.ones(rows.num_rows, bool)
    new[1:] = np.logical_or.reduce(
        [
            pc.not_equal(rows[key][1:], rows[key][:-1]).to_numpy(zero_copy_only=False)
            for key in "spog"
        ]
    )
    if new.all():
        return rows
    return rows.filter(pa.array(new))
