"""Classes: which one the identifiers of a whole column belong to."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from .schema import schema


def classes_of(identifiers: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The class of each identifier, as ``Schema.class_of`` reads it; NULL where there is none."""
    segments = schema().segments()
    known = pa.array(segments.keys(), pa.string())
    names = pa.array(segments.values(), pa.string())
    # Whole columns: a build has hundreds of thousands of identifiers
    place = pc.index_in(_segments_of(identifiers), known)
    return pc.take(names, place)


def are_of(
    identifiers: pa.Array | pa.ChunkedArray,
    name: str,
) -> pa.Array | pa.ChunkedArray:
    """Whether each identifier belongs to a class that depends on another one."""
    segment = schema().classes[name].segment
    # No slug has a #, so that the segment is found nowhere else in an identifier
    return pc.match_substring(identifiers, f"{segment}-")


def _segments_of(identifiers: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The part of each identifier that says its class. Splitting is ten times as fast as a
    pattern, and most columns have identifiers of one form.
    """
    known = pc.fill_null(identifiers, "")
    parts = pc.split_pattern(known, "#", max_splits=1)
    if isinstance(parts, pa.ChunkedArray):
        parts = parts.combine_chunks()
    is_dependent = pc.equal(pc.list_value_length(parts), 2)
    if not pc.any(is_dependent).as_py():
        return _before(known, "/")
    ends = pc.subtract(parts.offsets[1:], 1)
    last = parts.values.take(ends)
    words = pc.binary_join_element_wise(
        "#",
        _before(last, "-"),
        "",
    )
    if pc.all(is_dependent).as_py():
        return words
    return pc.if_else(is_dependent, words, _before(last, "/"))


def _before(
    texts: pa.Array | pa.ChunkedArray,
    sign: str,
) -> pa.Array:
    """The part of each text before a sign; the whole text if the sign is missing."""
    parts = pc.split_pattern(texts, sign, max_splits=1)
    first = pc.list_element(parts, 0)
    if isinstance(first, pa.ChunkedArray):
        return first.combine_chunks()
    return first
