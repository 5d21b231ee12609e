"""The page for SPARQL in a real browser, on a strict host: what it answers is what a store answers
that was asked of the same dump, and whatever goes wrong is said in a sentence.
"""

import csv
import gzip
import io
import json
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from markupsafe import escape

from pledgegraph.graph.sparql import SparqlEngine
from pledgegraph.publishing.examples import EXAMPLES
from pledgegraph.queries.catalogue import questions

from ..budget import some  # noqa: TID252
from .conftest import Published
from .visiting import Visit, choose, opened

BASE = "https://example.org/pledges/"
PAYLOAD = "<img src=x onerror=alert(1)><script>alert(1)</script>"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c > ?i) }"


@pytest.fixture(scope="module")
def store(published: Published) -> ox.Store:
    """The dump of the site, in a store of its own."""
    made = ox.Store()
    text = gzip.decompress((published.folder / "dumps" / "pledges.ttl.gz").read_bytes())
    made.bulk_load(text, ox.RdfFormat.TURTLE)
    return made


@pytest.fixture(scope="module")
def computing(published: Published) -> SparqlEngine:
    """The engine of `pledgegraph query --engine sparql`, with public records only."""
    build = published.workspace.build_folder("public")
    return SparqlEngine(build, BASE.removesuffix("/"))


def answered(store: ox.Store, text: str) -> list[list[str]]:
    """What a store answers, with the names that the page has for things of the site."""
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    rows = [[variable.value for variable in found.variables]]
    for solution in found:
        cells = ["" if term is None else term.value for term in solution]
        ours = "https://w3id.org/pledgegraph/"
        rows.append(
            [cell.removeprefix(BASE).replace(f"{ours}vocabulary/", "vocabulary/") for cell in cells]
        )
    return rows


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
def test_examples_are_answered_as_by_a_store(visit: Visit, store: ox.Store, place: int) -> None:
    visit.page.select_option("#example", f"facts {place}")
    text = visit.page.input_value("#query")
    assert text == EXAMPLES[place].text
    visit.ask(text)
    assert visit.text("#problem") == ""
    wanted = answered(store, text)
    assert len(wanted) > 1, "an example that finds nothing shows nothing"
    assert visit.rows() == wanted
    assert visit.text("#state").startswith(f"Rows: {len(wanted) - 1:,} (")


def test_nothing_leaves_the_page(visit: Visit) -> None:
    visit.ask("SELECT * WHERE { SERVICE <http://127.0.0.1:9/sparql> { ?a ?b ?c } }")
    assert visit.text("#problem") == "SERVICE is not answered: this page asks no other server."
    visit.ask("INSERT DATA { <a:a> <a:b> <a:c> }")
    assert visit.text("#problem").startswith("Only SELECT, ASK, CONSTRUCT and DESCRIBE")
    assert [url for url in visit.asked if not url.startswith(visit.home)] == []
    assert visit.said == []


def test_a_thing_of_the_site_leads_to_its_page(visit: Visit) -> None:
    visit.ask(
        f"SELECT * WHERE {{ VALUES ?a {{ <{BASE}pledge/GRF-00350> <{BASE}pledge/X#match-y> }} }}"
    )
    links = visit.page.eval_on_selector_all("#answer a", "all => all.map(each => each.href)")
    assert links == [f"{visit.home}pledge/GRF-00350/", f"{visit.home}pledge/X/#match-y"]
    visit.ask(f"ASK {{ <{BASE}pledge/GRF-00350> ?b ?c }}")
    assert visit.text("#state") == "yes"
    visit.ask("CONSTRUCT { ?a <a:b> 1 } WHERE { VALUES ?a { <a:1> <a:2> <a:3> } }")
    assert [row[1] for row in visit.rows()] == ["predicate", "a:b", "a:b", "a:b"]


WRONG = {
    "SELECT ?a WHERE {\n  ?a ?b ?c\n  FILTER(?a = )\n}": (")\n", "near line 3, column 15: )"),
    "SELECT ?a WHER { ?a ?b ?c }": ("WHER {", "near line 1, column 11: WHER { ?a ?b ?c }"),
    "SELECT ?a { ?a ?b ?c } LIMIT ten": ("ten", "near line 1, column 30: ten"),
    "SELECT ?a WHERE { ?a ?b ?c": ("", "near line 1, column 27: …"),
    "# é𝄞\nSELECT ?a { FILTR(?a) }": ("FILTR", "near line 2, column 13: FILTR(?a) }"),
    "SELECT ?a WHERE { ?a pg:title ?b }": (" ?b }", "The prefix pg: is not declared."),
    "SELECT ?a ?b { ?a ?c ?b } GROUP BY ?a": ("", "SELECT names a variable"),
}
"""A wrong query → the text behind the cursor, and what is said."""


