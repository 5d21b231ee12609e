"""The pictures in docs/pictures/ are those that are drawn today (docs/draw_pictures.py)."""

from __future__ import annotations

from pledgegraph.graph.pictures.sheets import svg
from pledgegraph.workspace.workspace import Workspace

from .test_pages_run import ROOT, load  # noqa: TID252 (tests are no package that could be named)

drawing = load("draw_pictures")


def test_the_pictures_are_those_of_today(sample: Workspace) -> None:
    for name, sheet in drawing.drawn(sample).items():
        assert (drawing.FOLDER / f"{name}.svg").read_text("utf-8") == svg(sheet), name
        # Its width in pixels is in its header: the script writes both, and not by halves
        header = (drawing.FOLDER / f"{name}.png").read_bytes()[:24]
        assert int.from_bytes(header[16:20], "big") == sheet.paper.width


def test_the_page_shows_each() -> None:
    page = (ROOT / "docs" / "pictures.md").read_text("utf-8")
    for name in drawing.PICTURES:
        assert f"](pictures/{name}.png)" in page
    assert {path.stem for path in drawing.FOLDER.iterdir()} == drawing.PICTURES.keys()
