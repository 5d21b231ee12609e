"""A text of somebody's own runs in a child: what it may open, how long, how large, and that it
never outlives us.
"""

from __future__ import annotations

import datetime
import decimal
import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from pledgegraph.errors import QueryProblem, QueryTimeout
from pledgegraph.graph.asking import ask_child, memory_by_ps
from pledgegraph.graph.embedded import EmbeddedEngine
from pledgegraph.graph.limits import GIB, MIB, Limits
from pledgegraph.ontology.store import opens_later
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)
from .asked import ENDLESS, LANGUAGES, POSIX, store_of
from .test_children import LONG_TO_READ

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at in another way")
LARGE = {
    "cypher": "UNWIND range(1, 1000000000) AS x RETURN sum(x)",
    "sparql": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a",
}
SHORT = Limits(60, 700 * MIB)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and whoever came."""
    heard: list[object] = []

    def listen(server: socket.socket) -> None:
        while True:
            try:
                caller, address = server.accept()
            except OSError:
                return
            heard.append(address)
            caller.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=listen, args=(server,), daemon=True).start()
        yield server.getsockname()[1], heard


def unchecked(workspace: Workspace, language: str, text: str) -> object:
    return ask_child(language, store_of(workspace, language), text, {}, SHORT, check=False)


REACHING = [
    ("cypher", "LOAD FROM 'http://127.0.0.1:{port}/x.csv' RETURN *"),
    ("cypher", "LOAD FROM '{secret}' (file_format='csv', header=false) RETURN *"),
    (
        "cypher",
        "WITH 1 AS x LIMIT 1LOAD FROM '{secret}' (file_format='csv', header=false) RETURN *",
    ),
    ("cypher", "COPY (MATCH (p:Pledge) RETURN p.id) TO '{folder}/written.csv'"),
    ("cypher", "COPY (MATCH (p:Pledge) RETURN p.id) TO '{folder}/written.parquet'"),
    ("cypher", "EXPORT DATABASE '{folder}/written' (format='csv')"),
    ("cypher", "ATTACH '{folder}/written' AS other (dbtype lbug)"),
    ("cypher", "INSTALL httpfs"),
    ("sparql", "SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"),
    (
        "sparql",
        (
            "ASK {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}"
            " }} }}"
        ),
    ),
]
"""Texts that reach for what is outside, each past the first wall."""


@POSIX
@pytest.mark.parametrize(
    ("language", "text"),
    some(REACHING, 2),
)
def test_the_second_wall_holds_alone(
    small: Workspace, tmp_path: Path, listener: tuple[int, list[object]], language: str, text: str
) -> None:
    port, heard = listener
    (tmp_path / "private.csv").write_text("a secret\n")
    before = {path.name for path in tmp_path.iterdir()}
    written = text.format(port=port, secret=tmp_path / "private.csv", folder=tmp_path)
    try:
        said = str(unchecked(small, language, written))
    except QueryProblem as problem:
        said = str(problem)
    assert "a secret" not in said
    assert {path.name for path in tmp_path.iterdir()} == before
    assert heard == []


@LINUX
def test_a_store_of_many_files_is_answered_and_stays_inside(
    tmp_path: Path, listener: tuple[int, list[object]]
) -> None:
    """It opens some of its files only when a query needs them."""
    store = ox.Store(str(tmp_path / "store"))
    for part in range(
        3
    ):  # fewer than Oxigraph would put together, but a file for each index each time
        lines = [
            f'<http://x/{part}/{n}> <http://p/{n % 7}> "the value {part} {n}"' for n in range(500)
        ]
        quads = [line + end for line in lines for end in (" .", " <http://g> .")]
        store.bulk_load(input="\n".join(quads), format=ox.RdfFormat.N_QUADS)
        store.flush()
    del store
    assert opens_later(tmp_path / "store")
    for part in range(3):
        text = f"SELECT ?s ?p {{ ?s ?p 'the value {part} 9' }}"
        assert ask_child("sparql", tmp_path / "store", text, {}, SHORT)[1] == [
            (f"http://x/{part}/9", "http://p/2")
        ]
    port, heard = listener
    with pytest.raises(QueryProblem):
        text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        ask_child("sparql", tmp_path / "store", text, {}, SHORT, check=False)
    assert heard == []


def test_the_listener_would_hear(listener: tuple[int, list[object]]) -> None:
    """And so would the file be read: it is the child that cannot, not the engine."""
    port, heard = listener
    with pytest.raises((OSError, RuntimeError)):
        found = ox.Store().query(
            f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        )
        list(found)  # type: ignore[arg-type]
    assert len(heard) == 1


@LINUX
def test_without_an_open_file_no_folder_can_be_made_either(tmp_path: Path) -> None:
    script = (
        "from pledgegraph.graph.child import _refuse_changes; import os, sys; _refuse_changes();"
        " os.mkdir(sys.argv[1])"
    )
    abi = subprocess.run(
        [sys.executable, "-c", "import ctypes; print(ctypes.CDLL(None).syscall(444, None, 0, 1))"],
        capture_output=True,
    )
    if int(abi.stdout) < 1:
        pytest.skip("this kernel has no Landlock")
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "made")], capture_output=True
    )
    assert b"PermissionError" in done.stderr
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_wall_is_asked_before_anything(small: Workspace, language: str) -> None:
    refused = {
        "cypher": "WITH 1 AS x LIMIT 1LOAD FROM 'x' RETURN *",
        "sparql": "SELECT * FROM <x:y> { ?s ?p ?o }",
    }
    with pytest.raises(QueryProblem, match="LOAD is not for reading at 1:20|FROM is not allowed"):
        getattr(small, language)(refused[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_limit_of_time_is_told(small: Workspace, language: str) -> None:
    with pytest.raises(QueryTimeout) as raised:
        getattr(small, language)(ENDLESS[language], limits=Limits(1.5))
    assert (
        str(raised.value) == "the query took longer than 1.5 s, its limit of time. "
        "Narrow it: a country, an area, a LIMIT; or allow more with --timeout."
    )


def test_the_limit_of_time_holds_while_a_text_is_read(small: Workspace) -> None:
    store_of(small, "sparql")
    begun = time.monotonic()
    with pytest.raises(QueryTimeout) as raised:
        small.sparql(LONG_TO_READ, limits=Limits(1.5))
    assert time.monotonic() - begun < 5
    assert (
        str(raised.value) == "the text of the query was not read within 1.5 s, its limit of time."
        " Write it shorter: IN (…) or VALUES for many ||, fewer brackets; or allow more with"
        " --timeout."
    )


@LINUX
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_limit_of_memory_is_told(small: Workspace, language: str) -> None:
    with pytest.raises(QueryTimeout) as raised:
        getattr(small, language)(LARGE[language], limits=Limits(100, 256 * MIB))
    assert (
        str(raised.value) == "the query takes more than 256 MiB, its limit of memory. "
        "Narrow it: a country, an area, a LIMIT; or allow more with --memory."
    )


def test_an_answer_is_limited_as_well(small: Workspace) -> None:
    text = "UNWIND range(1, 1000000) AS x RETURN repeat('long ', 2000) AS t"
    with pytest.raises(QueryTimeout, match="more than 256 MiB, its limit of memory"):
        small.cypher(text, limits=Limits(100, 256 * MIB))


def test_a_question_of_ours_is_held_by_the_engine_and_named(small: Workspace) -> None:
    """Questions of the catalogue run without a child."""
    engine = EmbeddedEngine(store_of(small, "cypher"), timeout=0.5, buffer=64 * MIB)
    with pytest.raises(QueryTimeout, match="^unsupported took longer than 0.5 s"):
        engine.ask(ENDLESS["cypher"], {}, "unsupported")
    engine.close()
    engine = EmbeddedEngine(store_of(small, "cypher"), timeout=60, buffer=64 * MIB)
    with pytest.raises(QueryTimeout, match="^unsupported needs more than 64 MiB of memory"):
        engine.ask(
            "UNWIND range(1, 3000000) AS x RETURN x, repeat('long ', 20) AS t ORDER BY t, x",
            {},
            "unsupported",
        )
    engine.close()


def test_a_long_text_that_the_child_never_reads(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sys, "executable", "/bin/false" if Path("/bin/false").exists() else "/usr/bin/false"
    )
    if not Path(sys.executable).exists():
        pytest.skip("there is no program that only fails")
    with pytest.raises(QueryProblem, match="the query broke off"):
        small.cypher("RETURN '" + "long " * 200_000 + "' AS x")


def test_rows_are_limited(small: Workspace) -> None:
    with pytest.raises(QueryProblem, match="more than 2,000,000 rows"):
        small.cypher("UNWIND range(1, 2000001) AS x RETURN x")


def test_memory_is_told_by_ps_too() -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no ps")
    assert 5 * MIB < memory_by_ps(os.getpid()) < 64 * GIB
    assert memory_by_ps(2**22 + 1) == 0


def test_an_answer_has_the_values_of_the_engine_itself(small: Workspace) -> None:
    text = (
        "RETURN date('2020-01-02') AS date, timestamp('2020-01-02 03:04:05') AS stamp, interval('3"
        " days') AS span, uuid('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11') AS id, cast(1.5 AS"
        " DECIMAL(5, 2)) AS exact, 1.5 AS real, cast(7 AS INT128) AS wide, [1, NULL] AS list, {a:"
        " 'é', b: [true]} AS map, blob('ab') AS bytes, NULL AS nothing"
    )
    assert small.cypher(text) == [
        {
            "date": datetime.date(2020, 1, 2),
            "stamp": datetime.datetime(2020, 1, 2, 3, 4, 5),
            "span": datetime.timedelta(days=3),
            "id": uuid.UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            "exact": decimal.Decimal("1.50"),
            "real": 1.5,
            "wide": 7,
            "list": [1, None],
            "map": {"a": "é", "b": [True]},
            "bytes": b"ab",
            "nothing": None,
        }
    ]


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (p:Pledge) RETURN p ORDER BY p.id",
        (
            "MATCH w = (p:Pledge)-[e:SUBMITTED_BY]->(a:Actor) RETURN w, e, labels(a) AS l, id(a) AS"
            " i ORDER BY p.id"
        ),
        "MATCH (n) RETURN n ORDER BY n.id",
        "MATCH (p:Pledge) WHERE p.title = $title OR p.title IN $titles RETURN count(*) AS n",
    ],
)
def test_an_answer_is_the_engines_own(small: Workspace, text: str) -> None:
    given: dict[str, Any] = {"title": "x", "titles": ["Identity cards"]} if "$" in text else {}
    engine = EmbeddedEngine(store_of(small, "cypher"))
    assert small.cypher(text, **given) == engine.ask(text, given) != []
    engine.close()


def test_a_sparql_answer_is_the_engines_own(small: Workspace) -> None:
    for text in (
        "SELECT * { ?s ?p ?o }",
        "ASK { ?s a pg:Pledge }",
        "CONSTRUCT { ?s a ?o } { ?s a ?o }",
    ):
        opened = small.engine("sparql")
        ours, theirs = (
            sorted(map(repr, rows)) for rows in (small.sparql(text), opened.ask(text, {}))
        )
        assert ours == theirs != []


def test_many_rows_come_whole_and_in_order(small: Workspace) -> None:
    rows = small.cypher("UNWIND range(1, 100000) AS x RETURN x, [x] AS l ORDER BY x")
    assert rows == [{"x": x, "l": [x]} for x in range(1, 100_001)]


def test_a_module_of_the_working_folder_is_not_run(
    small: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "pickle", "ladybug", "pledgegraph"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert small.cypher("RETURN 1 AS x") == [{"x": 1}]
    assert small.sparql("ASK { ?s a pg:Pledge }") == [{"answer": True}]
