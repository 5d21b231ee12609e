"""Layout checks: what is wrong with what somebody wrote in a layout, by key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pledgegraph.errors import suggest
from pledgegraph.wording import worded

from .cell_habits import misshapen_habits, unusable_habits
from .fields import FIELDS, NEEDED

TEXTS = ("kind", "title", "authority", "separator", "extends", "sheet", "row")
LISTS = ("fingerprint", "required", "optional", "key")
TABLES = ("columns", "ignore", "other_names", "constants")
OTHERS = ("header_row", "cells")
ROWS = ("pledge", "pledge with update", "update", "exploded")
"""What a row of a register may be. Where a layout does not say it, the rows of one pledge may be
its follow-ups.
"""
MUST = ("kind", "title", "authority", "fingerprint", "separator", "columns")
"""The keys that every layout has."""
_COUNTED = {"column": worded("Columns"), "field": worded("Fields")}
_KINDS = {
    "a text": worded('a text: "..."'),
    "a list": worded('a list of texts: ["a", "b"]'),
    "a table": worded('a table of texts: a = "b"'),
    "the number of a row": worded("the number of the row with the columns' names: header_row = 3"),
}

Wrong = tuple[str, str, str]
"""The key, what is wrong with it, how to fix it."""


def misshapen(
    name: str,
    data: Mapping[str, Any],
) -> list[Wrong]:
    """What is wrong with the form of a layout: nothing can be said of the values of one that has
    none.
    """
    return list(_misshapen(name, data))


def _misshapen(
    name: str,
    data: Mapping[str, Any],
) -> Iterator[Wrong]:
    keys = (*TEXTS, *LISTS, *TABLES, *OTHERS)
    # The name is written in pledgegraph.toml and becomes a part of identifiers
    if not is_layout_name(name):
        found = worded("{name} cannot be the name of a layout", name=repr(name))
        yield (
            "",
            found,
            worded("Call the file with a-z, 0-9, - and _, at most 64 of them."),
        )
    for key, value in data.items():
        if key not in keys:
            yield (
                key,
                worded("the key {key} is not known", key=repr(key)),
                _one_of(key, keys, worded("Keys")),
            )
        elif key == "cells":
            yield from misshapen_habits(value)
        elif wanted := _wanted(key, value):
            yield (
                key,
                worded("{key} is not {wanted}", key=key, wanted=wanted),
                worded("Write {wanted}.", wanted=_KINDS[wanted]),
            )


def is_layout_name(name: str) -> bool:
    """Whether a layout may be called so: a name is a part of messages and of a file's path."""
    return re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name) is not None


def missing_keys(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """The keys that every layout has and that this one lacks."""
    for key in MUST:
        if key not in data:
            found = worded("the key {key} is missing", key=repr(key))
            hint = worded(
                "A layout has {names}; CONTRIBUTING.md shows a whole one.", names=", ".join(MUST)
            )
            yield (
                "",
                found,
                hint,
            )


def _wanted(
    key: str,
    value: object,
) -> str:
    """What a value should be and is not; "" for one that is right."""
    if key in TEXTS:
        return "" if isinstance(value, str) else worded("a text")
    if key in LISTS:
        if isinstance(value, list) and _are_texts(value):
            return ""
        return worded("a list")
    if key == "header_row":
        is_row = isinstance(value, int) and not isinstance(value, bool) and value > 0
        return "" if is_row else worded("the number of a row")
    if isinstance(value, dict) and _are_texts(value.values()):
        return ""
    return worded("a table")


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(each, str) for each in values)


