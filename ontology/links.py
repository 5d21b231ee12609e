"""Links out: what others call the things that every publisher has, from a reviewed table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from .labels import Repeated
from .namespaces import RDFS
from .tables import ID, SOURCE
from .terms import joined

LINKS = Path(__file__).with_name("links.csv")
STATED_BY = "source/vocabularies"
"""The source in whose graph links are: no other one states them."""
MATCHES = {
    "same": "https://schema.org/sameAs",
    "near": f"{RDFS}seeAlso",
}
"""Match in the table → property. Not those of SKOS: they would make a concept of a country."""


AUTHORITIES = {
    "wikidata": "Wikidata",
    "eu": "the country authority table of the European Union",
}
"""Who gives the other names, by the code of the table."""


@cache
def links() -> dict[tuple[str, str], dict[str, str]]:
    """Authority and property (IRI) → identifier → IRI of another publisher."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    with LINKS.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines):
            key = (row["authority"], MATCHES[row["match"]])
            of_key = found.setdefault(key, {})
            of_key[row["id"]] = row["target"]
    return found


def coverage(identifiers: set[str], authority: str) -> tuple[int, int]:
    """How many of these identifiers have a link that was checked, and how many have any."""
    by_key = links()
    checked = identifiers.intersection(by_key[authority, MATCHES["same"]])
    near = identifiers.intersection(by_key[authority, MATCHES["near"]])
    return len(checked), len(checked | near)


def links_out(table: pa.Table) -> Iterator[Repeated]:
    """The links of all nodes of a class; of stated ones where our own lists state them."""
    ids = table[ID].combine_chunks()
    if SOURCE in table.column_names:
        # A register that names a country says nothing of what others call it
        ours = pc.equal(table[SOURCE].combine_chunks(), STATED_BY)
        ids = pc.if_else(ours, ids, None)
    for (_, predicate), targets in links().items():
        place = pc.index_in(ids, pa.array(targets.keys(), pa.string()), skip_nulls=True)
        rows = pc.indices_nonzero(pc.is_valid(place))
        chosen = pa.array(targets.values(), pa.string())
        chosen = chosen.take(place.drop_null())
        yield Repeated(
            ids.take(rows),
            predicate,
            joined("<", chosen, ">"),
            rows,
        )
