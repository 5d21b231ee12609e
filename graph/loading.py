"""Loading: the embedded graph from the schema, as DDL, and the model tables, in bulk."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ladybug

from pledgegraph.errors import EngineFailed, Problem, SourceProblems, Where
from pledgegraph.writing.room import no_room

if TYPE_CHECKING:
    import pyarrow as pa

    from pledgegraph.ontology.schema import Relation
    from pledgegraph.ontology.tables import Tables

from .embedded import BUFFER, one_line

OnRows = Callable[[int], object]
"""Called with the number of rows of each table that has been loaded."""

LOADING_BUFFER = 4 * BUFFER
LEAST_FREE = 2**20
"""Bytes: with less, an error of Ladybug is taken for a full disk. Ladybug may say only that it
could not read what it could not write before.
"""
MOST_PROBLEMS = 20
"""Problems that are reported one by one for a class or a relationship; the last one says how many
more there are.
"""


def load_embedded(
    current: Tables, derived: Tables, path: Path, on_rows: OnRows | None = None
) -> None:
    """Make the Ladybug file of a build: each class with its derived columns, each relationship. The
    file is read-only afterwards.

    Args:
        current: the current tables.
        derived: derived columns by id, derived relationships.
        path: a file that does not exist yet.
        on_rows: called with the number of rows of each table that has been loaded.

    Raises:
        SourceProblems: two rows have the same identifier, or the end of a link is missing; nothing
            has been written.
        EngineFailed: Ladybug cannot load the tables; no file is left.
        OSError: there is no room for it on the disk; no file is left.
    """
    from pledgegraph.ontology.schema import schema

    if path.exists():
        raise FileExistsError(path)
    relations = {}
    for relation in schema().relations.values():
        tables = derived if relation.derived else current
        relations[relation] = tables[relation.name]
    _check(relations, current, derived)
    try:
        _copy(relations, current, derived, path, on_rows or (lambda rows: None))
        path.chmod(0o444)
    except BaseException as problem:
        # Asked before the files are removed, which makes room again.
        is_full = shutil.disk_usage(path.parent).free < LEAST_FREE
        _remove(path)
        if not isinstance(problem, RuntimeError):
            raise
        number = no_room(problem) or (errno.ENOSPC if is_full else 0)
        if number:
            raise OSError(number, os.strerror(number), str(path)) from problem
        raise EngineFailed(
            f"The graph could not be loaded: {one_line(problem)}",
            "Is there enough memory, and room on the disk?",
        ) from problem


def _check(
    relations: Mapping[Relation, pa.Table],
    current: Tables,
    derived: Tables,
) -> None:
    """``SourceProblems`` for nodes and links that cannot be loaded."""
    from pledgegraph.ontology.schema import schema
    from pledgegraph.ontology.tables import Tables

    nodes = dict(current.nodes)
    for name, cls in schema().classes.items():
        if cls.derived:
            nodes[name] = derived[name]
    known = Tables(nodes, current.links)
    problems: list[Problem] = []
    for name in schema().classes:
        problems += _node_problems(name, known)
    for relation, links in relations.items():
        problems += _link_problems(relation, links, known)
    if problems:
        raise SourceProblems(problems)


def _remove(path: Path) -> None:
    """Remove the file and those that Ladybug makes next to it, such as its log."""
    for file in path.parent.iterdir():
        if file.name == path.name or file.name.startswith(f"{path.name}."):
            file.unlink()


def _copy(
    relations: Mapping[Relation, pa.Table],
    current: Tables,
    derived: Tables,
    path: Path,
    on_rows: OnRows,
) -> None:
    with ExitStack() as opened:
        empty = ladybug.Database(str(path), buffer_pool_size=LOADING_BUFFER)
        database = opened.enter_context(empty)
        connection = opened.enter_context(ladybug.Connection(database))
        try:
            _fill(connection, relations, current, derived, on_rows)
        except RuntimeError as problem:
            if "Cannot write to file" in str(problem):
                _never_close(opened.pop_all())
            raise


def _never_close(opened: ExitStack) -> None:
    """Keep the database open for ever: when it is closed, Ladybug writes its log, and if it cannot,
    it ends the whole process.
    """
    import ctypes

    ctypes.pythonapi.Py_IncRef(ctypes.py_object(opened))


def _fill(
    connection: ladybug.Connection,
    relations: Mapping[Relation, pa.Table],
    current: Tables,
    derived: Tables,
    on_rows: OnRows,
) -> None:
    # One transaction for all statements, as each of its own would wait for the disk.
    connection.execute("BEGIN TRANSACTION")
    for statement in ddl():
        connection.execute(statement)
    # Whole tables, one COPY each: batches, other numbers of threads and files of Parquet were not
    # faster.
    for name in current.nodes:
        table = with_derived(name, current, derived)
        if table.num_rows:
            columns = ", ".join(table.column_names)
            connection.execute(f"COPY {name}({columns}) FROM $rows", {"rows": table})
            on_rows(table.num_rows)
    for relation, links in relations.items():
        for start, end, table in by_pair(relation, links):
            ends = f"from='{start}', to='{end}'"
            connection.execute(f"COPY {relation.name} FROM $rows ({ends})", {"rows": table})
            on_rows(table.num_rows)
    connection.execute("COMMIT")
    connection.execute("CHECKPOINT")


def ddl() -> Iterator[str]:
    """The statements that make the tables: one for each class and each relationship of the
    ontology.

    A relationship gets every pair of its start and end classes, so that no question fails because a
    pair has no link in this build. A file with only the pairs that occur is not faster.
    """
    from pledgegraph.ontology.schema import schema

    types = {"text": "STRING", "integer": "INT64", "boolean": "BOOL", "date": "STRING"}
    for cls in schema().classes.values():
        columns = ["id STRING"]
        for column in cls.columns:
            kind = "STRING[]" if column.many else types[column.kind]
            columns.append(f"{column.name} {kind}")
        columns.append("PRIMARY KEY(id)")
        yield f"CREATE NODE TABLE {cls.name}({', '.join(columns)})"
    for relation in schema().relations.values():
        pairs = []
        for start, end in product(relation.starts, relation.ends):
            pairs.append(f"FROM {start} TO {end}")
        yield f"CREATE REL TABLE {relation.name}({', '.join(pairs)})"


def with_derived(
    name: str,
    current: Tables,
    derived: Tables,
) -> pa.Table:
    """The nodes of a class with their stated and their derived columns, joined by id.

    A node without a derived row has NULL in the derived columns, or ``[]``.

    Raises:
        ValueError: a derived row is of no node.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    from pledgegraph.ontology.schema import schema

    table = current[name]
    extra = derived[name]
    if schema().classes[name].derived:
        return extra
    if extra.num_columns == 1:
        return table
    ids = extra["id"].combine_chunks()
    is_known = pc.is_in(ids, table["id"].combine_chunks())
    strange = pc.filter(ids, pc.invert(is_known))
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


