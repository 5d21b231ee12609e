"""A marked workbook: the sheets of the sources with their problems marked, each with a comment, and
a list of all of them.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import Problem
from pledgegraph.ontology.languages import Language
from pledgegraph.problem_codes import CODES
from pledgegraph.queries.workbook import CELL_LENGTH, SHEET_ROWS, sheet_name
from pledgegraph.wording import Speech, said, worded
from pledgegraph.writing.signs import visible

if TYPE_CHECKING:
    from pledgegraph.loaders.sheet_copies import Place, SheetCopy

LIST = worded("Problems")
HEADINGS = (
    worded("code"),
    worded("kind"),
    worded("stops a build"),
    worded("file"),
    worded("sheet"),
    worded("line"),
    worded("column"),
    worded("cell"),
    worded("found"),
    worded("what to do"),
)
_CELL = 7
"""The place of the heading "cell"."""
_WIDTHS = (7, 40, 8, 30, 16, 7, 24, 9, 70, 70)
MOST_LINKS = 60_000
"""Excel opens no workbook with more links in one sheet than about 65,000."""
MOST_SAID = 2_000
"""Characters of a comment: a window that shows more covers the sheet."""
_NO_TIME = datetime(
    2000,
    1,
    1,
)
"""When each was made: the same problems give the same bytes."""
_COLOURS = {"error": "#FFC7CE", "finding": "#FFEB9C"}
Marks = Mapping["Place", Sequence[Problem]]


def write_marked(
    path: Path,
    problems: Sequence[Problem],
    copies: Sequence[SheetCopy],
    language: str = "en",
) -> None:
    """Write the workbook. Every cell is a text, never a formula.

    Args:
        language: that of headings, and of what each kind of problem is called.
    """
    import xlsxwriter

    speech = Language(language)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": _NO_TIME})
        title = said(LIST, speech)
        listed = book.add_worksheet(title)
        taken = [title.casefold()]
        targets: dict[int, str] = {}
        for copy in copies:
            marks = _marks(copy, problems)
            # More rows than a sheet of Excel has: they are in the list
            if not marks or max(copy.rows, default=0) >= SHEET_ROWS:
                continue
            name = sheet_name(copy.title, taken)
            taken.append(name.casefold())
            _write_copy(
                book,
                name,
                copy,
                marks,
            )
            for place, own in marks.items():
                for problem in own:
                    targets[id(problem)] = _link(name, place)
        _write_list(
            book,
            listed,
            problems,
            targets,
            speech,
        )
    path.write_bytes(made.getvalue())


def _marks(
    copy: SheetCopy,
    problems: Sequence[Problem],
) -> Marks:
    """The problems of a sheet by the cell that each is about."""
    marks: dict[Place, list[Problem]] = {}
    for problem in problems:
        where = problem.where
        place = None
        if (where.file, where.sheet) in copy.places:
            place = copy.place(where)
        if place is not None:
            of_cell = marks.setdefault(place, [])
            of_cell.append(problem)
    return marks


def _write_copy(
    book: Any,
    name: str,
    copy: SheetCopy,
    marks: Marks,
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(copy.header_row + 1, 0)
    # All cells are texts as the source has them, which Excel would mark too
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    texts = {}
    for place, heading in copy.header.items():
        sheet.write_string(
            copy.header_row,
            place,
            _fitting(heading),
            bold,
        )
        texts[copy.header_row, place] = heading
    # Texts of marked cells are kept: a cell is written once more with its colour
    for place, cells in copy.columns.items():
        for row, text in zip(
            copy.rows,
            cells,
            strict=True,
        ):
            if text:
                sheet.write_string(
                    row,
                    place,
                    _fitting(text),
                )
            if (row, place) in marks:
                texts[row, place] = text
    _mark(book, sheet, marks, texts)


def _mark(
    book: Any,
    sheet: Any,
    marks: Marks,
    texts: Mapping[Place, str],
) -> None:
    """Give the cells with a problem a colour and a comment."""
    forms = {}
    for severity, colour in _COLOURS.items():
        forms[severity] = book.add_format({"bg_color": colour, "text_wrap": True})
    for (row, place), problems in marks.items():
        # "error" comes before "finding" in the alphabet
        worst = min(problem.severity for problem in problems)
        text = texts.get((row, place), "")
        if text:
            sheet.write_string(
                row,
                place,
                _fitting(text),
                forms[worst],
            )
        else:
            sheet.write_blank(
                row,
                place,
                None,
                forms[worst],
            )
        _comment(
            sheet,
            row,
            place,
            problems,
        )


def _comment(
    sheet: Any,
    row: int,
    place: int,
    problems: Sequence[Problem],
) -> None:
    texts = []
    for problem in problems:
        shown = problem.as_row()
        texts.append(f"{problem.code} {shown['found']}. {shown['hint']}")
    text = visible("\n\n".join(texts))[:MOST_SAID]
    # Room for about forty characters a line, so that nothing is cut off when it is shown
    height = min(400, 40 + 18 * (len(text) // 40 + text.count("\n")))
    look = {"author": "pledgegraph", "width": 300, "height": height}
    sheet.write_comment(
        row,
        place,
        text,
        look,
    )


def _write_list(
    book: Any,
    sheet: Any,
    problems: Sequence[Problem],
    targets: Mapping[int, str],
    speech: Speech,
) -> None:
    bold = book.add_format({"bold": True})
    top = book.add_format({"valign": "top", "text_wrap": True})
    link = book.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(
        0,
        0,
        max(len(problems), 1),
        len(HEADINGS) - 1,
    )
    for place, heading in enumerate(HEADINGS):
        sheet.set_column(
            place,
            place,
            _WIDTHS[place],
        )
        sheet.write_string(
            0,
            place,
            said(heading, speech),
            bold,
        )
    for line, problem in enumerate(problems[: SHEET_ROWS - 1], 1):
        for place, cell in enumerate(_cells(problem, speech)):
            if isinstance(cell, int):
                sheet.write_number(
                    line,
                    place,
                    cell,
                    top,
                )
            else:
                sheet.write_string(
                    line,
                    place,
                    _fitting(cell),
                    top,
                )
        target = targets.get(id(problem))
        if target and line <= MOST_LINKS:
            shown = problem.where.cell or said(worded("go"), speech)
            sheet.write_url(
                line,
                _CELL,
                target,
                link,
                string=_fitting(shown),
            )


def _cells(problem: Problem, speech: Speech) -> list[str | int]:
    row = problem.as_row()
    stops = worded("yes") if problem.severity == "error" else worded("no")
    line = row["line"] or ""
    return [
        problem.code,
        said(worded(CODES[problem.code]), speech),
        said(stops, speech),
        row["file"],
        row["sheet"],
        line,
        row["column"],
        row["cell"],
        row["found"],
        row["hint"],
    ]


def _link(
    name: str,
    place: Place,
) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!{xl_rowcol_to_cell(*place)}"


def _fitting(text: str) -> str:
    # Half of what a cell holds is enough to find it, and needs no counting of characters
    return visible(text)[: CELL_LENGTH // 2]
