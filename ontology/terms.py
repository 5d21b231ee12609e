"""RDF terms made from whole columns: identifiers as IRIs, values as literals, in N-Quads or in
Turtle notation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from .iris import VOCABULARY_BASE
from .schema import PG, SKOS, XSD, Column

DATE_TYPES = {
    10: f"{XSD}date",
    7: f"{XSD}gYearMonth",
    4: f"{XSD}gYear",
}
"""Datatype of an ISO date by the length of its text."""
TYPES = {
    "text": f"{XSD}string",
    "integer": f"{XSD}integer",
    "boolean": f"{XSD}boolean",
}
PREFIXES = {PG: "pg", SKOS: "skos", XSD: "xsd"}

_NAMED = {
    "\\": "\\\\",
    '"': '\\"',
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}
_BY_NUMBER = {
    chr(code): f"\\u{code:04X}"
    for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)
    if chr(code) not in _NAMED
}
ESCAPES: Mapping[str, str] = {**_NAMED, **_BY_NUMBER}
"""The escapes of canonical N-Quads (RDF Dataset Canonicalization, section A), the backslash first.
"""
_HARMFUL = {ord(char) for char in ESCAPES if ord(char) < 0x80}
_HARMLESS = bytes(set(range(256)) - _HARMFUL)
_UNFIT = r"""[\x00-\x20<>"{}|^`\\]|(?:^|/)\.{0,2}(?:[/#]|$)"""


@dataclass(frozen=True)
class Notation:
    """How terms are written: ``home`` comes before an identifier inside ``<…>``, ``prefixes``
    shorten schema IRIs.
    """

    home: str
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def name(self, iri: str) -> str:
        """A class, property or datatype."""
        for start, prefix in self.prefixes.items():
            if iri.startswith(start):
                return f"{prefix}:{iri[len(start) :]}"
        return f"<{iri}>"

    def start(self, identifier: str) -> str:
        """The beginning of the term of every identifier that begins like this one."""
        is_published = identifier.startswith("vocabulary/")
        home = VOCABULARY_BASE if is_published else self.home
        return f"<{home}{identifier}"


def nquads_notation(base: str) -> Notation:
    """Every IRI in full."""
    return Notation(f"{base}/")


def turtle_notation() -> Notation:
    """Identifiers relative to ``@base``, schema terms by their prefix."""
    return Notation("", PREFIXES)


def check_identifiers(
    identifiers: pa.Array,
    segments: tuple[str, ...],
) -> None:
    """``ValueError`` naming the first identifier of another class, or with a character that an IRI
    cannot have.
    """
    # Links repeat few identifiers in many rows
    distinct = pc.unique(identifiers)
    first = [re.escape(segment) for segment in segments if not segment.startswith("#")]
    words = [re.escape(segment) for segment in segments if segment.startswith("#")]
    forms = []
    if first:
        forms.append(f"(?:{'|'.join(first)})/[^#]*")
    if words:
        forms.append(f"[^/#]+/[^#]+(?:{'|'.join(words)})-[^#]+")
    fit = pc.match_substring_regex(distinct, f"^(?:{'|'.join(forms)})$")
    fit = pc.and_not(fit, pc.match_substring_regex(distinct, _UNFIT))
    if not pc.all(fit, min_count=0).as_py():
        culprit = distinct.filter(pc.invert(fit))[0].as_py()
        starts = []
        for each in segments:
            starts.append(f"...{each}-" if each.startswith("#") else f"{each}/")
        raise ValueError(
            f"{culprit!r} cannot be an identifier here; expected {' or '.join(starts)} and IRI"
            " characters"
        )


def joined(*parts: pa.Array | str, separator: str = "") -> pa.Array:
    """Texts and columns side by side, as large strings: a column's text may pass two gigabytes."""
    return pc.binary_join_element_wise(*map(_large, parts), _large(separator))


def _large(part: pa.Array | str) -> pa.Array | pa.Scalar:
    if isinstance(part, str):
        return pa.scalar(part, pa.large_string())
    return part.cast(pa.large_string())


def iri_terms(identifiers: pa.Array, notation: Notation) -> pa.Array:
    """``<…>`` of each identifier."""
    published = pc.starts_with(identifiers, "vocabulary/")
    if not pc.any(published).as_py():
        return joined(f"<{notation.home}", identifiers, ">")
    return joined(
        "<",
        pc.if_else(published, VOCABULARY_BASE, notation.home),
        identifiers,
        ">",
    )


def literal_terms(
    values: pa.Array,
    column: Column,
    notation: Notation,
) -> pa.Array:
    """The literal of each value; no NULLs. ``ValueError`` for a date that is not a day, month
    or year.
    """
    if column.kind == "text":
        return joined(
            '"',
            escaped(values),
            f'"@{column.language}' if column.language else '"',
        )
    if column.kind == "date":
        return joined(
            '"',
            escaped(values),
            '"^^',
            _date_types(values, notation),
        )
    texts = values.cast(pa.string())
    # Turtle has a short form for these two types
    if notation.prefixes:
        return texts
    return joined(
        '"',
        texts,
        f'"^^{notation.name(TYPES[column.kind])}',
    )


def first_day_terms(dates: pa.Array, notation: Notation) -> pa.Array:
    """The first day of each date: a literal of one type, which every engine compares."""
    ends = pa.array(["-01-01", "-01", ""])
    # By its length a date is a year, a month or a day
    lengths = pa.array([4, 7, 10], pa.int32())
    place = pc.index_in(pc.utf8_length(dates), lengths)
    days = joined(dates, ends.take(place))
    return joined(
        '"',
        days,
        f'"^^{notation.name(DATE_TYPES[10])}',
    )


def first_day(date: str) -> str:
    """``2023-12`` → ``2023-12-01``."""
    return f"{date}{'-01-01'[len(date) - 4 :]}"


def escaped(values: pa.Array) -> pa.Array:
    """Texts as they stand between the quotes of a literal."""
    # Most columns have no such character: one look at all bytes saves a pass for each escape
    data = values.buffers()[2]
    found = data.to_pybytes() if data is not None else b""
    special = set(found.translate(None, _HARMLESS).decode("ascii"))
    special |= {char for char in "\ufffe\uffff" if char.encode() in found}
    for char, escape in ESCAPES.items():
        if char in special:
            values = pc.replace_substring(values, char, escape)
    return values


def _date_types(values: pa.Array, notation: Notation) -> pa.Array:
    length = pc.utf8_length(values)
    names = pa.array([notation.name(iri) for iri in DATE_TYPES.values()])
    lengths = pa.array(list(DATE_TYPES), pa.int32())
    place = pc.index_in(length, lengths)
    if place.null_count:
        wrong = values.filter(pc.is_null(place))[0].as_py()
        raise ValueError(f"{wrong!r} is not a date of a day, a month or a year")
    return names.take(place)
