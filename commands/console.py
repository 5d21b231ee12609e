"""The console: answers and rows go to stdout, everything else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, cast

from pledgegraph.errors import UsageProblem
from pledgegraph.queries.answers import shown
from pledgegraph.wording import worded
from pledgegraph.writing.signs import visible_json, visible_line
from pledgegraph.writing.tabular import Cell, csv_text, markdown_table

_T = TypeVar("_T")

TABLE_ROWS = 25
"""How many rows of a table a terminal shows; elsewhere all are shown."""
PLACES = 5
"""How many places of a value ``explain`` shows."""


class RowFormat(StrEnum):
    """How rows are printed that are not the answer to a question of the catalogue."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


def path(text: str | Path) -> Path:
    """The path in an option. An empty one is refused: it often comes from a shell variable that is
    not set.
    """
    if not str(text).strip():
        raise UsageProblem(worded("A path is empty"), worded("Give a path: -o FILE, -C DIR."))
    return Path(text)


def say(text: str) -> None:
    """One line on stderr."""
    print(visible_line(text).replace("\n", "\\n"), file=sys.stderr)


def show(text: str = "") -> None:
    """Text for people on stdout."""
    print(visible_line(text))


def said(language: str, kind: str, **values: Any) -> str:
    """A sentence of the catalogue in a language."""
    from pledgegraph.queries.phrases import Phrases
    from pledgegraph.queries.reasons import because

    return Phrases(language).sentence(because(kind, **values))


def nothing_listed(
    text: str,
    what: str,
    near: Sequence[str],
    language: str,
) -> str:
    """What to say of a list that has no row with a text, with the nearest names."""
    command = f"pledgegraph list {what}"
    if not near:
        return said(
            language,
            "nothing listed",
            text=repr(text),
            command=command,
        )
    return said(
        language,
        "nothing listed, near",
        text=repr(text),
        names=", ".join(near),
        command=command,
    )


def show_line(text: str) -> None:
    """Text for people on stdout, on one line even if a value contains line ends."""
    show(text.replace("\n", "\\n"))


def write(text: str) -> None:
    """A formatted text on stdout: unchanged for a file or a program, made safe for a terminal."""
    sys.stdout.write(visible_line(text) if sys.stdout.isatty() else text)


def nobody_reads(leaving: BaseException) -> bool:
    """Whether a library exits because of a broken pipe, by the exceptions before this one."""
    before = leaving.__context__
    if before is None:
        return False
    return isinstance(before, BrokenPipeError) or nobody_reads(before)


def print_rows(
    rows: Sequence[Mapping[str, Any]],
    output: RowFormat,
    limit: int | None = None,
) -> None:
    """Rows that are not the answer to a question: of a user's query, a list or ``explain``."""
    most = limit
    if output is RowFormat.table:
        most = _limit_of_table(limit)
    kept = rows[:most]
    if output is not RowFormat.table:
        write(rows_text(kept, output))
    elif kept:
        names = list(kept[0])
        table(names, list(_cells(kept, names, _shown)))
    if len(kept) < len(rows):
        say(left_out(len(kept), len(rows), limit))


def rows_text(rows: Sequence[Mapping[str, Any]], output: RowFormat) -> str:
    """Rows as CSV, JSON or Markdown."""
    names = list(rows[0]) if rows else []
    if output is RowFormat.json:
        text = json.dumps(rows, ensure_ascii=False, indent=2, default=str)
        return visible_json(text) + "\n"
    if output is RowFormat.csv:
        return csv_text(names, _cells(rows, names, _csv_cell))
    return markdown_table(names, _cells(rows, names, _shown))


def _cells(
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    as_cell: Callable[[Any], _T],
) -> Iterator[list[_T]]:
    """Each row as its values in the order of the columns."""
    for row in rows:
        yield [as_cell(row[name]) for name in names]


def print_names(
    rows: Sequence[Mapping[str, Any]],
    limit: int | None,
    language: str = "en",
) -> None:
    """A list of things, one per line: identifier and name."""
    kept = rows[:limit]
    for row in kept:
        name = row["name"] or ""
        show_line(f"{row['id']}\t{name}")
    if len(kept) < len(rows):
        say(left_out(len(kept), len(rows), limit, language))


def print_explained(
    identifier: str,
    found: Sequence[Any],
    language: str = "en",
) -> None:
    """Each value of a node with the cells that state it; if sources differ, which value counts."""
    show(identifier)
    if not found:
        kind = "no cell, a source" if identifier.startswith("source/") else "no cell"
        say(said(language, kind, node=identifier))
    by_value: dict[tuple[str, str, bool | None], list[Any]] = {}
    for entry in found:
        value = (entry.property, entry.value, entry.counts)
        entries = by_value.setdefault(value, [])
        entries.append(entry)
    # Where all sources say the same there is nothing to decide and no mark
    marks = {
        None: "",
        True: " " + said(language, "counts"),
        False: " " + said(language, "does not count"),
    }
    for (name, text, counts), entries in by_value.items():
        show_line(f"  {name} = {text}{marks[counts]}")
        for entry in entries[:PLACES]:
            show(f"      {entry.where}: {entry.raw!r}")
        more = len(entries) - PLACES
        if more > 0:
            sentence = said(language, "more cells", count=more)
            show(f"      {sentence}")


def _limit_of_table(limit: int | None) -> int | None:
    """How many rows a table has: the number asked for, else what fits a terminal."""
    if limit is None and sys.stdout.isatty():
        return TABLE_ROWS
    return limit


def left_out(
    shown_rows: int,
    total: int,
    limit: int | None,
    language: str = "en",
) -> str:
    """A sentence on how many rows are not shown, and how to see them."""
    counted = {"shown": shown_rows, "number": total}
    if limit is None:
        return said(language, "rows shown", **counted)
    left = total - shown_rows
    return said(
        language,
        "rows limited",
        **counted,
        left=left,
        limit=str(limit),
    )


def _shown(value: Any, unknown: str = "unknown") -> str:
    """A value from a user's query, which may be a list of anything or a whole node."""
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return shown(value, unknown)


def _csv_cell(value: Any) -> Cell:
    # Python counts true and false among the whole numbers
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if is_number:
        return cast("Cell", value)
    return _shown(value, unknown="")


def table(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    """A table, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    def text(cell: str) -> Text:
        # As it is: Rich would read [brackets] in a plain text as its own markup
        return Text(visible_line(cell))

    console = Console(width=None if sys.stdout.isatty() else 160)
    drawn = Table(show_lines=True)
    for name in names:
        drawn.add_column(text(name), overflow="fold")
    for row in rows:
        cells = map(text, row)
        drawn.add_row(*cells)
    try:
        console.print(drawn)
    except SystemExit as leaving:  # Rich exits like this on a broken pipe
        if nobody_reads(leaving):
            raise BrokenPipeError from None
        raise


def ask_date(path: Path) -> str:
    """The date of an extract, asked for at the terminal; "" if it is not known."""
    name = visible_line(path.name)
    question = f"Date of {name}, such as 2026-11-23 (Enter if not known): "
    while True:
        print(question, end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip()
        if not answer:
            return ""
        try:
            return date.fromisoformat(answer).isoformat()
        except ValueError:
            say(f"{answer!r} is not a date.")
