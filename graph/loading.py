"""Loading: the embedded graph from the schema, as DDL, and the model tables, in bulk."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import ladybug

from pledgegraph.errors import EngineFailed
from pledgegraph.ontology.lean import give_back
from pledgegraph.writing.room import no_room

if TYPE_CHECKING:
    import pyarrow as pa

    from pledgegraph.ontology.schema import Relation
    from pledgegraph.ontology.tables import Tables

from .checks import check_tables
from .embedded import BUFFER, one_line

OnRows = Callable[[int], object]
"""Called with the number of rows of each table that has been loaded."""

LOADING_BUFFER = 4 * BUFFER
COLUMNS_AT_ONCE = 64
"""Columns of classes that are loaded before the file is closed and opened again. Until then Ladybug
keeps some 10 MB for each class with an index and about 1 MB for each column, however few its rows
are.
"""
FEW_NODES = 1_000
"""Nodes of a graph that is loaded in one opening of the file: as many openings would take a quarter
of the time, and these need little memory.
"""
LEAST_INDEXED = 5_000
"""Nodes of a class whose keys get an index. An index is 256 hash tables, however few the keys are:
to make it takes as long as to load 10,000 nodes, and each opening of the file reads it. To find a
key among 5,000 without it takes 0.4 ms.
"""
LEAST_FREE = 2**20
"""Bytes: with less, an error of Ladybug is taken for a full disk. Ladybug may say only that it
could not read what it could not write before.
"""
ROOM_TO_WRITE = 2**23
"""Bytes that must be free when tables are written: if the disk is full just then, Ladybug may end
the whole process.
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
    check_tables(relations, current, derived)
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
    """Classes first, some at a time, then all relationships."""
    from pledgegraph.ontology.schema import schema

    nodes = {}
    for name in current.nodes:
        nodes[name] = max(current[name].num_rows, derived[name].num_rows)
    statements = dict(ddl(nodes))
    for names in at_once(sum(nodes.values())):
        made: list[str] = []
        for name in names:
            made += statements[name]
        with _opened(path, made) as connection:
            for name in names:
                if name in nodes:
                    table = with_derived(name, current, derived)
                    _copy_nodes(connection, table, name, on_rows)
                else:
                    relation = schema().relations[name]
                    _copy_links(connection, relation, relations[relation], on_rows)


def at_once(nodes: int) -> Iterator[list[str]]:
    """The classes, in groups of few columns, and then the relationships: a group is loaded when the
    one before is written and closed.

    Args:
        nodes: the nodes of all classes; where there are few, everything is one group.
    """
    from pledgegraph.ontology.schema import schema

    classes = schema().classes
    relations = schema().relations
    if nodes < FEW_NODES:
        yield [*classes, *relations]
        return
    group: list[str] = []
    columns = 0
    for cls in classes.values():
        count = 1 + len(cls.columns)
        if group and columns + count > COLUMNS_AT_ONCE:
            yield group
            group, columns = [], 0
        group.append(cls.name)
        columns += count
    yield group
    yield list(relations)


@contextmanager
def _opened(path: Path, made: Sequence[str]) -> Iterator[ladybug.Connection]:
    """The file with new tables, opened to fill them; written to disk at the end, and closed."""
    # What other steps have written meanwhile is free, and so is what the last opening needed
    give_back()
    with ExitStack() as opened:
        database = opened.enter_context(
            # Each COPY would write all tables that there are
            ladybug.Database(str(path), buffer_pool_size=LOADING_BUFFER, auto_checkpoint=False)
        )
        connection = opened.enter_context(ladybug.Connection(database))
        try:
            # One transaction, as each statement of its own would wait for the disk
            connection.execute("BEGIN TRANSACTION")
            for statement in made:
                connection.execute(statement)
            connection.execute("COMMIT")
            yield connection
        except RuntimeError as problem:
            if "Cannot write to file" in str(problem):
                _never_close(opened.pop_all())
            raise
        try:
            if shutil.disk_usage(path.parent).free < ROOM_TO_WRITE:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            connection.execute("CHECKPOINT")
        except (OSError, RuntimeError):
            # On a full disk Ladybug may also say that it cannot read what it could not write
            _never_close(opened.pop_all())
            raise


def _never_close(opened: ExitStack) -> None:
    """Keep the database open for ever: when it is closed, Ladybug writes its log, and if it cannot,
    it ends the whole process.
    """
    import ctypes

    ctypes.pythonapi.Py_IncRef(ctypes.py_object(opened))


# Whole tables, one COPY each: batches, other numbers of threads and files of Parquet were not
# faster. Each is a transaction of its own: in one for all, all would be in memory at its end.
def _copy_nodes(
    connection: ladybug.Connection,
    table: pa.Table,
    name: str,
    on_rows: OnRows,
) -> None:
    if table.num_rows:
        columns = ", ".join(table.column_names)
        connection.execute(f"COPY {name}({columns}) FROM $rows", {"rows": table})
        on_rows(table.num_rows)


def _copy_links(
    connection: ladybug.Connection,
    relation: Relation,
    links: pa.Table,
    on_rows: OnRows,
) -> None:
    for start, end, table in by_pair(relation, links):
        ends = f"from='{start}', to='{end}'"
        connection.execute(f"COPY {relation.name} FROM $rows ({ends})", {"rows": table})
        on_rows(table.num_rows)


def ddl(nodes: Mapping[str, int]) -> Iterator[tuple[str, list[str]]]:
    """(name, statements that make its table): each class and each relationship of the ontology.

    Args:
        nodes: the number of nodes of each class, by which its keys get an index or none.

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
        is_indexed = nodes[cls.name] >= LEAST_INDEXED
        yield (
            cls.name,
            [
                f"CALL enable_default_hash_index={str(is_indexed).lower()}",
                f"CREATE NODE TABLE {cls.name}({', '.join(columns)})",
            ],
        )
    for relation in schema().relations.values():
        pairs = []
        for start, end in product(relation.starts, relation.ends):
            pairs.append(f"FROM {start} TO {end}")
        yield relation.name, [f"CREATE REL TABLE {relation.name}({', '.join(pairs)})"]


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
    if len(relation.starts) == len(relation.ends) == 1:
        yield relation.starts[0], relation.ends[0], links
        return
    # Identifiers of a side that has one class need not be read
    starts = classes_of(links["subject"]) if len(relation.starts) > 1 else None
    ends = classes_of(links["object"]) if len(relation.ends) > 1 else None
    for start, end in product(relation.starts, relation.ends):
        pair = links
        if starts is not None:
            pair = pair.filter(pc.equal(starts, start))
        if ends is not None:
            of_pair = ends if starts is None else ends.filter(pc.equal(starts, start))
            pair = pair.filter(pc.equal(of_pair, end))
        if pair.num_rows:
            yield start, end, pair
