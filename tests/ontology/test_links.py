"""Links out: reviewed, of countries that exist, in the graph of our own lists alone."""

from __future__ import annotations

import csv
from pathlib import Path

import rdflib

from pledgegraph.loaders.names.countries import countries
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.links import LINKS, MATCHES, STATED_BY, coverage, links
from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_nquads

from .quads import BASE


def rows() -> list[dict[str, str]]:
    lines = LINKS.read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_each_link_leads_from_one_country_to_one_item() -> None:
    found = rows()
    known = {f"country/{code}" for code in countries()}
    ids = [row["id"] for row in found]
    assert ids == sorted(set(ids)) and set(ids) <= known
    assert len({row["target"] for row in found}) == len(found)
    start = "http://www.wikidata.org/entity/Q"
    assert all(row["target"].removeprefix(start).isdigit() for row in found)
    assert {row["match"] for row in found} == set(MATCHES)
    assert known - set(ids) == {"country/ATA", "country/XKX"}


def test_coverage_is_counted_by_what_was_checked() -> None:
    assert coverage({"country/TCD", "country/ETH", "country/XKX"}) == (1, 2)
    assert coverage({f"country/{code}" for code in countries()}) == (60, 248)


def test_codes_that_are_easily_confused() -> None:
    """Niger and Nigeria, the two Congos, Guinea's neighbours, Austria and Australia."""
    both = {**links()[MATCHES["same"]], **links()[MATCHES["near"]]}
    numbers = {
        code: both[f"country/{code}"].rpartition("Q")[2]
        for code in countries()
        if f"country/{code}" in both
    }
    wanted = {"NER": "1032", "NGA": "1033", "COD": "974", "COG": "971", "GIN": "1006"}
    wanted |= {"GNB": "1007", "GNQ": "983", "AUT": "40", "AUS": "408", "TCD": "657"}
    assert wanted.items() <= numbers.items()


def test_only_our_own_lists_state_links(tmp_path: Path) -> None:
    found = Gathering()
    for source in (STATED_BY, "source/register"):
        found.nodes("Country", source, {"id": ["country/ETH"], "name": ["Ethiopia"]})
    tables = found.tables()
    write_nquads(tables, BASE, tmp_path / "s.nq")
    lines = (tmp_path / "s.nq").read_text("utf-8").splitlines()
    linked = [line for line in lines if "wikidata" in line]
    assert linked == [
        f"<{BASE}/country/ETH> <https://schema.org/sameAs>"
        f" <http://www.wikidata.org/entity/Q115> <{BASE}/{STATED_BY}> ."
    ]
    assert read_nquads(tmp_path / "s.nq", BASE).equals(tables)
    assert rdflib.URIRef(MATCHES["near"]) == rdflib.RDFS.seeAlso
