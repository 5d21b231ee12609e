"""The command that writes the site: publish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .console import path, say
from .place import workspace

app = typer.Typer(rich_markup_mode=None)


@app.command()
def publish(
    folder: Annotated[
        Path,
        typer.Argument(
            parser=path,
            metavar="DIR",
            help="The folder of the site: new, empty, or one that publish wrote.",
        ),
    ],
) -> None:
    """Write the public records as a site of linked open data, for any host of plain files."""
    from pledgegraph.workspace.publications import publish as write

    site = write(workspace(), folder)
    megabytes = site.bytes / 1_000_000
    say(f"{folder}: {site.documents:,} documents, {site.files:,} files, {megabytes:,.1f} MB.")
