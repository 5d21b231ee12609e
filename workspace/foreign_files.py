"""Foreign files: what is where a picture is to be written, and was not drawn by us."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pledgegraph.errors import OutputRefused
from pledgegraph.wording import worded

OURS: Mapping[str, bytes] = {
    ".html": b'<meta name="generator" content="pledgegraph">',
    ".htm": b'<meta name="generator" content="pledgegraph">',
    ".svg": b'id="sheet-title"',
    ".png": b"\x89PNG\r\n",
    ".graphml": b'id="labelV"',
    ".gexf": b"<creator>pledgegraph</creator>",
}
"""What a picture of ours has near its beginning, by the ending of its file. A table has nothing by
which it could be known, and a bitmap no more than that it is one.
"""
NEAR = 8_192


def check_not_foreign(place: Path | None) -> None:
    """Refuse to write over a file that somebody else made; a device or a pipe holds nothing.

    Raises:
        OutputRefused: what is there is not a picture of ours.
    """
    mark = OURS.get(place.suffix.casefold()) if place else None
    if place is None or mark is None or not place.is_file():
        return
    with place.open("rb") as file:
        beginning = file.read(NEAR)
    # An empty file is what somebody made to be filled
    if beginning and mark not in beginning:
        raise OutputRefused(
            worded(
                "{file} is already there, and is not a picture from pledgegraph", file=place.name
            ),
            worded("Name another file, or remove this one."),
        )
