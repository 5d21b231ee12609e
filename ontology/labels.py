"""Labels: what a reader of RDF who does not know this ontology is shown of every node, and how a
concept says it in SKOS.

They repeat what columns and relationships say, so tables have none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from .namespaces import RDF, RDFS, SKOS
from .schema import NodeClass
from .tables import ID, OBJECT, SUBJECT
from .terms import Notation, escaped, iri_terms, joined
from .vocabularies import scheme_titles, vocabulary_names

REPEATED = frozenset(
    {
        f"{RDFS}label",
        f"{SKOS}prefLabel",
        f"{SKOS}notation",
        f"{SKOS}inScheme",
        f"{SKOS}topConceptOf",
        f"{SKOS}hasTopConcept",
        f"{SKOS}broader",
        f"{SKOS}broadMatch",
    }
)
"""Predicates that repeat what the tables say under the ontology's own."""
SHOWN = ("name", "title", "official_identifier", "local_identifier", "file_name")
"""The label of a node is the first of these that it has, else the end of its identifier."""
LABELLED = ("en", "fr", "es")
"""The languages in which schemes may have titles."""
_PUBLISHED = "vocabulary/"
REGIONS = {
    "en": "Regions by the M49 standard of the United Nations",
    "fr": "Régions selon la norme M49 des Nations Unies",
}
"""What the scheme of regions is called."""


@dataclass(frozen=True)
class Repeated:
    """Statements with one predicate: a row each; ``rows`` are those of the table that say so."""

    ids: pa.Array
    predicate: str
    objects: pa.Array
    rows: pa.Array


def labels(table: pa.Table, cls: NodeClass) -> Iterator[Repeated]:
    """The labels of all nodes of a class: in each language that has one, and one without a language
    if there is none in English.
    """
    is_concept = cls.name == "Concept"
    predicate = f"{SKOS}prefLabel" if is_concept else f"{RDFS}label"
    tagged = [column for column in cls.columns if column.language]
    has_english = pa.scalar(False)
    for column in tagged:
        if column.name not in table.column_names:
            continue
        values = _array(table, column.name)
        if column.language == "en":
            has_english = pc.is_valid(values)
        rows = pc.indices_nonzero(pc.is_valid(values))
        ends = f'"@{column.language}'
        texts = joined('"', escaped(values.drop_null()), ends)
        yield _about(table, rows, predicate, texts)
    plain = _plain_labels(table)
    plain = pc.if_else(has_english, pa.scalar(None, pa.string()), plain)
    rows = pc.indices_nonzero(pc.is_valid(plain))
    texts = joined('"', escaped(plain.drop_null()), '"')
    yield _about(table, rows, predicate, texts)


def _plain_labels(table: pa.Table) -> pa.Array:
    """The label of each node in the words of its source."""
    given = []
    for name in SHOWN:
        if name in table.column_names:
            given.append(_array(table, name))
    ids = _array(table, ID)
    # country/TCD#figure-SDN-REF-2025: TCD: figure SDN REF 2025
    ends = pc.replace_substring_regex(ids, "^[^/]*/", "")
    parts = pc.split_pattern(ends, "#", max_splits=1)
    is_dependent = pc.greater(pc.list_value_length(parts), 1)
    if not pc.any(is_dependent, min_count=0).as_py():
        return pc.coalesce(*given, ends)
    words = pc.replace_substring_regex(ends, "^[^#]*#?", "")
    words = pc.replace_substring(words, "-", " ")
    said = pc.binary_join_element_wise(pc.list_element(parts, 0), words, ": ")
    return pc.coalesce(*given, pc.if_else(is_dependent, said, ends))


