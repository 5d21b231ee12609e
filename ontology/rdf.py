"""The RDF form of the model tables: N-Quads, N-Triples and Turtle."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .statements import Part, Statements, statements
from .tables import Tables
from .terms import PREFIXES, joined, nquads_notation, turtle_notation

DERIVED = "derived"
"""The graph of derived statements in N-Quads, under the workspace's base."""


def write_nquads(
    tables: Tables,
    base: str,
    path: Path,
    *,
    derived: bool = False,
) -> int:
    """Canonical N-Quads, lines unique and in bytewise order; returns how many.

    Stated tables: a graph for each source, ``{base}/source/<name>``. Derived tables: the graph
    ``{base}/derived``. ``ValueError`` names an identifier or a date that RDF cannot hold.
    """
    part = Part(tables, typed=not derived)
    return _write_lines(
        part,
        base,
        path,
        f"<{base}/{DERIVED}> ",
    )


def write_ntriples(
    tables: Tables,
    base: str,
    path: Path,
    *,
    derived: bool = False,
) -> int:
    """Canonical N-Triples of current or derived tables, lines in bytewise order; returns how
    many.
    """
    return _write_lines(
        Part(tables, typed=not derived),
        base,
        path,
        "",
    )


def _write_lines(
    part: Part,
    base: str,
    path: Path,
    graph: str,
) -> int:
    count = 0
    with path.open("wb") as file:
        for group in statements([part], nquads_notation(base)):
            ends = pa.array([f"{graph}.\n"])
            # Only stated tables have a graph for each source
            if len(group.graphs):
                ends = joined(group.graphs, " .\n")
            ends = ends.cast(pa.large_string())
            for batch in group.batches():
                _write_texts(_side_by_side(batch, ends), file)
            count += len(group.objects)
    return count


def _side_by_side(group: Statements, ends: pa.Array) -> pa.Array:
    subjects = group.subjects.take(pa.array(group.subject))
    predicates = group.predicates.take(pa.array(group.predicate))
    ends = ends.take(pa.array(group.graph))
    return joined(
        subjects,
        predicates,
        group.objects,
        ends,
        separator=" ",
    )


def _write_texts(texts: pa.Array, file: BinaryIO) -> None:
    """All texts one after the other, straight from Arrow's memory."""
    _, offsets, data = texts.buffers()
    places = np.frombuffer(offsets, np.int64)
    start = places[texts.offset]
    end = places[texts.offset + len(texts)]
    file.write(memoryview(data)[start:end])


def write_turtle(
    current: Tables,
    base: str,
    path: Path,
    *,
    derived: Tables | None = None,
) -> int:
    """Turtle for people, grouped by subject, then predicate, each sorted; returns the number of
    triples.
    """
    parts = [Part(current)]
    if derived is not None:
        parts.append(Part(derived, typed=False))
    header = [f"@base <{base}/> ."]
    for long, short in PREFIXES.items():
        header.append(f"@prefix {short}: <{long}> .")
    count = 0
    with path.open("wb") as file:
        # The last prefix is ended by the first subject, as each subject ends the one before it
        file.write("\n".join(header).removesuffix(" .").encode())
        for group in statements(parts, turtle_notation()):
            before = (-1, -1)
            for batch in group.batches():
                _write_texts(_grouped(batch, before), file)
                last = batch.subject[-1], batch.predicate[-1]
                before = int(last[0]), int(last[1])
            count += len(group.objects)
        file.write(b" .\n")
    return count


def _grouped(
    batch: Statements,
    before: tuple[int, int],
) -> pa.Array:
    """For each statement what is new in it, after the punctuation that ends the one before.

    ``before`` are the subject and the predicate of the statement before the first one.
    """
    subject = batch.subject
    predicate = batch.predicate
    new_subject = np.diff(subject, prepend=np.int32(before[0])) != 0
    new_predicate = np.diff(predicate, prepend=np.int32(before[1])) != 0
    subjects = batch.subjects.take(pa.array(subject))
    subjects = joined(" .\n\n", subjects, " ")
    same_subject = pa.scalar(" ;\n    ", pa.large_string())
    after = pc.if_else(
        pa.array(new_subject),
        subjects,
        same_subject,
    )
    predicates = batch.predicates.take(pa.array(predicate))
    predicates = joined(after, predicates, " ")
    again = pa.scalar(" ,\n        ", pa.large_string())
    is_new = pa.array(new_subject | new_predicate)
    return joined(pc.if_else(is_new, predicates, again), batch.objects)
