"""Commands that read: list, cypher, sparql and explain."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgegraph.queries.catalogue import pictured

from .console import (
    RowFormat,
    nothing_listed,
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
from .questions import parameter_option, with_options

if TYPE_CHECKING:
    from pledgegraph.graph.limits import Limits


app = typer.Typer(rich_markup_mode=None)


NO_LIST = ("pledge", "as_of")
"""Parameters that a list does not need: a pledge is found by its text, and no day counts."""


def list_command() -> Callable[..., None]:
    """The command that lists, with the parameters of questions as options."""
    own = inspect.signature(list_, eval_str=True).parameters
    options = [each for each in own.values() if each.name != "options"]
    for parameter in pictured().parameters:
        if parameter.name not in NO_LIST:
            options.append(parameter_option(parameter))
    return with_options(list_, options)


def list_(
    what: Annotated[
        str,
        typer.Argument(
            help="One of pledges, actors, countries, situations, platforms, forums, areas."
        ),
    ],
    text: Annotated[
        str,
        typer.Argument(
            help=(
                "Only those with this text in their name; for pledges, also in the submitter or"
                " country."
            )
        ),
    ] = "",
    output: RowsOption = RowFormat.table,
    limit: LimitOption = None,
    lang: LangOption = "en",
    audience: AudienceOption = None,
    **options: Any,
) -> None:
    """List the things of one kind with their identifiers.

    Options of questions narrow pledges to those that a question counts.
    """
    from pledgegraph.workspace.lists import listed

    given = {name: value for name, value in options.items() if value}
    # One build for all: a build that ends meanwhile must not give names of another
    reader = workspace(audience).reading()
    with closing(reader.engine()) as engine:
        found = listed(
            engine,
            reader.manifest(),
            what,
            text,
            lang,
            given,
        )
    # An engine gives rows in no order
    rows = sorted(found, key=_place)
    # With what is near, because an empty list may be a slip of the hand
    if text and not rows:
        say(
            nothing_listed(
                text,
                what,
                reader.nearest(what, text, lang=lang),
                lang,
            )
        )
    if output is not RowFormat.table:
        print_rows(rows, output, limit)
        return
    print_names(rows, limit, lang)


def _place(row: Mapping[str, Any]) -> tuple[bool, str]:
    """The place of a row in a list: what is computed comes after what sources name."""
    identifier = str(row["id"])
    # Few situations are named and many computed: the named ones should not drown
    is_computed = identifier.startswith("protracted-")
    return is_computed, identifier


@app.command()
def cypher(
    text: Annotated[str, typer.Argument(help="MATCH … RETURN …")],
    output: RowsOption = RowFormat.table,
    limit: LimitOption = None,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = "1GiB",
    audience: AudienceOption = None,
) -> None:
    """Run your own Cypher query on the embedded engine. It can only read."""
    print_rows(
        workspace(audience).cypher(text, limits=_limits(timeout, memory)),
        output,
        limit,
    )


@app.command()
def sparql(
    text: Annotated[str, typer.Argument(help="SELECT …")],
    output: RowsOption = RowFormat.table,
    limit: LimitOption = None,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = "1GiB",
    audience: AudienceOption = None,
) -> None:
    """Run your own SPARQL query. It can only read."""
    reader = workspace(audience)
    print_rows(
        reader.sparql(text, limits=_limits(timeout, memory)),
        output,
        limit,
    )
    # After the rows: what a query may have missed matters if its answer surprises
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
            help="A GRF number, the register's own identifier, an identifier, an IRI or a name."
        ),
    ],
    output: RowsOption = RowFormat.table,
    lang: LangOption = "en",
    audience: AudienceOption = None,
) -> None:
    """Show where every value of a node comes from: file, line, column and raw text."""
    identifier, found = workspace(audience).explain(name, lang=lang)
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
