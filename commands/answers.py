"""Answers: how the answer to a question is printed, on a screen or in a format, and what a file's
name says of its format.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pledgegraph.errors import UsageProblem
from pledgegraph.wording import worded

from .console import left_out, said, say, show, write

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Row
    from pledgegraph.queries.answers import Answer
    from pledgegraph.workspace.outputs import Output

_Named = TypeVar("_Named", bound=StrEnum)
LINES = 50
"""How many lines of an answer a terminal shows, with all that is around its rows."""
ROW_LINES = 4
"""How many of them one row takes."""
SINGLE_ROW_LINES = 20
"""How many of them the only row of a table takes."""
NOTICE_LINES = 14
"""How many of them the notices take."""
ITEMS = 3
"""How many values of a list a terminal shows."""
PIPE_WIDTH = 160
"""The width of a table that no terminal shows; COLUMNS sets another one."""
MARK = "\ufeff"
"""The start of a CSV file, so that Excel reads it as UTF-8. It is not written to standard output,
which programs read.
"""


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"
    html = "html"
    xlsx = "xlsx"


SUFFIXES = {
    ".csv": Format.csv,
    ".json": Format.json,
    ".md": Format.markdown,
    ".markdown": Format.markdown,
    ".html": Format.html,
    ".htm": Format.html,
    ".xlsx": Format.xlsx,
}
"""How the names of files in a format end."""


def format_of(out: Path | None, asked: Format | None) -> Format:
    """The format of an answer; see ``format_named``."""
    return format_named(out, asked, SUFFIXES, Format.table)


def format_named(
    out: Path | None,
    asked: _Named | None,
    suffixes: Mapping[str, _Named],
    usual: _Named,
) -> _Named:
    """The format that is asked for, else what the file's name says, else the usual one.

    Raises:
        UsageProblem: the name says another format than the one asked for, or none that is written.
    """
    if out is None:
        return asked or usual
    suffix = out.suffix.casefold()
    named = suffixes.get(suffix)
    if asked is None and named is None:
        raise UsageProblem(
            worded("An answer is not written as {suffix}", suffix=suffix or repr(out.name)),
            worded(
                "Name a file that ends in {endings}, or add --format.", endings=", ".join(suffixes)
            ),
        )
    if asked is not None and named is not None and asked is not named:
        raise UsageProblem(
            worded(
                "{file} is a file for {named}, and --format asks for {asked}",
                file=out.name,
                named=named.value,
                asked=asked.value,
            ),
            worded("Leave out --format, or name another file."),
        )
    return asked or named or usual


def print_table(answer: Answer, limit: int | None = None) -> None:
    """Heading, coverage, rows and notices. A terminal gets what it shows at once: ``LINES`` lines,
    unless a number of rows is asked for; a program gets all rows.
    """
    from .screen import count_lines

    width = shutil.get_terminal_size((PIPE_WIDTH, LINES)).columns
    above = [answer.heading, answer.coverage]
    below = _first_notices(answer, width)
    further = [table for table in answer.tables if table.rows]
    tables = [answer, *further]
    show("\n".join(above))
    headings = [table.heading for table in further]
    # Of each table a line for what is left out and one for what is cut, before a further one an
    # empty line; the last one is for the next prompt
    around = 2 * len(tables) + len(further) + 1
    room = LINES - around - count_lines([*above, *headings, *below], width)
    for place, each in enumerate(tables):
        if place:
            show()
            show(each.heading)
        room -= _print_rows_of(each, limit, width, room // (len(tables) - place))
    for notice in below:
        show(notice)


def _print_rows_of(
    answer: Answer,
    limit: int | None,
    width: int,
    room: int,
) -> int:
    """Print the rows of a table that there is room for; returns how many lines they take."""
    from pledgegraph.ontology.languages import Language
    from pledgegraph.queries.sections import LABELLED

    from .screen import lay_out

    is_screen = sys.stdout.isatty()
    most = LINES if limit is None and is_screen else limit
    rows = answer.limited(most).rows
    names = [name for name in answer.question.table if name != answer.question.group]
    # A single row is what the reader came for, as on the page about a pledge
    most_lines = ROW_LINES if len(answer.rows) > 1 else SINGLE_ROW_LINES
    layout = lay_out(
        answer.headings(names),
        [answer.in_words(row, names, ITEMS if is_screen else None) for row in rows],
        width,
        most_lines if is_screen else None,
        Language(answer.language).translated(LABELLED),
    )
    lines = list(layout.above) if rows else []
    group, kept = "", 0
    for row, own in zip(rows, layout.rows, strict=True):
        heading = _group_of(answer, row)
        added = [heading, *own] if heading != group else own
        if kept and limit is None and is_screen and len(lines) + len(added) > room:
            break
        lines += added
        group = heading
        kept += 1
    for line in lines:
        show(line)
    if kept < len(answer.rows):
        show(left_out(kept, len(answer.rows), limit, answer.language))
    if layout.is_cut:
        show(said(answer.language, "texts cut"))
    return len(lines)


def _group_of(answer: Answer, row: Row) -> str:
    """What rows that follow each other are read under; nothing if the card names no such column."""
    name = answer.question.group
    return f"— {answer.in_words(row, [name])[0]} —" if name else ""


def _first_notices(answer: Answer, width: int) -> list[str]:
    """The notices as lines of a list; on a terminal no more than leave room for rows."""
    from .screen import count_lines

    notices = [f"- {notice}" for notice in answer.notices]
    if not sys.stdout.isatty():
        return notices
    kept: list[str] = []
    for notice in notices:
        if kept and count_lines([*kept, notice], width) > NOTICE_LINES:
            break
        kept.append(notice)
    left = len(notices) - len(kept)
    if left:
        more = said(answer.language, "more notices", count=left)
        kept.append(f"- {more}")
    return kept


def print_answer(
    answer: Answer,
    output: Format,
    envelope: bool,
    out: Output | None,
    limit: int | None = None,
) -> None:
    """An answer in a format; heading, coverage and notices go to stderr if the format has no place
    for them.

    The number of rows that ``limit`` leaves out is shown below a table, else it is a notice.
    """
    if envelope and output is not Format.json:
        raise UsageProblem(
            worded("--envelope only works with JSON"),
            worded("Add --format json."),
        )
    if output is Format.table:
        if out is not None:
            raise UsageProblem(
                worded("A table cannot be written to a file"),
                worded("With -o, use --format csv, json, markdown, html or xlsx."),
            )
        print_table(answer, limit)
        return
    _write_answer(_limited(answer, limit), output, envelope, out)


def _limited(answer: Answer, limit: int | None) -> Answer:
    """The first rows of each table, and a notice on each that has more."""
    if limit is None:
        return answer
    notices = list(answer.notices)
    for table in (answer, *answer.tables):
        if len(table.rows) > limit:
            sentence = left_out(
                limit,
                len(table.rows),
                limit,
                answer.language,
            )
            # What the answer is called is above it; a further table is named here
            notices.append(sentence if table is answer else f"{table.heading}: {sentence}")
    return replace(answer.limited(limit), notices=notices)


def _write_answer(
    answer: Answer,
    output: Format,
    envelope: bool,
    out: Output | None,
) -> None:
    if output is Format.xlsx:
        if out is None:
            raise UsageProblem(
                worded("A workbook needs a file"),
                worded("Name it with -o FILE.xlsx."),
            )
        for line in answer.cut_cells():
            say(line)
        out.write(answer.to_xlsx)
        return
    if output not in (Format.markdown, Format.html) and not envelope:
        for line in (answer.heading, answer.coverage, *answer.notices):
            say(line)
        if answer.tables:
            names = [table.question.name for table in answer.tables]
            say(said(answer.language, "further tables", tables=names))
    texts: Mapping[Format, Callable[[], str]] = {
        Format.csv: answer.to_csv,
        Format.json: lambda: answer.to_json(envelope=envelope),
        Format.markdown: answer.to_markdown,
        Format.html: answer.to_html,
    }
    text = texts[output]()
    if out is None:
        write(text)
        return
    is_csv_file = output is Format.csv and out.place() is not None
    if is_csv_file:
        text = MARK + text
    out.write_text(text)
