"""Source sheets: the rows of a source, read as its settings and its layout say."""

from __future__ import annotations

from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.sheets import Check, Sheet
from pledgegraph.loaders.files.text_files import LARGEST_FILE

from .source_files import SourceFile


def sheet_of(source: SourceFile, check: Check | None = None) -> Sheet:
    """The sheet of a source; what its settings say counts before what its layout says.

    Raises:
        SourceProblems: see ``read_sheets``.
    """
    layout = source.read_as
    sheets = read_sheets(
        source.path,
        source.shown,
        encoding=source.encoding,
        delimiter=source.delimiter,
        check=check,
        largest=source.largest or LARGEST_FILE,
        wanted=source.sheet or layout.sheet,
        ignored=source.ignore,
        numbered=layout.numbered(),
        header_line=layout.header_row,
    )
    return sheets[0]
