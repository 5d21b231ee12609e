"""Failures of a server: what Neo4j and its driver raise, as one line with what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pledgegraph.errors import (
    EngineFailed,
    PledgegraphError,
    ServiceUnreachable,
)

if TYPE_CHECKING:
    pass
from .addresses import OLDEST, Address

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
    code, message = str(getattr(problem, "code", None) or ""), message_of(problem)
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


def message_of(problem: Exception) -> str:
    text = str(getattr(problem, "message", None) or problem)
    return text.strip().partition("\n")[0].rstrip(".:") or type(problem).__name__
