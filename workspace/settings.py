"""pledgegraph.toml: the name of a workspace's graph and its sources. Unknown keys are errors."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pledgegraph.errors import Problem, SourceProblems, Where, WorkspaceProblem, suggest

from .values import bad_base, bad_file, bytes_of, is_date, is_encoding

FILE = "pledgegraph.toml"
AUDIENCES = ("public", "partners", "internal")
BAD_VALUES = ("stop", "report")
RESERVED = "vocabularies"
"""The name of the source of pledgegraph's own vocabularies."""


@dataclass(frozen=True)
class SourceSettings:
    """One ``[[sources]]`` entry."""

    name: str
    file: str
    layout: str
    title: str = ""
    licence: str = ""
    publisher: str = ""
    retrieved: str = ""
    audience: str = "public"
    replaces: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    nulls: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    bad_values: str = "stop"
    authority: str = ""
    largest: str = ""


@dataclass(frozen=True)
class Settings:
    """The whole file. ``base`` is the start of the IRIs of the graph's own nodes, without a slash
    at the end.
    """

    base: str
    title: str
    licence: str
    publisher: str
    sources: tuple[SourceSettings, ...]


GRAPH_KEYS = ("base", "title", "licence", "publisher")
SOURCE_KEYS = tuple(field.name for field in fields(SourceSettings))
LISTS = ("replaces", "ignore", "nulls")
"""Keys of a source whose value is a list of texts; all others are texts."""


def read_settings(folder: Path, layouts: Collection[str] = ()) -> Settings:
    """The settings of a workspace.

    Args:
        folder: the workspace.
        layouts: the known column layouts; if empty, the layout of a source is not checked.

    Raises:
        WorkspaceProblem: there is no such file, or it is not a text file.
        SourceProblems: W001 not TOML, W002 unknown key, W003 missing key, W004 a value that cannot
            be used.
    """
    text = _text(folder)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        message, _, place = str(problem).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        number = (
            int(line[1]) if line else len(text.splitlines())
        )  # the other place is the end of the document
        raise SourceProblems(
            [_problem("W001", f"not valid TOML: {message}", "Correct the line.", number)]
        ) from None
    except RecursionError:
        raise SourceProblems(
            [_problem("W001", "lists are nested too deeply", "Write simple lists of texts.")]
        ) from None
    problems = _misshapen(data) or list(_Check(data, _lines_of(text)).problems(layouts))
    if problems:
        raise SourceProblems(problems)
    return Settings(
        **{key: data["graph"].get(key, "") for key in GRAPH_KEYS},
        sources=tuple(SourceSettings(**_source(entry)) for entry in data.get("sources", [])),
    )


def _text(folder: Path) -> str:
    path = folder / FILE
    hint = "Create a workspace with `pledgegraph init DIR FILE`, or use `-C DIR`."
    if not folder.is_dir():
        raise WorkspaceProblem(f"There is no folder {folder}", hint)
    if not path.exists():
        raise WorkspaceProblem(f"There is no {FILE} in {folder}", hint)
    if not path.is_file():
        raise WorkspaceProblem(f"{path} is not a file", "It must be a text file in UTF-8.")
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        where = f"byte {problem.start + 1:,}"
        raise WorkspaceProblem(
            f"{path} is not valid UTF-8 at {where}", "Save it as UTF-8."
        ) from None
    except OSError as problem:
        raise WorkspaceProblem(
            f"{path} could not be read ({problem.strerror})", "Check its permissions."
        ) from None


def _problem(code: str, found: str, hint: str, line: int = 0) -> Problem:
    return Problem(code, "error", Where(FILE, line=line), found, hint)


_Lines = Mapping[tuple[str, int, str], int]


def _lines_of(text: str) -> _Lines:
    """The line of each key: (table, number of earlier tables with its name, key) → line; the key of
    a table itself is "".
    """
    places: dict[tuple[str, int, str], int] = {}
    seen, table = Counter[str](), ""
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
        found.append(
            _problem("W004", "graph is not a table", "Write a line [graph], with its keys below.")
        )
    sources = data.get("sources", [])
    if not isinstance(sources, list) or any(not isinstance(entry, dict) for entry in sources):
        hint = "Write a line [[sources]] above each source, with two brackets."
        found.append(_problem("W004", "sources is not a list of tables", hint))
    return found


