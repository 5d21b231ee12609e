"""Reading: any file of a source as sheets, whatever its form."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from .json_records import is_json
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

    Args:
        check: it is asked before the rows of a large file are read.
        largest: bytes that the file may have, unpacked.
        wanted: the sheet of a workbook, or a pattern for several; the key of JSON's records.
        ignored: names of columns that need not be read; only these may be there twice.
        numbered: keys of names that several columns may have: each column gets its number.
        header_line: where the names of the columns are; 0 where they are to be looked for.

    Raises:
        SourceProblems: what is wrong with the file, with its line (F001-F017, C002, C003), or an
            error that ``check`` finds.
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
    if is_json(shown, text):
        from .json_sheets import json_sheet

        return [json_sheet(text, shown, used, wanted, check, ignored)]
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
