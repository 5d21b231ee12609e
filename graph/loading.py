"""Loading the embedded graph: the schema as DDL, and the model tables in bulk."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ladybug

from pledgegraph.errors import (
    EngineFailed,
    Problem,
    SourceProblems,
    Where,
)
from pledgegraph.writing.room import no_room

if TYPE_CHECKING:
    import pyarrow as pa

    from pledgegraph.ontology.schema import Relation
    from pledgegraph.ontology.tables import Tables
from .embedded import BUFFER, one_line

LOADING_BUFFER = 4 * BUFFER
LEAST_FREE = 2**20
"""Bytes: with less, a failure of Ladybug is taken for one of the disk. It may say only that it
could not read what it could not write before.
"""

MOST_PROBLEMS = 20
"""Problems told one by one for a class or a relationship; the last one says how many more there
are.
"""


def load_embedded(
    current: Tables, derived: Tables, path: Path, on_rows: Callable[[int], object] | None = None
) -> None:
    """Make the Ladybug file of a build: every class with its derived columns, every relationship;
    read-only after.

    Args:
        current: the current tables.
        derived: derived columns by id, derived relationships.
        path: a file that is not there yet.
        on_rows: told the number of rows of each table that has been loaded.

    Raises:
        SourceProblems: an identifier that stands twice, a link without an end; nothing has been
            written then.
        EngineFailed: Ladybug cannot load; nothing is left behind.
        OSError: there is no room for it on the disk; nothing is left behind.
    """
    from pledgegraph.ontology.schema import schema
    from pledgegraph.ontology.tables import Tables

    if path.exists():
        raise FileExistsError(path)
    relations = {
        r: derived[r.name] if r.derived else current[r.name] for r in schema().relations.values()
    }
    computed = {name: derived[name] for name, cls in schema().classes.items() if cls.derived}
    known = Tables({**current.nodes, **computed}, current.links)
    problems = [problem for name in schema().classes for problem in _node_problems(name, known)]
    for relation, links in relations.items():
        problems += _link_problems(relation, links, known)
    if problems:
        raise SourceProblems(problems)
    try:
        _copy(relations, current, derived, path, on_rows or (lambda rows: None))
        path.chmod(0o444)
    except BaseException as problem:
        is_full = shutil.disk_usage(path.parent).free < LEAST_FREE  # before its files go
        for left in path.parent.iterdir():
            if left.name == path.name or left.name.startswith(f"{path.name}."):
                left.unlink()
        if isinstance(problem, RuntimeError):
            number = no_room(problem) or (errno.ENOSPC if is_full else 0)
            if number:
                raise OSError(number, os.strerror(number), str(path)) from problem
            hint = "Is there enough memory, and room on the disk?"
            raise EngineFailed(
                f"The graph cannot be loaded: {one_line(problem)}", hint
            ) from problem
        raise


def _copy(
    relations: Mapping[Relation, pa.Table],
    current: Tables,
    derived: Tables,
    path: Path,
    report: Callable[[int], object],
) -> None:
    with ExitStack() as opened:
        database = opened.enter_context(
            ladybug.Database(str(path), buffer_pool_size=LOADING_BUFFER)
        )
        connection = opened.enter_context(ladybug.Connection(database))
        try:
            _fill(connection, relations, current, derived, report)
        except RuntimeError as problem:
            if "Cannot write to file" in str(problem):
                _never_close(opened.pop_all())
            raise


def _never_close(opened: ExitStack) -> None:
    """Ladybug writes its log when it is closed or let go of; if it cannot, it ends the whole
    process.
    """
    import ctypes

    ctypes.pythonapi.Py_IncRef(ctypes.py_object(opened))


def _fill(
    connection: ladybug.Connection,
    relations: Mapping[Relation, pa.Table],
    current: Tables,
    derived: Tables,
    report: Callable[[int], object],
) -> None:
    # Whole tables, one COPY a pair: batches, other numbers of threads and Parquet in between were
    # not faster
    connection.execute(
        "BEGIN TRANSACTION"
    )  # one for all: each statement alone would wait for the disk
    for statement in ddl():
        connection.execute(statement)
    for name in current.nodes:
        table = with_derived(name, current, derived)
        if table.num_rows:
            columns = ", ".join(table.column_names)
            connection.execute(f"COPY {name}({columns}) FROM $rows", {"rows": table})
            report(table.num_rows)
    for relation, links in relations.items():
        for start, end, table in by_pair(relation, links):
            connection.execute(
                f"COPY {relation.name} FROM $rows (from='{start}', to='{end}')", {"rows": table}
            )
            report(table.num_rows)
    connection.execute("COMMIT")
    connection.execute("CHECKPOINT")


def ddl() -> Iterator[str]:
    """The statements that make the tables: one for each class and each relationship of the
    ontology.

    A relationship has every pair of its start and end classes, so that no question fails for want
    of a link; a file with those that occur alone opens and plans no faster.
    """
    from pledgegraph.ontology.schema import schema

    types = {"text": "STRING", "integer": "INT64", "boolean": "BOOL", "date": "STRING"}
    for cls in schema().classes.values():
        columns = [f"{c.name} {'STRING[]' if c.many else types[c.kind]}" for c in cls.columns]
        yield (
            f"CREATE NODE TABLE {cls.name}({', '.join(['id STRING', *columns, 'PRIMARY KEY(id)'])})"
        )
    for relation in schema().relations.values():
        pairs = [f"FROM {start} TO {end}" for start in relation.starts for end in relation.ends]
        yield f"CREATE REL TABLE {relation.name}({', '.join(pairs)})"


def with_derived(name: str, current: Tables, derived: Tables) -> pa.Table:
    """The nodes of a class with their derived columns beside the stated ones, joined by id.

    A node without a derived row has NULL there, or ``[]``; ``ValueError`` for a derived row of no
    node.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    from pledgegraph.ontology.schema import schema

    table, extra = current[name], derived[name]
    if schema().classes[name].derived:
        return extra
    if extra.num_columns == 1:
        return table
    ids = extra["id"].combine_chunks()
    strange = pc.filter(ids, pc.invert(pc.is_in(ids, table["id"].combine_chunks())))
    if len(strange):
        raise ValueError(
            f"{name}: a derived row for {strange[0].as_py()}, which current does not have"
        )
    place = pc.index_in(table["id"], ids).combine_chunks()
    for column in extra.column_names[1:]:
        values = extra[column].combine_chunks().take(place)
        if pa.types.is_list(values.type):
            values = pc.coalesce(values, pa.scalar([], values.type))
        table = table.append_column(column, values)
    return table


