"""A visit to a page of a picture in the browser of all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph.pictures.composition import Picture
from pledgegraph.graph.pictures.drawing import draw


class Visit:
    """One page opened with the network cut, and everything that it did which it should not."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        self.wrong: list[str] = []
        options = {"viewport": {"width": 1280, "height": 720}, **options}
        self.context = browser.new_context(offline=True, **options)
        self.page = self.context.new_page()
        self.page.on("dialog", self._refuse)
        self.page.on("console", lambda message: self._heard(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error {error}"))
        self.page.on("request", lambda request: self._asked(request.url, file.as_uri()))
        self.page.goto(file.as_uri())
        if options.get("java_script_enabled", True):
            self.page.wait_for_function("document.readyState === 'complete'")
            self.settle()

    def settle(self) -> None:
        """Wait until what was changed is drawn."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def _refuse(self, dialog: Any) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _heard(self, text: str) -> None:
        # Said of tests that read the canvas back; the page itself never does.
        if not text.startswith("Canvas2D: Multiple readback"):
            self.wrong.append(f"console {text}")

    def _asked(self, address: str, own: str) -> None:
        if address.partition("#")[0] != own and not address.startswith("data:"):
            self.wrong.append(f"request {address}")


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Opens a picture, or the text of a page."""
    visits: list[Visit] = []

    def opened(picture: Picture | str, *, ending: str = ".html", **options: Any) -> Visit:
        file = tmp_path / f"picture-{len(visits)}{ending}"
        text = picture if isinstance(picture, str) else draw(picture)
        file.write_text(text, "utf-8", newline="\n")
        visits.append(Visit(browser, file, **options))
        return visits[-1]

    yield opened
    for each in visits:
        each.context.close()
