"""Rows as texts: CSV and Markdown, for answers, lists and exports alike. A text of theirs shows,
and does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from .signs import visible

_FORMULA = re.compile(r"(^|[;\t\r\n])(?=[\s\"\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r])")
"""Where a spreadsheet begins to run a text: at its start, and behind what one parts cells or rows
by, wherever that is set so. In Geneva or Paris it is the semicolon, and the commas and quote marks
of the file part nothing.
"""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: it gets a quote mark. A negative number stays
    one.
    """
    if not _FORMULA.search(text) or _NUMBER.fullmatch(text):
        return text
    return _FORMULA.sub(r"\1'", text)


Cell = str | int | float | Decimal
"""What a cell of CSV is made of. A text of figures, as an identifier ``001``, is a text."""


def csv_line(cells: Iterable[Cell]) -> str:
    """A line of CSV: each text made harmless and in quote marks, numbers and empty cells bare, so
    that who trusts the marks reads ``001`` and ``1.0`` as the texts that they are.

    The standard library writes either all texts in quote marks or no empty cell.
    """
    return (",".join(map(_quoted, cells)) or '""') + "\n"  # an empty line would be no row


def _quoted(cell: Cell) -> str:
    if not isinstance(cell, str):
        number = str(cell)
        return number if _NUMBER.fullmatch(number) else f'"{number}"'  # more figures than Excel has
    if not cell:
        return cell
    doubled = harmless(visible(cell)).replace('"', '""')
    return f'"{doubled}"'


def csv_header(names: Sequence[str]) -> str:
    """The first line: names bare where they are plain words, as all of ours are."""
    cells = []
    for name in names:
        cells.append(name if re.fullmatch(r"\w+", name) else _quoted(name))
    return ",".join(cells) + "\n"


def csv_text(
    names: Sequence[str],
    rows: Iterable[Iterable[Cell]],
) -> str:
    """CSV with a header; without names nothing at all."""
    # Without columns a header would be an empty line, which is a row to programs
    header = csv_header(names) if names else ""
    return "".join([header, *map(csv_line, rows)])


_LINE_ENDS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_MARKS = re.compile(
    r"[\\`*\[\]{}|!~$]|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.I
)
"""Signs that mean something within a line, and what makes a link of a bare address."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_FIRST = re.compile(r"^(\d{1,9}(?=[.)])|(?=[#+=-]))")


def markdown_text(text: str) -> str:
    """A text with every character visible in Markdown, on one line: it makes no tag, link, picture,
    code or table.

    Web addresses do not become links: the author of a cell must not choose where a click leads.
    """
    # A line end would end the row of a Markdown table
    line = visible(_LINE_ENDS.sub(" ", text))
    return _MARKS.sub(r"\\\g<0>", line).translate(_ENTITIES)


def markdown_line(text: str) -> str:
    """A text that makes a line of its own: no heading or list comes of how it begins."""
    return _FIRST.sub(r"\1\\", markdown_text(text).strip())


def markdown_table(
    names: Sequence[str],
    rows: Iterable[Iterable[str]],
) -> str:
    """A Markdown table, a row a line. Without names nothing at all."""
    if not names:
        return ""
    lines = [_markdown_row(names), "|" + "---|" * len(names)]
    lines += map(_markdown_row, rows)
    return "".join(f"{line}\n" for line in lines)


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(markdown_text, cells))} |"
