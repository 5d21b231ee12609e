"""Literals read back: the value that a column has of one."""

from __future__ import annotations

import re

import pyoxigraph as ox

from .namespaces import XSD
from .schema import Column, local_name
from .terms import DATE_TYPES, TYPES


class Unknown(Exception):
    """A statement that no stated table can hold."""

    def __init__(
        self,
        message: str,
        hint: str = "",
        in_line: bool = True,
    ) -> None:
        super().__init__(message)
        self.hint = hint
        self.in_line = in_line


_LEXICAL = {
    "integer": r"[+-]?[0-9]+",
    "boolean": r"true|false|0|1",
    "date": r"[0-9]{4}(?:-[0-9]{2}){0,2}",
}


def value_of(
    literal: ox.Literal,
    column: Column,
) -> str | int | bool:
    """The value of a literal in its column."""
    text = literal.value
    datatype = literal.datatype.value
    if column.kind == "text":
        if datatype != TYPES["text"] and not column.language:
            raise _wrong(literal, column, TYPES["text"])
        return text
    if column.kind == "date":
        # The type of a date says how much of it is known: the day, the month or the year
        wanted = DATE_TYPES.get(len(text), "")
    else:
        wanted = TYPES[column.kind]
    form = _LEXICAL[column.kind]
    is_valid = re.fullmatch(form, text)
    if datatype != wanted or not is_valid:
        raise _wrong(literal, column, wanted)
    if column.kind == "integer":
        number = int(text)
        # Arrow and the embedded graph hold integers of 64 bits; XSD has no limit
        if not -(2**63) <= number < 2**63:
            raise _wrong(literal, column, "a whole number of 64 bits")
        return number
    if column.kind == "boolean":
        return text in ("true", "1")
    return text


def _wrong(
    literal: ox.Literal,
    column: Column,
    wanted: str,
) -> Unknown:
    expected = wanted.replace(XSD, "xsd:")
    if not wanted:
        # The length of the text fits none of the three types of a date
        expected = "xsd:date, xsd:gYearMonth or xsd:gYear"
    name_of_value = local_name(column.iri)
    return Unknown(
        f"{literal} cannot be a value of {name_of_value}",
        f"expected {expected}",
    )
