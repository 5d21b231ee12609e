"""Pictures: the sheet for a meeting of a country, situation or platform, as a file of the site that
its page shows with the rows in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .addresses import file_path

FILE = "picture.svg"
"""Its name, in the folder of the page."""


@dataclass(frozen=True)
class SitePicture:
    """A picture in one language: its finding, the counts in words, the SVG, and the rows that it
    shows with their headings. ``left_out`` counts rows that a page has no room for; ``caption``
    says what the rows are.
    """

    title: str
    description: str
    svg: str
    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    left_out: int = 0


Pictures = Mapping[str, SitePicture]
"""Identifier of a country, situation or platform → its picture; others have nothing to draw."""


def picture_files(pictures: Pictures) -> Iterator[tuple[str, str]]:
    """Path below the folder of the language, and text, of the SVG of each."""
    for identifier, picture in pictures.items():
        yield f"{file_path(identifier)}/{FILE}", picture.svg
