"""Links out: reviewed, of countries that exist, in the graph of our own lists alone."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import rdflib

from pledgegraph.loaders.names.countries import countries, regions
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.links import (
    AUTHORITIES,
    LINK_SOURCES,
    LINKS,
    MATCHES,
    PLACE,
    STATED_BY,
    coverage,
    links,
)
from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_nquads
from pledgegraph.ontology.vocabularies import vocabulary, vocabulary_names

from .quads import BASE

EU_COUNTRIES = Path(__file__).with_name("eu_countries.txt")


def rows() -> list[dict[str, str]]:
    lines = LINKS.read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


EU = "http://publications.europa.eu/resource/authority/country/"
ITEMS = {
    "wikidata": r"http://www\.wikidata\.org/entity/Q[1-9][0-9]*",
    "eu": rf"{EU}[0-9A-Z]{{3}}",
    "unbis": r"http://metadata\.un\.org/thesaurus/1[0-9]{6}",
    "iati": r"https://iatistandard\.org/en/iati-standard/203/codelists/organisationtype/",
    "gcr": r"https://undocs\.org/A/73/12\(PartII\)",
}
"""Authority → what its addresses look like."""


def known() -> set[str]:
    """All that a link may start from."""
    found = {f"country/{code}" for code in countries()}
    for name in vocabulary_names():
        found |= {concept.id for concept in vocabulary(name).concepts.values()}
    return found


def test_each_link_leads_from_one_thing_to_one_item() -> None:
    found = rows()
    keys = [(row["id"], row["authority"]) for row in found]
    assert keys == sorted(set(keys)) and {one for one, _ in keys} <= known()
    assert set(ITEMS) == set(AUTHORITIES)
    for row in found:
        assert re.fullmatch(ITEMS[row["authority"]], row["target"]), row
    assert {row["match"] for row in found} == set(MATCHES)
    linked = {one for one, by in keys if by == "wikidata"}
    lacking = {f"country/{code}" for code in countries()} - linked
    assert lacking == {"country/ATA", "country/XKX"}


def test_each_link_was_read_somewhere_on_some_day() -> None:
    lines = LINK_SOURCES.read_text("utf-8").splitlines()
    sources = {row["source"] for row in csv.DictReader(x for x in lines if x[0] != "#")}
    used = set()
    for row in rows():
        used |= set(row["source"].split("|"))
        assert date.fromisoformat(row["checked"]) >= date(2026, 11, 28)
        # One source says no more than that somebody calls it so
        assert row["match"] != "same" or "|" in row["source"], row
    assert used == sources


def test_concepts_match_as_skos_has_it_and_countries_do_not() -> None:
    of_concepts = {"exact", "close", "narrow", "in"}
    exact: Counter[str] = Counter()
    for row in rows():
        is_concept = row["id"].startswith("vocabulary/")
        assert (row["match"] in of_concepts) == is_concept, row
        # Only a document needs to be told where in it
        assert bool(row["place"]) == (row["match"] == "in"), row
        exact[row["target"]] += row["match"] in ("exact", "same")
    # Two things that are the same as a third one would be one
    assert set(exact.values()) <= {0, 1}


def test_countries_of_the_european_union_are_those_of_another_list() -> None:
    """The codes of a list of its addresses that a program of somebody else brings."""
    codes = EU_COUNTRIES.read_text("utf-8").split()
    assert len(codes) == len(set(codes)) == 249
    found = {row["id"][-3:]: row["target"] for row in rows() if row["authority"] == "eu"}
    assert {code for code in codes if found[code] != f"{EU}{code}"} == {"ATF"}
    assert found.keys() - set(codes) == {"XKX"}


def test_two_codes_of_the_european_union_are_not_those_of_iso() -> None:
    found = {row["id"]: row for row in rows() if row["authority"] == "eu"}
    other = {one: row["target"] for one, row in found.items() if row["target"][-3:] != one[-3:]}
    assert other == {"country/ATF": f"{EU}FQ0", "country/XKX": f"{EU}1A0"}
    assert found["country/ITA"]["match"] == "same" and found["country/TCD"]["match"] == "near"


def test_concepts_that_are_linked() -> None:
    """Read in the thesaurus: Statelessness, Apatridie; and what is wider is not the same."""
    found = {(row["id"], row["authority"]): row for row in rows()}
    stateless = found["vocabulary/themes/statelessness", "unbis"]
    assert (stateless["match"], stateless["target"][-7:]) == ("exact", "1006186")
    assert found["vocabulary/themes/protection", "unbis"]["match"] == "close"
    bank = found["vocabulary/entity-types/ifi", "iati"]
    assert bank["place"] == "IATI organisation type 40, Multilateral"
    themes = {concept.id for concept in vocabulary("themes").concepts.values()}
    assert (coverage(themes, "unbis"), coverage(themes, "gcr")) == ((4, 6), (0, 5))
    assert coverage(themes, "wikidata") == (0, 0)


def test_coverage_is_counted_by_what_was_checked() -> None:
    known = {f"country/{code}" for code in countries()}
    assert coverage({"country/TCD", "country/ETH", "country/XKX"}, "wikidata") == (1, 2)
    assert coverage(known, "wikidata") == (60, 248)
    assert coverage(known, "eu") == (32, 250)


def test_codes_that_are_easily_confused() -> None:
    """Niger and Nigeria, the two Congos, Guinea's neighbours, Austria and Australia."""
    both: dict[str, str] = {}
    for match in ("same", "near"):
        both |= links()["wikidata", MATCHES[match]]
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


def test_a_concept_says_where_in_a_document_it_is(tmp_path: Path) -> None:
    found = Gathering()
    concept = "vocabulary/themes/documentation"
    values = {"id": [concept], "name": ["Documentation"], "in_vocabulary": ["themes"]}
    found.nodes("Concept", STATED_BY, values)
    tables = found.tables()
    write_nquads(tables, BASE, tmp_path / "s.nq")
    quads = ox.parse((tmp_path / "s.nq").read_bytes(), ox.RdfFormat.N_QUADS)
    said = {(quad.predicate.value, quad.object.value) for quad in quads}
    assert {
        (MATCHES["in"], "https://undocs.org/A/73/12(PartII)"),
        (PLACE, "Global Compact on Refugees, paragraph 58"),
        (MATCHES["narrow"], "http://metadata.un.org/thesaurus/1005415"),
    } <= said
    assert read_nquads(tmp_path / "s.nq", BASE).equals(tables)


def test_the_regions_are_a_scheme() -> None:
    graph = rdflib.Graph().parse(LINKS.with_name("m49.ttl"))
    scheme = rdflib.URIRef("https://w3id.org/pledgegraph/vocabulary/m49")
    africa, eastern = scheme + "/002", scheme + "/014"
    found = set(graph.subjects(rdflib.SKOS.inScheme, scheme))
    assert found == {scheme + f"/{code}" for code in regions()}
    assert (scheme, rdflib.SKOS.hasTopConcept, africa) in graph
    assert (scheme + "/202", rdflib.SKOS.broader, africa) in graph
    assert (eastern, rdflib.SKOS.broader, scheme + "/202") in graph
    assert {str(text) for text in graph.objects(africa, rdflib.SKOS.prefLabel)} == {
        "Africa",
        "Afrique",
    }
