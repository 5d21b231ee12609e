"""Links out: what others call the things that every publisher has, from a reviewed table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from .labels import Repeated
from .namespaces import DCTERMS, RDFS, SKOS
from .tables import ID, SOURCE
from .terms import escaped, joined

LINKS = Path(__file__).with_name("links.csv")
LINK_SOURCES = Path(__file__).with_name("link_sources.csv")
STATED_BY = "source/vocabularies"
"""The source in whose graph links are: no other one states them."""
MATCHES = {
    "same": "https://schema.org/sameAs",
    "near": f"{RDFS}seeAlso",
    "exact": f"{SKOS}exactMatch",
    "close": f"{SKOS}closeMatch",
    "narrow": f"{SKOS}narrowMatch",
    "in": f"{RDFS}seeAlso",
}
"""Match in the table → property. Those of SKOS are for concepts alone: they would make a concept of
a country.
"""
CHECKED = ("same", "exact")
"""The matches that say that both are one."""
PLACE = f"{DCTERMS}bibliographicCitation"
"""The property that says where in a document a concept is, whose parts have no addresses."""
AUTHORITIES = {
    "wikidata": "Wikidata",
    "eu": "the country authority table of the European Union",
    "unbis": "the UNBIS Thesaurus of the United Nations",
    "iati": "the organisation types of IATI",
    "gcr": "the text of the Global Compact on Refugees",
}
"""Who gives the other names, by the code of the table."""


@cache
def link_rows() -> tuple[Mapping[str, str], ...]:
    """The rows of the table, by the names of its columns."""
    return tuple(_rows(LINKS))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines)


def links() -> dict[tuple[str, str], dict[str, str]]:
    """Authority and property (IRI) → identifier → IRI of another publisher."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in link_rows():
        key = (row["authority"], MATCHES[row["match"]])
        of_key = found.setdefault(key, {})
        of_key[row["id"]] = row["target"]
    return found


def coverage(identifiers: set[str], authority: str) -> tuple[int, int]:
    """How many of these identifiers have a link that was checked, and how many have any."""
    checked = set()
    linked = set()
    for row in link_rows():
        if row["authority"] != authority or row["id"] not in identifiers:
            continue
        linked.add(row["id"])
        if row["match"] in CHECKED:
            checked.add(row["id"])
    return len(checked), len(linked)


@cache
def _said() -> Mapping[tuple[str, str], tuple[pa.Array, pa.Array]]:
    """Authority and property → identifiers, and the term that each has."""
    found = {}
    for key, targets in links().items():
        terms = joined("<", pa.array(targets.values(), pa.string()), ">")
        found[key] = (pa.array(targets.keys(), pa.string()), terms)
    places: dict[str, dict[str, str]] = {}
    for row in link_rows():
        if row["place"]:
            of_authority = places.setdefault(row["authority"], {})
            of_authority[row["id"]] = row["place"]
    for authority, texts in places.items():
        terms = joined('"', escaped(pa.array(texts.values(), pa.string())), '"@en')
        found[authority, PLACE] = (pa.array(texts.keys(), pa.string()), terms)
    return found


@cache
def _starts() -> frozenset[str]:
    """How the identifiers with links begin, such as ``country/``."""
    return frozenset(f"{row['id'].partition('/')[0]}/" for row in link_rows())


def links_out(table: pa.Table, start: str) -> Iterator[Repeated]:
    """The links of all nodes of a class, whose identifiers begin with ``start``; of stated ones
    where our own lists state them.
    """
    # Few classes have links, and to look for each of a table's nodes among them is for nothing
    if start not in _starts():
        return
    ids = table[ID].combine_chunks()
    if SOURCE in table.column_names:
        # A register that names a country says nothing of what others call it
        ours = pc.equal(table[SOURCE].combine_chunks(), STATED_BY)
        ids = pc.if_else(ours, ids, None)
    for (_, predicate), (known, terms) in _said().items():
        place = pc.index_in(ids, known, skip_nulls=True)
        rows = pc.indices_nonzero(pc.is_valid(place))
        yield Repeated(
            ids.take(rows),
            predicate,
            terms.take(place.drop_null()),
            rows,
        )
