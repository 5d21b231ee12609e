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
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from pledgegraph.errors import (
    EngineFailed,
    PledgegraphError,
    QueryProblem,
    QueryTimeout,
    ServiceUnreachable,
    UsageProblem,
)
from pledgegraph.graph.engine import Language, Row

from .stopping import dropping

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

DEFAULT_URI, DEFAULT_USERNAME = "neo4j://localhost:7687", "neo4j"
SCHEMES = ("neo4j:", "neo4j+s:", "neo4j+ssc:", "bolt:", "bolt+s:", "bolt+ssc:")
URI_HINT = "Write neo4j://HOST:7687, or neo4j+s://… as Aura shows it."
OLDEST = 5
"""The first supported version of the server; years (2025.10) are later ones."""
TIMEOUT_SECONDS = 60.0
CONNECTION_SECONDS, ANSWER_SECONDS = 8.0, 12.0
"""How long a server may take to open a connection, and to open it, let the user in and say where
the database is.
"""
PATIENCE_SECONDS = 30.0
KEY, STATE, COMPUTED = "pg_key", "PledgegraphDataset", "pg_computed"
"""The property that names a node of ours; the label of the one node that says which build a dataset
is of; the property of what no source states.
"""

on_notification: Callable[[str], object] | None = None
"""Told what the server remarks on a text, such as a property that no node has; for tests, users
hear nothing.
"""


@dataclass(frozen=True)
class Address:
    """A database on a server and who asks. ``patience``: for how many seconds a write is tried
    again.
    """

    uri: str
    database: str
    username: str
    password: str = field(repr=False)
    patience: float = PATIENCE_SECONDS

    def __str__(self) -> str:
        return f"{self.uri}, database {self.database}" if self.database else self.uri


def address(
    environment: Mapping[str, str],
    uri: str = "",
    database: str = "",
    username: str = "",
    password_file: Path | None = None,
    prompt: Callable[[], str] | None = None,
) -> Address:
    """Where Neo4j is: as given, else as NEO4J_URI, NEO4J_DATABASE and NEO4J_USERNAME say.

    The password comes from the file, else from NEO4J_PASSWORD or NEO4J_PASSWORD_FILE, else from
    ``prompt``.

    Raises:
        UsageProblem: there is no password, or a URI that cannot be used.
    """
    uri = uri or environment.get("NEO4J_URI", "") or DEFAULT_URI
    if "@" in uri:
        raise UsageProblem(
            "The URI of Neo4j holds a user", "Use --user, and NEO4J_PASSWORD or a password file."
        )
    try:
        urlsplit(uri).port  # noqa: B018 (it is read as it is asked for)
    except ValueError:
        raise UsageProblem(f"{uri!r} is no URI of a Neo4j server", URI_HINT) from None
    named = environment.get("NEO4J_PASSWORD_FILE", "")
    password = environment.get("NEO4J_PASSWORD", "")
    if password_file is not None or (named and not password):
        password = _secret(password_file or Path(named))
    if not password and prompt is not None:
        password = prompt()
    if not password:
        raise UsageProblem(
            "There is no password for Neo4j",
            "Set NEO4J_PASSWORD, or NEO4J_PASSWORD_FILE to a file.",
        )
    database = database or environment.get("NEO4J_DATABASE", "")
    if database.lower() == "system":
        raise UsageProblem(
            "The database system holds no graph",
            "Leave --database and NEO4J_DATABASE out, or name one.",
        )
    return Address(
        uri,
        database,
        username or environment.get("NEO4J_USERNAME", "") or DEFAULT_USERNAME,
        password,
    )


