"""Catalogues: DCAT by the shapes of its European profile, VoID, sitemaps, and what hosts need."""

import gzip
import hashlib
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from pledgegraph.errors import SourceProblems
from pledgegraph.publishing.catalogues import Dump, Terms, dcat_of, void_of
from pledgegraph.publishing.frames import About
from pledgegraph.publishing.hosting import hosting_files
from pledgegraph.publishing.sitemaps import sitemaps_of
from pledgegraph.workspace.settings_file import read_settings
from pledgegraph.workspace.workspace import Workspace

from .conftest import Published

SHAPES = Path(__file__).with_name("shapes") / "dcat-ap-3.0.1.ttl"
BASE = "https://data.example.org/p"
TERMS = Terms(
    description='What "a host" pledged.\nAnd who joined.',
    licence="https://creativecommons.org/licenses/by/4.0/",
    publisher="https://www.example.org/",
    contact="mailto:data@example.org",
)
DUMPS = [
    Dump.of("dumps/pledges.ttl.gz", "Turtle", "text/turtle", b"abc"),
    Dump.of("dumps/sources.nq.gz", "N-Quads", "application/n-quads", b""),
]
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    """The shapes of DCAT-AP 3.0.1."""
    return rdflib.Graph().parse(SHAPES)


@pytest.mark.parametrize(("publisher", "date"), [("An office", "2026-11-01"), ("", "2026")])
def test_the_catalogue_conforms(publisher: str, date: str, shapes: rdflib.Graph) -> None:
    about = About(base=BASE, title="A & b", licence="x", publisher=publisher, date=date)
    graph = rdflib.Graph().parse(data=dcat_of(about, TERMS, DUMPS), format="turtle")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, report
    dataset = rdflib.URIRef(f"{BASE}/dcat.ttl#dataset")
    (description,) = graph.objects(dataset, rdflib.DCTERMS.description)
    assert str(description) == TERMS.description
    files = {str(each) for each in graph.objects(None, DCAT.downloadURL)}
    assert files == {f"{BASE}/dumps/pledges.ttl.gz", f"{BASE}/dumps/sources.nq.gz"}
    assert {str(each) for each in graph.objects(None, DCAT.byteSize)} == {"0", "3"}


def test_a_catalogue_without_a_title_does_not_conform(shapes: rdflib.Graph) -> None:
    """The shapes see something."""
    about = About(base=BASE, title="A", licence="", publisher="B", date="2026-11-01")
    graph = rdflib.Graph().parse(data=dcat_of(about, TERMS, DUMPS), format="turtle")
    graph.remove((rdflib.URIRef(f"{BASE}/dcat.ttl#dataset"), rdflib.DCTERMS.title, None))
    assert pyshacl.validate(graph, shacl_graph=shapes)[0] is False


def test_void_counts_what_is_there(published: Published) -> None:
    text = published.text("void.ttl")
    found = {str(quad.triple) for quad in ox.parse(text, ox.RdfFormat.TURTLE)}
    counts = published.workspace.manifest()["counts"]
    (triples,) = (each for each in found if "void#triples" in each)
    dump = gzip.decompress((published.folder / "dumps/pledges.ttl.gz").read_bytes())
    number = len(set(ox.parse(dump, ox.RdfFormat.TURTLE)))
    assert f'"{number}"' in triples
    (pledges,) = (each for each in found if each.endswith("pledgegraph#Pledge>"))
    subject = pledges.partition(" ")[0]
    assert any(subject in each and f'"{counts["Pledge"]}"' in each for each in found)


def test_the_dumps_are_the_exports(published: Published, tmp_path: Path) -> None:
    for name, form in (("pledges.ttl", "turtle"), ("sources.nq", "nquads")):
        published.workspace.export(form, tmp_path / name)
        packed = (published.folder / "dumps" / f"{name}.gz").read_bytes()
        assert gzip.decompress(packed) == (tmp_path / name).read_bytes()


def test_without_terms_there_is_no_catalogue(published: Published) -> None:
    assert not (published.folder / "dcat.ttl").exists()


def test_a_dump_knows_its_checksum() -> None:
    assert DUMPS[0].sha256 == hashlib.sha256(b"abc").hexdigest()
    about = About(base=BASE, title="A", licence="", publisher="B", date="")
    assert "dcterms:modified" not in void_of(about, DUMPS, {"": 0}, "pledge/X")


GOOD = """[publish]
description = "D"
licence = "https://creativecommons.org/licenses/by/4.0/"
publisher = "https://www.example.org/"
contact = "mailto:data@example.org"
"""


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ('description = "D"\n', "", "W003 publish.description is missing"),
        ('"D"', "7", "W004 publish.description is not a text"),
        ('"https://creativecommons.org/licenses/by/4.0/"', '"CC BY"', "W004 publish.licence 'CC"),
        ('"mailto:data@example.org"', '"data"', "W004 publish.contact is neither"),
        ("https://www.example.org/", "javascript:alert(1)", "W004 publish.publisher"),
        ("https://www.example.org/", "https://x.org/> <a", "W004 publish.publisher"),
        ("contact =", "contacts =", "W002 key publish.contacts is not known"),
        (GOOD, 'publish = "x"\n', "W004 publish is not a table"),
    ],
)
def test_settings_for_the_catalogue_are_checked(
    before: str, after: str, found: str, unbuilt: Workspace
) -> None:
    path = unbuilt.folder / "pledgegraph.toml"
    text = path.read_text("utf-8")
    path.write_text(GOOD + text, "utf-8")
    publish = read_settings(unbuilt.folder).publish
    assert publish is not None and publish.description == "D"
    path.write_text(GOOD.replace(before, after) + text, "utf-8")
    with pytest.raises(SourceProblems) as refused:
        read_settings(unbuilt.folder)
    problems = [f"{each.code} {each.found}" for each in refused.value.problems]
    assert any(each.startswith(found) for each in problems), problems


def test_a_site_of_many_pages_has_several_sitemaps() -> None:
    few = dict(sitemaps_of([f"{BASE}/a&b/"], BASE))
    assert list(few) == ["sitemap.xml"]
    assert f"<loc>{BASE}/a&amp;b/</loc>" in few["sitemap.xml"]
    many = dict(sitemaps_of([f"{BASE}/{number}" for number in range(40_001)], BASE))
    assert list(many) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert many["sitemap-2.xml"].count("<loc>") == 1
    assert f"<loc>{BASE}/sitemap-2.xml</loc>" in many["sitemap.xml"]


def test_hosts_have_what_they_need() -> None:
    files = dict(hosting_files("https://example.org/it's(1)/p"))
    assert "RewriteBase /it's(1)/p/" in files[".htaccess"]
    # A host that allows FileInfo only answers every page with an error where there is more
    lines = [line.split()[0] for line in files[".htaccess"].splitlines() if line.strip()]
    assert {line for line in lines if line[0] not in "#<"} == {
        "AddType",
        "AddCharset",
        "Header",
        "RewriteEngine",
        "RewriteBase",
        "RewriteCond",
        "RewriteRule",
    }
    assert "AddType text/turtle .ttl" in files[".htaccess"]
    assert "[R=303,L]" in files[".htaccess"]
    assert 'location ~ "^/it\'s\\(1\\)/p/.+\\.ttl$" {' in files["hosting/nginx.conf"]
    assert "| `.jsonld` | `application/ld+json` |" in files["hosting/README.md"]
    assert "R=302" in files["hosting/w3id.htaccess"]
    assert "RewriteBase /\n" in dict(hosting_files("https://example.org"))[".htaccess"]
