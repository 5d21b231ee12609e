"""The command that shows the page about one thing."""

from __future__ import annotations

from typing import Annotated

import typer

from pledgegraph.queries.parameters import Parameter

from .answers import format_of, print_answer
from .completion import values_of
from .options import (
    AudienceOption,
    ColumnsOption,
    FormatOption,
    LangOption,
    LimitOption,
    OutOption,
    SortOption,
)
from .place import output_at, workspace
from .progress import ASKING, progress
from .questions import USUAL_ENGINE, EngineOption, EnvelopeOption, TableOption, names_given

app = typer.Typer(rich_markup_mode=None)
NAME = Parameter(
    name="name",
    kind="text",
    help="",
    known="actor or country or situation or platform or pledge",
)
"""What a page is about, as a shell completes it."""


@app.command()
def show(
    name: Annotated[
        str,
        typer.Argument(
            help="An actor, country, situation, support platform or pledge, by name, code or"
            " identifier.",
            autocompletion=values_of(NAME),
        ),
    ],
    output: FormatOption = None,
    columns: ColumnsOption = None,
    sort: SortOption = None,
    limit: LimitOption = None,
    table: TableOption = "",
    engine: EngineOption = USUAL_ENGINE,
    lang: LangOption = "en",
    envelope: EnvelopeOption = False,
    out: OutOption = None,
    audience: AudienceOption = None,
) -> None:
    """Show what is on record about one thing: pledges, matches, updates, memberships, people; about
    a pledge its support, and who could be asked.
    """
    chosen = format_of(out, output)
    place = output_at(out) if out else None
    if place:
        place.place()  # refuse before any work is done
    with progress(ASKING):
        answer = workspace(audience).show(
            name,
            engine=engine,
            lang=lang,
        )
    if table:
        answer = answer.narrowed(table)
    answer = answer.sorted_by(names_given(sort)).choosing(names_given(columns))
    print_answer(
        answer,
        chosen,
        envelope,
        place,
        limit,
    )
