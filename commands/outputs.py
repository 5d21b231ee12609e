"""The command that writes the graph for other tools: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pledgegraph.graph.choices import FORMS, PARTS, Choice
from pledgegraph.graph.export import FORMATS
from pledgegraph.workspace.settings import AUDIENCES

from .console import path, say
from .options import LangOption
from .place import workspace
from .progress import WRITING, progress

app = typer.Typer(rich_markup_mode=None)


@app.command()
def export(
    output: Annotated[str, typer.Argument(help=f"One of {', '.join(FORMATS)}.", metavar="FORMAT")],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            parser=path,
            metavar="PATH",
            help="Where to write. csv, dumps and neo4j-admin write a folder.",
        ),
    ] = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(
            metavar="|".join(AUDIENCES),
            help="Include records for this audience. Default: public. May be repeated.",
        ),
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            "--part",
            metavar="|".join(PARTS),
            help="Only this part of the dumps. May be repeated.",
        ),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--as",
            metavar="|".join(FORMS),
            help="Write the dumps only in this form. May be repeated.",
        ),
    ] = None,
    hxl: Annotated[
        bool,
        typer.Option("--hxl", help="CSV (csv, dumps) has a second row with the HXL tags."),
    ] = False,
    lang: LangOption = "en",
) -> None:
    """Write the graph in a format for other tools. Only public records are included, unless
    --audience says otherwise.
    """
    # An unknown format is refused below, with a suggestion
    ending = FORMATS[output].ending if output in FORMATS else ""
    path = out or Path(f"pledgegraph-{output}{ending}")
    with progress(WRITING):
        count = workspace().export(
            output,
            path,
            audience or ["public"],
            Choice(part or (), form or (), hxl),
        )
    say(f"{path}: {count:,} {FORMATS[output].counted}.")
