"""Pages: what people see, what a page says of itself, and that texts of sources do nothing."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pytest

from pledgegraph.ontology.tables import Tables
from pledgegraph.publishing.documents import Described
from pledgegraph.publishing.frames import About
from pledgegraph.publishing.rows import shown_predicates
from pledgegraph.publishing.site import Public, write_site
from pledgegraph.publishing.site_files import SiteFiles
from pledgegraph.publishing.values import direction_of
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252
from .conftest import Published

ABOUT = About(
    base="https://data.example.org/p",
    title="Register <&>",
    licence="CC BY 4.0",
    publisher="An office",
    date="2026-11-01",
)
PAYLOAD = '</script><script>alert(1)</script><img src="https://example.org/x">"\'&\u202e<!--'


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text outside of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._tag = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag not in ("script", "style"):
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element with this tag."""
        return [attributes for name, attributes in self.found if name == tag]


def written(tables: Tables, folder: Path) -> Path:
    """A site of these tables."""
    write_site(Public(tables, tables), ABOUT, None, SiteFiles(folder, folder / "none"))
    return folder


def with_titles(tables: Tables, title: str) -> Tables:
    """The same with another title and description of each pledge."""
    pledges = tables.nodes["Pledge"]
    texts = pa.array([title] * pledges.num_rows, pa.string())
    for name in ("title", "description"):
        place = pledges.column_names.index(name)
        pledges = pledges.set_column(place, name, texts)
    return replace(tables, nodes={**tables.nodes, "Pledge": pledges})


def test_texts_of_sources_do_nothing(small_built: Workspace, tmp_path: Path) -> None:
    site = written(with_titles(small_built.tables, PAYLOAD), tmp_path / "s")
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        text = page.read_text("utf-8")
        elements = Elements(text)
        scripts = [each for each in elements.all("script") if "type" not in each]
        ours = re.compile(r"(?:\.\.?/)+assets/(?:search|sparql)\.js")
        assert [each for each in scripts if not ours.fullmatch(str(each["src"]))] == []
        assert elements.all("img") == []
        assert "\u202e" not in elements.text
    pledges = [path for path in (site / "pledge").glob("*/index.html")]
    assert len(pledges) == 2
    one = pledges[0].read_text("utf-8")
    assert one.count("<script") == 2
    assert "alert(1)" in Elements(one).text
    _, _, rest = one.partition('id="data">')
    assert json.loads(rest.partition("</script>")[0])["title"] == PAYLOAD


def test_no_request_leaves_a_page(published: Published) -> None:
    for name in some([name for name in published.files() if name.endswith(".html")], 10):
        elements = Elements(published.text(name))
        policy = elements.all("meta")[1]
        assert policy["http-equiv"] == "Content-Security-Policy"
        assert str(policy["content"]).startswith("default-src 'none'; ")
        # A picture is a file of the site, beside its page
        assert {each["src"] for each in elements.all("img")} <= {"picture.svg"}
        for tag in ("iframe", "object", "form", "base", "audio", "video"):
            assert elements.all(tag) == []
        for link in elements.all("link"):
            # Only these two are fetched by a browser
            if link["rel"] in ("stylesheet", "icon"):
                assert str(link["href"]).startswith(("./", "../"))
        for each in elements.all("script"):
            # Of our own, or data
            source = str(each.get("src", ""))
            own = source.endswith(("assets/search.js", "assets/sparql.js"))
            assert own or each.get("type") in ("application/ld+json", "application/json")


def test_every_link_inside_the_site_leads_to_a_file(published: Published) -> None:
    files = published.files().keys()
    missing = set()
    for name in some([name for name in files if name.endswith(".html")], 10):
        elements = Elements(published.text(name))
        for each in (*elements.all("a"), *elements.all("link")):
            if "href" not in each:
                # The page for SPARQL has a link that its script fills in
                assert "hidden" in each
                continue
            link = str(each["href"])
            if link.startswith(("http", "#")):
                continue
            place = (published.folder / name).parent / link.partition("#")[0]
            if link.partition("#")[0].endswith("/"):
                place /= "index.html"
            # By the parts of the path: to ask the system for each link takes seconds
            parts: list[str] = []
            for part in place.relative_to(published.folder).parts:
                if part == "..":
                    parts.pop()
                else:
                    parts.append(part)
            if "/".join(parts) not in files:
                missing.add((name, link))
    assert missing == set()


