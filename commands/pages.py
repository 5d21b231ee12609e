"""The command that shows the page about one thing."""

from __future__ import annotations

from typing import Annotated

import typer

from .answers import format_of, print_answer
from .options import (
    AudienceOption,
    FormatOption,
    LangOption,
    LimitOption,
    OutOption,
)
from .place import output_at, workspace
from .questions import EnvelopeOption, TableOption

app = typer.Typer(rich_markup_mode=None)


@app.command()
def show(
    name: Annotated[
        str,
        typer.Argument(
            help="An actor, country, situation or support platform, by name, code or identifier."
        ),
    ],
    output: FormatOption = None,
    limit: LimitOption = None,
    table: TableOption = "",
    lang: LangOption = "en",
    envelope: EnvelopeOption = False,
    out: OutOption = None,
    audience: AudienceOption = None,
) -> None:
    """Show what is on record about one thing: pledges, matches, updates, memberships, people."""
    from pledgegraph.workspace.shown_page import shown_page

    chosen = format_of(out, output)
    place = output_at(out) if out else None
    if place:
        place.place()  # refuse before any work is done
    answer = shown_page(workspace(audience), name, lang)
    if table:
        answer = answer.narrowed(table)
    print_answer(answer, chosen, envelope, place, limit)
