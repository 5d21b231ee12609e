"""Page: an answer as one HTML file, which prints, asks the network for nothing, and in which texts
of the sources do nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from pledgegraph.writing.signs import visible

from .sections import said_once, sections

if TYPE_CHECKING:
    from .sections import Readable, Section

STYLE = """
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { margin: 2rem; max-width: 90rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
code { overflow-wrap: anywhere; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #8886; padding: .35rem .6rem; }
th, td { text-align: start; vertical-align: top; }
td { min-width: 5rem; overflow-wrap: break-word; max-width: 32rem; }
td:first-child { white-space: nowrap; }
thead th { border-bottom: 2px solid; }
@media print { body { margin: 0; font-size: 9pt; } tr { break-inside: avoid; } }
@page { size: A4 landscape; margin: 12mm; }
"""
_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="pledgegraph">\n'
    "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
)


def page_of(answer: Readable) -> str:
    """The whole page: heading, coverage, sections, notices, and the command that was asked."""
    parts = [
        _element("h1", answer.heading),
        _element("p", answer.coverage),
    ]
    parts += _tables(answer)
    for table in answer.tables:
        parts.append(_element("h2", table.heading))
        parts += _tables(table)
    notices = [_element("li", notice) for notice in answer.notices]
    parts.append(_inside("ul", notices))
    command = _element("code", answer.asked_with())
    parts.append(_inside("p", [command]))
    digest = hashlib.sha256(STYLE.encode()).digest()
    return _PAGE.format(
        language=answer.language,
        digest=base64.b64encode(digest).decode(),
        title=_shown(answer.heading),
        style=Markup(STYLE),
        body=Markup("").join(parts),
    )


def _tables(answer: Readable) -> list[Markup]:
    parts = []
    same = said_once(answer)
    if same:
        parts.append(_element("p", same))
    for section in sections(answer):
        if section.heading:
            parts.append(_element("h2", section.heading))
        parts.append(_table(section))
    return parts


def _table(section: Section) -> Markup:
    head = _row("th", section.headings)
    rows = [_row("td", row) for row in section.rows]
    parts = [
        _inside("thead", [head]),
        _inside("tbody", rows),
    ]
    return _inside("table", parts)


def _row(tag: str, cells: Sequence[str]) -> Markup:
    return _inside("tr", [_element(tag, cell) for cell in cells])


def _element(tag: str, text: str) -> Markup:
    # dir: a name in Arabic among others in English is read in its own direction
    opening = Markup('<{} dir="auto">').format(tag)
    return opening + _shown(text) + Markup("</{}>").format(tag)


def _inside(tag: str, parts: Iterable[Markup]) -> Markup:
    return Markup("<{}>{}</{}>\n").format(tag, Markup("").join(parts), tag)


def _shown(text: str) -> Markup:
    return Markup.escape(visible(text))
