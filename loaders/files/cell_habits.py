"""Cell habits: how the cells of one column are written where a layout says it, as ``[cells.FIELD]``
in its file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pledgegraph.errors import suggest
from pledgegraph.wording import worded

DAY_FIRST, MONTH_FIRST = "day first", "month first"
SINCE_1900, SINCE_1904 = "1900", "1904"
DATES = (DAY_FIRST, MONTH_FIRST, SINCE_1900, SINCE_1904)
"""How dates in figures are meant; a year is that from which a spreadsheet counts days."""
DECIMALS = (",", ".")
KEYS = ("separator", "unknown", "dates", "decimal", "values")


@dataclass(frozen=True, slots=True)
class CellHabits:
    """How the cells of a column are written; what is empty is as in any other column.

    Attributes:
        separator: between several values.
        unknown: words that say no more than an empty cell.
        dates: one of ``DATES``.
        decimal: the decimal mark.
        values: a cell, or a part of one, → what it means in our words.
    """

    separator: str = ""
    unknown: tuple[str, ...] = ()
    dates: str = ""
    decimal: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def change_cells(self) -> bool:
        """Whether cells mean something else than they say."""
        return bool(self.unknown or self.dates or self.decimal or self.values)


def habits_of(stated: Mapping[str, Mapping[str, Any]]) -> dict[str, CellHabits]:
    """By field: what a layout says of its cells."""
    found = {}
    for name, said in stated.items():
        found[name] = CellHabits(**{**said, "unknown": tuple(said.get("unknown", ()))})
    return found


Wrong = tuple[str, str, str]
"""The key, what is wrong with it, how to fix it."""


def misshapen_habits(stated: object) -> Iterator[Wrong]:
    """What is wrong with the form of what a layout says of its cells."""
    if not isinstance(stated, dict):
        yield (
            "cells",
            worded("cells is not a table"),
            worded("Write a line [cells.FIELD], with its keys below."),
        )
        return
    # Each field on its own, so that one mistake does not hide the next
    for name, said in stated.items():
        place = f"cells.{name}"
        if not isinstance(said, dict):
            hint: str = worded("Write a line [cells.FIELD], with its keys below.")
            yield (
                place,
                worded("{place} is not a table", place=place),
                hint,
            )
            continue
        for key, value in said.items():
            if key not in KEYS:
                hint = suggest(key, KEYS) or worded("Keys are: {names}.", names=", ".join(KEYS))
                yield (
                    f"{place}.{key}",
                    worded("the key {key} is not known", key=repr(key)),
                    hint,
                )
            elif wanted := _wanted(key, value):
                yield (
                    f"{place}.{key}",
                    worded("{place}.{key} is not {wanted}", place=place, key=key, wanted=wanted[0]),
                    worded("Write {wanted}.", wanted=wanted[1]),
                )


def _wanted(
    key: str,
    value: object,
) -> tuple[str, str] | None:
    """What a value should be and is not, with an example; None for one that is right."""
    if key == "unknown":
        is_right = isinstance(value, list) and all(isinstance(each, str) for each in value)
        return None if is_right else (worded("a list"), worded('a list of texts: ["-", "n.d."]'))
    if key == "values":
        is_right = isinstance(value, dict) and all(map(_is_text, value.values()))
        return (
            None
            if is_right
            else (worded("a table"), worded('a table of texts: {{ "hôte" = "host" }}'))
        )
    return None if isinstance(value, str) else (worded("a text"), worded('a text: "..."'))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def unusable_habits(
    stated: Mapping[str, Mapping[str, Any]],
    columns: Mapping[str, str],
) -> Iterator[Wrong]:
    """What is wrong with the values of what a layout says of its cells."""
    for name, said in stated.items():
        place = f"cells.{name}"
        if name not in columns:
            hint = suggest(name, columns) or worded("Map it in [columns] first.")
            yield (
                place,
                worded("cells names the field {name}, which it does not map", name=repr(name)),
                hint,
            )
        # One that cannot be seen is a slip more often than meant
        separator = said.get("separator")
        if separator is not None and (not separator.strip() or not separator.isprintable()):
            found = worded("separator {separator} cannot be seen", separator=repr(separator))
            yield (
                f"{place}.separator",
                found,
                worded('Write separator = ";".'),
            )
        for key, known in (("dates", DATES), ("decimal", DECIMALS)):
            value = said.get(key)
            if value is not None and value not in known:
                hint = suggest(value, known) or worded(
                    "One of {names}.", names=", ".join(map(repr, known))
                )
                yield (
                    f"{place}.{key}",
                    worded("{key} {value} is not known", key=key, value=repr(value)),
                    hint,
                )
        for word, meant in said.get("values", {}).items():
            if not meant.strip():
                yield (
                    f"{place}.values",
                    worded("nothing says what {word} means", word=repr(word)),
                    worded("Write one of our words, or list it under unknown."),
                )
