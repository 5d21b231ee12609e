"""What `pledgegraph check` shows: the problems by kind on a terminal, and all of them in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import Problem, UsageProblem
from pledgegraph.problem_codes import CODES
from pledgegraph.wording import Worded, worded, worded_count

from .answers import format_named
from .console import RowFormat, rows_text, show, show_line, write
from .failures import in_language, tell, translated

if TYPE_CHECKING:
    from pledgegraph.workspace.outputs import Output

FIRST = 3
"""How many problems of a kind a terminal shows."""


class CheckFormat(StrEnum):
    """How problems are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"
    xlsx = "xlsx"
    sarif = "sarif"


SUFFIXES = {
    ".csv": CheckFormat.csv,
    ".json": CheckFormat.json,
    ".md": CheckFormat.markdown,
    ".xlsx": CheckFormat.xlsx,
    ".sarif": CheckFormat.sarif,
}
"""How the names of files in a format end."""


def check_format(out: Path | None, asked: CheckFormat | None) -> CheckFormat:
    """The format that is asked for, else what the file's name says; see ``format_named``."""
    return format_named(out, asked, SUFFIXES, CheckFormat.table)


def print_problems(
    problems: Sequence[Problem],
    output: CheckFormat,
    out: Output | None,
    write_marked: Callable[[Path], object],
) -> None:
    """The problems that ``check`` found, and their number on stderr.

    Args:
        write_marked: writes the sheets of the sources with the problems marked.
    """
    if output is CheckFormat.table:
        _print_table(problems, out)
    elif output is CheckFormat.xlsx:
        if out is None:
            raise UsageProblem(
                worded("A workbook needs a file"),
                worded("Name it with -o FILE.xlsx."),
            )
        out.write(write_marked)
    else:
        text = _text(problems, output)
        if out is None:
            write(text)
        else:
            out.write_text(text)
    errors = sum(problem.severity == "error" for problem in problems)
    findings = len(problems) - errors
    blocking = worded_count("{number} blocking", "{number} blocking", errors)
    others = worded_count("{number} finding", "{number} findings", findings)
    tell(worded("{blocking}, {findings}.", blocking=blocking, findings=others))


def _text(problems: Sequence[Problem], output: CheckFormat) -> str:
    from pledgegraph import __version__
    from pledgegraph.workspace.sarif_log import sarif_text

    if output is CheckFormat.sarif:
        return sarif_text(problems, __version__)
    rows = [problem.as_row() for problem in problems]
    return rows_text(rows, RowFormat(output.value))


def _print_table(problems: Sequence[Problem], out: Output | None) -> None:
    if out is not None:
        raise UsageProblem(
            worded("A table cannot be written to a file"),
            worded("With -o, use --format csv, json, markdown, xlsx or sarif."),
        )
    # A program reads a line for each; a person first wants to know what kinds there are
    if sys.stdout.isatty():
        print_groups(problems)
        return
    for problem in problems:
        show_line(in_language(problem))


def print_groups(problems: Sequence[Problem]) -> None:
    """The first problems of each kind, with their number."""
    is_cut = False
    for code, group in _by_kind(problems).items():
        show(translated(_heading(code, group)))
        for problem in group[:FIRST]:
            # The heading has the code
            show_line(f"  {in_language(problem).removeprefix(f'{code} ')}")
        more = len(group) - FIRST
        if more > 0:
            show(translated(worded("  … {number} more", number=more)))
            is_cut = True
    if is_cut:
        tell(worded("All of them: `pledgegraph check -o problems.xlsx`, marked in your sheets."))


def _heading(code: str, group: Sequence[Problem]) -> Worded:
    """``V003: 2 × a date cannot be read, stops a build``."""
    stops = worded(", stops a build") if group[0].severity == "error" else ""
    meaning = worded(CODES[code])
    if len(group) == 1:
        return worded("{code}: {meaning}{stops}", code=code, meaning=meaning, stops=stops)
    return worded(
        "{code}: {number} × {meaning}{stops}",
        code=code,
        number=len(group),
        meaning=meaning,
        stops=stops,
    )


def _by_kind(problems: Sequence[Problem]) -> Mapping[str, Sequence[Problem]]:
    """The problems by code: first the kinds that stop a build, then the largest."""
    found: dict[str, list[Problem]] = {}
    # Within a kind, too, what stops a build comes first
    for problem in sorted(problems, key=_is_finding):
        of_kind = found.setdefault(problem.code, [])
        of_kind.append(problem)

    def order(code: str) -> tuple[bool, int, str]:
        return _is_finding(found[code][0]), -len(found[code]), code

    return {code: found[code] for code in sorted(found, key=order)}


def _is_finding(problem: Problem) -> bool:
    return problem.severity != "error"
