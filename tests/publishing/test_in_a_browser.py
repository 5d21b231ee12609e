"""The site in a real browser: the search finds without a server, and nothing else is asked for."""

from typing import Any

from .conftest import Published
from .serving import UNDER, serving


def test_search_finds_without_a_server(published: Published, browser: Any) -> None:
    with serving(published.folder) as port:
        page = browser.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        home = f"http://127.0.0.1:{port}{UNDER}/"
        page.goto(f"{home}fr/")
        # Accents and capitals are no matter, and all words must be there
        page.fill("#search", "COTE ivoire")
        link = page.locator("#results a[href$='country/CIV/']")
        link.wait_for()
        assert link.inner_text() == "Côte d'Ivoire"
        page.fill("#search", "grf-00350")
        page.locator("#results a").first.wait_for()
        assert page.locator("#found").inner_text() == "1"
        page.locator("#results a").first.click()
        page.wait_for_url(f"{home}fr/pledge/GRF-00350/")
        assert page.locator("h1").is_visible()
        # The stylesheet is there under the strict policy
        assert page.evaluate("getComputedStyle(document.querySelector('dl')).display") == "grid"
        page.close()
    assert said == []
    assert [url for url in asked if not url.startswith(home)] == []