@dataclass(frozen=True)
class _Check:
    """Finds everything that is wrong in a file of the right shape; ``lines`` gives the places."""

    data: Mapping[str, Any]
    lines: _Lines

    def problems(self, layouts: Collection[str]) -> Iterator[Problem]:
        """Keys first, then values, source by source."""
        graph, sources = self.data.get("graph", {}), self.data.get("sources", [])
        yield from self._keys("", 0, self.data, ("graph", "sources"))
        yield from self._keys("graph", 0, graph, GRAPH_KEYS)
        if "base" not in graph:
            hint = 'Write base = "https://example.org/pledges".'
            yield _problem("W003", "graph.base is missing", hint, self._line("graph", 0, ""))
        elif isinstance(graph["base"], str) and (hint := bad_base(graph["base"])):
            found = f"graph.base {graph['base']!r} cannot be a base"
            yield _problem("W004", found, hint, self._line("graph", 0, "base"))
        for number, entry in enumerate(sources):
            yield from self._keys("sources", number, entry, SOURCE_KEYS)
            for key in ("name", "file", "layout"):
                if key not in entry:
                    found, hint = (
                        f"source {number + 1} has no {key}",
                        "Every source has name, file and layout.",
                    )
                    yield _problem("W003", found, hint, self._line("sources", number, ""))
        if all(self._is_typed(entry) for entry in sources):
            entries = [
                SourceSettings(**({"name": "", "file": "", "layout": ""} | _source(entry)))
                for entry in sources
            ]
            for number, source in enumerate(entries):
                for key, found, hint in _bad_values(source, number, entries, layouts):
                    if key in sources[number]:
                        problem = f"source {source.name or number + 1}: {found}"
                        yield _problem("W004", problem, hint, self._line("sources", number, key))

    def _line(self, table: str, number: int, key: str) -> int:
        return self.lines.get((table, number, key)) or self.lines.get((table, number, ""), 0)

    def _keys(
        self, table: str, number: int, entry: Mapping[str, Any], known: Sequence[str]
    ) -> Iterator[Problem]:
        """Keys that are not known, and values of the wrong type."""
        for key, value in entry.items():
            name, line = f"{table}.{key}" if table else key, self._line(table, number, key)
            if key not in known:
                hint = suggest(key, known) or f"Known keys: {', '.join(known)}."
                yield _problem("W002", f"key {name} is not known", hint, line)
            elif table and not _is_typed(key, value):
                wanted = 'a list of texts: ["a", "b"]' if key in LISTS else 'a text: "..."'
                yield _problem("W004", f"{name} is {_kind_of(value)}", f"Write {wanted}.", line)

    def _is_typed(self, entry: Mapping[str, Any]) -> bool:
        return all(key in SOURCE_KEYS and _is_typed(key, value) for key, value in entry.items())


def _is_typed(key: str, value: object) -> bool:
    if key in LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, str) or (key == "retrieved" and is_day)


def _kind_of(value: object) -> str:
    """The kind of a TOML value in words."""
    kinds = (
        (bool, "true or false"),
        (str, "a text"),
        (int, "a number"),
        (float, "a number"),
        (list, "a list"),
    )
    return next(
        (words for kind, words in kinds if isinstance(value, kind)), "a table, a date or a time"
    )


def _source(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if key in LISTS else str(value) for key, value in entry.items()}


