"""Server: how a Neo4j server is reached and asked. An error becomes one line with what to do.

The driver is imported only when it is needed: that takes a second, because it loads pandas.
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
    from neo4j import Driver, ManagedTransaction, ResultSummary, Session

KEY, STATE, COMPUTED = "pg_key", "PledgegraphDataset", "pg_computed"
"""The property with the key of a node of ours; the label of the node that says which build of a
dataset is stored; the property that marks computed values.
"""

on_notification: Callable[[str], object] | None = None
"""Called with each warning of the server about a text, such as one about an unknown property. For
tests only: users do not see warnings.
"""


@cache
def _library() -> ModuleType:
    """The driver."""
    import neo4j

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else it writes to stderr
    return neo4j


@contextlib.contextmanager
def connected(where: Address) -> Iterator[Driver]:
    """A driver that has reached its server; it is closed at the end, and its errors are translated.

    Raises:
        ServiceUnreachable: no server answers, or it stopped answering.
        EngineFailed: the server does not accept this user, or is too old.
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
            # The driver would try HTTP, which has no transactions.
            raise ValueError(where.uri)
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
        raise UsageProblem(f"{where.uri!r} is not the URI of a Neo4j server", URI_HINT) from None
    try:
        with session_for(driver, where, reading=True) as session:
            # One round trip logs in, finds the database and returns the version.
            check_version(session.run("RETURN 1").consume().server.agent)
    except BaseException as problem:
        driver.close()
        # The driver raises ValueError for a host name that cannot be resolved.
        if isinstance(problem, _errors() + (ValueError,)):
            raise translated(problem, where, reached=False) from None
        raise
    return cast("Driver", driver)


def _errors() -> tuple[type[Exception], ...]:
    exceptions = _library().exceptions
    return exceptions.Neo4jError, exceptions.DriverError, OSError


@contextlib.contextmanager
def session_for(
    driver: Driver,
    where: Address,
    *,
    reading: bool,
) -> Iterator[Session]:
    """A session that reads or writes. Ctrl-C drops its connection and closes the driver.

    A session that is closed as usual waits for the server, for ever if the server is stuck.
    """
    access = "READ" if reading else "WRITE"
    session = driver.session(
        default_access_mode=access,
        database=where.database or None,
    )

    def drop() -> None:
        # For this exception the session does not wait.
        session.__exit__(asyncio.CancelledError, None, None)  # type: ignore[no-untyped-call]
        # The driver has another connection of its own, to the member that knows the others.
        driver.close()

    with dropping(drop), session:
        yield session


def check_version(agent: str) -> None:
    """``EngineFailed`` for a server that is too old; ``agent`` is the name that it gives itself."""
    found = re.match(r"Neo4j/v?(\d+)", agent)
    if found and int(found[1]) < OLDEST:
        hint = f"pledgegraph needs Neo4j {OLDEST} or later."
        raise EngineFailed(
            f"The server is {agent.partition(' ')[0]}, which is too old",
            hint,
        )


_TIMED_OUT = ("TransactionTimedOut", "TransactionTerminated", "Transaction.Terminated")


class Neo4jEngine:
    """A database in Neo4j, asked with read access; ``timeout`` is the limit for each text in
    seconds.
    """

    language: Language = "cypher"

    def __init__(self, where: Address, timeout: float = TIMEOUT_SECONDS) -> None:
        self._where = where
        self._timeout = timeout
        self._driver: Driver | None = _driver(where)

    def ask(
        self,
        text: str,
        parameters: Mapping[str, object],
        name: str = "",
    ) -> list[Row]:
        """See ``Engine``."""
        name = name or "the query"

        def work(transaction: ManagedTransaction) -> tuple[Sequence[str], list[list[Any]]]:
            result = transaction.run(text, dict(parameters))
            keys = result.keys()
            values = result.values()
            if on_notification is not None:
                _pass_on(result.consume(), name, on_notification)
            return keys, values

        if self._driver is None:
            self._driver = _driver(self._where)
        limited = _library().unit_of_work(timeout=self._timeout)(work)
        try:
            with session_for(self._driver, self._where, reading=True) as session:
                keys, values = session.execute_read(limited)
        except KeyboardInterrupt:
            self._driver = None  # it is closed now; a notebook may ask again
            raise
        except _errors() as problem:
            raise self._translated(problem, name) from None
        return [dict(zip(keys, row, strict=True)) for row in values]

    def _translated(self, problem: Exception, name: str) -> PledgegraphError:
        code = str(getattr(problem, "code", None) or "")
        message = message_of(problem)
        hint = "Narrow it: a country, an area, a LIMIT."
        if any(kind in code for kind in _TIMED_OUT):
            return QueryTimeout(
                f"{name} took longer than {self._timeout:g} s",
                hint,
            )
        if "OutOfMemory" in code:
            return QueryTimeout(f"{name} needs more memory than Neo4j has", hint)
        if "AccessMode" in code:
            return QueryProblem(
                f"{name} would write", "A text may only read the graph: MATCH … RETURN …"
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


def _pass_on(
    summary: ResultSummary,
    name: str,
    hear: Callable[[str], object],
) -> None:
    for status in summary.gql_status_objects:
        if status.is_notification:
            hear(f"{name}: {status.status_description}")