def test_a_page_says_where_its_data_is_and_whose_it_is(
    small_built: Workspace, tmp_path: Path
) -> None:
    site = written(small_built.tables, tmp_path / "s")
    page = Elements((site / "country/TCD/index.html").read_text("utf-8"))
    links = [(each["rel"], each.get("type"), each["href"]) for each in page.all("link")]
    assert ("canonical", None, "https://data.example.org/p/country/TCD") in links
    assert ("alternate", "text/turtle", "../../country/TCD.ttl") in links
    assert ("alternate", "application/ld+json", "../../country/TCD.jsonld") in links
    assert ("describedby", "text/turtle", "../../country/TCD.ttl") in links
    assert ("alternate", None, "../../fr/country/TCD/") in links
    text = " ".join(page.text.split())
    assert "This site is not a product of UNHCR." in text
    assert "Licence CC BY 4.0" in text or "LicenceCC BY 4.0" in text
    cited = "An office. Chad. Register <&>. 2026-11-01. https://data.example.org/p/country/TCD"
    assert cited in text
    french = Elements((site / "fr/country/TCD/index.html").read_text("utf-8"))
    assert french.all("html") == [{"lang": "fr"}]
    assert "Ce site n'est pas un produit du HCR." in " ".join(french.text.split())
    assert "Tchad" in french.text
    hrefs = [each["href"] for each in french.all("link")]
    assert "../../../country/TCD.ttl" in hrefs and "../../../country/TCD/" in hrefs


def test_a_country_of_which_only_a_name_is_known_has_a_page(
    small_built: Workspace, tmp_path: Path
) -> None:
    site = written(small_built.tables, tmp_path / "s")
    page = Elements((site / "country/ALA/index.html").read_text("utf-8"))
    assert "Åland Islands" in page.text


def test_schema_org_is_in_a_page(published: Published) -> None:
    _, _, rest = published.text("country/ETH/index.html").partition('id="page">')
    page = json.loads(rest.partition("</script>")[0])
    assert (page["@type"], page["name"], page["inLanguage"]) == ("WebPage", "Ethiopia", "en")
    assert page["about"]["@type"] == "AdministrativeArea"
    assert page["about"]["sameAs"] == ["http://www.wikidata.org/entity/Q115"]
    # No context of a server: to read it asks the network for nothing
    assert page["@context"] == {"@vocab": "https://schema.org/"}


@pytest.mark.parametrize(
    ("number", "pages"),
    [(1000, 1), (1001, 2), (2500, 3)],
)
def test_a_long_list_is_on_several_pages(number: int, pages: int, tmp_path: Path) -> None:
    from pledgegraph.publishing.documents import Described, Document
    from pledgegraph.publishing.frames import Frames
    from pledgegraph.publishing.lists import list_pages
    from pledgegraph.publishing.names import names_in

    documents = {}
    for each in range(number):
        name = f"pledge/P{each:05}"
        documents[name] = Document(name, Described(name, {"rdfs:label": [f'"N {each}"']}))
    frames = Frames(ABOUT, names_in(documents, "en"), ["pledge"])
    found = dict(list_pages(documents, frames))
    paths = ["pledge/index.html", *(f"lists/pledge/{n}/index.html" for n in range(2, pages + 1))]
    assert list(found) == [*paths, "index.html"]
    links = [each["href"] for path in paths for each in Elements(found[path]).all("a")]
    assert len({link for link in links if str(link).rpartition("pledge/")[2][:1] == "P"}) >= number
    assert max(map(len, found.values())) < 1_000_000


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Chad", ""),
        ("Côte d'Ivoire · Кения · 中国", ""),
        ("تشاد", ' dir="auto"'),
        ("Chad (תשאד)", ' dir="auto"'),
    ],
)
def test_only_what_runs_from_right_to_left_is_kept_apart(text: str, direction: str) -> None:
    assert direction_of(text) == direction


def test_evidence_is_shown_once() -> None:
    """It is a text and an IRI in the data; where both are the same, one link is enough."""
    address = "https://example.org/a"
    described = Described("pledge/X", {"dcterms:source": [f"<{address}>"]})
    assert shown_predicates(described) == ["dcterms:source"]
    described.values["pg:evidence"] = [f'"{address}"', '"Report, page 3"']
    assert shown_predicates(described) == ["pg:evidence"]
