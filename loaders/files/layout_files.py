"""Layout files: a layout as somebody writes it, in TOML. All that is wrong with one is reported at
once, with its line.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from pledgegraph.errors import Problem, SourceProblems, Where, suggest
from pledgegraph.ontology.spelling import fold

from .fields import FIELDS, NEEDED


@dataclass(frozen=True, slots=True)
class Layout:
    """How the sheets of one publisher are laid out: field → column, and the columns that are not
    read, with why.

    ``key`` are the fields that together name a row which has no identifier of its own.
    ``other_names``: what a column is called in other years.
    """

    name: str
    kind: str
    title: str
    authority: str
    fingerprint: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    separator: str
    columns: Mapping[str, str]
    ignore: Mapping[str, str]
    key: tuple[str, ...] = ()
    other_names: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    def fits(self, header: Iterable[str]) -> bool:
        """Whether a header has every column by which this layout is known."""
        spelled = _spelled(header)
        return all(self._spelling(name, spelled) for name in self.fingerprint)

    def _spelling(self, name: str, spelled: Mapping[str, str]) -> str:
        """How a header spells a column, under its name or another one; "" where it has none."""
        for each in (name, *self.other_names.get(name, ())):
            found = spelled.get(each) or spelled.get(header_key(each))
            if found:
                return found
        return ""

    def fitted(self, header: Iterable[str]) -> Layout:
        """The layout with its columns as a header spells them: case, blanks and underscores may
        differ.
        """
        spelled = _spelled(header)

        def as_there(name: str) -> str:
            return self._spelling(name, spelled) or name

        return replace(
            self,
            fingerprint=tuple(map(as_there, self.fingerprint)),
            required=tuple(map(as_there, self.required)),
            optional=tuple(map(as_there, self.optional)),
            columns={field: as_there(name) for field, name in self.columns.items()},
            ignore={as_there(name): why for name, why in self.ignore.items()},
        )


def header_key(name: str) -> str:
    """``Pledge ID``, ``PLEDGE_ID`` and ``pledge-id`` are one name of a column."""
    return re.sub(r"[\s_.\-]+", "", fold(name))


def _keys(name: str) -> list[str]:
    """The keys of a name; one in two languages, ``Title / Titre``, has those of both."""
    halves = re.split(r"\s*[/|]\s*|\s+[-–—]\s+", name)
    return list(dict.fromkeys(filter(None, map(header_key, [name, *halves]))))


def _spelled(header: Iterable[str]) -> dict[str, str]:
    """How a header spells its names, by the name as it is and by its key. A key that several have
    names none of them.
    """
    names = list(header)
    keys = {name: _keys(name) for name in names}
    counts = Counter(chain.from_iterable(keys.values()))
    found = {}
    for name in names:
        for key in keys[name]:
            if counts[key] == 1:
                found[key] = name
    # a name as the layout has it is that one, whatever else looks like it
    found.update({name: name for name in names})
    return found


TEXTS = ("kind", "title", "authority", "separator")
LISTS = ("fingerprint", "required", "optional", "key")
TABLES = ("columns", "ignore", "other_names")
MUST = ("kind", "title", "authority", "fingerprint", "separator", "columns")
"""The keys that every layout has."""
_KINDS = {
    "a text": 'a text: "..."',
    "a list": 'a list of texts: ["a", "b"]',
    "a table": 'a table of texts: a = "b"',
}


def read_layout(path: Path, shown: str = "") -> Layout:
    """The layout in a TOML file, which has the file's name; ``shown`` is how messages call it.

    Raises:
        SourceProblems: L001, everything in it that cannot be used.
    """
    file = shown or path.name
    text = _text(path, file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SourceProblems([_bad_toml(problem, text, file)]) from None
    except RecursionError:
        raise _stopped(file, "lists are nested too deep", "Write flat lists of texts.") from None
    problems = []
    for key, found, hint in _wrong(path.stem, data):
        where = Where(file, line=_line_of(text, key))
        problems.append(Problem("L001", "error", where, found, hint))
    if problems:
        raise SourceProblems(problems)
    return _layout(path.stem, data)


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        found = f"not valid UTF-8 at byte {problem.start + 1:,}"
        raise _stopped(file, found, "Save it as UTF-8.") from None
    except OSError as problem:
        found = f"the layout cannot be read ({problem.strerror})"
        raise _stopped(file, found, "May you read it?") from None


def _bad_toml(
    problem: tomllib.TOMLDecodeError,
    text: str,
    file: str,
) -> Problem:
    """What the parser says, with the line that it names; the last line where the text ends too
    early.
    """
    line = re.search(r"\(at line (\d+)", str(problem))
    number = int(line[1]) if line else len(text.splitlines())
    found = f"not valid TOML: {str(problem).partition(' (at ')[0]}"
    return Problem(
        "L001",
        "error",
        Where(file, line=number),
        found,
        "Correct the line.",
    )


def _stopped(
    file: str,
    found: str,
    hint: str,
) -> SourceProblems:
    return SourceProblems([Problem("L001", "error", Where(file), found, hint)])


def _line_of(text: str, key: str) -> int:
    """The line of a key (``kind``, ``columns.title``), or of its table; 0 where neither is
    there.
    """
    table, _, name = key.rpartition(".")
    # TOML allows a key in quotes
    pattern = rf"\s*[\"']?{re.escape(name)}[\"']?\s*="
    inside, top = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*([\w-]+)\s*\]", line)
        if header:
            inside = header[1]
            top = number if inside in (key, table) else top
        elif inside == table and re.match(pattern, line):
            return number
    return top


Wrong = tuple[str, str, str]
"""The key, what is wrong with it, how to fix it."""


def _wrong(
    name: str,
    data: Mapping[str, Any],
) -> list[Wrong]:
    """Everything that is wrong: its form first, as nothing can be said of what has none."""
    return list(_misshapen(name, data)) or list(_unusable(data))


def _misshapen(
    name: str,
    data: Mapping[str, Any],
) -> Iterator[Wrong]:
    keys = (*TEXTS, *LISTS, *TABLES)
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name):
        found = f"{name!r} cannot be the name of a layout"
        yield "", found, "Call the file with a-z, 0-9, - and _, at most 64 of them."
    for key, value in data.items():
        if key not in keys:
            yield key, f"the key {key!r} is not known", _one_of(key, keys, "Keys")
        elif wanted := _wanted(key, value):
            yield key, f"{key} is not {wanted}", f"Write {_KINDS[wanted]}."
    for key in MUST:
        if key not in data:
            found = f"the key {key!r} is missing"
            yield "", found, f"A layout has {', '.join(MUST)}; CONTRIBUTING.md shows a whole one."


def _wanted(key: str, value: object) -> str:
    """What a value should be and is not; "" for one that is right."""
    if key in TEXTS:
        return "" if isinstance(value, str) else "a text"
    if key in LISTS:
        if isinstance(value, list) and _are_texts(value):
            return ""
        return "a list"
    if isinstance(value, dict) and _are_texts(value.values()):
        return ""
    return "a table"


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(each, str) for each in values)


def _unusable(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the values of a layout that has the right form."""
    if data["kind"] not in FIELDS:
        kind = data["kind"]
        yield "kind", f"kind {kind!r} is not known", _one_of(kind, FIELDS, "Kinds")
    for key in ("title", "authority"):
        if not data[key].strip():
            yield key, f"{key} is empty", "Write who or what it is."
    separator = data["separator"]
    # Blanks around a separator differ from cell to cell, so they cannot be one
    if not separator.strip() or not separator.isprintable():
        yield "separator", f"separator {separator!r} cannot be seen", 'Write separator = ";".'
    yield from _wrong_columns(data)
    yield from _wrong_fields(data)
    yield from _wrong_lists(data)


