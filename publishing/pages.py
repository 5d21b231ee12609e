"""Pages: a document as HTML for people, with its data in it, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from pledgegraph.ontology.iris import iri

from .addresses import INDEX, file_path, link_to
from .captions import NAMED_BY, SECTIONS, TABLES
from .documents import Described, Document
from .frames import About, Frames, in_script
from .mentions import Mentions
from .pictures import Pictures
from .rows import order_of, shown_predicates
from .schema_org import description_of
from .values import Values

MOST_ROWS = 700
"""Rows of a table in a page; more are in its data only."""
MOST_MENTIONS = 100
_NUMBER = re.compile("([0-9]{1,18})")
_SEPARATOR = Markup("; ")
MOST_DATA = 400_000
"""Characters of data in a page; of more only what is said of the node itself."""


@dataclass(frozen=True)
class Table:
    """What depends on a node, one class at a time: a row each, with the cells of each column."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Markup]]
    left_out: str = ""


@dataclass(frozen=True)
class Listed:
    """Links to things under a heading, and how many more there are, in words."""

    heading: str
    links: Sequence[Markup]
    more: str = ""


class Pages:
    """Makes the pages of documents in one language."""

    def __init__(
        self,
        frames: Frames,
        mentions: Mentions,
        pictures: Pictures = MappingProxyType({}),
    ) -> None:
        self.frames = frames
        self._pictures = pictures
        self.names = frames.names
        self.mentions = mentions
        self.values = Values(
            frames.names,
            frames.texts["yes"],
            frames.texts["no"],
        )

    def page(self, document: Document, data: str) -> str:
        """The page of a document; ``data`` is its object in JSON-LD."""
        identifier = document.identifier
        name = self.names.thing(identifier)
        frame = self.frames.frame(f"{file_path(identifier)}/{INDEX}", name)
        values = self.values.at(frame.home)
        about = self.frames.about
        address = iri(identifier, about.base)
        classes = [self.names.term(term) for term in document.main.values.get("a", ())]
        site = (f"{about.base}/", about.title)
        described = description_of(
            document,
            address,
            name,
            site,
            self.frames.language.code,
        )
        return self.frames.rendered(
            "document.html",
            frame,
            classes=classes,
            address=address,
            canonical=f"{about.base}/{self.frames.folder}{identifier}",
            cited=_cited(about, name, address),
            file=frame.top + link_to(identifier).rstrip("/"),
            properties=list(values.properties(document.main)),
            tables=list(self._tables(document, values)),
            lists=list(self._lists(identifier, values)),
            picture=self._pictures.get(identifier),
            more_rows=self._more_rows(identifier),
            data=in_script(data),
            described=in_script(described),
        )

    def _more_rows(self, identifier: str) -> str:
        """How many rows of its picture a page leaves out, in words."""
        picture = self._pictures.get(identifier)
        if picture is None or not picture.left_out:
            return ""
        number = self.frames.language.number(picture.left_out)
        return self.frames.texts["and_more"].format(number=number)

    def _tables(self, document: Document, values: Values) -> Iterator[Table]:
        by_class: dict[str, list[Described]] = {}
        for described in document.dependants:
            by_class.setdefault(described.first("a"), []).append(described)
        for name, rows in by_class.items():
            rows.sort(key=_in_order)
            # A source may have ten thousand rows
            heading = self._table_heading(name)
            if len(rows) > MOST_ROWS:
                number = self.frames.language.number(len(rows))
                left_out = self.frames.texts["rows_in_data"].format(number=number)
                yield Table(heading, (), (), left_out)
                continue
            yield self._table(heading, rows, document.identifier, values)

    def _table_heading(self, name: str) -> str:
        if name in TABLES:
            return self.frames.language.translated(TABLES[name])
        return self.names.term(name)

    def _table(
        self,
        heading: str,
        rows: Sequence[Described],
        parent: str,
        values: Values,
    ) -> Table:
        columns: list[str] = []
        for described in rows:
            for predicate in shown_predicates(described):
                if predicate not in columns:
                    columns.append(predicate)
        columns.sort(key=order_of)
        # That each row names the node of the page need not be said
        columns = [each for each in columns if not _all_name(rows, each, parent)]
        lines = []
        for described in rows:
            cells = []
            for predicate in columns:
                shown = values.shown(predicate, described.values.get(predicate, ()))
                cells.append(shown[0] if len(shown) == 1 else _SEPARATOR.join(shown))
            _, _, fragment = described.identifier.partition("#")
            lines.append((fragment, _cells(cells)))
        return Table(heading, [self.names.term(each) for each in columns], lines)

    def _lists(self, identifier: str, values: Values) -> Iterator[Listed]:
        found = self.mentions.get(identifier, {})
        for (segment, predicate), identifiers in sorted(found.items(), key=_menu_place):
            heading = self._list_heading(segment, predicate)
            links = [values.link(each) for each in identifiers[:MOST_MENTIONS]]
            more = ""
            if len(identifiers) > MOST_MENTIONS:
                number = self.frames.language.number(len(identifiers) - MOST_MENTIONS)
                more = self.frames.texts["and_more"].format(number=number)
            yield Listed(heading, links, more)

    def _list_heading(self, segment: str, predicate: str) -> str:
        """How a list of those that name a thing by a property is headed."""
        language = self.frames.language
        things = language.translated(SECTIONS[segment])
        if predicate in NAMED_BY:
            return language.translated(NAMED_BY[predicate]).format(things=things)
        return self.frames.texts["named_in"].format(
            things=things,
            property=self.names.term(predicate),
        )


def _cited(
    about: About,
    name: str,
    address: str,
) -> str:
    """How to cite a page: who published it, what, where and up to when, as far as that is known."""
    parts = (about.publisher, name, about.title, about.date, address)
    return ". ".join(part for part in parts if part)


def _cells(cells: Sequence[Markup]) -> Markup:
    """The cells of a row. Each is safe already: a template would look at every one again."""
    # HTML needs no end of a cell, and there are a million of them
    inside = "<td>".join(cells)
    return Markup(f"<td>{inside}")


def _in_order(described: Described) -> list[tuple[int, str]]:
    """By the parts of the identifier, numbers by their size: row 9 before row 10."""
    found = []
    for part in _NUMBER.split(described.identifier):
        found.append((int(part), "") if part.isdecimal() else (0, part))
    return found


def _menu_place(entry: tuple[tuple[str, str], Any]) -> tuple[int, str]:
    segment, predicate = entry[0]
    return list(SECTIONS).index(segment), predicate


def _all_name(
    rows: Sequence[Described],
    predicate: str,
    parent: str,
) -> bool:
    named = f"<{parent}>"
    return all(row.values.get(predicate) == [named] for row in rows)
