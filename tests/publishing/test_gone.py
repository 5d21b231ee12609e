"""What is gone keeps a page with IRI, date and successor, and nothing else of it stays."""

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyoxigraph as ox
import pytest

from pledgegraph.errors import OutputRefused, WorkspaceProblem
from pledgegraph.ontology.tables import Tables
from pledgegraph.publishing.feeds import feed_of
from pledgegraph.publishing.frames import About, Frames
from pledgegraph.publishing.gone_pages import gone_pages
from pledgegraph.publishing.memory import (
    Memory,
    Remembered,
    gone,
    memory_text,
    read_memory,
    remembered,
)
from pledgegraph.publishing.names import names_in
from pledgegraph.publishing.site import Public, write_site
from pledgegraph.publishing.site_files import SiteFiles
from pledgegraph.workspace.publications import MEMORY, memory_of
from pledgegraph.workspace.workspace import Workspace

BASE = "https://data.example.org/p"
ABOUT = About(base=BASE, title="R", licence="", publisher="O", date="2026-11-01")
A, B, C = (f"{BASE}/pledge/{name}" for name in "ABC")


Step = tuple[dict[str, str], str, dict[str, str]]


def after(*steps: Step) -> Memory:
    """What is remembered after publications: hashes, date and successors of each."""
    memory: Memory = {}
    for hashes, date, successors in steps:
        memory = remembered(memory, hashes, BASE, date, successors)
    return memory


def test_publications_are_remembered() -> None:
    first: Step = ({A: "1", B: "1"}, "2025-01-01", {})
    second: Step = ({A: "1", B: "2", C: "1"}, "2025-06-01", {})
    third: Step = ({A: "1", C: "1"}, "2026-01-01", {B: C})
    memory = after(first, second)
    assert {iri: (one.publication, one.changed_on) for iri, one in memory.items()} == {
        A: (1, "2025-01-01"),
        B: (2, "2025-06-01"),
        C: (2, "2025-06-01"),
    }
    # The same again is no new publication
    assert after(first, second, second) == memory
    (left,) = gone(after(first, second, third), BASE)
    assert (left.iri, left.hash, left.gone_on, left.successor) == (B, "", "2026-01-01", C)
    # A date stays; a successor that is gone too leads nowhere
    fourth: Step = ({A: "1"}, "2027-01-01", {B: C})
    assert [
        (one.iri, one.gone_on, one.successor)
        for one in gone(after(first, second, third, fourth), BASE)
    ] == [
        (B, "2026-01-01", ""),
        (C, "2027-01-01", ""),
    ]
    # What comes back is there again
    assert gone(after(first, fourth, first), BASE) == []


def test_memory_is_read_as_it_was_written() -> None:
    memory = after(({A: "1", B: "1"}, "2025", {}), ({A: "1"}, "2026", {B: A}))
    assert read_memory(memory_text(memory)) == memory
    assert remembered(memory, {}, "https://other.example.org", "2027", {}) == memory


def test_a_gone_pledge_has_a_page(small_built: Workspace, tmp_path: Path) -> None:
    tables = small_built.tables
    (kept, *_) = sorted(tables.nodes["Pledge"]["id"].to_pylist())
    here = {f"{BASE}/{each}": "x" for each in tables.nodes["Pledge"]["id"].to_pylist()}
    secret = f"{BASE}/pledge/OLD-1"
    memory = after(({**here, secret: "1"}, "2025-06-01", {}))
    public = Public(tables, tables, {}, memory, {"pledge/OLD-1": kept})
    site = write_site(public, ABOUT, None, SiteFiles(tmp_path, tmp_path / "none"))
    found = site.memory[secret]
    assert (found.gone_on, found.hash) == ("2026-11-01", "")
    turtle = (tmp_path / "pledge/OLD-1.ttl").read_text("utf-8")
    said = {str(quad.triple) for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)}
    assert said == {
        f'<{secret}> <http://www.w3.org/2002/07/owl#deprecated> "true"'
        "^^<http://www.w3.org/2001/XMLSchema#boolean>",
        f'<{secret}> <http://purl.org/dc/terms/modified> "2026-11-01"'
        "^^<http://www.w3.org/2001/XMLSchema#date>",
        f"<{secret}> <http://purl.org/dc/terms/isReplacedBy> <{BASE}/{kept}>",
    }
    data = (tmp_path / "pledge/OLD-1.jsonld").read_text("utf-8")
    assert {str(quad.triple) for quad in ox.parse(data, ox.RdfFormat.JSON_LD)} == said
    page = (tmp_path / "pledge/OLD-1/index.html").read_text("utf-8")
    assert "no longer in these records as of 2026-11-01" in page
    assert f'<a href="../../{kept}/" dir="auto">' in page
    assert '<h1 dir="auto">A pledge that is no longer in these records</h1>' in page
    assert "ne figure plus" in (tmp_path / "fr/pledge/OLD-1/index.html").read_text("utf-8")
    # In no list, index or map; in the feed with its IRI and the date only
    for name in ("pledge/index.html", "search.json", "sitemap.xml", "void.ttl"):
        assert "OLD-1" not in (tmp_path / name).read_text("utf-8")
    feed = (tmp_path / "feed.xml").read_text("utf-8")
    title = "<title>Now recorded under another identifier</title>"
    assert f"{title}\n<id>{secret}</id>" in feed
    assert "<updated>2026-11-01T00:00:00Z</updated>" in feed