def concepts(
    table: pa.Table,
    notation: Notation,
) -> Iterator[Repeated]:
    """Codes and schemes of published concepts, as SKOS says them, and what their schemes are
    called.
    """
    ids = _array(table, ID)
    rows = pc.indices_nonzero(_is_published(ids))
    published = table.take(rows)
    if not published.num_rows:
        return
    codes = _array(published, "notation")
    known = pc.indices_nonzero(pc.is_valid(codes))
    yield _about(
        table,
        rows.take(known),
        f"{SKOS}notation",
        joined('"', escaped(codes.drop_null()), '"'),
    )
    schemes = _schemes_of(_array(published, ID))
    yield _about(
        table,
        rows,
        f"{SKOS}inScheme",
        iri_terms(schemes, notation),
    )
    yield from _schemes(schemes, rows, notation)


def _is_published(ids: pa.Array) -> pa.Array:
    """Whether a concept is in one of pledgegraph's own schemes."""
    return pc.match_substring_regex(ids, f"^{_PUBLISHED}[^/]+/")


def _schemes_of(ids: pa.Array) -> pa.Array:
    """``vocabulary/themes/education`` → ``vocabulary/themes``."""
    return pc.replace_substring_regex(ids, "/[^/]*$", "")


def _schemes(
    schemes: pa.Array,
    rows: pa.Array,
    notation: Notation,
) -> Iterator[Repeated]:
    """The class and the labels of each scheme that has concepts, said where they are said."""
    kind = notation.name(f"{SKOS}ConceptScheme")
    kinds = pa.repeat(pa.scalar(kind, pa.large_string()), len(schemes))
    yield Repeated(schemes, f"{RDF}type", kinds, rows)
    for language in LABELLED:
        titles = _titles(language)
        place = pc.index_in(schemes, pa.array(titles.keys(), pa.string()))
        named = pc.indices_nonzero(pc.is_valid(place))
        texts = pa.array(titles.values(), pa.string())
        texts = texts.take(place.drop_null())
        yield Repeated(
            schemes.take(named),
            f"{SKOS}prefLabel",
            joined('"', escaped(texts), f'"@{language}'),
            rows.take(named),
        )


@cache
def _titles(language: str) -> dict[str, str]:
    """Identifier of a scheme → what it is called."""
    found = {}
    if language in REGIONS:
        found[f"{_PUBLISHED}m49"] = REGIONS[language]
    for name in vocabulary_names():
        titles = scheme_titles(name)
        if language in titles:
            found[f"{_PUBLISHED}{name}"] = titles[language]
    return found


def hierarchy(links: pa.Table, notation: Notation) -> Iterator[Repeated]:
    """What the broader concept of each concept is in SKOS: within its scheme, or in another one."""
    starts = _array(links, SUBJECT)
    ends = _array(links, OBJECT)
    is_within = pc.equal(_schemes_of(starts), _schemes_of(ends))
    for name, chosen in (("broader", is_within), ("broadMatch", pc.invert(is_within))):
        rows = pc.indices_nonzero(chosen)
        yield Repeated(
            starts.take(rows),
            f"{SKOS}{name}",
            iri_terms(ends.take(rows), notation),
            rows,
        )


def top_concepts(
    table: pa.Table,
    links: pa.Table,
    notation: Notation,
) -> Iterator[Repeated]:
    """The published concepts without a broader one in their scheme, both ways round."""
    ids = _array(table, ID)
    starts = _array(links, SUBJECT)
    is_within = pc.equal(_schemes_of(starts), _schemes_of(_array(links, OBJECT)))
    is_under = pc.is_in(ids, starts.filter(is_within))
    is_top = pc.and_not(_is_published(ids), is_under)
    rows = pc.indices_nonzero(is_top)
    tops = ids.take(rows)
    schemes = _schemes_of(tops)
    yield Repeated(tops, f"{SKOS}topConceptOf", iri_terms(schemes, notation), rows)
    yield Repeated(schemes, f"{SKOS}hasTopConcept", iri_terms(tops, notation), rows)


def _about(
    table: pa.Table,
    rows: pa.Array,
    predicate: str,
    objects: pa.Array,
) -> Repeated:
    return Repeated(_array(table, ID).take(rows), predicate, objects, rows)


def _array(table: pa.Table, name: str) -> pa.Array:
    return table[name].combine_chunks()
