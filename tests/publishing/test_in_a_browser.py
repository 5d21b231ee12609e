"""The site in a real browser: the search finds without a server, and nothing else is asked for."""

import os
from pathlib import Path

import pytest

from .conftest import Published
from .serving import UNDER, serving

CHROMIUM = Path("/usr/bin/chromium")


def test_search_finds_without_a_server(published: Published) -> None:
    if not CHROMIUM.exists():
        how = f"no browser at {CHROMIUM}: run `apt-get install chromium`"
        if os.environ.get("PLEDGEGRAPH_REQUIRE_SERVICES") == "1":
            pytest.fail(how)
        pytest.skip(how)
    from playwright.sync_api import sync_playwright

    with serving(published.folder) as port, sync_playwright() as tools:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = tools.chromium.launch(executable_path=str(CHROMIUM), args=flags)
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
        browser.close()
    assert said == []
    assert [url for url in asked if not url.startswith(home)] == []
