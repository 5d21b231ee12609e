"""The engine on a real server, and what is told when something is wrong."""

from __future__ import annotations

from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import neo4j
import pytest

from pledgegraph.errors import (
    EngineFailed,
    PledgegraphError,
    QueryProblem,
    QueryTimeout,
    ServiceUnreachable,
    UsageProblem,
)
from pledgegraph.graph.neo4j import server as ours
from pledgegraph.graph.neo4j.addresses import Address, address
from pledgegraph.graph.neo4j.failures import translated
from pledgegraph.graph.neo4j.server import Neo4jEngine, check_version, connected
from pledgegraph.graph.neo4j.sync import sync

from .server import Server
from .tables import dataset, label

NOWHERE = Address("bolt://127.0.0.1:1", "", "neo4j", "secret")


@pytest.fixture
def asked(neo4j_empty: Server) -> Neo4jEngine:
    sync(
        neo4j_empty.address,
        dataset({"Pledge": [{"id": "pledge/A", "evidence": ["x"]}]}, {}),
        label("1"),
    )
    return Neo4jEngine(neo4j_empty.address, timeout=1)


def test_rows_by_name(asked: Neo4jEngine) -> None:
    text = (
        "MATCH (p:Pledge) WHERE p.id IN $ids RETURN p.id AS id, p.evidence AS e, p.amount AS n,"
        " p.brings_support AS b"
    )
    rows = asked.ask(text, {"ids": ["pledge/A"]})
    asked.close()
    assert rows == [{"id": "pledge/A", "e": ["x"], "n": None, "b": None}]


@pytest.mark.parametrize(
    ("text", "kind", "reported"),
    [
        ("CREATE (:Pledge)", QueryProblem, "my question would write"),
        ("MATCH (p:Pledge RETURN p", QueryProblem, "my question cannot be answered: Invalid input"),
        ("MATCH (p:Pledge) RETURN q", QueryProblem, "`q` not defined"),
        (
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*) AS n",
            QueryTimeout,
            "my question took longer than 1 s",
        ),
    ],
)
def test_a_text_that_cannot_be_answered(
    asked: Neo4jEngine, text: str, kind: type[Exception], reported: str
) -> None:
    with pytest.raises(kind, match=reported):
        asked.ask(text, {}, "my question")
    asked.close()


