"""pledgegraph.toml: the name of a workspace's graph and its sources. Unknown keys are errors."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pledgegraph.errors import Problem, SourceProblems, Where, WorkspaceProblem

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
    from .settings_checks import problems_in

    text = _text(folder)
    data = _parsed(text)
    problems = problems_in(data, text, layouts)
    if problems:
        raise SourceProblems(problems)
    return Settings(
        **{key: data["graph"].get(key, "") for key in GRAPH_KEYS},
        sources=tuple(SourceSettings(**values_of(entry)) for entry in data.get("sources", [])),
    )


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        message, _, place = str(problem).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        # The other place that the library names is the end of the document
        number = int(line[1]) if line else len(text.splitlines())
        found = f"not valid TOML: {message}"
        raise SourceProblems([problem_at("W001", found, "Correct the line.", number)]) from None
    except RecursionError:
        found, hint = "lists are nested too deeply", "Write simple lists of texts."
        raise SourceProblems([problem_at("W001", found, hint)]) from None


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
        found = f"{path} is not valid UTF-8 at byte {problem.start + 1:,}"
        raise WorkspaceProblem(found, "Save it as UTF-8.") from None
    except OSError as problem:
        found = f"{path} could not be read ({problem.strerror})"
        raise WorkspaceProblem(found, "Check its permissions.") from None


def problem_at(code: str, found: str, hint: str, line: int = 0) -> Problem:
    """A problem of the file itself, which stops a build."""
    return Problem(code, "error", Where(FILE, line=line), found, hint)


def values_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a source as ``SourceSettings`` has them: TOML may have a date."""
    return {key: tuple(value) if key in LISTS else str(value) for key, value in entry.items()}


def _quoted(text: str) -> str:
    """A text as TOML's basic string, which has no control characters."""
    escaped = re.sub(r'["\\]', lambda match: "\\" + match[0], text)
    plain = re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04x}", escaped)
    return f'"{plain}"'


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
    lines = ["", f"# {comment}", "[[sources]]"] if comment else ["", "[[sources]]"]
    for key in SOURCE_KEYS:
        value = getattr(source, key)
        if value and (key, value) not in (("audience", "public"), ("bad_values", "stop")):
            lines.append(f"{key} = {_as_toml(value)}")
    return "\n".join(lines)


def _as_toml(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return f"[{', '.join(map(_quoted, value))}]"
