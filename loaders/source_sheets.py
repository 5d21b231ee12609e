"""Source sheets: the rows of a source, read as its settings and its layout say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.files.text_files import LARGEST_FILE

from .recognising import check_by_header
from .source_files import SourceFile
from .source_folders import sheet_of_folder


def sheet_of(source: SourceFile) -> Sheet:
    """The sheet of a source, whose findings say what its header alone shows. What its settings say
    counts before what its layout says.

    Raises:
        SourceProblems: see ``read_sheets``; or its columns are not those of its layout.
    """
    if source.path.is_dir():
        return sheet_of_folder(
            source.path,
            source.shown,
            source.read_as,
            partial(_read, source),
        )
    return _read(source, source.path, source.shown)


def _read(
    source: SourceFile,
    path: Path,
    shown: str,
) -> Sheet:
    layout = source.read_as
    check = partial(check_by_header, layout, source.ignore)
    sheets = read_sheets(
        path,
        shown,
        encoding=source.encoding,
        delimiter=source.delimiter,
        check=check,
        largest=source.largest or LARGEST_FILE,
        wanted=source.sheet or layout.sheet,
        ignored=source.ignore,
        numbered=layout.numbered(),
        header_line=layout.header_row,
    )
    sheet = sheets[0]
    return replace(sheet, findings=[*sheet.findings, *check(sheet)])