def test_remarks_of_the_server_are_heard_in_tests_and_not_by_users(
    asked: Neo4jEngine,
    neo4j_empty: Server,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(ours, "on_notification", heard.append)
    text = "MATCH (p:Plegde)-[:NO_SUCH]->(q:Pledge) RETURN p.amuont AS n"
    asked.ask(text, {}, "typos")
    asked.close()
    assert {
        word
        for word in ("Plegde", "NO_SUCH", "amuont")
        if any(f"`{word}`" in line for line in heard)
    } == {
        "Plegde",
        "NO_SUCH",
        "amuont",
    }
    heard.clear()
    monkeypatch.setattr(ours, "on_notification", None)
    engine = Neo4jEngine(neo4j_empty.address)
    engine.ask(text, {}, "typos")
    engine.close()
    assert (heard, capfd.readouterr()) == ([], ("", ""))


def test_wrong_password_user_database(neo4j_answers: Server) -> None:
    where = neo4j_answers.address
    for other, reported in (
        (
            Address(where.uri, where.database, where.username, "wrong"),
            "does not accept the user neo4j",
        ),
        (Address(where.uri, "nope", where.username, where.password), "has no database 'nope'"),
        (Address("localhost:7687", "", "neo4j", "x"), "is not the URI of a Neo4j server"),
        (Address("http://localhost:7687", "", "neo4j", "x"), "is not the URI of a Neo4j server"),
    ):
        with (
            pytest.raises((EngineFailed, UsageProblem), match=reported) as raised,
            connected(other),
        ):
            raise AssertionError("it was let in")
        assert raised.value.code == ("U001" if "the URI" in reported else "E002")


def test_no_server() -> None:
    with (
        pytest.raises(ServiceUnreachable, match="does not answer.*Is it running") as raised,
        connected(NOWHERE),
    ):
        raise AssertionError("there is one")
    assert raised.value.exit_status == 3
    assert "\n" not in str(raised.value)


class NoRequest(StreamRequestHandler):
    """What web servers answer to bytes that are no request."""

    def handle(self) -> None:
        self.request.recv(1000)
        self.wfile.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")


def test_a_server_of_another_kind(neo4j_answers: Server) -> None:
    port = neo4j_answers.address.uri.rpartition(":")[2]
    with ThreadingTCPServer(("127.0.0.1", 0), NoRequest) as web:
        serving = Thread(target=web.serve_forever, daemon=True)
        serving.start()
        for uri, reported in (
            (f"bolt+s://127.0.0.1:{port}", "offers no encryption.*Write neo4j:// or bolt://.*7687"),
            (f"bolt://127.0.0.1:{web.server_address[1]}", "may be a web server.*7687"),
            ("bolt://no-such-host.invalid:7687", "does not answer"),
        ):
            with (
                pytest.raises(ServiceUnreachable, match=reported),
                connected(Address(uri, "", "neo4j", "x")),
            ):
                raise AssertionError("it was let in")
        web.shutdown()


@pytest.mark.parametrize(
    ("agent", "fits"),
    [
        ("Neo4j/4.4.30", False),
        ("Neo4j/3.5.1", False),
        ("Neo4j/5.0.0", True),
        ("Neo4j/5.27-aura", True),
        ("Neo4j/2025.10.1", True),
    ],
)
def test_versions(agent: str, fits: bool) -> None:
    if fits:
        check_version(agent)
        return
    with pytest.raises(
        EngineFailed, match=f"The server is {agent}, which is too old. .*5 or later"
    ):
        check_version(agent)


def server_error(code: str, message: str) -> Exception:
    """What the driver makes of a server's answer."""
    return neo4j.exceptions.Neo4jError._basic_hydrate(neo4j_code=code, message=message)


@pytest.mark.parametrize(
    ("problem", "status", "reported"),
    [
        (
            server_error(
                "Neo.ClientError.Security.Forbidden",
                "Create node with labels 'Pledge' is not allowed",
            ),
            2,
            "does not allow this to ann. A sync needs the role publisher",
        ),
        (
            server_error("Neo.ClientError.Security.CredentialsExpired", "expired"),
            2,
            "asks ann for a new password",
        ),
        (
            server_error("Neo.ClientError.Security.AuthenticationRateLimit", "too often"),
            2,
            "Wait a minute",
        ),
        (
            server_error(
                "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
                "No write operations are allowed",
            ),
            2,
            "does not allow anybody to write",
        ),
        (
            server_error("Neo.ClientError.Cluster.NotALeader", "No longer leader"),
            2,
            "Use neo4j:// instead of bolt://",
        ),
        (
            server_error("Neo.DatabaseError.General.UnknownError", "No space left on device"),
            2,
            "cannot write to its",
        ),
        # what 5.26 says when its disk is full
        (
            server_error(
                "Neo.DatabaseError.Transaction.TransactionLogError",
                "Could not append transaction: #7 to log.",
            ),
            2,
            "The disk may be full. Make room, restart the server",
        ),
        (
            server_error("Neo.TransientError.General.DatabaseUnavailable", "not available"),
            3,
            "stopped answering",
        ),
        (
            server_error(
                "Neo.ClientError.Schema.ConstraintValidationFailed",
                "Node(7) has the title 'read only: connection, No space left, NotALeader'",
            ),
            2,
            "has a constraint that is not ours and refuses this: Node(7)",
        ),
        (
            server_error(
                "Neo.ClientError.Schema.IndexAlreadyExists",
                "There already exists an index (:Country {pg_key})",
            ),
            2,
            "Drop it (SHOW INDEXES names it)",
        ),
        (ConnectionResetError("reset"), 3, "stopped answering"),
        (neo4j.exceptions.SessionExpired("gone"), 3, "a sync goes on where it stopped"),
        (
            server_error("Neo.DatabaseError.General.UnknownError", "odd\nlong story"),
            2,
            "Neo4j at neo4j://h: odd. Its own code is Neo.DatabaseError.General.UnknownError",
        ),
    ],
)
def test_every_error_is_one_line(problem: Exception, status: int, reported: str) -> None:
    found = translated(problem, Address("neo4j://h", "", "ann", "secret"), reached=True)
    assert isinstance(found, PledgegraphError)
    assert reported in str(found)
    assert (found.exit_status, "\n" in str(found), "secret" in str(found)) == (status, False, False)
    assert found.code == "E002"


def test_where_neo4j_is(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("from a file\n", "utf-8")
    environment = {
        "NEO4J_URI": "neo4j://e",
        "NEO4J_USERNAME": "eve",
        "NEO4J_PASSWORD": "p",
        "NEO4J_DATABASE": "d",
    }
    assert address(environment) == Address("neo4j://e", "d", "eve", "p")
    assert address(environment, "neo4j://o", "b", "ann", file) == Address(
        "neo4j://o", "b", "ann", "from a file"
    )
    assert address({"NEO4J_PASSWORD_FILE": str(file)}).password == "from a file"
    assert address({}, prompt=lambda: "typed") == Address(
        "neo4j://localhost:7687", "", "neo4j", "typed"
    )
    file.write_bytes(b"\xef\xbb\xbffrom Windows\r\n")
    assert address({}, password_file=file).password == "from Windows"
    assert "typed" not in repr(address({}, prompt=lambda: "typed"))
    for environment, reported in (
        ({}, "no password for Neo4j"),
        ({"NEO4J_PASSWORD_FILE": str(tmp_path / "no")}, "could not be read"),
        ({"NEO4J_URI": "neo4j://ann:pass@host"}, "contains a user name"),
        ({"NEO4J_URI": "neo4j://ann:pass@[bad"}, "contains a user name"),
        ({"NEO4J_URI": "neo4j://[bad"}, "is not the URI of a Neo4j server"),
        ({"NEO4J_URI": "bolt://127.0.0.1:notaport"}, "is not the URI of a Neo4j server"),
        ({"NEO4J_PASSWORD": "p", "NEO4J_DATABASE": "System"}, "system cannot store a graph"),
    ):
        with pytest.raises(UsageProblem, match=reported) as raised:
            address(environment)
        assert "pass@" not in str(raised.value)
