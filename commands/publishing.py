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
    from pledgegraph.workspace.publication_settings import lines_to_add
    from pledgegraph.workspace.publications import publish as write
    from pledgegraph.workspace.settings import FILE

    here = workspace()
    site = write(here, folder)
    megabytes = site.bytes / 1_000_000
    say(f"{folder}: {site.documents:,} documents, {site.files:,} files, {megabytes:,.1f} MB.")
    if here.settings().publish is None:
        say(f"No dcat.ttl for catalogues of data: {FILE} has no [publish]. Write {lines_to_add()}")
