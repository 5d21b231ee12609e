"""Sheet pages: a sheet as a page that opens offline, with its rows as a table, and filters, search
and what a click shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from .captions import Captions
from .composition import Thing
from .drawing import as_json, is_address
from .filters import Filter, filters_as_json, filters_of
from .labels import isolated
from .level_signs import SIGNS
from .page_templates import page_template, policy_hash
from .sheets import Section, Sheet, cell, svg

MOST_ROWS = 700
"""Of more rows a page would be larger than 2 MB, as each is up to 3 kB."""


@dataclass(frozen=True)
class PageRow:
    """A row of a page: its name there, its cells as texts by column, and the pledge that it is of.

    ``key`` is the same in all rows of a pledge. A row that counts others has the name of their
    section in ``sums_up``.
    """

    name: str
    cells: Mapping[str, str]
    key: str
    thing: Thing | None
    sums_up: str | None


@dataclass(frozen=True)
class ShownSection:
    """A section with its rows as a page shows them."""

    section: Section
    rows: Sequence[PageRow]


def html(sheet: Sheet, heading: str) -> str:
    """The sheet as one page that opens offline, with its table below it.

    Without scripts it is all there; they narrow it, and open what belongs to a mark. ``heading`` is
    that of the table.
    """
    captions = Captions(sheet.language)
    sections = sheet.sections or [Section("table", heading, sheet.headings, sheet.table)]
    parts = _parts(sheet, first_rows(sections), captions)
    style = _text("sheet.css") + _text("use.css")
    # What is shared is first: the script of the sheet listens to it
    scripts = [_text("use.js"), _text("sheet.js")]
    template = page_template("sheet.html")
    return template.render(
        sheet=sheet,
        picture=Markup(svg(sheet, linked=True)),
        # The policy of the page names its style and its scripts, and allows nothing else
        style=Markup(style),
        style_digest=policy_hash(style),
        scripts=[Markup(text) for text in scripts],
        script_digests=" ".join(map(policy_hash, scripts)),
        parts=parts,
        filters=_filters(sheet, parts, captions),
        filters_as_json=_filters_as_json,
        is_address=is_address,
        signs=SIGNS,
        say=captions.say,
        words_in_script=as_json(captions.in_scripts()),
        further=captions.count,
        # Our own sentences, in which a name may run from right to left
        own=isolated,
    )


def _text(name: str) -> str:
    place = files("pledgegraph.graph.pictures") / "templates" / name
    return place.read_text("utf-8")


def first_rows(sections: Sequence[Section]) -> list[Section]:
    """The sections of a page with the first rows of those that have too many for it: as many of
    each, so that none is empty.
    """
    left = MOST_ROWS
    allowed = 0
    sizes = sorted(len(section.rows) for section in sections)
    for number, size in enumerate(sizes):
        share = left // (len(sizes) - number)
        allowed = max(1, share)
        # What a small one does not need is there for the larger ones
        left -= min(size, allowed)
    shown = []
    for section in sections:
        rows = section.rows[:allowed]
        further = section.further + len(section.rows) - len(rows)
        shown.append(replace(section, rows=rows, further=further))
    return shown


def _parts(
    sheet: Sheet,
    sections: Sequence[Section],
    captions: Captions,
) -> list[ShownSection]:
    keys: dict[str, str] = {}
    parts = []
    for section in sections:
        rows = list(_rows(sheet, section, keys, captions))
        parts.append(ShownSection(section, rows))
    return parts


def _rows(
    sheet: Sheet,
    section: Section,
    keys: dict[str, str],
    captions: Captions,
) -> Iterator[PageRow]:
    """The rows of a section; ``keys`` are those of the pledges that have had one."""
    for number, row in enumerate(section.rows):
        name = section.row_name(number)
        cells = {}
        for column in section.headings:
            cells[column] = _shown(column, row[column], captions)
        identifier = str(row.get("id", ""))
        thing = sheet.things.get(identifier)
        key = name
        if thing:
            # By the name of its first row, as an identifier is data and may be any text
            key = keys.setdefault(identifier, name)
        sums_up = section.sums_up[number] if section.sums_up else None
        yield PageRow(
            name,
            cells,
            key,
            thing,
            sums_up,
        )


def _shown(
    column: str,
    value: Any,
    captions: Captions,
) -> str:
    # A year counts nothing
    is_count = isinstance(value, int) and column != "year"
    return captions.language.number(value) if is_count else cell(value)


def _filters(
    sheet: Sheet,
    parts: Sequence[ShownSection],
    captions: Captions,
) -> list[Filter]:
    """The filters of the pledges of a page, each counted once."""
    things = {}
    for part in parts:
        for row in part.rows:
            if row.thing:
                things[row.key] = dict(row.thing.filters)
    return filters_of(things.values(), captions) if things else []


def _filters_as_json(thing: Thing) -> str:
    return filters_as_json(dict(thing.filters))
