"""Blank ends: rows below the last one with content, which a sheet may have by the hundred thousand
where a format or a blank was once given to a whole column.

The reader of cells makes room for each of their cells, so they are cut off before it reads.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

FEW = 1_000
"""Blank rows that are not worth a second copy of the workbook."""
_SAYS = re.compile(rb"<c\b([^>]*)>\s*(?:<is>\s*)?<(?:v|t)\b[^>]*>([^<]*)<")
_SHARED = re.compile(rb"\bt=[\"']s[\"']")
_MORE = (b"<f", b"<r>", b"</t><t", b"<rPh")
"""What makes a cell more than one text: such a row is kept."""

BlankTexts = Callable[[], frozenset[bytes]]


def without_blank_end(xml: bytes, blank_texts: BlankTexts) -> bytes:
    """The XML of a sheet without the blank rows at its end, where they are many.

    Args:
        blank_texts: the numbers of the shared texts that are blank; asked for at most once.
    """
    body = xml.rfind(b"</sheetData>")
    if body < 0:
        return xml
    end = body
    count = 0
    known: frozenset[bytes] | None = None
    while (start := xml.rfind(b"<row", 0, end)) >= 0:
        row = xml[start:end]
        if any(part in row for part in _MORE):
            break
        said = _SAYS.findall(row)
        if said and known is None:
            known = blank_texts()
        if not all(_is_blank(attributes, text, known) for attributes, text in said):
            break
        # A value in a form that the pattern does not know is content
        if len(said) != row.count(b"<v>") + row.count(b"<t"):
            break
        end = start
        # Cells that have a format and no text take no room
        count += bool(said)
    return xml[:end] + xml[body:] if count > FEW else xml


def _is_blank(attributes: bytes, text: bytes, blank_texts: frozenset[bytes] | None) -> bool:
    if _SHARED.search(attributes):
        return text in (blank_texts or ())
    return not text.strip()


def blank_texts_in(xml: bytes) -> frozenset[bytes]:
    """The numbers, as cells write them, of those shared texts of a workbook that are blank."""
    found = set()
    number = 0
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(xml)):
            if element.tag.endswith("}si"):
                if not "".join(element.itertext()).strip():
                    found.add(str(number).encode())
                number += 1
                element.clear()
    except ElementTree.ParseError:
        # The reader of cells refuses the workbook, and says so
        return frozenset()
    return frozenset(found)
