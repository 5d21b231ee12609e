"""The commands about a Neo4j database: sync and status."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.console import STOPPED, print_plan, progress, say, show

if TYPE_CHECKING:
    from pledgegraph.graph.neo4j import Address
    from pledgegraph.workspace import Workspace

app = typer.Typer(help="The same graph in a Neo4j database.", no_args_is_help=True, rich_markup_mode=None)

UriOption = Annotated[str, typer.Option("--uri", help="Where Neo4j is; else NEO4J_URI, else neo4j://localhost:7687.")]
DatabaseOption = Annotated[str, typer.Option("--database", help="Its database; else NEO4J_DATABASE, else its own.")]
UserOption = Annotated[str, typer.Option("--user", help="Who asks; else NEO4J_USERNAME, else neo4j.")]
PasswordOption = Annotated[Path | None, typer.Option("--password-file", help="A file with the password.")]
AudienceOption = Annotated[list[str] | None, typer.Option(help="Whose records go there: public, partners, internal.")]
FullOption = Annotated[bool, typer.Option("--full", help="Take every node as changed: undoes edits made in Neo4j.")]


def _workspace(context: typer.Context) -> Workspace:
    from pledgegraph.workspace import Workspace

    return Workspace(context.find_root().params["directory"])


def _neo4j(uri: str, database: str, user: str, password_file: Path | None) -> Address:
    """The address from options and environment; on a terminal a missing password is asked for."""
    from pledgegraph.graph.neo4j import address

    prompt = (
        (lambda: str(typer.prompt("Password for Neo4j", hide_input=True, err=True))) if sys.stdin.isatty() else None
    )
    return address(os.environ, uri, database, user, password_file, prompt)


@app.command("sync")
def neo4j_sync(
    context: typer.Context,
    uri: UriOption = "",
    database: DatabaseOption = "",
    user: UserOption = "",
    password_file: PasswordOption = None,
    audience: AudienceOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Delete however much left the build.")] = False,
    full: FullOption = False,
) -> None:
    """Write what differs from the current build; what is not pledgegraph's stays as it is. The password comes from
    NEO4J_PASSWORD, NEO4J_PASSWORD_FILE or --password-file."""
    from pledgegraph.graph.changes import Plan
    from pledgegraph.graph.sync import planned, sync

    dataset, label = _workspace(context).dataset(audience or ["public"])
    where = _neo4j(uri, database, user, password_file)
    if dry_run:
        print_plan(planned(where, dataset, label, full=full)[1])
        return
    with progress() as (begin, advance):

        def on_plan(plan: Plan) -> None:
            begin(plan.steps())

        try:
            done = sync(where, dataset, label, yes=yes, full=full, on_plan=on_plan, on_rows=advance)
        except KeyboardInterrupt:
            say("Stopped in the middle. The next `pledgegraph neo4j sync` goes on where this one stopped.")
            raise SystemExit(STOPPED) from None  # not Typer's way, after which more is said
    say("Nothing to do: Neo4j holds this build." if done is None else f"Neo4j holds this build: {done}.")


@app.command("status")
def neo4j_status(
    context: typer.Context,
    uri: UriOption = "",
    database: DatabaseOption = "",
    user: UserOption = "",
    password_file: PasswordOption = None,
    audience: AudienceOption = None,
) -> None:
    """What Neo4j holds, from which build, and how it differs from the current one."""
    from pledgegraph.graph.sync import planned

    dataset, label = _workspace(context).dataset(audience or ["public"])
    state, plan = planned(_neo4j(uri, database, user, password_file), dataset, label)
    show(f"Neo4j does not hold {dataset.base}." if state is None else str(state))
    print_plan(plan)


@app.command("style")
def neo4j_style() -> None:
    """Print a style for Neo4j Browser: colours and captions for each class; drop it as a file onto Browser's window."""
    from importlib.resources import files

    print(files("pledgegraph.graph").joinpath("templates/neo4j.grass").read_text("utf-8"), end="")
