"""Draw the pictures of ``docs/pictures/`` from the sample register.

``python docs/draw_pictures.py`` builds the sample in a temporary folder and writes each picture as
SVG and PNG. ``tests/docs/test_pictures.py`` compares the SVG files with what is drawn today.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pledgegraph.graph.pictures.bitmaps import png
from pledgegraph.graph.pictures.sheets import Sheet, svg
from pledgegraph.workspace import starting
from pledgegraph.workspace.mark_sizes import Form
from pledgegraph.workspace.sheets import sheet_of
from pledgegraph.workspace.workspace import Workspace

FOLDER = Path(__file__).resolve().parent / "pictures"
Asked = tuple[str, Mapping[str, Any], str, Form]
"""A question or none, parameters, a language and a form."""
PICTURES: Mapping[str, Asked] = {
    "chad": ("", {"country": ["Chad"]}, "en", Form()),
    "ethiopia": ("", {"country": ["Ethiopia"]}, "en", Form()),
    "sudan": ("", {"situation": ["Sudan"]}, "en", Form("thin")),
    "igad": ("", {"platform": ["IGAD"]}, "en", Form("table")),
    "open-to-matching": ("unsupported", {}, "en", Form()),
    "plateforme-mirps": ("", {"platform": ["MIRPS"]}, "fr", Form("table", "a4")),
}
"""The name of each picture and what it shows."""


def drawn(workspace: Workspace) -> dict[str, Sheet]:
    """The sheets of the pictures, from a built workspace with the sample register."""
    reader = workspace.reading()
    sheets = {}
    for name, (question, given, language, form) in PICTURES.items():
        sheets[name] = sheet_of(reader, question, given, language, form)
    return sheets


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = starting.demo(Path(folder) / "w")
        workspace.build()
        for name, sheet in drawn(workspace).items():
            (FOLDER / f"{name}.svg").write_text(svg(sheet), "utf-8", newline="\n")
            (FOLDER / f"{name}.png").write_bytes(png(sheet, sheet.paper.width))


if __name__ == "__main__":
    main()
