"""Severities: problems that stop a build or do not, by what the sources are together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.layout_files import header_key


def without_pledges(
    problems: Sequence[Problem],
    files: Collection[str],
) -> list[Problem]:
    """Empty registers are an error if there is no other: an answer would say that no pledge is
    open.

    Args:
        files: the files of all registers.
    """
    found = []
    for problem in problems:
        if problem.code == "F003" and problem.where.file in files:
            found.append(replace(problem, severity="error"))
        else:
            found.append(problem)
    return found


_NOT_READ = ("V002", "V003", "V004", "V005", "V006", "V014")
"""Problems of a value that is not read, whatever is wrong with its letters."""


def told_once(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without V012 where a cell is not read at all: it says that the text is kept."""
    unread = set()
    for problem in problems:
        if problem.code in _NOT_READ:
            unread.add(problem.where)
    found = []
    for problem in problems:
        if problem.code != "V012" or problem.where not in unread:
            found.append(problem)
    return found


_VALUES = ("V002", "V003", "V004", "V006")
"""Problems of a single value, which is left unknown where a source reports bad values."""


def softened(
    problems: Sequence[Problem],
    needed: Collection[str] = (),
    naming: str = "",
) -> list[Problem]:
    """The problems of a source that reports bad values instead of stopping at them.

    Args:
        needed: columns whose bad values stop the build, by their keys: an answer would change
            unnoticed.
        naming: the key of the column that names a row in any form: where it is not an official
            identifier, the row still has its name.
    """
    found = []
    for problem in problems:
        column = header_key(problem.where.column)
        is_named = problem.code == "V006" and column == naming
        may_be_unknown = column not in needed or is_named
        if problem.code in _VALUES and may_be_unknown:
            found.append(replace(problem, severity="finding"))
        else:
            found.append(problem)
    return found
