"""Slices: the facts of a place are facts of the site, and of its pledges nothing is missing."""

import gzip
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from pledgegraph.publishing import site as sites
from pledgegraph.publishing.documents import documents_of
from pledgegraph.publishing.mentions import mentions_in
from pledgegraph.publishing.site import Public, write_site
from pledgegraph.publishing.site_files import SiteFiles
from pledgegraph.publishing.slices import Slice, Slices
from pledgegraph.workspace.workspace import Workspace

from .conftest import Published
from .serving import UNDER, Strict, serving
from .test_pages import ABOUT
from .visiting import opened

BASE = "https://example.org/pledges"
PLACES = "SELECT DISTINCT ?place WHERE { ?pledge a pg:Pledge ; ?names ?place . ?place a ?kind }"
PLEDGES = """SELECT ?pledge ?property ?value ?label ?position WHERE {
  ?pledge a pg:Pledge ; ?names <PLACE> ; ?property ?value .
  OPTIONAL { ?value pg:label ?label }
  OPTIONAL { ?value pg:name ?label }
  OPTIONAL { ?value pg:position ?position }
}"""
PREFIXES = {"pg": "https://w3id.org/pledgegraph#"}


def store(path: Path) -> ox.Store:
    """A packed Turtle file in a store of its own."""
    made = ox.Store()
    made.bulk_load(gzip.decompress(path.read_bytes()), ox.RdfFormat.TURTLE)
    return made


def rows(asked: ox.Store, text: str) -> list[tuple[str, ...]]:
    found = asked.query(text, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(str(term) for term in solution) for solution in found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("slices")


@pytest.fixture(scope="module")
def slices(published: Published, folder: Path) -> dict[str, Slice]:
    """The slices of the sample, by identifier, in a folder of their own."""
    documents = documents_of(published.workspace.reading("public").tables)
    files = SiteFiles(folder, folder / "none")
    found = list(Slices(documents, mentions_in(documents), BASE).written(files))
    files.finish()
    return {each.identifier: each for each in found}


@pytest.fixture(scope="module")
def whole(published: Published) -> ox.Store:
    return store(published.folder / "dumps" / "pledges.ttl.gz")


def test_there_is_one_for_each_place_of_a_pledge(slices: dict[str, Slice], whole: ox.Store) -> None:
    for kind, segment in (("Country", "country"), ("Situation", "situation")):
        text = PLACES.replace("?kind", f"pg:{kind}")
        wanted = [name.removeprefix(f"<{BASE}/")[:-1] for (name,) in rows(whole, text)]
        assert wanted == sorted(each for each in slices if each.startswith(f"{segment}/"))
        assert wanted


def test_pledges_of_a_place_are_whole(
    slices: dict[str, Slice], whole: ox.Store, folder: Path
) -> None:
    for identifier in ("country/ETH", "situation/afghanistan-situation"):
        file = slices[identifier].file
        part = store(folder / file.path)
        assert len(part) == file.statements < len(whole) / 2
        assert set(part) <= set(whole), "no slice says anything that the site does not"
        text = PLEDGES.replace("PLACE", f"{BASE}/{identifier}")
        found = rows(part, text)
        assert found == rows(whole, text) and found
        assert any("position" not in row[4] and row[4] != "None" for row in found)


def test_a_visitor_chooses_a_slice(
    small_built: Workspace, tmp_path: Path, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sites, "MOST", 10)
    tables = small_built.tables
    write_site(
        Public(tables, tables, derived=tables), ABOUT, None, SiteFiles(tmp_path, tmp_path / "none")
    )
    with serving(tmp_path, Strict) as port:
        visit = opened(browser, f"http://127.0.0.1:{port}{UNDER}/")
        names = visit.page.locator("#part option").all_inner_texts()
        # Both pledges of the register are for Chad
        assert names[0].startswith("All of this site: ") and len(names) == 2
        visit.page.select_option("#part", index=1)
        assert visit.text("#partial").startswith("These are only the pledges for Chad and what")
        visit.ask(f"SELECT ?a {{ ?a a <{PREFIXES['pg']}Pledge> }}")
        assert len(visit.rows()) == 3, visit.text("#problem")
        visit.ask(f"SELECT ?a {{ ?a a <{PREFIXES['pg']}Country> }}")
        assert visit.rows() == [["a"], ["country/TCD"]]
        # What is computed goes with all facts
        visit.page.check("#computed")
        assert visit.page.locator("#part option:checked").inner_text() == names[0]
        assert visit.text("#partial") == ""
        visit.ask(f"SELECT ?a {{ ?a a <{PREFIXES['pg']}Country> }}")
        assert len(visit.rows()) > 200
        visit.page.select_option("#part", index=1)
        assert not visit.page.is_checked("#computed")
        assert visit.said == []
        visit.page.close()
