"""Exports: a build as files in a format that other programs read."""

from __future__ import annotations

from pathlib import Path

from pledgegraph.errors import UsageProblem, suggest
from pledgegraph.graph.export import FORMATS, ExportFormat, Graph
from pledgegraph.ontology.table_files import read_tables

from . import builds
from .outputs import Output


def format_named(name: str) -> ExportFormat:
    """A format of ``graph.export``; ``UsageProblem`` with a suggestion if there is none."""
    if name not in FORMATS:
        hint = suggest(name, FORMATS) or f"One of {', '.join(FORMATS)}."
        raise UsageProblem(f"There is no format {name!r}", hint)
    return FORMATS[name]


def write(
    kind: ExportFormat,
    build: Path,
    output: Output,
) -> int:
    """Write a build in a format; how many of what the format counts."""
    # As it was built: pledgegraph.toml may name another base by now
    manifest = builds.read_manifest(build)
    with builds.reading(build):
        graph = Graph(
            read_tables(build / "stated"),
            read_tables(build / "current"),
            manifest["base"],
            [(one, other) for one, other in manifest.get("apart", ())],
        )
    return output.write(lambda new: kind.write(graph, new))
