"""Web addresses: what is one as a whole is an IRI beside its text, and all else stays a text."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_nquads
from pledgegraph.ontology.web_addresses import LICENCE_OF, SOURCE_OF

from .quads import BASE

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
EVIDENCE = {
    "https://example.org/a?b=c#d": True,
    "http://example.org": True,
    "https://example.org/a(b)é": True,
    "a letter of 3 May": False,
    "see https://example.org/a": False,
    "https://example.org/a b": False,
    "https://example.org/<b>": False,
    "https://": False,
    "ftp://example.org/a": False,
}
"""Evidence → whether it is an address as a whole."""


def iris(file: Path, predicate: str) -> set[str]:
    quads = ox.parse(file.read_bytes(), ox.RdfFormat.N_QUADS)
    return {quad.object.value for quad in quads if quad.predicate.value == predicate}


def test_evidence_that_is_an_address_can_be_followed(tmp_path: Path) -> None:
    found = Gathering()
    found.nodes("Pledge", "source/r", {"id": ["pledge/a"], "evidence": [sorted(EVIDENCE)]})
    tables = found.tables()
    write_nquads(tables, BASE, tmp_path / "s.nq")
    addresses = {text for text, is_address in EVIDENCE.items() if is_address}
    assert iris(tmp_path / "s.nq", SOURCE_OF) == addresses
    assert read_nquads(tmp_path / "s.nq", BASE).equals(tables)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("CC BY 4.0: UNHCR Refugee Data Finder, via an R package", {CC_BY}),
        ("CC-BY-4.0", {CC_BY}),
        ("cc by 4.0", {CC_BY}),
        (CC_BY, {CC_BY}),
        ("CC BY-SA 4.0", {"https://creativecommons.org/licenses/by-sa/4.0/"}),
        ("MIT", {"https://spdx.org/licenses/MIT"}),
        ("Mitigated use only", set()),
        ("CC BY", set()),
        ("CC BY 4.0 or CC0 1.0", set()),
        ("facts; each row names its source", set()),
        (None, set()),
    ],
)
def test_a_licence_that_is_known_has_its_address(
    said: str | None, address: set[str], tmp_path: Path
) -> None:
    found = Gathering()
    values = {"id": ["source/r"], "licence": [said], "audience": ["public"], "rank": [1]}
    found.nodes("Source", "source/r", values)
    tables = found.tables()
    write_nquads(tables, BASE, tmp_path / "s.nq")
    assert iris(tmp_path / "s.nq", LICENCE_OF) == address
    assert read_nquads(tmp_path / "s.nq", BASE).equals(tables)