def _wrong_columns(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the columns that are mapped."""
    ignored = data.get("ignore", {})
    fields = FIELDS.get(data["kind"])
    for field, column in data["columns"].items():
        if fields is not None and field not in fields:
            found = f"a layout of kind {data['kind']} has no field {field!r}"
            yield f"columns.{field}", found, _one_of(field, fields, "Fields")
        if not column.strip():
            found = f"the field {field} has no column"
            yield f"columns.{field}", found, "Write the column's header."
        elif column in ignored:
            found = f"the column {column!r} is mapped and ignored"
            yield f"ignore.{column}", found, "Take it out of [columns] or out of [ignore]."


def _wrong_fields(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """Fields without which a row is about nothing, or has no identifier."""
    columns = data["columns"]
    for field in NEEDED.get(data["kind"], ()):
        if field not in columns:
            found = f"the field {field!r} is missing"
            yield "columns", found, f'Map it in [columns]: {field} = "HEADER".'
    identifiers = {"local_identifier", "official_identifier"} & columns.keys()
    if data["kind"] == "pledges" and not identifiers and not data.get("key"):
        found = (
            "nothing names a row: neither local_identifier nor official_identifier is mapped, and"
            " there is no key"
        )
        hint = 'Map one of them, or write the fields that name a row: key = ["submitter", "title"].'
        yield "columns", found, hint


def _wrong_lists(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the lists of columns and of fields."""
    mapped = set(data["columns"].values())
    if not data["fingerprint"]:
        found = "fingerprint is empty: every sheet would fit"
        yield "fingerprint", found, "Write columns by which a sheet is known."
    readable = mapped.union(data.get("ignore", {}))
    yield from _unknown_names(data, "fingerprint", "column", readable)
    yield from _unknown_names(data, "required", "column", mapped)
    yield from _unknown_names(data, "optional", "column", mapped)
    yield from _unknown_names(data, "key", "field", data["columns"])
    yield from _unknown_names(data, "other_names", "column", mapped)
    required = data.get("required", data["fingerprint"])
    for each in data.get("optional", ()):
        if each in required:
            found = f"the column {each!r} is required and optional"
            yield "optional", found, "Take it out of one of the two."


def _unknown_names(
    data: Mapping[str, Any],
    key: str,
    what: str,
    known: Collection[str],
) -> Iterator[Wrong]:
    """The names in a list that are not columns or fields of the layout."""
    for each in data.get(key, ()):
        if each not in known:
            found = f"{key} names the {what} {each!r}, which it does not map"
            yield key, found, _one_of(each, known, f"{what.capitalize()}s")


def _one_of(
    word: str,
    known: Collection[str],
    called: str,
) -> str:
    return suggest(word, known) or f"{called} are: {', '.join(known)}."


def _layout(
    name: str,
    data: Mapping[str, Any],
) -> Layout:
    return Layout(
        name=name,
        kind=data["kind"],
        title=data["title"],
        authority=data["authority"],
        fingerprint=tuple(data["fingerprint"]),
        # What a sheet is known by is there in every sheet
        required=tuple(data.get("required", data["fingerprint"])),
        optional=tuple(data.get("optional", ())),
        separator=data["separator"],
        columns=data["columns"],
        ignore=data.get("ignore", {}),
        key=tuple(data.get("key", ())),
        other_names=_other_names(data.get("other_names", {})),
    )


def _other_names(stated: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """``"Stage2 | Stage"`` as two names."""
    found = {}
    for name, others in stated.items():
        parts = map(str.strip, others.split("|"))
        found[name] = tuple(filter(None, parts))
    return found
