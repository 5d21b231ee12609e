"""Web addresses: where evidence is, and the licence of a source, as IRIs that a program can follow.

They repeat what columns say as texts, so tables have none of them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from .labels import Repeated
from .namespaces import DCTERMS
from .tables import ID
from .terms import joined

LICENCES = Path(__file__).with_name("licences.csv")
SOURCE_OF = f"{DCTERMS}source"
LICENCE_OF = f"{DCTERMS}license"
FOLLOWED = frozenset({SOURCE_OF, LICENCE_OF})
"""Predicates that repeat what columns say."""
_ADDRESS = r"^https?://[^\x00-\x20<>\"{}|^`\\/]+(?:/[^\x00-\x20<>\"{}|^`\\]*)?$"
"""A text that is an address as a whole, of signs that an IRI can have."""
_END = r"\s*(?:$|[:;,.(].*$)"
"""What may follow the words of a licence: nothing, or what is said of it."""


def web_addresses(table: pa.Table) -> Iterator[Repeated]:
    """The addresses among the evidence of all nodes of a table, and the licences of sources."""
    if "evidence" in table.column_names:
        lists = table["evidence"].combine_chunks()
        values = pc.list_flatten(lists)
        yield _said(table, SOURCE_OF, values, pc.list_parent_indices(lists))
    if "licence" in table.column_names:
        texts = table["licence"].combine_chunks()
        rows = pc.indices_nonzero(pc.is_valid(texts))
        yield _said(table, LICENCE_OF, _licence_addresses(texts.drop_null()), rows)


def _said(
    table: pa.Table,
    predicate: str,
    values: pa.Array,
    rows: pa.Array,
) -> Repeated:
    fit = pc.indices_nonzero(pc.match_substring_regex(values, _ADDRESS))
    rows = rows.take(fit)
    return Repeated(
        table[ID].combine_chunks().take(rows),
        predicate,
        joined("<", values.take(fit), ">"),
        rows,
    )


def _licence_addresses(texts: pa.Array) -> pa.Array:
    """The address of each licence; a text that is none that we know stays as it is."""
    for words, address in _licences().items():
        pattern = f"(?i)^\\s*{words}{_END}"
        known = pc.match_substring_regex(texts, pattern)
        texts = pc.if_else(known, address, texts)
    return texts


@cache
def _licences() -> dict[str, str]:
    """The words of each licence as a pattern → its address."""
    with LICENCES.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        found = {}
        for row in csv.DictReader(lines):
            pattern = row["words"].replace(".", r"\.").replace(" ", r"[\s-]*")
            found[pattern] = row["address"]
    return found
