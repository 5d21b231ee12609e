"""Recognising: which kind of source a sheet is, by its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.layouts import check_header, layouts, recognise
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.wording import worded


def kind_of(
    path: Path,
    shown: str,
    known: Mapping[str, Layout] | None = None,
) -> Layout:
    """The layout that a file's columns show.

    Args:
        known: the layouts to choose from, by name; else the package's.

    Raises:
        SourceProblems: F008 where no layout fits, with what comes nearest.
    """
    among = layouts() if known is None else known
    particular = _by_its_place(path, shown, among)
    if particular is not None:
        return particular
    # Some layouts know several columns of one name by number, and which one fits is not known yet
    numbered = set[str]().union(*(layout.numbered() for layout in among.values()))
    check = partial(_unrecognised, among)
    sheet = read_sheets(path, shown, check=check, numbered=numbered)[0]
    layout = recognise(sheet.header, among)
    assert layout is not None
    return layout


def _by_its_place(
    path: Path,
    shown: str,
    known: Mapping[str, Layout],
) -> Layout | None:
    """The layout that says in which sheet or row its columns are, and has them there."""
    for layout in known.values():
        if not (layout.sheet or layout.header_row):
            continue
        try:
            sheet = read_sheets(
                path,
                shown,
                check=partial(_not_of, layout),
                wanted=layout.sheet,
                numbered=layout.numbered(),
                header_line=layout.header_row,
            )[0]
        except SourceProblems as stopped:
            # what is broken below the layout's header is the answer; else other layouts are tried
            if all(problem.code in _OF_ROWS for problem in stopped.problems):
                raise
            continue
        if layout.fits(sheet.header):
            return layout
    return None


_OF_ROWS = ("F006", "F007", "F009")
"""Problems of rows, which are found after the header has been accepted."""


def _not_of(layout: Layout, sheet: Sheet) -> list[Problem]:
    if layout.fits(sheet.header):
        return []
    found = worded("these are not the columns of the layout")
    return [Problem("F008", "error", Where(sheet.file), found, worded("Name another one."))]


def _unrecognised(known: Mapping[str, Layout], sheet: Sheet) -> list[Problem]:
    if recognise(sheet.header, known) is not None:
        return []

    def columns_found(layout: Layout) -> tuple[int, int]:
        fitted = layout.fitted(sheet.header)
        header = set(sheet.header)
        by_print = header.intersection(fitted.fingerprint)
        by_column = header.intersection(fitted.columns.values())
        return len(by_print), len(by_column)

    nearest = max(known.values(), key=columns_found).fitted(sheet.header)
    missing = [name for name in nearest.fingerprint if name not in sheet.header]
    nearest_name = f"{nearest.title} ({nearest.name})"
    problem = Problem(
        code="F008",
        severity="error",
        where=Where(sheet.file),
        found=worded("no known layout has these columns"),
        hint=worded(
            "Nearest is {nearest_name}, which needs the columns {names}.",
            nearest_name=nearest_name,
            names=", ".join(missing),
        ),
    )
    return [problem]


def check_by_header(
    layout: Layout,
    ignore: Sequence[str],
    sheet: Sheet,
) -> list[Problem]:
    """What is wrong with a sheet by its header alone."""
    return _of_another_kind(sheet, layout) or check_header(sheet, layout, ignore)


def _of_another_kind(sheet: Sheet, layout: Layout) -> list[Problem]:
    """A sheet that lacks what its layout is known by, and has what another one is known by."""
    # Most of the columns would be missing and others not mapped: one problem says it better
    other = None if layout.fits(sheet.header) else recognise(sheet.header)
    if other is None or other.name == layout.name:
        return []
    problem = Problem(
        code="F008",
        severity="error",
        where=Where(sheet.file, sheet.name, sheet.header_line),
        found=worded(
            "its columns are those of the layout {name}, not of {wanted}",
            name=other.name,
            wanted=layout.name,
        ),
        hint=worded('Write layout = "{name}" in pledgegraph.toml.', name=other.name),
    )
    return [problem]


def check_rows(sheet: Sheet, layout: Layout) -> list[Problem]:
    """F003 for a sheet without rows."""
    if sheet.lines or layout.kind == "support":  # support starts as an empty template
        return []
    problem = Problem(
        code="F003",
        severity="finding",
        where=Where(sheet.file, sheet.name, sheet.header_line),
        found=worded("the sheet has a header and no rows"),
        hint=worded("Export the sheet again, with its rows."),
    )
    return [problem]