def by_pair(
    relation: Relation,
    links: pa.Table,
) -> Iterator[tuple[str, str, pa.Table]]:
    """The links of a relationship, one table for each pair of start and end class that has any."""
    import pyarrow.compute as pc

    from pledgegraph.ontology.classes import classes_of

    if not links.num_rows:
        return
    subjects = classes_of(links["subject"])
    objects = classes_of(links["object"])
    for start in relation.starts:
        for end in relation.ends:
            has_start = pc.equal(subjects, start)
            has_end = pc.equal(objects, end)
            pair = links.filter(pc.and_(has_start, has_end))
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
    is_repeated = pc.greater(counts.field("counts"), 1)
    twice = counts.filter(is_repeated).field("values").to_pylist()
    classes = pc.fill_null(classes_of(ids), "")
    strange = ids.filter(pc.not_equal(classes, name)).to_pylist()
    found = [
        (identifier, f"more than one {name} has the identifier {identifier}")
        for identifier in sorted(twice)
    ]
    found += [
        (identifier, f"{identifier} is not an identifier of a {name}")
        for identifier in sorted(strange)
    ]
    return _problems(
        found, len(found), "Give each row of its own kind its own identifier.", current
    )


def _link_problems(
    relation: Relation,
    links: pa.Table,
    current: Tables,
) -> list[Problem]:
    """Links with an end that is not a node, or a node of another class."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for side, classes in (("subject", relation.starts), ("object", relation.ends)):
        ids = [pa.array([], pa.string())]
        for name in classes:
            ids += current[name]["id"].chunks
        is_known = pc.is_in(links[side], pa.concat_arrays(ids))
        links = links.append_column(f"{side}_known", is_known)
    is_whole = pc.and_(links["subject_known"], links["object_known"])
    bad = links.filter(pc.invert(is_whole))
    found = []
    for row in bad.slice(0, MOST_PROBLEMS).to_pylist():
        found.append((row["subject"], _missing_end(relation, row)))
    hint = "Add the source that describes it, or correct the name."
    return _problems(found, bad.num_rows, hint, current)


def _missing_end(
    relation: Relation,
    link: Mapping[str, str | bool],
) -> str:
    """What is wrong with a link, in words."""
    from pledgegraph.ontology.schema import schema, segment_of

    side, classes = (
        ("object", relation.ends) if link["subject_known"] else ("subject", relation.starts)
    )
    missing = str(link[side])
    of_class = schema().segments().get(segment_of(missing)) in classes
    wrong = (
        f"no source describes {missing}"
        if of_class
        else f"{missing} is not a {' or '.join(classes)}"
    )
    subject = link["subject"]
    end = link["object"]
    return f"{relation.name} from {subject} to {end}: {wrong}"


def _problems(
    found: Sequence[tuple[str, str]], count: int, hint: str, current: Tables
) -> list[Problem]:
    """The first of the problems (identifier, sentence), each at the row that says so, and how many
    more there are.
    """
    problems = []
    for identifier, sentence in found[:MOST_PROBLEMS]:
        where = _where(identifier, current)
        problems.append(Problem("V007", "error", where, sentence, hint))
    more = count - len(problems)
    if more:
        sentence = f"{more:,} more of this kind"
        problems.append(Problem("V007", "error", Where("the sources"), sentence, hint))
    return problems


def _where(identifier: str, current: Tables) -> Where:
    """The row of a source in which a node is recorded, as far as it is known."""
    recorded = _first_row(current["RECORDED_IN"], "subject", identifier)
    record = _first_row(current["SourceRecord"], "id", recorded.get("object"))
    stated = _first_row(current["FROM_SOURCE"], "subject", record.get("id"))
    source = _first_row(current["Source"], "id", stated.get("object"))
    file = source.get("file_name") or "the sources"
    return Where(file, record.get("sheet") or "", record.get("line") or 0)


def _first_row(
    table: pa.Table,
    column: str,
    value: object,
) -> dict[str, Any]:
    """The first row that has a value in a column; empty if there is none."""
    import pyarrow.compute as pc

    rows = table.filter(pc.equal(table[column], value))
    first: list[dict[str, Any]] = rows.slice(0, 1).to_pylist()
    return first[0] if first else {}
