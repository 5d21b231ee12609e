"""What a dump of another site may not be: refused with a sentence, before anything is kept."""

import gzip
from pathlib import Path

import pytest

from pledgegraph.loaders.releases import Unusable, read_release
from pledgegraph.publishing.offers import NoOffer, offer_in

BASE = "https://a.example/p"
PG = "https://w3id.org/pledgegraph#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SOURCE = f"<{BASE}/source/register>"


def quad(subject: str, predicate: str, value: str) -> str:
    return f"<{subject}> {predicate} {value} {SOURCE} .\n"


def node(name: str, cls: str) -> str:
    return quad(f"{BASE}/{name}", TYPE, f"<{PG}{cls}>")


def day(text: str) -> str:
    return f'"{text}"^^<http://www.w3.org/2001/XMLSchema#date>'


def said(name: str, key: str, value: str) -> str:
    return quad(f"{BASE}/{name}", f"<{PG}{key}>", value)


GOOD = (
    node("source/register", "Source")
    + said("source/register", "audience", '"public"')
    + said("source/register", "rank", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>')
    + node("actor/red", "Actor")
    + said("actor/red", "name", '"Red"')
)


def refused(tmp_path: Path, text: str, largest: int | None = None) -> str:
    """What is said of a dump that has these statements besides good ones."""
    path = tmp_path / "d.nq.gz"
    path.write_bytes(gzip.compress((GOOD + text).encode()))
    with pytest.raises(Unusable) as problem:
        read_release(path, BASE, largest)
    return problem.value.found


def test_a_good_dump_is_read(tmp_path: Path) -> None:
    path = tmp_path / "d.nq.gz"
    path.write_bytes(gzip.compress(GOOD.encode()))
    assert read_release(path, BASE)["Actor"]["name"].to_pylist() == ["Red"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (quad("https://b.example/actor/x", TYPE, f"<{PG}Actor>"), "neither under"),
        (node("actor/x", "Pledge"), "cannot be of the class"),
        (said("actor/red", "colour", '"red"'), "has no property"),
        (node("actor/blue", "Actor"), "actor/blue of the class Actor has no name"),
        (node("pledge/1", "Pledge") + said("pledge/1", "officialIdentifier", '"1"'), "'1' cannot"),
        (
            node("pledge/1", "Pledge") + said("pledge/1", "submittedOn", day("2026-13-01")),
            "2026-13",
        ),
        (node("pledge/1", "Pledge") + said("pledge/1", "submittedOn", day("2026-02-30")), "02-30"),
        (node("country/DNK", "Country") + said("country/DNK", "name", '"X"'), "in the lists of"),
        (
            node("pledge/1", "Pledge") + said("pledge/1", "submittedBy", f"<{BASE}/actor/none>"),
            "actor/none is not described",
        ),
        (
            node("pledge/1", "Pledge")
            + said("pledge/1", "announcedAt", f"<{BASE}/forum/GRF-2019>")
            + said("pledge/1", "announcedAt", f"<{BASE}/forum/GRF-2023>"),
            "several",
        ),
        (
            node("actor/government-of-denmark", "Actor")
            + said("actor/government-of-denmark", "name", '"Government of Evil"'),
            "'Government of Evil' cannot be the name",
        ),
        (
            node("actor/government-of-denmark", "Actor")
            + said("actor/government-of-denmark", "name", '"Danish Government"')
            + said("actor/government-of-denmark", "represents", f"<{BASE}/country/CHE>"),
            "cannot represent country/CHE",
        ),
        (node("actor/..", "Actor") + said("actor/..", "name", '"Up"'), "cannot be an identifier"),
        (node("actor/\u202ex", "Actor"), "cannot be an identifier"),
        (node("source/a/b", "Source"), "cannot be an identifier"),
        (node("source/other", "Source"), "describes another source"),
        (node("source/other#row-1", "SourceRecord"), "a row of another source"),
        ("<a b> .\n", "not N-Quads"),
    ],
)
def test_what_no_source_states_is_refused(text: str, found: str, tmp_path: Path) -> None:
    assert found in refused(tmp_path, text)


def test_a_dump_that_unpacks_without_an_end_is_not_read_to_it(tmp_path: Path) -> None:
    assert "more than 10,000 bytes" in refused(tmp_path, "\n" * 1_000_000, 10_000)


def test_a_dump_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.nq.gz"
    path.write_bytes(gzip.compress(GOOD.encode())[:-12])
    with pytest.raises(Unusable, match="cut off or damaged"):
        read_release(path, BASE)


@pytest.mark.parametrize(
    ("publisher", "name"),
    [
        ('[ a foaf:Agent ; foaf:name "Office" ]', "Office"),
        ("<https://office.example/>", "https://office.example/"),
        ("[ a foaf:Agent ]", ""),
    ],
)
def test_who_publishes_may_have_no_iri(publisher: str, name: str) -> None:
    catalogue = f"""
        @prefix dcat: <http://www.w3.org/ns/dcat#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix spdx: <http://spdx.org/rdf/terms#> .
        <{BASE}/dcat.ttl#dataset> a dcat:Dataset ; dct:publisher {publisher} ;
            dct:modified "2026-11-23T10:00:00Z" ; dcat:distribution [
                dcat:mediaType <https://www.iana.org/assignments/media-types/application/n-quads> ;
                dct:license [ dct:title "as it is" ] ;
                dcat:downloadURL <{BASE}/dumps/d.nq.gz> ; dcat:byteSize "10" ;
                spdx:checksum [ spdx:checksumValue "{"0" * 64}" ] ] .
    """
    offer = offer_in(catalogue.encode())
    assert (offer.publisher, offer.licence) == (name, "")
    # A moment is no day that answers could be of
    assert offer.modified == ""


@pytest.mark.parametrize("catalogue", ["[] a <http://www.w3.org/ns/dcat#Dataset> .", ""])
def test_a_catalogue_of_something_else_is_refused(catalogue: str) -> None:
    with pytest.raises(NoOffer, match="describes no data set"):
        offer_in(catalogue.encode())
