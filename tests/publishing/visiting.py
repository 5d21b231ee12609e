"""A visit of the page for SPARQL in a browser."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import expect


@dataclass
class Visit:
    """The page with the facts in it, and what it said and asked for meanwhile."""

    page: Any
    home: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def ask(self, text: str) -> None:
        """Ask, and wait for the end."""
        self.page.fill("#query", text)
        self.page.click("#ask")
        self.page.wait_for_selector("#ask:enabled")

    def text(self, selector: str) -> str:
        found: str = self.page.locator(selector).inner_text()
        return found

    def rows(self) -> list[list[str]]:
        """The table, its headings first."""
        cells = "row => [...row.cells].map(cell => cell.textContent)"
        found: list[list[str]] = self.page.eval_on_selector_all(
            "#answer tr", f"rows => rows.map({cells})"
        )
        return found


def opened(browser: Any, home: str, path: str = "sparql/", **options: Any) -> Visit:
    visit = Visit(browser.new_page(**options), home)
    visit.page.on("console", lambda message: visit.said.append(message.text))
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    visit.page.on("request", lambda request: visit.asked.append(request.url))
    visit.page.goto(f"{home}{path}")
    return visit


def choose(visit: Visit, value: str, text: str) -> None:
    """Choose an example, and wait until its text is there."""
    visit.page.select_option("#example", value)
    expect(visit.page.locator("#query")).to_have_value(text)
