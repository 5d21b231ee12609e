"""ODS texts: what a cell says in several lines or with tabs. The reader of cells leaves both out,
and so makes one word of the last before a break and the first behind it.
"""

from __future__ import annotations

from xml.etree import ElementTree

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARAGRAPH = f"{_TEXT}p"
_COUNT = f"{_TEXT}c"
_SIGNS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}
_BLANKS = f"{_TEXT}s"
_ASIDE = (f"{_TEXT}note", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation")
_MOST_BLANKS = 1_000


def may_have_breaks(xml: bytes) -> bool:
    """Whether a text of a workbook may have a break or a tab; to see that costs nearly nothing."""
    return b":line-break" in xml or b":tab/" in xml or b":tab " in xml


def text_with_breaks(cell: ElementTree.Element) -> str:
    """The text of a cell that has a break or a tab within a paragraph; empty for any other."""
    paragraphs = cell.findall(_PARAGRAPH)
    signs = [element for each in paragraphs for element in each.iter() if element.tag in _SIGNS]
    if not signs:
        return ""
    return "\n".join(map(_said, paragraphs))


def _said(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append(_of_child(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _of_child(child: ElementTree.Element) -> str:
    if child.tag in _SIGNS:
        return _SIGNS[child.tag]
    if child.tag == _BLANKS:
        count = child.get(_COUNT, "1")
        # A file may say any number
        return " " * min(int(count), _MOST_BLANKS) if count.isdecimal() else " "
    return "" if child.tag in _ASIDE else _said(child)
