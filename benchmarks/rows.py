"""Rows of the table: what was measured beside what, and the ratio."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import NamedTuple

from benchmarks.measures import Run, job, run, side_by_side
from pledgegraph.workspace import builds

COMMAND = (sys.executable, "-m", "pledgegraph")


class Cost(NamedTuple):
    """Seconds by the clock, megabytes, seconds of the processor; 0 where one is not counted."""

    seconds: float
    megabytes: float
    processor: float = 0.0


@dataclass(frozen=True)
class Row:
    """What ours costs and what stands beside it; ``aim`` is the ratio hoped for, in words. The
    ratio is of the processor's seconds where both sides have them.
    """

    what: str
    nearby: str
    ours: Cost
    theirs: Cost | None = None
    aim: str = ""

    def in_markdown(self) -> str:
        """The row of the table; a ratio above 1 says how many times longer the slower of the two
        takes.
        """
        theirs, ratio = "", ""
        if self.theirs is not None:
            theirs, ratio = _cell(self.theirs), _ratio(self.ours, self.theirs)
        return (
            f"| {self.what} | {_cell(self.ours)} | {self.nearby} | {theirs} | {ratio} |"
            f" {self.aim} |"
        )


def _cell(cost: Cost) -> str:
    parts = [f"{cost.seconds:.3g} s"]
    if cost.processor:
        parts = [f"{cost.processor:.3g} s of processor", *parts]
    if cost.megabytes:
        parts.append(f"{cost.megabytes:,.0f} MB")
    return ", ".join(parts)


def _ratio(ours: Cost, theirs: Cost) -> str:
    one, other = ours.seconds, theirs.seconds
    if ours.processor and theirs.processor:
        one, other = ours.processor, theirs.processor
    return f"{other / one:.1f}× faster" if other > one else f"{one / other:.2f}× slower"


def whole(measured: Run) -> Cost:
    """What a whole process cost."""
    return Cost(measured.seconds, measured.megabytes, measured.processor)


def start_rows(sample: Path, times: int) -> Iterator[Row]:
    """The command line, beside the import of what it cannot do without, and a bare app."""
    bare = str(Path(__file__).with_name("bare_app.py"))
    imports = "import typer, ladybug"
    narrow = ["-C", str(sample), "query", "unsupported", "--country", "ETH", "--format", "json"]
    cases = (
        (
            "`pledgegraph --help`",
            ["--help"],
            "a bare Typer app of one command, `--help`",
            [bare, "--help"],
            "under 1.5× slower",
        ),
        (
            "`query unsupported --country ETH` on the sample",
            narrow,
            f'`python -c "{imports}"`',
            ["-c", imports],
            "under 2.5× slower",
        ),
    )
    for what, arguments, nearby, others, aim in cases:
        ours, theirs = side_by_side([*COMMAND, *arguments], [sys.executable, *others], times)
        yield Row(what, nearby, whole(ours), whole(theirs), aim)


def picture_rows(folder: Path, pledges: str, times: int) -> Iterator[Row]:
    """A picture, from the command to the file, beside a plain pyvis page of the same things, whose
    places a browser still has to find.
    """
    drawn = [*COMMAND, "-C", str(folder), "draw", "--country", "ETH", "-o"]
    graph, ours_at, theirs_at = (folder / f"x{end}" for end in (".graphml", ".html", "-plain.html"))
    run([*drawn, str(graph)])
    plain = job("plain_pyvis", str(graph), str(theirs_at))
    ours, theirs = side_by_side([*drawn, str(ours_at)], plain, times)
    sizes = [f"{path.stat().st_size / 1e6:.2f} MB" for path in (ours_at, theirs_at)]
    for path in (graph, ours_at, theirs_at):
        path.unlink()
    yield Row(
        f"`draw --country ETH`, {pledges}: {theirs.printed['things']} things, {sizes[0]}",
        f"plain pyvis of the same things from GraphML, {sizes[1]}",
        whole(ours),
        whole(theirs),
    )


def build_rows(folder: Path, size: str, times: int) -> Iterator[Row]:
    """The build and its stages, beside pandas that reads the same files and writes what it read: in
    seconds of the processor.
    """
    commands = job("build", str(folder)), job("read_and_keep", str(folder))
    ours, theirs = side_by_side(*commands, times)
    nearby = "pandas reads the same files and writes them as Parquet"
    aim = "under 6× slower" if size == "100,000 pledges" else "under 3.5× slower"
    yield Row(f"build, {size}", nearby, whole(ours), whole(theirs), aim)
    for stage, seconds in ours.printed.items():
        yield Row(f"– of it: {stage}", "", Cost(seconds, 0))


def growth_row(builds_by_size: Mapping[int, Cost]) -> Row:
    """The largest build beside the smallest: the power of the size with which the processor's
    seconds grow.
    """
    small, large = min(builds_by_size), max(builds_by_size)
    less, more = builds_by_size[small], builds_by_size[large]
    exponent = log(more.processor / less.processor) / log(large / small)
    return Row(
        f"build, {large:,} pledges: grows with the power {exponent:.2f} of the size",
        f"build, {small:,} pledges",
        more,
        less,
        "a power of 1.1 at most",
    )


def workbook_rows(register: Path, size: str, times: int) -> Iterator[Row]:
    """A register as a workbook, read as a build reads it, beside calamine alone."""
    workbook = register.with_suffix(".xlsx")
    if not workbook.exists():
        run(job("write_workbook", str(register), str(workbook)))
    commands = job("read_workbook", str(workbook)), job("calamine_alone", str(workbook))
    ours, theirs = side_by_side(*commands, times)
    if ours.printed["rows"] != theirs.printed["rows"]:
        raise AssertionError(f"not the same rows: {ours.printed} {theirs.printed}")
    yield Row(
        f"workbook of {ours.printed['rows']:,} rows read",
        "calamine alone reads its cells",
        whole(ours),
        whole(theirs),
        # Of a small workbook it is the imports that take the time
        "under 3× slower" if size == "100,000 pledges" else "",
    )


def triple_rows(folder: Path, size: str, times: int) -> Iterator[Row]:
    """The triples of the current tables, beside rdflib."""
    made = str(builds.current_build(folder))
    base = json.loads(Path(made, "manifest.json").read_text("utf-8"))["base"]
    ours, theirs = side_by_side(
        job("write_triples", made, base), job("add_triples", made, base), times
    )
    if ours.printed["triples"] != theirs.printed["triples"]:
        raise AssertionError(f"not the same triples: {ours.printed} {theirs.printed}")
    cells = [Cost(one.printed["seconds"], one.megabytes) for one in (ours, theirs)]
    count = f"{ours.printed['triples']:,} triples"
    yield Row(
        f"{count} written, {size}",
        "rdflib adds them to a graph in memory",
        cells[0],
        cells[1],
        "33× faster",
    )


def site_rows(folder: Path, size: str, times: int) -> Iterator[Row]:
    """A published site, beside rdflib that writes only the Turtle of each of its documents."""
    made = str(builds.current_build(folder))
    base = json.loads(Path(made, "manifest.json").read_text("utf-8"))["base"]
    ours, theirs = side_by_side(
        job("publish_site", str(folder)), job("turtle_files", made, base), times
    )
    if ours.printed["documents"] != theirs.printed["documents"]:
        raise AssertionError(f"not the same documents: {ours.printed} {theirs.printed}")
    cells = []
    for one in (ours, theirs):
        cells.append(Cost(one.seconds, one.megabytes, one.printed["seconds"]))
    yield Row(
        f"site of {ours.printed['documents']:,} documents, {ours.printed['files']:,} files, {size}",
        "rdflib writes one Turtle file per document",
        cells[0],
        cells[1],
    )