def test_a_wrong_query_is_shown_at_its_place(visit: Visit) -> None:
    for text, (behind, said) in WRONG.items():
        visit.ask(text)
        assert said in visit.text("#problem"), text
        assert visit.text("#state") == ""
        assert visit.page.evaluate("document.activeElement.id") == "query"
        rest = "document.activeElement.value.slice(document.activeElement.selectionStart)"
        assert visit.page.evaluate(rest).startswith(behind), text
    visit.ask("ASK { ?a ?b ?c }")
    assert (visit.text("#problem"), visit.text("#state")) == ("", "yes")


QUESTIONS = [name for name in questions() if name not in ("joint-candidates", "new-actors")]


@pytest.mark.parametrize("name", some(QUESTIONS, 3))
def test_queries_of_questions_are_answered_as_by_the_command(
    visit: Visit, published: Published, computing: SparqlEngine, name: str
) -> None:
    texts = json.loads(published.text("sparql/texts.json"))[name]
    for place, text in enumerate(texts):
        choose(visit, f"{name} {place}", text)
        assert visit.page.is_checked("#computed")
        visit.page.click("#ask")
        visit.page.wait_for_selector("#ask:enabled")
        assert visit.text("#problem") == "", text
        # Only some of the texts say in which order their rows are
        wanted = [[shown(cell) for cell in row.values()] for row in computing.ask(text, {})]
        assert sorted(visit.rows()[1:]) == sorted(wanted)[:1000], text
    caveats = visit.text("#caveats")
    assert caveats.startswith("Computed from the public records; stated by no source")
    answer = published.text(f"answers/{name}/index.html")
    for notice in visit.page.locator("#notices li").all_inner_texts():
        assert str(escape(notice)) in answer
    assert visit.page.get_attribute("#whole", "href") == f"../answers/{name}/"


def test_what_is_computed_is_apart(visit: Visit, published: Published) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?a <https://w3id.org/pledgegraph#openToMatching> ?b }"
    visit.page.select_option("#example", "facts 0")
    assert not visit.page.is_checked("#computed")
    assert not visit.page.locator("#caveats").is_visible()
    visit.ask(count)
    assert visit.rows() == [["n"], ["0"]], "the facts have nothing computed"
    visit.page.check("#computed")
    assert visit.page.locator("#caveats").is_visible()
    visit.ask(count)
    with_computed = int(visit.rows()[1][0])
    assert with_computed > 0
    derived = "https://w3id.org/pledgegraph#derived"
    visit.ask(count.replace("{ ", f"{{ GRAPH <{derived}> {{ ").replace(" }", " } }"))
    assert visit.rows() == [["n"], [str(with_computed)]]
    visit.page.uncheck("#computed")
    visit.ask(count)
    assert visit.rows() == [["n"], ["0"]]
    data = gzip.decompress((published.folder / "sparql" / "computed.nt.gz").read_bytes())
    assert data.startswith(b"# Computed from the public records; stated by no source")
    assert data.count(b"openToMatching> ") == with_computed
    for path in ("void.ttl", "dumps/pledges.ttl.gz", "dumps/sources.nq.gz"):
        text = (published.folder / path).read_bytes()
        if path.endswith(".gz"):
            text = gzip.decompress(text)
        assert b"openToMatching" not in text and b"computed.nt" not in text


