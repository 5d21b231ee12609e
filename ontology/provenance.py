"""Provenance: what RDF says in terms of others of the rows that nodes come from, and of what nodes
were called before.

It repeats what relationships and columns say, so tables have none of it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from .labels import Repeated
from .namespaces import DCTERMS, PROV
from .tables import ID, OBJECT, SUBJECT, Tables
from .terms import Notation, iri_terms

RECORDED_IN = "RECORDED_IN"
DERIVED_FROM = f"{PROV}wasDerivedFrom"
REPLACED_BY = f"{DCTERMS}isReplacedBy"
REPLACES = f"{DCTERMS}replaces"
REPEATING = frozenset({DERIVED_FROM, REPLACED_BY, REPLACES})
"""Predicates that repeat what tables say."""
OURS = "^(?:country|forum|vocabulary)/[^#]*$"
"""Identifiers of what rows name and our own lists define."""
RENAMED = ("Pledge", "PledgeAggregate", "Actor")
FORMER = "former_identifier"
FIT = r"^(?:pledge|aggregate|actor)/[^\x00-\x20<>\"{}|^`\\/#]*[^\x00-\x20<>\"{}|^`\\/#.]$"
"""Former identifiers that an IRI can hold; a table of somebody else may have any text there."""


def derived_from(links: pa.Table, notation: Notation) -> Iterator[Repeated]:
    """The rows that nodes were read from, as PROV-O says it."""
    subjects = links[SUBJECT].combine_chunks()
    # A figure's identifier begins with its country too, but has a # behind it
    is_ours = pc.match_substring_regex(subjects, OURS)
    rows = pc.indices_nonzero(pc.invert(is_ours))
    yield Repeated(
        subjects.take(rows),
        DERIVED_FROM,
        iri_terms(links[OBJECT].combine_chunks().take(rows), notation),
        rows,
    )


def replacing(nodes: pa.Table, notation: Notation) -> Iterator[Repeated]:
    """What the nodes of a table were called before."""
    rows, now, before = _former(nodes)
    yield Repeated(now, REPLACES, iri_terms(before, notation), rows)


def replaced(
    tables: Tables,
    start: str,
    notation: Notation,
) -> Iterator[tuple[Repeated, pa.Table]]:
    """What the former identifiers that begin like this are called now, with the table that says
    so.
    """
    for name in RENAMED:
        nodes = tables.nodes[name]
        if FORMER not in nodes.column_names:
            continue
        rows, now, before = _former(nodes)
        fit = pc.indices_nonzero(pc.starts_with(before, start))
        if len(fit):
            terms = iri_terms(now.take(fit), notation)
            yield Repeated(before.take(fit), REPLACED_BY, terms, rows.take(fit)), nodes


def _former(nodes: pa.Table) -> tuple[pa.Array, pa.Array, pa.Array]:
    """The row of each former identifier, the identifier that counts, and the former one."""
    lists = nodes[FORMER].combine_chunks()
    before = pc.list_flatten(lists)
    fit = pc.indices_nonzero(pc.match_substring_regex(before, FIT))
    rows = pc.list_parent_indices(lists).take(fit)
    return rows, nodes[ID].combine_chunks().take(rows), before.take(fit)
