"""Workbook headers: in which sheet and row of a workbook the names of the columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.wording import worded

from .headers import HEADER_ROWS, Looking, header_of, numbered_names
from .sheets import Sheet
from .text_files import stop
from .workbook_cells import Grid


@dataclass(frozen=True)
class Found:
    """A sheet in which a header was found."""

    grid: Grid
    header_row: int


def listed(names: Sequence[str]) -> str:
    """Names in quotes."""
    return ", ".join(f'"{name}"' for name in names)


def with_header(
    grids: Sequence[Grid],
    looking: Looking,
) -> list[Found]:
    """The sheets that have a header, each with its row."""
    found = []
    for grid in grids:
        row = _header_row(grid, looking)
        if row is not None:
            found.append(Found(grid, row))
    return found


def _header_row(
    grid: Grid,
    looking: Looking,
) -> int | None:
    """The first row that can be a header and that ``check`` accepts."""
    for row in _possible_headers(grid, looking):
        if not _is_refused(
            _problems(
                grid,
                row,
                looking,
            )
        ):
            return row
    return None


def _possible_headers(
    grid: Grid,
    looking: Looking,
) -> list[int]:
    if looking.line:
        return [looking.line - 1] if looking.line <= len(grid.rows) else []
    rows = []
    for row, cells in enumerate(grid.rows[:HEADER_ROWS]):
        # One cell is a title or a note above the table
        if sum(bool(cell.strip()) for cell in cells) > 1:
            rows.append(row)
    return rows


def _problems(
    grid: Grid,
    row: int,
    looking: Looking,
) -> list[Problem]:
    if looking.check is None:
        return []
    numbered = numbered_names(header_of(grid.rows[row]), looking.numbered)
    names = list(filter(None, numbered))
    # A name twice is reported later; here it is only asked whether the columns fit
    header = list(dict.fromkeys(names))
    no_cells: list[list[str]] = [[] for _ in header]
    return list(
        looking.check(
            Sheet(
                grid.file,
                grid.name,
                header,
                no_cells,
                [],
                row + 1,
            )
        )
    )


def _is_refused(problems: Sequence[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def why_none(
    grids: Sequence[Grid],
    looking: Looking,
    shown: str,
) -> list[Problem]:
    """Why no sheet will do: what is wrong with the one that comes nearest."""
    wrong = []
    for grid in grids:
        if looking.check is not None:
            wrong += [
                _problems(
                    grid,
                    row,
                    looking,
                )
                for row in _possible_headers(grid, looking)
            ]
    covered = list(chain.from_iterable(grid.covered() for grid in grids))
    if not wrong:
        hint = worded("Save the workbook with its cells, or name another sheet.")
        return [
            Problem(
                "F003",
                "error",
                Where(shown),
                worded("no sheet has a header and rows"),
                hint,
            ),
            *covered,
        ]
    return [*min(wrong, key=len), *covered]


def too_many(
    found: Sequence[Found],
    shown: str,
) -> SourceProblems:
    """F014 for several sheets, of which one must be named."""
    names = [each.grid.name for each in found]
    text = worded("several sheets have these columns: {names}", names=listed(names))
    hint = worded(
        'Write sheet = "{names}" for the source in pledgegraph.toml, or "*" for all of them.',
        names=names[0],
    )
    return stop(
        "F014",
        Where(shown),
        text,
        hint,
    )
