"""Commands for a Neo4j database: sync, status and style."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgegraph.workspace.settings import AUDIENCES

from .console import say, show
from .failures import STOPPED
from .options import LangOption
from .progress import UPDATING, progress

if TYPE_CHECKING:
    from pledgegraph.graph.neo4j.addresses import Address
    from pledgegraph.graph.neo4j.changes import Plan
    from pledgegraph.graph.neo4j.dataset import Dataset, Label

app = typer.Typer(
    help="The same graph in a Neo4j database.", no_args_is_help=True, rich_markup_mode=None
)

UriOption = Annotated[
    str,
    typer.Option(
        "--uri",
        metavar="URI",
        help="Address of Neo4j. Default: NEO4J_URI, else neo4j://localhost:7687.",
    ),
]
DatabaseOption = Annotated[
    str,
    typer.Option(
        "--database",
        metavar="NAME",
        help="The database. Default: NEO4J_DATABASE, else the user's home database.",
    ),
]
UserOption = Annotated[
    str,
    typer.Option("--user", metavar="NAME", help="The user. Default: NEO4J_USERNAME, else neo4j."),
]
PasswordOption = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="FILE", help="A file that contains the password."),
]
AudienceOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="|".join(AUDIENCES),
        help="Records for this audience. Default: public. May be repeated.",
    ),
]


@dataclass(frozen=True)
class Asked:
    """What a command works on: the current build for some audiences, and a database."""

    dataset: Dataset
    label: Label
    where: Address


def _on_a_server(command: Callable[..., None]) -> Callable[..., None]:
    """A command that takes ``Asked`` and its own options, with the options for server and audience
    added.
    """

    def asking(
        context: typer.Context,
        uri: UriOption = "",
        database: DatabaseOption = "",
        user: UserOption = "",
        password_file: PasswordOption = None,
        audience: AudienceOption = None,
        **own: Any,
    ) -> None:
        from pledgegraph.graph.neo4j.addresses import address
        from pledgegraph.workspace.workspace import Workspace

        folder = context.find_root().params["directory"]
        # Without an option only what is public: a database is often read by others
        audiences = audience or ["public"]
        dataset, label = Workspace(folder).dataset(audiences)
        # Only a person is asked: a script would wait for ever
        prompt = _ask_for_password if sys.stdin.isatty() else None
        where = address(
            os.environ,
            uri,
            database,
            user,
            password_file,
            prompt,
        )
        command(Asked(dataset, label, where), **own)

    *shared, _ = inspect.signature(asking, eval_str=True).parameters.values()
    signature = inspect.signature(
        command,
        eval_str=True,
        locals={"Asked": Asked},
    )
    _, *own = signature.parameters.values()
    parameters = []
    for each in (*shared, *own):
        parameters.append(each.replace(kind=inspect.Parameter.KEYWORD_ONLY))
    # Typer reads the signature: the options of both functions are those of the command
    asking.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    asking.__annotations__ = {each.name: each.annotation for each in parameters}
    asking.__doc__ = command.__doc__
    return asking


def _ask_for_password() -> str:
    return str(typer.prompt("Password for Neo4j", hide_input=True, err=True))


@app.command("sync")
@_on_a_server
def neo4j_sync(
    asked: Asked,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be done.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Confirm large deletions and other risky changes.")
    ] = False,
    full: Annotated[
        bool,
        typer.Option("--full", help="Write every node again. This undoes edits made in Neo4j."),
    ] = False,
    lang: LangOption = "en",
) -> None:
    """Update Neo4j to match the current build. Data that is not from pledgegraph is not touched.

    The password comes from NEO4J_PASSWORD, NEO4J_PASSWORD_FILE or --password-file.
    """
    from pledgegraph.graph.neo4j.sync import planned, sync

    database = (asked.where, asked.dataset, asked.label)
    if dry_run:
        print_plan(planned(*database, full=full)[1])
        return
    with progress(UPDATING) as shown:

        def on_plan(plan: Plan) -> None:
            shown.begin(plan.steps())

        try:
            done = sync(
                *database,
                yes=yes,
                full=full,
                on_plan=on_plan,
                on_rows=shown.advance,
            )
        except KeyboardInterrupt:
            say(
                "Stopped early. The next `pledgegraph neo4j sync` continues where this one stopped."
            )
            raise SystemExit(STOPPED) from None  # Typer's own way would print more
    say(
        "Nothing to do: Neo4j holds this build."
        if done is None
        else f"Neo4j holds this build: {done}."
    )


@app.command("status")
@_on_a_server
def neo4j_status(
    asked: Asked,
    *,
    compare: Annotated[
        bool, typer.Option("--compare", help="Compare every value with the build.")
    ] = False,
) -> None:
    """Show what Neo4j contains, from which build, and how it differs from the current one. Exit
    status 1 if --compare finds a difference.
    """
    from pledgegraph.graph.neo4j.states import SYNC
    from pledgegraph.graph.neo4j.sync import planned

    state, plan = planned(asked.where, asked.dataset, asked.label)
    show(f"Neo4j does not hold {asked.dataset.base}." if state is None else str(state))
    if compare:
        _compare(asked)
        return
    print_plan(plan)
    if state is not None and state.under_way:
        show(f"{SYNC} It goes on where it stopped.")
    # Counts may agree though the build is another one
    elif state is None or plan.differs() or state.fingerprint != asked.label.fingerprint:
        show(SYNC)
    else:
        show("Counts agree. Contents were not compared: run `pledgegraph neo4j status --compare`.")


def _compare(asked: Asked) -> None:
    """Show what differs, and exit with status 1 if anything does."""
    from pledgegraph.graph.neo4j.comparing import compared

    differs = False
    for difference in compared(asked.where, asked.dataset, asked.label):
        differs = True
        show(str(difference))
    if differs:
        show("Run `pledgegraph neo4j sync --full`: it writes every node again.")
        raise typer.Exit(1)
    show("All values of all nodes and relationships match the build.")


@app.command("style")
def neo4j_style() -> None:
    """Print a style for Neo4j Browser, with colours and captions for each class. Save it as a file
    and drop it onto the Browser window.
    """
    from importlib.resources import files

    print(
        files("pledgegraph.graph.neo4j").joinpath("templates/neo4j.grass").read_text("utf-8"),
        end="",
    )


def print_plan(plan: Plan) -> None:
    """What a sync would do, by class and relationship; unchanged ones are counted in one line."""
    same = 0
    for name, change in plan.changes.items():
        # Most of forty classes and relationships are unchanged in a sync
        same += change.same
        if change.add or change.change or change.delete:
            counts = [
                f"add {change.add:>9,}",
                f"change {change.change:>9,}",
                f"delete {change.delete:>9,}",
            ]
            show(f"{name:<24} " + "   ".join(counts))
    what = f"To do: {plan}" if plan.differs() else "Nothing to do"
    show(f"{what}; {same:,} nodes and relationships are unchanged.")
    for doubt, hint in plan.doubts():
        show(f"{doubt}: the sync will ask for --yes. {hint}")
