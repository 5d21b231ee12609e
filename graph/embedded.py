"""The embedded engine: Ladybug, with the file of a build opened only to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import ladybug

from pledgegraph.errors import NoBuildYet, QueryProblem, QueryTimeout, suggest
from pledgegraph.wording import worded

from .cypher_text import check_reading
from .engine import Language, Row
from .limits import size_in_words

FILE = "graph.lbug"
BUFFER = 1024**3
TIMEOUT_SECONDS = 60.0
MOST_ROWS = 2_000_000

_EXAMPLE = "An example: MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor) RETURN p.title, a.name."


class EmbeddedEngine:
    """A Ladybug file, opened only to read. ``timeout`` in seconds and ``buffer`` in bytes are the
    limits of each text.

    The limit of time does not count while a text is planned: a pattern of some 30 relationships
    takes longer.
    """

    language: Language = "cypher"

    def __init__(
        self,
        path: Path,
        timeout: float = TIMEOUT_SECONDS,
        buffer: int = BUFFER,
    ) -> None:
        if not path.exists():
            raise NoBuildYet(worded("There is no build yet"), worded("Run `pledgegraph build`."))
        self._timeout = timeout
        self._buffer = buffer
        try:
            if path.stat().st_size == 0:
                # Ladybug would open it as a graph without tables.
                raise ValueError("the file is empty")
            self._database = ladybug.Database(
                str(path),
                read_only=True,
                buffer_pool_size=buffer,
            )
            self._connection = ladybug.Connection(self._database)
        except (OSError, RuntimeError, ValueError) as problem:
            raise NoBuildYet(
                f"The build could not be opened ({one_line(problem)})",
                "Run `pledgegraph build --force`.",
            ) from None
        self._connection.set_query_timeout(max(1, int(timeout * 1000)))

    def ask(
        self,
        text: str,
        parameters: Mapping[str, object],
        name: str = "",
    ) -> list[Row]:
        """See ``Engine``."""
        name = name or "the query"
        check_reading(text, name)
        bound = {key: bindable(key, value) for key, value in parameters.items()}
        try:
            names, rows = self.stream(text, bound, name)
            return [dict(zip(names, row, strict=True)) for row in rows]
        except (RuntimeError, ValueError) as problem:
            raise translated(
                problem,
                name,
                self._timeout,
                self._buffer,
            ) from None

    def stream(
        self, text: str, bound: Mapping[str, object], name: str
    ) -> tuple[list[str], Iterator[list[Any]]]:
        """The names of the columns and the rows of a text, which is not checked here; the engine's
        errors are not translated.
        """
        # Prepared here, because what Ladybug prepares itself keeps its memory as long as it is open
        prepared = ladybug.PreparedStatement(self._connection, text, dict(bound))
        if not prepared.is_success():
            raise RuntimeError(prepared.get_error_message())
        result = self._connection.execute(prepared, dict(bound))
        names = result.get_column_names()
        # A row is a mapping of its columns: one of two values would be lost
        for column in names:
            if names.count(column) > 1:
                found = f"{name} has two columns called {column}"
                raise QueryProblem(found, "Name one with AS.")
        # The limits of time and memory do not catch this: for Ladybug a cross product is small
        # until its rows are read.
        if result.get_num_tuples() > MOST_ROWS:
            raise QueryProblem(
                f"{name} has more than {MOST_ROWS:,} rows", "Ask for fewer with WHERE or LIMIT."
            )
        return names, _rows(result)

    def close(self) -> None:
        """See ``Engine``."""
        self._connection.close()
        self._database.close()


def bindable(name: str, value: object) -> object:
    """A parameter's value as the engine accepts it; ``QueryProblem`` for another kind of value."""
    if value is None or isinstance(value, str):
        return value
    # Ladybug's integers have 64 bits; Python's have no limit
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return value
    if isinstance(value, list | tuple | set | frozenset):
        kinds = set(map(type, value))
        if kinds <= {str} or kinds == {int}:
            return list(value)  # a tuple would make the engine import pandas
    hint = (
        "A parameter is a text, a whole number, true or false, or a list of texts or of whole"
        " numbers."
    )
    raise QueryProblem(f"${name} cannot be {value!r:.60}", hint)


def _rows(result: ladybug.QueryResult) -> Iterator[list[Any]]:
    # A sum is INT128, which Ladybug returns as a Decimal; everywhere else a whole number is an int.
    wide = []
    for place, kind in enumerate(result.get_column_data_types()):
        if str(kind) == "INT128":
            wide.append(place)
    with result:
        for _ in range(result.get_num_tuples()):
            row = result.get_next()
            for place in wide:
                if row[place] is not None:
                    row[place] = int(row[place])
            yield row


def one_line(problem: Exception) -> str:
    """Ladybug's message without the kind of exception, the list of what its parser expected, and
    the text.
    """
    whole = str(problem)
    message = re.split(r" expecting \{|: expected rule | \(line: |\n", whole, maxsplit=1)[0]
    message = re.sub(r"^(\w+ exception: )+", "", message).rstrip(" .")
    place = re.search(r"\(line: \d+, offset: \d+\)", whole)
    if place:
        return f"{message} {place[0]}"
    return message


def limit_hit(problem: Exception) -> str:
    """The limit that a text has reached, by the engine's error: ``time``, ``memory`` or none."""
    message = one_line(problem)
    if "Interrupted" in message:
        return "time"
    message = message.casefold()
    if "buffer pool" in message or "out of memory" in message:
        return "memory"
    return ""


def translated(
    problem: Exception, name: str, timeout: float, memory: int
) -> QueryProblem | QueryTimeout:
    """The engine's error for a person."""
    hint = "Narrow it: a country, an area, a LIMIT."
    limit = limit_hit(problem)
    if limit == "time":
        return QueryTimeout(f"{name} took longer than {timeout:g} s", hint)
    if limit == "memory":
        return QueryTimeout(
            f"{name} needs more than {size_in_words(memory)} of memory",
            hint,
        )
    message = one_line(problem)
    return QueryProblem(f"{name} cannot be answered: {message}", _nearest(message))


def _nearest(message: str) -> str:
    """A hint: the nearest names of the ontology, else all names of that kind, else an example."""
    from pledgegraph.ontology.schema import schema

    column = re.match(r"Cannot find property (\w+) for", message)
    table = re.match(r"Table (\w+) does not exist", message)
    if column:
        names = ["id"]
        for cls in schema().classes.values():
            names += [each.name for each in cls.columns]
        hint = (
            'All names of a class: pledgegraph cypher "MATCH (p:Pledge) RETURN p LIMIT 1" --format'
            " json"
        )
        return suggest(column[1], names) or hint
    if table:
        classes = list(schema().classes)
        relations = list(schema().relations)
        # Relationships are written in capitals
        known = relations if table[1].isupper() else classes
        near = suggest(table[1], classes + relations)
        return near or f"There are: {', '.join(known)}."
    return _EXAMPLE
