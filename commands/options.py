"""Options shared by several commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pledgegraph.workspace.settings import AUDIENCES

from .answers import Format
from .console import RowFormat, path
from .failures import speak
from .status import StatusFormat

FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(Format),
        help="Output format. Default: what the name of the file says, else a table.",
        show_default=False,
    ),
]
RowsOption = Annotated[
    RowFormat,
    typer.Option("--format", "-f", metavar="|".join(RowFormat), help="Output format."),
]
StatusOption = Annotated[
    StatusFormat,
    typer.Option("--format", "-f", metavar="|".join(StatusFormat), help="Output format."),
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
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option("--columns", metavar="NAME,...", help="Only these columns, in this order."),
]
SortOption = Annotated[
    list[str] | None,
    typer.Option(
        "--sort", metavar="NAME,...", help="Sort by these columns; -NAME puts the largest first."
    ),
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=0, metavar="N", help="Maximum rows.")
]
TimeoutOption = Annotated[float, typer.Option("--timeout", metavar="SECONDS", help="Time limit.")]
MemoryOption = Annotated[
    str, typer.Option("--memory", metavar="SIZE", help="Memory limit, such as 512MiB or 2GiB.")
]
LangOption = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="en|fr",
        help="Language of the output and of errors.",
        is_eager=True,  # an error of another option is said in it
        callback=speak,
    ),
]
AudienceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--audience",
        metavar="|".join(AUDIENCES),
        help="Use only records for this audience. Default: all. May be repeated.",
    ),
]
