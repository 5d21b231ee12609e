"""Template workbooks: an empty source with drop-downs, a sheet that explains its columns, and the
words that they may have.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pledgegraph.loaders.files.workbook_files import OWN_SHEETS
from pledgegraph.writing.whole import write_file

from .template_columns import TemplateColumn

MOST_ROWS = 5_000
"""Rows with drop-downs; further ones may be filled in too."""
SHEET_NAME = 31
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""Characters that Excel shows of a cell's message."""
_NO_TIME = datetime(2000, 1, 1)
"""When each was made: the same template has the same bytes."""
_HEADINGS = ("column", "needed", "what its cells say", "words")
_WIDTHS = (28, 8, 90, 50)


def write_template(
    path: Path,
    kind: str,
    columns: Sequence[TemplateColumn],
) -> None:
    """Write the empty workbook of a kind of source."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": _NO_TIME})
        sheet = book.add_worksheet(kind[:SHEET_NAME])
        explained = book.add_worksheet(OWN_SHEETS[0])
        places = _write_words(book, columns)
        _write_columns(book, sheet, columns, places)
        _explain(book, explained, columns)
    write_file(path, lambda new: new.write_bytes(made.getvalue()))


def _write_words(book: Any, columns: Sequence[TemplateColumn]) -> dict[str, str]:
    """The words of each list in a column of its own; the list → its cells, as Excel writes them."""
    sheet = book.add_worksheet(OWN_SHEETS[1])
    bold = book.add_format({"bold": True})
    places: dict[str, str] = {}
    for column in columns:
        if not column.words or column.listed in places:
            continue
        number = len(places)
        sheet.set_column(number, number, 36)
        sheet.write_string(0, number, column.listed, bold)
        for line, word in enumerate(column.words, 1):
            sheet.write_string(line, number, word)
        letter = _letter(number)
        last = len(column.words) + 1
        places[column.listed] = f"='{OWN_SHEETS[1]}'!${letter}$2:${letter}${last}"
    return places


def _letter(number: int) -> str:
    """The letter of a column, from 0; there are fewer lists than letters."""
    return chr(ord("A") + number)


def _write_columns(
    book: Any,
    sheet: Any,
    columns: Sequence[TemplateColumn],
    places: Mapping[str, str],
) -> None:
    bold = book.add_format({"bold": True})
    needed = book.add_format({"bold": True, "bg_color": "#FFE699"})
    # Excel makes days and numbers of texts: 2025-02 would be the first of February
    text = book.add_format({"num_format": "@"})
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        width = max(14, len(column.name) + 4)
        form = None if column.kind == "number" else text
        sheet.set_column(number, number, width, form)
        heading = needed if column.is_needed else bold
        sheet.write_string(0, number, column.name, heading)
        sheet.data_validation(
            1,
            number,
            MOST_ROWS,
            number,
            _rule(column, places),
        )


def _rule(column: TemplateColumn, places: Mapping[str, str]) -> dict[str, Any]:
    """What Excel asks of the cells of a column, and says of them."""
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": column.name[:LONGEST_TITLE],
        "input_message": column.meaning[:LONGEST_MESSAGE],
    }
    if column.words:
        rule["validate"] = "list"
        rule["source"] = places[column.listed]
        # another word may be right: Excel asks, and takes it
        rule["error_type"] = "information" if column.is_open else "stop"
        rule["error_title"] = "Not in the list"
        rule["error_message"] = f"The {column.listed} are on the sheet {OWN_SHEETS[1]}."
    elif column.kind == "number":
        rule["validate"] = "integer"
        rule["criteria"] = ">="
        rule["value"] = 0
        rule["error_type"] = "warning"
        rule["error_title"] = "Not a whole number"
        rule["error_message"] = "Write a whole number in figures, without a unit."
    return rule


def _explain(
    book: Any,
    sheet: Any,
    columns: Sequence[TemplateColumn],
) -> None:
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, _HEADINGS[number], bold)
    sheet.freeze_panes(1, 1)
    for line, column in enumerate(columns, 1):
        words = f"{column.listed}: see the next sheet" if column.words else ""
        if column.words and column.is_open:
            words += "; others are kept as written"
        sheet.write_string(line, 0, column.name, bold)
        sheet.write_string(line, 1, "yes" if column.is_needed else "", wrapped)
        sheet.write_string(line, 2, column.meaning, wrapped)
        sheet.write_string(line, 3, words, wrapped)