def with_former(tables: Tables, former: str) -> Tables:
    """The same where the first pledge had another identifier before."""
    pledges = tables.nodes["Pledge"]
    place = pledges.column_names.index("former_identifier")
    lists = [[former], *[[]] * (pledges.num_rows - 1)]
    column = pa.array(lists, pledges.schema.field(place).type)
    changed = pledges.set_column(place, "former_identifier", column)
    return replace(tables, nodes={**tables.nodes, "Pledge": changed})


def test_what_is_another_pledge_by_decision_leads_there(
    small_built: Workspace, tmp_path: Path
) -> None:
    """It is in no list and no number, and answers with what it is now."""
    tables = with_former(small_built.tables, "pledge/OLD-2")
    kept = tables.nodes["Pledge"]["id"][0].as_py()
    old = f"{BASE}/pledge/OLD-2"
    memory = after(({old: "1"}, "2025-06-01", {}))
    public = Public(tables, tables, {}, memory, {"pledge/OLD-2": kept})
    site = write_site(public, ABOUT, None, SiteFiles(tmp_path, tmp_path / "none"))
    assert site.memory[old].successor == f"{BASE}/{kept}"
    said = f"<{old}> <http://purl.org/dc/terms/isReplacedBy> <{BASE}/{kept}>"
    turtle = (tmp_path / "pledge/OLD-2.ttl").read_text("utf-8")
    assert {str(quad.triple) for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)} == {said}
    page = (tmp_path / "pledge/OLD-2/index.html").read_text("utf-8")
    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert {str(quad.triple) for quad in ox.parse(data, ox.RdfFormat.JSON_LD)} == {said}
    assert f'<p>It is now recorded as <a href="../../{kept}/"' in page
    for name in ("pledge/index.html", "search.json", "sitemap.xml"):
        assert "OLD-2" not in (tmp_path / name).read_text("utf-8")
    home = (tmp_path / "index.html").read_text("utf-8")
    assert '<a href="./pledge/">Pledges</a></th><td class="number">2</td>' in home
    here = (tmp_path / kept / "index.html").read_text("utf-8")
    assert "<dt>formerly recorded as<dd>" in here and "dcterms:" not in here.partition("<body>")[2]


def test_a_pledge_that_is_gone_since_no_date_says_no_date() -> None:
    frames = Frames(ABOUT, names_in({}, "en"), [])
    entries = [
        Remembered(A, 2, "", gone_on="unknown"),
        Remembered(B, 2, "2026-01", gone_on="2026-01"),
    ]
    pages = [text for _, text in gone_pages(entries, frames)]
    assert "<p>This pledge is no longer in these records.</p>" in pages[0]
    assert "in these records as of 2026-01.</p>" in pages[1]


def test_a_feed_is_of_one_base_and_says_what_it_leaves_out() -> None:
    many = {f"{BASE}/pledge/{number:03}": "1" for number in range(203)}
    changed = {iri: "2" for iri in many}
    before = after((many, "2025-01-01", {}))
    frames = Frames(ABOUT, names_in({}, "en"), [])
    assert "<entry>" not in feed_of(before, frames)
    feed = feed_of(remembered(before, changed, BASE, "2026-01-01", {}), frames)
    assert feed.count("<entry>") == 201
    assert "<title>Further ones, not shown here: 3.</title>" in feed
    # At a new address everything is there for the first time
    moved = {"https://new.example.org/pledge/A": "1"}
    after_move = remembered(before, moved, "https://new.example.org", "2026-01-01", {})
    new = replace(ABOUT, base="https://new.example.org")
    assert "<entry>" not in feed_of(after_move, Frames(new, names_in({}, "en"), []))


@pytest.mark.parametrize("path", ["pledge/../../x", "pledge/.htaccess", "pledge/a%2F..%2Fb"])
def test_a_memory_that_leads_out_is_refused(
    path: str, small_built: Workspace, tmp_path: Path
) -> None:
    memory = after(({f"{BASE}/{path}": "1"}, "2025", {}))
    public = Public(small_built.tables, small_built.tables, {}, memory)
    with pytest.raises(OutputRefused, match="cannot be|slash"):
        write_site(public, ABOUT, None, SiteFiles(tmp_path / "s", tmp_path / "none"))
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "iri,publication\nx,one\n", "\0"])
def test_a_memory_that_cannot_be_read_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / MEMORY).parent.mkdir()
    (tmp_path / MEMORY).write_text(text)
    if text == "\0":
        assert memory_of(tmp_path) == {}
        return
    with pytest.raises(WorkspaceProblem, match="cannot be read"):
        memory_of(tmp_path)


def test_the_stamp_counts(
    small: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that is still right is not made again; one with a file missing is."""
    from pledgegraph.publishing import site as sites
    from pledgegraph.workspace import published_answers
    from pledgegraph.workspace.publications import publish

    monkeypatch.setattr(published_answers, "published_answers", lambda build: {})
    place = tmp_path / "site"
    first = publish(small, place)
    made = json.loads((place / "made.json").read_text("utf-8"))
    assert made["documents"] == first.documents
    with monkeypatch.context() as patch:
        patch.delattr(sites, "documents_of")
        assert publish(small, place).files == first.files
    (place / "void.ttl").unlink()
    publish(small, place)
    assert (place / "void.ttl").exists()
