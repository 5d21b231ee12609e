"""The command diff: what changed between two builds, or two extracts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.errors import UsageProblem, did_you_mean
from pledgegraph.wording import Worded, worded

from .answers import format_named
from .console import RowFormat, rows_text, show, show_line, write
from .failures import tell, translated
from .mapping import of_a_new_file
from .options import LangOption, OutOption
from .place import output_at, workspace
from .progress import COMPARING, progress

if TYPE_CHECKING:
    from pledgegraph.workspace.comparing import ComparedRow, Comparison

app = typer.Typer(rich_markup_mode=None)


class DiffFormat(StrEnum):
    """How changes are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


SUFFIXES = {
    ".csv": DiffFormat.csv,
    ".json": DiffFormat.json,
    ".md": DiffFormat.markdown,
}
_HEADINGS = {
    "added": worded("Pledges added"),
    "removed": worded("Pledges that are no longer in the sources"),
    "merged": worded("Pledges that have been decided to be others"),
    "changed": worded("Pledges changed"),
    "update": worded("New updates"),
    "match": worded("New matches"),
    "match changed": worded("Matches changed"),
    "match removed": worded("Matches that are no longer in the sources"),
    "actor merged": worded("Actors that are others now"),
}


OldArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="OLD", help="A build, a workspace or a file. Default: the build before."
    ),
]
NewArgument = Annotated[
    Path | None,
    typer.Argument(metavar="NEW", help="The same. Default: the current build."),
]
ActorOption = Annotated[
    str,
    typer.Option("--actor", metavar="NAME", help="Only pledges that this actor made or supports."),
]
CountryOption = Annotated[
    str,
    typer.Option(
        "--country", metavar="NAME", help="Only pledges for this country: name or ISO code."
    ),
]
DiffOption = Annotated[
    DiffFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(DiffFormat),
        help="Output format. Default: what the name of the file says, else a table.",
        show_default=False,
    ),
]


@app.command()
def diff(
    old: OldArgument = None,
    new: NewArgument = None,
    actor: ActorOption = "",
    country: CountryOption = "",
    output: DiffOption = None,
    out: OutOption = None,
    lang: LangOption = "en",
) -> None:
    """Show what changed: pledges added, gone and changed field by field, new updates and matches.

    Without OLD and NEW, the last two builds are compared.
    """
    from pledgegraph.workspace.compared_sides import compared

    chosen = format_named(
        out,
        output,
        SUFFIXES,
        DiffFormat.table,
    )
    here = workspace()
    with of_a_new_file(), progress(COMPARING):
        comparison = compared(
            here.folder,
            old,
            new,
        )
        rows = _only(
            comparison,
            actor,
            country,
        )
    if chosen is DiffFormat.table:
        if out is not None:
            raise UsageProblem(
                worded("A table cannot be written to a file"),
                worded("With -o, use --format csv, json or markdown."),
            )
        _print(rows)
        return
    text = _text(rows, chosen)
    if out is None:
        write(text)
    else:
        output_at(out, here.folder).write_text(text)
    tell(_counted(rows))


def _only(
    comparison: Comparison,
    actor: str,
    country: str,
) -> list[ComparedRow]:
    """The changes that are about an actor, or pledges for a country."""
    rows = comparison.rows()
    if actor:
        about = comparison.of_actor(_actor(comparison, actor))
        rows = [row for row in rows if row.about & about]
    if country:
        pledges = comparison.of_country(_country(country))
        rows = [row for row in rows if row.about & pledges]
    return rows


def _actor(
    comparison: Comparison,
    name: str,
) -> str:
    from pledgegraph.workspace.given_names import alias

    # As the sources call it first; then by what a cell of theirs would mean
    found = comparison.actors_called(name) or comparison.actors_called(alias("actor", name))
    if not found:
        near = did_you_mean(comparison.nearest_actors(name))
        hint = near or worded("`pledgegraph list actors` lists all.")
        raise UsageProblem(worded("There is no actor {name} in either", name=repr(name)), hint)
    return min(found)


def _country(name: str) -> str:
    from pledgegraph.workspace.given_names import alias

    code = alias("country", name)
    if not code:
        raise UsageProblem(
            worded("There is no country {name}", name=repr(name)),
            worded("Write its name or its ISO 3166-1 code: ETH."),
        )
    return f"country/{code}"


def _text(
    rows: Sequence[ComparedRow],
    output: DiffFormat,
) -> str:
    flat = [row.as_row() for row in rows]
    text = rows_text(flat, RowFormat(output.value))
    if output is not DiffFormat.markdown:
        return text
    # A note in an e-mail needs a heading and the numbers above the table
    heading = translated(worded("What changed"))
    return f"## {heading}\n\n{translated(_counted(rows))}\n\n{text if rows else ''}"


def _print(rows: Sequence[ComparedRow]) -> None:
    for kind, group in groupby(rows, key=lambda row: row.what):
        of_kind = list(group)
        show(f"{translated(_HEADINGS[kind])}: {len(of_kind):,}")
        for row in of_kind:
            show_line(f"  {_in_one_line(row)}")
    show(translated(_counted(rows)))


def _in_one_line(row: ComparedRow) -> str:
    """``GRF-00350 Identity cards: stage: planning → fulfilled``."""
    parts = [f"{row.pledge} {row.title}".strip()]
    if row.property:
        parts.append(row.property.lower().replace("_", " "))
    unknown = translated(worded("unknown"))
    if row.what in ("changed", "match changed"):
        parts.append(f"{row.before or unknown} → {row.after or unknown}")
    elif row.before and row.after:
        parts.append(f"{row.before} → {row.after}")
    elif row.before or row.after:
        parts.append(row.before or row.after)
    return ": ".join(parts)


def _counted(rows: Sequence[ComparedRow]) -> Worded:
    counts = Counter(row.what for row in rows)
    if not rows:
        return worded("Nothing changed.")
    # A pledge with three changes is one pledge that changed
    pledges = {row.pledge for row in rows if row.what == "changed"}
    return worded(
        "Pledges added: {added}, gone: {removed}, changed: {changed}; new updates: {updates}, new"
        " matches: {matches}.",
        added=counts["added"],
        removed=counts["removed"],
        changed=len(pledges),
        updates=counts["update"],
        matches=counts["match"],
    )
