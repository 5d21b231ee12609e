"""RDF terms made from whole columns: identifiers and codes as IRIs, other values as literals, in
N-Quads or in Turtle notation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from .iris import VOCABULARY_BASE, concept_of
from .namespaces import DCTERMS, PG, PROV, RDF, RDFS, SKOS, XSD
from .schema import Column

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
PREFIXES = {
    DCTERMS: "dcterms",
    PG: "pg",
    PROV: "prov",
    RDFS: "rdfs",
    SKOS: "skos",
    XSD: "xsd",
}

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
# Every other byte, also those of longer characters: what is left of a text after these go is to
# be escaped
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

    def predicate(self, iri: str) -> str:
        """A property; Turtle has a word for one of them."""
        if self.prefixes and iri == f"{RDF}type":
            return "a"
        return self.name(iri)

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
    forms = []
    starts = []
    for segment in segments:
        escaped_segment = re.escape(segment)
        is_fragment = segment.startswith("#")
        if is_fragment:
            forms.append(f"[^/#]+/[^#]+{escaped_segment}-[^#]+")
            starts.append(f"...{segment}-")
        else:
            forms.append(f"{escaped_segment}/[^#]*")
            starts.append(f"{segment}/")
    any_form = "|".join(forms)
    has_form = pc.match_substring_regex(distinct, f"^(?:{any_form})$")
    is_unfit = pc.match_substring_regex(distinct, _UNFIT)
    fits = pc.and_not(has_form, is_unfit)
    if not pc.all(fits, min_count=0).as_py():
        unfit = distinct.filter(pc.invert(fits))
        culprit = unfit[0].as_py()
        expected = " or ".join(starts)
        raise ValueError(
            f"{culprit!r} cannot be an identifier here; expected {expected} and IRI characters"
        )


def joined(*parts: pa.Array | str, separator: str = "") -> pa.Array:
    """Texts and columns side by side, as large strings: a column's text may pass two gigabytes."""
    columns = map(_large, parts)
    return pc.binary_join_element_wise(*columns, _large(separator))


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


def value_terms(
    values: pa.Array,
    column: Column,
    notation: Notation,
) -> pa.Array:
    """The term of each value; no NULLs: of a code its concept, of all else a literal.

    ``ValueError`` for a code that no IRI can hold, or a date that is not a day, month or year.
    """
    if column.vocabulary:
        return _concepts(values, column.vocabulary)
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
    datatype = notation.name(TYPES[column.kind])
    return joined('"', texts, f'"^^{datatype}')


def _concepts(codes: pa.Array, scheme: str) -> pa.Array:
    start = concept_of(scheme, "")
    distinct = joined(start, pc.unique(codes)).cast(pa.string())
    check_identifiers(distinct, (start.rstrip("/"),))
    return joined(f"<{VOCABULARY_BASE}{start}", codes, ">")


def first_day_terms(dates: pa.Array, notation: Notation) -> pa.Array:
    """The first day of each date: a literal of one type, which every engine compares."""
    ends = pa.array(["-01-01", "-01", ""])
    # By its length a date is a year, a month or a day
    lengths = pa.array([4, 7, 10], pa.int32())
    place = pc.index_in(pc.utf8_length(dates), lengths)
    days = joined(dates, ends.take(place))
    datatype = notation.name(DATE_TYPES[10])
    return joined('"', days, f'"^^{datatype}')


def first_day(date: str) -> str:
    """``2023-12`` → ``2023-12-01``."""
    known = len(date) - len("2023")
    return date + "-01-01"[known:]


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
    """Its type says how much of a date is known: its length does so too."""
    names = pa.array([notation.name(iri) for iri in DATE_TYPES.values()])
    lengths = pa.array(list(DATE_TYPES), pa.int32())
    length = pc.utf8_length(values)
    place = pc.index_in(length, lengths)
    if place.null_count:
        unfit = values.filter(pc.is_null(place))
        wrong = unfit[0].as_py()
        raise ValueError(f"{wrong!r} is not a date of a day, a month or a year")
    return names.take(place)
