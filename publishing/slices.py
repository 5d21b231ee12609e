"""Slices: the facts of a large site by country and situation, for a browser that would take long to
load all of them.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .addresses import file_path
from .catalogues import Dump
from .documents import Described, Document, identifier_in
from .mentions import Mentions
from .site_files import SiteFiles
from .turtle import turtle_of

FOLDER = "sparql/facts"
MOST = 100_000
"""Statements that a browser loads within seconds: a site with more has slices."""
PLACES = ("country", "situation")
OF_A_PLACE = ("pledge", "aggregate", "national-arrangement", "situation")
"""First parts of identifiers: what names a place because it is for it."""
ALWAYS = ("vocabulary", "forum")
"""What is small, and has the labels of codes."""


@dataclass(frozen=True)
class Slice:
    """The facts about a place: its identifier, and the file."""

    identifier: str
    file: Dump


class Slices:
    """Makes the slices of a site."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        mentions: Mentions,
        base: str,
    ) -> None:
        self.base = base
        self._documents = documents
        self._mentions = mentions
        self._always: list[str] = []
        for identifier, document in documents.items():
            if document.segment in ALWAYS:
                self._always.append(identifier)
        self._named: dict[str, list[str]] = {}

    def written(self, files: SiteFiles) -> Iterator[Slice]:
        """Write a file for each country and situation that a pledge is for."""
        rows = _rows(self._documents)
        for identifier, document in self._documents.items():
            if document.segment not in PLACES:
                continue
            naming = self._naming(identifier)
            if not any(each.startswith("pledge/") for each in naming):
                continue
            subjects = list(self._subjects(identifier, naming, rows))
            text = turtle_of(subjects, self.base).encode()
            # Without the time of packing: the same statements are the same bytes
            data = gzip.compress(text, compresslevel=6, mtime=0)
            path = f"{FOLDER}/{file_path(identifier)}.ttl.gz"
            files.write_bytes(path, data)
            count = sum(map(_statements, subjects))
            file = Dump.of(
                path,
                identifier,
                "text/turtle",
                data,
                len(text),
                count,
            )
            yield Slice(identifier, file)

    def _naming(self, identifier: str) -> list[str]:
        """What is for a place, in order."""
        found: dict[str, None] = {}
        for (segment, _), named_by in self._mentions.get(identifier, {}).items():
            if segment in OF_A_PLACE:
                found.update(dict.fromkeys(named_by))
        return list(found)

    def _subjects(
        self,
        place: str,
        naming: Iterable[str],
        rows: Mapping[str, Described],
    ) -> Iterator[Described]:
        """A place and what is for it whole, and of what these name the things themselves: another
        country comes without its figures.
        """
        whole = dict.fromkeys([place, *naming])
        whole.update(dict.fromkeys(self._always))
        named: dict[str, None] = {}
        for identifier in whole:
            for described in self._documents[identifier].subjects:
                yield described
                named.update(dict.fromkeys(self._named_by(described)))
        for identifier in named:
            parent = identifier.partition("#")[0]
            # Where a value was read: the row, not the thousands around it
            if identifier in rows:
                yield rows[identifier]
            if parent in self._documents and parent not in whole:
                whole[parent] = None
                if self._documents[parent].main.values:
                    yield self._documents[parent].main

    def _named_by(self, described: Described) -> list[str]:
        """What a subject names: it is asked for many places."""
        found = self._named.get(described.identifier)
        if found is None:
            found = self._named[described.identifier] = list(_named_by(described))
        return found


def _statements(described: Described) -> int:
    return sum(map(len, described.values.values()))


def _named_by(described: Described) -> Iterator[str]:
    for objects in described.values.values():
        for term in objects:
            name = identifier_in(term)
            if name:
                yield name


def _rows(documents: Mapping[str, Document]) -> dict[str, Described]:
    """The rows of sources by identifier."""
    found = {}
    for document in documents.values():
        if document.segment == "source":
            for row in document.dependants:
                found[row.identifier] = row
    return found