def _bad_values(
    source: SourceSettings, number: int, entries: Sequence[SourceSettings], layouts: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """(key, what is wrong, how to fix it) for the values of one source."""
    names = [entry.name for entry in entries]
    yield from _bad_name(source, number, names)
    yield from _bad_choices(source, layouts)
    yield from _bad_reading(source)
    if wrong := bad_file(source.file):
        yield "file", wrong, "Copy the file into sources/ and write sources/FILE, with slashes."
    if source.retrieved and not is_date(source.retrieved):
        yield "retrieved", f"retrieved {source.retrieved!r} is not a date", "Write 2026-11-23."
    for other in source.replaces:
        if other not in names:
            hint = suggest(other, set(names) - {source.name}) or "Name another source."
            yield "replaces", f"it replaces {other!r}, which is not a source", hint
        elif source.name in _replaced_by(other, entries):
            yield (
                "replaces",
                f"it replaces {other!r}, which replaces it",
                "Replace older sources only.",
            )


_Wrong = Iterator[tuple[str, str, str]]


def _bad_name(source: SourceSettings, number: int, names: Sequence[str]) -> _Wrong:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", source.name):
        yield "name", "its name is not valid", "Use a-z, 0-9 and -, at most 64 characters."
    elif source.name == RESERVED:
        yield (
            "name",
            f"{RESERVED} is the name of pledgegraph's own vocabularies",
            "Choose another name.",
        )
    elif source.name in names[:number]:
        first = names.index(source.name) + 1
        yield (
            "name",
            f"its name is used twice: source {first} has it too",
            "Give each source a different name.",
        )


def _bad_choices(source: SourceSettings, layouts: Collection[str]) -> _Wrong:
    if layouts and source.layout not in layouts:
        hint = suggest(source.layout, layouts) or f"Layouts are: {', '.join(layouts)}."
        yield "layout", f"layout {source.layout!r} is not known", hint
    for key, value, known in (
        ("audience", source.audience, AUDIENCES),
        ("bad_values", source.bad_values, BAD_VALUES),
    ):
        if value not in known:
            yield (
                key,
                f"{key} {value!r} is not known",
                suggest(value, known) or f"One of {', '.join(known)}.",
            )


def _bad_reading(source: SourceSettings) -> _Wrong:
    if (
        len(source.delimiter) > 1
        or source.delimiter.isalnum()
        or source.delimiter in ('"', "\n", "\r", " ", "\0")
    ):
        yield (
            "delimiter",
            f"delimiter {source.delimiter!r} cannot separate cells",
            'Write ",", ";" or "\\t".',
        )
    if source.largest and bytes_of(source.largest) is None:
        yield (
            "largest",
            f"largest {source.largest!r} is not a file size",
            'Write largest = "2 GiB".',
        )
    if source.encoding and not is_encoding(source.encoding):
        yield (
            "encoding",
            f"encoding {source.encoding!r} is not known",
            "Write utf-8, utf-16 or cp1252.",
        )


def _replaced_by(name: str, entries: Sequence[SourceSettings]) -> set[str]:
    """A source with all the sources it replaces, directly or indirectly."""
    found, waiting = set[str](), [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += [
                other for entry in entries if entry.name == current for other in entry.replaces
            ]
    return found


def _quoted(text: str) -> str:
    escaped = re.sub(r'["\\]', lambda match: "\\" + match[0], text)
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def settings_text(settings: Settings, comments: Mapping[str, str]) -> str:
    """The settings as TOML, with a comment above the sources that have one."""
    lines = [
        "# A pledgegraph workspace. `pledgegraph build` makes the graph from these sources.",
        "",
        "[graph]",
    ]
    lines += [f"{key} = {_quoted(getattr(settings, key))}" for key in GRAPH_KEYS]
    for source in settings.sources:
        lines += [source_text(source, comments.get(source.name, ""))]
    return "\n".join(lines) + "\n"


def source_text(source: SourceSettings, comment: str = "") -> str:
    """A ``[[sources]]`` entry as TOML, with an empty line and the comment above."""
    lines = ["", *([f"# {comment}"] if comment else []), "[[sources]]"]
    for key in SOURCE_KEYS:
        value = getattr(source, key)
        if value and (key, value) not in (("audience", "public"), ("bad_values", "stop")):
            listed = isinstance(value, tuple)
            lines.append(
                f"{key} = " + (f"[{', '.join(map(_quoted, value))}]" if listed else _quoted(value))
            )
    return "\n".join(lines)
