"""Checks of pledgegraph.toml: every problem in the file, with its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pledgegraph.errors import Problem, suggest
from pledgegraph.wording import worded

from .expectations import KEYS as EXPECTED
from .expectations import wrong_values
from .publication_settings import wrong_publication
from .releases import LAYOUT
from .settings import (
    AUDIENCES,
    BAD_VALUES,
    GRAPH_KEYS,
    LISTS,
    RESERVED,
    SOURCE_KEYS,
    SourceSettings,
    problem_at,
    values_of,
)
from .values import bad_base, bad_file, bytes_of, is_date, is_encoding

_Lines = Mapping[tuple[str, int, str], int]
_Wrong = Iterator[tuple[str, str, str]]
_NEEDED = ("name", "file", "layout")
"""The keys that every source has."""


def problems_in(
    data: Mapping[str, Any],
    text: str,
    layouts: Collection[str],
) -> list[Problem]:
    """Every problem in a file, whose text gives the lines."""
    misshapen = _misshapen(data)
    if misshapen:
        return misshapen
    check = _Check(data, _lines_of(text))
    return list(check.problems(layouts))


def _lines_of(text: str) -> _Lines:
    """The line of each key: (table, number of earlier tables with its name, key) → line; the key of
    a table itself is "".
    """
    places: dict[tuple[str, int, str], int] = {}
    seen = Counter[str]()
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[{1,2}\s*([\w.-]+)\s*\]", line)
        key = re.match(r"\s*[\"']?([\w-]+)[\"']?\s*[=.]", line)
        if header:
            table = header[1]
            seen[table] += 1
            places[table, seen[table] - 1, ""] = number
            places.setdefault(("", 0, table.partition(".")[0]), number)
        elif key:
            places.setdefault((table, max(0, seen[table] - 1), key[1]), number)
    return places


def _misshapen(data: Mapping[str, Any]) -> list[Problem]:
    """Problems if ``graph`` is not a table or ``sources`` not a list of tables: nothing inside can
    be checked then.
    """
    found = []
    if not isinstance(data.get("graph", {}), dict):
        hint = worded("Write a line [graph], with its keys below.")
        found.append(problem_at("W004", worded("graph is not a table"), hint))
    if not isinstance(data.get("expect", {}), dict):
        hint = worded("Write a line [expect], with its keys below.")
        found.append(problem_at("W004", worded("expect is not a table"), hint))
    if not isinstance(data.get("publish", {}), dict):
        hint = worded("Write a line [publish], with its keys below.")
        found.append(problem_at("W004", worded("publish is not a table"), hint))
    sources = data.get("sources", [])
    are_tables = isinstance(sources, list) and all(isinstance(each, dict) for each in sources)
    if not are_tables:
        hint = worded("Write a line [[sources]] above each source, with two brackets.")
        found.append(problem_at("W004", worded("sources is not a list of tables"), hint))
    return found


@dataclass(frozen=True)
class _Check:
    """Finds everything that is wrong in a file of the right shape; ``lines`` gives the places."""

    data: Mapping[str, Any]
    lines: _Lines

    def problems(self, layouts: Collection[str]) -> Iterator[Problem]:
        """Keys first, then values, source by source."""
        graph = self.data.get("graph", {})
        sources = self.data.get("sources", [])
        yield from self._keys(
            "",
            0,
            self.data,
            ("graph", "expect", "publish", "sources"),
        )
        yield from self._keys("graph", 0, graph, GRAPH_KEYS)
        yield from self._base(graph)
        yield from self._expected()
        yield from self._published()
        for number, entry in enumerate(sources):
            yield from self._keys("sources", number, entry, SOURCE_KEYS)
            for key in _NEEDED:
                if key not in entry:
                    found = worded("source {number} has no {key}", number=number + 1, key=key)
                    hint = worded("Every source has name, file and layout.")
                    yield problem_at(
                        "W003",
                        found,
                        hint,
                        self._line("sources", number, ""),
                    )
        # A value can only be compared with those of other sources if all are of the right type
        if all(self._is_typed(entry) for entry in sources):
            yield from self._values(sources, layouts)

    def _base(self, graph: Mapping[str, Any]) -> Iterator[Problem]:
        if "base" not in graph:
            hint: str = worded('Write base = "https://example.org/pledges".')
            yield problem_at(
                "W003",
                worded("graph.base is missing"),
                hint,
                self._line("graph", 0, ""),
            )
        elif isinstance(graph["base"], str) and (hint := bad_base(graph["base"])):
            found = worded("graph.base {graph} cannot be a base", graph=repr(graph["base"]))
            yield problem_at(
                "W004",
                found,
                hint,
                self._line("graph", 0, "base"),
            )

    def _expected(self) -> Iterator[Problem]:
        table = self.data.get("expect", {})
        for key in table:
            if key not in EXPECTED:
                hint = suggest(key, EXPECTED) or worded(
                    "Known keys: {names}.", names=", ".join(EXPECTED)
                )
                line = self._line("expect", 0, key)
                yield problem_at(
                    "W002", worded("key expect.{key} is not known", key=key), hint, line
                )
        for key, found, hint in wrong_values(table):
            yield problem_at("W004", found, hint, self._line("expect", 0, key))

    def _published(self) -> Iterator[Problem]:
        # Who publishes nothing needs no such table; who has one needs all of it
        table = self.data.get("publish")
        if table is None:
            return
        for code, key, found, hint in wrong_publication(table):
            yield problem_at(code, found, hint, self._line("publish", 0, key))

    def _values(
        self, sources: Sequence[Mapping[str, Any]], layouts: Collection[str]
    ) -> Iterator[Problem]:
        nothing = dict.fromkeys(_NEEDED, "")
        entries = [SourceSettings(**(nothing | values_of(entry))) for entry in sources]
        for number, source in enumerate(entries):
            for key, found, hint in _bad_values(source, number, entries, layouts):
                # One that is missing has its own problem
                if key in sources[number]:
                    problem = worded(
                        "source {value}: {found}", value=source.name or number + 1, found=found
                    )
                    yield problem_at(
                        "W004",
                        problem,
                        hint,
                        self._line("sources", number, key),
                    )

    def _line(
        self,
        table: str,
        number: int,
        key: str,
    ) -> int:
        # Where a key is missing, the line of its table
        line = self.lines.get((table, number, key))
        return line or self.lines.get((table, number, ""), 0)

    def _keys(
        self, table: str, number: int, entry: Mapping[str, Any], known: Sequence[str]
    ) -> Iterator[Problem]:
        """Keys that are not known, and values of the wrong type."""
        for key, value in entry.items():
            name = f"{table}.{key}" if table else key
            line = self._line(table, number, key)
            if key not in known:
                hint = suggest(key, known) or worded("Known keys: {names}.", names=", ".join(known))
                yield problem_at(
                    "W002",
                    worded("key {name} is not known", name=name),
                    hint,
                    line,
                )
            elif table and not _is_typed(key, value):
                wanted = (
                    worded('a list of texts: ["a", "b"]')
                    if key in LISTS
                    else worded('a text: "..."')
                )
                yield problem_at(
                    "W004",
                    worded("{name} is {value}", name=name, value=_kind_of(value)),
                    worded("Write {wanted}.", wanted=wanted),
                    line,
                )

    def _is_typed(self, entry: Mapping[str, Any]) -> bool:
        for key, value in entry.items():
            if key not in SOURCE_KEYS or not _is_typed(key, value):
                return False
        return True


def _is_typed(key: str, value: object) -> bool:
    if key in LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, str) or (key == "retrieved" and is_day)


def _kind_of(value: object) -> str:
    """The kind of a TOML value in words."""
    # Python's bool is an int: it comes first
    kinds = (
        (bool, worded("true or false")),
        (str, worded("a text")),
        (int, worded("a number")),
        (float, worded("a number")),
        (list, worded("a list")),
    )
    for kind, words in kinds:
        if isinstance(value, kind):
            return words
    return worded("a table, a date or a time")


def _bad_values(
    source: SourceSettings, number: int, entries: Sequence[SourceSettings], layouts: Collection[str]
) -> _Wrong:
    """(key, what is wrong, how to fix it) for the values of one source."""
    names = [entry.name for entry in entries]
    yield from _bad_name(source, number, names)
    yield from _bad_choices(source, layouts)
    yield from _bad_reading(source)
    if wrong := bad_file(source.file):
        yield (
            "file",
            wrong,
            worded("Copy the file into sources/ and write sources/FILE, with slashes."),
        )
    if source.retrieved and not is_date(source.retrieved):
        yield (
            "retrieved",
            worded("retrieved {retrieved} is not a date", retrieved=repr(source.retrieved)),
            worded("Write 2026-11-23."),
        )
    for other in source.replaces:
        if other not in names:
            hint = suggest(other, set(names) - {source.name}) or worded("Name another source.")
            yield (
                "replaces",
                worded("it replaces {other}, which is not a source", other=repr(other)),
                hint,
            )
        elif source.name in _replaced_by(other, entries):
            yield (
                "replaces",
                worded("it replaces {other}, which replaces it", other=repr(other)),
                worded("Replace older sources only."),
            )


def _bad_name(
    source: SourceSettings,
    number: int,
    names: Sequence[str],
) -> _Wrong:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", source.name):
        yield (
            "name",
            worded("its name is not valid"),
            worded("Use a-z, 0-9 and -, at most 64 characters."),
        )
    elif source.name == RESERVED:
        yield (
            "name",
            worded("{reserved} is the name of pledgegraph's own vocabularies", reserved=RESERVED),
            worded("Choose another name."),
        )
    elif source.name in names[:number]:
        first = names.index(source.name) + 1
        yield (
            "name",
            worded("its name is used twice: source {first} has it too", first=first),
            worded("Give each source a different name."),
        )


def _bad_choices(source: SourceSettings, layouts: Collection[str]) -> _Wrong:
    if source.site and source.layout != LAYOUT:
        found = worded("a source that follows a site has another layout")
        yield "site", found, worded('Write layout = "{layout}".', layout=LAYOUT)
    if source.layout == LAYOUT and not source.site:
        yield "site", worded("it is missing"), worded("Write the address or folder of the site.")
    if layouts and source.layout not in (*layouts, LAYOUT):
        hint = suggest(source.layout, layouts) or worded(
            "Layouts are: {names}.", names=", ".join(layouts)
        )
        yield "layout", worded("layout {layout} is not known", layout=repr(source.layout)), hint
    for key, value, known in (
        ("audience", source.audience, AUDIENCES),
        ("bad_values", source.bad_values, BAD_VALUES),
    ):
        if value not in known and (key, value) != ("bad_values", ""):
            hint = suggest(value, known) or worded("One of {names}.", names=", ".join(known))
            yield key, worded("{key} {value} is not known", key=key, value=repr(value)), hint


_NO_DELIMITERS = ('"', "\n", "\r", " ", "\0")
"""Signs that cells themselves hold, or that end a row."""


def _bad_reading(source: SourceSettings) -> _Wrong:
    delimiter = source.delimiter
    if len(delimiter) > 1 or delimiter.isalnum() or delimiter in _NO_DELIMITERS:
        yield (
            "delimiter",
            worded("delimiter {delimiter} cannot separate cells", delimiter=repr(delimiter)),
            worded('Write ",", ";" or "\\t".'),
        )
    if source.largest and bytes_of(source.largest) is None:
        yield (
            "largest",
            worded("largest {largest} is not a file size", largest=repr(source.largest)),
            worded('Write largest = "2 GiB".'),
        )
    if source.encoding and not is_encoding(source.encoding):
        yield (
            "encoding",
            worded("encoding {encoding} is not known", encoding=repr(source.encoding)),
            worded("Write utf-8, utf-16 or cp1252."),
        )


def _replaced_by(
    name: str,
    entries: Sequence[SourceSettings],
) -> set[str]:
    """A source with all the sources it replaces, directly or indirectly."""
    found = set[str]()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            for entry in entries:
                if entry.name == current:
                    waiting += entry.replaces
    return found
