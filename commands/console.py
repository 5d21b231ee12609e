"""The console: answers and rows go to stdout, everything else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import Problem, UsageProblem
from pledgegraph.queries.answers import shown
from pledgegraph.wording import worded
from pledgegraph.writing.signs import visible_json, visible_line
from pledgegraph.writing.tabular import Cell, csv_text, markdown_table

if TYPE_CHECKING:
    from pledgegraph.graph.neo4j.changes import Plan
    from pledgegraph.queries.answers import Answer
    from pledgegraph.workspace.outputs import Output

TABLE_ROWS = 25
"""How many rows of a table a terminal shows; elsewhere all are shown."""
PLACES = 5
"""How many places of a value ``explain`` shows."""


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"
    xlsx = "xlsx"


class RowFormat(StrEnum):
    """How rows are printed that are not the answer to a question of the catalogue."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


MARK = "\ufeff"
"""The start of a CSV file, so that Excel reads it as UTF-8. It is not written to standard output,
which programs read.
"""


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
    return isinstance(before, BrokenPipeError) or (before is not None and nobody_reads(before))


def print_problems(problems: Sequence[Problem], output: RowFormat) -> None:
    """The problems ``check`` found, one per line, and their number on stderr."""
    if output is RowFormat.table:
        for problem in problems:
            show_line(str(problem))
    else:
        print_rows([problem.as_row() for problem in problems], output)
    errors = sum(problem.severity == "error" for problem in problems)
    say(f"{errors:,} blocking, {len(problems) - errors:,} findings.")


def print_rows(
    rows: Sequence[Mapping[str, Any]], output: RowFormat, limit: int | None = None
) -> None:
    """Rows that are not the answer to a question: of a user's query, a list or ``explain``."""
    total = len(rows)
    rows = rows[: limit if output is not RowFormat.table else _limit_of_table(limit)]
    names = list(rows[0]) if rows else []
    if output is RowFormat.json:
        text = json.dumps(rows, ensure_ascii=False, indent=2, default=str)
        write(visible_json(text) + "\n")
    elif output is RowFormat.csv:
        write(csv_text(names, ([_csv_cell(row[name]) for name in names] for row in rows)))
    elif output is RowFormat.markdown:
        write(markdown_table(names, ([_shown(row[name]) for name in names] for row in rows)))
    elif rows:
        table(names, [[_shown(row[name]) for name in names] for row in rows])
    if len(rows) < total:
        say(_left_out(len(rows), total, limit))


def print_names(
    rows: Sequence[Mapping[str, Any]],
    limit: int | None,
    language: str = "en",
) -> None:
    """A list of things, one per line: identifier and name."""
    kept = rows[:limit]
    for row in kept:
        show_line(f"{row['id']}\t{row['name'] or ''}")
    if len(kept) < len(rows):
        say(_left_out(len(kept), len(rows), limit, language))


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
    places: dict[tuple[str, str, bool | None], list[Any]] = {}
    for entry in found:
        places.setdefault((entry.property, entry.value, entry.counts), []).append(entry)
    marks = {
        None: "",
        True: said(language, "counts"),
        False: said(language, "does not count"),
    }
    for (name, value, counts), entries in places.items():
        mark = f" {marks[counts]}" if marks[counts] else ""
        show_line(f"  {name} = {value}{mark}")
        for entry in entries[:PLACES]:
            show(f"      {entry.where}: {entry.raw!r}")
        if len(entries) > PLACES:
            more = said(
                language,
                "more cells",
                count=len(entries) - PLACES,
            )
            show(f"      {more}")


def _limit_of_table(limit: int | None) -> int | None:
    """How many rows a table has: the number asked for, else what fits a terminal."""
    return TABLE_ROWS if limit is None and sys.stdout.isatty() else limit


def _left_out(
    shown_rows: int,
    total: int,
    limit: int | None,
    language: str = "en",
) -> str:
    """A sentence on how many rows are not shown, and how to see them."""
    counted = {"shown": shown_rows, "all": total}
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
        return "; ".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return shown(value, unknown)


def _csv_cell(value: Any) -> Cell:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    return _shown(value, unknown="")


def table(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    """A table, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 160)
    drawn = Table(show_lines=True)
    for name in names:
        drawn.add_column(Text(visible_line(name)), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(visible_line(cell)) for cell in row))
    try:
        console.print(drawn)
    except SystemExit as leaving:  # Rich exits like this on a broken pipe
        if nobody_reads(leaving):
            raise BrokenPipeError from None
        raise


def print_plan(plan: Plan) -> None:
    """What a sync would do, by class and relationship; unchanged ones are counted in one line."""
    for name, change in plan.changes.items():
        if change.add or change.change or change.delete:
            show(
                f"{name:<24} add {change.add:>9,}   change {change.change:>9,}   delete"
                f" {change.delete:>9,}"
            )
    same = sum(change.same for change in plan.changes.values())
    what = f"To do: {plan}" if plan.differs() else "Nothing to do"
    show(f"{what}; {same:,} nodes and relationships are unchanged.")
    for doubt, hint in plan.doubts():
        show(f"{doubt}: the sync will ask for --yes. {hint}")


def print_table(answer: Answer, limit: int | None = None) -> None:
    """The first rows as a table, with the columns that fit on a screen."""
    shortened_answer = answer.limited(_limit_of_table(limit))
    names = answer.question.table
    show(answer.heading)
    show(answer.coverage)
    if answer.rows:
        table(
            answer.headings(names), [answer.in_words(row, names) for row in shortened_answer.rows]
        )
    if len(shortened_answer.rows) < len(answer.rows):
        show(_left_out(len(shortened_answer.rows), len(answer.rows), limit, answer.language))
    for notice in answer.notices:
        show(f"- {notice}")


def print_answer(
    answer: Answer, output: Format, envelope: bool, out: Output | None, limit: int | None = None
) -> None:
    """An answer in a format; heading, coverage and notices go to stderr if the format has no place
    for them.

    The number of rows that ``limit`` leaves out is shown below a table, and on stderr otherwise.
    """
    if envelope and output is not Format.json:
        raise UsageProblem(worded("--envelope only works with JSON"), worded("Add --format json."))
    if output is Format.table:
        if out is not None:
            raise UsageProblem(
                worded("A table cannot be written to a file"),
                worded("With -o, use --format csv, json, markdown or xlsx."),
            )
        print_table(answer, limit)
        return
    _write_answer(answer.limited(limit), output, envelope, out)
    if limit is not None and limit < len(answer.rows):
        say(_left_out(limit, len(answer.rows), limit, answer.language))


def _write_answer(
    answer: Answer,
    output: Format,
    envelope: bool,
    out: Output | None,
) -> None:
    if output is Format.xlsx:
        if out is None:
            raise UsageProblem(
                worded("A workbook needs a file"), worded("Name it with -o FILE.xlsx.")
            )
        for line in answer.cut_cells():
            say(line)
        out.write(answer.to_xlsx)
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
        write(texts[output]())
    else:
        is_csv_file = output is Format.csv and out.place() is not None
        out.write_text((MARK if is_csv_file else "") + texts[output]())


def ask_date(path: Path) -> str:
    """The date of an extract, asked for at the terminal; "" if it is not known."""
    while True:
        question = f"Date of {visible_line(path.name)}, such as 2026-11-23 (Enter if not known): "
        print(question, end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip()
        try:
            return date.fromisoformat(answer).isoformat() if answer else ""
        except ValueError:
            say(f"{answer!r} is not a date.")