def _secret(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageProblem(
            f"The password file {path} cannot be read ({problem})", "It holds the password."
        ) from None


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


_TOLD: tuple[tuple[str, type[PledgegraphError], str, str], ...] = (
    (
        "Security.Unauthorized|Security.TokenExpired",
        EngineFailed,
        "does not accept the user {user} with this password",
        "Check NEO4J_USERNAME and NEO4J_PASSWORD.",
    ),
    (
        "Security.CredentialsExpired",
        EngineFailed,
        "wants a new password for {user}",
        "Change it once: ALTER CURRENT USER SET PASSWORD FROM '…' TO '…'.",
    ),
    (
        "Security.AuthenticationRateLimit",
        EngineFailed,
        "was given a wrong password too often",
        "Wait a minute.",
    ),
    (
        "Security.Forbidden",
        EngineFailed,
        "does not allow this to {user}",
        (
            "Syncing needs the role publisher and, once, the right to create constraints, indexes"
            " and names (architect); asking needs reader."
        ),
    ),
    (
        "Database.DatabaseNotFound",
        EngineFailed,
        "has no database {database!r}",
        "Check NEO4J_DATABASE; without it the user's home database is used.",
    ),
    (
        "ForbiddenOnReadOnlyDatabase|WriteOnReadOnly|database is in read-only mode|read only",
        EngineFailed,
        "lets nobody write into the database",
        "It is set to read-only: ask its administrator, or use another database.",
    ),
    (
        "NotALeader|LeaderElection|AccessMode",
        EngineFailed,
        "cannot be written to through this member",
        "Use neo4j:// instead of bolt://: it finds the member that takes writes.",
    ),
    (
        "No space left|TransactionLogError",
        EngineFailed,
        "cannot write to its disk",
        "Is there room left? Make room, restart it, and sync again: it goes on where it stopped.",
    ),
    (
        "UnsupportedServerProduct|older than|protocol version",
        EngineFailed,
        "is too old, or no Neo4j",
        f"pledgegraph needs Neo4j {OLDEST} or later.",
    ),
    (
        "Schema.ConstraintValidationFailed",
        EngineFailed,
        "has a constraint of yours that refuses this: {message}",
        "Drop it (SHOW CONSTRAINTS names it), or use another database.",
    ),
    (
        "Schema.(Index|Constraint)(AlreadyExists|WithNameAlreadyExists)|Schema.ConstraintCreationFailed",
        EngineFailed,
        "has an index, a constraint or nodes of yours in the way: {message}",
        "Drop it (SHOW INDEXES names it), or use another database.",
    ),
    (
        "TooLargeToIndex",
        EngineFailed,
        "has an index of yours that cannot hold a value this long: {message}",
        "Drop it (SHOW INDEXES names it), or use another database; ours leave such values out.",
    ),
    (
        "BoltSecurityError|encrypted connection|SSL",
        ServiceUnreachable,
        "speaks no encryption that is trusted here",
        (
            "Write neo4j:// or bolt:// for a server without it, neo4j+ssc:// for a certificate of"
            " its own; port 7687."
        ),
    ),
    (
        r"handshake.*deadline Deadline\(",
        ServiceUnreachable,
        "takes the connection and then says nothing",
        (
            "Is it stuck, or another kind of server? The port of Bolt is mostly 7687; wait, or"
            " restart it."
        ),
    ),
    (
        "handshake|looks like HTTP",
        ServiceUnreachable,
        "does not speak Bolt: it may be a web server",
        (
            "Write the port of Bolt, mostly 7687 (not 7474), and +s in the scheme if it asks for"
            " encryption."
        ),
    ),
    (
        "ServiceUnavailable|SessionExpired|DatabaseUnavailable|IncompleteCommit|OSError|resolve",
        ServiceUnreachable,
        "{absent}",
        "{wait}",
    ),
)
"""Part of what ``_searched`` gives of an error -> how it is told. The first that fits counts."""


def translated(problem: Exception, where: Address, *, reached: bool) -> PledgegraphError:
    """What the driver or the server raised, in one line; ``reached`` tells a server that was there
    before.
    """
    code, message = str(getattr(problem, "code", None) or ""), _message(problem)
    words = {
        "user": where.username,
        "message": message,
        "database": where.database,
        "absent": "went away in the middle" if reached else f"does not answer ({message})",
        "wait": (
            "Run it again when it is back: a sync goes on where it stopped."
            if reached
            else "Is it running, is NEO4J_URI right, and does a firewall let this machine in?"
        ),
    }
    for pattern, kind, told, hint in _TOLD:
        if re.search(pattern, _searched(problem, code)):
            if (
                reached and kind is ServiceUnreachable
            ):  # it was a server then, whoever stands in for it now
                told, hint = "{absent}", "{wait}"
            return kind(f"Neo4j at {where.uri} {told.format_map(words)}", hint.format_map(words))
    return EngineFailed(
        f"Neo4j at {where.uri}: {message}", f"Its own code is {code}." if code else ""
    )


def _searched(problem: Exception, code: str) -> str:
    """Kind and code; the message too where no code says more: a server's message quotes values of
    the data.
    """
    kind = f"{type(problem).__name__} {'OSError' if isinstance(problem, OSError) else ''} {code}"
    if "too large to index" in str(getattr(problem, "message", "")):
        return f"{kind} TooLargeToIndex"
    if code and not code.endswith("General.UnknownError"):
        return kind
    message = getattr(problem, "message", None) or problem
    return f"{kind} {message} {problem.__cause__!r} {getattr(problem.__cause__, 'exceptions', '')}"


def _message(problem: Exception) -> str:
    text = str(getattr(problem, "message", None) or problem)
    return text.strip().partition("\n")[0].rstrip(".:") or type(problem).__name__


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
        code, message = str(getattr(problem, "code", None) or ""), _message(problem)
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
