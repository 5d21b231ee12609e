"""Rows of questions: in a new process and of an open engine, beside Oxigraph, Neo4j and DuckDB."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.measures import Run, job, medians, run, side_by_side
from benchmarks.rows import COMMAND, Cost, Row, whole
from pledgegraph.workspace import builds

Given = Mapping[str, list[str]]
QUESTIONS: tuple[tuple[str, Given], ...] = (
    ("unsupported", {"country": ["ETH"]}),
    ("unsupported", {}),
    ("joint-candidates", {"country": ["ETH"], "area": ["Education"]}),
)
FEW = 10
"""Rows of a narrow answer that is as long in a register of any size."""
MEASURABLE = 0.002
"""Seconds of the processor: a faster text is not compared."""


def question_rows(
    folder: Path,
    size: str,
    times: int,
    few: int | None = None,
) -> Iterator[Row]:
    """Each question, or the first ``few``, in a new process, then of an open engine."""
    # The store is made at the first question, and Neo4j is filled: that is not measured
    run(_asked(folder, "unsupported", {"country": ["ETH"]}, "sparql"))
    has_server = "NEO4J_URI" in os.environ
    if has_server:
        run([*COMMAND, "-C", str(folder), "neo4j", "sync"])
    for question, given in QUESTIONS[:few]:
        what = f"{question} ({_narrowed(given)}), {size}"
        embedded = _asked(folder, question, given, "embedded")
        sparql = _asked(folder, question, given, "sparql")
        ours, theirs = side_by_side(embedded, sparql, times)
        yield Row(f"{what}, cold", "Oxigraph, cold", whole(ours), whole(theirs), "not slower")
        yield from _warm_rows(folder, question, given, what, times)
        if has_server:
            yield _neo4j_row(folder, question, given, what, times)


def narrow_rows(folders: Mapping[str, Path], times: int) -> Iterator[Row]:
    """A narrow question in a new process, in each register beside the smallest one; the answers are
    about as long.
    """
    asked = {}
    for size, folder in folders.items():
        found = run(job("country", str(folder), str(FEW))).printed
        named = f"unsupported ({found['code']}, {found['rows']} rows), {size}, cold"
        asked[named] = _asked(folder, "unsupported", {"country": [found["code"]]}, "embedded")
    (smallest, least), *others = asked.items()
    for named, command in others:
        ours, theirs = side_by_side(command, least, times)
        yield Row(named, smallest, whole(ours), whole(theirs), "under 1.5× slower")


def _narrowed(given: Given) -> str:
    return ", ".join(value for values in given.values() for value in values) or "all countries"


def _asked(folder: Path, question: str, given: Given, engine: str) -> list[str]:
    """The command that asks a question."""
    command = [*COMMAND, "-C", str(folder), "query", question]
    for name, values in given.items():
        for value in values:
            command += [f"--{name}", value]
    return [*command, "--format", "json", "--as-of", "2026-11-24", "--engine", engine]


def _warm_rows(folder: Path, question: str, given: Given, what: str, times: int) -> Iterator[Row]:
    """The second answer of an open engine, the engine's part of it, its slowest text by ratio, and
    the same pledges in SQL.
    """
    parameters = json.dumps(given)
    commands = [
        job("ask", str(folder), engine, question, parameters) for engine in ("embedded", "sparql")
    ]
    runs = [(run(commands[0]), run(commands[1])) for _ in range(times)]
    ours, theirs = medians([one for one, _ in runs]), medians([other for _, other in runs])
    if ours.printed["digest"] != theirs.printed["digest"]:
        raise AssertionError(f"{what}: the engines differ")
    yield Row(f"{what}, warm", "Oxigraph, warm", _warm(ours), _warm(theirs), "not slower")
    yield Row("– of it: the engine", "Oxigraph", _of_engine(ours), _of_engine(theirs))
    yield _slowest_text([one for one, _ in runs], [other for _, other in runs])
    if importlib.util.find_spec("duckdb") is None:
        return
    build = str(builds.current_build(folder))
    in_sql = medians([run(job("ask_analyst", build, question, parameters)) for _ in range(times)])
    if in_sql.printed["pledges"] != ours.printed["pledges"]:
        raise AssertionError(f"{what}: DuckDB selects other pledges")
    yield Row("– of it: the engine", "DuckDB, the same pledges", _of_engine(ours), _warm(in_sql))


def _slowest_text(ours: list[Run], theirs: list[Run]) -> Row:
    """The text that is slowest beside its twin in SPARQL; each at its fastest."""
    both = zip(_fastest_texts(ours), _fastest_texts(theirs), strict=True)
    pairs = [pair for pair in both if max(pair) >= MEASURABLE]
    slowest = max(pairs, key=lambda pair: pair[0] / pair[1], default=(0.0, 0.0))
    slower = sum(a > 1.5 * b for a, b in pairs)
    costs = [Cost(seconds, 0, seconds) for seconds in slowest]
    what = f"– of it: the slowest of {len(pairs)} texts beside SPARQL ({slower} above 1.5×)"
    return Row(what, "the same in SPARQL", costs[0], costs[1], "under 1.5× slower")


def _fastest_texts(runs: list[Run]) -> list[float]:
    """The seconds of each text in its fastest run."""
    texts = [run.printed["texts"] for run in runs]
    return [min(seconds) for seconds in zip(*texts, strict=True)]


def _neo4j_row(folder: Path, question: str, given: Given, what: str, times: int) -> Row:
    """By the clock: Neo4j works in a process of its own."""
    commands = [
        job("ask", str(folder), engine, question, json.dumps(given))
        for engine in ("embedded", "neo4j")
    ]
    ours, theirs = side_by_side(commands[0], commands[1], times)
    if ours.printed["digest"] != theirs.printed["digest"]:
        raise AssertionError(f"{what}: Neo4j answers differently")
    costs = [Cost(one.printed["warm"], 0) for one in (ours, theirs)]
    return Row(f"{what}, warm", "Neo4j, warm", costs[0], costs[1], "3× faster")


def _warm(measured: Run) -> Cost:
    printed = measured.printed
    return Cost(printed["warm"], measured.megabytes, printed["processor"])


def _of_engine(measured: Run) -> Cost:
    return Cost(measured.printed["engine"], 0, measured.printed["engine_processor"])
