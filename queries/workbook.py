"""A workbook: each table as a sheet, and a cover sheet with what is said around them. Cells are
texts and numbers, never formulas.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.languages import N_, NN_, Language
from pledgegraph.wording import worded
from pledgegraph.writing.signs import visible

Cell = str | int | None
"""A text as people read it, a number, or nothing."""
COVER = N_("About")
CUT = NN_(
    "{number} cell of the column {column} cut: a cell of a workbook holds {most} characters."
    " --format csv has it whole.",
    "{number} cells of the column {column} cut: a cell of a workbook holds {most} characters."
    " --format csv has them whole.",
)
CELL_LENGTH, SHEET_ROWS = 32_767, 1_048_576
"""What Excel allows: characters of a cell, as UTF-16 counts them, and rows of a sheet."""
LINK_LENGTH, SHEET_LINKS = 2_079, 65_530
"""What Excel allows: characters of a link, and links of a sheet."""
_ADDRESS = re.compile(r"https?://[^\s;<>\"]+")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
SHEET_NAME = 31
"""What Excel allows: characters of the name of a sheet."""
COVER_WIDTH, WIDEST, FILTER_BUTTON = 120, 60, 3
"""Widths of columns, in characters."""
LINE_HEIGHT, MOST_LINES = 15, 27
"""Height of a line in points, and lines of a row that Excel can show; the cell has all of them."""
PAGE_WIDTH = 200
"""Characters that a page is wide: A4 in letters of about two thirds of their size."""
A4 = 9
"""The number that workbooks have for the size of paper."""
_LARGEST = 10**15
"""From here on a workbook rounds numbers: they are written as texts."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a sheet has it: rows below their headings."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    counts: Sequence[bool] = ()
    """Which columns count things: their numbers have separators, which a year has not."""
    links: Sequence[bool] = ()
    """Which columns lead to the web addresses in them."""
    repeats: bool = False
    """Whether it says again what another sheet says."""
    printed: int = 0
    """How many of the first columns are printed: those for people; 0 for all of them."""


def check_rows(number: int) -> None:
    """``UsageProblem`` for more rows than a sheet can have."""
    if number >= SHEET_ROWS:
        raise UsageProblem(
            worded(
                "A sheet of a workbook has {most} rows below its header, and the answer {number}",
                most=SHEET_ROWS - 1,
                number=number,
            ),
            worded("Use --format csv, or narrow the question."),
        )


def cut_cells(sheets: Sequence[Sheet], language: str) -> list[str]:
    """What a workbook leaves out of sheets, a line for each column, in a language.

    Raises:
        UsageProblem: a sheet cannot have this many rows.
    """
    remarks = []
    for sheet in sheets:
        found = _cut_cells(
            sheet.headings,
            sheet.rows,
            language,
        )
        if not sheet.repeats:
            remarks += found
    return remarks


def _cut_cells(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    language: str,
) -> list[str]:
    """What a workbook leaves out of such rows.

    Raises:
        UsageProblem: a sheet cannot have this many rows.
    """
    check_rows(len(rows))
    words = Language(language)
    most = words.number(CELL_LENGTH)
    remarks = []
    for place, heading in enumerate(headings):
        count = sum(_is_cut(row[place]) for row in rows)
        if count:
            text = words.counted(*CUT, count)
            remark = text.format(
                number=words.number(count),
                column=heading,
                most=most,
            )
            remarks.append(remark)
    return remarks


def write_workbook(
    path: Path,
    above: Sequence[str],
    sheets: Sequence[Sheet],
    language: str,
) -> None:
    """Writes tables, each on a sheet, and on the cover the texts ``above``, a heading first.

    Raises:
        UsageProblem: a sheet cannot have this many rows.
    """
    cut = cut_cells(sheets, language)
    import xlsxwriter  # only here: other answers start without it

    # In memory first: the library leaves a file open when it cannot be written.
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        forms = _Forms(book)
        cover = book.add_worksheet(Language(language).translated(COVER))
        cover.set_column(0, 0, COVER_WIDTH)
        _for_print(cover, 1)
        # The library silently leaves out a text that is too long: the cover says what is cut
        for line, text in enumerate([*above, *cut]):
            cover.set_row(line, height_of([text], [COVER_WIDTH]))
            cover.write_string(
                line,
                0,
                _fitting(text),
                forms.text if line else forms.heading,
            )
        for sheet in sheets:
            _write_sheet(book, sheet, forms)
    path.write_bytes(made.getvalue())


def sheet_name(name: str, taken: Collection[str]) -> str:
    """A name that Excel takes: short, without some signs, and of no other sheet; ``taken`` are the
    case-folded names of the others.
    """
    plain = _NOT_IN_NAMES.sub(" ", visible(name))
    words = " ".join(plain.split())
    # Excel refuses an apostrophe at the ends, and keeps one word for itself
    short = words[:SHEET_NAME].strip(" '")
    if not short or short.casefold() == "history":
        short = f"{short} -".strip()
    found, number = short, 1
    while found.casefold() in taken:
        number += 1
        ending = f" {number}"
        found = short[: SHEET_NAME - len(ending)] + ending
    return found


