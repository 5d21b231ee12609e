"""The command that writes the site, and reads a running one back: publish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pledgegraph.errors import UsageProblem
from pledgegraph.wording import worded

from .console import path, say, show_line
from .failures import tell
from .place import workspace

app = typer.Typer(rich_markup_mode=None)


@app.command()
def publish(
    folder: Annotated[
        Path | None,
        typer.Argument(
            parser=path,
            metavar="DIR",
            help="The folder of the site: new, empty, or one that publish wrote.",
        ),
    ] = None,
    check: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Instead: ask a running site, and say what its host gets wrong.",
        ),
    ] = "",
) -> None:
    """Write the public records as a site of linked open data, for any host of plain files."""
    if (folder is None) == (not check):
        raise UsageProblem(
            worded("publish needs a folder, or the address of a running site"),
            worded("Write `pledgegraph publish DIR` or `pledgegraph publish --check URL`."),
        )
    if folder is None:
        _read_back(check)
    else:
        _write(folder)


def _write(folder: Path) -> None:
    from pledgegraph.publishing.oxigraph import has_oxigraph
    from pledgegraph.workspace.publication_settings import lines_to_add
    from pledgegraph.workspace.publications import publish as write
    from pledgegraph.workspace.settings import FILE

    here = workspace()
    site = write(here, folder)
    megabytes = site.bytes / 1_000_000
    say(f"{folder}: {site.documents:,} documents, {site.files:,} files, {megabytes:,.1f} MB.")
    # Nobody misses a page that was never there, so it is said
    if not has_oxigraph():
        tell(
            worded(
                "No page for SPARQL: this installation has no Oxigraph for browsers. Install"
                " pledgegraph again where npm is, with"
                " `pip install --force-reinstall --no-cache-dir`."
            )
        )
    # Portals of data look for it, and nobody else misses it
    if here.settings().publish is None:
        say(f"No dcat.ttl for catalogues of data: {FILE} has no [publish]. Write {lines_to_add()}")


def _read_back(address: str) -> None:
    from pledgegraph.publishing.reading_back import read_back

    count, findings = read_back(address)
    for finding in findings:
        show_line(f"{finding.address}: {finding.found}. {finding.hint}")
    say(f"{count:,} addresses asked, {len(findings):,} findings.")
    if findings:
        raise typer.Exit(1)
