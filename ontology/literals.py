"""Terms read back: the value that a column has of a literal, or of a concept."""

from __future__ import annotations

import re

import pyoxigraph as ox

from .iris import VOCABULARY_BASE, concept_of
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


def code_of(term: object, column: Column) -> str:
    """The code of a concept in its column."""
    assert isinstance(term, ox.NamedNode)
    home = VOCABULARY_BASE + concept_of(column.vocabulary, "")
    code = term.value.removeprefix(home)
    if code not in column.allowed:
        raise _wrong(term, column)
    return code


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
    if column.vocabulary:
        raise _wrong(literal, column)
    text = literal.value
    datatype = literal.datatype.value
    if column.kind == "text":
        if datatype != TYPES["text"] and not column.language:
            raise _wrong(literal, column)
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
    term: ox.Literal | ox.NamedNode,
    column: Column,
    wanted: str = "",
) -> Unknown:
    expected = wanted or _expected(column)
    name_of_value = local_name(column.iri)
    return Unknown(
        f"{term} cannot be a value of {name_of_value}",
        f"expected {expected.replace(XSD, 'xsd:')}",
    )


def _expected(column: Column) -> str:
    if column.vocabulary:
        return f"a concept of the scheme {column.vocabulary}"
    if column.kind == "date":
        return "xsd:date, xsd:gYearMonth or xsd:gYear"
    return TYPES[column.kind]
