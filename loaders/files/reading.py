"""Reading: any file of a source as sheets, whatever its form."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from .sheets import Check, Sheet
from .text_files import LARGEST_FILE, WORKBOOK_STARTS, decoded, file_bytes
from .text_sheets import text_sheet


def read_sheets(
    path: Path,
    shown: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    check: Check | None = None,
    largest: int = LARGEST_FILE,
    wanted: str = "",
    ignored: Collection[str] = (),
    numbered: Collection[str] = (),
    header_line: int = 0,
) -> list[Sheet]:
    """The sheet of a file: for a workbook, the one that has the columns.

    Empty rows and a row of HXL tags below the header are passed over. A row may have empty cells
    beyond the header; it has fewer cells than the header only where Excel wrote it so: see
    ``uneven_rows``.

    Args:
        check: it is asked before the rows of a large file are read.
        largest: bytes that the file may have, unpacked.
        wanted: the sheet of a workbook, or a pattern for several.
        ignored: names of columns that need not be read; only these may be there twice.
        numbered: keys of names that several columns may have: each column gets its number.
        header_line: where the names of the columns are; 0 where they are to be looked for.

    Raises:
        SourceProblems: the file is missing, a folder, empty, no text, broken (F001-F010, C002,
            C003); with its line. Of a workbook also F014.
            An error that ``check`` finds.
    """
    data = file_bytes(path, shown, largest)
    if data.startswith(WORKBOOK_STARTS):
        # its library takes time to import, and most sources are text
        from .workbooks import read_workbook

        sheet = read_workbook(
            path,
            shown,
            wanted=wanted,
            check=check,
            largest=largest,
            ignored=ignored,
            numbered=numbered,
            header_line=header_line,
        )
        return [sheet]
    text, used = decoded(data, shown, encoding)
    sheet = text_sheet(
        text,
        shown,
        encoding=used,
        delimiter=delimiter,
        check=check,
        ignored=ignored,
        numbered=numbered,
        header_line=header_line,
    )
    return [sheet]
