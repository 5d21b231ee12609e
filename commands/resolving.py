"""The command resolve: likely-same names and pledges, decided one by one or in a sheet."""

from __future__ import annotations

import getpass
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.errors import UsageProblem
from pledgegraph.wording import worded

from .answers import format_named
from .console import RowFormat, print_rows, rows_text, show_line
from .failures import tell, translated
from .mapping import of_a_new_file
from .options import LangOption, OutOption
from .place import output_at, workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pledgegraph.workspace.open_pairs import OpenPair
    from pledgegraph.workspace.workspace import Workspace

app = typer.Typer(rich_markup_mode=None)


class PairFormat(StrEnum):
    """How pairs are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"
    xlsx = "xlsx"


SUFFIXES = {
    ".csv": PairFormat.csv,
    ".json": PairFormat.json,
    ".md": PairFormat.markdown,
    ".xlsx": PairFormat.xlsx,
}
KEYS = {"1": "same: first", "2": "same: second", "d": "different"}
"""What a person types of a pair → what it decides."""
STOP = "q"


FileArgument = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="A sheet of pairs that you have filled in."),
]
PairOption = Annotated[
    PairFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(PairFormat),
        help="Output format. Default: what the name of the file says, else a table.",
        show_default=False,
    ),
]
WhoOption = Annotated[
    str,
    typer.Option("--who", metavar="NAME", help="Who decides. Default: your name on this computer."),
]
ProposalsOption = Annotated[
    bool,
    typer.Option(
        "--proposals",
        help="Show supporters and countries that only texts name. Nothing is decided.",
    ),
]


@app.command()
def resolve(
    file: FileArgument = None,
    output: PairOption = None,
    out: OutOption = None,
    who: WhoOption = "",
    proposals: ProposalsOption = False,
    lang: LangOption = "en",
) -> None:
    """Decide which names and pledges are one. Shows those of the current build that may be.

    On a terminal they are asked one by one. With -o they are written into a sheet; fill in its
    column decision and give the file to this command. Decisions are kept in decisions/.
    """

    from pledgegraph.workspace.proposals import proposals as proposed
    from pledgegraph.workspace.resolving import pair_rows

    here = workspace()
    by = who or _user()
    if file is not None:
        _read_sheet(
            here,
            file,
            by,
        )
        return
    chosen = format_named(
        out,
        output,
        SUFFIXES,
        PairFormat.table,
    )
    if proposals:
        found = [each.as_row() for each in proposed(here.build_folder())]
        _write(here, found, chosen, out)
        tell(worded("Proposals: {count}. Nothing is made of them.", count=len(found)))
        return
    pairs = here.open_pairs()
    if chosen is PairFormat.table and out is None and sys.stdin.isatty() and sys.stdout.isatty():
        _ask_all(
            here,
            pairs,
            by,
        )
        return
    _write(here, pair_rows(pairs, lang), chosen, out)
    count = len(pairs)
    tell(worded("Pairs that may be one: {count}. Nothing is merged until you decide.", count=count))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a computer may not know who is at it
        return ""


def _read_sheet(
    here: Workspace,
    file: Path,
    who: str,
) -> None:
    from pledgegraph.workspace.resolving import add_decisions, read_pairs

    with of_a_new_file():
        found = read_pairs(
            file,
            who,
            date.today().isoformat(),
        )
    count = 0
    for kind, decisions in sorted(found.items()):
        add_decisions(
            here.folder,
            kind,
            decisions,
        )
        count += len(decisions)
    tell(worded("Decisions written: {count}. Next: pledgegraph build", count=count))


def _write(
    here: Workspace,
    rows: Sequence[dict[str, str]],
    output: PairFormat,
    out: Path | None,
) -> None:
    """Rows on standard output or in a file."""
    from pledgegraph.workspace.resolving import write_pairs

    if output is PairFormat.xlsx:
        if out is None:
            raise UsageProblem(
                worded("A workbook needs a file"),
                worded("Name it with -o FILE.xlsx."),
            )
        output_at(out, here.folder).write(lambda path: write_pairs(path, rows))
    elif out is None:
        print_rows(rows, RowFormat(output.value))
    elif output is PairFormat.table:
        raise UsageProblem(
            worded("A table cannot be written to a file"),
            worded("With -o, use --format csv, json, markdown or xlsx."),
        )
    else:
        text = rows_text(rows, RowFormat(output.value))
        output_at(out, here.folder).write_text(text)


def _ask_all(
    here: Workspace,
    pairs: Sequence[OpenPair],
    who: str,
) -> None:
    """Ask of each pair; each answer is written at once, so that a stop loses nothing."""
    from pledgegraph.workspace.resolving import add_decisions, decided

    written = 0
    for number, pair in enumerate(pairs, 1):
        show_line(f"{number}/{len(pairs)}")
        show_line(f"  1  {translated(pair.first_about)}")
        show_line(f"  2  {translated(pair.second_about)}")
        for reason in pair.because:
            show_line(f"     {translated(reason)}")
        key = _asked()
        if key == STOP:
            break
        # Any other key leaves the pair open until the next time
        if key in KEYS:
            decision = decided(
                pair,
                KEYS[key],
                who,
                date.today().isoformat(),
            )
            add_decisions(
                here.folder,
                pair.kind,
                [decision],
            )
            written += 1
    tell(worded("Decisions written: {count}. Next: pledgegraph build", count=written))


def _asked() -> str:
    """What a person types of a pair: a key, nothing to leave it open, or the key to stop."""
    while True:
        tell(worded("1 or 2: they are one, called so. d: they are two. Enter: later. q: stop."))
        line = sys.stdin.readline()
        # The end of the input is a stop
        key = line.strip().casefold() if line else STOP
        if key in ("", STOP, *KEYS):
            return key
