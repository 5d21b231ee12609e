"""Pages of answers say that they are computed, and no data has them."""

import json

import pytest

from pledgegraph.queries.catalogue import questions

from .conftest import Published
from .test_pages import Elements

ABOUT_A_PLACE = {"joint-candidates", "new-actors"}
"""Questions that are asked about a place or a pledge, and so have no page."""


def text_of(page: str) -> str:
    """What people read in a page."""
    return " ".join(Elements(page).text.split())


def test_each_answer_has_a_page_that_says_what_it_is(published: Published) -> None:
    names = {path.parent.name for path in published.folder.glob("answers/*/index.html")}
    assert names == questions().keys() - ABOUT_A_PLACE
    reader = published.workspace.reading("public")
    for name in ("unsupported", "platforms"):
        answer = reader.ask(name)
        text = text_of(published.text(f"answers/{name}/index.html"))
        assert "Computed from the public records; stated by no source" in text
        assert answer.coverage in text
        for notice in answer.notices:
            assert " ".join(notice.split()) in text
        french = text_of(published.text(f"fr/answers/{name}/index.html"))
        assert "Calculé à partir des données publiques" in french
        # Worked out once for both languages, and the same as when each is asked for
        in_french = reader.ask(name, lang="fr")
        assert in_french.coverage in french
        for notice in in_french.notices:
            assert " ".join(notice.split()) in french
    assert text_of(published.text("index.html")).count(reader.ask("unsupported").coverage) == 1


def test_rows_lead_to_the_pages_of_pledges(published: Published) -> None:
    rows = published.workspace.reading("public").ask("unsupported").rows
    page = published.text("answers/unsupported/index.html")
    for row in rows:
        assert f'<a href="../../{row["id"]}/">{row["pledge"]}</a>' in page


def test_no_data_has_what_is_computed(published: Published) -> None:
    assert list(published.folder.glob("answers/**/*.ttl")) == []
    for name in ("pledge/GRF-00350.ttl", "pledge/GRF-00350.jsonld", "void.ttl"):
        assert "openToMatching" not in published.text(name)
        assert "supportLevel" not in published.text(name)


@pytest.mark.parametrize("folder", ["", "fr/"])
def test_the_index_for_search_leads_to_every_page(folder: str, published: Published) -> None:
    index = json.loads(published.text(f"{folder}search.json"))
    links = set()
    for kind in index:
        links |= {f"{folder}{kind['start']}{link}index.html" for _, _, link in kind["things"]}
    pages = {name for name in published.files() if name.endswith("/index.html")}
    assert links <= pages
    assert len(links) == len(list(published.folder.glob("*/**/*.jsonld")))
    (pledges,) = (kind for kind in index if kind["start"] == "pledge/")
    (row,) = (each for each in pledges["things"] if each[2] == "GRF-00350/")
    assert row[0] == "Draft and adopt a bill on the status of stateless persons"
    assert "GRF-00350" in row[1].split() and "PF038" in row[1].split()
