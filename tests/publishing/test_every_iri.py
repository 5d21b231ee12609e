"""Every IRI of the dump is answered by a host of plain files, under a path, with its statements."""

import http.client
import json
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
import pytest
import rdflib

from pledgegraph.ontology.iris import identifier_of

from .conftest import Published
from .serving import UNDER, serving


@pytest.fixture(scope="module")
def host(published: Published) -> Iterator[http.client.HTTPConnection]:
    """A connection to a server of the site."""
    with serving(published.folder) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        yield connection
        connection.close()


def status(host: http.client.HTTPConnection, path: str) -> tuple[int, str]:
    """The status at the end of redirects, and the type of what is there."""
    for _ in range(3):
        host.request("HEAD", path)
        answer = host.getresponse()
        answer.read()
        if answer.status not in (301, 302, 303, 307, 308):
            return answer.status, answer.getheader("Content-Type") or ""
        path = urlsplit(answer.getheader("Location") or "").path
    return 310, ""


@pytest.fixture(scope="module")
def dump(published: Published, tmp_path_factory: pytest.TempPathFactory) -> set[ox.Triple]:
    """The statements of the public records as `export turtle` writes them."""
    path = tmp_path_factory.mktemp("dump") / "x.ttl"
    published.workspace.export("turtle", path)
    return {quad.triple for quad in ox.parse(path=str(path))}


def by_document(triples: set[ox.Triple], base: str) -> dict[str, set[ox.Triple]]:
    """Identifier of a document → the statements about its subjects."""
    found = defaultdict(set)
    for triple in triples:
        assert isinstance(triple.subject, ox.NamedNode)
        found[identifier_of(triple.subject.value, base).partition("#")[0]].add(triple)
    return found


def test_every_iri_of_the_dump_is_answered(
    published: Published, dump: set[ox.Triple], host: http.client.HTTPConnection
) -> None:
    base = published.workspace.manifest()["base"]
    iris = {
        term.value
        for triple in dump
        for term in (triple.subject, triple.object)
        if isinstance(term, ox.NamedNode)
    }
    documents = set()
    for iri in iris:
        if iri.startswith((f"{base}/", "https://w3id.org/pledgegraph/")):
            documents.add(identifier_of(iri, base).partition("#")[0])
    assert len(documents) > 500
    found = {each: status(host, f"{UNDER}/{quote(each)}") for each in documents}
    assert {answer for answer in found.values()} == {(200, "text/html")}
    assert status(host, f"{UNDER}/pledge/none")[0] == 404
    assert status(host, "/pledge/GRF-00350")[0] == 404


def test_a_document_has_the_statements_about_its_subjects(
    published: Published, dump: set[ox.Triple]
) -> None:
    base = published.workspace.manifest()["base"]
    expected = by_document(dump, base)
    for form, ending in ((ox.RdfFormat.TURTLE, ".ttl"), (ox.RdfFormat.JSON_LD, ".jsonld")):
        for identifier, triples in expected.items():
            place = published.folder / f"{identifier}{ending}"
            found = {quad.triple for quad in ox.parse(path=str(place), format=form)}
            assert found == triples, identifier
    written = set()
    for file in published.folder.rglob("*.ttl"):
        path = file.relative_to(published.folder).as_posix()
        # Others describe the site and the ontology
        if "/" in path and not path.startswith("ontology/"):
            written.add(path.removesuffix(".ttl"))
    assert written - expected.keys() == set()


def in_page(page: str, name: str) -> str:
    """The text of the script element with this identifier."""
    _, _, rest = page.partition(f'<script type="application/ld+json" id="{name}">\n')
    return rest.partition("</script>")[0]


# rdflib's own reader of JSON-LD still builds the class that it deprecates
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    "identifier",
    [
        "pledge/GRF-00350",
        "country/TCD",
        "platform/igad",
        "source/platforms",
        "vocabulary/themes/education",
    ],
)
def test_the_object_in_a_page_says_what_its_turtle_says(
    identifier: str, published: Published
) -> None:
    names = [path.stem for path in (published.folder / "platform").glob("*.ttl")]
    if identifier.startswith("platform/"):
        identifier = f"platform/{names[0]}"
    turtle = rdflib.Graph().parse(data=published.text(f"{identifier}.ttl"), format="turtle")
    assert len(turtle) > 4
    for language in ("", "fr/"):
        data = in_page(published.text(f"{language}{identifier}/index.html"), "data")
        assert "@graph" not in data
        assert set(rdflib.Graph().parse(data=data, format="json-ld")) == set(turtle)


def test_no_file_is_a_megabyte_but_the_data_of_large_sources(published: Published) -> None:
    large = [
        path
        for path in published.folder.rglob("*")
        if path.is_file() and path.stat().st_size > 1_000_000
    ]
    # A browser loads Oxigraph once, and only where somebody asks in SPARQL
    large = [path for path in large if path.name != "web_bg.wasm.gz"]
    # A dump is loaded by whoever wants all of it
    large = [path for path in large if path.parent.name != "dumps"]
    assert {path.suffix for path in large} <= {".ttl", ".jsonld"}


def test_plain_json_has_whole_iris_and_a_page_those_below_its_base(published: Published) -> None:
    pledge = json.loads(published.text("pledge/GRF-00350.jsonld"))
    base = pledge["id"].removesuffix("/pledge/GRF-00350")
    assert base.startswith("http")
    assert pledge["submittedBy"][0].startswith(f"{base}/actor/")
    themes = "https://w3id.org/pledgegraph/vocabulary/themes/"
    assert pledge["theme"][0].startswith(themes)
    inside = json.loads(in_page(published.text("pledge/GRF-00350/index.html"), "data"))
    assert inside["@context"]["@base"] == f"{base}/"
    assert inside["id"] == "pledge/GRF-00350"
    assert inside["theme"][0].startswith("voc:themes/")
