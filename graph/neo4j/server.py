"""Neo4j: where a server is, how it is reached, and questions to it. What goes wrong becomes one
line with what to do.

The driver is imported when it is needed. It takes a second, because it loads pandas for conversions
of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from pledgegraph.errors import (
    EngineFailed,
    PledgegraphError,
    QueryProblem,
    QueryTimeout,
    UsageProblem,
)
from pledgegraph.graph.engine import Language, Row

from .addresses import (
    ANSWER_SECONDS,
    CONNECTION_SECONDS,
    OLDEST,
    SCHEMES,
    TIMEOUT_SECONDS,
    URI_HINT,
    Address,
)
from .failures import message_of, translated
from .stopping import dropping

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

KEY, STATE, COMPUTED = "pg_key", "PledgegraphDataset", "pg_computed"
"""The property that names a node of ours; the label of the one node that says which build a dataset
is of; the property of what no source states.
"""

on_notification: Callable[[str], object] | None = None
"""Told what the server remarks on a text, such as a property that no node has; for tests, users
hear nothing.
"""


@cache
def _library() -> ModuleType:
    """The driver."""
    import neo4j

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else it writes to stderr
    return neo4j


@contextlib.contextmanager
def connected(where: Address) -> Iterator[Driver]:
    """A driver that has reached its server, closed at the end; every error of its is translated.

    Raises:
        ServiceUnreachable: no server answers, or it went away.
        EngineFailed: it lets this user not in, or is too old.
    """
    driver = _driver(where)
    try:
        yield driver
    except _errors() as problem:
        raise translated(problem, where, reached=True) from None
    finally:
        driver.close()


def _driver(where: Address) -> Driver:
    neo4j = _library()
    try:
        if not where.uri.startswith(SCHEMES):
            raise ValueError(where.uri)  # else the driver tries HTTP, which knows no transactions
        driver = neo4j.GraphDatabase.driver(
            where.uri,
            auth=(where.username, where.password),
            connection_timeout=CONNECTION_SECONDS,
            connection_acquisition_timeout=ANSWER_SECONDS,
            max_transaction_retry_time=where.patience,
            notifications_min_severity="OFF" if on_notification is None else "WARNING",
            user_agent="pledgegraph",
        )
    except (neo4j.exceptions.ConfigurationError, ValueError, ImportError):
        raise UsageProblem(f"{where.uri!r} is no URI of a Neo4j server", URI_HINT) from None
    try:
        with session_for(driver, where, reading=True) as session:
            # one trip that logs in, finds the database and tells the version
            check_version(session.run("RETURN 1").consume().server.agent)
    except BaseException as problem:
        driver.close()
        if isinstance(problem, Exception) and isinstance(
            problem, (*_errors(), ValueError)
        ):  # a name not resolved
            raise translated(problem, where, reached=False) from None
        raise
    return cast("Driver", driver)


def _errors() -> tuple[type[Exception], ...]:
    exceptions = _library().exceptions
    return exceptions.Neo4jError, exceptions.DriverError, OSError


@contextlib.contextmanager
def session_for(driver: Driver, where: Address, *, reading: bool) -> Iterator[Session]:
    """A session that reads or writes. Stopped from the keyboard, it drops its connection, and the
    driver is closed.

    Closed as usual, it would wait for the server's answer, and for ever for one that is stuck.
    """
    access = "READ" if reading else "WRITE"
    session = driver.session(default_access_mode=access, database=where.database or None)

    def drop() -> None:
        session.__exit__(asyncio.CancelledError, None, None)  # type: ignore[no-untyped-call]  # at once
        # and with it a line that is not the session's: to the member that knows the others
        driver.close()

    with dropping(drop), session:
        yield session


def check_version(agent: str) -> None:
    """``EngineFailed`` for a server that is older than supported; ``agent`` is what it calls
    itself.
    """
    found = re.match(r"Neo4j/v?(\d+)", agent)
    if found and int(found[1]) < OLDEST:
        hint = f"pledgegraph needs Neo4j {OLDEST} or later."
        raise EngineFailed(f"The server is {agent.partition(' ')[0]}, which is too old", hint)


class Neo4jEngine:
    """A database in Neo4j, asked with read access; ``timeout`` is the limit of each text in
    seconds.
    """

    language: Language = "cypher"

    def __init__(self, where: Address, timeout: float = TIMEOUT_SECONDS) -> None:
        self._where, self._timeout = where, timeout
        self._driver: Driver | None = _driver(where)

    def ask(self, text: str, parameters: Mapping[str, object], name: str = "") -> list[Row]:
        """See ``Engine``."""
        name = name or "the query"
        neo4j = _library()

        def work(transaction: ManagedTransaction) -> tuple[Sequence[str], list[list[Any]]]:
            result = transaction.run(text, dict(parameters))
            keys, values = result.keys(), result.values()
            for status in result.consume().gql_status_objects if on_notification else ():
                if on_notification and status.is_notification:
                    on_notification(f"{name}: {status.status_description}")
            return keys, values

        if self._driver is None:
            self._driver = _driver(self._where)
        try:
            with session_for(self._driver, self._where, reading=True) as session:
                keys, values = session.execute_read(neo4j.unit_of_work(timeout=self._timeout)(work))
        except KeyboardInterrupt:
            self._driver = None  # it is closed; in a notebook more may be asked
            raise
        except _errors() as problem:
            raise self._told(problem, name) from None
        return [dict(zip(keys, row, strict=True)) for row in values]

    def _told(self, problem: Exception, name: str) -> PledgegraphError:
        code, message = str(getattr(problem, "code", None) or ""), message_of(problem)
        hint = "Narrow it: a country, an area, a LIMIT."
        if (
            "TransactionTimedOut" in code
            or "TransactionTerminated" in code
            or "Transaction.Terminated" in code
        ):
            return QueryTimeout(f"{name} took longer than {self._timeout:g} s", hint)
        if "OutOfMemory" in code:
            return QueryTimeout(f"{name} needs more memory than Neo4j has", hint)
        if "AccessMode" in code:
            return QueryProblem(
                f"{name} would write", "A text only reads the graph: MATCH … RETURN …"
            )
        if ".Statement." in code or ".Procedure." in code:
            return QueryProblem(
                f"{name} cannot be answered: {message}",
                "Correct the text; for example: MATCH (p:Pledge) RETURN p.id LIMIT 5",
            )
        return translated(problem, self._where, reached=True)

    def close(self) -> None:
        """See ``Engine``."""
        if self._driver is not None:
            self._driver.close()