def by_pair(relation: Relation, links: pa.Table) -> Iterator[tuple[str, str, pa.Table]]:
    """The links of a relationship, one table for each pair of start and end class that has any."""
    import pyarrow.compute as pc

    from pledgegraph.ontology.classes import classes_of

    if not links.num_rows:
        return
    subjects, objects = classes_of(links["subject"]), classes_of(links["object"])
    for start in relation.starts:
        for end in relation.ends:
            pair = links.filter(pc.and_(pc.equal(subjects, start), pc.equal(objects, end)))
            if pair.num_rows:
                yield start, end, pair


def _node_problems(name: str, current: Tables) -> list[Problem]:
    """Identifiers that more than one row of a class has, or that are not formed as its identifiers
    are.
    """
    import pyarrow.compute as pc

    from pledgegraph.ontology.classes import classes_of

    ids = current[name]["id"]
    counts = pc.value_counts(ids)
    twice = counts.filter(pc.greater(counts.field("counts"), 1)).field("values").to_pylist()
    strange = ids.filter(pc.not_equal(pc.fill_null(classes_of(ids), ""), name)).to_pylist()
    found = [
        (identifier, f"more than one {name} has the identifier {identifier}")
        for identifier in sorted(twice)
    ]
    found += [
        (identifier, f"{identifier} is no identifier of a {name}") for identifier in sorted(strange)
    ]
    return _problems(
        found, len(found), "Give each row of its own kind its own identifier.", current
    )


def _link_problems(relation: Relation, links: pa.Table, current: Tables) -> list[Problem]:
    """Links with an end that is no node, or a node of another class."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for side, classes in (("subject", relation.starts), ("object", relation.ends)):
        known = pa.chunked_array(
            [chunk for name in classes for chunk in current[name]["id"].chunks], pa.string()
        )
        links = links.append_column(f"{side}_known", pc.is_in(links[side], known.combine_chunks()))
    bad = links.filter(pc.invert(pc.and_(links["subject_known"], links["object_known"])))
    found = [
        (row["subject"], _missing_end(relation, row))
        for row in bad.slice(0, MOST_PROBLEMS).to_pylist()
    ]
    return _problems(
        found, bad.num_rows, "Add the source that describes it, or correct the name.", current
    )


def _missing_end(relation: Relation, link: Mapping[str, str | bool]) -> str:
    """What is wrong with a link, in words."""
    from pledgegraph.ontology.schema import schema, segment_of

    side, classes = (
        ("object", relation.ends) if link["subject_known"] else ("subject", relation.starts)
    )
    missing = str(link[side])
    of_class = schema().segments().get(segment_of(missing)) in classes
    wrong = (
        f"no source describes {missing}" if of_class else f"{missing} is no {' or '.join(classes)}"
    )
    return f"{relation.name} from {link['subject']} to {link['object']}: {wrong}"


def _problems(
    found: Sequence[tuple[str, str]], count: int, hint: str, current: Tables
) -> list[Problem]:
    """The first of what was found, as (identifier, sentence), each at the row that says so, and how
    many more.
    """
    told = [
        Problem("V007", "error", _where(identifier, current), sentence, hint)
        for identifier, sentence in found[:MOST_PROBLEMS]
    ]
    more = count - len(told)
    return (
        [*told, Problem("V007", "error", Where("the sources"), f"{more:,} more of this kind", hint)]
        if more
        else told
    )


def _where(identifier: str, current: Tables) -> Where:
    """The row of a source that a node is recorded in, as far as it is known."""

    def first(table: str, key: str, value: object) -> dict[str, Any]:
        import pyarrow.compute as pc

        rows = current[table].filter(pc.equal(current[table][key], value)).slice(0, 1).to_pylist()
        return rows[0] if rows else {}

    record = first("SourceRecord", "id", first("RECORDED_IN", "subject", identifier).get("object"))
    source = first("Source", "id", first("FROM_SOURCE", "subject", record.get("id")).get("object"))
    return Where(
        source.get("file_name") or "the sources", record.get("sheet") or "", record.get("line") or 0
    )