class _Forms:
    """How the cells of a workbook look."""

    def __init__(self, book: Any) -> None:
        at_top = {"valign": "top", "text_wrap": True}
        self.heading = book.add_format({**at_top, "bold": True})
        self.text = book.add_format(at_top)
        self.link = book.add_format({**at_top, "font_color": "#0563C1", "underline": 1})
        # Excel shows the separator of the reader's own language
        self.count = book.add_format({**at_top, "num_format": "#,##0"})


def _write_sheet(
    book: Any,
    table: Sheet,
    forms: _Forms,
) -> None:
    taken = [each.name.casefold() for each in book.worksheets()]
    sheet = book.add_worksheet(sheet_name(table.name, taken))
    last = len(table.headings) - 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), last)
    sheet.repeat_rows(0)
    # What a row is about is next to its columns on every page
    sheet.repeat_columns(0)
    looks = [forms.count if is_count else forms.text for is_count in table.counts]
    looks = looks or [forms.text] * len(table.headings)
    widths = []
    for place, heading in enumerate(table.headings):
        cells = [row[place] for row in table.rows]
        width = _width(heading, cells)
        widths.append(width)
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, _fitting(heading), forms.heading)
    sheet.set_row(0, height_of(table.headings, widths))
    for line, row in enumerate(table.rows, 1):
        sheet.set_row(line, height_of(row, widths))
        _write_row(sheet, line, row, looks)
    _add_links(sheet, table, forms)
    printed = table.printed or len(widths)
    sheet.print_area(0, 0, len(table.rows), printed - 1)
    _for_print(sheet, pages_wide(widths[:printed]))


def _for_print(sheet: Any, wide: int) -> None:
    """A4, broad, as many pages long as it takes."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(wide, 0)
    # The pages of one row follow each other
    sheet.print_across()


def pages_wide(widths: Sequence[int]) -> int:
    """Over how many pages side by side columns are printed, so that they can be read: forty
    columns on one page are a grey line.
    """
    return max(1, -(-sum(widths) // PAGE_WIDTH))


def height_of(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """The height of a row in points: of its longest text, but no more than a reader scrolls past.

    Some programs keep the height of one line for a text of many: they would be printed over it.
    """
    most = 1
    for cell, width in zip(row, widths, strict=True):
        lines = 0
        for line in str(cell or "").split("\n"):
            # A word that does not fit goes to the next line: a tenth of the room stays empty
            lines += 1 + int(len(line) * 1.1) // width
        most = max(most, lines)
    return LINE_HEIGHT * min(most, MOST_LINES)


def _width(heading: str, cells: Sequence[Cell]) -> int:
    """What shows most cells whole, in characters; longer texts are wrapped."""
    words = [len(word) for word in heading.split()]
    lengths = [len(str(cell)) for cell in cells if cell is not None]
    longest = max([*words, *lengths], default=0)
    # Room for the button of the filter
    return min(longest + FILTER_BUTTON, WIDEST)


def _write_row(
    sheet: Any,
    line: int,
    row: Sequence[Cell],
    looks: Sequence[object],
) -> None:
    for place, cell in enumerate(row):
        form = looks[place]
        if isinstance(cell, int) and abs(cell) < _LARGEST:
            sheet.write_number(line, place, cell, form)
        # Never ``write``: it makes a formula of a text that begins with "="
        elif cell is not None:
            sheet.write_string(
                line,
                place,
                _fitting(str(cell)),
                form,
            )


def _add_links(
    sheet: Any,
    table: Sheet,
    forms: _Forms,
) -> None:
    """The first web address of each cell of the columns with links leads there.

    The text of a cell stays whole where Excel has no room for its link.
    """
    # Counted here, because one link more would make Excel repair the file
    left = SHEET_LINKS
    for place, leads in enumerate(table.links):
        for line, row in enumerate(table.rows, 1):
            address = _ADDRESS.search(str(row[place] or "")) if leads else None
            if address is None or len(address[0]) > LINK_LENGTH or not left:
                continue
            left -= 1
            # It gives no error for what it leaves out, but a number
            lost = sheet.write_url(
                line,
                place,
                address[0],
                forms.link,
                _fitting(str(row[place])),
            )
            assert lost == 0, f"a link is not written: {lost}"


def _is_cut(cell: Cell) -> bool:
    # Numbers are never cut
    if not isinstance(cell, str):
        return False
    # As it is written: a sign that is spelled out is longer
    return _is_too_long(visible(cell))


def _is_too_long(text: str) -> bool:
    # Most texts are short: they are not encoded to find that out.
    if len(text) <= CELL_LENGTH // 2:
        return False
    encoded = _in_utf16(text)
    return len(encoded) > 2 * CELL_LENGTH


def _in_utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _fitting(text: str) -> str:
    """As much of a text as a cell of a workbook holds, in whole characters, with every sign to be
    seen.
    """
    text = visible(text)
    if not _is_too_long(text):
        return text
    first = _in_utf16(text)[: 2 * CELL_LENGTH]
    # The cut may fall within a character of two units: half of one is left out
    return first.decode("utf-16-le", "ignore")
