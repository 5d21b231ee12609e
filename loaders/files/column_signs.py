"""Signs of columns: what all cells of a column show together, such as another separator or a length
at which texts were cut off.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pledgegraph.wording import worded

from .cell_parts import SEPARATOR
from .cells import BadCell, CellColumn

OTHER = "|"
"""What programs write between values in place of a semicolon."""
LENGTHS = (
    50,
    60,
    64,
    80,
    100,
    120,
    128,
    150,
    200,
    250,
    254,
    255,
    256,
    500,
    512,
    1000,
    1024,
)
"""Lengths at which programs cut texts off."""
SURE = (
    80,
    254,
    255,
)
"""Of these one text is enough."""


def with_its_separator(column: CellColumn) -> CellColumn:
    """A column whose values are separated by ``|``, and never by the separator of its layout, so
    that it is read so; N018 says it.
    """
    if column.separator == OTHER or any(column.separator in text for text in column.texts):
        return column
    for index, text in enumerate(column.texts):
        # At an end it is a border that somebody drew
        if OTHER in text.strip(OTHER):
            found = worded(
                "values are separated by {other} here, as in {text}",
                other=repr(OTHER),
                text=repr(text),
            )
            hint = worded(
                "They are read as several; write {separator} between them, or a layout.",
                separator=repr(SEPARATOR),
            )
            column.report(index, BadCell("N018", found, hint, "finding"))
            return replace(column, separator=OTHER)
    return column


def report_cut(column: CellColumn) -> None:
    """V013 for the texts of a column that may be cut off: the longest ones have one of the lengths
    at which programs cut.
    """
    lengths = Counter(map(len, column.texts))
    longest = max(lengths, default=0)
    is_cut = longest in SURE or (longest in LENGTHS and lengths[longest] > 1)
    if not is_cut:
        return
    for index, text in enumerate(column.texts):
        # A text that ends in a full stop may be whole by chance
        if len(text) == longest and text[-1].isalnum():
            found = worded(
                "the text may be cut off: it has {longest} characters, and none has more",
                longest=longest,
            )
            hint = worded("Export the column again with its whole texts; the text is kept.")
            column.report(index, BadCell("V013", found, hint, "finding"))
