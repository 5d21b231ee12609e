"""pledgegraph.toml: what a workspace's graph is called and which sources it has. The keys are closed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from pledgegraph.errors import Problem, SourceProblems, Where, WorkspaceProblem, suggest

FILE = "pledgegraph.toml"
AUDIENCES = ("public", "partners", "internal")


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


@dataclass(frozen=True)
class Settings:
    """The whole file. ``base`` is the IRI under which the graph's own nodes live, without a closing slash."""

    base: str
    title: str
    licence: str
    publisher: str
    sources: tuple[SourceSettings, ...]


GRAPH_KEYS = ("base", "title", "licence", "publisher")
SOURCE_KEYS = tuple(field.name for field in fields(SourceSettings))


def read_settings(folder: Path) -> Settings:
    """The settings of a workspace.

    Raises:
        WorkspaceProblem: there is no such file.
        SourceProblems: W001 no TOML, W002 unknown key, W003 missing key, W004 a value that cannot be used.
    """
    path = folder / FILE
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise WorkspaceProblem(
            f"There is no {FILE} in {folder}", "Make a workspace with `pledgegraph init DIR FILE`, or use `-C DIR`."
        ) from None
    except (OSError, UnicodeDecodeError) as problem:
        raise WorkspaceProblem(f"{FILE} cannot be read ({problem})", "It is a text file in UTF-8.") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SourceProblems([_problem("W001", f"not valid TOML: {problem}", "Correct the line.")]) from None
    problems = [*_unknown(data, text), *_missing(data)]
    if problems:
        raise SourceProblems(problems)
    settings = Settings(
        **{key: str(data["graph"].get(key, "")) for key in GRAPH_KEYS},
        sources=tuple(SourceSettings(**_source(entry)) for entry in data.get("sources", [])),
    )
    problems = list(_bad_values(settings, text))
    if problems:
        raise SourceProblems(problems)
    return settings


def _problem(code: str, found: str, hint: str, line: int = 0) -> Problem:
    return Problem(code, "error", Where(FILE, line=line), found, hint)


def _line_of(text: str, pattern: str) -> int:
    match = re.search(pattern, text, re.M)
    return text[: match.start()].count("\n") + 1 if match else 0


def _unknown(data: Mapping[str, Any], text: str) -> list[Problem]:
    levels: list[tuple[str, Mapping[str, Any], Sequence[str]]] = [("", data, ("graph", "sources"))]
    graph, sources = data.get("graph", {}), data.get("sources", [])
    if not isinstance(graph, dict) or not isinstance(sources, list) or any(not isinstance(s, dict) for s in sources):
        return [_problem("W004", "[graph] is a table and [[sources]] a list of tables", "See docs/workspace.md.")]
    levels += [("graph.", graph, GRAPH_KEYS)] + [("sources.", entry, SOURCE_KEYS) for entry in sources]
    return [
        _problem(
            "W002",
            f"key {start}{key} is not known",
            suggest(key, known) or f"Keys here are: {', '.join(known)}.",
            _line_of(text, rf"^\s*\[*\s*{re.escape(key)}\b"),
        )
        for start, entry, known in levels
        for key in entry
        if key not in known
    ]


def _missing(data: Mapping[str, Any]) -> list[Problem]:
    found = []
    if "base" not in data.get("graph", {}):
        found.append(_problem("W003", "graph.base is missing", 'Write base = "https://example.org/pledges".'))
    for number, entry in enumerate(data.get("sources", []), 1):
        for key in ("name", "file", "layout"):
            if key not in entry:
                found.append(_problem("W003", f"source {number} has no {key}", "Every source has name, file, layout."))
    return found


def _source(entry: Mapping[str, Any]) -> dict[str, Any]:
    lists = ("replaces", "ignore", "nulls")
    return {key: tuple(map(str, value)) if key in lists else str(value) for key, value in entry.items()}


def _bad_values(settings: Settings, text: str) -> list[Problem]:
    found = []
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`#?]+[^\s<>\"{}|\\^`#?/]", settings.base):
        hint = 'Write an http(s) IRI without a closing slash: "https://example.org/pledges".'
        found.append(
            _problem("W004", f"graph.base {settings.base!r} cannot be a base", hint, _line_of(text, r"^\s*base"))
        )
    names = [source.name for source in settings.sources]
    for source in settings.sources:
        line = _line_of(text, rf'^\s*name\s*=\s*["\']{re.escape(source.name)}["\']')
        checks = (
            (names.count(source.name) == 1, "its name stands twice", "Give each source a name of its own."),
            (
                bool(re.fullmatch(r"[a-z0-9][a-z0-9-]*", source.name)),
                "its name is no short name",
                "Use a-z, 0-9 and -.",
            ),
            (
                source.audience in AUDIENCES,
                f"audience {source.audience!r} is not known",
                f"One of {', '.join(AUDIENCES)}.",
            ),
            (
                source.bad_values in ("stop", "report"),
                f"bad_values {source.bad_values!r} is not known",
                "stop or report.",
            ),
            (
                len(source.delimiter) <= 1,
                f"delimiter {source.delimiter!r} is not one character",
                "Write , or ; or \\t.",
            ),
            (_is_date(source.retrieved), f"retrieved {source.retrieved!r} is not a date", "Write 2026-11-23."),
            (set(source.replaces) <= set(names), "replaces a source that is not there", "Name another source."),
        )
        found += [
            _problem("W004", f"source {source.name}: {what}", hint, line) for good, what, hint in checks if not good
        ]
    return found


def _is_date(text: str) -> bool:
    if not text:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def settings_text(settings: Settings, comments: Mapping[str, str]) -> str:
    """The settings as TOML, with a comment above the sources that have one."""
    lines = ["# A pledgegraph workspace. `pledgegraph build` makes the graph from these sources.", "", "[graph]"]
    lines += [f"{key} = {_quoted(getattr(settings, key))}" for key in GRAPH_KEYS]
    for source in settings.sources:
        lines += ["", *([f"# {comments[source.name]}"] if source.name in comments else []), "[[sources]]"]
        for key in SOURCE_KEYS:
            value = getattr(source, key)
            if value and (key, value) not in (("audience", "public"), ("bad_values", "stop")):
                listed = isinstance(value, tuple)
                lines.append(f"{key} = " + (f"[{', '.join(map(_quoted, value))}]" if listed else _quoted(value)))
    return "\n".join(lines) + "\n"