def unusable(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the values of a layout that has the right form."""
    if data["kind"] not in FIELDS:
        kind = data["kind"]
        yield (
            "kind",
            worded("kind {kind} is not known", kind=repr(kind)),
            _one_of(kind, FIELDS, worded("Kinds")),
        )
    for key in ("title", "authority"):
        if not data[key].strip():
            yield (
                key,
                worded("{key} is empty", key=key),
                worded("Write who or what it is."),
            )
    separator = data["separator"]
    # Blanks around a separator differ from cell to cell, so they cannot be one
    if not separator.strip() or not separator.isprintable():
        yield (
            "separator",
            worded("separator {separator} cannot be seen", separator=repr(separator)),
            worded('Write separator = ";".'),
        )
    if "row" in data:
        yield from _wrong_row(data)
    yield from _wrong_columns(data)
    yield from _wrong_constants(data)
    yield from _wrong_numbers(data)
    yield from _wrong_fields(data)
    yield from _wrong_lists(data)
    yield from unusable_habits(data.get("cells", {}), data["columns"])


def _wrong_row(data: Mapping[str, Any]) -> Iterator[Wrong]:
    row = data["row"]
    if data["kind"] != "pledges":
        hint = worded("Take it out: only registers have rows of several kinds.")
        yield (
            "row",
            worded("a layout of kind {data} has no key 'row'", data=data["kind"]),
            hint,
        )
    elif row not in ROWS:
        yield (
            "row",
            worded("row {row} is not known", row=repr(row)),
            _one_of(row, ROWS, worded("Rows")),
        )


def _wrong_constants(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong with what every row has in common."""
    fields = FIELDS.get(data["kind"], {})
    for field, text in data.get("constants", {}).items():
        place = f"constants.{field}"
        if field not in fields:
            found = worded(
                "a layout of kind {data} has no field {field}", data=data["kind"], field=repr(field)
            )
            yield (
                place,
                found,
                _one_of(field, fields, worded("Fields")),
            )
        # Which of the two counts would depend on who reads it
        elif field in data["columns"]:
            found = worded("the field {field} has a column and a constant", field=field)
            yield (
                place,
                found,
                worded("Take it out of [columns] or out of [constants]."),
            )
        elif not text.strip():
            yield (
                place,
                worded("the constant of {field} is empty", field=field),
                worded("Write it, or take it out."),
            )


_NUMBERED = re.compile(r"(.+) \[[1-9]\d?\]")


def numbered_column(name: str) -> str:
    """``Date`` of ``Date [2]``, the second column of that name; "" for another name."""
    found = _NUMBERED.fullmatch(name)
    return found[1] if found else ""


def _wrong_numbers(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """A column that is mapped as the only one of its name, and another as one of several."""
    columns = data["columns"].values()
    # "Date" alone is the first of two, and would be taken for the only one
    numbered = set(map(numbered_column, columns))
    for field, column in data["columns"].items():
        if column in numbered:
            found = worded(
                "the column {column} is mapped, and others of its name are by number",
                column=repr(column),
            )
            yield (
                f"columns.{field}",
                found,
                worded("Write {column} [1] for the first one.", column=column),
            )


def _wrong_columns(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the columns that are mapped."""
    ignored = data.get("ignore", {})
    fields = FIELDS.get(data["kind"])
    for field, column in data["columns"].items():
        if fields is not None and field not in fields:
            found = worded(
                "a layout of kind {data} has no field {field}", data=data["kind"], field=repr(field)
            )
            yield (
                f"columns.{field}",
                found,
                _one_of(field, fields, worded("Fields")),
            )
        if not column.strip():
            found = worded("the field {field} has no column", field=field)
            yield (
                f"columns.{field}",
                found,
                worded("Write the column's header."),
            )
        elif column in ignored:
            found = worded("the column {column} is mapped and ignored", column=repr(column))
            yield (
                f"ignore.{column}",
                found,
                worded("Take it out of [columns] or out of [ignore]."),
            )


def needed_fields(
    kind: str,
    row: str = "",
) -> tuple[str, ...]:
    """The fields without which a row of a kind is about nothing."""
    # whoever reports on a pledge need not say whose it is
    return () if row == "update" else NEEDED.get(kind, ())


def _wrong_fields(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """Fields without which a row is about nothing, or has no identifier."""
    columns = {**data["columns"], **data.get("constants", {})}
    for field in needed_fields(data["kind"], data.get("row", "")):
        if field not in columns:
            found = worded("the field {field} is missing", field=repr(field))
            yield (
                "columns",
                found,
                worded('Map it in [columns]: {field} = "HEADER".', field=field),
            )
    identifiers = {"local_identifier", "official_identifier"} & columns.keys()
    if data["kind"] == "pledges" and not identifiers and not data.get("key"):
        found = worded(
            "nothing names a row: neither local_identifier nor official_identifier is mapped, and"
            " there is no key"
        )
        hint = worded(
            'Map one of them, or write the fields that name a row: key = ["submitter", "title"].'
        )
        yield (
            "columns",
            found,
            hint,
        )


def _wrong_lists(data: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong with the lists of columns and of fields."""
    mapped = set(data["columns"].values())
    if not data["fingerprint"]:
        found = worded("fingerprint is empty: every sheet would fit")
        yield (
            "fingerprint",
            found,
            worded("Write columns by which a sheet is known."),
        )
    # A sheet may well be known by a column that is not loaded
    readable = mapped.union(data.get("ignore", {}))
    yield from _unknown_names(
        data,
        "fingerprint",
        worded("column"),
        readable,
    )
    yield from _unknown_names(
        data,
        "required",
        worded("column"),
        mapped,
    )
    yield from _unknown_names(
        data,
        "optional",
        worded("column"),
        mapped,
    )
    fields = {**data["columns"], **data.get("constants", {})}
    yield from _unknown_names(
        data,
        "key",
        worded("field"),
        fields,
    )
    yield from _unknown_names(
        data,
        "other_names",
        worded("column"),
        mapped,
    )
    required = data.get("required", data["fingerprint"])
    for each in data.get("optional", ()):
        if each in required:
            found = worded("the column {each} is required and optional", each=repr(each))
            yield (
                "optional",
                found,
                worded("Take it out of one of the two."),
            )


def _unknown_names(
    data: Mapping[str, Any],
    key: str,
    what: str,
    known: Collection[str],
) -> Iterator[Wrong]:
    """The names in a list that are not columns or fields of the layout."""
    for each in data.get(key, ()):
        if each not in known:
            found = worded(
                "{key} names the {what} {each}, which it does not map",
                key=key,
                what=what,
                each=repr(each),
            )
            yield (
                key,
                found,
                _one_of(each, known, _COUNTED[what]),
            )


def _one_of(
    word: str,
    known: Collection[str],
    called: str,
) -> str:
    return suggest(word, known) or worded(
        "{called} are: {names}.", called=called, names=", ".join(known)
    )
