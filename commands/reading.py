"""Commands that read: list, cypher, sparql and explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .console import (
    RowFormat,
    print_explained,
    print_names,
    print_rows,
    say,
)
from .options import (
    AudienceOption,
    LangOption,
    LimitOption,
    MemoryOption,
    RowsOption,
    TimeoutOption,
)
from .place import workspace

if TYPE_CHECKING:
    from pledgegraph.graph.limits import Limits


app = typer.Typer(rich_markup_mode=None)


@app.command("list")
def list_(
    what: Annotated[
        str,
        typer.Argument(help="pledges, actors, countries, situations, platforms, forums or areas."),
    ],
    text: Annotated[
        str,
        typer.Argument(
            help=(
                "Only those whose name has this text; of pledges also those of this submitter or"
                " country."
            )
        ),
    ] = "",
    output: RowsOption = RowFormat.table,
    limit: LimitOption = None,
    lang: LangOption = "en",
    audience: AudienceOption = None,
) -> None:
    """Find an identifier."""
    found = workspace(audience).listed(what, text, lang=lang)
    rows = sorted(found, key=lambda row: str(row["id"]))
    if output is not RowFormat.table:
        print_rows(rows, output, limit)
        return
    print_names(rows, limit, lang)


@app.command()
def cypher(
    text: Annotated[str, typer.Argument(help="MATCH … RETURN …")],
    output: RowsOption = RowFormat.table,
    limit: LimitOption = None,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = "1GiB",
    audience: AudienceOption = None,
) -> None:
    """Your own reading question in Cypher, on the embedded engine."""
    print_rows(workspace(audience).cypher(text, limits=_limits(timeout, memory)), output, limit)


@app.command()
def sparql(
    text: Annotated[str, typer.Argument(help="SELECT …")],
    output: RowsOption = RowFormat.table,
    limit: LimitOption = None,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = "1GiB",
    audience: AudienceOption = None,
) -> None:
    """Your own reading question in SPARQL."""
    reader = workspace(audience)
    print_rows(reader.sparql(text, limits=_limits(timeout, memory)), output, limit)
    for notice in reader.sparql_notices(text):
        say(notice)


def _limits(timeout: float, memory: str) -> Limits:
    from pledgegraph.graph.limits import Limits, memory_of

    return Limits(timeout, memory_of(memory))


@app.command()
def explain(
    name: Annotated[
        str,
        typer.Argument(
            help="GRF number, the register's own identifier, an identifier, an IRI or a name."
        ),
    ],
    output: RowsOption = RowFormat.table,
    lang: LangOption = "en",
    audience: AudienceOption = None,
) -> None:
    """Where every value of a node came from: file, line, column and raw text."""
    identifier, found = workspace(audience).explain(name)
    rows = [
        {
            "property": e.property,
            "value": e.value,
            "file": e.where.file,
            "line": e.where.line,
            "column": e.where.column,
            "raw": e.raw,
            "counts": e.counts,
        }
        for e in found
    ]
    if output is RowFormat.table:
        print_explained(identifier, found, lang)
    else:
        print_rows(rows, output)
