"""Neo4j, measured: a first sync, one with nothing to do and one with 1 % changed, beside the loops
people write.

    python benchmarks/neo4j_sync.py [--pledges 10000] [--rounds 3] [--write]

The server is the one that NEO4J_URI names, with NEO4J_PASSWORD; its database must be empty, and is
emptied. Everything runs in turns on the same server, after a round that warms it up; the medians
and their ratios are a table, which ``--write`` puts into benchmarks/neo4j.md, in the place of one
for as many pledges.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.graph.neo4j.addresses import Address, address
from pledgegraph.graph.neo4j.dataset import Dataset, rows
from pledgegraph.graph.neo4j.sync import sync
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import Tables
from pledgegraph.workspace import starting
from pledgegraph.workspace.workspace import Workspace

PAGE = Path(__file__).with_name("neo4j.md")
HEADER = "| what | median | compared with | ratio | aim |\n|---|---|---|---|---|\n"
WARMING = 10_000
"""How many pledges warm the server up, at most."""
BATCH, MERGE_BATCH = 10_000, 500
MERGE_SECONDS = 120.0
"""When the loop without constraints is stopped: each row looks at all rows before it, so it takes
hours.
"""
QUESTIONS: dict[str, dict[str, Any]] = {
    "unsupported": {},
    "joint-candidates": {"country": ["ETH"], "area": ["Education"]},
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure syncing to Neo4j.")
    parser.add_argument("--pledges", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put the table into neo4j.md")
    given = parser.parse_args()
    where = address(os.environ)
    with tempfile.TemporaryDirectory() as folder, connected(where) as driver:
        if driver.execute_query(
            "MATCH (n) RETURN count(n)", database_=where.database or None
        ).records[0][0]:
            raise SystemExit(f"{where} is not empty")
        version = driver.get_server_info().agent.partition("/")[2]
        workspace = synthetic(Path(folder), given.pledges)
        warming = workspace if given.pledges <= WARMING else synthetic(Path(folder), WARMING)
        try:
            lines = [*measure_loading(driver, where, warming, workspace, given.rounds)]
            lines += measure_questions(where, workspace, given.rounds)
        finally:
            empty(driver, where)
    if given.write:
        write_page(
            given.pledges,
            f"{title(given.pledges, given.rounds, version)}\n\n{HEADER}" + "\n".join(lines),
        )


def synthetic(folder: Path, pledges: int) -> Workspace:
    """A built workspace with a register of so many pledges."""
    register = folder / f"register{pledges}.csv"
    script = Path(__file__).with_name("synthesise.py")
    subprocess.run([sys.executable, str(script), str(pledges), str(register)], check=True)
    made = starting.init(folder / f"w{pledges}", [register])
    made.build()
    return made


def title(pledges: int, rounds: int, version: str) -> str:
    """What was run, where, when on what server."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores with {memory:.0f} GiB of memory"
    command = f"python benchmarks/neo4j_sync.py --pledges {pledges} --rounds {rounds} --write"
    return f"`{command}`, Neo4j {version} on the same machine, {machine}:"


def write_page(pledges: int, table: str) -> None:
    """Put a table between its marks, which are made at the end of the page if it has none for so
    many pledges.
    """
    text = PAGE.read_text("utf-8")
    begin, end = f"<!-- {pledges:,} pledges -->\n", f"<!-- end of {pledges:,} pledges -->\n"
    if begin not in text:
        text += f"\n## {pledges:,} pledges\n\n{begin}{end}"
    before, _, rest = text.partition(begin)
    PAGE.write_text(
        f"{before}{begin}\n{table}\n\n{end}{rest.partition(end)[2]}", "utf-8", newline="\n"
    )


def row(what: str, took: float, *ratios: str) -> str:
    """A row of the table, printed as soon as it is known."""
    line = f"| {what} | {took:.3g} s | {' | '.join(ratios)} |"
    print(line, flush=True)
    return line


def connected(where: Address) -> neo4j.Driver:
    """The official driver, as anybody would open it."""
    auth = (where.username, where.password)
    return neo4j.GraphDatabase.driver(where.uri, auth=auth, notifications_min_severity="OFF")


def empty(driver: neo4j.Driver, where: Address) -> None:
    """Remove nodes, constraints and indexes."""
    with driver.session(database=where.database or None) as session:
        session.run(
            "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
        ).consume()
        for kind, listing in (
            ("CONSTRAINT", "SHOW CONSTRAINTS YIELD name"),
            ("INDEX", "SHOW INDEXES YIELD name, type WHERE type = 'RANGE' RETURN name"),
        ):
            for name in session.run(listing).value():
                session.run(f"DROP {kind} `{name}`").consume()


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure_loading(
    driver: neo4j.Driver, where: Address, warming: Workspace, workspace: Workspace, rounds: int
) -> Iterator[str]:
    """The three syncs and the two loops, in turns, after a round that warms the server up."""
    one_round(driver, where, warming, {})
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        one_round(driver, where, workspace, taken)
    dataset, label = workspace.dataset()
    counts = dataset.counts()
    links = sum(count for name, count in counts.items() if name in schema().relations)
    empty(driver, where)
    started = time.perf_counter()
    merged = loop(driver, where, dataset, merging=True, until=started + MERGE_SECONDS)
    took, whole = time.perf_counter() - started, sum(counts.values())
    empty(driver, where)
    size = f"{counts['Pledge']:,} pledges, {whole - links:,} nodes, {links:,} relationships"
    median = {name: statistics.median(found) for name, found in taken.items()}
    bare, first, again, changing = median.values()
    yield row("bare `UNWIND … CREATE` loop", bare, size, "1×", "")
    yield row("first sync", first, "bare loop", f"{first / bare:.2f}×", "under 1.5×")
    yield row("sync, nothing to do", again, "first sync", f"{again / first:.1%}", "under 5 %")
    yield row("sync, 1 % changed", changing, "first sync", f"{changing / first:.1%}", "")
    done = "done" if merged == whole else f"stopped at {merged / whole:.1%} of the rows"
    yield row(
        "`MERGE` loop without constraints", took, "first sync", f"{took / first:.2f}×, {done}", ""
    )
    sync(where, dataset, label, yes=True)


