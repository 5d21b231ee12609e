"""Exports: a build as files in a format that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pledgegraph.errors import UsageProblem, suggest_of
from pledgegraph.graph.choices import FORMS, PARTS, Choice
from pledgegraph.graph.export import FORMATS, ExportFormat, Graph
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.wording import worded

from . import builds
from .outputs import Output


def format_named(name: str) -> ExportFormat:
    """A format of ``graph.export``; ``UsageProblem`` with a suggestion if there is none."""
    if name not in FORMATS:
        problem = worded("There is no format {name}", name=repr(name))
        raise UsageProblem(problem, suggest_of(name, FORMATS))
    return FORMATS[name]


OPTIONS = {"parts": "--part", "forms": "--as", "hxl": "--hxl"}
"""What of a choice → the option that names it."""


def check_choice(
    name: str,
    kind: ExportFormat,
    choice: Choice,
) -> None:
    """``UsageProblem`` for what a format cannot do, and for parts and forms that are not there."""
    for wanted, option in OPTIONS.items():
        if getattr(choice, wanted) and wanted not in kind.choices:
            takers = [each for each, other in FORMATS.items() if wanted in other.choices]
            problem = worded("{option} does not fit the format {name}", option=option, name=name)
            hint = worded("It is for {names}.", names=", ".join(takers))
            raise UsageProblem(problem, hint)
    _check_known(choice.parts, PARTS, "--part")
    _check_known(choice.forms, FORMS, "--as")


def _check_known(
    given: Iterable[str],
    known: Iterable[str],
    option: str,
) -> None:
    for name in given:
        if name not in known:
            problem = worded("{option} does not know {name}", option=option, name=repr(name))
            raise UsageProblem(problem, suggest_of(name, known))


def write(
    kind: ExportFormat,
    build: Path,
    output: Output,
    choice: Choice,
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
            choice,
        )
    return output.write(lambda new: kind.write(graph, new))
