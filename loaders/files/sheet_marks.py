"""Sheet marks: what a workbook says of its cells and rows in addition to their values.

The reader of cells gives an empty text for an error, and for a formula whose result was never
stored; of hidden rows it says nothing. The XML of the sheet has all of it. It is searched as bytes:
to parse every cell once more would take longer than to read them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from .ods_texts import may_have_breaks, text_with_breaks

Position = tuple[int, int]
"""Row and column of a cell, from 0."""
Area = tuple[Position, Position]
"""The first and the last cell of a merged area."""


@dataclass
class Marks:
    """Rows and columns are counted from 0, as the sheet has them.

    ``broken``: the text of cells of ODS whose breaks the reader of cells leaves out;
    ``last``: row and column up to which cells have content, as far as it was looked for;
    ``damaged``: a cell that names a text which no workbook can have.
    """

    errors: dict[Position, str] = field(default_factory=dict)
    formulas: set[Position] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    broken: list[tuple[Area, str]] = field(default_factory=list)
    last: Position = (0, 0)
    damaged: Position | None = None


_PREFIX = rb"(?:\w+:)?"
_ERROR = re.compile(
    rb"<" + _PREFIX + rb"c\b([^>]*\bt=[\"']e[\"'][^>]*)>.*?"
    rb"<" + _PREFIX + rb"v>([^<]*)<",
    re.S,
)
_FORMULA = re.compile(
    rb"<" + _PREFIX + rb"c\b([^>]*)>\s*"
    rb"<" + _PREFIX + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + _PREFIX + rb"f>)\s*"
    rb"(<" + _PREFIX + rb"v\s*/>|<" + _PREFIX + rb"v>\s*</" + _PREFIX + rb"v>)?\s*"
    rb"</" + _PREFIX + rb"c>"
)
_HIDDEN = re.compile(rb"<" + _PREFIX + rb"row\b([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_ROW = re.compile(rb"<" + _PREFIX + rb"row\b[^>]*?\br=[\"'](\d+)[\"'][^>]*(?<!/)>")
_WIDE = re.compile(rb"<" + _PREFIX + rb"c r=[\"']([A-Z]{2,})\d+[\"'][^>]*(?<!/)>")
_DEEP = re.compile(rb"<" + _PREFIX + rb"c r=[\"'][A-Z]+(\d{7,})[\"'][^>]*(?<!/)>")
"""Cells below a million rows, whatever their row says of itself: Excel's last one among them."""
_PLACE = re.compile(rb"\br=[\"']([A-Z]*)(\d+)[\"']")
_MERGED = re.compile(rb"<" + _PREFIX + rb"mergeCell\b[^>]*\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)")
_NO_TEXT = re.compile(
    rb"<" + _PREFIX + rb"c\b([^>]*\bt=[\"']s[\"'][^>]*)>\s*<" + _PREFIX + rb"v>\s*-"
)
"""A text by a number below 0: the reader of cells takes the first text for it."""
_IS_TEXT = re.compile(rb"\bt=[\"']str[\"']")