def one_round(
    driver: neo4j.Driver, where: Address, workspace: Workspace, taken: dict[str, list[float]]
) -> None:
    """Every way once; how long each took is put to the others of its name."""
    dataset, label = workspace.dataset()
    changed, changed_label = one_percent_changed(dataset), replace(label, fingerprint="1 % changed")

    def timed(name: str, work: Callable[[], object]) -> None:
        taken.setdefault(name, []).append(seconds(work))

    empty(driver, where)
    timed("bare UNWIND CREATE loop", lambda: loop(driver, where, dataset, merging=False))
    empty(driver, where)
    timed("first sync", lambda: first_sync(where, workspace))
    timed("sync, nothing to do", lambda: first_sync(where, workspace))
    timed("sync, 1 % changed", lambda: sync(where, changed, changed_label))


def first_sync(where: Address, workspace: Workspace) -> None:
    """A sync as the command does it, reading the build too."""
    dataset, label = workspace.dataset()
    sync(where, dataset, label)


def one_percent_changed(dataset: Dataset) -> Dataset:
    """Every hundredth pledge with another title."""
    table = dataset.current["Pledge"]
    is_changed = pa.array([place % 100 == 0 for place in range(table.num_rows)])
    titles = pc.if_else(
        is_changed, pc.binary_join_element_wise(table["title"], pa.scalar("!"), ""), table["title"]
    )
    place = table.column_names.index("title")
    nodes = {
        **dataset.current.nodes,
        "Pledge": table.set_column(place, table.schema.field(place), titles),
    }
    return replace(dataset, current=Tables(nodes, dataset.current.links))


def loop(
    driver: neo4j.Driver,
    where: Address,
    dataset: Dataset,
    *,
    merging: bool,
    until: float = math.inf,
) -> int:
    """What a tutorial does: nodes, then relationships found by id; the rows written when it is done
    or time is up.

    Creating, it makes an index on the id between the two; merging, it relies on MERGE alone.
    """
    done = 0
    with driver.session(database=where.database or None) as session:
        for name in schema().classes:
            text = (
                f"UNWIND $rows AS row MERGE (n:{name} {{id: row.id}}) SET n += row"
                if merging
                else (f"UNWIND $rows AS row CREATE (n:{name}) SET n = row")
            )
            done += write(session, text, rows(dataset.nodes(name), dataset.start), merging, until)
        if not merging:
            for name in schema().classes:
                session.run(f"CREATE INDEX bare_{name} FOR (n:{name}) ON (n.id)").consume()
            session.run("CALL db.awaitIndexes()").consume()
        verb = "MERGE" if merging else "CREATE"
        for relation in schema().relations.values():
            for start, end, table in dataset.pairs(relation):
                text = (
                    f"UNWIND $rows AS row MATCH (a:{start} {{id: row.subject}}) MATCH (b:{end}"
                    f" {{id: row.object}}) {verb} (a)-[:{relation.name}]->(b)"
                )
                done += write(session, text, table.to_pylist(), merging, until)
    return done


def write(
    session: neo4j.Session, text: str, found: Sequence[Any], merging: bool, until: float
) -> int:
    """Run a text on batches of rows until time is up; how many it wrote."""

    def work(transaction: neo4j.ManagedTransaction, part: Sequence[Any]) -> None:
        transaction.run(text, rows=part).consume()

    done = 0
    for part in batches(found, MERGE_BATCH if merging else BATCH):
        if time.perf_counter() > until:
            break
        session.execute_write(work, part)
        done += len(part)
    return done


def batches(found: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """The rows, so many at a time."""
    return (found[first : first + size] for first in range(0, len(found), size))


def measure_questions(where: Address, workspace: Workspace, rounds: int) -> Iterator[str]:
    """The same questions of the same build on both engines, warm: opening an engine is not
    counted.
    """
    from pledgegraph.graph.neo4j.server import Neo4jEngine
    from pledgegraph.queries.ask import ask
    from pledgegraph.queries.catalogue import question_named

    manifest = workspace.manifest()
    engines = {"neo4j": Neo4jEngine(where), "embedded": workspace.engine()}
    for name, parameters in QUESTIONS.items():
        taken: dict[str, list[float]] = {engine: [] for engine in engines}
        answers = {}
        for _ in range(rounds + 2):
            for engine, opened in engines.items():
                start = time.perf_counter()
                answers[engine] = ask(
                    question_named(name), {**parameters, "as_of": "2026-11-24"}, opened, manifest
                )
                taken[engine].append(time.perf_counter() - start)
        assert answers["neo4j"].rows == answers["embedded"].rows
        median = {engine: statistics.median(found[2:]) for engine, found in taken.items()}
        asked = (
            ", ".join(value for values in parameters.values() for value in values)
            or "all countries"
        )
        what = f"{name} ({asked}), {len(answers['neo4j'].rows):,} rows, warm, embedded"
        nearby = f"Neo4j, {median['neo4j']:.3g} s"
        yield row(
            what,
            median["embedded"],
            nearby,
            f"{median['neo4j'] / median['embedded']:.1f}× faster",
            "3× faster",
        )
    for opened in engines.values():
        opened.close()


if __name__ == "__main__":
    main()
