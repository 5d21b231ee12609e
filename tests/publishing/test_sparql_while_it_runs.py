"""The page for SPARQL while somebody changes what is asked: no answer is shown without its caveats,
and no file that comes late ends up in a later question.
"""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from .conftest import Published
from .visiting import Visit, choose, opened

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c > ?i) }"


CHAD: dict[str, Any] = {
    "name": "Chad",
    "path": "sparql/facts/chad.nt.gz",
    "statements": 1,
    "size": 1,
}


def with_slices(page: str) -> str:
    """The page as that of a large register, which offers the facts of a place alone."""
    before, start, rest = page.partition('<script id="settings" type="application/json">')
    settings, end, after = rest.partition("</script>")
    few = json.dumps({**json.loads(settings), "slices": [["Countries", [CHAD]]]})
    page = before + start + few + end + after
    if '<select id="part"' in page:
        return page
    places = '<select id="part"></select><p id="partial"></p>'
    return page.replace('<div id="asking" hidden>', f'<div id="asking" hidden>{places}')


def test_an_answer_goes_with_its_caveats(home: str, browser: Any, published: Published) -> None:
    visit = opened(browser, home)
    body = with_slices(published.text("sparql/index.html"))
    visit.page.route("**/sparql/", lambda route: route.fulfill(body=body, content_type="text/html"))
    visit.page.reload()
    name, texts = next(iter(json.loads(published.text("sparql/texts.json")).items()))
    page = visit.page
    leaves: list[Callable[[], object]] = [
        lambda: page.uncheck("#computed"),
        lambda: page.select_option("#example", "facts 0"),
        lambda: page.select_option("#part", CHAD["path"]),
    ]
    for leave in leaves:
        choose(visit, f"{name} 0", texts[0])
        visit.ask("SELECT ?a WHERE { ?a ?b ?c } LIMIT 2")
        assert len(visit.rows()) == 3 and page.is_enabled("#save")
        assert page.locator("#caveats").is_visible()
        leave()
        assert not page.locator("#caveats").is_visible()
        assert_cleared(visit)
    assert "Chad" in visit.text("#partial")
    # What runs ends too: its rows would come below no caveat
    choose(visit, f"{name} 0", texts[0])
    page.fill("#query", ENDLESS)
    page.click("#ask")
    expect(page.locator("#state")).to_contain_text("Asking")
    page.uncheck("#computed")
    assert visit.text("#state").startswith("Stopped.") and page.is_enabled("#ask")
    visit.ask("SELECT ?a WHERE { ?a ?b ?c } LIMIT 2")
    visit.ask("SELECT ?a WHERE")
    assert visit.text("#problem") != ""
    assert_cleared(visit)
    assert visit.said == []
    page.close()


def assert_cleared(visit: Visit) -> None:
    """Nothing of an older answer is shown, counted or saved."""
    assert visit.rows() == [] and visit.text("#state") == ""
    assert not visit.page.locator("#answer").is_visible()
    assert visit.page.is_disabled("#save")


def test_a_late_file_is_not_given_to_a_later_question(home: str, browser: Any) -> None:
    visit, waiting = opened(browser, home), []
    visit.page.route("**/computed.nt.gz", lambda route: waiting.append(route))
    visit.page.check("#computed")
    visit.page.fill("#query", "ASK { ?a ?b ?c }")
    with visit.page.expect_request("**/computed.nt.gz"):
        visit.page.click("#ask")
    visit.page.click("#stop")
    visit.page.route("**/sparql_worker.js", lambda route: waiting.append(route))
    with visit.page.expect_request("**/sparql_worker.js"):
        visit.page.click("#ask")
    expect(visit.page.locator("#stop")).to_be_enabled()
    file, script = waiting
    # The file of the first question comes while the worker of the second is still loading
    with visit.page.expect_request_finished(lambda request: request == file.request):
        file.continue_()
    visit.page.wait_for_timeout(200)
    script.continue_()
    expect(visit.page.locator("#state")).to_have_text("yes")
    visit.page.close()
