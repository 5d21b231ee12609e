"""Failures of a server: an error of Neo4j or its driver, as one line with what to do."""

from __future__ import annotations

import re

from pledgegraph.errors import EngineFailed, PledgegraphError, ServiceUnreachable

from .addresses import OLDEST, Address

_MESSAGES: tuple[tuple[str, type[PledgegraphError], str, str], ...] = (
    (
        "Security.Unauthorized|Security.TokenExpired",
        EngineFailed,
        "does not accept the user {user} with this password",
        "Check NEO4J_USERNAME and NEO4J_PASSWORD.",
    ),
    (
        "Security.CredentialsExpired",
        EngineFailed,
        "asks {user} for a new password",
        "Change it once: ALTER CURRENT USER SET PASSWORD FROM '…' TO '…'.",
    ),
    (
        "Security.AuthenticationRateLimit",
        EngineFailed,
        "received a wrong password too often",
        "Wait a minute, then try again.",
    ),
    (
        "Security.Forbidden",
        EngineFailed,
        "does not allow this to {user}",
        (
            "A sync needs the role publisher and, the first time, architect, to create constraints,"
            " indexes and names; questions need reader."
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
        "does not allow anybody to write to the database",
        "The database is read-only: ask its administrator, or use another one.",
    ),
    (
        "NotALeader|LeaderElection|AccessMode",
        EngineFailed,
        "cannot be written to through this member",
        "Use neo4j:// instead of bolt://: it finds the member that accepts writes.",
    ),
    (
        "No space left|TransactionLogError",
        EngineFailed,
        "cannot write to its disk",
        "The disk may be full. Make room, restart the server, and sync again: it goes on where it"
        " stopped.",
    ),
    (
        "UnsupportedServerProduct|older than|protocol version",
        EngineFailed,
        "is too old, or is not a Neo4j server",
        f"pledgegraph needs Neo4j {OLDEST} or later.",
    ),
    (
        "Schema.ConstraintValidationFailed",
        EngineFailed,
        "has a constraint that is not ours and refuses this: {message}",
        "Drop it (SHOW CONSTRAINTS names it), or use another database.",
    ),
    (
        "Schema.(Index|Constraint)(AlreadyExists|WithNameAlreadyExists)|Schema.ConstraintCreationFailed",
        EngineFailed,
        "has an index, a constraint or nodes that are not ours and are in the way: {message}",
        "Drop it (SHOW INDEXES names it), or use another database.",
    ),
    (
        "TooLargeToIndex",
        EngineFailed,
        "has an index that is not ours and cannot hold a value this long: {message}",
        "Drop it (SHOW INDEXES names it), or use another database.",
    ),
    (
        "BoltSecurityError|encrypted connection|SSL",
        ServiceUnreachable,
        "offers no encryption that this computer trusts",
        (
            "Write neo4j:// or bolt:// for a server without encryption, neo4j+ssc:// for one with a"
            " self-signed certificate; the port is mostly 7687."
        ),
    ),
    (
        r"handshake.*deadline Deadline\(",
        ServiceUnreachable,
        "accepts the connection and then does not answer",
        (
            "It may be stuck, or another kind of server: wait, restart it, or check the port (Bolt"
            " mostly has 7687)."
        ),
    ),
    (
        "handshake|looks like HTTP",
        ServiceUnreachable,
        "does not speak Bolt: it may be a web server",
        (
            "Write the port of Bolt, mostly 7687 (not 7474), and +s in the scheme if the server"
            " needs encryption."
        ),
    ),
    (
        "ServiceUnavailable|SessionExpired|DatabaseUnavailable|IncompleteCommit|OSError|resolve",
        ServiceUnreachable,
        "{absent}",
        "{wait}",
    ),
)
"""A pattern for what ``_searched`` gives of an error; the kind of our error, its message, its hint.

The first pattern that is found counts.
"""


def translated(
    problem: Exception,
    where: Address,
    *,
    reached: bool,
) -> PledgegraphError:
    """An error of the driver or the server in one line; ``reached``: the server answered before."""
    code = str(getattr(problem, "code", None) or "")
    message = message_of(problem)
    words = {
        "user": where.username,
        "message": message,
        "database": where.database,
        "absent": "stopped answering" if reached else f"does not answer ({message})",
        "wait": (
            "Run it again when it is back: a sync goes on where it stopped."
            if reached
            else "Is it running, is NEO4J_URI right, and does a firewall let this machine in?"
        ),
    }
    searched = _searched(problem, code)
    for pattern, kind, text, hint in _MESSAGES:
        if not re.search(pattern, searched):
            continue
        if reached and kind is ServiceUnreachable:
            # It was a Neo4j server before, whatever answers at its address now.
            text, hint = "{absent}", "{wait}"
        found = f"Neo4j at {where.uri} {text.format_map(words)}"
        return kind(found, hint.format_map(words))
    hint = f"Its own code is {code}." if code else ""
    return EngineFailed(f"Neo4j at {where.uri}: {message}", hint)


def _searched(problem: Exception, code: str) -> str:
    """The kind and the code of an error. Its message is added only where the code says nothing: a
    server's message quotes values of the data, which could match a pattern.
    """
    kind = type(problem).__name__
    if isinstance(problem, OSError):
        kind += " OSError"
    own_message = getattr(problem, "message", None)
    if "too large to index" in str(own_message):
        return f"{kind} {code} TooLargeToIndex"
    if code and not code.endswith("General.UnknownError"):
        return f"{kind} {code}"
    cause = problem.__cause__
    attempts = getattr(cause, "exceptions", "")
    return f"{kind} {code} {own_message or problem} {cause!r} {attempts}"


def message_of(problem: Exception) -> str:
    """The first line of an error's message."""
    text = str(getattr(problem, "message", None) or problem)
    line = text.strip().partition("\n")[0]
    return line.rstrip(".:") or type(problem).__name__
