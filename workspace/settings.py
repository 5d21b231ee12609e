"""Settings: the name of a workspace's graph and its sources, as pledgegraph.toml states them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pledgegraph.errors import Problem, Where

from .expectations import Expectations, expectations_text
from .publication_settings import Publication

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
    sheet: str = ""
    bad_values: str = ""
    authority: str = ""
    largest: str = ""
    site: str = ""
    """Of a source that is a site: its address, or the folder that has it."""


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
    expect: Expectations = Expectations()
    publish: Publication | None = None


GRAPH_KEYS = ("base", "title", "licence", "publisher")
SOURCE_KEYS = tuple(field.name for field in fields(SourceSettings))
LISTS = ("replaces", "ignore", "nulls")
"""Keys of a source whose value is a list of texts; all others are texts."""


def problem_at(
    code: str,
    found: str,
    hint: str,
    line: int = 0,
) -> Problem:
    """A problem of the file itself, which stops a build."""
    return Problem(
        code,
        "error",
        Where(FILE, line=line),
        found,
        hint,
    )


def values_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a source as ``SourceSettings`` has them: TOML may have a date."""
    values: dict[str, Any] = {}
    for key, value in entry.items():
        values[key] = tuple(value) if key in LISTS else str(value)
    return values


def quoted(text: str) -> str:
    """A text as TOML's basic string, which has no control characters."""
    escaped = re.sub(
        r'["\\]',
        lambda match: "\\" + match[0],
        text,
    )
    plain = re.sub(
        r"[\x00-\x1f\x7f]",
        lambda match: f"\\u{ord(match[0]):04x}",
        escaped,
    )
    return f'"{plain}"'


def settings_text(
    settings: Settings,
    comments: Mapping[str, str],
) -> str:
    """The settings as TOML, with a comment above the sources that have one."""
    lines = [
        "# A pledgegraph workspace. `pledgegraph build` makes the graph from these sources.",
        "",
        "[graph]",
    ]
    lines += [f"{key} = {quoted(getattr(settings, key))}" for key in GRAPH_KEYS]
    lines += expectations_text(settings.expect)
    for source in settings.sources:
        lines += [source_text(source, comments.get(source.name, ""))]
    return "\n".join(lines) + "\n"


def source_text(source: SourceSettings, comment: str = "") -> str:
    """A ``[[sources]]`` entry as TOML, with an empty line and the comment above."""
    lines = ["", f"# {comment}", "[[sources]]"] if comment else ["", "[[sources]]"]
    for key in SOURCE_KEYS:
        value = getattr(source, key)
        if value and (key, value) != ("audience", "public"):
            lines.append(f"{key} = {_as_toml(value)}")
    return "\n".join(lines)


def _as_toml(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return quoted(value)
    return f"[{', '.join(map(quoted, value))}]"
