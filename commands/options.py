"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pledgegraph.workspace.settings import AUDIENCES

from .console import Format, RowFormat, StatusFormat, path

FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", metavar="|".join(Format), help="How to print the answer."),
]
RowsOption = Annotated[
    RowFormat,
    typer.Option("--format", "-f", metavar="|".join(RowFormat), help="How to print the rows."),
]
StatusOption = Annotated[
    StatusFormat,
    typer.Option("--format", "-f", metavar="|".join(StatusFormat), help="How to print it."),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        parser=path,
        metavar="FILE",
        help="Write to this file instead of the screen.",
    ),
]
FolderArgument = Annotated[Path, typer.Argument(parser=path, help="A new folder.")]
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=0, metavar="N", help="At most so many rows.")
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", help="How long it may take.")
]
MemoryOption = Annotated[
    str, typer.Option("--memory", metavar="SIZE", help="How much memory it may take: 512MiB, 2GiB.")
]
LangOption = Annotated[
    str, typer.Option("--lang", metavar="en|fr", help="In which language it is said.")
]
AudienceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--audience",
        metavar="|".join(AUDIENCES),
        help="Only records for it; else all. May be repeated.",
    ),
]