def letters_of(column: int) -> str:
    """The letters of a column, from 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def marks_in_xlsx(xml: bytes) -> Marks:
    """The marks of a sheet of an XLSX workbook, from its XML."""
    marks = Marks()
    # Most sheets have none of these marks, and to see that takes much less time than a pattern
    for match in _matches(_ERROR, xml, b't="e"', b"t='e'"):
        place = _place(match[1])
        if place is not None:
            marks.errors[place] = match[2].decode("utf-8", "replace")
    for match in _matches(_FORMULA, xml, b"<f", b":f"):
        place = _place(match[1])
        # a formula may well result in an empty text
        is_empty_text = match[2] is not None and _IS_TEXT.search(match[1])
        if place is not None and not is_empty_text:
            marks.formulas.add(place)
    for match in _matches(_HIDDEN, xml, b"hidden="):
        number = re.search(rb"\br=[\"'](\d+)", match[1])
        if number:
            row = int(number[1]) - 1
            marks.hidden_rows.add(row)
    for match in _matches(_MERGED, xml, b"mergeCell"):
        first = _position(match[1], match[2])
        end = _position(match[3], match[4])
        marks.merged.append((first, end))
    for match in _matches(_NO_TEXT, xml, b"v>-", b"v> "):
        marks.damaged = marks.damaged or _place(match[1])
    # A cell far out makes the reader give room to all cells in between
    marks.last = _last_with_content(xml)
    return marks


def _matches(
    pattern: re.Pattern[bytes],
    xml: bytes,
    *parts: bytes,
) -> Iterator[re.Match[bytes]]:
    """The matches of a pattern in a text, where it has one of the parts that each match has."""
    if any(part in xml for part in parts):
        yield from pattern.finditer(xml)


def _place(attributes: bytes) -> Position | None:
    match = _PLACE.search(attributes)
    if match is None or not match[1]:
        return None
    return _position(match[1], match[2])


def _position(letters: bytes, number: bytes) -> Position:
    """Sheets count rows from 1, and name columns by letters."""
    row = int(number) - 1
    return row, column_of(letters.decode())


def _last_with_content(xml: bytes) -> Position:
    # A damaged cell may name another row than the one that it is in
    rows = [*_ROW.findall(xml), *_DEEP.findall(xml)]
    last = max(map(int, rows), default=1)
    # Columns of one letter are not looked for: there are 26, and every row has them
    widest = 25
    for letters in set(_WIDE.findall(xml)):
        widest = max(widest, column_of(letters.decode()))
    return last - 1, widest


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_REPEATED = 1_048_576


def marks_in_ods(xml: bytes) -> dict[str, Marks]:
    """The marks of each sheet of an ODS workbook, from its XML."""
    found: dict[str, Marks] = {}
    with_breaks = may_have_breaks(xml)
    for table in _tables(xml):
        marks = Marks()
        row = 0
        for element in table.iter(f"{_TABLE}table-row"):
            count = _repeated(element, "number-rows-repeated")
            shown_as = element.get(f"{_TABLE}visibility", "visible")
            if shown_as != "visible" and len(element):
                # A million hidden rows below the table are one element of the file
                shown = range(row, row + min(count, 1000))
                marks.hidden_rows.update(shown)
            _mark_cells(element, row, marks)
            if with_breaks:
                _mark_breaks(element, (row, row + count - 1), marks)
            row += count
        found[table.get(f"{_TABLE}name", "")] = marks
    return found


def _tables(xml: bytes) -> Iterator[ElementTree.Element]:
    for _, element in ElementTree.iterparse(io.BytesIO(xml)):
        if element.tag == f"{_TABLE}table":
            yield element
            # A sheet that is read is let go: the tree of a large file takes many times its size
            element.clear()


def _repeated(element: ElementTree.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    if not text.isdecimal():
        return 1
    # A file may say any number: no sheet has more rows than that
    return min(int(text), _MOST_REPEATED)


def _mark_cells(
    row_element: ElementTree.Element,
    row: int,
    marks: Marks,
) -> None:
    column = 0
    for cell in row_element:
        if cell.tag not in _CELLS:
            continue
        place = (row, column)
        if cell.get(f"{_CALC}value-type") == "error":
            marks.errors[place] = "".join(cell.itertext())
        down = _repeated(cell, "number-rows-spanned")
        across = _repeated(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            end = (row + down - 1, column + across - 1)
            marks.merged.append((place, end))
        column += _repeated(cell, "number-columns-repeated")
        # Empty cells only say where the next one is
        if len(cell):
            last_row, last_column = marks.last
            marks.last = (max(last_row, row), max(last_column, column - 1))


def _mark_breaks(
    row_element: ElementTree.Element,
    rows: tuple[int, int],
    marks: Marks,
) -> None:
    first, last = rows
    column = 0
    for cell in row_element:
        if cell.tag not in _CELLS:
            continue
        count = _repeated(cell, "number-columns-repeated")
        text = text_with_breaks(cell)
        if text:
            area = ((first, column), (last, column + count - 1))
            marks.broken.append((area, text))
        column += count
