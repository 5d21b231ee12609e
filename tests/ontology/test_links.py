"""Links out: reviewed, of countries that exist, in the graph of our own lists alone."""

from __future__ import annotations

import csv
from pathlib import Path

import rdflib

from pledgegraph.loaders.names.countries import countries
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.links import AUTHORITIES, LINKS, MATCHES, STATED_BY, coverage, links
from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_nquads

from .quads import BASE


def rows() -> list[dict[str, str]]:
    lines = LINKS.read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


EU = "http://publications.europa.eu/resource/authority/country/"


def test_each_link_leads_from_one_country_to_one_item() -> None:
    found = rows()
    known = {f"country/{code}" for code in countries()}
    keys = [(row["id"], row["authority"]) for row in found]
    assert keys == sorted(set(keys)) and {one for one, _ in keys} <= known
    assert len({row["target"] for row in found}) == len(found)
    starts = {"wikidata": "http://www.wikidata.org/entity/Q", "eu": EU}
    assert set(starts) == set(AUTHORITIES)
    for row in found:
        end = row["target"].removeprefix(starts[row["authority"]])
        assert end.isdigit() if row["authority"] == "wikidata" else len(end) == 3, row
    assert {row["match"] for row in found} == set(MATCHES)
    assert known - {one for one, by in keys if by == "wikidata"} == {"country/ATA", "country/XKX"}


def test_two_codes_of_the_european_union_are_not_those_of_iso() -> None:
    found = {row["id"]: row for row in rows() if row["authority"] == "eu"}
    other = {one: row["target"] for one, row in found.items() if row["target"][-3:] != one[-3:]}
    assert other == {"country/ATF": f"{EU}FQ0", "country/XKX": f"{EU}1A0"}
    assert found["country/ITA"]["match"] == "same" and found["country/TCD"]["match"] == "near"


def test_coverage_is_counted_by_what_was_checked() -> None:
    known = {f"country/{code}" for code in countries()}
    assert coverage({"country/TCD", "country/ETH", "country/XKX"}, "wikidata") == (1, 2)
    assert coverage(known, "wikidata") == (60, 248)
    assert coverage(known, "eu") == (32, 250)


def test_codes_that_are_easily_confused() -> None:
    """Niger and Nigeria, the two Congos, Guinea's neighbours, Austria and Australia."""
    both: dict[str, str] = {}
    for match in MATCHES.values():
        both |= links()["wikidata", match]
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
    linked = [line for line in lines if "wikidata" in line or EU in line]
    assert linked == [
        f"<{BASE}/country/ETH> <http://www.w3.org/2000/01/rdf-schema#seeAlso>"
        f" <{EU}ETH> <{BASE}/{STATED_BY}> .",
        f"<{BASE}/country/ETH> <https://schema.org/sameAs>"
        f" <http://www.wikidata.org/entity/Q115> <{BASE}/{STATED_BY}> .",
    ]
    assert read_nquads(tmp_path / "s.nq", BASE).equals(tables)
    assert rdflib.URIRef(MATCHES["near"]) == rdflib.RDFS.seeAlso