def shown(value: object) -> str:
    """A value as a page shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value).replace("\x1f", "; ")


def test_an_endless_query_is_stopped(visit: Visit) -> None:
    visit.page.fill("#query", ENDLESS)
    visit.page.press("#query", "Control+Enter")
    visit.page.wait_for_selector("#stop:enabled")
    visit.page.click("#stop")
    assert visit.text("#state") == "Stopped. The next question loads the facts again."
    asked = len(visit.asked)
    visit.ask("ASK { ?a ?b ?c }")
    assert visit.text("#state") == "yes"
    # What was loaded before is kept: only the worker's own scripts are read again
    again = [url for url in visit.asked[asked:] if not url.endswith(".js")]
    assert again == []


def test_answers_are_shown_and_never_run(visit: Visit) -> None:
    visit.ask(
        f'SELECT ("{PAYLOAD}" AS ?x) (<javascript:alert(1)> AS ?y) (<{BASE}pledge/"> AS ?z) {{}}'
    )
    assert "cannot be read" in visit.text("#problem"), "no IRI has such signs"
    iri = f"<{BASE}//evil.example/pledge>"
    visit.ask(f'SELECT ("{PAYLOAD}" AS ?x) (<javascript:alert(1)> AS ?y) ({iri} AS ?z) {{}}')
    assert visit.rows()[1] == [PAYLOAD, "javascript:alert(1)", "//evil.example/pledge"]
    assert visit.page.locator("#answer img, #answer script, #answer a").count() == 0
    assert visit.said == []


def test_the_answer_is_saved_as_csv(visit: Visit, tmp_path: Path) -> None:
    visit.ask(
        "SELECT ?a ?b ?c WHERE { VALUES (?a ?b ?c)"
        ' { ("=1+1" 001 "é, \\"x\\"") ("-5" -5 "a;=b") (UNDEF "" <http://x.example/>) } }'
    )
    with visit.page.expect_download() as waited:
        visit.page.click("#save")
    text = Path(waited.value.path()).read_bytes().decode("utf-8")
    assert waited.value.suggested_filename == "answer.csv"
    assert text.startswith('\ufeff"a","b","c"\r\n')
    assert list(csv.reader(io.StringIO(text[1:]))) == [
        ["a", "b", "c"],
        ["'=1+1", "1", 'é, "x"'],
        ["-5", "-5", "a;'=b"],
        ["", "", "http://x.example/"],
    ]


def test_more_rows_than_a_page_has_room_for(visit: Visit) -> None:
    visit.ask("SELECT ?a WHERE { ?a ?b ?c } LIMIT 1234")
    assert len(visit.rows()) == 1001
    assert visit.text("#state").endswith("Shown: the first 1,000; the CSV file has all.")


def fulfil(route: Any, **answer: Any) -> None:
    """Answer instead of the host."""
    route.fulfill(**answer)


def test_a_missing_or_cut_file_is_said_and_the_page_goes_on(
    home: str, browser: Any, published: Published
) -> None:
    path, other = "dumps/pledges.ttl.gz", "assets/oxigraph/web_bg.wasm.gz"
    whole = (published.folder / path).read_bytes()
    visit = opened(browser, home)
    # A host that unpacks by itself may cut too
    for body, said in (
        (whole[:-9], f"{path} did not come whole ({len(whole) - 9:,} bytes"),
        (gzip.decompress(whole)[:1000], f"{path} did not come whole (1,000 bytes"),
        (b"", f"{path} did not come whole (0 bytes"),
    ):
        visit.page.route(f"**/{path}", partial(fulfil, body=body))
        visit.ask("ASK { ?a ?b ?c }")
        assert visit.text("#problem").startswith(said)
        visit.page.unroute_all()
    for name in (path, other):
        visit.page.route(f"**/{name}", partial(fulfil, status=404))
        # What came before is kept: only in a new page is it asked for again
        visit.page.reload()
        visit.ask("ASK { ?a ?b ?c }")
        assert visit.text("#problem").startswith(f"{name} cannot be loaded (404). If it is there, ")
        visit.page.unroute_all()
    visit.page.route("**/sparql_worker.js", lambda route: route.abort())
    visit.ask("ASK { ?a ?b ?c }")
    assert visit.text("#problem").startswith("assets/sparql_worker.js cannot be loaded")
    visit.page.unroute_all()
    visit.ask("ASK { ?a ?b ?c }")
    assert (visit.text("#problem"), visit.text("#state")) == ("", "yes")
    visit.page.close()


def of_windows(folder: Path, route: Any) -> None:
    """A file of the site as if it were in C:/my site."""
    route.fulfill(path=folder / route.request.url.partition("/my%20site/")[2])


def test_a_browser_that_cannot_is_told(home: str, browser: Any, published: Published) -> None:
    page = browser.new_page()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(f"{home}fr/sparql/")
    assert "il n'a pas WebAssembly" in page.locator("#closed").inner_text().replace("’", "'")
    assert not page.locator("#asking").is_visible()
    page.close()
    # From a file: with the line that serves the folder
    page = browser.new_page()
    page.goto((published.folder / "sparql" / "index.html").as_uri())
    assert page.locator("#closed").inner_text().startswith("A browser does not run this page from")
    assert page.locator("#line").inner_text() == f'python -m http.server -d "{published.folder}"'
    page.close()
    # On Windows, whose paths begin with a letter
    page = browser.new_page()
    page.route("file:///C:/**", partial(of_windows, published.folder))
    page.goto("file:///C:/my%20site/sparql/index.html")
    assert page.locator("#line").inner_text() == 'python -m http.server -d "C:/my site"'
    page.close()
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{home}sparql/")
    assert page.locator("#closed").inner_text().startswith("This page needs JavaScript")
    assert not page.locator("#asking").is_visible()
    page.close()


def test_axe_finds_nothing_on_a_phone(home: str, visit: Visit) -> None:
    from axe_playwright_python.sync_playwright import Axe

    visit.page.set_viewport_size({"width": 390, "height": 800})
    visit.ask(EXAMPLES[1].text)
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, "the table scrolls, not the page"
    found = Axe().run(visit.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    visit.page.goto(f"{home}fr/sparql/")
    assert visit.page.locator("h1").inner_text() == "Interroger en SPARQL"
    found = Axe().run(visit.page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
