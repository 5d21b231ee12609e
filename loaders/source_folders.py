"""Source folders: the files of a folder as one sheet, all in one layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.loaders.files.joined_sheets import joined
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.wording import worded

from .recognising import check_rows

ENDINGS = (
    ".csv",
    ".tsv",
    ".txt",
    ".xlsx",
    ".xlsm",
    ".ods",
    ".json",
    ".jsonl",
    ".ndjson",
)
MOST_LISTED = 10
"""Files that are not read which a finding names."""

Read = Callable[[Path, str], Sheet]
"""Reads a file, which messages call by the second argument."""


def sheet_of_folder(
    folder: Path,
    shown: str,
    layout: Layout,
    read: Read,
) -> Sheet:
    """The files of a folder one below the other, by their names; each row knows its file.

    Columns may be in another order in each file, and be spelled otherwise. Columns that the
    layout does not map are left out; ``read`` has reported them.

    Raises:
        SourceProblems: the folder has no file (F003), or what is wrong in all of them.
    """
    files, others = _files_in(folder)
    sheets = []
    names = []
    problems: list[Problem] = []
    for path in files:
        try:
            sheet = read(path, f"{shown}/{path.name}")
        except SourceProblems as stopped:
            # All files are tried, so that all problems are known at once
            problems += stopped.problems
            continue
        findings = [*sheet.findings, *check_rows(sheet, layout)]
        sheets.append(replace(_in_words_of(layout, sheet), findings=findings))
        names.append(f"{path.name}!{sheet.name}" if sheet.name else path.name)
    if problems:
        raise SourceProblems(problems)
    if not sheets:
        hint = worded("Put files into it whose names end in {names}.", names=", ".join(ENDINGS))
        problem = Problem(
            "F003",
            "error",
            Where(shown),
            worded("the folder has no file to read"),
            hint,
        )
        raise SourceProblems([problem])
    there = {name for sheet in sheets for name in sheet.header}
    header = [name for name in dict.fromkeys(layout.columns.values()) if name in there]
    whole = joined(
        sheets,
        names,
        header,
    )
    findings = [*_not_read(shown, others), *whole.findings]
    return replace(
        whole,
        file=shown,
        findings=findings,
    )


def _files_in(folder: Path) -> tuple[list[Path], list[str]]:
    """The files to read, and the names of what else there is."""
    files = []
    others = []
    for path in sorted(folder.iterdir()):
        # what systems and programs put there is nobody's data
        if path.name.startswith((".", "~$")):
            continue
        plain = path.name.lower().removesuffix(".gz")
        if path.is_file() and plain.endswith(ENDINGS):
            files.append(path)
        else:
            others.append(path.name)
    return files, others


def _in_words_of(
    layout: Layout,
    sheet: Sheet,
) -> Sheet:
    """A sheet whose columns are called as the layout calls them."""
    fitted = layout.fitted(sheet.header)
    names = {fitted.columns[field]: name for field, name in layout.columns.items()}
    header = [names.get(name, name) for name in sheet.header]
    return replace(sheet, header=header)


def _not_read(
    shown: str,
    names: Sequence[str],
) -> list[Problem]:
    if not names:
        return []
    listed = ", ".join(names[:MOST_LISTED])
    more = len(names) - MOST_LISTED
    said = worded("not read, as they are not tables: {listed}", listed=listed)
    if more > 0:
        said += worded(" and {more} more", more=more)
    hint = worded(
        "Move them elsewhere, or save tables as .csv or .xlsx; folders inside are not read."
    )
    return [
        Problem(
            "F016",
            "finding",
            Where(shown),
            said,
            hint,
        )
    ]
