"""Rows of the table: what was measured beside what, and the ratio."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measures import Run, job, run, side_by_side
from pledgegraph.workspace import builds

QUESTIONS: Mapping[str, Mapping[str, list[str]]] = {
    "unsupported": {},
    "joint-candidates": {"country": ["ETH"], "area": ["Education"]},
}
COMMAND = (sys.executable, "-m", "pledgegraph")


@dataclass(frozen=True)
class Row:
    """Seconds and megabytes of ours and of what stands beside it; ``aim`` is the ratio hoped for,
    in words.
    """

    what: str
    nearby: str
    ours: tuple[float, float]
    theirs: tuple[float, float] | None = None
    aim: str = ""

    def in_markdown(self) -> str:
        """The row of the table; a ratio above 1 says how many times longer the slower of the two
        takes.
        """
        theirs, ratio = "", ""
        if self.theirs is not None:
            theirs, ratio = _cell(self.theirs), _ratio(self.ours[0], self.theirs[0])
        return (
            f"| {self.what} | {_cell(self.ours)} | {self.nearby} | {theirs} | {ratio} |"
            f" {self.aim} |"
        )


def _cell(measured: tuple[float, float]) -> str:
    seconds, megabytes = measured
    return f"{seconds:.3g} s" + (f", {megabytes:,.0f} MB" if megabytes else "")


def _ratio(ours: float, theirs: float) -> str:
    return f"{theirs / ours:.1f}× faster" if theirs > ours else f"{ours / theirs:.1f}× slower"


def _whole(measured: Run) -> tuple[float, float]:
    return measured.seconds, measured.megabytes


def start_rows(sample: Path, times: int) -> Iterator[Row]:
    """The command line, beside the import of what it cannot do without."""
    cases = (
        ("`pledgegraph --help`", ["--help"], "import typer, rich", "under 2× slower"),
        (
            "`query unsupported` on the sample",
            ["-C", str(sample), "query", "unsupported"],
            "import typer, ladybug",
            "under 3.5× slower",
        ),
    )
    for what, arguments, imports, aim in cases:
        ours, theirs = side_by_side([*COMMAND, *arguments], [sys.executable, "-c", imports], times)
        yield Row(what, f'`python -c "{imports}"`', _whole(ours), _whole(theirs), aim)


def build_rows(folder: Path, size: str, times: int) -> Iterator[Row]:
    """The build and its stages, beside pandas that reads the same files and writes what it read: in
    seconds of the processor.
    """
    commands = job("build", str(folder)), job("read_and_keep", str(folder))
    ours, theirs = side_by_side(*commands, times)
    cells = [(one.processor, one.megabytes) for one in (ours, theirs)]
    nearby = "pandas reads the same files and writes them as Parquet"
    aim = "under 10× slower" if size == "100,000 pledges" else "under 5× slower"
    yield Row(f"build, {size}", nearby, cells[0], cells[1], aim)
    for stage, seconds in ours.printed.items():
        yield Row(f"– of it: {stage}", "", (seconds, 0))


def triple_rows(folder: Path, size: str, times: int) -> Iterator[Row]:
    """The triples of the current tables, beside rdflib."""
    made = str(builds.current_build(folder))
    base = json.loads(Path(made, "manifest.json").read_text("utf-8"))["base"]
    ours, theirs = side_by_side(
        job("write_triples", made, base), job("add_triples", made, base), times
    )
    if ours.printed["triples"] != theirs.printed["triples"]:
        raise AssertionError(f"not the same triples: {ours.printed} {theirs.printed}")
    cells = [(one.printed["seconds"], one.megabytes) for one in (ours, theirs)]
    count = f"{ours.printed['triples']:,} triples"
    yield Row(
        f"{count} written, {size}", "rdflib adds them to a graph in memory", cells[0], cells[1]
    )


def question_rows(folder: Path, size: str, times: int) -> Iterator[Row]:
    """The questions, cold and warm, beside Oxigraph with the texts of the same question."""
    # The store is made at the first question: that is not measured
    run(
        [
            *COMMAND,
            "-C",
            str(folder),
            "query",
            "unsupported",
            "--country",
            "ETH",
            "--engine",
            "sparql",
        ]
    )
    for question, given in QUESTIONS.items():
        narrowed = (
            ", ".join(value for values in given.values() for value in values) or "all countries"
        )
        options = [
            part
            for name, values in given.items()
            for value in values
            for part in (f"--{name}", value)
        ]
        asked = [
            *COMMAND,
            "-C",
            str(folder),
            "query",
            question,
            *options,
            "--format",
            "json",
            "--as-of",
            "2026-11-24",
        ]
        aim = "5× faster at 100,000" if size == "100,000 pledges" else "not slower"
        ours, theirs = side_by_side(
            [*asked, "--engine", "embedded"], [*asked, "--engine", "sparql"], times
        )
        what = f"{question} ({narrowed}), {size}"
        yield Row(f"{what}, cold", "Oxigraph, cold", _whole(ours), _whole(theirs), aim)
        pair = [
            job("ask", str(folder), engine, question, json.dumps(given))
            for engine in ("embedded", "sparql")
        ]
        ours, theirs = side_by_side(pair[0], pair[1], times)
        if ours.printed["digest"] != theirs.printed["digest"]:
            raise AssertionError(f"{what}: the engines differ")
        cells = [(one.printed["warm"], one.megabytes) for one in (ours, theirs)]
        yield Row(f"{what}, warm", "Oxigraph, warm", cells[0], cells[1], aim)
