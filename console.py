"""The console: answers and rows on stdout, everything else on stderr."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem
from pledgegraph.queries.answers import harmless, shown

if TYPE_CHECKING:
    from pledgegraph.graph.changes import Plan
    from pledgegraph.queries.answers import Answer

TABLE_ROWS = 25
"""Rows of a table on a terminal; elsewhere all are shown."""


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"
    xlsx = "xlsx"


def say(text: str) -> None:
    """A line on stderr."""
    print(text, file=sys.stderr)


def print_rows(rows: Sequence[Mapping[str, Any]], output: Format) -> None:
    """Rows of a text of the user's own."""
    if output is Format.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    if output is Format.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows[0] if rows else ())
        writer.writerows([harmless(shown(value, unknown="")) for value in row.values()] for row in rows)
        return
    table(list(rows[0]) if rows else [], [[shown(value) for value in row.values()] for row in rows])


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 160)
    drawn = Table(show_lines=True)
    for name in names:
        drawn.add_column(name, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    console.print(drawn)


def print_plan(plan: Plan) -> None:
    """What a sync would do, by class and relationship; those that stay as they are in one line."""
    for name, change in plan.changes.items():
        if change.add or change.change or change.delete:
            print(f"{name:<24} add {change.add:>9,}   change {change.change:>9,}   delete {change.delete:>9,}")
    same = sum(change.same for change in plan.changes.values())
    print(f"To do: {plan}; {same:,} nodes and relationships are as in the build.")


@contextmanager
def progress() -> Iterator[tuple[Callable[[int], object], Callable[[int], object]]]:
    """Two functions, to begin with a number of rows and to tell how many more are done; a bar on a terminal only."""
    if not sys.stderr.isatty():
        yield (lambda rows: None), (lambda rows: None)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as drawn:
        bar = drawn.add_task("rows", total=None)
        yield (lambda rows: drawn.update(bar, total=rows)), (lambda rows: drawn.advance(bar, rows))


def print_table(answer: Answer) -> None:
    """The first rows as a table, in the columns that fit a screen."""
    shortened = answer.limited(TABLE_ROWS) if sys.stdout.isatty() else answer
    names = answer.question.table
    print(answer.heading)
    print(answer.coverage)
    if answer.rows:
        table(names, [[shown(row.get(name)) for name in names] for row in shortened.rows])
    if len(shortened.rows) < len(answer.rows):
        print(f"{len(shortened.rows)} of {len(answer.rows)} rows; --format csv gives all.")
    for notice in answer.notices:
        print(f"- {notice}")


def print_answer(answer: Answer, output: Format, envelope: bool, out: Path | None) -> None:
    """An answer in a format; heading, coverage and notices go to stderr where the format has no place for them."""
    if output is Format.xlsx:
        if out is None:
            raise UsageProblem("A workbook needs a file", "Name it with -o FILE.xlsx.")
        answer.to_xlsx(out)
        return
    if output is Format.table:
        if out is not None:
            raise UsageProblem("A table is for the screen", "With -o choose --format csv, json, markdown or xlsx.")
        print_table(answer)
        return
    if output is not Format.markdown and not envelope:
        for line in (answer.heading, answer.coverage, *answer.notices):
            say(line)
    texts: Mapping[Format, Callable[[], str]] = {
        Format.csv: answer.to_csv,
        Format.json: lambda: answer.to_json(envelope=envelope),
        Format.markdown: answer.to_markdown,
    }
    if out is None:
        sys.stdout.write(texts[output]())
    else:
        out.write_text(texts[output](), "utf-8", newline="\n")
