"""Addresses: where a Neo4j server is, who asks it, and how long to wait for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pledgegraph.errors import UsageProblem

DEFAULT_URI, DEFAULT_USERNAME = "neo4j://localhost:7687", "neo4j"
SCHEMES = ("neo4j:", "neo4j+s:", "neo4j+ssc:", "bolt:", "bolt+s:", "bolt+ssc:")
URI_HINT = "Write neo4j://HOST:7687, or neo4j+s://… as Aura shows it."

OLDEST = 5
"""The oldest supported version of the server; versions named after years (2025.10) are newer."""

TIMEOUT_SECONDS = 60.0
CONNECTION_SECONDS, ANSWER_SECONDS = 8.0, 12.0
"""How long a server may take to open a connection; and to open it, accept the user and say where
the database is.
"""
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Address:
    """A database on a server, and who asks. ``patience``: for how many seconds a failed write is
    repeated.
    """

    uri: str
    database: str
    username: str
    password: str = field(repr=False)
    patience: float = PATIENCE_SECONDS

    def __str__(self) -> str:
        if self.database:
            return f"{self.uri}, database {self.database}"
        return self.uri


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
        UsageProblem: there is no password, or the URI cannot be used.
    """
    uri = uri or environment.get("NEO4J_URI", "") or DEFAULT_URI
    _check_uri(uri)
    password = _password(environment, password_file)
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
            "The database system cannot store a graph",
            "Leave --database and NEO4J_DATABASE out, or name another one.",
        )
    username = username or environment.get("NEO4J_USERNAME", "") or DEFAULT_USERNAME
    return Address(uri, database, username, password)


def _check_uri(uri: str) -> None:
    if "@" in uri:
        raise UsageProblem(
            "The URI of Neo4j contains a user name",
            "Use --user, and NEO4J_PASSWORD or a password file.",
        )
    try:
        urlsplit(uri).port  # noqa: B018 (only reading it raises the error)
    except ValueError:
        raise UsageProblem(f"{uri!r} is not the URI of a Neo4j server", URI_HINT) from None


def _password(
    environment: Mapping[str, str],
    file: Path | None,
) -> str:
    if file is not None:
        return _secret(file)
    password = environment.get("NEO4J_PASSWORD", "")
    named = environment.get("NEO4J_PASSWORD_FILE", "")
    if password or not named:
        return password
    return _secret(Path(named))


def _secret(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageProblem(
            f"The password file {path} could not be read ({problem})",
            "It must be a text file that contains only the password.",
        ) from None
