"""What `pledgegraph map` shows of a first layout: the columns it matched, and the others."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import SourceProblems
from pledgegraph.personal.addresses import without_addresses

from .console import say, show, table
from .failures import FileProblems

if TYPE_CHECKING:
    from pledgegraph.workspace.mapping import FirstLayout


@contextlib.contextmanager
def offering_map(folder: Path) -> Iterator[None]:
    """Name the command that writes a first layout, where no layout fits a file."""
    try:
        yield
    except SourceProblems as stopped:
        way = f"Or write a first layout: pledgegraph -C {shlex.quote(str(folder))} map FILE."
        problems = []
        for problem in stopped.problems:
            # nothing can be written for what is not a table at all
            is_table = problem.code == "F008" and problem.found.startswith(_OF_TABLES)
            hint = f"{problem.hint} {way}" if is_table else problem.hint
            problems.append(replace(problem, hint=hint))
        raise FileProblems(problems) from None


@contextlib.contextmanager
def of_a_new_file() -> Iterator[None]:
    """Say what helps a file that is not a source yet: pledgegraph.toml does not name it."""
    try:
        yield
    except SourceProblems as stopped:
        problems = []
        for problem in stopped.problems:
            is_one = problem.code == "F008" and problem.found.startswith(_OF_ONE_COLUMN)
            hint = _SEPARATE if is_one else problem.hint
            problems.append(replace(problem, hint=hint))
        raise FileProblems(problems) from None


_OF_TABLES = "no known layout"
"""How problems begin for which a first layout helps."""
_OF_ONE_COLUMN = "the header has one column"
_SEPARATE = "Save it as a workbook, or with commas, semicolons or tabs between its columns."


def show_mapping(made: FirstLayout) -> None:
    """Each column of the sheet with what it becomes; cells only where the column is mapped."""
    looked = made.looked
    found = looked.matched
    fields: dict[str, list[str]] = {}
    for field, column in found.fields.items():
        fields.setdefault(column, []).append(field)
    rows = []
    for column in looked.sheet.header:
        fed = fields.get(column)
        if fed:
            rows.append([column, ", ".join(fed), found.by[fed[0]]])
        elif column in found.personal:
            rows.append([column, "(not loaded)", found.personal[column]])
        elif column in found.named:
            # its name may say who it is
            rows.append(["(a column of a person)", "(not loaded)", found.named[column]])
        else:
            shown = looked.called(column)
            rows.append([shown, "?", looked.kind_of_cells(column)])
    name = without_addresses(looked.sheet.name).text
    place = f"{looked.sheet.file}!{name}" if name else looked.sheet.file
    count = len(looked.sheet.lines)
    counted = "1 row" if count == 1 else f"{count:,} rows"
    line = looked.sheet.header_line
    # Records have keys, and no header
    header = f", header in row {line}" if line else ""
    show(f"{place}: {counted} of the kind {found.kind}{header}")
    table(["column", "becomes", "because of"], rows)


def say_what_is_next(
    made: FirstLayout,
    folder: Path,
    file: Path,
) -> None:
    """What was written, what is left to do, and the command that follows."""
    say(f"Written: {made.path}")
    unknown = made.looked.matched.unknown
    if unknown:
        listed = map(made.looked.called, unknown)
        say(f"Not recognised, so not loaded: {', '.join(listed)}")
    if made.missing:
        say(f"Still to map in [columns]: {', '.join(made.missing)}")
    named = shlex.quote(str(file))
    where = shlex.quote(str(folder))
    command = f"pledgegraph init {where} {named}"
    if (folder / "pledgegraph.toml").exists():
        here = "" if folder == Path(".") else f" -C {where}"
        command = f"pledgegraph{here} add {named}"
    say(f"Next: look through it, then {command}")
