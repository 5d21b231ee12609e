"""The command line: answers go to stdout, everything else to stderr."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from pledgegraph.commands import (
    differences,
    fetching,
    outputs,
    pages,
    pictures,
    publishing,
    reading,
    resolving,
    workspaces,
)
from pledgegraph.commands.console import nobody_reads, path
from pledgegraph.commands.failures import STOPPED, guarded, prepare_streams
from pledgegraph.commands.help import speak_plainly
from pledgegraph.commands.neo4j import app as neo4j_app
from pledgegraph.commands.pictures import draw_command
from pledgegraph.commands.place import output_at, work_in, workspace
from pledgegraph.commands.progress import be_quiet
from pledgegraph.commands.questions import question_command
from pledgegraph.commands.reading import list_command
from pledgegraph.errors import UsageProblem
from pledgegraph.queries.catalogue import questions

app = typer.Typer(
    help=(
        "Refugee pledges as a knowledge graph: who pledged what, where support is recorded, who"
        " could join."
    ),
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    # plain help: the library that draws boxes takes longer to load than everything else
    rich_markup_mode=None,
)
GROUPS = (
    workspaces,
    fetching,
    resolving,
    differences,
    reading,
    pictures,
    outputs,
    publishing,
    pages,
)
for group in GROUPS:
    app.add_typer(group.app)  # without a name, its commands are at the top level
query_app = typer.Typer(
    help="Ask a question of the catalogue.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(query_app, name="query")
app.add_typer(neo4j_app, name="neo4j")


WrongUse: Any = typer.BadParameter.__base__
"""What Typer raises for a wrong option, argument or command; it has no public name for them."""
_SELDOM = 100_000, 20, 20
"""How seldom Python collects garbage: by default, loading the libraries of one command would
trigger a hundred collections.
"""
COMPLETION = "_PLEDGEGRAPH_COMPLETE"
"""The variable by which a shell asks for completion; Typer then exits with its own status."""
_debug = False


def main(was_stopped: Callable[[], bool] = lambda: False) -> None:
    """Run the command line; every error is a line on stderr and an exit status.

    Args:
        was_stopped: whether a signal has asked the command to stop.
    """
    gc.set_threshold(*_SELDOM)
    prepare_streams()
    sys.exit(guarded(_run, debug=lambda: _debug, was_stopped=was_stopped))


def _run() -> object:
    """Run the command; wrong use becomes a ``UsageProblem``, which is one line too."""
    whole = whole_app()
    try:
        status = whole(prog_name="pledgegraph", standalone_mode=False)
    except SystemExit as leaving:
        if nobody_reads(leaving):  # Typer and Rich exit like this on a broken pipe
            raise BrokenPipeError from None
        if leaving.code == 1 and COMPLETION not in os.environ:  # nobody else may end the command
            raise RuntimeError("a library left with status 1") from leaving
        raise
    except WrongUse as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":
            problem.show()
            return problem.exit_code
        command = problem.ctx.command_path if problem.ctx else "pledgegraph"
        raise UsageProblem(
            problem.format_message().replace("is not in the range x>=", "is less than "),
            f"Try `{command} --help`.",
        ) from None
    # A library caught the interrupt and gave a status: it is a stop all the same
    if status == STOPPED:
        raise KeyboardInterrupt
    return status


def _version(wanted: bool) -> None:
    if wanted:
        from pledgegraph import __version__

        print(f"pledgegraph {__version__}")
        raise typer.Exit


@app.callback()
def start(
    directory: Annotated[
        Path, typer.Option("-C", parser=path, help="The workspace folder.", metavar="DIR")
    ] = Path("."),
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a defect.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress on a terminal.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options before the command."""
    global _debug
    _debug = debug
    be_quiet(quiet)
    work_in(directory)


@cache
def whole_app() -> typer.Typer:
    """The app with a command for each card; not made at import, so that a bad card is reported in
    one line.
    """
    for question in questions().values():
        about = f"{question.title}. {question.answers}"
        add = query_app.command(question.name, help=about)
        add(question_command(question, workspace, output_at))
    pictures.app.command("draw")(draw_command())
    reading.app.command("list")(list_command())
    groups = (each.app for each in GROUPS)
    speak_plainly(*groups, query_app, neo4j_app)
    return app
